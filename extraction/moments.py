"""Dates and times as pages, feeds and sitemaps write them, in Spanish, English and Portuguese.

`stated` gives what a text says and no more. `parse` makes an aware datetime of it: a zone that is given is kept; where
none is, the time is taken as UTC. "12/03/2021" is the 12th of March, unless the page is English and the first number
can be a month.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import TypeVar

from core.text import without_accents
from extraction import months, yearless

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_Found = TypeVar("_Found", datetime, date)

_MONTH = rf"(?P<month>{months.NAME})\.?"
_CLOCK = (
    r"(?:[\sT,|·•-]*(?:a las?|as|at|-|–|\|)?[\s,]*"
    r"(?P<hour>\d{1,2})\s?[:.hH]\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<zone>Z\b|(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\b|[+-]\d{2}:?\d{2}\b|[+-]\d{2}\b)?)?"
)
_OFFSET = re.compile(r"([+-])(\d{1,2}?):?(\d{2})?$")
_ISO = re.compile(rf"(?<!\d)(?P<year>\d{{4}})[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){_CLOCK}", re.I)
_NUMERIC = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[-/.](?P<number>\d{{1,2}})[-/.](?P<year>\d{{4}})(?!\d){_CLOCK}", re.I)
_SHORT_YEAR = re.compile(
    rf"(?<![\d/])(?P<day>\d{{1,2}})/(?P<number>\d{{1,2}})/(?P<year>[1-9]\d)(?![\d/]){_CLOCK}", re.I
)
"""'03/11/26'; not '26/11/03', which may be told from the year on."""
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|º|o)?[\s/.-]*(?:de\s+|of\s+)?{_MONTH}[\s/.,-]*(?:de[l]?\s+)?(?P<year>(?:19|20)\d{{2}}){_CLOCK}",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,|\s+de[l]?)?\s+(?P<year>(?:19|20)\d{{2}}){_CLOCK}", re.I
)
_MAIL = re.compile(
    r"(?:[^\W\d_]+(?:-feira)?\.?,?\s*)?(\d{1,2}) (?:de )?([^\W\d_]{3})[^\W\d_]*\.? (?:de )?(\d{2,4} \d{1,2}:.*)", re.I
)
_HALF_DAY = re.compile(r"\b(\d{1,2})(:\d\d(?::\d\d)?)\s?([ap])\.?\s?m\b\.?", re.I)
_MAIL_OFFSET = re.compile(r"\s?(?:\b(?:GMT|UTC)\s?([+-]\d{1,2}?)|([+-]\d\d))(?::?(\d\d))?\b", re.I)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{4})?$")
_AGO = re.compile(
    r"\b(?:hace|ha)\s+(?:unos?\s+|unas?\s+)?(?P<a>\d{1,3}|un[ao]?)\s*(?P<ua>seg|min|hora|h\b|dia|semana|mes)|"
    r"\b(?P<b>\d{1,3}|an?|one)\s*(?P<ub>sec|min|hour|hr|h\b|day|week|month)\w*\s+ago\b|"
    r"\bha\s+(?P<c>\d{1,3})\s*(?P<uc>min|hora|h\b|dia)|\b(?P<d>\d{1,3}|uma?)\s*(?P<ud>min|hora|dia|semana)\w*\s+atras\b",
    re.I,
)
_UNITS = {"seg": 1 / 60, "sec": 1 / 60, "min": 1, "hor": 60, "hou": 60, "hr": 60, "h": 60, "dia": 1440, "day": 1440,
          "sem": 10080, "wee": 10080, "mes": 43200, "mon": 43200}  # fmt: skip


def parse(text: str, *, fetched_at: datetime | None = None, month_first: bool = False) -> datetime | None:
    """The first date or time in a text, aware; None where there is none.

    Args:
        text: a machine's form (ISO 8601, RFC 2822, epoch) or a person's ("12 de marzo de 2021, 14:30 h").
        fetched_at: when the page was seen, for "hace 3 horas" and a day without its year, which else are no dates.
        month_first: whether 03/12/2021 is March.
    """
    found = stated(text, month_first=month_first)
    if found is not None:
        return _aware(found)
    if fetched_at is None:
        return None
    words = without_accents(" ".join(text[:300].split()))
    return _ago(words, fetched_at) or yearless.day(words, fetched_at, month_first=month_first)


def stated(text: str, *, month_first: bool | None = None) -> datetime | date | None:
    """The first date or time in a text as it is said: a day where no time is, no zone where none is; None where none.

    Args:
        text: as of `parse`.
        month_first: whether 03/12/2021 is March; None where nothing tells, and it is no date.
    """
    text = " ".join(text[:300].split())
    return (_machine(text) or _written(without_accents(text), month_first)) if text else None


def _machine(text: str) -> datetime | date | None:
    """ISO 8601, RFC 2822 or an epoch; None for what a person wrote, and for odd forms, which `_written` reads."""
    if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", text):
        number = float(text)
        return _sane(datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC))
    compact = _COMPACT.match(text)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        return _built((year, month, day), (hour, minute, second), "", zone or "")
    try:
        if re.match(r"\d{4}-?\d{2}-?\d{2}", text):
            return _sane(date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text))
        if mail := _MAIL.match(text):
            return _mailed(*mail.groups())
    except (ValueError, TypeError, IndexError, OverflowError):  # a zone of a thousand million hours
        pass
    return None


def _mailed(day: str, month: str, rest: str) -> datetime | None:
    """RFC 2822, the month's name in any of the three languages, with habits of feeds: 10:30 PM, GMT-0400, +05:30."""
    month = next((stems[0] for stems in months.STEMS if month.lower() in stems), month)
    rest = _HALF_DAY.sub(_whole_day, rest)
    rest = _MAIL_OFFSET.sub(_four_figures, rest)
    return _sane(parsedate_to_datetime(f"{day} {month} {rest}"))


