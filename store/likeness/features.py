"""What two names show when they are laid side by side, in figures. The scorer weighs them. Few of them would be others
with the two changed about, so `compare` always lays them in one order."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from store.likeness.align import Meeting
from store.likeness.contrasts import differ
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
    "contrast",
    "kinds_one",
    "edits",
    "edits_share",
    "heads",
    "last_letters",
    "unit",
    "replaced",
    "spelled_new",
    "spelled_half",
    "spelled_known",
    "own_known_both",
    "own_known_one",
    "own_new_both",
    "own_new_one",
)
"""In the order in which `cheap` gives them."""

DEAR = ("sorted_likeness", "start_likeness", "disorder")
"""In the order in which `dear` gives them; each is 0..1."""

NAMES = (*CHEAP, *DEAR)


def features(left: Form, right: Form, meetings: Sequence[Meeting]) -> dict[str, float]:
    """The figures by name, most of them 0..1, none above 4."""
    return dict(zip(NAMES, cheap(left, right, meetings) + dear(left, right, meetings), strict=True))


def cheap(left: Form, right: Form, meetings: Sequence[Meeting]) -> tuple[float, ...]:
    """Those that mostly suffice to tell that two names are not one. They are computed dozens of times a mention, so
    comparisons are written out: calls of `min` and `float` took a third of it."""
    met = walk(left, right, meetings)
    (lefts, rights), (covered, other), (told, its_told), best, trades_met, towns = met[:6]
    misspelling, roughest = met.misspelling, met.roughest
    spare, its_spare = left_over(left, lefts), left_over(right, rights)
    words, known, new, trades, places, numbers, before, rest, kind, sides, unit = spare
    its_words, its_known, its_new, its_trades, its_places, its_numbers, its_before, its_rest = its_spare[:8]
    its_kind, its_sides, its_unit = its_spare[8:]
    whole, longer = covered / left.weight, other / right.weight
    if whole < longer:
        whole, longer = longer, whole
    mine, size, its, its_size = len(lefts), len(left.texts), len(rights), len(right.texts)
    one_word = 1.0 if size == 1 or its_size == 1 else 0.0
    contained = (mine < size and its == its_size) or (mine == size and its < its_size)
    told = told if told < its_told else its_told
    own = words if words < its_words else its_words
    own = own if own < 2.0 else 2.0
    more, more_trades, more_places = abs(words - its_words), abs(trades - its_trades), abs(places - its_places)
    kinds, its_kinds = kind + places, its_kind + its_places
    kinds = kinds if kinds < its_kinds else its_kinds
    own_places = places if places < its_places else its_places
    own_numbers, more_numbers = numbers if numbers < its_numbers else its_numbers, abs(numbers - its_numbers)
    before += its_before
    legal, its_legal, run, its_run = left.legal, right.legal, left.run, right.run
    same_form = bool(legal and its_legal and legal & its_legal)
    shortest = len(run) if len(run) < len(its_run) else len(its_run)
    return (
        whole,
        longer,
        told if told < 2.5 else 2.5,
        1.0 if told == 0 else 0.0,
        misspelling,
        own,
        more if more < 2.0 else 2.0,
        (trades_met if trades_met < 3 else 3) / 2,
        kinds if kinds < 2.0 else 2.0,
        (more_trades if more_trades < 3.0 else 3.0) / 2,
        (towns if towns < 3 else 3) / 2,
        own_places if own_places < 1.0 else 1.0,
        more_places if more_places < 2.0 else 2.0,
        own_numbers if own_numbers < 1.0 else 1.0,
        more_numbers if more_numbers < 1.0 else 1.0,
        1.0 if met.first else 0.0,
        1.0 if met.together else 0.0,
        1.0 if met.shortened else 0.0,
        1.0 if met.initials else 0.0,
        one_word,
        1.0 if contained and covered > 0 and other > 0 else 0.0,
        best,
        whole**2,
        longer**2,
        0.0 if met.first else own,
        before if before < 2.0 else 2.0,
        misspelling * one_word,
        0.0 if left.says_who and right.says_who else 1.0,
        ratio(rest, its_rest) / 100 if rest and its_rest else 0.0,
        10 * (0.86 - roughest) if roughest < 0.86 else 0.0,
        1.0 if same_form else 0.0,
        1.0 if legal and its_legal and not same_form else 0.0,
        1.0 if bool(legal) != bool(its_legal) else 0.0,
        1.0 if run == its_run else 0.0,
        1 - shortest / 8 if shortest < 8 else 0.0,
        ratio(run, its_run) / 100,
        1.0 if met.turned or (sides and its_sides and differ(sides, its_sides)) else 0.0,
        1.0 if bool(kind) != bool(its_kind) else 0.0,
        (met.edits if met.edits < 4 else 4) / 2,
        2 * met.roughly,
        1.0 if met.heads else 0.0,
        1.0 if _end_otherwise(left, right) else 0.0,
        1.0 if unit != its_unit and told else 0.0,
        (met.replaced if met.replaced < 3 else 3) / 2,
        *[each if each < 2 else 2.0 for each in met.known],
        *_both_and_one(known, its_known),
        *_both_and_one(new, its_new),
    )


def _both_and_one(mine: int, its: int) -> tuple[float, float]:
    """What both have, and what one has more, each 2 at most."""
    both, more = (mine, its - mine) if mine < its else (its, mine - its)
    return (both if both < 2 else 2.0), (more if more < 2 else 2.0)


def _end_otherwise(left: Form, right: Form) -> bool:
    """'Series A' and 'Series B'."""
    mine, its = left.tokens[-1:], right.tokens[-1:]
    return bool(mine and its) and len(mine[0].text) == len(its[0].text) == 1 and mine[0].text != its[0].text


def dear(left: Form, right: Form, meetings: Sequence[Meeting]) -> tuple[float, ...]:
    """Those that are left: how alike all words are by the alphabet, how they begin, in which order they met."""
    return (
        ratio(left.in_order, right.in_order) / 100,
        JaroWinkler.similarity(left.run, right.run),
        _disorder(meetings),
    )


def _disorder(meetings: Sequence[Meeting]) -> float:
    if len(meetings) < 2:
        return 0.0
    order = [m.right[0] for m in sorted(meetings, key=lambda m: m.left[0])]
    pairs = [(a, b) for index, a in enumerate(order) for b in order[index + 1 :]]
    return sum(a > b for a, b in pairs) / len(pairs)
