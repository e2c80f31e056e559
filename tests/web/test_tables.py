"""Tables in a browser: a name without end breaks, and what goes on to the right says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from core.settings import Settings
from store import views
from store.session import Database
from tests.web.browser import served, watched
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import REPORT

pytestmark = pytest.mark.browser
ENDLESS = "Ñandúviajes" * 36


@pytest.fixture
def endless(settings: Settings, night: Night, database: Database) -> int:
    """An operator of 400 letters without a gap, named beside another."""
    text = f"Según la prensa {ENDLESS} y la agencia ViveOnline; traslada migrantes y busca eludir a la policía."
    story = replace(
        REPORT, title="Una red", text=text, operators=((ENDLESS, ()), ("ViveOnline", ())), others=(), signals=(),
        places=(), same_as="",
    )  # fmt: skip
    night.hold([story], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    with database.reading() as session:
        return next(line.operator_id for line in views.operators(session) if line.name.startswith("Ñandú"))


def test_a_name_without_end_breaks(browser: Browser, settings: Settings, endless: int) -> None:
    with served(settings) as address, watched(browser, address) as seen:
        for path in ("/operators", f"/operators/{endless}/network"):
            for width, widest in ((1180, 1180), (390, 900)):
                seen.page.set_viewport_size({"width": width, "height": 900})
                seen.page.goto(path)
                table = seen.page.locator("table").last
                expect(table).to_contain_text("Ñandúviajes")
                box = table.bounding_box()
                assert box is not None
                assert box["width"] <= widest, (path, width)
                seen.assert_fits()
        seen.assert_calm()


def test_a_table_that_goes_on_says_so(browser: Browser, origin: str) -> None:
    said = "This goes on to the right: scroll it sideways."
    with watched(browser, origin, width=390) as seen:
        seen.page.goto("/operators")
        expect(seen.page.get_by_text(said)).to_be_visible()
        seen.page.set_viewport_size({"width": 1180, "height": 900})
        expect(seen.page.get_by_text(said)).to_be_hidden()
        seen.assert_calm()
