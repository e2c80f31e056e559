"""A page that a purge took out of the archive is said to be gone, since when, and is no fault of anything beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from cli.main import app
from core.errors import EvidenceError
from core.settings import Settings
from core.terms import FlagState
from digest.bundle import bundle, evidence_of, report
from evidence.reader import read_pages
from evidence.removal import note_removal, take_away
from store import flags, views
from store.session import Database
from tests.web.seed import NOW
from tests.web.stories import COPY, REPORT
from tests.web.test_dossier import pages
from web.app import create_app
from web.dossier.dossier import gather

GONE = "Its archived page was taken away on "
DAY = "23 January 2021"


def take(settings: Settings, database: Database, flag_id: int, source_id: str) -> int:
    """Take the archived page of a source's version away, as a purge does; the version."""
    with database.reading() as session:
        flag = views.flag(session, flag_id)
        line = next(each for each in (*flag.revisions, *flag.copies) if each.source_id == source_id)
    note_removal(settings.archive_root, line.capture.warc_file, {"why": "retention"}, actor="ana", now=NOW)
    take_away(settings.archive_root, line.capture.warc_file)
    return line.revision_id


@pytest.fixture
def flag_id(flag_ids: dict[str, int]) -> int:
    return flag_ids[REPORT.title]


def test_a_copy_that_is_gone_leaves_the_bundle_whole(
    client: TestClient, settings: Settings, database: Database, flag_id: int, tmp_path: Path
) -> None:
    revision_id = take(settings, database, flag_id, COPY.source_id)
    with database.reading() as session:
        evidence = evidence_of(session, flag_id, settings.archive_root)
    assert (len(evidence.exhibits), evidence.taken_away, evidence.faults) == (1, 1, ())
    assert "Not in this bundle, for a purge took their archived pages when their time was over: 1 version." in report(
        evidence
    )
    folder = bundle(evidence, settings.archive_root, tmp_path / "out", actor="ana")
    assert len(list(read_pages(folder / "extract.warc.gz"))) == 1
    page = client.get(f"/flags/{flag_id}/evidence").text
    said = re.search(r"its archived page was taken away on (<time .*?</time>)", page)
    assert said is not None
    assert NOW.isoformat() in said[1]
    assert DAY in said[1]
    assert "Checked just now: the manifest of its file is as it was sealed." in page
    assert "does not hold" not in page
    for address in (f"/documents/{revision_id}", f"/flags/{flag_id}/versions/{revision_id}/evidence"):
        page = client.get(address).text
        assert GONE in page
        assert "does not hold" not in page
    assert "says so, and the manifest of its file is as it was sealed." in page
    assert "over the wire" not in page
    answer = client.get(f"/api/v1/documents/{revision_id}").json()["evidence"]
    assert answer["removed_at"] == "2021-01-23T05:00:00Z"
    assert client.get(f"/api/v1/flags/{flag_id}").json()["evidence"]["removed_at"] is None


def test_a_flag_whose_own_page_is_gone_says_so_and_gives_no_bundle(
    client: TestClient, settings: Settings, database: Database, flag_id: int, tmp_path: Path
) -> None:
    take(settings, database, flag_id, REPORT.source_id)
    env = {"ALMENARA_DATA_DIR": str(settings.data_dir)}
    shown = CliRunner().invoke(app, ["evidence", "show", str(flag_id)], env=env)
    assert shown.exit_code == 0, shown.output
    assert "The archived page was taken away in order on 2021-01-23 by ana, entry " in shown.output
    assert shown.output.startswith("state             new\n")
    decided = {"who": "Ana", "why": "Es otra empresa.", "expected_version": 1, "now": NOW}
    with database.transaction() as session:
        flags.decide(session, flag_id, FlagState.DISMISSED, **decided)
    dismissed = CliRunner().invoke(app, ["evidence", "show", str(flag_id)], env=env).output
    assert dismissed.startswith(
        "state             Dismissed, by Ana (way not recorded), 23 Jan 2021, 05:00 UTC: Es otra empresa.\n"
    )
    told = CliRunner().invoke(app, ["flag", "show", str(flag_id)], env=env)
    assert "its archived page was taken away on 2021-01-23 by a purge, when its time was over" in told.output
    with database.reading() as session:
        evidence = evidence_of(session, flag_id, settings.archive_root)
    with pytest.raises(EvidenceError, match="was taken out of the archive, in order, on 2021-01-23"):
        bundle(evidence, settings.archive_root, tmp_path / "out", actor="ana")
    assert client.get(f"/api/v1/flags/{flag_id}").json()["evidence"]["removed_at"] == "2021-01-23T05:00:00Z"
    assert GONE in client.get(f"/flags/{flag_id}").text
    assert (
        "Su página archivada se eliminó el " in client.get(f"/flags/{flag_id}", headers={"Accept-Language": "es"}).text
    )


def test_a_dossier_says_it_and_finds_no_fault(settings: Settings, database: Database, flag_id: int) -> None:
    take(settings, database, flag_id, REPORT.source_id)
    with database.reading() as session:
        operator_id = views.flag(session, flag_id).summary.operators[0][0]
        known = gather(session, operator_id, settings.archive_root)
    assert known.faults.documents == {}
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8321") as client:
        printed = " ".join(pages(client.get(f"/operators/{operator_id}/dossier.pdf").content))
    assert f"{GONE}23 Jan 2021, when its time was over." in printed
