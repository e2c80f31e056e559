"""What the mail's templates know: dates, counts, wrapping, and that every value they print is plain text.

`finalize` runs on each printed value, so that a template can't forget it; escaping for HTML comes after it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from core.text import plain, shortened

WIDTH = 72
TITLE_LIMIT = 200
REASON_LIMIT = 400
NAME_LIMIT = 120


class _Laid(str):
    """Text that this module laid out in lines; its parts are plain already."""

    __slots__ = ()


def _clean(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup | _Laid) else value


def _wrapped(text: str, indent: int = 0, hanging: int = 0) -> _Laid:
    return _Laid(
        textwrap.fill(
            plain(text),
            WIDTH,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hanging),
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def _long_date(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def _short_date(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _names(values: Sequence[str], more: int = 0) -> str:
    listed = ", ".join(shortened(plain(value), NAME_LIMIT) for value in values)
    return f"{listed} and {more:,} more" if more else listed


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        wrapped=_wrapped,
        long_date=_long_date,
        short_date=_short_date,
        names=_names,
        title=lambda text: shortened(plain(text), TITLE_LIMIT),
        reason=lambda text: shortened(plain(text), REASON_LIMIT),
        name=lambda text: shortened(plain(text), NAME_LIMIT),
        words=lambda term: str(term).replace("_", " "),
    )
    environment.globals.update(count=_count, signature_mark=_Laid("-- "))
    return environment


TEMPLATES = _environment()
