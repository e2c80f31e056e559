"""`almenara compare` on files as people have them."""

from __future__ import annotations

import csv
import io
import json
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


@pytest.mark.parametrize("given", ["", "a,b\n1,2\n"])
def test_a_file_without_the_columns_is_refused(given: str) -> None:
    with pytest.raises(InputError, match="name1,name2"):
        _run("-", given=given)
