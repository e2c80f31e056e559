"""What is wrong with a source is the same on every page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.nights import SourceNight
from store import views
from store.session import Database
from tests.store.make import register
from web.source_health import is_heard, troubles

ASKED = SourceNight("cl_voz", (1, 8), fetched=3, state="done")


@pytest.mark.parametrize(
    ("night", "silent", "heard"),
    [
        (ASKED, 0, True),
        (ASKED, 3, False),
        (None, 0, False),
        (replace(ASKED, state="failed"), 0, False),
        (replace(ASKED, reasons={"HTTP 403": 3}), 0, False),  # the overview counted these as heard
        (replace(ASKED, reasons={"HTTP 403": 1}), 0, True),
    ],
)
def test_a_source_with_a_trouble_was_not_heard(
    database: Database, night: SourceNight | None, silent: int, heard: bool
) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        row = replace(views.source(session, "cl_voz"), last_night=night, silent_nights=silent)
    assert is_heard(row, 3) is heard
    assert bool(troubles(row, 3)) is (night is not None and not heard)
    off = replace(row, source=replace(row.source, enabled=False))
    assert (is_heard(off, 3), troubles(off, 3)) == (False, [])
