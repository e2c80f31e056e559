"""How a source does, for the pages: what is wrong with it that a person should look after."""

from __future__ import annotations

from core.terms import NightState
from crawlers.health import Trouble, holes
from store import views


def troubles(row: views.SourceRow, silent_limit: int) -> list[Trouble]:
    """Why an enabled source was not heard, worst first; nothing where it was, and where no night asked it yet."""
    if not row.source.enabled:
        return []
    found = [Trouble.FAILED] if row.last_night is not None and row.last_night.state == NightState.FAILED else []
    found += holes(row.last_night) if row.last_night is not None else []
    return found + ([Trouble.SILENT] if row.silent_nights >= silent_limit else [])


def is_heard(row: views.SourceRow, silent_limit: int) -> bool:
    """Whether a source was asked and heard, as every page counts it."""
    return row.source.enabled and row.last_night is not None and not troubles(row, silent_limit)
