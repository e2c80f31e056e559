"""Marks in the pages of the small web, filled at serving time, so that a page written once is always fresh news.

`{{date:-2d}}` is the day two days before `today`; `{{date:-2d 09:15|iso}}` has a time of day and a form (see
`_FORMS`); `{{month:+1}}` is the month after the one that the address asks for, which makes an endless calendar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

_DATE = re.compile(r"\{\{date:([+-]?\d+)d(?: (\d\d):(\d\d))?(?:\|(\w+))?\}\}")
_MONTH = re.compile(r"\{\{month:([+-]?\d+)\}\}")

_ES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
_PT = (
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
)
_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_FORMS: dict[str, Callable[[datetime], str]] = {
    "day": lambda at: at.date().isoformat(),
    "iso": lambda at: at.isoformat(timespec="seconds"),
    "rfc822": format_datetime,
    "dmy": lambda at: f"{at:%d/%m/%Y}",
    "es": lambda at: f"{at.day} de {_ES[at.month - 1]} de {at.year}",
    "pt": lambda at: f"{at.day} de {_PT[at.month - 1]} de {at.year}",
    "en": lambda at: f"{_EN[at.month - 1]} {at.day}, {at.year}",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """What marks are counted from: a day, the time zone of the site, and the month asked for (YYYY-MM or empty)."""

    today: date
    zone: ZoneInfo
    month: str = ""


def fill(text: str, clock: Clock) -> str:
    """The text with every mark replaced.

    Raises:
        KeyError: a form that isn't known.
    """

    def dated(mark: re.Match[str]) -> str:
        days, hour, minute, form = mark.groups()
        moment = time(int(hour or 0), int(minute or 0), tzinfo=clock.zone)
        return _FORMS[form or "day"](datetime.combine(clock.today + timedelta(days=int(days)), moment))

    def monthly(mark: re.Match[str]) -> str:
        year, month = (int(part) for part in (clock.month or f"{clock.today:%Y-%m}").split("-"))
        count = year * 12 + month - 1 + int(mark[1])
        return f"{count // 12:04d}-{count % 12 + 1:02d}"

    return _MONTH.sub(monthly, _DATE.sub(dated, text))
