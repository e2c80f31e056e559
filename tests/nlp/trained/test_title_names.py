"""A name that an advert's title alone tells: whose it is, and whose it is not."""

from __future__ import annotations

import pytest

from core.records import Mention, Span
from core.terms import Role
from nlp.pipeline import read_words
from nlp.trained.title_names import named_by_title
from tests.nlp.build import make_document

BODY = "Salida el martes. Insta nueva: @zafiro.rutas"


def _told(title: str, *others: Mention, handle: str = "@zafiro.rutas") -> tuple[Mention, ...]:
    reading = read_words(make_document(BODY, title=title, kind="ad"))
    operator = Mention(handle, (), Role.OPERATOR, 0.9, BODY, (Span(30, 43),))
    return named_by_title(reading, (operator, *others))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("VIAJE A CHILE salida los martes - PASO ZAFIRO (numero nuevo)", "PASO ZAFIRO"),
        ("Viagem ao Chile – Caminhos do Zafiro", "Caminhos do Zafiro"),
        ("Chile ✈️ | Paso Zafiro ✈️", "Paso Zafiro"),
        ("Chile - sin papeles - Paso Zafiro!!", "Paso Zafiro"),
    ],
)
def test_the_name_behind_the_last_dash_is_the_advertisers_where_the_handle_has_a_word_of_it(
    title: str, name: str
) -> None:
    """The demo's agency came back with a new number, and was a second operator, called by its handle."""
    (told,) = _told(title)
    assert (told.name, told.aliases, told.role) == (name, ("@zafiro.rutas",), Role.OPERATOR)
    assert (told.spans[0].in_title, title[told.spans[0].start : told.spans[0].end]) == (True, name)


@pytest.mark.parametrize(
    "title",
    [
        "VIAJE A CHILE - TODOS LOS MARTES",  # no word of the handle
        "PASO ZAFIRO viaja a Chile",  # a whole title says what is sold
        "Viaje a Chile - salimos con zafiro el martes",  # no name's shape
        "Viaje a Chile - Paso Zafiro Sale Cada Martes",  # longer than a name
        "Viaje - Rutas",  # the trade
        "Viaje - ",
        "",
    ],
)
def test_other_titles_name_nobody(title: str) -> None:
    assert [each.name for each in _told(title)] == ["@zafiro.rutas"]


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Tepsa", "@tepsa.rutas"),
        ("Cruz Roja Colombiana", "@cruzroja.rutas"),
        ("Policía Nacional", "@policia.nacional"),
        ("Save the Children México", "@savethechildren.mx"),
    ],
)
def test_nobody_is_called_by_a_name_that_is_surely_anothers(name: str, handle: str) -> None:
    """Who advertises under it borrows it: the handle and the number are the lead."""
    assert [each.name for each in _told(f"Viaje a Chile - {name}", handle=handle)] == [handle]


def test_of_a_title_that_never_ends_the_end_is_looked_at() -> None:
    (told,) = _told("Chile " + "(" * 5_000 + " " * 5_000 + " - Paso Zafiro")
    assert told.name == "Paso Zafiro"
    assert [each.name for each in _told("x - " + " " * 50_000 + "(")] == ["@zafiro.rutas"]


def test_who_is_named_otherwise_keeps_that_name_and_a_place_in_a_handle_is_none() -> None:
    title = "Viaje - Paso Zafiro"
    bystander = Mention("Paso Zafiro", (), Role.OTHER, 0.9, title, (Span(8, 19, True),))
    assert [each.name for each in _told(title, bystander)] == ["@zafiro.rutas", "Paso Zafiro"]
    assert [each.name for each in _told(title, handle="Rutas Zafiro")] == ["Rutas Zafiro"]
    assert [each.name for each in _told("Viaje - Iquique Norte", handle="@iquique.rutas")] == ["@iquique.rutas"]
