"""Where somebody is named, also by a part of the name that nobody else bears: by it a text calls him again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.records import Mention
from core.terms import Role
from nlp.reading import Reading
from nlp.wording.fold import fold

_TITLES = frozenset(
    {"sr", "sr.", "sra", "sra.", "senor", "senora", "senhor", "senhora", "don", "dona", "mr", "mr.", "mrs", "mrs."}
    | {"ms", "captain", "capitan", "capitao"}
)
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL_BEFORE = re.compile(r"\b([A-ZÀ-Ý][\w’'-]*|[A-ZÀ-Ý]\w{0,3}\.) $")
_CAPITAL_BEHIND = re.compile(r" (?:(?:de|del|da|do|dos|la) ){0,2}[A-ZÀ-Ý][^\W\d_]")
_LETTERS = 4  # of a part of a name by which somebody is called again


@dataclass(frozen=True, slots=True)
class Named:
    """A place where somebody is named; `who` counts in the list of mentions."""

    start: int
    end: int
    who: int


def bearers(mentions: Sequence[Mention]) -> list[int]:
    """Of each mention the number of the one of which it is another form: 'Sr. Rosa' of the operator Rui Rosa."""
    words = [set(fold(mention.name).split()) - _TITLES for mention in mentions]
    leads: dict[str, list[int]] = {}
    for who, mention in enumerate(mentions):
        if mention.role is Role.OPERATOR and len(words[who]) > 1:
            for word in words[who]:
                leads.setdefault(word, []).append(who)
    found = []
    for who, own in enumerate(words):
        longer = leads.get(next(iter(own)), []) if len(own) == 1 else []
        found.append(longer[0] if len(longer) == 1 else who)
    return found


def places(reading: Reading, mentions: Sequence[Mention]) -> list[Named]:
    """The places of all names, and those where a part of one stands that nobody else bears, in their order."""
    found = [
        Named(start, start + span.end - span.start, who)
        for who, mention in zip(bearers(mentions), mentions, strict=True)
        for span in mention.spans
        for start in (span.start + (0 if span.in_title else reading.body_start),)
    ]
    found.sort(key=lambda each: (each.start, -each.end))
    return sorted([*found, *_parts(reading, mentions, found)], key=lambda each: (each.start, -each.end))


def _parts(reading: Reading, mentions: Sequence[Mention], whole: Sequence[Named]) -> Iterator[Named]:
    """Where a part of a person's name stands by itself."""
    owners: dict[str, set[int]] = {}
    for who, mention in enumerate(mentions):
        for part in _WORD.findall(mention.name) if mention.is_person else ():
            if len(part) >= _LETTERS and part[0].isupper():
                owners.setdefault(part, set()).add(who)
    starts = [each.start for each in whole]
    for word in _WORD.finditer(reading.text):
        bearer = owners.get(word.group(), ())
        before = bisect_right(starts, word.start()) - 1
        is_within = before >= 0 and whole[before].end >= word.end()
        if len(bearer) == 1 and not is_within and not _is_anothers(reading.text, word):
            yield Named(word.start(), word.end(), next(iter(bearer)))


def _is_anothers(text: str, part: re.Match[str]) -> bool:
    """Whether the part stands within a longer name that nobody read as one: 'Alma Marbán' is not Teo."""
    before = _CAPITAL_BEFORE.search(text[max(0, part.start() - 25) : part.start()])
    is_titled = before is not None and fold(before[1]) in _TITLES
    return (before is not None and not is_titled) or _CAPITAL_BEHIND.match(text, part.end()) is not None
