"""The advertiser's name where an advert's title alone tells it and the body has no more than the handle: 'VIAJE A CHILE
todos los martes - PASO ZAFIRO (número nuevo)' and, below, '@zafiro.rutas'.

The networks seldom mark a name that stands behind a slogan in its capitals. That a handle tells a word of it as well is
evidence enough, and ties an advert with new numbers to whom the old ones belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from core.records import Mention
from core.terms import Role
from nlp.gazetteer.places import country_of_demonym, places_by_name
from nlp.naming.advertiser import is_trade_name
from nlp.naming.lexicon import GENERIC, NO_NAMES, OPENERS, TRADE_WORD
from nlp.naming.shape import words_of
from nlp.naming.well_known import is_well_known
from nlp.reading import Reading
from nlp.wording.fold import name_key

_APART = re.compile(r"\s[-–—|•·/]+\s")
_REMARK = re.compile(r"\s*[(\[][^()\[\]]{0,40}[)\]]\s*$")
_SIGNS = re.compile(r"^[^\w]+|[^\w.]+$")
_HANDLE = re.compile(r"@?[\w.]+")
_CONNECTORS = frozenset(["de", "del", "do", "da", "dos", "das", "la", "el", "los", "las", "e", "y", "and", "&", "of"])
_MOST_WORDS, _LEAST_LETTERS = 4, 5
_END = 200
"""Characters at the end of a title that are looked at: what is longer is no title, and may be made to be slow."""


def named_by_title(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions; the one operator of an advert who is known by handles alone has the name that ends its title, too,
    where a handle holds a telling word of it and nobody else bears it."""
    operators = [mention for mention in mentions if mention.role is Role.OPERATOR]
    if len(operators) != 1 or not all(map(_is_handle, _forms(operators))):
        return mentions
    found = _last_of_title(reading)
    if found is None:
        return mentions
    start, name = found
    if not _is_of(name, _forms(operators)) or name_key(name) in set(map(name_key, _forms(mentions))):
        return mentions
    (known,) = operators
    spans = (reading.span(start, start + len(name)), *known.spans)
    told = replace(known, name=name, aliases=(known.name, *known.aliases), spans=spans)
    return tuple(told if mention is known else mention for mention in mentions)


def _forms(mentions: Iterable[Mention]) -> list[str]:
    return [form for mention in mentions for form in (mention.name, *mention.aliases)]


def _is_handle(form: str) -> bool:
    return _HANDLE.fullmatch(form) is not None and (form.islower() or any(sign in form for sign in "@_."))


def _last_of_title(reading: Reading) -> tuple[int, str] | None:
    """What stands behind the last dash of the title, a remark in brackets behind it left out, and where."""
    whole = reading.text[: reading.body_start].rstrip()
    from_here = max(len(whole) - _END, 0)
    title = _REMARK.sub("", whole[from_here:])
    last = max((dash.end() for dash in _APART.finditer(title)), default=None)
    if last is None:
        return None
    name = _SIGNS.sub("", title[last:])
    return from_here + title.index(name, last), name


def _is_of(name: str, handles: Iterable[str]) -> bool:
    """Whether it has the shape of a name of two words and more, and one of these handles a word of it that is neither
    trade's nor place's. Under a name that everybody knows an advert is a lead by its number alone; one word may be the
    name of a carrier that no list has ('Tepsa')."""
    words = name.split()
    has_shape = 2 <= len(words) <= _MOST_WORDS and all(word[0].isupper() or word in _CONNECTORS for word in words)
    if not has_shape or not is_trade_name(name) or is_well_known(name):
        return False
    plain = GENERIC | NO_NAMES | OPENERS
    telling = [word for word in words_of(name) if len(word) >= _LEAST_LETTERS and word not in plain]
    telling = [word for word in telling if not TRADE_WORD.fullmatch(word) and word not in places_by_name()]
    keys = [name_key(handle) for handle in handles]
    return any(word in key for word in telling if country_of_demonym(word) is None for key in keys)
