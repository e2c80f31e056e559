"""What kind of thing a word names, where the gazetteer or a short list knows it: a people, a country, a border, money.

A text of twenty words holds too few that were learnt; that a Guinean, a ford and a sum stand in it tells much.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from nlp.gazetteer.places import NO_WAYPOINTS, country_of_demonym, places_by_name

MONEY_SIGN = "moneysign"
"""What signs of money are written as before words are taken."""
FLAG = "flagsign"
_MONEY = frozenset(
    b"moneysign usd eur euro euros dolar dolares dollar dollars pesos soles reais quetzales lempiras bolivianos rand "
    b"naira libras pounds bucks mangos lucas".split()
)
_CROSSINGS = frozenset({"crossing", "trail", "border_town"})
_SHORTEST = 4  # letters of a place or a people


def kind_of(word: bytes) -> bytes:
    """The kind of a word as `words_of` gives it; b"" where nothing knows it."""
    if word in _MONEY:
        return b"=money"
    if word == FLAG.encode():
        return b"=country"
    if len(word) < _SHORTEST:
        return b""
    place = _places().get(word)
    if place is not None:
        return place
    return b"=people" if country_of_demonym(word.decode()) is not None else b""


def said(sign: re.Match[str]) -> str:
    """A sign as a word: a flag as a country, a sum's sign as money, a picture by its name."""
    written = sign[0]
    if len(written) == 2:
        return f" {FLAG} "
    return f" {MONEY_SIGN if written in '€£' else _picture(written)} "


@lru_cache(maxsize=5000)
def _picture(character: str) -> str:
    return re.sub(r"[^a-z]", "", unicodedata.name(character, "").lower())


@cache
def _places() -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for name, places in places_by_name().items():
        first = places[0]
        if first.common or not name.isascii() or not name.isalpha() or len(name) < _SHORTEST:
            continue
        if first.kind in NO_WAYPOINTS:
            found[name.encode()] = b"=country"
        else:
            found[name.encode()] = b"=border" if first.kind in _CROSSINGS else b"=town"
    return found
