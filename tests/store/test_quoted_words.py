"""Texts against their digests, and quoted sentences against their texts, in `db check` and for one version."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.terms import Role
from store import health, views
from store.purge import Retention, purge_some
from store.session import Database
from tests.store.make import NOON, mention, register, report

SENTENCE = "Text 1 Text 1 Text"
DIGEST = "title and text are not those whose SHA-256 was recorded"
ASTRAY = f"a sentence that is quoted of it does not stand in its text: {SENTENCE}"


def fill(database: Database) -> None:
    """Two flagged documents, one of which names a bystander, too."""
    victim = mention("María Ñusta", is_person=True, role=Role.VICTIM, sentence=SENTENCE)
    with database.transaction() as session:
        register(session, "cl_voz")
        operator = mention("ViveOnline", sentence=SENTENCE, status_sentence="Title")
        report(session, 1, [operator, victim])
        report(session, 9000, [mention("Kantuta", sentence="Title Text 9000 Text 9000")])


def edit(database: Database, statement: str) -> list[str]:
    with database.transaction() as session:
        session.execute(text(statement))
    return health.faults(database, [])


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ("text = replace(text, 'Text 1', 'Text 2')", [DIGEST, ASTRAY]),
        ("title = 'Another'", [DIGEST, "a sentence that is quoted of it does not stand in its text: Title"]),
        ("text = text || ' Anybody'", [DIGEST]),
        ("purged_at = '2026-01-01 00:00:00.000000'", [DIGEST]),
        ("text = '', title = ''", [DIGEST, ASTRAY, f"{ASTRAY.removesuffix(SENTENCE)}Title"]),
    ],
)
def test_a_text_that_was_edited_is_said(database: Database, change: str, faults: list[str]) -> None:
    fill(database)
    assert health.faults(database, []) == []
    found = edit(database, f"UPDATE revisions SET {change} WHERE revision_id = 1")
    assert found == [f"revision 1: {fault}" for fault in faults]
    with database.reading() as session:
        assert [fault.split(":")[0] for fault in views.word_faults(session, 1, flag_id=1)] == [
            "Title and text in the database aren't those that were read off the page"
            if fault == DIGEST
            else "A sentence that is quoted of it doesn't stand in its text"
            for fault in faults
        ]
        assert views.word_faults(session, 2) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operator_mentions SET sentence = 'Nobody wrote this' WHERE revision_id = 1",
        f"UPDATE analyses SET record = replace(record, '{SENTENCE}', 'Nobody wrote this') WHERE revision_id = 1",
    ],
)
def test_a_sentence_that_was_edited_is_said(database: Database, statement: str) -> None:
    fill(database)
    assert edit(database, statement) == [f"revision 1: {ASTRAY.removesuffix(SENTENCE)}Nobody wrote this"]


@pytest.mark.parametrize("change", ["url = 'https://otro.example/'", "source_id = 'pe_otra'"])
def test_an_address_that_is_not_its_captures_is_said(database: Database, change: str) -> None:
    """Pages and dossiers show the document's."""
    fill(database)
    assert edit(database, f"UPDATE documents SET {change} WHERE document_id = 2".replace(":", "\\:")) == [
        "revision 2: address or source of its document are not those of its capture"
    ]
    with database.reading() as session:
        assert views.word_faults(session, 2) == ("Address or source of the document aren't those of its capture.",)
        assert views.word_faults(session, 1) == ()


def test_a_record_that_cannot_be_read_is_said(database: Database) -> None:
    fill(database)
    assert "revision 2: the record of its reading can't be read" in edit(
        database, "UPDATE analyses SET record = '{' WHERE revision_id = 2"
    )


def test_names_that_were_taken_out_stand_nowhere_and_are_no_fault(database: Database) -> None:
    fill(database)
    with database.transaction() as session:
        assert purge_some(session, Retention(names_days=1, texts_days=1), NOON.replace(year=2026), who="ana").readings
    assert health.faults(database, []) == []


def test_of_many_the_first_are_named(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_MAX_NAMED", 1)
    monkeypatch.setattr("store.views.quoted_words._AT_ONCE", 1)
    fill(database)
    assert edit(database, "UPDATE revisions SET text = text || ' Anybody'") == [
        f"revision 1: {DIGEST}",
        "and 1 more like these",
    ]
