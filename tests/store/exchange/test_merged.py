"""Workbooks in which cells are merged over several rows, as people make them who type lists by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.errors import InputError
from core.terms import ContactType, LegalStatus
from store import views
from store.exchange import merged, sheets, watchlist_file
from store.exchange.merged import Merge
from store.exchange.taking import take_in
from store.seeds.rows import Row
from store.seeds.seed import Seed
from store.session import Database
from tests.store.make import NOON

NAMES = ["name", "aliases", "contacts", "countries", "status", "date", "note"]


def _saved(tmp_path: Path, rows: Sequence[Sequence[object]], *ranges: str) -> Path:
    path, book = tmp_path / "list.xlsx", Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    for each in ranges:
        book.worksheets[0].merge_cells(each)
    book.save(path)
    return path


def _read(tmp_path: Path, rows: Sequence[Sequence[object]], *ranges: str) -> list[Seed]:
    return sheets.read_xlsx(_saved(tmp_path, [NAMES, *rows], *ranges))


def _phones(seed: Seed) -> list[str]:
    return [value for kind, value in seed.contacts if kind is ContactType.PHONE]


def test_a_name_over_several_rows_is_one_operator_with_all_that_they_say(database: Database, tmp_path: Path) -> None:
    """The first row alone had the name; the others were refused for having none."""
    path = _saved(
        tmp_path,
        [
            NAMES,
            ["Paso Kantuta", "", "phone:+573000000010"],
            ["Ruta Zorzal", "Zorzal Viajes", "phone:300 000 0011", "CO", "charged", date(2021, 1, 2), "seen in Arica"],
            ["", "Zorzal Express", "phone:300 000 0012"],
            ["", "", "phone:900 000 013 | telegram:@zorzal", "PE", "", "", "seen in Tacna"],
            ["Viajes Calandria", "", "phone:+573000000014"],
        ],
        "A3:A5",
        "D3:D4",
    )
    _first, seed, _last = sheets.read_xlsx(path)
    assert (seed.name, seed.aliases, seed.where) == ("Ruta Zorzal", ("Zorzal Viajes", "Zorzal Express"), "line 3")
    assert (seed.countries, seed.status, seed.said_on) == (("CO", "PE"), LegalStatus.CHARGED, date(2021, 1, 2))
    assert seed.note == "seen in Arica\nseen in Tacna"
    with database.transaction() as session:
        taken = take_in(session, watchlist_file.read(path), NOON)
        assert (taken.operators, taken.new, taken.untaken) == (3, 3, ())
        contacts = views.operator(session, 2).summary.contacts
    numbers = [value for kind, value in contacts if kind is ContactType.PHONE]
    assert numbers == ["+573000000011", "+573000000012", "+51900000013"]


def test_what_is_merged_over_several_operators_is_said_of_each(tmp_path: Path) -> None:
    rows = [
        ["Ruta Zorzal", "", "", "CO", "charged", date(2021, 1, 2), "one case"],
        ["Paso Kantuta"],
        ["Viajes Calandria"],
        ["Ruta Cóndor Gris"],
    ]
    seeds = _read(tmp_path, rows, "D2:D4", "E2:E3", "F2:F3", "G2:G5")
    assert [each.name for each in seeds] == ["Ruta Zorzal", "Paso Kantuta", "Viajes Calandria", "Ruta Cóndor Gris"]
    assert [each.countries for each in seeds] == [("CO",), ("CO",), ("CO",), ()]
    assert [each.status for each in seeds] == [LegalStatus.CHARGED, LegalStatus.CHARGED, None, None]
    assert {each.said_on for each in seeds[:2]} == {date(2021, 1, 2)}
    assert {each.note for each in seeds} == {"one case"}


def test_of_a_block_the_first_column_has_the_value_and_rows_without_anything_are_none(tmp_path: Path) -> None:
    """A name over two columns is not its own other name; a note that is merged on and on names nobody."""
    rows = [
        ["Ruta Zorzal", "", "phone:+573000000011", "", "", "", "seen in Arica"],
        ["", "", "phone:+573000000012"],
        ["Paso Kantuta", "Kantuta Viajes", "phone:+573000000013"],
    ]
    first, second = _read(tmp_path, rows, "A2:B3", "A4:A6", "G2:G9", "J2:K9")
    assert (first.name, first.aliases, _phones(first)) == ("Ruta Zorzal", (), ["+573000000011", "+573000000012"])
    assert (second.name, second.aliases, second.note) == ("Paso Kantuta", ("Kantuta Viajes",), "seen in Arica")


def test_cells_that_begin_like_formulas_are_joined_as_they_are_meant(tmp_path: Path) -> None:
    (seed,) = _read(tmp_path, [["Ruta Zorzal", "'@zorzal.viajes"], ["", "'@zorzal.express"]], "A2:A3")
    assert seed.aliases == ("@zorzal.viajes", "@zorzal.express")


@pytest.mark.parametrize(
    ("column", "cells", "said"),
    [
        ("status", ["charged", "convicted"], "line 3: `status` is 'convicted', and 'charged' on line 2: rows of one"),
        ("date", [date(2021, 1, 2), date(2021, 1, 3)], "line 3: `date` is '2021-01-03', and '2021-01-02' on line 2"),
        ("person", ["yes", "no"], "line 3: `person` is 'no', and 'yes' on line 2"),
        ("key", ["mx-1", "mx-2"], "line 3: `key` is 'mx-2', and 'mx-1' on line 2"),
        ("url", ["https://a.example/", "https://b.example/"], "line 3: `url` is 'https://b.example/', and"),
        ("contacts", ["phone:+573000000011", "phone:911"], "line 3: contacts: '911' is no phone of anybody"),
    ],
)
def test_what_does_not_hold_together_is_told_with_its_line(
    tmp_path: Path, column: str, cells: list[object], said: str
) -> None:
    one, other = cells
    path = _saved(tmp_path, [["name", column], ["Ruta Zorzal", one], ["", other], ["Paso Kantuta"]], "A2:A3")
    with pytest.raises(InputError, match=r"list\.xlsx") as refused:
        sheets.read_xlsx(path)
    assert said in str(refused.value)


def test_what_two_rows_say_alike_is_said_once(tmp_path: Path) -> None:
    said = ["Zorzal", "phone:+573000000011", "CO", "charged", "2021-01-02", "seen in Arica"]
    (seed,) = _read(tmp_path, [["Ruta Zorzal", *said], ["", *said]], "A2:A3")
    (alone,) = _read(tmp_path, [["Ruta Zorzal", *said]])
    assert seed == alone


def test_a_merged_cell_without_a_name_names_nobody(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        _read(tmp_path, [["", "", "phone:+573000000011"], ["", "", "phone:+573000000012"]], "A2:A3")
    assert [each.partition(":")[0] for each in refused.value.details] == ["line 2", "line 3", "line 3"]


def test_two_rows_of_names_are_refused_and_not_listed(tmp_path: Path) -> None:
    """Somebody called "name" was an operator of the second."""
    path = _saved(tmp_path, [["name", "contacts"], ["", "phone"], ["Ruta Zorzal"]], "A1:A2")
    with pytest.raises(InputError, match=r"line 1: the cells A1:A2 are merged.*Split these cells"):
        sheets.read_xlsx(path)


def test_a_name_that_stands_elsewhere_too_is_one_row_an_operator_still(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"line 4: the key 'Ruta Zorzal' is that of line 2"):
        _read(tmp_path, [["Ruta Zorzal"], ["", "Zorzal Viajes"], ["Ruta Zorzal", "Zorzal Express"]], "A2:A3")


def test_rows_are_read_as_they_come_however_many_there_are() -> None:
    """None is held back."""
    given: list[int] = []

    def rows() -> Iterator[Row]:
        yield Row(1, ["name", "note"])
        for number in range(2, 1_000_000):
            given.append(number)
            yield Row(number, ["" if number % 2 else f"Ruta {number}", f"seen {number}"])

    found = [Merge(0, number, number + 1, "A2:A3") for number in range(2, 999, 2)]
    read = merged.spread("list.xlsx", rows(), found)
    assert next(read) == Row(1, ["name", "note"])
    assert next(read) == Row(2, ["Ruta 2", "seen 2"], of=2)
    assert next(read) == Row(3, ["Ruta 2", "seen 3"], of=2)
    assert next(read) == Row(4, ["Ruta 4", "seen 4"], of=4)
    assert given == [2, 3, 4]
