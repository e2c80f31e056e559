"""Names of one plain word, as given names, surnames and nicknames are: 'Yadira', 'El Contador', 'Wellington'.

Whoever bears one may be anybody, however few of the watchlist bear it yet: nearly all names of one word that reports
and adverts give are a person's. So two that are the same say no more than two nicknames do, unless the text calls its
bearer a firm. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from core.name_words import TRADES
from core.names import name_key, words
from store.subjects import Subject

_CALLED = frozenset("a alias comandante compadre dom don dona el la mr mrs o senor senora the".split())  # noqa: SIM905
"""What stands before such a word and makes it no other name. Who are called in the plural are a ring, and no person."""

_FIRM = re.compile(
    r"\b(?:agenc(?:ia|y)|empresa|company|compan(?:h?ia)|cooperativa|firma?|consultora|consultoria|fundacion|fundacao"
    r"|foundation|operadora|transportadora|naviera|aerolinea)"
    r"(?: (?:de|of) (?:viajes?|viagens|turismo|transportes?|migracion|empleos?|empregos?|modelos|visas?|vistos"
    r"|tramites))?"
    r"(?: (?:llamada|denominada|conocida como|chamada|conhecida como|called|named|known as))?$"
)
"""What right before a name calls its bearer a firm: 'la agencia de viajes Kantuta'; not 'viajes con Yadira'."""

_NO_PLAIN = re.compile(r"[\d@_&]|\.[^\W\d_]{2}|[a-z][A-Z]|\b(?:S\.?A\.?|S\.?L\.?|Ltda|Lda|Inc|Ltd)\b")
"""An account, an address, words run together, a legal form."""

_REACH = 80
"""Characters before a name that are looked at."""


def is_lone(written: str, names: Sequence[str]) -> bool:
    """Whether a name is one plain word, and no short form of a longer one of these names."""
    word = _lone_word(written)
    return bool(word) and not any(word in longer for longer in map(_telling, names) if len(longer) > 1)


def is_called_a_firm(subject: Subject, written: str) -> bool:
    """Whether the sentence that names a subject calls it a firm."""
    sentence = subject.mention.sentence if subject.mention is not None else ""
    at = sentence.find(written)
    return at > 0 and _FIRM.search(" ".join(words(sentence[max(0, at - _REACH) : at]))) is not None


@lru_cache(maxsize=50_000)
def _lone_word(written: str) -> str:
    """The only word of a name, "" where it has more or is no plain word."""
    if _NO_PLAIN.search(written):
        return ""
    said = [word for word in words(written) if len(word) > 1]  # of 'Festus A.' the given name
    telling = [word for word in said if word not in _CALLED] or said[-1:]
    if len(telling) != 1 or telling[0] in TRADES:
        return ""
    return telling[0] if name_key(written).core.endswith(telling[0]) else ""  # else a trade was cut off


@lru_cache(maxsize=50_000)
def _telling(name: str) -> tuple[str, ...]:
    return tuple(word for word in words(name) if word not in _CALLED)
