"""Workbooks as others save them, and as ours hold much."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from core.errors import InputError
from core.terms import ContactType, LegalStatus, NameKind
from store import watchlist
from store.exchange import sheets, watchlist_file
from store.exchange.entries import entries
from store.session import Database
from store.watchlist import Sighting
from tests.store.make import NOON

SEEN = Sighting(NOON, NOON, counts=False)


def _saved(tmp_path: Path, *rows: list[object]) -> Path:
    path, book = tmp_path / "list.xlsx", Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_a_formula_that_nothing_worked_out_is_no_empty_cell(tmp_path: Path) -> None:
    """Who was cleared by such a cell was listed, and every key was lost."""
    path = _saved(tmp_path, ["name", "status"], ["Ruta Zorzal", '=IF(1,"cleared","")'])
    with pytest.raises(InputError, match="line 2: a formula that nothing has worked out"):
        sheets.read_xlsx(path)


def test_a_formula_that_came_to_an_empty_text_is_empty(tmp_path: Path) -> None:
    """Spreadsheet programs keep it as a text without letters."""
    path = _saved(tmp_path, ["name", "status"], ["Ruta Zorzal", '=""'])
    _edit(
        path, "xl/worksheets/sheet1.xml", r'<c r="B2"><f>""</f><v(?: ?/>|></v>)', '<c r="B2" t="str"><f>""</f><v></v>'
    )
    assert sheets.read_xlsx(path)[0].status is None


def _edit(path: Path, part: str, what: str, instead: str) -> None:
    from zipfile import ZipFile

    with ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    changed, count = re.subn(what, instead, parts[part].decode())
    assert count == 1, parts[part].decode()
    parts[part] = changed.encode()
    with ZipFile(path, "w") as file:
        for name, body in parts.items():
            file.writestr(name, body)


def test_a_hidden_sheet_is_passed_over(tmp_path: Path) -> None:
    """Last year's list, hidden, was read in place of this year's."""
    path, book = tmp_path / "list.xlsx", Workbook()
    book.worksheets[0].append(["name"])
    book.worksheets[0].append(["Paso Viejo"])
    book.worksheets[0].sheet_state = "hidden"
    shown = book.create_sheet("2026")
    shown.append(["name"])
    shown.append(["Ruta Zorzal"])
    book.active = shown
    book.save(path)
    assert [seed.name for seed in sheets.read_xlsx(path)] == ["Ruta Zorzal"]


def test_a_sheet_of_a_chart_is_no_traceback(tmp_path: Path) -> None:
    path, book = _saved(tmp_path, ["name"], ["Ruta Zorzal"]), load_workbook(tmp_path / "list.xlsx")
    book.create_chartsheet("chart")
    book.save(path)
    with pytest.raises(InputError, match="no workbook that can be read"):
        sheets.read_xlsx(path)


def test_a_row_that_no_cell_holds_says_so_and_cuts_no_number(database: Database, tmp_path: Path) -> None:
    """The last number was cut, and was somebody else's; nothing told of the hundreds that were left out."""
    path = tmp_path / "out.xlsx"
    numbers = [f"+5730000{number:05}" for number in range(4_000)]
    with database.transaction() as session:
        watchlist.create(session, "Ruta Zorzal", is_person=False, seen=SEEN)
        watchlist.add_names(session, 1, [("Ruta Zorzal", NameKind.NAME)], SEEN)
        watchlist.add_contacts(session, 1, [(ContactType.PHONE, number) for number in numbers], SEEN)
        watchlist_file.write(entries(session), path)
    (seed,) = sheets.read_xlsx(path)
    kept = [value for _kind, value in seed.contacts]
    assert len(kept) > 1_000
    assert kept == numbers[: len(kept)]
    rows = list(load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert "Not all of it is in this row" in str(rows[1][-1])


def test_what_looks_like_an_error_goes_out_as_text(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    with database.transaction() as session:
        watchlist.create(session, "#N/A", is_person=False, seen=SEEN)
        watchlist.add_names(session, 1, [("#N/A", NameKind.NAME)], SEEN)
        watchlist_file.write(entries(session), path)
    cell = load_workbook(path).worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("#N/A", "s")


def test_a_standing_without_a_day_has_none_when_it_goes_out(database: Database, tmp_path: Path) -> None:
    """It went out with the day on which the list was read in, which nobody had said."""
    from store.exchange.taking import take_in

    path = tmp_path / "list.csv"
    path.write_text("name,status\nRuta Zorzal,charged\n", encoding="utf-8")
    with database.transaction() as session:
        take_in(session, watchlist_file.read(path), NOON)
        (entry,) = entries(session)
        for ending in ("csv", "ftm.json"):
            watchlist_file.write([entry], tmp_path / f"out.{ending}")
    assert (entry.standing, entry.said[0].is_dated) == (LegalStatus.CHARGED, False)
    row = dict(zip(sheets.WRITTEN, sheets.row(entry), strict=True))
    assert (row["status"], row["date"]) == ("charged", "")
    (seed,) = watchlist_file.read(tmp_path / "out.ftm.json").seeds
    assert [(each.status, each.is_dated) for each in seed.said] == [(LegalStatus.CHARGED, False)]


def test_two_lists_have_two_manifests(tmp_path: Path) -> None:
    """The second took the place of the first, and yente loaded it alone."""
    names = ("list.all.ftm.json", "list.confirmed.ftm.json", "other.jsonl")
    written = [watchlist_file.write_manifest(tmp_path / name, NOON).name for name in names]
    assert written == ["list.all.yente.yml", "list.confirmed.yente.yml", "other.yente.yml"]


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_told_as_such(tmp_path: Path, seed: int) -> None:
    """Cut off, or with other bytes in it: it is read, or refused by name, and nothing else is raised."""
    path, chance = _saved(tmp_path, ["name", "note"], ["Ruta Zorzal", "in Arica"]), random.Random(seed)
    body = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 40)):
        body[chance.randrange(len(body))] = chance.randrange(256)
    path.write_bytes(body[: chance.randint(10, len(body))] if seed % 3 == 0 else body)
    said = str(path)
    try:
        sheets.read_xlsx(path)
    except InputError as error:
        said = str(error)
    assert str(path) in said


def test_damage_within_a_part_is_told_as_such(tmp_path: Path) -> None:
    for number, (part, what, instead) in enumerate(
        [
            ("xl/worksheets/sheet1.xml", r"</row>", "<row>"),
            ("xl/worksheets/sheet1.xml", r'r="A1"', 'r="!!"'),
            ("xl/workbook.xml", r"<sheets>", "<sheets><sheet/>"),
            ("[Content_Types].xml", r"<Types", "<Tapes"),
        ]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = _saved(folder, ["name"])
        _edit(path, part, what, instead)
        with pytest.raises(InputError, match=r"list\.xlsx"):
            sheets.read_xlsx(path)
