"""`almenara purge`: counted first; done, the search knows nothing of it any more, and the archive as much as it may."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from cli.main import app
from core.errors import InputError
from core.settings import load
from evidence.custody import CustodyLog
from pipeline.sifting import sifting
from store import lock
from store.session import Database
from tests.store.everywhere import everywhere
from tests.store.make import mention, report
from tests.web.seed import Night
from tests.web.stories import REPORT, Story


def test_what_was_taken_is_offered_as_a_spelling_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        assert report(session, 1, labels=(), text="Zoraida Zuñavélez habló ") is None
    counted = CliRunner().invoke(app, ["purge", "--json"])
    assert json.loads(counted.output)["due"]["texts"] == 1
    assert "zunavelez" in everywhere(database)["search_words"]
    done = CliRunner().invoke(app, ["purge", "--for-good", "--json"])
    assert (done.exit_code, json.loads(done.output)["texts"]) == (0, 1), done.output
    assert json.loads(done.output)["words"] > 1
    assert not [table for table, held in everywhere(database).items() if "unavelez" in held]
    database.close()


def test_what_a_purge_that_was_cut_off_left_in_the_search_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had taken the texts, and so the next found none, and left their words for good."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        assert report(session, 1, labels=(), text="Zoraida Zuñavélez habló ") is None
    with monkeypatch.context() as cut:
        cut.setattr("cli.purge.tidy", Mock(side_effect=KeyboardInterrupt))
        assert CliRunner().invoke(app, ["purge", "--for-good"]).exit_code != 0
    assert "zunavelez" in everywhere(database)["search_words"]
    done = CliRunner().invoke(app, ["purge", "--for-good"])
    assert "0 texts, 0 mails, 0 events of webhooks, " in done.output
    assert not [table for table, held in everywhere(database).items() if "unavelez" in held]
    database.close()


def _on_disk(folder: Path) -> bytes:
    return b"".join(each.read_bytes().lower() for each in sorted(folder.glob("almenara.db*")))


def test_no_byte_of_what_was_taken_stays_on_the_disk_while_the_desk_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both the file and its log held the names of all who were forgotten, for as long as the desk was served."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        assert report(session, 1, labels=(), text="Zoraida Zunavelez dijo ") is None
    assert b"zunavelez" in _on_disk(tmp_path)
    done = CliRunner().invoke(app, ["purge", "--for-good"])  # the desk's connection stays open beside it
    assert done.exit_code == 0, done.output
    assert b"zunavelez" not in _on_disk(tmp_path)
    database.close()


def test_files_of_triage_name_nobody_after_a_purge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the last three watchlists named who was forgotten, until the watchlist had changed three times."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        report(session, 1, [mention("Zoraida Zuñavélez", is_person=True)])
    found = sifting(load(), database)
    assert found is not None
    assert found.watch is not None
    assert "zunavelez" in found.watch.read_text()
    with lock.hold(database, work="a night"):
        met = CliRunner().invoke(app, ["purge", "--for-good"])
        assert (met.exit_code, "watch stay" in met.stderr, found.watch.exists()) == (1, True, True)
    done = CliRunner().invoke(app, ["purge", "--for-good"])
    assert (done.exit_code, found.watch.exists()) == (0, False), done.output
    assert sifting(load(), database) == found
    database.close()


def test_bytes_that_somebody_reads_all_the_while_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("store.connections.BUSY_TIMEOUT_S", 0.01)
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        report(session, 1, labels=())
    with database.reading() as session:
        session.execute(text("SELECT 1 FROM revisions")).all()
        done = CliRunner().invoke(app, ["purge", "--for-good"])
        assert (done.exit_code, "Taken away: 1 texts" in done.output, "-wal" in done.stderr) == (1, True, True)
    again = CliRunner().invoke(app, ["purge", "--for-good"])
    assert (again.exit_code, again.stderr) == (0, "")
    database.close()


def test_files_of_the_archive_are_named_first_and_then_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    night = Night(database, tmp_path / "archive")
    night.hold([Story("pe_frontera", "Feria del libro", "Abrió la feria del libro en el puerto.", ()), REPORT])
    with database.transaction() as session:
        session.execute(text("UPDATE captures SET state = 'done'"))
    database.close()
    CustodyLog(tmp_path / "archive").append("noted", "test", "", {})  # the watch is alive
    name = "pe_frontera/20210123-0-00001.warc.gz"

    def said(*arguments: str) -> str:
        result = CliRunner().invoke(app, list(arguments))
        assert result.exit_code == 0, result.output
        return result.output

    assert "archive" not in said("purge")  # it is kept for ever, unless somebody says how long
    monkeypatch.setenv("ALMENARA_RETENTION__ARCHIVE_DAYS", "365")
    assert "Taken away: 1 texts" in (first := said("purge", "--for-good"))
    assert "Taken out of the archive: 0 sealed files.\n" in first  # the page goes after the text that was read off it
    assert f"Would take out of the archive: 1 sealed files:\n    {name}\n" in said("purge")
    assert json.loads(said("purge", "--json"))["archive_due"] == [name]
    assert (tmp_path / "archive" / name).exists()
    assert f"Taken out of the archive: 1 sealed files:\n    {name}\n" in said("purge", "--for-good")
    assert not (tmp_path / "archive" / name).exists()
    assert "Taken out of the archive: 0 sealed files.\n" in said("purge", "--for-good")
    assert "Taken away in order by a purge: 1 sealed files." in said("evidence", "verify")
    assert json.loads(said("evidence", "verify", "--json"))["removed"] == [name]
    said("db", "check")
    exported = CliRunner().invoke(app, ["evidence", "export", "--document", "1", "--target", str(tmp_path / "out.zip")])
    assert exported.exit_code == 1
    assert "was taken out of the archive, in order, on" in str(exported.exception)


def test_what_is_wrong_in_the_archive_keeps_nothing_in_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ALMENARA_RETENTION__ARCHIVE_DAYS", "365")
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        assert report(session, 1, labels=(), text="Zoraida Zuñavélez habló ") is None
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "custody.jsonl").write_text("no entry\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["purge", "--for-good"])
    assert (done.exit_code, type(done.exception)) == (1, SystemExit)  # of an error the status would be 2: nothing done
    assert "Taken away: 1 texts" in done.output
    assert "line 1 is no entry" in done.stderr
    database.close()


def test_a_file_that_can_not_be_read_keeps_nothing_in_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        assert report(session, 1, labels=(), text="Zoraida Zuñavélez habló ") is None
    monkeypatch.setattr("cli.purge.archive_purge.due", Mock(side_effect=InputError("no such file.", remedy="Look.")))
    done = CliRunner().invoke(app, ["purge", "--for-good"])
    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert "Taken away: 1 texts" in done.output
    assert "no such file." in done.stderr
    database.close()
