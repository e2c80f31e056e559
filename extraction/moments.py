"""Dates and times as pages write them, in Spanish, English and Portuguese, read into aware datetimes.

A zone that is given is kept; where none is, the time is taken as UTC. "12/03/2021" is the 12th of March, unless the
page is English and the first number can be a month.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

_MONTH_STEMS = (
    ("jan", "ene"), ("feb", "fev"), ("mar",), ("apr", "abr"), ("may", "mai"), ("jun",),
    ("jul",), ("aug", "ago"), ("sep", "set"), ("oct", "out"), ("nov",), ("dec", "dic", "dez"),
)  # fmt: skip
_STEMS = {stem: number for number, stems in enumerate(_MONTH_STEMS, 1) for stem in stems}
_MONTH = (
    r"(?P<month>jan(?:uary|eiro)?|ene(?:ro)?|feb(?:ruary|rero)?|fev(?:ereiro)?|mar(?:ch|zo|co)?|apr(?:il)?|abr(?:il)?|"
    r"may(?:o)?|mai(?:o)?|june?|junio|junho|july?|julio|julho|aug(?:ust)?|ago(?:sto)?|sept?(?:ember|iembre)?|"
    r"set(?:iembre|embro)?|oct(?:ober|ubre)?|out(?:ubro)?|nov(?:ember|iembre|embro)?|dec(?:ember)?|dic(?:iembre)?|"
    r"dez(?:embro)?)\.?"
)
_CLOCK = (
    r"(?:[\sT,|·•-]*(?:a las?|as|at|-|–|\|)?[\s,]*"
    r"(?P<hour>\d{1,2})\s?[:.hH]\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<zone>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}\b|[+-]\d{2}\b)?)?"
)
_ISO = re.compile(rf"(?<!\d)(?P<year>\d{{4}})[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){_CLOCK}", re.I)
_NUMERIC = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[-/.](?P<number>\d{{1,2}})[-/.](?P<year>\d{{4}})(?!\d){_CLOCK}", re.I)
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|º|o)?[\s/.-]*(?:de\s+|of\s+)?{_MONTH}[\s/.,-]*(?:de[l]?\s+)?(?P<year>(?:19|20)\d{{2}}){_CLOCK}",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,|\s+de[l]?)?\s+(?P<year>(?:19|20)\d{{2}}){_CLOCK}", re.I
)
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
        fetched_at: when the page was seen, for "hace 3 horas"; without it such words are no date.
        month_first: whether 03/12/2021 is March.
    """
    text = " ".join(text[:300].split())
    if not text:
        return None
    return (
        _machine(text) or _written(_bare(text), month_first) or (_ago(_bare(text), fetched_at) if fetched_at else None)
    )


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _machine(text: str) -> datetime | None:
    """ISO 8601, RFC 2822 or an epoch; None for what a person wrote, and for odd forms, which `_written` reads."""
    if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", text):
        number = float(text)
        return _sane(datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC))
    compact = _COMPACT.match(text)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        return _built((year, month, day), (hour, minute, second), "", zone or "")
    try:
        if re.match(r"\d{4}-\d{2}-\d{2}", text):
            return _sane(datetime.fromisoformat(text))
        if re.match(r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3,9} \d{2,4} \d{2}:", text):
            return _sane(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):  # a zone of a thousand million hours
        pass
    return None


def _written(text: str, month_first: bool) -> datetime | None:
    matches = [m for m in (p.search(text) for p in (_ISO, _NUMERIC, _DAY_MONTH, _MONTH_DAY)) if m]
    for match in sorted(matches, key=lambda m: m.start()):
        parts = match.groupdict()
        day = parts["day"]
        month = parts.get("number") or str(_STEMS[parts["month"][:3].lower()])
        if match.re is _NUMERIC and (int(month) > 12 or (month_first and int(day) <= 12)):
            day, month = month, day
        clock = (parts["hour"], parts["minute"], parts["second"])
        found = _built((parts["year"], month, day), clock, parts["half"] or "", parts["zone"] or "")
        if found:
            return found
    return None


def _built(
    day: tuple[str, str, str], clock: tuple[str | None, str | None, str | None], half: str, zone: str
) -> datetime | None:
    hour, minute, second = (int(part or 0) for part in clock)
    if half[:1].lower() == "p" and hour < 12:
        hour += 12
    elif half[:1].lower() == "a" and hour == 12:
        hour = 0
    year, month, number = (int(part) for part in day)
    try:
        return _sane(datetime(year, month, number, hour, minute, second, tzinfo=_zone(zone)))
    except ValueError:
        return None


def _zone(text: str) -> timezone:
    digits = re.sub(r"\D", "", text)
    if not digits:
        return UTC
    minutes = int(digits[:2]) * 60 + int(digits[2:4] or 0)
    return timezone(timedelta(minutes=-minutes if text.startswith("-") else minutes))


def _ago(text: str, fetched_at: datetime) -> datetime | None:
    match = _AGO.search(text)
    if match is None:
        return None
    amount, unit = next((match[n], match["u" + n]) for n in "abcd" if match[n])
    number = int(amount) if amount.isdigit() else 1
    minutes = _UNITS.get(unit[:3].lower()) or _UNITS[unit[:1].lower()]
    return fetched_at - timedelta(minutes=number * minutes)


def _sane(found: datetime) -> datetime | None:
    """Aware, and after the web began; the year 1 and the epoch are what broken software writes for "no date"."""
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return aware if aware >= EARLIEST else None
    except OverflowError:  # year 1 with an offset
        return None