def _four_figures(offset: re.Match[str]) -> str:
    """GMT-4, -04 and -04:00 as -0400."""
    hours = offset[1] or offset[2]
    return f" {hours[0]}{hours[1:]:0>2}{offset[3] or '00'}"


def _whole_day(clock: re.Match[str]) -> str:
    """10:30 PM as 22:30; an hour that no such clock has stays as it is written."""
    hour = int(clock[1])
    return f"{hour % 12 + 12 * (clock[3] in 'pP'):02}{clock[2]}" if 1 <= hour <= 12 else clock[0]


def _written(text: str, month_first: bool | None) -> datetime | date | None:
    matches = [m for m in (p.search(text) for p in (_ISO, _NUMERIC, _SHORT_YEAR, _DAY_MONTH, _MONTH_DAY)) if m]
    for match in sorted(matches, key=lambda m: m.start()):
        parts = match.groupdict()
        day = parts["day"]
        month = parts.get("number") or str(months.number(parts["month"]))
        year = f"20{parts['year']}" if match.re is _SHORT_YEAR else parts["year"]
        if match.re in {_NUMERIC, _SHORT_YEAR}:
            if month_first is None and int(day) != int(month) and max(int(day), int(month)) <= 12:
                continue
            if int(month) > 12 or (month_first and int(day) <= 12):
                day, month = month, day
        clock = (parts["hour"], parts["minute"], parts["second"])
        found = _built((year, month, day), clock, parts["half"] or "", parts["zone"] or "")
        if found:
            return found
    return None


def _built(
    day: tuple[str, str, str], clock: tuple[str | None, str | None, str | None], half: str, zone: str
) -> datetime | date | None:
    hour, minute, second = (int(part or 0) for part in clock)
    if half[:1].lower() == "p" and hour < 12:
        hour += 12
    elif half[:1].lower() == "a" and hour == 12:
        hour = 0
    year, month, number = (int(part) for part in day)
    try:
        if clock[0] is None and not zone:
            return _sane(date(year, month, number))
        return _sane(datetime(year, month, number, hour, minute, second, tzinfo=_zone(zone)))
    except ValueError:
        return None


def _zone(text: str) -> timezone | None:
    offset = _OFFSET.search(text)
    if offset is None:
        return UTC if text else None
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))


def _ago(text: str, fetched_at: datetime) -> datetime | None:
    match = _AGO.search(text)
    if match is None:
        return None
    amount, unit = next((match[n], match["u" + n]) for n in "abcd" if match[n])
    number = int(amount) if amount.isdigit() else 1
    minutes = _UNITS.get(unit[:3].lower()) or _UNITS[unit[:1].lower()]
    return fetched_at - timedelta(minutes=number * minutes)


def _sane(found: _Found) -> _Found | None:
    """After the web began; the year 1 and the epoch are what broken software writes for "no date"."""
    try:
        return found if _aware(found) >= EARLIEST else None
    except OverflowError:  # year 1 with an offset
        return None


def _aware(found: datetime | date) -> datetime:
    if not isinstance(found, datetime):
        found = datetime.combine(found, time())
    return found if found.tzinfo else found.replace(tzinfo=UTC)
