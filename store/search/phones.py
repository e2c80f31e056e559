"""A phone number however somebody types it, as the spellings under which it may be kept.

Texts keep digits without gaps, contact points keep E.164. A number without its country is tried in every country of
the routes: which of them is meant, the hits show. So is one that lacks its first digits, with every beginning that a
number of that country may have: some two thousand at most, which are looked up in an index, however much is kept.
Texts have such a number behind its area's code, in groups of digits or in one piece; both are words of the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate

import phonenumbers
from phonenumbers.phonemetadata import PhoneMetadata

_ROUTES = "AR BO BR CA CL CO CR CU DO EC ES GT GY HN HT JM MX NI PA PE PR PT PY SR SV TT US UY VE"
REGIONS = _ROUTES.split()
FEWEST_DIGITS = 6
SHORTEST_TAIL = 7
_MOST_MISSING = 4
_GROUPS = {
    7: ((3, 4), (3, 2, 2)),
    8: ((4, 4), (1, 3, 4), (2, 3, 3), (2, 2, 2, 2)),
    9: ((5, 4), (1, 4, 4), (3, 3, 3), (2, 3, 4), (3, 2, 2, 2)),
}
"""How the digits of a number are grouped that is written without its area's code, by how many they are."""
TYPED = re.compile(r"(?<!\w)(?:\+|00)?[(\d][\d ().\-/]{4,28}\d(?!\w)")

LABEL = re.compile(
    r"(?<!\w)(?:(?:https?://)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?phone=)"
    r"|(?:tels?|tel[eé]fonos?|telefones?|cel|celular|fono|fone|m[oó]vil|whats?app|wasap|wsp|zap|phone|mobile)[.:]*\s*)"
    r"(?=[+(]*\d)",
    re.IGNORECASE,
)
"""What people write down before a number, or the link that it came in: no word that the text must hold, too."""

_ROUND = re.compile(r"(?<!\w)[+(]?[\dO](?:[\dO ().\-/]{4,28})[\dO](?!\w)", re.IGNORECASE)
_ALONE = re.compile(r"(?<![\dO])O(?![\dO])", re.IGNORECASE)


def with_zeros(typed: str) -> str:
    """What was typed, with a zero for every letter O within a number ("3OO OOO OO41"); the word "o" stays."""
    return _ROUND.sub(lambda run: _zeros(run[0]), typed)


def _zeros(run: str) -> str:
    written = re.sub("O", "0", run, flags=re.IGNORECASE)
    is_number = re.search(r"\d", run) and not _ALONE.search(run) and len(re.sub(r"\D", "", written)) >= SHORTEST_TAIL
    return written if is_number else run


@lru_cache(maxsize=200)
def tails(typed: str) -> tuple[str, ...]:
    """The numbers in E.164 that end with what somebody typed, where it is the end of one: of mobile and fixed numbers
    of the countries of the routes, as each country's plan has them."""
    return tuple(dict.fromkeys(f"+{country}{number}" for country, number in _whole(typed)))


@lru_cache(maxsize=200)
def within(typed: str) -> tuple[tuple[str, ...], ...]:
    """The runs of words by which a text has a number that somebody typed without its area's code: its digits in groups,
    as they were typed and as they are often written, and, from eight digits on, behind every code in one piece."""
    digits = re.sub(r"\D", "", typed)
    if len(digits) not in _GROUPS or typed.lstrip().startswith(("+", "00")):
        return ()
    groups = [tuple(re.findall(r"\d+", typed)), *(_parted(digits, lengths) for lengths in _GROUPS[len(digits)])]
    glued = [(each,) for country, number in _whole(typed) for each in (number, f"{country}{number}")]
    found = [group for group in groups if len(group) > 1] + (glued if len(digits) > SHORTEST_TAIL else [])
    return tuple(dict.fromkeys(found))


def _parted(digits: str, lengths: tuple[int, ...]) -> tuple[str, ...]:
    ends = list(accumulate(lengths))
    return tuple(digits[end - length : end] for end, length in zip(ends, lengths, strict=True))


def _whole(typed: str) -> Iterator[tuple[int, str]]:
    """(code of the country, number in it) of the numbers that end with what somebody typed."""
    digits = re.sub(r"\D", "", typed)
    if len(digits) < SHORTEST_TAIL or typed.lstrip().startswith("+"):
        return
    for country, allowed, length in _plans():
        missing = length - len(digits)
        beginnings = range(10**missing) if 0 < missing <= _MOST_MISSING else ()
        numbers = (f"{beginning:0{missing}d}{digits}" for beginning in beginnings)
        yield from ((country, number) for number in numbers if allowed.fullmatch(number))


@cache
def _plans() -> list[tuple[int, re.Pattern[str], int]]:
    """(code of the country, what a number looks like in it, its digits): mobile numbers and those of lines."""
    plans = [plan for region in REGIONS if (plan := PhoneMetadata.metadata_for_region(region)) is not None]
    kinds = [(plan.country_code, kind) for plan in plans for kind in (plan.mobile, plan.fixed_line) if kind is not None]
    return [
        (country, re.compile(kind.national_number_pattern), length)
        for country, kind in kinds
        if country is not None and kind.national_number_pattern is not None
        for length in kind.possible_length
    ]


def spellings(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(digits as texts keep them, numbers in E.164) for what somebody typed."""
    digits = re.sub(r"\D", "", typed)
    international = digits.removeprefix("00") if digits.startswith("00") else digits
    found = [_parsed(f"+{international}", None)]
    if not typed.lstrip().startswith(("+", "00")):
        found += [_parsed(digits, region) for region in REGIONS]
    numbers = [number for number in found if number is not None]
    exact = [phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) for number in numbers]
    national = [phonenumbers.national_significant_number(number) for number in numbers]
    written = [digits, *(number[1:] for number in exact), *national]
    kept = dict.fromkeys(number for number in written if len(number) >= FEWEST_DIGITS)
    return tuple(kept), tuple(dict.fromkeys(exact))


def _parsed(digits: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
