"""What two names show when they are laid side by side, in figures. The scorer weighs them; every one is symmetric."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from store.likeness.align import Meeting
from store.likeness.form import Form
from store.likeness.met import left_over, walk

CHEAP = (
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
    "equal",
    "short",
    "whole_likeness",
)
"""In the order in which `cheap` gives them."""

DEAR = ("sorted_likeness", "start_likeness", "disorder")
"""In the order in which `dear` gives them; each is 0..1."""

NAMES = (*CHEAP, *DEAR)


def features(left: Form, right: Form, meetings: Sequence[Meeting]) -> dict[str, float]:
    """The figures by name, most of them 0..1, none above 4."""
    return dict(zip(NAMES, cheap(left, right, meetings) + dear(left, right, meetings), strict=True))


def cheap(left: Form, right: Form, meetings: Sequence[Meeting]) -> tuple[float, ...]:
    """Those that mostly suffice to tell that two names are not one."""
    met = walk(left, right, meetings)
    (lefts, rights), covered, told, first = met.places, met.covered, min(met.told), float(met.first)
    words, trades, places, numbers, before, rest = left_over(left, lefts)
    its_words, its_trades, its_places, its_numbers, its_before, its_rest = left_over(right, rights)
    whole, longer = covered[0] / left.weight, covered[1] / right.weight
    if whole < longer:
        whole, longer = longer, whole
    one_word = len(left.texts) == 1 or len(right.texts) == 1
    shares = (len(lefts) / len(left.texts), len(rights) / len(right.texts))
    own_words = min(words, its_words, 2.0)
    same_form, equal = left.legal & right.legal, left.run == right.run
    return (
        whole,
        longer,
        min(told, 2.5),
        float(told == 0),
        met.misspelling,
        own_words,
        min(abs(words - its_words), 2.0),
        min(met.trades, 3) / 2,
        min(trades + places, its_trades + its_places, 2.0),
        min(abs(trades - its_trades), 3.0) / 2,
        min(met.towns, 3) / 2,
        min(places, its_places, 1.0),
        min(abs(places - its_places), 2.0),
        min(numbers, its_numbers, 1.0),
        min(abs(numbers - its_numbers), 1.0),
        first,
        float(met.together),
        float(met.shortened),
        float(met.initials),
        float(one_word),
        float(min(covered) > 0 and min(shares) < 1 == max(shares)),
        met.best,
        whole**2,
        longer**2,
        (1 - first) * own_words,
        min(before + its_before, 2.0),
        met.misspelling * one_word,
        float(not (left.says_who and right.says_who)),
        fuzz.ratio(rest, its_rest) / 100 if rest and its_rest else 0.0,
        10 * max(0.86 - met.roughest, 0.0),
        float(bool(same_form)),
        float(bool(left.legal and right.legal and not same_form)),
        float(bool(left.legal) != bool(right.legal)),
        float(equal),
        max(0.0, 1 - min(len(left.run), len(right.run)) / 8),
        fuzz.ratio(left.run, right.run) / 100,
    )


def dear(left: Form, right: Form, meetings: Sequence[Meeting]) -> tuple[float, ...]:
    """Those that are left: how alike all words are by the alphabet, how they begin, in which order they met."""
    return (
        fuzz.ratio(left.in_order, right.in_order) / 100,
        JaroWinkler.similarity(left.run, right.run),
        _disorder(meetings),
    )


def _disorder(meetings: Sequence[Meeting]) -> float:
    if len(meetings) < 2:
        return 0.0
    order = [m.right[0] for m in sorted(meetings, key=lambda m: m.left[0])]
    pairs = [(a, b) for index, a in enumerate(order) for b in order[index + 1 :]]
    return sum(a > b for a, b in pairs) / len(pairs)
