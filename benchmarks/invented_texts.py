"""Invented texts for benchmarks: the words of the subject, and among them words of a large vocabulary."""

from __future__ import annotations

import random
from functools import cache

from benchmarks.invented_names import Names

_TEXT = """
migrantes frontera paso noche camino pueblo policía ministerio juez viaje bus grupo familia ruta trocha coyote
advierte anuncia ofrece detuvo investiga traslada cruza norte sur ciudad barrio vecinos denuncia precio
dólares
"""
_WORDS = _TEXT.split()


def words(chance: random.Random) -> str:
    """A text of 180 words: most of them words of every such text, the others of a large vocabulary."""
    others = _vocabulary()
    text = chance.choices(_WORDS, k=110) + [others[int(len(others) ** chance.random()) - 1] for _ in range(70)]
    chance.shuffle(text)
    return " ".join(text).capitalize() + "."


@cache
def _vocabulary() -> list[str]:
    return [word.lower() for word in Names(5, words=20_000).words]


def vocabulary() -> list[str]:
    """Every word that a text may hold."""
    return [*_WORDS, *_vocabulary()]
