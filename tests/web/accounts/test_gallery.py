"""The pages of accounts as people see them, refusals too; pictures as tests/web/gallery.py says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from core.settings import Settings
from store import views
from tests.web.accounts.doors import PASSWORD
from tests.web.browser import Watched, served
from tests.web.gallery import Look, hang, looking, looks, visit
from tests.web.test_access import findings

pytestmark = pytest.mark.browser


@pytest.fixture
def closed_origin(closed: Settings) -> Iterator[str]:
    with served(closed) as address:
        yield address


def enter(seen: Watched, login: str, password: str = PASSWORD) -> None:
    seen.page.goto("/sign-in")
    seen.page.locator("#login").fill(login)
    seen.page.locator("#password").fill(password)
    seen.page.locator("main button[type=submit]").click()


def keep(seen: Watched, name: str, look: Look, found: list[str]) -> None:
    found += findings(seen.page)
    hang(seen, name, look)


@looks
def test_doors(browser: Browser, closed_origin: str, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[str] = []
    with looking(browser, closed_origin, look) as seen:
        seen.page.goto("/sign-in?to=/flags/1")
        keep(seen, "sign-in", look, found)
        enter(seen, "rita", "not it")
        keep(seen, "sign-in-401", look, found)
        for _ in range(20):
            enter(seen, "nobody", "not it")
            if seen.page.locator(".problem .number").count():
                break
        keep(seen, "sign-in-429", look, found)
    with looking(browser, closed_origin, look) as seen:
        enter(seen, "rita")
        visit(seen, look, {"reader-flag": "/flags/1", "reader-search": "/search?q=migrantes"})
        seen.page.goto("/accounts")
        keep(seen, "error-403", look, found)
        monkeypatch.setattr(views, "run", lambda *_: 1 // 0)
        seen.page.goto("/runs/1")
        keep(seen, "error-500", look, found)
    assert found == []


@looks
def test_own_account_and_everybodys(browser: Browser, closed_origin: str, look: Look) -> None:
    found: list[str] = []
    with looking(browser, closed_origin, look) as seen:
        page = seen.page
        enter(seen, "ada")
        page.goto("/account")
        keep(seen, "account", look, found)
        page.locator("#start").fill(PASSWORD)
        page.locator("form[action='/account/factor'] button").click()
        page.locator(".qr svg").wait_for()
        keep(seen, "account-factor", look, found)
        page.locator("#token-name").fill("un lector de noticias")
        page.locator("#token-password").fill(PASSWORD)
        page.locator("form[action='/account/tokens'] button").click()
        page.locator(".secret").first.wait_for()
        keep(seen, "account-token", look, found)
        page.locator("#old").fill("not it")
        page.locator("#new").fill("short")
        page.locator("#again").fill("other")
        page.locator("form[action='/account/password'] button").click()
        page.locator(".problem").wait_for()
        keep(seen, "account-problem", look, found)
        page.goto("/accounts")
        page.locator("#login").fill("luz")
        page.locator("#name").fill("Luz Mar")
        page.locator("form[action='/accounts'] button").click()
        given = page.locator(".secret").inner_text()
        keep(seen, "accounts-given", look, found)
        visit(seen, look, {"accounts": "/accounts"})
    with looking(browser, closed_origin, look) as seen:
        enter(seen, "luz", given)
        keep(seen, "account-first-time", look, found)
    assert found == []
