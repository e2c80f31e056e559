"""`almenara hide`: seen first, then hidden for good; no byte of the name stays in the file, and the evidence holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from cli.main import app
from core.errors import ConflictError
from core.records import ContactPoint, Span
from core.terms import ContactOwner, ContactType
from evidence.custody import CustodyLog
from store.session import Database
from tests.store.everywhere import everywhere
from tests.store.make import mention, report
from tests.web.seed import Night
from tests.web.stories import REPORT

HER = replace(
    REPORT,
    title="Zoraida Zunavelez cuenta cómo la cruzaron",
    text=f"{REPORT.text} Zoraida Zunavelez, una de las víctimas, declaró ante la jueza.",
)
ASKED = ["hide", "name", "Zoraida Zunavelez", "--case", "2026-17"]


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A night that flagged a report which names her, in its title, too."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    Night(database, tmp_path / "archive").hold([HER])
    CustodyLog(tmp_path / "archive").append("noted", "test", "", {})
    yield database
    database.close()


def said(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == status, result.output
    return result.output


def on_disk(folder: Path) -> bytes:
    return b"".join(each.read_bytes().lower() for each in sorted(folder.glob("almenara.db*")))


def test_it_is_shown_first_and_then_gone_while_the_lead_and_its_evidence_stay(watch: Database, tmp_path: Path) -> None:
    shown = said(*ASKED)
    assert "--for-good does it" in shown
    assert b"zunavelez" in on_disk(tmp_path)
    done = said(*ASKED, "--for-good")
    assert "Hidden name 1, in rows of: " in done
    assert b"zunavelez" not in on_disk(tmp_path)  # the desk's connection stays open beside it
    assert not [table for table, held in everywhere(watch).items() if "zunavelez" in held]
    for asked in (
        ["search", "Zunavelez"],
        ["flag", "list"],
        ["flag", "show", "1"],
        ["explain", "--flag", "1"],
        ["watchlist", "export", "-"],
        ["named", "Zoraida Zunavelez"],
        ["audit", "show"],
    ):
        assert "zunavelez" not in CliRunner().invoke(app, asked).stdout.lower(), asked
    assert "█" in said("flag", "show", "1")
    said("db", "check")
    said("evidence", "verify")
    said("evidence", "export", "1", "--target", str(tmp_path / "bundle.zip"))
    with ZipFile(tmp_path / "bundle.zip") as bundle:
        written = {name: bundle.read(name).lower() for name in bundle.namelist()}
    assert {name for name, held in written.items() if b"zunavelez" in held} == set()  # but for the zipped records
    said("flag", "decide", "1", "confirmed", "--version", "1", "--why", "read it")
    assert "Zunavelez" in said("named", "Zoraida Zunavelez", "--archive")  # as it was published, and byte for byte
    assert "zunavelez" not in "".join(said("audit", "show", "--json")).lower()


def test_what_was_hidden_is_listed_without_the_name_and_can_be_lifted(watch: Database) -> None:
    said(*ASKED, "--for-good", "--document", "1")
    (line,) = map(json.loads, said("hide", "list", "--json").splitlines())
    assert (line["request"], line["forms"], line["document_id"], line["case_number"]) == (1, 1, 1, "2026-17")
    assert "2026-17" in said("hide", "list")
    assert "hidden name 1" in said("hide", "lift", "1")
    assert said("hide", "list", "--json") == ""
    assert "█" in said("flag", "show", "1")


def test_an_operator_is_refused_with_the_way_to_put_it_right(watch: Database) -> None:
    refused = CliRunner().invoke(app, ["hide", "name", REPORT.operators[0][0], "--for-good"])
    assert isinstance(refused.exception, ConflictError)
    assert "Operator 1 has 'ViveOnline' on the watchlist" in str(refused.exception)


def test_bytes_that_somebody_reads_all_the_while_are_told_of(
    watch: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("store.connections.BUSY_TIMEOUT_S", 0.01)
    with watch.reading() as session:
        session.connection().exec_driver_sql("SELECT 1 FROM revisions").all()
        assert "-wal" in said(*ASKED, "--for-good", status=1)
    said(*ASKED, "--for-good")
    assert b"zunavelez" not in on_disk(tmp_path)


def test_a_number_that_a_text_writes_otherwise_is_told_of_when_its_digits_are_gone(watch: Database) -> None:
    """Asked for good at once, nobody was told that the text goes on to say it: its reading was barred by then."""
    spoken = "nueve cero cero, cero cero cero, siete siete siete"
    hers = ContactPoint(ContactType.PHONE, "+51900000777", ContactOwner.OTHER, spoken, Span(0, 9))
    with watch.transaction() as session:
        report(session, 9, [mention("Paso Firme")], [hers], text=f"Llame al {spoken}. ")
    told = f"not hidden unless you give that form, too: {spoken}"
    assert told in said("hide", "name", "+51900000777", "--for-good", status=1)
    assert [table for table, held in everywhere(watch).items() if spoken in held]
    assert told not in said("hide", "name", spoken, "--for-good")
    assert not [table for table, held in everywhere(watch).items() if spoken in held]
