"""What two names show when they are laid side by side, in figures. The scorer weighs them; every one is symmetric."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from store.likeness.align import How, Meeting
from store.likeness.form import Form
from store.likeness.met import Met, Sides, walk
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
    "initials",
    "together",
    "shortened",
    "form_same",
    "form_other",
    "form_one",
    "whole_likeness",
    "sorted_likeness",
    "start_likeness",
    "equal",
    "short",
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
)


_TRADE, _PLACE, _NUMBER = Part.TRADE, Part.PLACE, Part.NUMBER


def features(left: Form, right: Form, meetings: Sequence[Meeting]) -> dict[str, float]:
    """The figures by name, most of them 0..1, none above 4."""
    met = walk(left, right, meetings)
    tells, trades, places, numbers = _left_by_part(left, right, met)
    beside = Sides(trades.left + places.left, trades.right + places.right)
    covered, told = met.covered, met.told
    whole, longer = covered.left / left.weight, covered.right / right.weight
    if whole < longer:
        whole, longer = longer, whole
    one_word = min(len(left.texts), len(right.texts)) == 1
    shares = (len(met.left) / len(left.texts), len(met.right) / len(right.texts))
    found = {
        "covered": whole,
        "covered_longer": longer,
        "met_weight": min(told.both, 2.5),
        "nothing_met": float(told.both == 0),
        "misspelling": met.misspelling,
        "own_words_both": min(tells.both, 2.0),
        "own_words_one": min(tells.one, 2.0),
        "trades_met": min(met.trades, 3) / 2,
        "trades_both": min(beside.both, 2.0),
        "trades_one": min(trades.one, 3.0) / 2,
        "places_met": min(met.places, 3) / 2,
        "places_both": min(places.both, 1.0),
        "places_one": min(places.one, 2.0),
        "numbers_both": min(numbers.both, 1.0),
        "numbers_one": min(numbers.one, 1.0),
        "disorder": _disorder(meetings),
        "first_met": float(met.first),
        "together": float(How.TOGETHER in met.hows),
        "shortened": float(How.SHORTENED in met.hows),
        "initials": float(any(m.how is How.INITIALS and max(len(m.left), len(m.right)) > 1 for m in meetings)),
        "one_word": float(one_word),
        "contained": float(covered.both > 0 and min(shares) < 1 == max(shares)),
        "best_word": met.best,
        "covered_squared": whole**2,
        "longer_squared": longer**2,
        "start_differs": (1 - met.first) * min(tells.both, 2.0),
        "before": _before(left, right, met),
        "misspelt_alone": met.misspelling * one_word,
        "all_trades": float(not (_says_who(left) and _says_who(right))),
        "close_rest": _close_rest(left, right, met),
        "rough_spelling": 10 * max(0.86 - met.roughest, 0.0),
    }
    return found | _forms(left, right) | _letters(left, right)


def _forms(left: Form, right: Form) -> dict[str, float]:
    return {
        "form_same": float(bool(left.legal & right.legal)),
        "form_other": float(bool(left.legal and right.legal and not left.legal & right.legal)),
        "form_one": float(bool(left.legal) != bool(right.legal)),
    }


def _letters(left: Form, right: Form) -> dict[str, float]:
    """How alike the names are letter by letter."""
    run, other = "".join(left.texts), "".join(right.texts)
    ratio = fuzz.ratio(run, other) / 100
    return {
        "whole_likeness": ratio,
        "sorted_likeness": fuzz.ratio(" ".join(sorted(left.texts)), " ".join(sorted(right.texts))) / 100,
        "start_likeness": JaroWinkler.similarity(run, other),
        "equal": float(ratio == 1),
        "short": max(0.0, 1 - min(len(run), len(other)) / 8),
    }


def _says_who(side: Form) -> bool:
    return any(side.tokens[i].tells for i in side.content)


def _before(left: Form, right: Form, met: Met) -> float:
    """The weight of words that stand before the first word met: 'Industrial Bank of China' is not 'Bank of China'."""
    found = 0.0
    for side, places in ((left, met.left), (right, met.right)):
        for i in side.content:
            if i in places:
                break
            found += side.tokens[i].weight
    return min(found, 2.0)


def _close_rest(left: Form, right: Form, met: Met) -> float:
    """How alike the words that were left over are, run together; 0 where one side has none."""
    one = "".join(left.tokens[i].text for i in left.content if i not in met.left)
    other = "".join(right.tokens[j].text for j in right.content if j not in met.right)
    return fuzz.ratio(one, other) / 100 if one and other else 0.0


def _left_by_part(left: Form, right: Form, met: Met) -> tuple[Sides, Sides, Sides, Sides]:
    """What is left of words that say who (their weight), and of trades, places and numbers (how many)."""
    mine, its = _left_over(left, met.left), _left_over(right, met.right)
    word, trade, place, number = (Sides(one, other) for one, other in zip(mine, its, strict=True))
    return word, trade, place, number


def _left_over(side: Form, met: set[int]) -> tuple[float, float, float, float]:
    words = trades = places = numbers = 0.0
    for i in side.content:
        if i in met:
            continue
        token = side.tokens[i]
        if token.tells:
            words += token.weight
        elif token.part is _TRADE:
            trades += 1.0
        elif token.part is _PLACE:
            places += 1.0
        elif token.part is _NUMBER:
            numbers += 1.0
    return words, trades, places, numbers


def _disorder(meetings: Sequence[Meeting]) -> float:
    if len(meetings) < 2:
        return 0.0
    order = [m.right[0] for m in sorted(meetings, key=lambda m: m.left[0])]
    pairs = [(a, b) for index, a in enumerate(order) for b in order[index + 1 :]]
    return sum(a > b for a, b in pairs) / len(pairs)
