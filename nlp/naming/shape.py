"""What a name is by its shape: a person's, or that of a firm or a body."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.naming.lexicon import AUTHORITY, TRADE_WORD
from nlp.wording.fold import fold

_SHORT = frozenset(
    {"de", "del", "la", "las", "los", "el", "da", "do", "dos", "das", "of", "the", "y", "e", "and", "o", "a"}
)


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name without articles and prepositions."""
    return tuple(word for word in re.findall(r"\w+", fold(name)) if word not in _SHORT)


def is_person(name: str) -> bool:
    """A guess: two to four words, none of trade or office."""
    words = words_of(name)
    folded = fold(name)
    return 1 < len(words) <= 4 and not TRADE_WORD.search(folded) and not AUTHORITY.search(folded) and "@" not in name


def is_said_twice(one: str, other: str) -> bool:
    """Whether two folded stretches that follow each other are one name written twice, the one perhaps in full."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return bool(shorter) and shorter in (longer[: len(shorter)], longer[-len(shorter) :])
