"""What two names show when they are laid side by side, in figures. The scorer weighs them; every one is symmetric."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from store.likeness.align import Meeting
from store.likeness.form import Form
from store.likeness.met import walk
from store.likeness.words import Part

NAMES = (
    "covered",
    "covered_longer",
    "met_weight",
    "nothing_met",
    "misspelling",
    "own_words_both",
    "own_words_one",
    "trades_met",
    "trades_both",
    "trades_one",
    "places_met",
    "places_both",
    "places_one",
    "numbers_both",
    "numbers_one",
    "disorder",
    "first_met",
    "together",
    "shortened",
    "initials",
    "one_word",
    "contained",
    "best_word",
    "covered_squared",
    "longer_squared",
    "start_differs",
    "before",
    "misspelt_alone",
    "all_trades",
    "close_rest",
    "rough_spelling",
    "form_same",
    "form_other",
    "form_one",
    "whole_likeness",
    "sorted_likeness",
    "start_likeness",
    "equal",
    "short",
)
"""In the order in which `features` gives them."""


_TRADE, _PLACE, _NUMBER = Part.TRADE, Part.PLACE, Part.NUMBER


class Left(NamedTuple):
    """What one side has left over, and what stands before the first word that met."""

    words: float  # the weight of those that say who
    trades: float
    places: float
    numbers: float
    before: float  # the weight
    rest: str  # run together


def features(left: Form, right: Form, meetings: Sequence[Meeting]) -> dict[str, float]:
    """The figures by name, most of them 0..1, none above 4."""
    met = walk(left, right, meetings)
    mine, its = _left_over(left, met.left), _left_over(right, met.right)
    covered, told, first = met.covered, min(met.told), float(met.first)
    whole, longer = covered.left / left.weight, covered.right / right.weight
    if whole < longer:
        whole, longer = longer, whole
    one_word = min(len(left.texts), len(right.texts)) == 1
    shares = (len(met.left) / len(left.texts), len(met.right) / len(right.texts))
    own_words, trades = min(mine.words, its.words, 2.0), abs(mine.trades - its.trades)
    places, other_places = min(mine.places, its.places), abs(mine.places - its.places)
    numbers, other_numbers = min(mine.numbers, its.numbers), abs(mine.numbers - its.numbers)
    same_form, ratio = left.legal & right.legal, fuzz.ratio(left.run, right.run) / 100
    return {
        "covered": whole,
        "covered_longer": longer,
        "met_weight": min(told, 2.5),
        "nothing_met": float(told == 0),
        "misspelling": met.misspelling,
        "own_words_both": own_words,
        "own_words_one": min(abs(mine.words - its.words), 2.0),
        "trades_met": min(met.trades, 3) / 2,
        "trades_both": min(mine.trades + mine.places, its.trades + its.places, 2.0),
        "trades_one": min(trades, 3.0) / 2,
        "places_met": min(met.places, 3) / 2,
        "places_both": min(places, 1.0),
        "places_one": min(other_places, 2.0),
        "numbers_both": min(numbers, 1.0),
        "numbers_one": min(other_numbers, 1.0),
        "disorder": _disorder(meetings),
        "first_met": first,
        "together": float(met.together),
        "shortened": float(met.shortened),
        "initials": float(met.initials),
        "one_word": float(one_word),
        "contained": float(min(covered) > 0 and min(shares) < 1 == max(shares)),
        "best_word": met.best,
        "covered_squared": whole**2,
        "longer_squared": longer**2,
        "start_differs": (1 - first) * own_words,
        "before": min(mine.before + its.before, 2.0),
        "misspelt_alone": met.misspelling * one_word,
        "all_trades": float(not (left.says_who and right.says_who)),
        "close_rest": fuzz.ratio(mine.rest, its.rest) / 100 if mine.rest and its.rest else 0.0,
        "rough_spelling": 10 * max(0.86 - met.roughest, 0.0),
        "form_same": float(bool(same_form)),
        "form_other": float(bool(left.legal and right.legal and not same_form)),
        "form_one": float(bool(left.legal) != bool(right.legal)),
        "whole_likeness": ratio,
        "sorted_likeness": fuzz.ratio(left.in_order, right.in_order) / 100,
        "start_likeness": JaroWinkler.similarity(left.run, right.run),
        "equal": float(ratio == 1),
        "short": max(0.0, 1 - min(len(left.run), len(right.run)) / 8),
    }


def _left_over(side: Form, met: set[int]) -> Left:
    """What stands before the first word that met counts apart: 'Industrial Bank of China' is not 'Bank of China'."""
    words = trades = places = numbers = before = 0.0
    rest = ""
    is_before = True
    for i in side.content:
        if i in met:
            is_before = False
            continue
        token = side.tokens[i]
        rest += token.text
        if is_before:
            before += token.weight
        if token.tells:
            words += token.weight
        elif token.part is _TRADE:
            trades += 1.0
        elif token.part is _PLACE:
            places += 1.0
        elif token.part is _NUMBER:
            numbers += 1.0
    return Left(words, trades, places, numbers, before, rest)


def _disorder(meetings: Sequence[Meeting]) -> float:
    if len(meetings) < 2:
        return 0.0
    order = [m.right[0] for m in sorted(meetings, key=lambda m: m.left[0])]
    pairs = [(a, b) for index, a in enumerate(order) for b in order[index + 1 :]]
    return sum(a > b for a, b in pairs) / len(pairs)
