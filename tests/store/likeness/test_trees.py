"""What trees add is what the questions asked add, one by one; and they are asked only where the sum leaves it open."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.likeness import compare
from store.likeness.compare import shares, weights
from store.likeness.features import NAMES
from store.likeness.trees import Question, Trees, trees

_FIGURES = st.lists(st.floats(0, 4), min_size=len(NAMES), max_size=len(NAMES))


@given(_FIGURES)
def test_what_each_question_adds_comes_to_what_the_trees_add(figures: list[float]) -> None:
    found = trees().shares(figures)
    assert set(found) <= set(NAMES)
    assert trees().start() + sum(found.values()) == pytest.approx(trees().added(figures), abs=1e-6)


def test_a_question_leads_one_way_or_the_other() -> None:
    small = Trees.of(-1.5, [Question(-1.0, Question(0.5, 2.0, 1, 0.5, 1.25), 0, 1.0, 0.125)])
    assert Trees.of(0.0, []).added([1.0]) == 0.0
    assert small.added([1.0, 9.0]) == -1.0  # what is asked for at the most goes below
    assert small.added([1.1, 0.5]) == 0.5
    assert small.added([1.1, 0.6]) == 2.0
    assert small.shares([1.1, 0.6]) == {NAMES[0]: 1.25 - 0.125, NAMES[1]: 2.0 - 1.25}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kantuta Zorzal S.A.", "Zorzal Kantuta"), ("Kantuta Viajes", "Quirquincho Norte"), ("Banco Zorzal", "Zorzal FC")],
)
def test_shares_come_to_the_score(one: str, other: str) -> None:
    found = compare(one, other)
    start, added = shares(found)
    assert 1 / (1 + math.exp(-start - sum(added.values()))) == pytest.approx(found.score, abs=1e-4)
    summed = weights().bias + sum(weights().of[name] * value for name, value in found.figures.items())
    assert (start == weights().bias) is (summed < trees().least)


def test_they_are_small_enough_to_read() -> None:
    assert 0 < len(trees().roots) <= 500
    assert Path(__file__).parents[3].joinpath("store/likeness/trees.json").stat().st_size < 200_000
