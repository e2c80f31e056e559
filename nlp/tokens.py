"""Tokens of any text in bounded time.

spaCy takes the signs off a word's ends one by one and looks at the rest each time: a word of ten thousand brackets
costs it seconds, of a million days. No word of a language is that long; what is goes to it in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc

_LONGEST = 200  # characters without a space that are tokenised as one; longer than any address of a page that we keep
_LONG = re.compile(rf"\S{{{_LONGEST + 1},}}")


class BoundedTokenizer:
    """A tokenizer whose work grows with the length of a text, not with its square. The text stays what it was."""

    def __init__(self, inner: Callable[[str], Doc]) -> None:
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        pieces = [self.inner(piece) for piece in _pieces(text)]
        return pieces[0] if len(pieces) == 1 else Doc.from_docs(pieces, ensure_whitespace=False)


def _pieces(text: str) -> Iterator[str]:
    """The text, cut inside of words that are too long; at least one piece."""
    start = 0
    for word in _LONG.finditer(text):
        for cut in range(word.start() + _LONGEST, word.end(), _LONGEST):
            yield text[start:cut]
            start = cut
    yield text[start:]
