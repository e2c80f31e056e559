"""Writes which words are known to the tongues of the world (store/likeness/known_words.txt).

    python -m models.known_words

They are the whole words among the pieces of the multilingual encoder (250,000 pieces of a hundred tongues, MIT), in the
letters in which names are compared. A piece is what stands often in the web's texts, so a word that is not among them
is a rare name, or misspelt; some pieces are but beginnings of words.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from core.names import words
from models.base.build import TOKENIZER, fetch
from store.likeness.dictionary import KNOWN_WORDS, SHORTEST

_BEGINS = "\u2581"  # the sign before a piece that begins a word


def whole_words(pieces: Iterable[str]) -> list[str]:
    """Those of these pieces that are words, in lower-case ASCII, by the alphabet."""
    written = (piece[1:] for piece in pieces if piece.startswith(_BEGINS) and piece[1:].isalpha())
    found = {word for piece in written for word in words(piece)[:1] if len(word) >= SHORTEST}
    return sorted(word for word in found if word.isascii() and word.isalpha())


def main() -> None:
    """Fetch the pieces and write the words."""
    with tempfile.TemporaryDirectory() as scratch:
        tokenizer = json.loads(fetch(TOKENIZER, Path(scratch)).read_text(encoding="utf-8"))
    found = whole_words(piece for piece, _ in tokenizer["model"]["vocab"])
    KNOWN_WORDS.write_text("\n".join(found) + "\n", encoding="ascii")
    print(f"{len(found)} words; written: {KNOWN_WORDS.name}.")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    main()
