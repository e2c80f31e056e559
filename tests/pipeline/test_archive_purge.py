"""Files of the archive whose time is over: named first, then gone for good, with both logs saying so before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock

import pytest
from sqlalchemy import update

from core.errors import BusyError, EvidenceError
from core.settings import Settings
from core.terms import CaptureState
from evidence.custody import CustodyLog
from evidence.removal import KEPT, REMOVED, left, note_removal, removals
from evidence.seal import seal
from pipeline import archive_purge
from pipeline.archive_purge import Shelf
from store import audit, captures, health, lock
from store.tables import CaptureRow
from tests.evidence import given
from tests.evidence.given import archive, exchange, response, rewrite, writer
from tests.pipeline.aged import LATER, OTHER_FILE, QUIET_FILE, alive, faults, removed
from tests.web.seed import NOW


def test_named_first_then_gone_and_on_record(shelf: Shelf, settings: Settings) -> None:
    told: list[tuple[int, int | None]] = []
    due = archive_purge.due(shelf, told=lambda done, of: told.append((done, of)))
    assert due == archive_purge.Due((QUIET_FILE, OTHER_FILE), {})
    assert told == [(number, 4) for number in range(4)]
    assert (shelf.root / QUIET_FILE).exists()
    assert removed(shelf) == [QUIET_FILE, OTHER_FILE]
    assert not (shelf.root / QUIET_FILE).exists()
    assert faults(settings) == []
    assert removals(shelf.root) == [QUIET_FILE, OTHER_FILE]
    sealed, noted = CustodyLog(shelf.root).about(QUIET_FILE)
    assert (noted.action, noted.actor, noted.at) == (REMOVED, "ana", LATER)
    assert {name: noted.details[name] for name in ("sha256", "why", "archive_days", "captures")} == {
        "sha256": sealed.details["sha256"], "why": "retention", "archive_days": 365, "captures": 1,
    }  # fmt: skip
    with shelf.database.reading() as session:
        entry = audit.last(session, archive_purge.REMOVED, QUIET_FILE)
        assert entry is not None
        assert (entry.actor, entry.details["sha256"], entry.details["custody_entry"]) == (
            "ana", sealed.details["sha256"], noted.sequence,
        )  # fmt: skip
    assert health.faults(shelf.database, []) == []
    assert (archive_purge.due(shelf).files, removed(shelf)) == ((), [])


def test_a_deletion_by_hand_is_found_beside_a_removal(shelf: Shelf, settings: Settings) -> None:
    assert removed(shelf) == [QUIET_FILE, OTHER_FILE]
    flagged = next((shelf.root / "cl_bitacora").glob("*.warc.gz"))
    flagged.unlink()
    assert set(faults(settings)) == {f"missing cl_bitacora/{flagged.name}"}


def test_nothing_is_due_before_its_time_or_for_ever(shelf: Shelf) -> None:
    assert archive_purge.due(replace(shelf, days=0)).files == ()
    assert archive_purge.due(replace(shelf, days=401)).files == ()
    assert archive_purge.due(replace(shelf, now=NOW + timedelta(days=364, hours=23, minutes=30))).files == ()  # sealed


def test_one_flagged_capture_keeps_a_whole_file(shelf: Shelf) -> None:
    """As where one crawl met both. The file of the other met none."""
    with shelf.database.transaction() as session:
        rows = {row.warc_file: row for row in session.query(CaptureRow)}
        flagged = next(name for name in rows if name.startswith("cl_bitacora"))
        rows[flagged].warc_file, rows[QUIET_FILE].warc_file = QUIET_FILE, flagged
    assert archive_purge.due(shelf).files == (flagged, OTHER_FILE)


class KilledError(BaseException):
    """As by kill -9."""


def _killed(*_args: object, **_options: object) -> None:
    raise KilledError


@pytest.mark.parametrize("where", ["pipeline.archive_purge.take_away", "pipeline.archive_purge.audit.record"])
def test_a_kill_between_note_and_removal_is_made_good_by_the_next(
    shelf: Shelf, settings: Settings, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(where, _killed)
        with pytest.raises(KilledError):
            removed(shelf)
    assert (shelf.root / QUIET_FILE).exists()
    assert [entry.action for entry in CustodyLog(shelf.root).about(QUIET_FILE)] == ["sealed", REMOVED]
    assert (faults(settings), removals(shelf.root)) == ([], [])
    assert removed(shelf) == [QUIET_FILE, OTHER_FILE]
    assert (faults(settings), removals(shelf.root)) == ([], [QUIET_FILE, OTHER_FILE])


def test_what_was_noted_and_left_stays_where_something_came_to_stand_on_it(
    shelf: Shelf, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = archive_purge.due(shelf)
    with monkeypatch.context() as cut:
        cut.setattr("pipeline.archive_purge.take_away", _killed)
        with pytest.raises(KilledError):
            removed(shelf)
    assert left(shelf.root) == [QUIET_FILE]
    pending(shelf)
    assert list(archive_purge.remove(shelf, due, who="ana")) == [OTHER_FILE]
    assert (shelf.root / QUIET_FILE).exists()
    assert (faults(settings), left(shelf.root)) == ([], [])
    (shelf.root / QUIET_FILE).unlink()
    assert set(faults(settings)) == {f"missing {QUIET_FILE}"}


def pending(shelf: Shelf) -> None:
    with shelf.database.transaction() as session:
        session.execute(update(CaptureRow).where(CaptureRow.warc_file == QUIET_FILE).values(state=CaptureState.PENDING))


def test_a_purge_that_no_longer_names_what_was_noted_says_that_it_stays(
    shelf: Shelf, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr("pipeline.archive_purge.take_away", _killed)
        with pytest.raises(KilledError):
            removed(shelf)
    pending(shelf)
    assert removed(shelf) == [OTHER_FILE]
    assert removed(shelf) == []
    assert [entry.action for entry in CustodyLog(shelf.root).about(QUIET_FILE)] == ["sealed", REMOVED, KEPT]
    (shelf.root / QUIET_FILE).unlink()
    assert set(faults(settings)) == {f"missing {QUIET_FILE}"}


def test_what_can_not_be_deleted_is_noted_as_there(
    shelf: Shelf, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = EvidenceError("no right to write", remedy="Mend it.")
    with monkeypatch.context() as cut:
        cut.setattr("pipeline.archive_purge.take_away", Mock(side_effect=refused))
        with pytest.raises(EvidenceError, match="no right to write"):
            removed(shelf)
    assert left(shelf.root) == []
    (shelf.root / QUIET_FILE).unlink()
    assert set(faults(settings)) == {f"missing {QUIET_FILE}"}


def test_one_page_that_was_passed_over_keeps_its_file(shelf: Shelf) -> None:
    found, shelf = archive(shelf.root), replace(shelf, now=given.NOW + timedelta(days=400))
    alive(shelf.root, shelf.now)
    for some, due in ((found[:2], False), (found, True)):
        with shelf.database.transaction() as session:
            captures.add(session, some, None)
            session.execute(update(CaptureRow).values(state="done"))
        assert (found[0].warc_file in archive_purge.due(shelf).files) is due


def test_a_file_without_any_page_goes_too(shelf: Shelf) -> None:
    """A feed names people as well; the database knows no capture of it."""
    with writer(shelf.root, crawl_id="feeds") as feeds:
        feed = response(b"<rss/>").replace(b"text/html", b"application/rss+xml")
        feeds.write(exchange(1, feed, content_type="application/rss+xml"))
    seal(shelf.root, "cl_diario/feeds-00001.warc.gz", actor="test", now=NOW, models={})
    alive(shelf.root, LATER)
    assert archive_purge.due(shelf).files == ("cl_diario/feeds-00001.warc.gz", QUIET_FILE, OTHER_FILE)


def test_a_file_that_somebody_changed_stays_and_is_named(shelf: Shelf, settings: Settings) -> None:
    due = archive_purge.due(shelf)
    rewrite(shelf.root / QUIET_FILE, (shelf.root / QUIET_FILE).read_bytes() + b"\0")
    assert archive_purge.due(shelf).altered == {QUIET_FILE: "The file isn't the one that was sealed."}
    assert archive_purge.due(shelf).files == (OTHER_FILE,)
    with pytest.raises(EvidenceError, match="stays in the archive"):
        list(archive_purge.remove(shelf, due, who="ana"))
    assert f"altered {QUIET_FILE}" in faults(settings)


def test_not_while_a_night_is_at_work(shelf: Shelf) -> None:
    with lock.hold(shelf.database), pytest.raises(BusyError):
        removed(shelf)
    assert (shelf.root / QUIET_FILE).exists()


def test_a_file_that_another_purge_took_meanwhile_is_passed_over(shelf: Shelf, settings: Settings) -> None:
    first, second = archive_purge.due(shelf), archive_purge.due(shelf)
    assert list(archive_purge.remove(shelf, first, who="ana")) == [QUIET_FILE, OTHER_FILE]
    assert list(archive_purge.remove(shelf, second, who="ben")) == []
    assert faults(settings) == []
    assert [entry.action for entry in CustodyLog(shelf.root).about(QUIET_FILE)] == ["sealed", REMOVED]


@pytest.mark.parametrize("where", ["faults_of_sealed", "read_pages"])
def test_a_file_that_goes_while_it_is_looked_at_is_gone(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    asked = getattr(archive_purge, where)

    def gone_by_then(*given: object, **options: object) -> object:
        (shelf.root / QUIET_FILE).unlink(missing_ok=True)
        return asked(*given, **options)

    monkeypatch.setattr(f"pipeline.archive_purge.{where}", gone_by_then)
    assert archive_purge.due(shelf) == archive_purge.Due((OTHER_FILE,), {})


def test_what_was_left_is_not_noted_by_a_clock_that_runs_ahead(shelf: Shelf) -> None:
    """The clock would look right from then on."""
    note_removal(shelf.root, QUIET_FILE, {}, actor="ana", now=LATER)
    with pytest.raises(EvidenceError, match="by this machine's clock"):
        list(
            archive_purge.remove(replace(shelf, now=LATER + timedelta(days=3652)), archive_purge.Due((), {}), who="ana")
        )
    assert left(shelf.root) == [QUIET_FILE]
