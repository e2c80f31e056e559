"""What two names show when they are laid side by side, in figures. The scorer weighs them; every one is symmetric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from store.likeness.align import How, Meeting
from store.likeness.form import Form, Token
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


@dataclass(frozen=True, slots=True)
class Sides:
    """What is left over, or met, on the left and on the right."""

    left: float
    right: float

    @property
    def both(self) -> float:
        """The lesser side."""
        return min(self.left, self.right)

    @property
    def one(self) -> float:
        """By how much the greater side is greater."""
        return abs(self.left - self.right)


def features(left: Form, right: Form, meetings: Sequence[Meeting]) -> dict[str, float]:
    """The figures by name, most of them 0..1, none above 4."""
    met = _met_places(meetings)
    tells, trades, places, numbers = _left_by_part(left, right, met)
    beside = Sides(trades.left + places.left, trades.right + places.right)
    covered = _covered(left, right, meetings)
    told = _told(left, right, meetings)
    one, other = left.texts, right.texts
    run, other_run = "".join(one), "".join(other)
    shares = (len(met[0]) / len(one), len(met[1]) / len(other))
    ratio = fuzz.ratio(run, other_run) / 100
    found = {
        "covered": max(covered.left / left.weight, covered.right / right.weight),
        "covered_longer": min(covered.left / left.weight, covered.right / right.weight),
        "met_weight": min(told.both, 2.5),
        "nothing_met": float(told.both == 0),
        "misspelling": _misspelling(left, right, meetings),
        "own_words_both": min(tells.both, 2.0),
        "own_words_one": min(tells.one, 2.0),
        "trades_met": _met(left, right, meetings, Part.TRADE),
        "trades_both": min(beside.both, 2.0),
        "trades_one": min(trades.one, 3.0) / 2,
        "places_met": _met(left, right, meetings, Part.PLACE),
        "places_both": min(places.both, 1.0),
        "places_one": min(places.one, 2.0),
        "numbers_both": min(numbers.both, 1.0),
        "numbers_one": min(numbers.one, 1.0),
        "disorder": _disorder(meetings),
        "first_met": float(any(_first(left) in m.left and _first(right) in m.right for m in meetings)),
        "initials": float(any(m.how is How.INITIALS and max(len(m.left), len(m.right)) > 1 for m in meetings)),
        "together": float(any(m.how is How.TOGETHER for m in meetings)),
        "shortened": float(any(m.how is How.SHORTENED for m in meetings)),
        "form_same": float(bool(left.legal & right.legal)),
        "form_other": float(bool(left.legal and right.legal and not left.legal & right.legal)),
        "form_one": float(bool(left.legal) != bool(right.legal)),
        "whole_likeness": ratio,
        "sorted_likeness": fuzz.ratio(" ".join(sorted(one)), " ".join(sorted(other))) / 100,
        "start_likeness": JaroWinkler.similarity(run, other_run),
        "equal": float(ratio == 1),
        "short": max(0.0, 1 - min(len(run), len(other_run)) / 8),
        "one_word": float(min(len(one), len(other)) == 1),
        "contained": float(covered.both > 0 and min(shares) < 1 == max(shares)),
    }
    found |= {
        "best_word": max((_told(left, right, [m]).both for m in meetings), default=0.0),
        "covered_squared": found["covered"] ** 2,
        "longer_squared": found["covered_longer"] ** 2,
        "start_differs": (1 - found["first_met"]) * found["own_words_both"],
        "before": _before(left, right, met),
        "misspelt_alone": found["misspelling"] * found["one_word"],
        "all_trades": float(
            not any(left.tokens[i].tells for i in left.content) or not any(right.tokens[j].tells for j in right.content)
        ),
        "close_rest": _close_rest(left, right, met),
        "rough_spelling": 10
        * max([max(0.86 - m.likeness, 0.0) for m in meetings if m.how is How.SPELLING], default=0.0),
    }
    return found


def _before(left: Form, right: Form, met: tuple[set[int], set[int]]) -> float:
    """The weight of words that stand before the first word met: 'Industrial Bank of China' is not 'Bank of China'."""
    found = 0.0
    for side, places in ((left, met[0]), (right, met[1])):
        for i in side.content:
            if i in places:
                break
            found += side.tokens[i].weight
    return min(found, 2.0)


def _close_rest(left: Form, right: Form, met: tuple[set[int], set[int]]) -> float:
    """How alike the words that were left over are, run together; 0 where one side has none."""
    one, other = ("".join(t.text for t in _left_over(side, met[i])) for i, side in enumerate((left, right)))
    return fuzz.ratio(one, other) / 100 if one and other else 0.0


def _first(side: Form) -> int:
    return side.content[0] if side.content else -1


def _met_places(meetings: Sequence[Meeting]) -> tuple[set[int], set[int]]:
    return {i for m in meetings for i in m.left}, {j for m in meetings for j in m.right}


def _left_over(side: Form, met: set[int]) -> list[Token]:
    return [side.tokens[i] for i in side.content if i not in met]


def _left_by_part(left: Form, right: Form, met: tuple[set[int], set[int]]) -> tuple[Sides, Sides, Sides, Sides]:
    """What is left of words that say who (their weight), and of trades, places and numbers (how many)."""
    sums = []
    for index, side in enumerate((left, right)):
        of_side = dict.fromkeys(Part, 0.0)
        for each in _left_over(side, met[index]):
            of_side[each.part] += each.weight if each.part is Part.WORD else 1.0
        sums.append(of_side)
    one, other = sums
    word, trade, place, number = (
        Sides(one[part], other[part]) for part in (Part.WORD, Part.TRADE, Part.PLACE, Part.NUMBER)
    )
    return word, trade, place, number


def _covered(left: Form, right: Form, meetings: Sequence[Meeting]) -> Sides:
    return Sides(
        sum(left.tokens[i].weight * m.likeness for m in meetings for i in m.left),
        sum(right.tokens[j].weight * m.likeness for m in meetings for j in m.right),
    )


def _told(left: Form, right: Form, meetings: Sequence[Meeting]) -> Sides:
    """The weight of the words met that say who."""
    return Sides(
        sum(left.tokens[i].weight * m.likeness for m in meetings for i in m.left if left.tokens[i].tells),
        sum(right.tokens[j].weight * m.likeness for m in meetings for j in m.right if right.tokens[j].tells),
    )


def _misspelling(left: Form, right: Form, meetings: Sequence[Meeting]) -> float:
    """How much the spellings of the words met differ, summed over words that say who."""
    off = [
        1 - m.likeness
        for m in meetings
        if m.how is How.SPELLING and any(left.tokens[i].tells or right.tokens[j].tells for i in m.left for j in m.right)
    ]
    return min(sum(off) * 4, 3.0)


def _met(left: Form, right: Form, meetings: Sequence[Meeting], part: Part) -> float:
    return (
        min(
            sum(
                1.0
                for m in meetings
                if any(left.tokens[i].part is part for i in m.left)
                and any(right.tokens[j].part is part for j in m.right)
            ),
            3.0,
        )
        / 2
    )


def _disorder(meetings: Sequence[Meeting]) -> float:
    order = [m.right[0] for m in sorted(meetings, key=lambda m: m.left[0])]
    pairs = [(a, b) for index, a in enumerate(order) for b in order[index + 1 :]]
    return sum(a > b for a, b in pairs) / len(pairs) if pairs else 0.0
