"""Texts without an operator teach which words are everybody's, on both databases, and nothing is counted anew."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.terms import NameKind
from store import heard, watchlist
from store.linking import look_up
from store.session import Database, Session
from store.watchlist import Sighting
from tests.store.make import NOON, OFFER, analysis, capture, mention, read, register, save


def _say(session: Session, number: int, text: str, *, operator: str = "") -> None:
    saved = save(session, capture(number * 100), f"{number} {text} {number}")
    mentions = [mention(operator)] if operator else []
    read(session, analysis(saved.revision_id, mentions, labels=(OFFER,) if operator else (), route=()))


def test_a_phrase_of_everybody_s_tells_little(database: Database) -> None:
    with database.transaction() as session:
        register(session)
        seen = Sighting(NOON, NOON, counts=False)
        operator_id = watchlist.create(session, "Calandria", is_person=False, seen=seen)
        watchlist.add_names(session, operator_id, [("Calandria", NameKind.NAME)], seen)
        (before,) = look_up(session, "Calandria Viajes")
        for number in range(1, 90):
            _say(session, number, f"La calandria {number * 7919} quedó {number * 104729} lejos {number * 1299709}")
        assert heard.texts_with(session, ["calandria", "calandria viajes", "la calandria", "zorzal"]) == {
            "calandria": 89,
            "calandria viajes": 0,
            "la calandria": 89,
            "zorzal": 0,
        }
        assert all(candidate.score < before.score / 1.5 for candidate in look_up(session, "Calandria Viajes"))


def test_texts_that_name_an_operator_do_not_count(database: Database) -> None:
    with database.transaction() as session:
        register(session)
        _say(session, 1, "Kantuta ofrece viajes y responde siempre", operator="Kantuta")
        _say(session, 2, "La flor de la kantuta florece en mayo")
        assert heard.texts_with(session, ["kantuta"]) == {"kantuta": 1}


def test_no_phrase_breaks_the_question(database: Database) -> None:
    with database.reading() as session:
        assert heard.texts_with(session, ["", 'a" OR b', "o'higgins", "near", "not and or"]) == {
            "near": 0,
            "not and or": 0,
        }


def test_what_is_new_waits_on_no_list_that_every_question_reads_through(database: Database) -> None:
    """PostgreSQL keeps one before its indexes of texts, unless told otherwise."""
    query = "SELECT relname FROM pg_class WHERE relname LIKE 'ix_%_search_words' AND reloptions = '{fastupdate=off}'"
    if database.is_sqlite:
        pytest.skip("SQLite's index has no such list")
    with database.reading() as session:
        found = set(session.scalars(text(query)))
    assert found == {"ix_revision_search_words", "ix_name_search_words"}
