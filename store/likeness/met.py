"""What the meetings of two names come to, in one walk over them: names are compared by the dozen for every mention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.likeness.align import How, Meeting
from store.likeness.alike import SAME_SOUND
from store.likeness.contrasts import Side, sides
from store.likeness.form import Form
from store.likeness.slips import changed
from store.likeness.words import Part, is_weighty, names_a_unit

_SPELLING, _TOGETHER, _SHORTENED, _INITIALS = How.SPELLING, How.TOGETHER, How.SHORTENED, How.INITIALS
_TRADE, _PLACE, _NUMBER = Part.TRADE, Part.PLACE, Part.NUMBER


class Met(NamedTuple):
    """The sums over all meetings; of pairs the left and the right."""

    places: tuple[set[int], set[int]]  # the words met
    covered: tuple[float, float]  # the weight of the words met
    told: tuple[float, float]  # and of those of them that say who
    best: float  # the same of the best meeting
    trades: int
    towns: int
    misspelling: float  # how much the spellings of the words met differ, summed over words that say who
    roughest: float
    first: bool  # whether the first words met
    together: bool  # some met in each of these ways; initials of several words
    shortened: bool
    initials: bool
    # Of words that say who and met by their spelling (store.likeness.slips):
    edits: int
    roughly: float  # the greatest share of a word that is changed, 0..1
    heads: bool  # whether one begins otherwise
    replaced: int
    turned: bool
    known: tuple[int, int, int]  # pairs that sound otherwise, of which neither, one, or both are known (dictionary)


class Left(NamedTuple):
    """What one side has left over, and what stands before the first word that met."""

    words: float  # the weight of those that say who
    known: int  # how many of these are known
    new: int  # and how many are not
    trades: float
    places: float
    numbers: float
    before: float  # the weight
    rest: str  # run together
    kinds: float  # of the trades those that make another firm (store.likeness.words)
    sides: tuple[Side, ...]  # of what contrasts
    units: bool  # whether a word of them says that it is part of another


def walk(left: Form, right: Form, meetings: Sequence[Meeting]) -> Met:
    """Sum up the meetings of two names."""
    lefts: set[int] = set()
    rights: set[int] = set()
    covered = other_covered = told = other_told = best = misspelling = 0.0
    roughest, trades, towns = 1.0, 0, 0
    first = together = shortened = initials = turned = False
    edits, replaced, roughly, heads = 0, 0, 0.0, False
    known = [0, 0, 0]
    mine_first, its_first = left.content[0] if left.content else -1, right.content[0] if right.content else -1
    for mine_at, its_at, like, how in meetings:
        lefts.update(mine_at)
        rights.update(its_at)
        weight, tells, says_who, trade, town = _sum(left, mine_at, like)
        its_weight, its_tells, its_says_who, its_trade, its_town = _sum(right, its_at, like)
        covered, other_covered = covered + weight, other_covered + its_weight
        told, other_told = told + tells, other_told + its_tells
        if tells > best < its_tells:
            best = tells if tells < its_tells else its_tells
        trades += trade and its_trade
        towns += town and its_town
        first = first or (mine_first in mine_at and its_first in its_at)
        if how is _SPELLING:
            roughest = like if like < roughest else roughest
            misspelling += (1 - like) * (says_who or its_says_who)
            if says_who or its_says_who:
                mine, its = left.tokens[mine_at[0]], right.tokens[its_at[0]]
                known[mine.known + its.known] += like < SAME_SOUND
                slips = changed(mine.text, its.text)
                edits, replaced = edits + slips.edits, replaced + slips.replaced
                roughly, heads, turned = max(roughly, slips.share), heads or slips.head, turned or slips.turned
        elif how is _TOGETHER:
            together = True
        elif how is _SHORTENED:
            shortened = True
        elif how is _INITIALS:
            initials = initials or len(mine_at) > 1 or len(its_at) > 1
    return Met(
        (lefts, rights),
        (covered, other_covered),
        (told, other_told),
        best,
        trades,
        towns,
        min(misspelling * 4, 3.0),
        roughest,
        first,
        together,
        shortened,
        initials,
        edits,
        roughly,
        heads,
        replaced,
        turned,
        (known[0], known[1], known[2]),
    )


def left_over(side: Form, met: set[int]) -> Left:
    """What stands before the first word that met counts apart: 'Industrial Bank of China' is not 'Bank of China'."""
    words = trades = places = numbers = before = kinds = 0.0
    familiar = new = 0
    rest = ""
    on: tuple[Side, ...] = ()
    units = False
    is_before = True
    for i in side.content:
        if i in met:
            is_before = False
            continue
        text, meaning, _, part, weight, tells, known = side.tokens[i]
        rest += text
        if found := sides(text):
            on += found
        units = units or names_a_unit(text)
        if is_before:
            before += weight
        if tells:
            words += weight
            familiar, new = familiar + known, new + (not known)
        elif part is _TRADE:
            trades += 1.0
            if is_weighty(meaning):
                kinds += 1.0
        elif part is _PLACE:
            places += 1.0
        elif part is _NUMBER:
            numbers += 1.0
    return Left(words, familiar, new, trades, places, numbers, before, rest, kinds, on, units)


def _sum(side: Form, places: tuple[int, ...], like: float) -> tuple[float, float, bool, bool, bool]:
    """Of these words: the weight, that of those who say who, and whether one of these, a trade or a place is there."""
    if len(places) == 1:  # nearly all
        _, _, _, part, weight, tells, _ = side.tokens[places[0]]
        weight *= like
        return (weight, weight, True, False, False) if tells else (weight, 0.0, False, part is _TRADE, part is _PLACE)
    weight, told, words, trades, towns = 0.0, 0.0, False, False, False
    for place in places:
        token = side.tokens[place]
        weighed = token.weight * like
        weight += weighed
        if token.tells:
            told, words = told + weighed, True
        elif token.part is _TRADE:
            trades = True
        elif token.part is _PLACE:
            towns = True
    return weight, told, words, trades, towns
