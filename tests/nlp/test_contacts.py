"""Contact points: disguises, countries, and what looks like a number and is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.terms import ContactType
from nlp.contact.numbering import local
from nlp.contacts import find_contacts
from tests.nlp.readings import reading_of

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


def found(text: str, country: str = "CO", kind: str = "ad", language: str = "es") -> set[tuple[str, str]]:
    """Type and value of everything in the text."""
    points, _ = find_contacts(reading_of(text, country=country, kind=kind, language=language))
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
        ("zap (68) 9 O O O O - 0 0 4 4", "BR", "+5568900000044"),
        ("zap 96 nove 0000 00 vinte e dois", "BR", "+5596900000022"),
        ("wasap más cincuenta y seis, nueve, cuatro mil, cero cero, dieciocho", "AR", "+56940000018"),
        ("WhatsApp one-two-four-two, five-five-five, oh-one-five-nine", "BS", "+12425550159"),
        ("WhatsApp 0803 000 0027", "NG", "+2348030000027"),
        ("WhatsApp 0803 000 0047", "US", "+2348030000047"),
        ("WhatsApp 024 000 0088", "GH", "+233240000088"),
        ("WhatsApp 085 000 0016", "IE", "+353850000016"),
        ("whatsapp 592 600 0052", "GY", "+5926000052"),
        ("WhatsApp 600-0031", "GY", "+5926000031"),
        ("WhatsApp 991 00 03", "CV", "+2389910003"),
        ("WhatsApp 923 000 041", "AO", "+244923000041"),
        ("WhatsApp 876 555 0128", "JM", "+18765550128"),
        ("WhatsApp 11 0000-0043", "AR", "+5491100000043"),
        ("zap 51 9 0000 0086", "BR", "+5551900000086"),
        ("wsp 07700 900017", "GB", "+447700900017"),
        ("whatsapp 🇵🇪 900 000 017", "CL", "+51900000017"),
        ("https://wa.me/573000000017?text=hola", "CL", "+573000000017"),
        ("https://api.whatsapp.com/send?phone=573000000017", "CL", "+573000000017"),
    ],
)
def test_disguised_numbers_are_read(text: str, country: str, value: str) -> None:
    assert found(text, country) == {("whatsapp", value)}


def test_a_free_line_of_south_america_is_no_nigerian_telephone() -> None:
    assert found("Informes: llame al 0800 000 0042", "CO") == set()
    assert found("call 0800 000 0042", "GB", language="en") == {("phone", "+2348000000042")}


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
        ("chama no insta tia.lourdes", ("instagram", "tia.lourdes")),
        ("IG lazos.concreta!", ("instagram", "lazos.concreta")),
        ("Inst: @star.girl.", ("instagram", "star.girl")),
        ("DM @bellezas.prod", ("instagram", "bellezas.prod")),
        ("escribe al telegram mar_abierto", ("telegram", "mar_abierto")),
        ("both lines: @ranch_admin", ("telegram", "ranch_admin")),
        ("#viaje #seguro dm @reyes915", ("tiktok", "reyes915")),
        ("búscame en tiktok como rutasur", ("tiktok", "rutasur")),
        ("escribe a elparcero.golfo en facebook", ("facebook", "elparcero.golfo")),
        ("página: Facebook /tabanka.vistos", ("facebook", "tabanka.vistos")),
        ("find us on Facebook as RutaSegura", ("facebook", "rutasegura")),
        ("Instagram frenou.travel", ("instagram", "frenou.travel")),
        ("Insta esmeralda.ie", ("instagram", "esmeralda.ie")),
        ("mira https://www.viajes.rutasur.example/precios", ("url", "rutasur.example")),
        ("Telegram no, solo @ruta.sur en tiktok", ("tiktok", "ruta.sur")),
        ("no instagram nada, @rutasur (no insta)", ("instagram", "rutasur")),
        ("we are on the web, and at rutasur.example", ("url", "rutasur.example")),
        ("escribe @ rutasur_24", ("telegram", "rutasur_24")),
        ("escribe @ RutaSur", ("telegram", "rutasur")),
    ],
)
def test_links_and_handles(text: str, point: tuple[str, str]) -> None:
    assert found(text) == {point}


@pytest.mark.parametrize(
    "text",
    [
        "Síguenos en Facebook, Instagram y TikTok",
        "nos vemos en telegram mañana",
        "el canal de Facebook Noticias del Sur",
        "nos vemos @ Cuenca, terminal",
        "Blessing @ Kantuta Care Routes",
    ],
)
def test_the_word_of_a_platform_is_no_handle(text: str) -> None:
    assert found(text) == set()


def test_what_does_not_count_is_no_account() -> None:
    number = {("phone", "+258840000037")}
    assert found("4.500 sem. Bebé de colo não conta. 84 000 0037", country="MZ", language="pt") == number
    assert found("Deposite na conta 84 000 0037", country="MZ", language="pt") == set()


def test_a_figure_that_ends_a_sentence_begins_no_number() -> None:
    text = "First come first serve, e don remain nine. 0803 OOO 0034"
    assert found(text, country="NG", language="en") == {("phone", "+2348030000034")}


def test_two_numbers_in_one_row_are_two() -> None:
    assert found("Llamar 300 000 0017 / 300 000 0018") == {("phone", "+573000000017"), ("phone", "+573000000018")}


@pytest.mark.parametrize(
    ("text", "country", "language"),
    [
        ("Cobraba 923 000 012 kwanzas", "AO", "pt"),
        ("custa 840 000 012 meticais", "MZ", "pt"),
        ("it costs 803 000 0027 naira", "NG", "en"),
        ("it costs 024 000 0088 cedis", "GH", "en"),
        ("vale 414 000 0017 bolívares", "VE", "es"),
        ("BI 923000012", "AO", "pt"),
        ("BI n.º 923000012", "AO", "pt"),
        ("NUIT 840000012", "MZ", "pt"),
        ("CPF nº 11900000017", "BR", "pt"),
        ("passaporte número 11900000017", "BR", "pt"),
        ("cédula de identidad número 4140000017", "VE", "es"),
        ("DNI número 600000017", "ES", "es"),
        ("pasaporte n.º 600000017", "ES", "es"),
        ("NI number 07700900017", "GB", "en"),
        ("passport number 07700900017", "GB", "en"),
        ("NIN 08030000027", "NG", "en"),
        ("Solo $ 3000000017", "CO", "es"),
        ("Solo U$S 3000000017", "CO", "es"),
        ("vendo celular 3000000017 pesos", "CO", "es"),
        ("Pague solo a la cuenta 3000000017", "CO", "es"),
        ("consta no RG 11900000017", "BR", "pt"),
    ],
)
def test_sums_and_papers_are_no_numbers(text: str, country: str, language: str) -> None:
    assert found(text, country, language=language) == set()


@pytest.mark.parametrize(
    ("text", "country", "language", "value"),
    [
        ("usaba el móvil 600 000 017", "ES", "es", "+34600000017"),
        ("usaba el celular 300 000 0017", "CO", "es", "+573000000017"),
        ("usava o telemóvel 923 000 012", "AO", "pt", "+244923000012"),
        ("usava o celular 11 90000-0017", "BR", "pt", "+5511900000017"),
        ("he used the mobile 07700 900017", "GB", "en", "+447700900017"),
        ("he used the cellphone 305 555 0117", "US", "en", "+13055550117"),
        ("he used the cell 876 555 0128", "JM", "en", "+18765550128"),
    ],
)
def test_news_name_a_telephone_by_the_word_of_each_land(text: str, country: str, language: str, value: str) -> None:
    assert found(text, country, kind="news", language=language) == {("phone", value)}


@pytest.mark.parametrize(
    ("text", "country", "language", "value"),
    [
        ("WhatsApp 0414-0000017 bolívares aceptamos", "VE", "es", "+584140000017"),
        ("Sin visa, sin ine 55 0000 0017", "MX", "es", "+525500000017"),
        ("no te piden ine: 55 0000 0017", "MX", "es", "+525500000017"),
        ("Te sacamos el carnet 300 000 0017", "CO", "es", "+573000000017"),
        ("Solo con tu carnet: 300 000 0017", "CO", "es", "+573000000017"),
        ("Sem visto, sem passaporte 11 90000-0017", "BR", "pt", "+5511900000017"),
        ("No visa, no ID 07700 900017", "GB", "en", "+447700900017"),
        ("without passport 07700 900017", "GB", "en", "+447700900017"),
    ],
)
def test_an_advert_keeps_its_number(text: str, country: str, language: str, value: str) -> None:
    assert {number for _, number in found(text, country, language=language)} == {value}


def test_a_town_behind_a_number_is_no_money() -> None:
    assert found("WhatsApp 11 0000-0043 Bs As", "AR") == {("whatsapp", "+5491100000043")}


def test_news_needs_a_word_of_the_telephone() -> None:
    assert found("El contrato 3000000017 fue firmado ayer.", kind="news") == set()


def test_places_of_points_are_those_of_the_text() -> None:
    text = "Viaje seguro\nWhatsApp 300 000 0017"
    points, _ = find_contacts(reading_of(text, title="Salidas"))
    span = points[0].span
    assert text[span.start : span.end] == "300 000 0017" == points[0].as_written
    assert points[0].type is ContactType.WHATSAPP


def test_an_area_code_keeps_its_brackets() -> None:
    points, _ = find_contacts(reading_of("Ligue (11) 90000-0031", country="BR", language="pt"))
    assert points[0].as_written == "(11) 90000-0031"


@settings(max_examples=120)
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


_DIGIT_WORDS = {
    "es": ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "pt": ["zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove"],
}


@settings(max_examples=120)
@given(country=st.sampled_from(sorted(_NATIONAL)), language=st.sampled_from(sorted(_DIGIT_WORDS)), data=st.data())
def test_each_figure_may_have_its_own_disguise(country: str, language: str, data: st.DataObject) -> None:
    calling, national = _NATIONAL[country]
    figures = [
        data.draw(st.sampled_from([digit, f"{digit}\ufe0f\u20e3", _DIGIT_WORDS[language][int(digit)]]))
        for digit in national
    ]
    if sum(figure.isalpha() for figure in figures) == 1:  # a single word is a word of the sentence
        figures = list(national)
    assert found(f"WhatsApp: {' '.join(figures)}", country) == {("whatsapp", calling + national)}


_PIECES = ["@", "a", ".", "300", "000", "0017", "+57", "insta", "telegram", "facebook", "como", "(arroba)", "punto"]
_PIECES += ["x.y", "_z", "wa.me/", "t.me/", "\n", "o", "O", "cero", "mil", "más", "ñ", "²", "٣", "İ", "🇵🇪", "www."]


@settings(max_examples=150)
@given(
    text=st.one_of(st.text(max_size=120), st.lists(st.sampled_from(_PIECES), max_size=20).map(" ".join)),
    kind=st.sampled_from(["ad", "news"]),
)
def test_no_text_breaks_the_reading(text: str, kind: str) -> None:
    reading = reading_of(text, kind=kind)
    for point, (start, end) in zip(*find_contacts(reading), strict=True):
        assert reading.text[start:end] == point.as_written
        assert point.type not in {ContactType.PHONE, ContactType.WHATSAPP} or point.value[1:].isdecimal()
        assert point.value == point.value.strip("@. ")


def test_a_country_without_forms_of_its_own_is_read_as_phonenumbers_does() -> None:
    assert local("0912345678", ["TW"], mobile_only=True) == "+886912345678"
    assert local("12", ["TW"], mobile_only=False) is None
    assert local("12", ["ZZ"], mobile_only=False) is None


@pytest.mark.parametrize("piece", ["1 ", "uno dos ", "3000000017 ", "www.a.", "a@a."])
def test_long_rows_are_read_to_their_end(piece: str) -> None:
    assert isinstance(found(piece * 1500), set)


@pytest.mark.parametrize(
    "text",
    [
        "nos vemos en el punto de encuentro",
        "el punto de control",
        "a papelaria chamada Ponto Certo Serviços",
        "em um ponto do mapa",
    ],
)
def test_a_point_on_the_map_is_no_domain(text: str) -> None:
    assert not found(text)


def test_domains_said_in_words() -> None:
    assert found("escribe a viajes punto com") == {("url", "viajes.com")}
    assert found("rutasur punto com punto co") == {("url", "rutasur.com.co")}
