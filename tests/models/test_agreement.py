"""How far two people agree: kappa by hand, and the labels as they were before anything was settled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models import agreement

EMPTY = {
    "labels": [],
    "operators": [],
    "others": [],
    "operator_contacts": [],
    "route": [],
    "waypoints": [],
    "prices": [],
}


def test_kappa_is_agreement_beyond_chance() -> None:
    # 70 of 100 agree; by chance 0.6 * 0.5 + 0.4 * 0.5 = 0.5 would
    pairs = [("yes", "yes")] * 40 + [("yes", "no")] * 20 + [("no", "yes")] * 10 + [("no", "no")] * 30
    assert agreement.kappa(pairs) == pytest.approx(0.4)
    assert agreement.kappa([("no", "no")] * 5) == 1.0
    assert agreement.kappa([("no", "yes"), ("yes", "no")]) == pytest.approx(-1.0)


def test_what_was_settled_counts_as_it_was_labelled_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled = EMPTY | {"id": "w1-a", "labels": ["smuggling_report"]}
    second = EMPTY | {"id": "w1-a", "labels": ["smuggling_report"]}
    monkeypatch.setattr(agreement, "SECOND", tmp_path)
    monkeypatch.setattr(agreement, "load", lambda: [settled])
    (tmp_path / "x.jsonl").write_text(json.dumps(second), encoding="utf-8")
    assert agreement.twice_labelled() == {"x": [(settled, second)]}
    (tmp_path / "before").mkdir()
    first = EMPTY | {"id": "w1-a"}
    (tmp_path / "before" / "x.jsonl").write_text(json.dumps(first), encoding="utf-8")
    ((pair,),) = agreement.twice_labelled().values()
    assert pair == (first, second)
    assert agreement.compare([pair])[4] == "| flagged at all | 0.000 | 0.0% of 1 |"


def test_each_pass_of_the_data_has_first_labels() -> None:
    sizes = {name: len(pairs) for name, pairs in agreement.twice_labelled().items()}
    assert sizes == {"a": 170, "b": 168, "c": 322}
