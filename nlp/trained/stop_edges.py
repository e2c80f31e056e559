"""Where the name of a place begins and ends: parts put together, lists taken apart, what is no name left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlp.gazetteer.cities import key_of, people_of, towns
from nlp.gazetteer.joints import joints
from nlp.gazetteer.places import places_by_name
from nlp.wording.fold import fold

Spot = tuple[int, int]

_INSIDE_A_NAME = re.compile(r" |-|(?: |-)(?:d[aeo]s?|del|de la|de los|de las)(?: |-)")
_SHORTENED = r"(?:st[aoe]?|cid|cd|pto|pta|gral|cnel|tte)"  # 'Sta. Elena', 'Cd. Juárez', 'Pto. Maldonado'
_SHORTENED_BEFORE = re.compile(rf"(?<!\w){_SHORTENED}\. ?$")
_SHORTENED_END = re.compile(rf"(?<!\w){_SHORTENED}$")
_BETWEEN = re.compile(r"\s*(?:[–—→➡]|->|=>)\s*|\s+[->/|]\s+")
_WORD = re.compile(r"\S+")
_LEAD = re.compile(r"(?:el|los|os?|d[aeo]s?|del|the|em|en|n[ao]) (?=[A-ZÀ-Þ])")
_OPEN_END = re.compile(r" (?:d[aeo]s?|del|of)$")
_CAPITAL_BEFORE = re.compile(r"(?<![\w.@#])[A-ZÀ-Þ][\w'’]*(?:[ -](?:d[aeo]s?|del|de la|de los|la|el|los))?[ -]$")
_CAPITAL_AFTER = re.compile(r"(?:[ -](?:(?:d[aeo]s?|del|de la|de los|of)[ -]|sur-)?|['’]s )[A-ZÀ-Þ][\w'’]*")
_WORDS_BEFORE, _WORDS_AFTER, _FAR = 2, 3, 30  # words; characters
_MOST = 120  # letters of a name or of a row of names; a hostile text may have more
_LARGE = 100  # thousands of people
_SHORT = 4  # letters: 'Cid.' and 'San' are words of names before they are towns
_NO_NAMES = frozenset([
    "a", "as", "da", "das", "de", "del", "do", "dos", "e", "el", "en", "la", "las", "los", "n", "o", "os", "s", "y",
    "aca", "ahi", "alla", "alli", "aqui", "dali", "dai", "here", "there",
])  # fmt: skip
"""Alone no place, unless in capitals: 'LA'; nor where somebody points to: 'y de ahi por la pampa'."""
_KINDS = frozenset([
    "airport", "beach", "bend", "border", "bridge", "cap", "city", "county", "crossing", "dock", "harbour", "island",
    "junction", "port", "river", "services", "station", "town",
])  # fmt: skip
"""English words behind a name that belong to it."""


def places_in(text: str, marked: Iterable[Spot]) -> list[Spot]:
    """The marked places, with parts of one name put together: 'Machu' 'Picchu', but not 'Tacna' 'Arica'."""
    whole: list[Spot] = []
    for start, end in sorted(piece for spot in marked for piece in apart(text, spot)):
        if whole and end - whole[-1][0] <= _MOST and _is_inside(text, whole[-1], start):
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


def with_its_edges(text: str, spot: Spot) -> Spot:
    """The place without what is no part of its name ('o Mindelo', 'Santa Cruz dorme', 'Chapada do'), or the longer name
    of a list in which it stands: 'Verde' -> 'Casa Verde', 'Coronel' -> 'Coronel Oviedo'."""
    return _widened(text, _trimmed(text, with_shortened(text, spot)))


def _trimmed(text: str, spot: Spot) -> Spot:
    start, end = spot
    if _is_listed(text[start:end]):
        return spot
    if lead := _LEAD.match(text, start, end):
        start = lead.end()
    if (tail := _OPEN_END.search(text[start:end])) and tail.start():
        end = start + tail.start()
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    last = next((n for n in range(len(words), 0, -1) if text[words[n - 1][0]].isupper()), 0)
    if 0 < last < len(words) and _is_listed(text[start : words[last - 1][1]]):
        rest = text[words[last][0] : end]
        end = end if fold(rest) in _KINDS or rest.isdigit() else words[last - 1][1]
    return start, end


def _widened(text: str, spot: Spot) -> Spot:
    start, end = spot
    if not text[start : start + 1].isupper():
        return spot
    starts, ends = [start], [end]
    while len(starts) <= _WORDS_BEFORE and (
        before := _CAPITAL_BEFORE.search(text, max(0, starts[-1] - _FAR), starts[-1])
    ):
        starts.append(before.start())
    while len(ends) <= _WORDS_AFTER and (after := _CAPITAL_AFTER.match(text, ends[-1])):
        ends.append(after.end())
    wider = [(first, last) for first in starts for last in ends if _is_listed(text[first:last])]
    return max([*wider, spot], key=lambda each: each[1] - each[0])


def _parts_places(text: str, at: int) -> bool:
    """Whether a hyphen parts the places of a row of three and more, but not 'Berlin-Mitte'; longer words are no row."""
    for word in _WORD.finditer(text, max(0, at - _MOST), at + _MOST):
        if word.start() <= at < word.end():
            row = joints(word.group()) if word.end() - word.start() <= _MOST else ()
            return len(row) > 1 and any(word.start() + first == at for first, _ in row)
    return False


def _is_listed(written: str) -> bool:
    return fold(written) in places_by_name() or key_of(written) in towns()


def is_name(written: str) -> bool:
    """Whether it can be a place's name at all."""
    return fold(written) not in _NO_NAMES or (len(written) > 1 and written.isupper())


def apart(text: str, spot: Spot) -> Iterator[Spot]:
    """'Oviedo–Asunción–Clorinda' is three places, and so is 'Lisboa Calais Londres'."""
    start, end = spot
    for first, last in sorted({*(found.span() for found in _BETWEEN.finditer(text, start, end)), *_joints(text, spot)}):
        if first > start:
            yield from _in_a_row(text, (start, first))
        start = max(start, last)
    if start < end:
        yield from _in_a_row(text, (start, end))


def _joints(text: str, spot: Spot) -> Iterator[Spot]:
    for word in _WORD.finditer(text, *spot):
        for first, last in joints(word.group()):
            yield word.start() + first, word.start() + last


def _in_a_row(text: str, spot: Spot) -> list[Spot]:
    """The places of a row of names without a mark between; the spot itself where it is no row of known places."""
    words = [match.span() for match in _WORD.finditer(text, *spot)]
    if len(words) < 2 or _is_known(text[slice(*spot)]):
        return [spot]
    found: list[Spot] = []
    first = 0
    while first < len(words):
        ends = [last for last in range(len(words), first, -1) if _is_known(text[words[first][0] : words[last - 1][1]])]
        if not ends:
            return [spot]
        found.append((words[first][0], words[ends[0] - 1][1]))
        first = ends[0]
    return found


def _is_inside(text: str, before: Spot, start: int) -> bool:
    gap = text[before[1] : start]
    if gap == "-" and _parts_places(text, before[1]):
        return False
    if gap in {". ", "."}:
        return _SHORTENED_END.search(fold(text[slice(*before)])) is not None
    return _INSIDE_A_NAME.fullmatch(gap) is not None


def _is_known(written: str) -> bool:
    """Whether it is a place of the gazetteer, or a town so large that no other town is called after it and more."""
    return fold(written) in places_by_name() or (len(written) > _SHORT and people_of(written) >= _LARGE)
