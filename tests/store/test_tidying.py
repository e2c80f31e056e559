"""After a purge the search knows no word that stands nowhere any more, and no table holds one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from store import analyses, purge, search
from store.indexing import tidy
from store.purge import Purged
from store.search import SearchFilter
from store.search.spelling import alike
from store.session import Database
from store.tables import CaptureRow, LinkRow, SearchWordRow
from tests.store.everywhere import everywhere
from tests.store.make import NOON, analysis, capture, mention, read, report, save
from tests.store.test_purge import OPERATOR, YEAR


def test_after_a_purge_no_table_holds_the_words_of_a_text_that_gave_no_flag(database: Database) -> None:
    """The titles that its feeds gave, what it was thought to say of whom, and the search's own words held them."""
    said = "J. Pérez Quispe, absuelto, vio a Zoraida Zuñavélez."
    near = mention("J. Pérez Quispe", is_person=True, cleared=True, sentence=said)
    with database.transaction() as session:
        report(session, 1, [OPERATOR], text="Kantuta cobra por la trocha ")
        for number, hour in ((2, 2), (3, 3), (4, 9000)):
            seen = NOON + timedelta(hours=hour)
            shot = capture(number, path="2", at=seen, title_hint=f"Hablan de Zoraida Zuñavélez {number}")
            text = "Zoraida Zuñavélez habló en Calama. " * 9 + ("Otra cosa." if number == 4 else "")
            saved = save(session, shot, text, title="Zoraida Zuñavélez")
            reading = analysis(saved.revision_id, [near], labels=())
            assert read(session, reading) is None
        assert session.scalars(select(LinkRow.subject).where(LinkRow.is_clearance)).all() == ["J. Pérez Quispe"] * 2
    now = NOON + timedelta(days=200)
    found = {table for table, held in everywhere(database).items() if "unavelez" in held}
    assert {"captures", "revisions", "analyses", "search_words"} < found
    with database.transaction() as session:
        assert purge.purge_some(session, YEAR, now, who="ana") == Purged(texts=1, readings=0)
        assert analyses.current(session, 2).redacted_at
        hints = dict(session.execute(select(CaptureRow.capture_key, CaptureRow.title_hint)).all())
        assert hints == {1: "", 2: "", 3: "", 4: "Hablan de Zoraida Zuñavélez 4"}, "a version that is not old yet"
    tidy(database)
    with database.reading() as session:
        assert alike(session, "zunavelis") == ("zunavelez",), "another text has the word"
    with database.transaction() as session:
        later = NOON + timedelta(hours=9000) + timedelta(days=200)
        assert purge.purge_some(session, YEAR, later, who="ana") == Purged(texts=1, readings=1)
    tidy(database)
    held = everywhere(database)
    assert {table for table, words in held.items() if "unavelez" in words or "j. perez quispe" in words} == set()
    assert "kantuta" in held["search_words"]
    with database.reading() as session:
        assert alike(session, "zunavelis") == ()
        assert alike(session, "kantuda") == ("kantuta",)
        asked = search.understand(session, "trocha")
        assert [hit.document_id for hit in search.find_documents(session, asked, SearchFilter())] == [1]


def test_words_are_looked_up_a_few_at_a_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.indexing.tidying.WORDS", 3)
    monkeypatch.setattr("store.indexing.tidying.PAGES", 1)
    told: list[int] = []
    with database.transaction() as session:
        report(session, 1, [OPERATOR], text="Kantuta cobra por la trocha ")
        report(session, 2, labels=(), text=" ".join(f"palabra{'abcdefgh'[n % 8]}{'xyz'[n % 3]}" for n in range(24)))
        before = set(session.scalars(select(SearchWordRow.word)))
        purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana")
    tidy(database, lambda done, _total: told.append(done))
    with database.reading() as session:
        after = set(session.scalars(select(SearchWordRow.word)))
    assert {word[:7] for word in before - after} == {"palabra"}
    assert {"kantuta", "cobra", "trocha", "title"} <= after  # of the text; of the operator's name
    assert {"juan", "perez", "quispe"} <= after
    assert told[-1] == len(before)
    assert len(told) == -(-len(before) // 3)
