"""How people are told that a page is from a file of others, and not from a visit of ours."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from core.days import local
from core.languages import marked_text as N_
from core.languages import spoken
from evidence.brought import of_others, taken_in

_ON = N_("from a WARC file of others, taken in on %(day)s; the date of the visit is what that file says")
_SOME_DAY = N_("from a WARC file of others; the date of the visit is what that file says")


def brought(root: Path, warc_file: str, zone: tzinfo) -> str:
    """What to say of a file of the archive, in the language that is being spoken; "" for those of our own visits."""
    if not of_others(warc_file):
        return ""
    when = taken_in(root, warc_file)
    return brought_on(local(when, zone) if when is not None else None)


def brought_on(when: datetime | None) -> str:
    """The same by the local time at which it was taken in."""
    if when is None:
        return spoken().text(_SOME_DAY)
    return spoken().text(_ON) % {"day": spoken().moment(when)}
