"""One matter of the watch, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from core.text import counted


class Standing(StrEnum):
    """How a matter stands. `wrong`: the watch has a hole, or loses something. `look`: a person should, in time."""

    WELL = "well"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One matter, and what is to be done about it ("" where nothing is). `is_due`: whoever keeps the watch is to hear
    of it today, though nothing is wrong."""

    matter: str
    standing: Standing
    said: str
    remedy: str = ""
    is_due: bool = False


def well(matter: str, said: str) -> Finding:
    """Nothing is to be done."""
    return Finding(matter, Standing.WELL, said)


def ago(span: timedelta) -> str:
    """'25 minutes ago', '30 hours ago', '12 days ago'."""
    minutes = max(span, timedelta()) // timedelta(minutes=1)
    if minutes < 120:
        return f"{counted(minutes, 'minute')} ago"
    hours = minutes // 60
    return f"{counted(hours, 'hour')} ago" if hours < 72 else f"{counted(hours // 24, 'day')} ago"
