"""Where the name of a place begins and ends: parts put together, lists taken apart, what is no name left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.gazetteer.places import places_by_name
from nlp.wording.fold import fold

Spot = tuple[int, int]

_INSIDE_A_NAME = re.compile(r" |-|(?: |-)(?:d[aeo]s?|del|de la|de los|de las)(?: |-)")
_SHORTENED = r"(?:st[aoe]?|cid|cd|pto|pta|gral|cnel|tte)"  # 'Sta. Elena', 'Cd. Juárez', 'Pto. Maldonado'
_SHORTENED_BEFORE = re.compile(rf"(?<!\w){_SHORTENED}\. ?$")
_SHORTENED_END = re.compile(rf"(?<!\w){_SHORTENED}$")
_DASH = re.compile(r"\s*[–—→]\s*")
_NO_NAMES = frozenset(
    ["a", "as", "da", "das", "de", "del", "do", "dos", "e", "el", "en", "la", "las", "los", "n", "o", "os", "s", "y"]
)
"""Alone no place, unless in capitals: 'LA'."""


def places_in(text: str, marked: Iterable[Spot]) -> list[Spot]:
    """The marked places, with parts of one name put together: 'Machu' 'Picchu', but not 'Tacna' 'Arica'."""
    whole: list[Spot] = []
    for start, end in sorted(piece for spot in marked for piece in _apart(text, spot)):
        if whole and _is_inside(text, whole[-1], start):
            first = whole[-1][0]
            parts_known = _is_known(text[slice(*whole[-1])]) and _is_known(text[start:end])
            if not parts_known or _is_known(text[first:end]):
                whole[-1] = (first, end)
                continue
        whole.append((start, end))
    return [spot for spot in whole if is_name(text[slice(*spot)])]


def with_shortened(text: str, spot: Spot) -> Spot:
    """The place with the shortened word before it: 'Elena' -> 'Sta. Elena'."""
    start, end = spot
    before = _SHORTENED_BEFORE.search(fold(text[max(0, start - 6) : start]))
    return (start - len(before.group()), end) if before else spot


def is_name(written: str) -> bool:
    """Whether it can be a place's name at all."""
    return fold(written) not in _NO_NAMES or (len(written) > 1 and written.isupper())


def _apart(text: str, spot: Spot) -> Iterator[Spot]:
    """'Oviedo–Asunción–Clorinda' is three places."""
    start, end = spot
    for dash in _DASH.finditer(text, start, end):
        if dash.start() > start:
            yield start, dash.start()
        start = dash.end()
    if start < end:
        yield start, end


def _is_inside(text: str, before: Spot, start: int) -> bool:
    gap = text[before[1] : start]
    if gap in {". ", "."}:
        return _SHORTENED_END.search(fold(text[slice(*before)])) is not None
    return _INSIDE_A_NAME.fullmatch(gap) is not None


def _is_known(written: str) -> bool:
    return fold(written) in places_by_name()
