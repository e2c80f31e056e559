"""What a night sends out, where whoever should hear it does not; the rest is tested with whole nights."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from core.settings import load
from core.terms import NightState
from evidence.custody import CustodyLog
from pipeline.outgoing import Outgoing, ask
from pipeline.reporter import LogReporter
from pipeline.status import kept
from pipeline.status.finding import Standing
from pipeline.steps import utc_clock
from store import audit, runs
from store.session import Database, Session
from tests.evidence.given import archive

NOW = datetime(2021, 1, 23, 3, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _night(session: Session, began: datetime) -> None:
    runs.finish(
        session, runs.start_or_resume(session, began.date(), "manual", began).run_id, NightState.DONE, began + HOUR
    )


def test_what_a_monitor_did_not_hear_is_said(monitor: tuple[str, list[str]]) -> None:
    address, asked = monitor
    assert ask(f"{address}/7f3a") == ""
    assert "503" in ask(f"{address}/full")
    assert asked == ["/7f3a", "/full"]
    assert ask("http://127.0.0.1:1/") != ""


def test_hashes_that_nobody_witnessed_are_told(tmp_path: Path) -> None:
    """By the night itself, and every morning until one is stamped."""
    settings = load()
    url = "http://127.0.0.1:1/tsr"
    archived = settings.archive.model_copy(update={"timestamp_url": url})
    settings = settings.model_copy(update={"data_dir": tmp_path, "database_url": "", "archive": archived})
    database = Database(settings.database)
    database.upgrade()
    archive(settings.archive_root)
    outgoing = Outgoing(settings, database, clock=utc_clock, reporter=LogReporter())
    with database.transaction() as session:
        audit.record(session, "viewed", "ana")
    assert outgoing.audit_head() == []
    (told,) = outgoing.time_stamp()
    assert told.startswith("No time stamp: ")
    log = CustodyLog(settings.archive_root)
    with database.transaction() as session:
        assert kept.time_stamp(session, settings, at_work="") == []  # before the first night is done
        _night(session, NOW)
        (found,) = kept.time_stamp(session, settings, at_work="")
        assert (found.standing, found.said) == (Standing.LOOK, "None was ever taken.")
        assert kept.time_stamp(session, settings, at_work="a night") == []
        log.append("timestamped", "almenara", "custody-000002.tsr", {"entry": 2}, now=NOW + HOUR)
        assert kept.time_stamp(session, settings, at_work="")[0].standing is Standing.WELL
        _night(session, NOW + DAY)
        assert kept.time_stamp(session, settings, at_work="")[0].standing is Standing.WELL  # it had nothing to show
        log.append("sealed", "almenara", "a.warc.gz", {}, now=NOW + DAY)  # and the audit log's head was not noted
        (found,) = kept.time_stamp(session, settings, at_work="")
        assert (found.standing, found.said[:23]) == (Standing.LOOK, "The last night has none")
    with database.transaction() as session:
        session.execute(text("DELETE FROM audit_entries"))
        audit.record(session, "viewed", "eve")
    (told,) = outgoing.audit_head()
    assert told.startswith("Audit log not noted: ")
    database.close()
