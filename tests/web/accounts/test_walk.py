"""A real browser signs in with a second factor, decides, and signs out; axe finds nothing on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from playwright.sync_api import Browser, expect

from core.settings import Settings
from store import views
from store.accounts import people, totp
from store.accounts.records import Act
from store.session import Database
from tests.web.accounts.doors import PASSWORD
from tests.web.browser import served, watched
from tests.web.stories import REPORT
from tests.web.test_access import findings

pytestmark = pytest.mark.browser


@pytest.fixture
def closed_origin(closed: Settings) -> Iterator[str]:
    with served(closed) as address:
        yield address


@pytest.fixture
def telephone(closed: Settings, database: Database) -> pyotp.TOTP:
    """Rosa's, set up a while ago."""
    del closed
    then = datetime.now(UTC) - timedelta(minutes=10)
    with database.transaction() as session:
        rosa = people.find(session, "rosa")
        totp.prepare(session, rosa.account_id)
        telephone = pyotp.TOTP(totp.pending(session, rosa.account_id)[0])
        assert totp.confirm(session, rosa.account_id, telephone.at(then), Act("rosa", then))
    return telephone


def test_sign_in_with_a_code_decide_and_sign_out(
    browser: Browser, closed_origin: str, database: Database, telephone: pyotp.TOTP, flag_ids: dict[str, int]
) -> None:
    flag_id = flag_ids[REPORT.title]
    with watched(browser, closed_origin) as seen:
        page = seen.page
        page.goto(f"/flags/{flag_id}")
        expect(page).to_have_url(re.compile(rf"/sign-in\?to=/flags/{flag_id}$"))
        page.get_by_label("Login").fill("rosa")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_label("Code").fill(telephone.now())
        page.get_by_role("button", name="Go on").click()
        expect(page).to_have_url(re.compile(rf"/flags/{flag_id}$"))
        page.get_by_label("Confirm as a lead").check()
        page.get_by_label("Reason").fill("Named by two papers")
        page.get_by_role("button", name="Record the decision").click()
        expect(page.locator(".undo .state")).to_have_text("Confirmed")
        page.get_by_role("link", name="Rosa Ñandú").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(re.compile(r"/sign-in$"))
        page.go_back()
        page.reload()
        expect(page).to_have_url(re.compile(r"/sign-in"))
        seen.assert_calm()
    with database.reading() as session:
        assert [each.who for each in views.flag(session, flag_id).decisions] == ["Rosa Ñandú"]


@pytest.mark.parametrize(("width", "scheme"), [(1180, "light"), (390, "dark")])
def test_axe_finds_nothing(browser: Browser, closed_origin: str, width: int, scheme: str) -> None:
    found = []
    with watched(browser, closed_origin, width=width, scheme=scheme) as seen:
        page = seen.page
        page.goto("/sign-in")
        found += findings(page)
        page.get_by_label("Login").fill("ada")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.goto("/account")
        page.locator("#start").fill(PASSWORD)
        page.get_by_role("button", name="Set up a second factor").click()
        expect(page.locator(".qr svg")).to_be_visible()
        found += findings(page)
        seen.assert_fits()
        page.get_by_label("What for").fill("a feed")
        page.locator("#token-password").fill(PASSWORD)
        page.get_by_role("button", name="Make the token").click()
        expect(page.locator(".secret")).to_be_visible()
        found += findings(page)
        page.goto("/accounts")
        page.get_by_label("Login").fill("luz")
        page.get_by_label("Name, as it stands").fill("Luz Mar")
        page.get_by_role("button", name="Make the account").click()
        expect(page.locator(".secret")).to_be_visible()
        found += findings(page)
        seen.assert_fits()
        page.goto("/nowhere")
        found += findings(page)
        assert [each for each in seen.errors if "404" not in each] == []
    assert found == []
