"""Rows of a table are read strictly: a fault is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import InputError
from store import seed_rows


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "seeds.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_semicolons_part_cells_where_commas_stand_in_numbers(tmp_path: Path) -> None:
    (seed,) = seed_rows.read_csv(_file(tmp_path, "name;note\nKantuta, Viajes;1,5 km\n"))
    assert (seed.name, seed.note) == ("Kantuta, Viajes", "1,5 km")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("alias\nx\n", "unknown column 'alias'"),
        ("note\nx\n", "no column `name`"),
        ("name,status\nKantuta,guilty\n", "line 2: status: 'guilty' is none of advertised, reported"),
        ("name,contacts\nKantuta,fax:1\n", "line 2: contacts: 'fax' is none of phone"),
        ("name,contacts\nKantuta,+573000000017\n", "not written as type:value"),
        ("name,date\nKantuta,yesterday\n", "line 2: date: 'yesterday' is no day"),
        ("name,date\nKantuta,2026-99-99\n", "line 2: date: '2026-99-99' is no day"),
        ("name,countries\nKantuta,Chile\n", "line 2: countries: 'CHILE' is no code"),
        ("name,person\nKantuta,maybe\n", "line 2: person: 'maybe' is neither"),
        ("name,note\nKantuta,one,two\n", "line 2: more cells than columns"),
        ("name\n✈️\n", "is no name"),
    ],
)
def test_faults_name_the_line_and_the_remedy(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        seed_rows.read_csv(_file(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Save it as CSV"):
        seed_rows.read_csv(tmp_path / "none.csv")
