"""Days that boards write without their year: 'Publicado em 12/09 às 14:30', '12 de set, 14:30', 'Posted Sep 12'."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from extraction import months

SAID = r"(?:publicad[oa]|publica[cç][aã]?o|publicaci[oó]n|anunciad[oa]|postad[oa]|inserid[oa]|posted|published|listed)"
"""How a board says that the day is the advert's own."""
_LINE = re.compile(
    rf"(?P<said>{SAID}(?:\s+(?:em|el|on|dia|no dia|el dia))?[\s:]*)?"
    rf"(?:(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})|(?P<day>\d{{1,2}})(?:\s+de)?\s+(?P<month>{months.NAME})\.?|(?P<early>{months.NAME})\.?\s+(?P<late>\d{{1,2}}))"
    r"(?P<clock>[\s,|·-]+(?:a las?\s+|as\s+|at\s+)?(?P<hour>\d{1,2})[:h](?P<minute>\d{2})\s*(?:h|hs|hrs|horas)?\.?)?",
    re.IGNORECASE,
)
"""A whole line, and never a part of one: in the middle of a text '12/09' may be anything."""
_AHEAD = timedelta(days=1)
"""A page may be of the next day, east of us."""


def day(text: str, fetched_at: datetime, *, month_first: bool = False) -> datetime | None:
    """The last such day before a page was seen; None where a line is anything else.

    Args:
        text: one line, its accents taken off.
        fetched_at: when the page was seen, aware.
        month_first: whether 03/12 is March.
    """
    match = _LINE.fullmatch(text.strip())
    if match is None or not (match["said"] or match["clock"]):  # '24/7', 'sala 12 de Mar'
        return None
    if match["first"]:
        number, month = int(match["first"]), int(match["second"])
        if (month_first and number <= 12) or month > 12:
            number, month = month, number
    else:
        number, month = int(match["day"] or match["late"]), months.number(match["month"] or match["early"])
    for year in (fetched_at.year + 1, fetched_at.year, fetched_at.year - 1):
        try:
            found = datetime(year, month, number, int(match["hour"] or 0), int(match["minute"] or 0), tzinfo=UTC)
        except ValueError:  # the 29th of February of another year, or none
            continue
        if found <= fetched_at + _AHEAD:
            return found
    return None
