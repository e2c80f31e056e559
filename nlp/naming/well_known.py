"""Bodies that everybody knows: who advertises under their name borrows it, and they are no leads for that.

By whole names, which one may trust against a model that is sure; the patterns of single words in `lexicon.py` ('plan',
'club', 'hotel') are for the rules, which weigh them with what else is said.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from core.names import words
from nlp.gazetteer.places import countries

_OPENS = frozenset(
    ["somos", "soy", "sou", "nosotros", "nos", "aqui", "fundacion", "fundacao", "ong", "asociacion", "associacao"]
)
_CLOSES = frozenset(["internacional", "international", "oficial", "official", "noticias", "news", "ong"])


def is_well_known(name: str) -> bool:
    """Whether a name is a well-known body's, with or without a country behind it ('Save the Children México')."""
    told = list(words(name))
    whole = "".join(told)
    while len(told) > 1 and told[0] in _OPENS:
        del told[0]
    while len(told) > 1 and (told[-1] in _CLOSES or told[-1] in _countries()):
        del told[-1]
    return not _bodies().isdisjoint((whole, "".join(told)))


@cache
def _bodies() -> frozenset[str]:
    lines = Path(__file__).with_name("well_known.txt").read_text(encoding="utf-8").splitlines()
    return frozenset("".join(words(line)) for line in lines if line and line[0] not in "#[")


@cache
def _countries() -> frozenset[str]:
    """The names of countries that are one word."""
    every = (words(name) for country in countries().values() for name in country.names)
    return frozenset(told[0] for told in every if len(told) == 1)
