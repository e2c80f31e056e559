"""`evidence verify` holds what the database recorded against the archive."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from cli.main import app
from core.settings import Settings, load
from evidence.custody import CustodyLog
from pipeline import archive_check
from store import captures
from store.session import Database
from tests.evidence.given import NOW, archive


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A database and an archive of 24 captures in two files."""
    settings = load().model_copy(update={"data_dir": tmp_path / "data", "database_url": ""})
    found = archive(settings.archive_root, 22) + archive(settings.archive_root, 2, crawl_id="noche-2")
    database = Database(settings.database)
    database.upgrade()
    with database.transaction() as session:
        captures.add(session, found, None)
    database.close()
    return settings


def edit(settings: Settings, statement: str) -> None:
    database = Database(settings.database)
    with database.transaction() as session:
        session.execute(text(statement))
    database.close()


def verify(settings: Settings) -> tuple[int, list[dict[str, str]]]:
    result = CliRunner().invoke(
        app, ["evidence", "verify", "--json"], env={"ALMENARA_DATA_DIR": str(settings.data_dir)}
    )
    return result.exit_code, json.loads(result.stdout)["findings"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("url = 'https://otro.example/nota'", "The address in the database (https://otro.example/nota) isn't"),
        ("requested_url = 'https://otro.example/'", "The address that was asked for in the database"),
        ("fetched_at = '2020-01-01 00:00:00.000000'", "The time of the visit in the database (2020-01-01T00:00:00Z)"),
        ("redirects = '[]'", "The way there in the database (nothing)"),
        ("payload_sha256 = 'a'", "The payload's SHA-256 isn't the one in the database."),
    ],
)
def test_what_was_changed_in_the_database_is_found(settings: Settings, change: str, said: str) -> None:
    assert verify(settings) == (0, [])
    edit(settings, f"UPDATE captures SET {change} WHERE capture_key = 3")
    status, (found,) = verify(settings)
    assert (status, found["kind"], found["subject"]) == (1, "database", "cl_diario/noche-1-00001.warc.gz")
    assert said in found["message"]


def test_of_many_the_first_are_named_and_the_rest_counted(settings: Settings) -> None:
    edit(settings, "UPDATE captures SET status = 203")
    told: list[tuple[int, int | None]] = []
    found = list(archive_check.findings(settings, told=lambda done, total: told.append((done, total))))
    assert len(found) == 20 + 2 + 1
    assert found[-1].message == "and 2 more captures that aren't as recorded"
    assert told[-1] == (23, 24)


def test_a_file_that_is_gone_is_named_once(settings: Settings) -> None:
    (settings.archive_root / "cl_diario/noche-2-00001.warc.gz").unlink()
    (gone,) = archive_check.findings(settings)
    assert (gone.kind, gone.subject) == ("missing", "cl_diario/noche-2-00001.warc.gz")
    assert [each["kind"] for each in verify(settings)[1]] == ["missing"]


def test_a_clock_that_was_set_back_is_a_warning(settings: Settings) -> None:
    log = CustodyLog(settings.archive_root)
    log.append("noted", "ana", "", {}, now=NOW - timedelta(days=3))
    result = CliRunner().invoke(app, ["evidence", "verify"], env={"ALMENARA_DATA_DIR": str(settings.data_dir)})
    assert result.exit_code == 0
    assert "its time, 2026-11-21T05:30:00Z, lies before the last one's" in result.stderr
