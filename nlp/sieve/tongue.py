"""Which of the three languages a text is in, by its commonest words alone: enough to choose a threshold."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

from collections.abc import Sequence

from core.terms import Language

_COMMON = {
    Language.SPANISH: b"el la los las y en un una es del al con por para que su se lo mas como pero sin sobre este esta fue ha son ya si mi hay muy usted le nos".split(),
    Language.ENGLISH: b"the and of to in a is for on with that it as was at by from you are be this have or we your not will an he his has they were our".split(),
    Language.PORTUGUESE: b"o a os as e em um uma do da dos das no na nos nas com por para que se ao nao mais como mas foi sao sem ou ja voce seu sua tem pelo pela ate".split(),
}
_SETS = {language: frozenset(words) for language, words in _COMMON.items()}


def tongue(words: Sequence[bytes]) -> Language:
    """The language whose commonest words are most often met; Spanish where none is."""
    counts = {language: sum(map(common.__contains__, words)) for language, common in _SETS.items()}
    return max(counts, key=lambda language: counts[language])
