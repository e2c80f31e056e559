"""Pages that everybody can use: axe-core finds nothing, light and dark, on a phone and at 200 % zoom; single keys act,
and can be switched off (WCAG 2.1.4)."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.browser import watched
from tests.web.stories import ADVERT

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}
PATHS = [
    "/", "/?since=all", "/operators", "/operators/2", "/search", "/search?q=migrantes&country=CL", "/overview", "/runs",
    "/runs/4", "/guide",
    "/pairs", "/pairs/2/3", "/operators/2/network", "/operators/1/network", "/sources", "/sources/ec_prensa",
    "/documents/1?q=turismo", "/flags/3/evidence?since=all", "/nowhere",
]  # fmt: skip


def findings(page: Page) -> list[str]:
    violations = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url}: {found['id']}: {node['html'][:160]}" for found in violations for node in found["nodes"]]


@pytest.mark.parametrize(
    ("width", "scheme"), [(1180, "light"), (1180, "dark"), (390, "light"), (590, "dark"), (320, "light")]
)
def test_axe_finds_nothing(browser: Browser, origin: str, width: int, scheme: str) -> None:
    """590 pixels are a window of 1180 at 200 %, 320 are what WCAG 1.4.10 asks to do without sideways scrolling."""
    found = []
    with watched(browser, origin, width=width, scheme=scheme) as seen:
        for path in PATHS:
            seen.page.goto(path)
            for hidden in seen.page.locator("details").all():
                hidden.evaluate("element => { element.open = true }")
            found += findings(seen.page)
            seen.assert_fits()
    assert found == []


def test_keys_decide_and_take_back(browser: Browser, origin: str, flag_ids: dict[str, int]) -> None:
    with watched(browser, origin) as seen:
        page = seen.page
        page.goto("/")
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(page.get_by_role("link", name=ADVERT.title)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(rf"/flags/{flag_ids[ADVERT.title]}\?since=night$"))
        page.keyboard.press("c")
        expect(page.get_by_label("Confirm as a lead")).to_be_checked()
        page.keyboard.press("w")
        page.keyboard.type("A phone, a price and z letters.")
        page.get_by_label("Your name").fill("Ana")
        page.get_by_role("button", name="Record the decision").click()
        expect(page.locator(".undo .state")).to_have_text("Confirmed")
        page.locator("h1").click()
        page.keyboard.press("z")
        expect(page.locator("h1 + .lede + .facts .state").first).to_have_text("In review")
        expect(page.locator("#history + ol li")).to_have_count(2)
        page.keyboard.press("/")
        expect(page).to_have_url(re.compile(r"/search$"))
        page.keyboard.press("/")
        expect(page.get_by_label("What to look for")).to_be_focused()
        seen.assert_calm()


def test_keys_can_be_switched_off(browser: Browser, origin: str) -> None:
    with watched(browser, origin) as seen:
        seen.page.goto("/")
        seen.page.get_by_text("Keyboard shortcuts").click()
        seen.page.get_by_label("Use single keys").uncheck()
        seen.page.locator("h1").click()
        seen.page.keyboard.press("o")
        seen.page.goto("/runs")
        seen.page.keyboard.press("o")
        expect(seen.page).to_have_url(re.compile(r"/runs$"))
        seen.assert_calm()
