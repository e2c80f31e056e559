"""The measure itself, on pairs whose figures are known; and honest about data that isn't there."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.likeness import main, measure
from models.train_likeness import Pair, is_held_out, read_pairs

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
    assert "nothing is measured" in capsys.readouterr().out
