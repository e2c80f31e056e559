"""Other adverts of the same page and who comments: named beside an offer, and no part of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.records import ContactPoint, Mention, Span
from core.terms import ContactOwner, ContactType, Role
from nlp.pipeline import read_words
from nlp.reading import Reading
from nlp.trained.place_lines import place_lines
from nlp.trained.site_furniture import beside_the_advert, others_numbers, passers_by, without_passers_by
from tests.nlp.build import make_document


def _read(text: str) -> Reading:
    return read_words(make_document(text, kind="ad"))


def _beside(text: str) -> list[str]:
    reading = _read(text)
    return [reading.text[start:end] for start, end in beside_the_advert(reading)]


def _span(reading: Reading, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = reading.text.index(words, at + 1)
    return reading.span(at, at + len(words))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cruces. El Tuco.\nAnuncios relacionados: Remis Sol · Hostal Luna\nDenunciar", ["Remis Sol · Hostal Luna"]),
        ("Passagens. Tonho.\nAnúncios parecidos:\nBarco Alba · Casa T2\nDenunciar", ["Barco Alba · Casa T2"]),
        ("Boats. Capt Paz. You may also like: Kos ferry by Blue Swallow", ["Kos ferry by Blue Swallow"]),
        ("Buscamos socios para otros anuncios", []),
        ("Tenemos anuncios similares en la web", []),
    ],
)
def test_other_adverts_of_the_page_are_found_to_the_end_of_their_line(text: str, found: list[str]) -> None:
    assert [said.split(":", 1)[1].strip() for said in _beside(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Boat at night.\nComment: Shondell - nice man | Jean-R. - five people", ["Shondell", "Jean-R."]),
        ("Travessia.\nComentários · Nega Sônia: é de palavra · rapaz_7: tem vaga?", ["Nega Sônia", "rapaz_7"]),
        ("Balsa.\nReseñas (12)\n@tere_sol: llegué bien", ["Reseñas (12)", "@tere_sol"]),
        ("Balsa.\n💬 3 comentarios\n\nKeyla: gracias", ["3 comentarios", "Keyla"]),
        ("Deje sus comentarios\nKeyla: gracias", []),
        ("Respuestas\nAlbanês: 900 000 012", ["Respuestas"]),
        ("Coordinador: Rui Paz. Precio: 300", []),
        ("Respuesta: en 24 horas\nRui: hablo inglés", []),
        ("Comentarios y reservas:\nReviews: muchas\nRui: 900 000 012 · Nora: +51 900 000 013", []),
    ],
)
def test_who_comments_is_found_behind_the_word_for_it_alone(text: str, found: list[str]) -> None:
    assert _beside(text) == found


def test_who_stands_there_alone_is_no_lead_and_who_advertises_as_well_is() -> None:
    reading = _read("Pasamos sin papeles, El Tuco 900000012.\nComentarios: Nora Alba: precio? · El Tuco: 300\nTel 900")
    beside = beside_the_advert(reading)
    both = (_span(reading, "El Tuco"), _span(reading, "El Tuco", 1))
    mentions = [
        Mention("Nora Alba", (), Role.OPERATOR, 0.9, "", (_span(reading, "Nora Alba"),)),
        Mention("El Tuco", (), Role.OPERATOR, 0.9, "", both),
    ]
    assert [who.role for who in without_passers_by(reading, beside, mentions)] == [Role.OTHER, Role.OPERATOR]


def test_numbers_of_other_adverts_are_not_the_advertisers() -> None:
    reading = _read("Pasamos sin papeles 900000012\nAvisos relacionados: Remis Sol 900000015")
    points = [
        ContactPoint(ContactType.PHONE, f"+51{number}", ContactOwner.OPERATOR, number, _span(reading, number))
        for number in ("900000012", "900000015")
    ]
    owners = [point.owner for point in others_numbers(reading, beside_the_advert(reading), points)]
    assert owners == [ContactOwner.OPERATOR, ContactOwner.OTHER]


OFFER = "Viajes Luna Clara cruza a Lima sin papeles. +57 300 000 0046"


@pytest.mark.parametrize(
    "comments",
    [
        "Comentarios (3)\nKeyla Rojas: me interesa, mi número es 300 000 0077",
        "Comentarios\nKeyla Rojas\nme interesa, somos 4\n300 000 0077",
        "Comentarios: Keyla - llámeme 300 000 0077 quiero ir",
        "2 comentários\nKeyla: quero ir, 300 000 0077\nLuna Clara: já chamo",
        "Reviews\n300 000 0077 please call me",
        "Comentarios\nKeyla Rojas · hace 2 días\nLlámame al 300 000 0077",
        "Comentarios\nKeyla: quiero ir con mi hija\nWhatsApp: 300 000 0077",
        "Comentarios\nKeyla Luna: yo también voy, 300 000 0077",
        "Reviews: many, see our page.\nComments\n300 000 0077 please call me",
        "Comentarios\nPaso Travel Viajes: yo también voy, 300 000 0077",
    ],
)
def test_the_number_of_who_comments_is_nobody_s_to_list(comments: str) -> None:
    """Whoever asks a price below an advert leaves a number, and stood on the watchlist as the operator's."""
    assert _numbers(comments) == {"+573000000046": ContactOwner.OPERATOR, "+573000000077": ContactOwner.OTHER}


