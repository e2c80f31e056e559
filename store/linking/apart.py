"""Two firms that share a word which few bear, and a trade: 'Expreso Águia Norte' and 'Expreso Águia Livre'.

'North', 'free' or 'new' says nothing of who a firm is, so two names may be alike however they differ in it. But beside
a word in common it says which of two firms is meant, as every word does that says who. And two persons whose surnames
are exchanged. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from store.likeness import Comparison, compare
from store.likeness.contrasts import sides
from store.likeness.form import Form, Token, form
from store.likeness.words import Part
from store.linking.lists import epithets

APART = -0.2
"""What it takes off: who would link (0.8 to 0.99) stays a pair, and a clearance that may mean them is asked about."""

EXCHANGED = -0.15
"""What it takes off that two persons bear the same names in another order: countries that agree don't make them one."""


class Further(NamedTuple):
    """What tells two firms apart that have a word in common."""

    words: tuple[str, str]  # of the one and of the other, as they are read; one may have none
    is_mutual: bool  # whether each has some

    @property
    def said(self) -> str:
        """For the explanation."""
        mine, its = self.words
        if self.is_mutual:
            return f"each name has a telling word that the other lacks: {mine} / {its}"
        return f"one telling word in common, and one name has another besides: {mine or its}"


def told_apart(found: Comparison, names: Sequence[str], others: Sequence[str]) -> Further | None:
    """What tells two firms of these names apart, of which `found` compares two; None where nothing does.

    A short form that both bear ('Selva VIP') makes them no more one than their full names are.
    """
    first: Further | None = None
    for one, other in product(_full(found.left, names), _full(found.right, others)):
        is_found = one == found.left.name and other == found.right.name
        further = _further(found if is_found else compare(one, other))
        if further is None:
            return None
        first = first or further
    return first


def _full(side: Form, names: Sequence[str]) -> Sequence[str]:
    """Those of the names that hold the telling words of this one and more; itself where there is none."""
    words = _said(side)
    return [name for name in names if words < _said(form(name))] or [side.name]


def _said(side: Form) -> set[str]:
    return {each.text for each in _telling(side, side.content)}


def _further(found: Comparison) -> Further | None:
    mine = _left_over(found.left, {i for each in found.meetings for i in each.left})
    its = _left_over(found.right, {j for each in found.meetings for j in each.right})
    mine, its = [each for each in mine if not _is_among(each, its)], [each for each in its if not _is_among(each, mine)]
    if not (mine and its):  # a word that says who is weighed by store.likeness where one name alone has it
        mine, its = list(filter(_says_which, mine)), list(filter(_says_which, its))
        if not (mine or its) or _in_common(found) > 1:
            return None
    said = " ".join(each.text for each in mine), " ".join(each.text for each in its)
    return Further(said, bool(mine and its))


def _left_over(side: Form, met: set[int]) -> list[Token]:
    """The telling words that met nothing, but for those that the name says twice."""
    said = {side.tokens[place].text for place in met}
    left = _telling(side, (place for place in side.content if place not in met))
    return [each for each in left if len(each.text) > 1 and each.text not in said]


def _in_common(found: Comparison) -> int:
    return sum(
        max(len(_telling(found.left, each.left)), len(_telling(found.right, each.right))) for each in found.meetings
    )


def _telling(side: Form, places: Iterable[int]) -> list[Token]:
    """Those of these words that say who, or which of those who share a name."""
    words = (side.tokens[place] for place in places)
    return [each for each in words if each.tells or each.part is Part.PLACE or each.text in epithets()]


def _says_which(token: Token) -> bool:
    """North and new, but no country, which a firm adds at times."""
    return not token.tells and (token.text in epithets() or bool(sides(token.text)))


def _is_among(token: Token, others: Iterable[Token]) -> bool:
    """Whether one of them says the same in another tongue: 'leste' and 'levante'."""
    return any(not set(sides(token.text)).isdisjoint(sides(other.text)) for other in others)


def in_another_order(found: Comparison) -> bool:
    """Juan Pérez Gómez and Juan Gómez Pérez: the father's family is not the mother's. Surnames that stand before the
    first name are the same surnames."""
    left, right = found.left.content, found.right.content
    met = sorted((m.left[0], m.right[0]) for m in found.meetings if len(m.left) == len(m.right) == 1)
    order = [right.index(its) for _mine, its in met if its in right]
    if not len(order) == len(left) == len(right) > 2:
        return False
    first = order.index(0)
    return [*order[first:], *order[:first]] != sorted(order)
