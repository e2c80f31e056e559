"""Contact points: disguises, countries, and what looks like a number and is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.terms import ContactOwner, ContactType
from nlp.contacts import find_contacts
from tests.nlp.build import READER, analyse, make_document

_NATIONAL = {
    "CO": ("+57", "3000000017"),
    "CL": ("+56", "940000017"),
    "PE": ("+51", "900000017"),
    "EC": ("+593", "990000017"),
    "BO": ("+591", "70000017"),
    "VE": ("+58", "4140000017"),
    "BR": ("+55", "11900000017"),
    "MX": ("+52", "5500000017"),
    "PA": ("+507", "61000017"),
    "US": ("+1", "3055550117"),
}
_OFFER = "Te llevamos por la trocha sin pasaporte. "


def found(text: str, country: str = "CO", kind: str = "ad", language: str = "es") -> set[tuple[str, str]]:
    """Type and value of everything in the text."""
    document = make_document(text, country=country, kind=kind, language=language)
    points, _ = find_contacts(READER._reading(document))
    return {(point.type.value, point.value) for point in points}


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("WhatsApp +57 300 000 0017", "CL", "+573000000017"),
        ("wsp 300 000 0017", "CO", "+573000000017"),
        ("WhatsApp: 3️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣0️⃣1️⃣7️⃣", "CO", "+573000000017"),
        ("whatsapp 3OO OOO OO17", "CO", "+573000000017"),
        ("wasap tres cero cero, cero cero cero, cero cero uno siete", "CO", "+573000000017"),
        ("zap onze nove zero zero zero zero zero zero vinte e três", "BR", "+5511900000023"),
        ("whatsapp nine four zero zero zero zero zero one seven", "CL", "+56940000017"),
        ("whats 3.0.0.0.0.0.0.0.1.7", "CO", "+573000000017"),
        ("whatsapp (11) 90000-0017", "BR", "+5511900000017"),
        ("whatsapp 0414-0000017", "VE", "+584140000017"),
        ("whatsapp 099 000 0017", "EC", "+593990000017"),
        ("whatsapp 0057 300 000 0017", "EC", "+573000000017"),
        ("whatsapp 57 300 000 0017", "PE", "+573000000017"),
        ("whatsapp 🇵🇪 900 000 017", "CL", "+51900000017"),
        ("https://wa.me/573000000017?text=hola", "CL", "+573000000017"),
        ("https://api.whatsapp.com/send?phone=573000000017", "CL", "+573000000017"),
    ],
)
def test_disguised_numbers_are_read(text: str, country: str, value: str) -> None:
    assert found(text, country) == {("whatsapp", value)}


@pytest.mark.parametrize(
    "text",
    [
        "Precio 1.200.000 pesos por persona, 350.000.000 en total",
        "Nacido el 12/03/1988, vigente del 2019-2024 hasta el 31-12-2025",
        "RUT 12.345.678-9, cédula 1020304050, NIT 900000012-1",
        "CNPJ 12.345.678/0001-90 e CPF 123.456.789-00",
        "Expediente 20230000123, horario de 08:00 a 18:00, calle 45 100 300 200",
    ],
)
def test_other_figures_are_no_numbers(text: str) -> None:
    assert found(text, "BR" if "CNPJ" in text else "CL") == set()


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("escribe a viajes.luna(arroba)correo.example", ("email", "viajes.luna@correo.example")),
        ("viajes [at] correo [dot] example", ("email", "viajes@correo.example")),
        ("viajes arroba correo punto example", ("email", "viajes@correo.example")),
        ("canal t.me/RutaSur_Viajes", ("telegram", "rutasur_viajes")),
        ("síguenos en Instagram @Ruta.Sur", ("instagram", "ruta.sur")),
        ("TikTok: @rutasur", ("tiktok", "rutasur")),
        ("https://www.facebook.com/rutasur.viajes", ("facebook", "rutasur.viajes")),
        ("mira https://www.viajes.rutasur.example/precios", ("url", "rutasur.example")),
    ],
)
def test_links_and_handles(text: str, point: tuple[str, str]) -> None:
    assert found(text) == {point}


def test_two_numbers_in_one_row_are_two() -> None:
    assert found("Llamar 300 000 0017 / 300 000 0018") == {("phone", "+573000000017"), ("phone", "+573000000018")}


def test_news_needs_a_word_of_the_telephone() -> None:
    assert found("El contrato 3000000017 fue firmado ayer.", kind="news") == set()


def test_the_advertiser_owns_the_number_of_an_offer_only() -> None:
    offer = analyse(_OFFER + "De Cúcuta a Lima. WhatsApp 300 000 0017")
    plain = analyse("Vendo muebles usados. WhatsApp 300 000 0017")
    assert [c.value for c in offer.operator_contacts] == ["+573000000017"]
    assert plain.contacts[0].value == "+573000000017"
    assert plain.operator_contacts == ()


def test_a_hotline_in_the_news_is_nobodys_lead() -> None:
    analysis = analyse(
        "La policía detuvo a tres coyotes por tráfico de migrantes. Ofrecían el cruce en el WhatsApp +57 300 000 0017. "
        "Quien tenga información puede llamar a la línea de denuncias +57 300 000 0099.",
        kind="news",
    )
    owners = {point.value: point.owner for point in analysis.contacts}
    assert owners["+573000000017"] is ContactOwner.OPERATOR
    assert owners["+573000000099"] is ContactOwner.HOTLINE


def test_places_of_points_are_those_of_the_text() -> None:
    text = "Viaje seguro\nWhatsApp 300 000 0017"
    document = make_document(text, title="Salidas")
    points, _ = find_contacts(READER._reading(document))
    span = points[0].span
    assert text[span.start : span.end] == "300 000 0017" == points[0].as_written
    assert points[0].type is ContactType.WHATSAPP


@settings(max_examples=120, deadline=None)
@given(
    country=st.sampled_from(sorted(_NATIONAL)),
    cuts=st.sets(st.integers(min_value=1, max_value=7), max_size=4),
    separator=st.sampled_from([" ", ".", "-", " - ", "  "]),
    prefix=st.booleans(),
    letters=st.booleans(),
)
def test_any_grouping_gives_the_same_number(
    country: str, cuts: set[int], separator: str, prefix: bool, letters: bool
) -> None:
    calling, national = _NATIONAL[country]
    bounds = [0, *sorted(cuts), len(national)]
    groups = [national[a:b] for a, b in pairwise(bounds)]
    written = separator.join(groups)
    if letters and len(groups) == 1:
        written = national[0] + national[1:].replace("0", "O")
    text = f"WhatsApp {calling + ' ' if prefix else ''}{written}"
    assert found(text, country) == {("whatsapp", calling + national)}


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    for kind, value in found(text):
        assert kind not in {"phone", "whatsapp"} or value.startswith("+")


@pytest.mark.parametrize("piece", ["1 ", "uno dos ", "3000000017 ", "www.a.", "a@a."])
def test_long_rows_are_read_to_their_end(piece: str) -> None:
    assert isinstance(found(piece * 1500), set)
