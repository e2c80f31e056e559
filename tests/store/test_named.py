"""Where somebody is named is found in every table, however it is written there."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from core.terms import ContactOwner, FlagState, Role
from store import audit, flags, saved_searches
from store.named import named, sought, unread_pages, words_around
from store.outgoing import outbox
from store.search import SearchFilter
from store.session import Database
from tests.store.make import NOON, capture, mention, phone, report, save

SENTENCE = "MARIA ÑUSTA FLORES dejó su número, +51 900 000 777, a Juan Pérez Quispe."
VICTIM = mention("María Ñusta Flores", is_person=True, role=Role.VICTIM, sentence=SENTENCE)


def test_a_bystander_is_found_wherever_she_is_named(database: Database) -> None:
    with database.transaction() as session:
        hers = replace(phone("+51900000777", owner=ContactOwner.OTHER), as_written="+51 900 000 777")
        report(session, 1, [mention("Juan Pérez Quispe", sentence=SENTENCE), VICTIM], [hers], text=SENTENCE)
        save(session, capture(2, title_hint="Habla María Ñusta Flores"), "Another text. " * 30)
        flags.decide(session, 1, FlagState.DISMISSED, who="ana", why="maria ñusta-flores", expected_version=1, now=NOON)
        mail = EmailMessage()
        mail["Subject"] = "1 new lead"
        mail.set_content("María Ñusta Flores declaró")
        outbox.queue(session, "night", "ana@desk.example", "1 new lead", mail.as_bytes(), NOON)
        saved_searches.save(session, "María Ñusta Flores", SearchFilter(), name="hers", owner="ana", now=NOON)
        audit.record(session, "name set", "ana", "operator 1", details={"name": "María Ñusta Flores"})
    with database.reading() as session:
        found = named(session, ["maria nusta flores"])
        told: list[tuple[int, int | None]] = []
        numbers = named(session, ["900-000-777"], lambda *each: told.append(each))
        assert unread_pages(session) == 0
    assert {(each.table, each.column) for each in found} >= {
        ("revisions", "text"),
        ("analyses", "record"),
        ("operator_mentions", "sentence"),
        ("captures", "title_hint"),
        ("flag_decisions", "why"),
        ("mails", "message"),
        ("saved_searches", "question"),
        ("audit_entries", "line"),
    }
    (text,) = [each for each in found if each.table == "revisions"]
    assert (dict(text.key), "MARIA ÑUSTA FLORES dejó" in text.words) == ({"revision_id": 1}, True)
    assert {each.table for each in numbers} == {"revisions", "analyses", "operator_mentions", "operator_statuses"}
    assert [done for done, _of in told] == list(range(1, (told[0][1] or 0) + 1))


def test_another_name_and_a_part_of_a_word_are_not_hers(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("Los Flores")], text="Florestal Ana Flores 90000077")
    with database.reading() as session:
        assert named(session, ["María Flores", "Flore", "900000777", "9000007"]) == []


@pytest.mark.parametrize("given_as", ["", "?", "12-34", "A"])
def test_what_would_meet_everybody_is_refused(database: Database, given_as: str) -> None:
    with database.reading() as session, pytest.raises(InputError, match="no name and no number"):
        named(session, [given_as])


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40), st.text(max_size=40))
def test_the_words_around_a_name_hold_it(before: str, behind: str) -> None:
    written = f"{before} Ñusta Flores {behind}"
    words = words_around(written, sought(["nusta flores"]))
    assert words is None or "Ñusta Flores" in words
