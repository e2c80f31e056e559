"""Which files of the archive may go: none on whose pages anything stands that is kept, or that wait to be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.terms import CaptureState, FlagState
from store import archived, audit, captures, purge, set_aside, stopped
from store.flagging.decisions import decide
from store.purge import Purged, Retention
from store.session import Database, Session
from store.tables import CaptureRow, OperatorMentionRow, RevisionRow
from tests.store.make import NOON, capture, mention, report, save

OLD = NOON + timedelta(days=400)
YEAR = timedelta(days=365)
FILE = "cl_voz/crawl-1.warc.gz"


def needed(session: Session, name: str = FILE, *, before: timedelta = YEAR) -> bool:
    return archived.is_needed(session, archived.files(session)[name], OLD - before)


def settle(session: Session) -> None:
    session.execute(update(CaptureRow).where(CaptureRow.state == CaptureState.PENDING).values(state="done"))


def without_text(session: Session, number: int = 1) -> None:
    session.execute(update(RevisionRow).where(RevisionRow.revision_id == number).values(purged_at=OLD))


def test_what_gave_no_flag_is_not_needed_once_its_text_is_gone_and_what_was_seen_since_is(database: Database) -> None:
    with database.transaction() as session:
        assert report(session, 1, labels=()) is None
        settle(session)
        assert needed(session)  # texts that are kept for ever keep their pages
        without_text(session)
        session.execute(update(CaptureRow).values(state=CaptureState.PENDING))
        assert needed(session)  # its page waits to be read
        settle(session)
        assert not needed(session)
        assert needed(session, before=timedelta(days=401))
        save(session, capture(1, path="1", at=OLD, capture_id="urn:uuid:later", warc_file="later"), "Text 1 " * 30)
        settle(session)
        assert needed(session)  # the same text still stands there
        assert archived.files(session)[FILE].captures == 1


@pytest.mark.parametrize("state", [FlagState.NEW, FlagState.DISMISSED, FlagState.IN_REVIEW])
def test_a_flag_keeps_its_document_s_versions_and_copies(database: Database, state: FlagState) -> None:
    text = "Agencia Norte ofrece viajes "
    with database.transaction() as session:
        flag_id = report(session, 1, text=text)
        assert flag_id is not None
        assert report(session, 2, source_id="pe_faro", text=text) == flag_id
        save(session, capture(3, path="1", at=NOON + timedelta(days=1), warc_file="revised"), "Corrección " * 30)
        other = save(session, capture(4, source_id="uy_rio"), "Otra cosa del todo, sin relación " * 30)
        without_text(session, other.revision_id)
        settle(session)
        if state is not FlagState.NEW:
            decide(session, flag_id, state, who="ana", why="seen", expected_version=1, now=NOON)
        files = archived.files(session)
        assert {name: needed(session, name) for name in files} == {
            FILE: True,
            "pe_faro/crawl-1.warc.gz": True,
            "revised": True,
            "uy_rio/crawl-1.warc.gz": False,
        }


def test_a_flag_whose_texts_were_purged_keeps_nothing_and_one_text_that_is_left_keeps_all(database: Database) -> None:
    later = OLD + timedelta(days=200)
    with database.transaction() as session:
        flag_id = report(session, 1)
        assert flag_id is not None
        for number, at in ((2, NOON), (3, OLD)):  # a copy, which stood there for long
            shot = capture(number, source_id="pe_faro", path="a", at=at, warc_file=f"copy-{number}")
            assert save(session, shot, "Text 1 " * 30).story_id == 1
        save(session, capture(4, at=later, warc_file="other"), "Otra cosa del todo, sin relación " * 30)
        session.execute(update(RevisionRow).values(reader="rules 1"))
        settle(session)
        decide(session, flag_id, FlagState.DISMISSED, who="ana", why="seen", expected_version=1, now=NOON)
        assert needed(session)
        assert purge.purge_some(session, Retention(0, 180), OLD, who="ana") == Purged(1, 0)
        assert needed(session)  # the copy has its text
        assert purge.purge_some(session, Retention(0, 180), later, who="ana") == Purged(1, 0)
        assert not needed(session)


def test_a_purged_flag_that_is_taken_back_keeps_its_page(database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 1)
        assert flag_id is not None
        settle(session)
        decide(session, flag_id, FlagState.DISMISSED, who="ana", why="seen", expected_version=1, now=NOON)
        purge.purge_some(session, Retention(0, 180), OLD, who="ana")
        assert not needed(session)
        for version, state in ((2, FlagState.IN_REVIEW), (3, FlagState.CONFIRMED)):
            decide(session, flag_id, state, who="ana", why="again", expected_version=version, now=OLD)
            assert needed(session)


def test_an_operator_s_mention_keeps_its_page(database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 1, [mention("Turismo Pampa Clara")])
        assert flag_id is not None
        settle(session)
        decide(session, flag_id, FlagState.DISMISSED, who="ana", why="seen", expected_version=1, now=NOON)
        purge.purge_some(session, Retention(0, 180), OLD, who="ana")
        assert session.get_one(RevisionRow, 1).text == ""
        assert session.query(OperatorMentionRow).count() == 1
        assert needed(session)


def _unsettled(session: Session) -> None:
    session.connection().exec_driver_sql("UPDATE analyses SET settled = false")


def _aside(session: Session) -> None:
    broken = set_aside.Broken(set_aside.EXTRACT, f"urn:uuid:{1:032x}", "almenara/1", "died", 2)
    set_aside.add(session, broken, run_id=None, now=NOON)


@pytest.mark.parametrize("waits", [_unsettled, _aside])
def test_what_waits_keeps_its_page(database: Database, waits: Callable[[Session], None]) -> None:
    with database.transaction() as session:
        report(session, 1, labels=())
        settle(session)
        without_text(session)
        assert not needed(session)
        waits(session)
        assert needed(session)
        if waits is _aside:
            set_aside.solve(session, set_aside.EXTRACT, [f"urn:uuid:{1:032x}"], OLD)
            assert not needed(session)


def test_what_was_taken_away_is_looked_for_no_more(database: Database) -> None:
    with database.transaction() as session:
        shot = capture(1, etag='"v1"', title_hint="María Ñusta Flores")
        captures.add(session, [shot, capture(2, source_id="pe_faro")], None)
        for each in (shot.capture_id, f"urn:uuid:{2:032x}"):
            captures.mark(session, each, CaptureState.STOPPED, "triage 1")
        assert not needed(session)
        archived.forget(session, archived.files(session)[FILE])
        session.expire_all()
        found, _ = stopped.by_others(session, "triage 2", 10)
        assert [each.source_id for each in found] == ["pe_faro"]
        row = captures.row_of(session, shot.capture_id)
        assert (row.state, row.reason, row.etag, row.title_hint) == ("skipped", archived.UNREAD, "", "")


def test_a_page_that_was_taken_away_is_asked_for_whole_and_kept_though_unchanged(database: Database) -> None:
    shot = capture(1, path="a", etag='"v1"', last_modified="Sat")
    later = capture(2, path="a", at=OLD, status=304, not_modified=True, etag='"v2"', warc_file="later")
    with database.transaction() as session:
        captures.add(session, [shot, later], None)
    pages = captures.StoredKnownPages(database)
    known = pages.lookup("cl_voz", shot.url)
    assert known is not None
    assert (known.etag, known.payload_sha256) == ('"v2"', shot.payload_sha256)
    with database.transaction() as session:
        archived.forget(session, archived.files(session)[FILE])
        audit.record(session, captures.FILE_REMOVED, "ana", FILE)
    known = pages.lookup("cl_voz", shot.url)
    assert known is not None
    assert (known.etag, known.last_modified, known.payload_sha256) == ("", "", "")
    assert (known.first_fetched_at, known.last_fetched_at) == (NOON, OLD)
    whole = replace(shot, capture_id="urn:uuid:whole", fetched_at=OLD + YEAR, warc_file="whole")
    with database.transaction() as session:
        captures.add(session, [whole], None)
    known = pages.lookup("cl_voz", shot.url)
    assert known is not None
    assert (known.etag, known.payload_sha256) == ('"v1"', shot.payload_sha256)
