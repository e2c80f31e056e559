"""What the reader of today no longer reads, as the terminal says it and as files leave it out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.terms import LegalStatus
from store.session import Database
from tests.cli.test_going_out import said
from tests.store.make import NOON, analysis, mention, phone, read, register, report


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline", status=LegalStatus.CHARGED)])
    yield database
    database.close()


def test_the_terminal_says_so_and_no_file_has_it(database: Database, tmp_path: Path) -> None:
    def exported() -> list[str]:
        file = tmp_path / "list.csv"
        said("watchlist", "export", str(file))
        return [row["name"] for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())]

    assert exported() == ["ViveOnline"]
    with database.transaction() as session:
        read(session, analysis(1, labels=(), reader="rules 2"), now=NOON + timedelta(days=1))
    flag = " ".join(said("flag", "show", "1").split())
    assert "Withdrawn: the reader of today no longer reads this; it was read by version rules 1." in flag
    assert "Named by an earlier reader (rules 1), and by that of today no longer: 1 ViveOnline." in flag
    operator = " ".join(said("operator", "show", "1").split())
    assert "standing: (withdrawn: the reader of today no longer reads what named it)" in operator
    assert "not counted: 1 in which the reader of today no longer reads it" in operator
    assert "new (withdrawn)" in said("flag", "list")
    assert "withdrawn" in said("operator", "list")
    assert exported() == []


def test_a_number_that_an_earlier_reader_alone_read_is_in_no_file_and_told_apart(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    with database.transaction() as session:
        report(session, 2, [mention("Kantuta Sur", "Lejana")], [phone("+573000000018"), phone("+573000000017", at=40)])
    said("watchlist", "export", str(file))
    assert "+573000000018" in file.read_text(encoding="utf-8-sig")
    with database.transaction() as session:
        reading = analysis(2, [mention("Kantuta Sur")], [phone("+573000000017")], reader="rules 2")
        read(session, reading, now=NOON + timedelta(days=1))
    file.unlink()
    said("watchlist", "export", str(file))
    written = file.read_text(encoding="utf-8-sig")
    assert ("+573000000017" in written, "+573000000018" in written, "Lejana" in written) == (True, False, False)
    shown = said("operator", "show", "2")
    before, _title, apart = shown.partition("Read by an earlier reader alone: counts for nothing")
    assert ("+573000000018" in before.partition("Contact points")[2], "Lejana" in before) == (False, False)
    assert ("+573000000018" in apart, "Lejana" in apart, "rules 1" in apart) == (True, True, True)
