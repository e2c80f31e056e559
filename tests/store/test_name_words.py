"""Misspelt words lead to those of the watchlist; the only word of a name that says who is looked for further."""

from __future__ import annotations

import pytest

from core.terms import NameKind
from store import name_words, remembered, watchlist
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
    ("known", "asked"),
    [
        ("Comercializadora Bochillo", "Nochillol S.A. de C.V."),
        ("Viajes Bochillo", "NOCHILLOL VIAGENS"),
        ("Guañagol del Sur", "Comercializadora Guana"),
        ("Marol de Chile", "Tours Marollos de Chile C.A."),
        ("Llonabilon Viajes", "VIAJES LLONAÑAN DEL PACÍFICO SPA"),
        ("Daguajal Logística", "@logísticadagorbadal"),
    ],
)
def test_the_only_word_that_says_who_is_looked_for_further(database: Database, known: str, asked: str) -> None:
    with database.transaction() as session:
        operator_id = _operator(session, known)
        assert [found.operator_id for found in look_up(session, asked)] == [operator_id]


def test_beside_others_or_in_a_document_it_is_not(database: Database) -> None:
    with database.transaction() as session:
        _operator(session, "Bochillo")
        assert name_words.alike(session, ["Nochillol"], alone=True)["nochillol"].keys() == {"bochillo"}
        assert not name_words.alike(session, ["Nochillol"])["nochillol"]
        assert not name_words.alike(session, ["Nochillol Kantuta"], alone=True)["nochillol"]


def test_both_answers_are_remembered(database: Database) -> None:
    with database.transaction() as session, remembered.keeping(session):
        _operator(session, "Bochillo")
        for _ in range(2):
            assert not name_words.alike(session, ["Nochillol"])["nochillol"]
            assert name_words.alike(session, ["Nochillol"], alone=True)["nochillol"].keys() == {"bochillo"}
        _operator(session, "Pochillo")
        found = name_words.alike(session, ["Nochillol"], alone=True)["nochillol"]
        assert found.keys() == {"bochillo", "pochillo"}


def test_what_is_cut_off_is_followed_beside_what_is_alike() -> None:
    others = "guani", "guanagol", "guanagolandino", "pizarrero"
    assert name_words.close("guana", others, 1).keys() == {"guani", "guanagol"}
    assert name_words.close("guana", others).keys() == {"guani"}
    assert name_words.close("guanagol", ("guana", "gua"), 1).keys() == {"guana"}
