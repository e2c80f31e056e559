"""The measure itself, on pairs whose figures are known; and honest about data that isn't there."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.likeness import main, measure, read_cases
from core.errors import InputError
from models.likeness_pairs import JUDGES, TEACHERS, Pair, is_held_out, own_pairs, read_pairs
from store.likeness import compare
from store.likeness.compare import weights

ROWS = [Pair(str(n), str(n), n < 3, "k", ("1",)) for n in range(4)]


def test_measure() -> None:
    assert measure(ROWS, [0.9, 0.9, 0.1, 0.9], 0.5) == (
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
        pytest.approx(2 / 3),
        1,
    )
    assert measure(ROWS, [0, 0, 0, 0], 0.5) == (0, 0, 0, 0)


def test_entities_are_on_one_side(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("name1,name2,same,kind,ent\nKantuta,Cantuta,1,spelling_variant,7\nKantuta,Zorzal,0,x,7/8\n")
    same, other = read_pairs(path)
    assert (same.same, other.same) == (True, False)
    assert other.held_out == (is_held_out("7") or is_held_out("8"))


def test_without_pairs_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["likeness", "--pairs", str(tmp_path / "none.csv")])
    assert main() == 0
    said = capsys.readouterr().out
    assert "2179 invented pairs" in said
    assert "nothing is measured on them" in said


def test_our_own_pairs_hold_their_figures() -> None:
    """Floors: the scorer without trees and without its dictionary had precision 0.79 and F1 0.80 there."""
    rows = own_pairs(JUDGES)
    precision, recall, f1, _wrong = measure(rows, [compare(p.one, p.other).score for p in rows], weights().threshold)
    assert precision >= 0.82
    assert recall >= 0.88
    assert f1 >= 0.85
    assert {pair.entities[0] for pair in own_pairs(TEACHERS)}.isdisjoint(JUDGES)


def test_a_list_of_nomenklatura_s_kind(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text(
        "case_group,schema,name1,name2,is_match\na,Company,Zorzal,Zorzal SA,true\na,Person,Ana,Eva,false\n"
        "b,Organization,Zorzal,Kantuta,false\n"
    )
    assert [(pair.one, pair.same) for pair in read_cases(path)] == [("Zorzal", True), ("Zorzal", False)]
    path.write_text("name1,name2\na,b\n")
    with pytest.raises(InputError, match="schema"):
        read_cases(path)
