"""`almenara compare` on files as people have them."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from core.errors import InputError

PAIRS = "note,name1,name2\n=1+1,ViveOnline,VIVE ON LINE S.A.S.\n,Servi Travel,Latin Travel\n"


def _run(*words: str, given: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["compare", *words], input=given)
    if isinstance(result.exception, InputError):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_one_line_a_row_with_score_verdict_and_reasons(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("\ufeff" + PAIRS, encoding="utf-8")
    code, out, _ = _run(str(path))
    one, other = map(json.loads, out.splitlines())
    assert code == 0
    assert (one["same"], other["same"]) == (True, False)
    assert one["score"] > one["threshold"] > other["score"]
    assert "“vive” is “vive”" in one["met"]
    assert other["against"]


def test_standard_input_and_rows_without_a_name() -> None:
    code, out, err = _run("-", given=PAIRS + ",Kantuta,\n")
    assert code == 1
    assert len(out.splitlines()) == 2
    assert "line 4" in err


def test_semicolons_as_spreadsheets_write_them_where_the_comma_stands_in_numbers(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("name1;name2\nKantuta, Viajes;Kantuta Viajes\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["compare", str(path)])
    assert json.loads(result.stdout)["name1"] == "Kantuta, Viajes"


def test_a_sheet_is_neutralised() -> None:
    code, out, _ = _run("-", "--csv", given="name1,name2\n=cmd(),@kantuta\n")
    (row,) = csv.DictReader(io.StringIO(out))
    assert code == 0
    assert (row["name1"], row["name2"]) == ("'=cmd()", "'@kantuta")
    assert _run("-", given=out)[:2] == (0, _run("-", given="name1,name2\n=cmd(),@kantuta\n")[1])  # read as was meant


def test_a_sheet_keeps_every_column_and_every_row_as_they_stood() -> None:
    """A name that was missing in one row took the row's number and its note out of the sheet."""
    given = 'Nota;Name2;id;name1\n"a, b";Kantuta;7;Kantuta\n=1+1;;-8;Zorzal\n\nlast;Zorzal;+9,5\n'
    code, out, err = _run("-", "--csv", given=given)
    head, *rows = csv.reader(io.StringIO(out), delimiter=";")
    assert head == ["Nota", "Name2", "id", "name1", "score", "same", "start", "met", "for", "against"]
    assert [row[:4] for row in rows] == [
        ["a, b", "Kantuta", "7", "Kantuta"],
        ["'=1+1", "", "-8", "Zorzal"],
        ["last", "Zorzal", "+9,5", ""],
    ]
    assert [bool(row[4]) for row in rows] == [True, False, False]
    weights = [float(weight) for weight in re.findall(r"\(([-+][\d.]+)\)", f"{rows[0][8]} {rows[0][9]}")]
    assert float(rows[0][4]) == pytest.approx(1 / (1 + math.exp(-float(rows[0][6]) - sum(weights))), abs=0.01)
    assert rows[1][5:] == [""] * 5
    assert (code, err.count("a name is missing"), "line 3" in err) == (1, 2, True)


def test_a_row_with_a_comma_too_many_is_no_pair_and_stays_in_the_sheet() -> None:
    given = "name1,name2,id\nKantuta, Viajes,Kantuta Viajes,7\nKantuta,Kantuta,8,,\n"
    code, out, err = _run("-", "--csv", given=given)
    _, one, other = csv.reader(io.StringIO(out))
    assert (one, float(other[3]) > 0) == (["Kantuta", "Viajes", "Kantuta Viajes", *[""] * 6, "7"], True)
    assert (code, "line 2: more cells than columns" in err) == (1, True)


@pytest.mark.parametrize("form", [["--csv"], []])
def test_signs_that_turn_a_line_round_are_neither_printed_nor_compared(form: list[str]) -> None:
    given = "name1,name2,not\u202ea\nKan\u202etuta,Kantuta,\u2066x\n\u202e,Kantuta,x\n"
    code, out, _ = _run("-", *form, given=given)
    assert (code, "Kantuta" in out, set(out) & set("\u202e\u2066")) == (1, True, set())


@pytest.mark.parametrize("head", ["name1,name2,name1", "NAME1;name2; name1 ;nota"])
def test_a_name_s_column_that_stands_twice_is_refused(head: str) -> None:
    with pytest.raises(InputError, match="line 1: 2 columns name1"):
        _run("-", given=f"{head}\nKantuta,Kantuta,Zorzal\n")


def test_a_column_that_a_sheet_would_have_twice_is_refused() -> None:
    with pytest.raises(InputError, match="a column score, which --csv adds"):
        _run("-", "--csv", given="name1,name2,Score\nKantuta,Kantuta,1\n")
    assert _run("-", given="name1,name2,Score\nKantuta,Kantuta,1\n")[0] == 0


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-16", "line 1: not UTF-8; it looks like UTF-16"),
        ("utf-16-le", "line 1: not UTF-8; it looks like UTF-16"),
        ("latin-1", "line 2: not UTF-8; it looks like Latin-1"),
    ],
)
def test_another_encoding_is_named(tmp_path: Path, encoding: str, told: str) -> None:
    path = tmp_path / "pairs.csv"
    path.write_bytes("name1,name2\nAño Nuevo,Ano Nuevo\n".encode(encoding))
    with pytest.raises(InputError, match=rf"pairs\.csv, {told}.*Save it as CSV in UTF-8"):
        _run(str(path))


def test_a_first_cell_in_quotes_behind_a_byte_order_mark() -> None:
    assert _run("-", given='\ufeff"name1","name2"\nKantuta,Kantuta\n')[0] == 0


@pytest.mark.parametrize("given", ["", "a,b\n1,2\n"])
def test_a_file_without_the_columns_is_refused(given: str) -> None:
    with pytest.raises(InputError, match="name1,name2"):
        _run("-", given=given)


def test_a_quote_that_is_not_closed_is_told_and_swallows_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text('name1,name2\n"Viajes Luna,Luna Viajes\nViajes Mar,Mar Viajes\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"pairs\.csv, line"):
        _run(str(path))
