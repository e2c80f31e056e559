"""Folds that share no name, pairs that count once, and honesty about data that isn't there."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.likeness_folds import main, networks, once, scores
from models.train_likeness import Pair

SAME = Pair("Kantuta Viajes", "Cantuta Viajes", True, "spelling_variant", ("1",))
MIRROR = Pair("Cantuta Viajes", "Kantuta Viajes", True, "spelling_variant", ("2",))
OTHER = Pair("Zorzal", "Quirquincho", False, "hard_negative", ("3", "4"))


def test_entities_that_share_a_name_are_one() -> None:
    heads = networks([SAME, MIRROR, OTHER])
    assert heads["1"] == heads["2"]
    assert len({heads["1"], heads["3"], heads["4"]}) == 3


def test_a_pair_written_twice_counts_once() -> None:
    assert once([SAME, MIRROR, OTHER]) == [SAME, OTHER]


def test_every_pair_is_scored_by_weights_that_never_met_it() -> None:
    known = [
        Pair(f"Kantuta {n}bis", f"Kantuta {n}bis Ltda", True, "legal_form_or_punctuation", (str(n),)) for n in range(12)
    ] + [Pair(f"Zorzal {n}ter", f"Quirquincho {n}qua", False, "hard_negative", (f"a{n}", f"b{n}")) for n in range(12)]
    (found,) = scores(known, [], rounds=1)
    assert min(found[:12]) > max(found[12:]) > 0


def test_without_pairs_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["likeness_folds", "--pairs", str(tmp_path / "none.csv")])
    assert main() == 0
    assert "nothing is measured" in capsys.readouterr().out
