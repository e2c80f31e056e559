"""What a name is by its shape: a person's, or that of a firm or a body."""

from __future__ import annotations

from nlp.naming.folding import words_of
from nlp.naming.lexicon import AUTHORITY, TRADE_WORD
from nlp.wording.fold import fold


def is_person(name: str) -> bool:
    """A guess: two to four words, none of trade or office."""
    words = words_of(name)
    folded = fold(name)
    return 1 < len(words) <= 4 and not TRADE_WORD.search(folded) and not AUTHORITY.search(folded) and "@" not in name
