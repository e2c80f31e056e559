"""A quick look at the names that the index brings up: which of them are worth comparing closely, which is dear.

Names are laid beside what is asked by their words, and by their cores, all at once. What nobody's words resemble is
passed over, unless it is said by initials, which look like nothing that they stand for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import fuzz, process, utils

from core.names import name_key
from store.by_key import Name
from store.likeness.form import form, written

NEAREST = 60
"""Names that are compared closely, a name that is asked."""

CLOSE = 64.0
"""Likeness by words and by cores (0..200) times its bound (0..1), from which a name is compared closely."""

_SPELLED_OUT = 100.0
"""The same of a name whose initials are asked, or which is the initials of what is asked."""

_ACCENTS = str.maketrans(
    "áàâãäéèêëíìîïóòôõöúùûüñçÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇ", "aaaaaeeeeiiiiooooouuuuncAAAAAEEEEIIIIOOOOOUUUUNC"
)


@dataclass(frozen=True, slots=True)
class Initials:
    """What initials of the names that are asked stand on the watchlist."""

    letters: Set[str]  # under which operators may be filed by initials
    operators: Set[int]  # those who are
    spelled: Set[int]  # of them those who bear initials that stand in what is asked as a word

    def meet(self, operator_id: int, text: str) -> bool:
        """Whether a name of one of these operators may be spelled out by, or spell out, what is asked."""
        return operator_id in self.spelled or not self.letters.isdisjoint(text.split())


def closest(
    asked: Sequence[str], rows: Sequence[Name], bounds: Mapping[int, float], initials: Initials
) -> dict[int, tuple[str, ...]]:
    """Operator -> its names that are worth a closer look. `bounds`: the most that can be made of an operator, 0..1."""
    if not rows:
        return {}
    texts = [_plain(name) for _, name, _ in rows]
    alike = process.cdist([written(form(name)) for name in asked], texts, scorer=fuzz.token_set_ratio).max(axis=0)
    cores = process.cdist([name_key(name).core for name in asked], [core for *_, core in rows], scorer=fuzz.ratio)
    values = (alike + cores.max(axis=0)).tolist()
    worth: list[tuple[float, int, str]] = []
    for (operator_id, name, _), text, value in zip(rows, texts, values, strict=True):
        floor = _SPELLED_OUT if operator_id in initials.operators and initials.meet(operator_id, text) else 0.0
        if (weighed := max(value, floor) * bounds[operator_id]) >= CLOSE:
            worth.append((-weighed, operator_id, name))
    found: dict[int, tuple[str, ...]] = {}
    for _, operator_id, name in nsmallest(NEAREST * len(asked), worth):
        found[operator_id] = (*found.get(operator_id, ()), name)
    return found


def _plain(name: str) -> str:
    return utils.default_process(name.translate(_ACCENTS))
