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
    ],
)
def test_who_is_meant_is_found(database: Database, known: str, mention: str) -> None:
    with database.transaction() as session:
        operator_id = _operator(session, known)
        assert [found.operator_id for found in look_up(session, mention)] == [operator_id]
