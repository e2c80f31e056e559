"""Names run together and trades misspelt are asked for as they would be filed."""

from __future__ import annotations

import pytest

from core.terms import NameKind
from store import spellings, watchlist
from store.linking import look_up
from store.session import Database, Session
from store.watchlist import Sighting
from tests.store.make import NOON

SEEN = Sighting(NOON, NOON, counts=False)


def _operator(session: Session, name: str) -> int:
    operator_id = watchlist.create(session, name, is_person=False, seen=SEEN)
    watchlist.add_names(session, operator_id, [(name, NameKind.NAME)], SEEN)
    return operator_id


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("@viagenskantutaquirquincho", ["viagens kantuta quirquincho"]),
        ("@kantutazorzalquirquincho", ["kantuta zorzal quirquincho"]),
        ("@comercializadorakantutadelnorte", ["comercializadora kantuta del norte"]),
        ("@kantutadelsur", ["kantuta del sur"]),
        ("@kantutaxyzw", []),
        ("Kantuta Quirquincho", []),
        ("Comercializalora Kantuta", ["comercializadora kantuta"]),
        ("Consulltores", []),
        ("", []),
    ],
)
def test_words_of_the_watchlist_part_a_run(database: Database, name: str, asked: list[str]) -> None:
    with database.transaction() as session:
        for word in ("Kantuta", "Zorzal", "Quirquincho"):
            _operator(session, word)
        assert spellings.others(session, [name]) == asked


@pytest.mark.parametrize(
    ("known", "mention"),
    [
        ("Comercializadora Guajopitar del Norte", "@comercializadoraguajopitardelnorte"),
        ("Servicios Jatosi Latina Ltda.", "YATUSO LATINA E.I.R.L."),
        ("Logística Lachifaren Mojomuz Yujal Andina", "@logisticalachifarenmojomuz"),
        ("Kantutas Zorzal Quirquincho", "@kantutazorzal"),
    ],
)
def test_who_is_meant_is_found(database: Database, known: str, mention: str) -> None:
    with database.transaction() as session:
        operator_id = _operator(session, known)
        assert [found.operator_id for found in look_up(session, mention)] == [operator_id]


def test_runs_are_asked_with_words_that_are_like_theirs() -> None:
    alike = {"kantuta": ["kanduta", "kantutas", "tantas"], "zorzal": ["sorzal"]}
    account = spellings.runs(["@kantutazorzal"], ["kantuta zorzal"], alike)
    assert account == {"kandutazorzal", "kantutaszorzal", "kantutasorzal"}
    assert spellings.runs(["Viajes Kantuta del Norte"], [], alike) == {"kandutadelnorte", "kantutasdelnorte"}
    assert spellings.runs(["Kantuta Viajes"], [], alike) == set()  # an account's trades are taken off
    assert spellings.runs(["Kantuta"], [], alike) == set()


def test_many_who_bear_a_word_hide_nobody_who_bears_its_run(database: Database) -> None:
    with database.transaction() as session:
        for number in range(40):
            _operator(session, f"Kanduta {chr(97 + number % 26) * 4}{chr(97 + number // 26) * 3}")
        wanted = _operator(session, "@kandutadelnorte")
        for each in ("Kantuta del Norte", "Kantuta del Norte Ltda."):
            assert [found.operator_id for found in look_up(session, each)][:1] == [wanted]
