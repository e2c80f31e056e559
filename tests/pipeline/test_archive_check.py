"""`evidence verify` holds what the database recorded against the archive."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from click.testing import Result
from sqlalchemy import text
from typer.testing import CliRunner

from cli.main import app
from core.settings import Settings, load
from evidence.custody import CustodyLog
from evidence.removal import KEPT, REMOVED, note_removal
from evidence.seal import seal
from pipeline import archive_check
from pipeline.ingest import ingest_files
from pipeline.reporter import LogReporter
from store import captures
from store.session import Database
from tests.evidence.given import NOW, archive, exchange, response, writer


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
    result = told(settings, "--json")
    return result.exit_code, json.loads(result.stdout)["findings"]


def told(settings: Settings, *words: str) -> Result:
    return CliRunner().invoke(app, ["evidence", "verify", *words], env={"ALMENARA_DATA_DIR": str(settings.data_dir)})


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


def test_a_file_that_a_purge_noted_and_left_is_named(settings: Settings) -> None:
    name = "cl_diario/noche-2-00001.warc.gz"
    note_removal(settings.archive_root, name, {}, actor="ana", now=NOW)
    result = told(settings)
    assert result.exit_code == 0
    assert f"noted as taken away, and there still: {name}. The next `almenara purge --for-good`" in result.stderr
    (settings.archive_root / name).unlink()
    result = told(settings, "--json")
    (found,) = json.loads(result.stdout)["findings"]
    assert (result.exit_code, found["kind"], found["subject"]) == (1, "missing", name)
    assert "the audit log knows of no such purge" in found["message"]
    assert json.loads(result.stdout)["removed"] == []


def test_what_a_purge_noted_and_left_is_noted_as_there_by_an_ingest(settings: Settings) -> None:
    name = "cl_diario/noche-2-00001.warc.gz"
    note_removal(settings.archive_root, name, {}, actor="ana", now=NOW)
    for _ in range(2):
        ingest_files(settings, [str(settings.archive_root / name)], read=False, reporter=LogReporter(), stop=Event())
    assert [entry.action for entry in CustodyLog(settings.archive_root).about(name)] == ["sealed", REMOVED, KEPT]


def test_a_database_that_was_not_compared_is_not_called_whole(settings: Settings) -> None:
    """A file that is no database was named on standard error, and everything was said to be as it was sealed."""
    path = settings.data_dir / "almenara.db"
    for each in settings.data_dir.glob("almenara.db*"):
        each.unlink()
    alone = json.loads(told(settings, "--json").stdout)
    assert (alone["whole"], alone["database"], path.exists()) == (True, "not compared: there is none", False)
    result = told(settings)
    assert (result.exit_code, "the database says the same of it was not checked" in result.stdout) == (0, True)
    assert f"not held against the database. There is no database at {path}." in result.stderr
    path.write_bytes(b"none of ours" * 1000)
    result = told(settings)
    assert (result.exit_code, "everything is" in result.stdout) == (1, False)
    assert "was not checked" in result.stdout
    assert "not held against the database" in result.stderr
    found = json.loads(told(settings, "--json").stdout)
    assert (found["whole"], found["findings"]) == (False, [])
    assert found["database"].startswith("not compared: ")


def test_a_clock_that_was_set_back_is_a_warning(settings: Settings) -> None:
    log = CustodyLog(settings.archive_root)
    log.append("noted", "ana", "", {}, now=NOW - timedelta(days=3))
    result = told(settings)
    assert result.exit_code == 0
    assert "its time, 2026-11-21T05:30:00Z, lies before the last one's" in result.stderr


def test_what_was_sealed_after_a_backup_is_said_and_taken_in_again(settings: Settings) -> None:
    """A file of a night, that lies in the archive already: nothing is copied, and nothing is taken in twice."""
    edit(settings, "DELETE FROM captures WHERE warc_file LIKE '%noche-2%'")
    with writer(settings.archive_root, crawl_id="noche-3") as no_pages:
        no_pages.write(exchange(1, response(status="404 Not Found")))
    seal(settings.archive_root, "cl_diario/noche-3-00001.warc.gz", actor="test", now=NOW, models={})
    before = sorted(settings.archive_root.rglob("*"))
    answer = told(settings)
    assert answer.exit_code == 0
    assert "nothing of it in the database: cl_diario/noche-2-00001.warc.gz. If no night" in answer.stderr
    remedy = answer.stderr.split("`almenara ingest '")[1].split("'`")[0]
    for _ in range(2):
        ingested = ingest_files(settings, [remedy], read=False, reporter=LogReporter(), stop=Event())
        assert len(ingested) == 3
        assert not any(each.error for each in ingested)
        assert sorted(settings.archive_root.rglob("*")) == before
        assert "nothing of it" not in told(settings).stderr
    database = Database(settings.database)
    with database.reading() as session:
        assert sorted(captures.files(session).values()) == [2, 22]
    database.close()
