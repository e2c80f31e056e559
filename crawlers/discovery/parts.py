"""Of which days the parts of a sitemap's archive are, by their names: sitemap-2019-07.xml, ?yyyy=2019&mm=07&dd=05.

Only the last day counts, and only what is certain: a part that is wrongly taken for an old one is never read. So a
name is read beside its siblings, which show whether a number is a day, a month, a year or just the number of a part.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

_YEAR = r"(?<!\d)(20\d\d|199\d)"
_MONTH = r"(0[1-9]|1[0-2])"
_DAY = r"(0[1-9]|[12]\d|3[01])"
_SEPARATOR = r"[-_/.]"
_YMD = re.compile(rf"{_YEAR}(?P<s>{_SEPARATOR}?){_MONTH}(?P=s){_DAY}(?!\d)")
_YM = re.compile(rf"{_YEAR}{_SEPARATOR}?{_MONTH}(?!\d)")
_MY = re.compile(rf"(?<!\d){_MONTH}{_SEPARATOR}(20\d\d|199\d)(?!\d)")
_Y_SMALL = re.compile(rf"{_YEAR}{_SEPARATOR}(1[0-2]|[1-9])(?!\d)")
_NO_MONTHS = re.compile(rf"{_YEAR}{_SEPARATOR}(?:00|1[3-9]|[2-9]\d)(?!\d)")
_NO_DAYS = re.compile(rf"{_YEAR}{_SEPARATOR}{_MONTH}{_SEPARATOR}(?:\d|00|3[2-9]|[4-9]\d|\d\d\d)(?!\d)")
_NUMBER = re.compile(r"(?<![^\W_])\d+(?![^\W_])")
_LONGEST, _MOST_NUMBERS = 300, 8
"""Characters of a name, and numbers in it, that are looked at: each number makes a form of the whole name, and names of
2,000 numbers, as many as an index may hold, filled the memory of a crawl."""
_PARAMETERS = (("yyyy", "year", "y", "anio", "ano"), ("mm", "month", "m", "mes"), ("dd", "day", "d", "dia"))


def last_days(names: Sequence[str]) -> list[str]:
    """For each address of an index, as written, the last day that it speaks of (ISO 8601), "" where it names none."""
    texts = [_text(name) for name in names]
    months = not any(map(_NO_MONTHS.search, texts))
    days = months and not any(map(_NO_DAYS.search, texts))
    highest: dict[str, int] = defaultdict(int)  # unpadded number behind each year
    for year, number in (found for text in texts for found in _Y_SMALL.findall(text)):
        highest[year] = max(highest[year], int(number))
    return [
        _stated(name) or (_last(_YMD, text) if days else "") or (_of_month(text, highest) if months else "") or year
        for name, text, year in zip(names, texts, _years(texts), strict=True)
    ]


def from_both_ends(children: Sequence[str]) -> list[str]:
    """First, last, second, last but one: some archives put the newest part first, some last."""
    half = (len(children) + 1) // 2
    pairs = zip(children[:half], reversed(children), strict=False)
    return list(dict.fromkeys(child for pair in pairs for child in pair))


def _text(name: str) -> str:
    """Path and query: a host's digits are no date. Nothing of a name that is longer than any that people give."""
    try:
        parts = urlsplit(name)
    except ValueError:
        return ""
    text = f"{parts.path}?{parts.query}"
    return text if len(text) <= _LONGEST else ""


def _stated(name: str) -> str:
    """The day that parameters say, in whatever order."""
    given = dict(parse_qsl(name.partition("?")[2]))
    year, month, day = (next((given[key] for key in keys if key in given), "") for keys in _PARAMETERS)
    if not re.fullmatch(r"20\d\d|199\d", year):
        return ""
    return _end(year, month if month.isdecimal() else "", day if day.isdecimal() else "")


def _last(pattern: re.Pattern[str], text: str) -> str:
    found = list(pattern.finditer(text))
    return _end(found[-1][1], found[-1][3], found[-1][4]) if found else ""


def _of_month(text: str, highest: Mapping[str, int]) -> str:
    if found := _YM.findall(text):
        return _end(*found[-1])
    if turned := _MY.findall(text):
        return _end(*reversed(turned[-1]))
    unpadded = _Y_SMALL.findall(text)
    if not unpadded or len(highest) < 2:  # one year only may be a name
        return ""
    year, number = unpadded[-1]
    are_months = sum(top == 12 for top in highest.values()) > 1  # else they may count the parts of a year
    return _end(year, number if are_months else "")


def _years(texts: Iterable[str]) -> list[str]:
    """The last day of the bare year in each text, where siblings of the same form have other years, and years only."""
    seen: dict[str, set[int]] = defaultdict(set)
    forms: list[list[tuple[str, int]]] = []
    for text in texts:
        numbers = islice(_NUMBER.finditer(text), _MOST_NUMBERS)
        forms.append([(f"{text[: m.start()]}#{text[m.end() :]}", int(m[0][:9])) for m in numbers])
        for form, number in forms[-1]:
            seen[form].add(number)
    good = {form for form, numbers in seen.items() if len(numbers) > 1 and all(1990 <= n < 2100 for n in numbers)}
    return [next((_end(str(number)) for form, number in own if form in good), "") for own in forms]


def _end(year: str, month: str = "", day: str = "") -> str:
    """The last day of a year, of its month, or that day itself; numbers that are none go for nothing."""
    in_month = _small(month)
    if not 1 <= in_month <= 12:
        return date(int(year), 12, 31).isoformat()
    last = monthrange(int(year), in_month)[1]
    in_day = _small(day)
    return date(int(year), in_month, in_day if 1 <= in_day <= last else last).isoformat()


def _small(number: str) -> int:
    """0 for none, and for one that is longer than a month's or a day's, with a zero or two before it."""
    return int(number) if 0 < len(number) <= 4 else 0