@pytest.mark.parametrize(
    "comments",
    [
        "Comentarios (2)\nKeyla: info?\nLuna Clara: escríbeme al 300 000 0077",
        "Comentarios\nKeyla: info?\nAnunciante: escríbeme al 300 000 0077",
        "Comments\nkeyla: info?\nGoose (OP): signal me 300 000 0077",
        "Avaliações\nKeyla: top\nResposta do proprietário: chama no 300 000 0077",
        "Reviews: many, see our page. Write to 300 000 0077",
        "Comentarios: cinco estrellas.\nSalidas: martes.\nReservas: escribir al 300 000 0077",
        "no se contestan preguntas\n- si te paran no nos conoces\nsnap o telegram: 300 000 0077",
    ],
)
def test_what_the_advertiser_answers_there_is_his(comments: str) -> None:
    assert _numbers(comments)["+573000000077"] is ContactOwner.OPERATOR


def _numbers(comments: str) -> dict[str, ContactOwner]:
    """The owners of two numbers, both of which were taken for the operator's."""
    reading = _read(f"{OFFER}\n{comments}")
    named = Mention("Viajes Luna Clara", (), Role.OPERATOR, 0.9, "", (_span(reading, "Viajes Luna Clara"),))
    points = [
        ContactPoint(
            ContactType.PHONE, f"+57{digits.replace(' ', '')}", ContactOwner.OPERATOR, digits, _span(reading, digits)
        )
        for digits in ("300 000 0046", "300 000 0077")
    ]
    return {each.value: each.owner for each in others_numbers(reading, passers_by(reading, [named]), points)}


@given(st.text(alphabet="Comentarios Keyla:\n-(3)\u00e1", max_size=120))
def test_any_comments_are_read(said: str) -> None:
    reading = _read(f"{OFFER}\nComentarios\n{said}")
    assert all(0 <= start < end <= len(reading.text) for start, end in passers_by(reading, ()))


@pytest.mark.parametrize(
    "piece", ["\n", "\n,", "x\n(", "comentarios\n", "comentarios\nana: x\n", "A-A, A · ", "Tacna, Perú\n"]
)
def test_rows_without_end_are_read(piece: str) -> None:
    """Empty lines alone would hold a reader for minutes. benchmarks.long_rows times them."""
    reading = _read((piece * 10_000)[:10_000])
    spots = [*beside_the_advert(reading), *passers_by(reading, ()), *place_lines(reading)]
    assert all(0 <= start <= end <= len(reading.text) for start, end in spots)
