"""Contact points of nobody who offers or speaks for an office or a paper, as they stand in a text: covered with the
names of bystanders (`store.bystanders`), in whichever way a number is spaced. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.hidden_words import BAR, HIDDEN
from core.records import ContactPoint
from core.terms import ContactOwner, ContactType
from store.channels import channel

LEAST_DIGITS, COUNTRY = 6, 3
"""Of a number, at the least; and of the country's code before it, at the most."""
_GAP = r"[\s().\-/]{0,3}"
_NUMBERS = frozenset({ContactType.PHONE, ContactType.WHATSAPP, ContactType.ACCOUNT})
_HANDLES = frozenset({ContactType.TELEGRAM, ContactType.INSTAGRAM, ContactType.FACEBOOK, ContactType.TIKTOK})
_NOT_WITHIN = r"(?<!\w)(?<!\d[\s().\-/])"
"""A number is no end of another one."""

Point = tuple[ContactType, str, str]
"""Its type, its one spelling, and how the text writes it."""


@dataclass(frozen=True, slots=True)
class Points:
    """Those that a text gives: of `others`, and `kept`, which are an operator's, a hotline's or a newsroom's."""

    others: frozenset[Point] = frozenset()
    kept: frozenset[Point] = frozenset()

    def __or__(self, more: Points) -> Points:
        """Those of both: an operator's by one reading is nobody's to cover by another."""
        return Points(self.others | more.others, self.kept | more.kept)

    @property
    def covered(self) -> frozenset[Point]:
        """Those of others that are not an operator's, too."""
        stay = {(kind, _key(kind, value)) for kind, value, _written in self.kept if kind not in _NUMBERS}
        numbers = {_key(kind, value) for kind, value, _written in self.kept if kind in _NUMBERS}
        return frozenset(
            each
            for each in self.others
            if not (_is_one_of(_key(each[0], each[1]), numbers) if each[0] in _NUMBERS else _name(each) in stay)
        )

    @property
    def patterns(self) -> frozenset[str]:
        """What finds those that are covered, each in all its spellings."""
        return frozenset(pattern for each in self.covered for pattern in _patterns(each))

    @property
    def staying(self) -> frozenset[str]:
        """How those are written that stay. A handle that is a mere word stays by no such word: it may be a name."""
        return frozenset(written for _kind, _value, written in self.kept if not written.isalpha() and written.strip())


def points_in(contacts: Iterable[ContactPoint], title: str, text: str, known: Collection[str] = frozenset()) -> Points:
    """Those of a reading; what stands on the watchlist by its channel (`known`) ties a text to an operator, and stays,
    whatever the text says of it. Of whom a purge took the number from the reading, title and text say it still, where
    it was read. A site is published for everybody, and is covered nowhere."""
    others, kept = set[Point](), set[Point]()
    for each in contacts:
        if each.type is ContactType.URL:
            continue
        value, written = each.value, each.as_written
        if value == HIDDEN:
            value = written = (title if each.span.in_title else text)[each.span.start : each.span.end]
        if written.strip() and BAR not in written:
            is_covered = is_others(each) and channel(each.type, value) not in known
            (others if is_covered else kept).add((each.type, value, written))
    return Points(frozenset(others), frozenset(kept))


def is_others(point: ContactPoint) -> bool:
    """Whether a contact point may be a victim's, a witness's or a source's: nobody's who wants to be called."""
    return point.owner is ContactOwner.OTHER


def _name(point: Point) -> tuple[ContactType, str]:
    return point[0], _key(point[0], point[1])


def _key(kind: ContactType, value: str) -> str:
    return re.sub(r"\D", "", value) or value.casefold() if kind in _NUMBERS else value.casefold()


def _is_one_of(number: str, those: Collection[str]) -> bool:
    """Whether it is one of them, with the country's code or without it."""
    if len(number) < LEAST_DIGITS:
        return number in those
    return any(
        each == number
        or (min(len(each), len(number)) > LEAST_DIGITS and (each.endswith(number) or number.endswith(each)))
        for each in those
    )


def _patterns(point: Point) -> Iterable[str]:
    kind, value, written = point
    yield _literally(written)
    if kind in _NUMBERS and len(digits := re.sub(r"\D", "", value)) >= LEAST_DIGITS:
        yield rf"{_NOT_WITHIN}{_spaced(digits, code=COUNTRY if value.startswith('+') else 0)}(?!\w)"
    elif kind in _HANDLES:
        yield rf"(?<!\w)@\s?{re.escape(value.lstrip('@'))}(?!\w)"
    elif value.strip():
        yield _literally(value)


def _literally(words: str) -> str:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return rf"(?<!\w){spaced}(?!\w)"


def _spaced(digits: str, *, code: int) -> str:
    """A number however it is spaced, with the country's code before it or without it."""
    code = min(code, max(0, len(digits) - LEAST_DIGITS - 1))
    before = ""
    for digit in digits[:code]:
        before = rf"(?:{before}{digit}{_GAP})?"
    return rf"(?:(?:\+|00?){_GAP})?{before}{_GAP.join(digits[code:])}"
