"""The commands of the night: what they count is the whole, also where they show a part."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from core.nights import SourceNight
from store import captures, runs, set_aside
from store.session import Database
from tests.cli.test_commands import almenara
from tests.store.make import NOON, capture

THOUSAND_MORE = """
INSERT INTO set_aside (step, subject, capture_id, source_id, url, version, error, tries, first_at, last_at)
WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 1000)
SELECT 'read', 900000 + number, capture_id, source_id, url, version, error, tries, first_at, last_at
FROM set_aside, numbers
"""


def test_run_retry_counts_what_it_does_not_show(tmp_path: Path) -> None:
    """A thousand lines are enough."""
    page = capture(1)
    broken = set_aside.Broken(set_aside.EXTRACT, page.capture_id, "almenara/0", "broke", 2)
    (tmp_path / "data").mkdir()
    with closing(Database(f"sqlite:///{tmp_path / 'data' / 'almenara.db'}")) as database:
        database.upgrade()
        with database.transaction() as session:
            captures.add(session, [page], None)
            set_aside.add(session, broken, run_id=None, now=NOON)
            session.execute(text(THOUSAND_MORE))
    result = almenara("run", "retry", folder=tmp_path)
    assert result.returncode == 1
    assert result.stdout.strip().endswith("1000 tried again, 1001 still set aside, 0 flags raised or changed.")
    assert "only the first 1000 of 1001 are shown" in result.stderr


def test_a_night_that_was_cut_off_leaves_no_source_running(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with closing(Database(f"sqlite:///{tmp_path / 'data' / 'almenara.db'}")) as database:
        database.upgrade()
        with database.transaction() as session:
            run = runs.start_or_resume(session, NOON.date(), "manual", NOON)
            runs.plan(session, run.run_id, [SourceNight("cl_diario", None)])
    shown = almenara("run", "show", str(run.run_id), folder=tmp_path).stdout
    assert "cut off" in shown
    assert "pending" not in shown


def test_a_ledger_says_no_reason_twice(tmp_path: Path) -> None:
    """What failed a source is made of its reasons, and they were told again behind it, in another form."""
    (tmp_path / "data").mkdir()
    down = "feed: robots.txt not readable: timed out"
    lines = [
        SourceNight("cl_a", None, state="failed", error=f"{down} (1); HTTP 404 (2)", reasons={down: 1, "HTTP 404": 2}),
        SourceNight("cl_b", None, state="failed", error="crawl ended with status 1", reasons={"known": 3}),
        SourceNight("cl_c", None, state="done", reasons={"known": 3, "HTTP 404": 1}),
    ]
    with closing(Database(f"sqlite:///{tmp_path / 'data' / 'almenara.db'}")) as database:
        database.upgrade()
        with database.transaction() as session:
            run = runs.start_or_resume(session, NOON.date(), "manual", NOON)
            runs.plan(session, run.run_id, lines)
            for line in lines:
                runs.update(session, run.run_id, line)
    shown = " ".join(almenara("run", "show", str(run.run_id), folder=tmp_path).stdout.replace("│", " ").split())
    assert shown.count("timed out") == 1
    assert "HTTP 404 (2)" in shown
    assert "status 1; known (3)" in shown
    assert "known (3); HTTP 404 (1)" in shown
