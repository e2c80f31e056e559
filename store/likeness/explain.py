"""A comparison in plain words: each signal with its weight in log-odds, what spoke for and what against.

The weights of all signals and of the start add up to the log-odds of the score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from core.records import Reason
from store.likeness.align import How, Meeting
from store.likeness.compare import Comparison, shares, weights
from store.likeness.contrasts import begin_otherwise, differ, sides
from store.likeness.form import Form
from store.likeness.words import Part

START = "where two names start before they are compared"
TOGETHER = "all this together, and what is not there"
_COUNTS = 0.005  # log-odds below which nothing is said
_HOW = {
    How.SAME: "is",
    How.MEANING: "means the same as",
    How.SPELLING: "is spelled like",
    How.TOGETHER: "is, run together,",
    How.SHORTENED: "is short for, or long for,",
    How.INITIALS: "are initials of, or spelled out by,",
}
_GROUPS: dict[str, tuple[str, ...]] = {
    "met": (
        "nothing_met",
        "covered",
        "covered_longer",
        "covered_squared",
        "longer_squared",
        "met_weight",
        "best_word",
        "contained",
        "first_met",
        "equal",
        "whole_likeness",
        "sorted_likeness",
        "start_likeness",
        "together",
        "shortened",
        "initials",
        "misspelling",
        "misspelt_alone",
        "rough_spelling",
        "edits",
        "edits_share",
        "heads",
        "replaced",
        "spelled_new",
        "spelled_half",
    ),
    "known": ("spelled_known",),
    "own_both": ("own_words_both", "start_differs", "close_rest", "own_known_both", "own_new_both"),
    "own_one": ("own_words_one", "before", "own_known_one", "own_new_one"),
    "trades_same": ("trades_met",),
    "trades_other": ("trades_both", "trades_one", "kinds_one"),
    "unit": ("unit",),
    "contrast": ("contrast",),
    "places_same": ("places_met",),
    "places_other": ("places_both", "places_one"),
    "numbers": ("numbers_both", "numbers_one", "last_letters"),
    "order": ("disorder",),
    "form_same": ("form_same",),
    "form_other": ("form_other",),
    "form_one": ("form_one",),
    "little": ("short", "one_word", "all_trades"),
}


def signals(found: Comparison) -> list[Reason]:
    """Every signal that counted, heaviest first, after the start."""
    start, added = shares(found)
    said = _sentences(found)
    reasons = []
    together = 0.0  # what counts as well: that something is not there
    for group, names in _GROUPS.items():
        weight = sum(added[name] for name in names)
        if not any(found.figures[name] for name in names):
            together += weight
        elif abs(weight) >= _COUNTS:
            reasons.append(Reason(said[group](), round(weight, 2)))
    if abs(together) >= _COUNTS:
        reasons.append(Reason(TOGETHER, round(together, 2)))
    reasons.sort(key=lambda reason: -abs(reason.weight))
    return [Reason(START, round(start, 2)), *reasons]


def met(found: Comparison) -> str:
    """Which words met, and how: “vive on line” is, run together, “viveonline”."""
    return "; ".join(_meeting(found, meeting) for meeting in found.meetings) or "no word met"


def to_record(found: Comparison) -> dict[str, object]:
    """The comparison as one JSON object."""
    said = signals(found)
    return {
        "name1": found.left.name,
        "name2": found.right.name,
        "score": found.score,
        "same": found.is_same,
        "threshold": weights().threshold,
        "met": met(found),
        "for": [{"what": each.what, "weight": each.weight} for each in said[1:] if each.weight > 0],
        "against": [{"what": each.what, "weight": each.weight} for each in said[1:] if each.weight < 0],
        "start": said[0].weight,
    }


def _sentences(found: Comparison) -> dict[str, Callable[[], str]]:
    left, right = found.left, found.right
    return {
        "met": lambda: _met(found),
        "known": lambda: "words that are spelled alike, and each is a word of its own",
        "own_both": lambda: f"each has words of its own: {_own(found, *Part)}",
        "own_one": lambda: f"more words on one side: {_own(found, *Part)}",
        "trades_same": lambda: "the same trade",
        "trades_other": lambda: f"other trades or places: {_own(found, Part.TRADE, Part.PLACE)}",
        "places_same": lambda: "the same place",
        "places_other": lambda: f"other places: {_own(found, Part.PLACE)}",
        "unit": lambda: f"one may be a part of the other, or its friends: {_own(found, *Part)}",
        "contrast": lambda: f"words that tell two firms apart, as north and south do: {_apart(found)}",
        "numbers": lambda: f"other numbers or letters of a series: {_own(found, Part.NUMBER)}",
        "order": lambda: "the words stand in another order",
        "form_same": lambda: f"legal forms of one kind: {left.legal_text} / {right.legal_text}",
        "form_other": lambda: f"legal forms of other kinds: {left.legal_text} / {right.legal_text}",
        "form_one": lambda: f"a legal form on one side only: {left.legal_text or right.legal_text}",
        "little": lambda: "short, a single word, or words that many firms bear",
    }


def _met(found: Comparison) -> str:
    if not found.meetings:
        return met(found)
    return f"words met{', and none that says who' if found.figures['nothing_met'] else ''}: {met(found)}"


def _meeting(found: Comparison, meeting: Meeting) -> str:
    one, other = _written(found.left, meeting.left), _written(found.right, meeting.right)
    return f"“{one}” {_HOW[meeting.how]} “{other}”"


def _written(side: Form, places: tuple[int, ...]) -> str:
    return " ".join(side.tokens[i].text for i in places)


def _apart(found: Comparison) -> str:
    """The words that stand on two sides, or begin on two; all that are left over where the pair can't be named."""
    pairs = [
        (one, other)
        for one in (token.text for token in found.left.tokens)
        for other in (token.text for token in found.right.tokens)
        if differ(sides(one), sides(other)) or begin_otherwise(one, other)
    ]
    return "; ".join(f"{one} / {other}" for one, other in pairs)


def _own(found: Comparison, *parts: Part) -> str:
    sides = (
        (found.left, [i for m in found.meetings for i in m.left]),
        (
            found.right,
            [j for m in found.meetings for j in m.right],
        ),
    )
    return " / ".join(" ".join(_left_over(side, places, parts)) or "–" for side, places in sides)


def _left_over(side: Form, places: list[int], parts: tuple[Part, ...]) -> Iterator[str]:
    return (side.tokens[i].text for i in side.content if i not in places and side.tokens[i].part in parts)
