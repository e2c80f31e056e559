"""The morning, walked in a real browser, and hostile text that stays text there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from core.settings import Settings
from core.terms import ContactType, Role
from digest.night import queue_night
from digest.send import send_due
from store import clusters, views, watchlist
from store.session import Database
from store.watchlist import Sighting
from tests.digest.postmaster import Postmaster, to
from tests.digest.samples import RECIPIENT
from tests.web.browser import served, watched
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import ADVERT, REPORT, Story

pytestmark = pytest.mark.browser

HOSTILE = [
    "<script>alert('script')</script>",
    "\"><img src=x onerror=alert('attribute')>",
    "</title></style></textarea><svg onload=alert('svg')>",
    "' autofocus onfocus='alert(1)' x='",
    "javascript:alert('address')//https://tracker.example/pixel.png",
    "{{ ''.__class__ }}{% for x in y %}",
    "\u202ednuor yaw rehto eht\u202c \u2066isolated \u200fmixed \u061c",
    "NUL \x00 bell \x07 escape \x1b[31m delete \x7f",
    "<meta http-equiv=refresh content='0;url=https://tracker.example/'>",
    "<link rel=stylesheet href=https://tracker.example/a.css><base href=https://tracker.example/>",
    "Z" + "\u0300\u0489" * 400,
    "W" * 3000,
]


def hostile_stories() -> list[Story]:
    """One story a string, in every place where a crawled word can stand."""
    return [
        replace(
            REPORT,
            title=f"{words} {number}",
            text=f"Según {words} la agencia {words}; traslada migrantes.\n\n{words}",
            operators=((f"{words} {number}", (words,)),),
            others=((f"agencia {words}", Role.AUTHORITY),),
            signals=(("passage", "traslada migrantes", 1.4), ("evasion", words, 1.0)),
            places=(),
            same_as="",
        )
        for number, words in enumerate(HOSTILE)
    ]


def test_the_morning(browser: Browser, origin: str, database: Database, flag_ids: dict[str, int]) -> None:
    with watched(browser, origin) as seen:
        page = seen.page
        page.goto("/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Saturday 23 January 2021")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.get_by_role("link", name=ADVERT.title).click()
        expect(page.locator("mark.k-operator").last).to_have_text("Viajes Sol Naciente")
        page.get_by_role("link", name="sin pasaporte y sin sello").click()
        expect(page).to_have_url(re.compile(r"#w\d+$"))
        page.get_by_role("button", name="Verify now").click()
        expect(page.get_by_role("status")).to_contain_text("It holds.")
        page.get_by_role("radio", name="Dismiss").check()
        page.get_by_label("Your name").fill("Ana Núñez")
        page.get_by_role("button", name="Record the decision").click()
        expect(page.locator("#why")).to_be_focused()  # a dismissal takes a reason; nothing was sent
        expect(page).to_have_url(re.compile(r"/evidence"))
        page.locator("#why").evaluate("field => { field.form.noValidate = true }")  # as a browser without our script
        page.get_by_role("button", name="Record the decision").click()
        expect(page.get_by_role("alert")).to_contain_text("needs a reason")
        expect(page.locator("#why")).to_be_focused()
        expect(page.locator("#why")).to_have_accessible_description(re.compile("a dismissal needs a reason"))
        page.get_by_label("Confirm as a lead").check()
        page.get_by_label("Reason").fill("Named, priced, with a phone.\n\nAsked the desk.")
        page.get_by_role("button", name="Record the decision").click()
        expect(page.get_by_role("heading", name="Decided so far")).to_be_visible()
        said = page.locator("#history + ol .written").first
        assert said.inner_text() == "Named, priced, with a phone.\n\nAsked the desk."  # its paragraphs, as written
        page.get_by_role("link", name="Viajes Sol Naciente").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Viajes Sol Naciente")
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Runs").click()
        expect(page.get_by_role("region", name="Nights")).to_be_visible()
        page.get_by_role("link", name="Sources").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sources")
        seen.errors = [error for error in seen.errors if "422" not in error]  # Chromium notes the refused form
        seen.assert_calm()
    with database.reading() as session:
        (decision,) = views.flag(session, flag_ids[ADVERT.title]).decisions
    assert decision.why.splitlines() == ["Named, priced, with a phone.", "", "Asked the desk."]


def test_what_was_typed_stays_when_the_language_changes(
    browser: Browser, origin: str, flag_ids: dict[str, int]
) -> None:
    """Whoever found the page in a foreign language after writing a reason lost it by the links of the footer."""
    with watched(browser, origin) as seen:
        page = seen.page
        page.goto(f"/flags/{flag_ids[ADVERT.title]}")
        page.get_by_label("Needs more").check()
        page.get_by_label("Reason").fill("First line.\n\n“Second” <b>line</b>.")
        page.get_by_label("Your name").fill("Ana Núñez")
        page.get_by_role("link", name="Español").click()
        expect(page.get_by_role("button", name="Registrar la decisión")).to_be_visible()
        expect(page.locator("#why")).to_have_value("First line.\n\n“Second” <b>line</b>.")
        expect(page.locator("#who")).to_have_value("Ana Núñez")
        expect(page.locator("#to-needs_more")).to_be_checked()
        page.reload()
        expect(page.locator("#why")).to_have_value("")  # nothing is left lying about in the browser
        page.locator("#to-dismissed").check()
        page.locator("#who").fill("Ana Núñez")
        page.locator("#why").evaluate("field => { field.form.noValidate = true }")
        page.get_by_role("button", name="Registrar la decisión").click()
        expect(page.get_by_role("alert")).to_be_visible()  # a dismissal takes a reason
        page.locator("#why").fill("A coach line.")
        page.get_by_role("link", name="Português").click()
        expect(page).to_have_url(re.compile(r"/flags/\d+$"))
        expect(page.locator("#why")).to_have_value("A coach line.")
        expect(page.locator("#to-dismissed")).to_be_checked()
        seen.errors = [error for error in seen.errors if "422" not in error]  # Chromium notes the refused form
        seen.assert_calm()


def test_two_are_merged_found_by_phone_and_exported(browser: Browser, origin: str, database: Database) -> None:
    """The morning goes on: who is one, the phone however it is typed, the file for a colleague."""
    with database.transaction() as session:
        named = {line.name: line.operator_id for line in views.operators(session)}
        one, other = sorted((named["ViveOnline"], named["Viajes Sol Naciente"]))
        watchlist.add_contacts(session, one, [(ContactType.PHONE, "+573000000021")], Sighting(NOW, NOW, counts=False))
    with watched(browser, origin) as seen:
        page = seen.page
        page.goto("/")
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Pairs").click()
        page.get_by_role("link", name="ViveOnline").first.click()
        expect(page.get_by_role("heading", name="Why the machine thinks so")).to_be_visible()
        page.get_by_role("radio", name="Same").check()
        page.get_by_label("Reason").fill("One number, one owner.")
        page.get_by_label("Your name").fill("Ana Núñez")
        page.get_by_role("button", name="Record the decision").click()
        expect(page).to_have_url(re.compile(rf"/operators/{one}#entries$"))
        expect(page.get_by_role("heading", name="One by a person’s decision")).to_be_visible()
        page.get_by_role("link", name="The whole network, with a table").click()
        expect(page.locator("svg.network g.named")).to_have_count(2)
        page.goto("/search")
        page.get_by_label("What to look for").fill("0057 (300) 000-00-21")
        page.get_by_role("button", name="Search").click()
        expect(page.locator("#found-operators + ul li")).to_have_count(1)
        expect(page.locator("#found-operators + ul")).to_contain_text("Viajes Sol Naciente")
        with page.expect_download() as begun:
            page.get_by_role("link", name="Export as CSV").click()
        exported = begun.value.path().read_text(encoding="utf-8-sig")
        page.goto(f"/operators/{other}")
        expect(page).to_have_url(re.compile(rf"/operators/{one}$"))
        page.get_by_text("Split off").last.click()
        page.get_by_label("Reason").last.fill("Another owner after all.")
        page.get_by_role("button", name="Split it off").last.click()
        expect(page.locator("#judgements + ol li").first).to_contain_text("Different")
        seen.assert_calm()
    rows = [line.split(",") for line in exported.splitlines() if line.startswith('"operator"')]
    assert [row[1:3] for row in rows] == [[f'"{one}"', '"ViveOnline"']]
    with database.reading() as session:
        assert clusters.members(session, one) == [one]


@pytest.fixture
def hostile_origin(settings: Settings, night: Night, database: Database) -> object:
    night.hold(hostile_stories(), night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    with served(settings) as address:
        yield address


def test_hostile_text_is_only_text(browser: Browser, hostile_origin: str, database: Database) -> None:
    with database.reading() as session:
        flags = [flag for flag in views.flags(session) if flag.night == NIGHT + timedelta(days=1)]
        operators = views.operators(session)
    assert len(flags) >= len(HOSTILE) - 1
    ids = sorted(each.operator_id for each in operators)
    paths = ["/", "/operators", "/pairs", "/sources", *(f"/operators/{each}" for each in ids)]
    paths += [*(f"/operators/{each}/network" for each in ids[-4:]), *(f"/pairs/{ids[0]}/{each}" for each in ids[-4:])]
    with watched(browser, hostile_origin) as seen:
        for path in [*paths, *(f"/flags/{flag.flag_id}/evidence" for flag in flags)]:
            answer = seen.page.goto(path)
            assert answer is not None
            assert answer.status == 200
            for width in (390, 1180):
                seen.page.set_viewport_size({"width": width, "height": 900})
                seen.assert_fits()
            seen.assert_calm()
            foreign = "main script, main svg:not(.map, .plot), main img:not(.drawing img), main base"
            assert seen.page.locator(foreign).count() == 0
            assert not set(seen.page.inner_text("main")) & set("\u202e\u202c\u2066\u200f\u061c\x00\x07\x1b\x7f")


def test_who_says_so_is_printed_too(browser: Browser, origin: str) -> None:
    """A closed part of the page is a part of the file all the same; the keys of the keyboard are none."""
    with watched(browser, origin) as seen:
        seen.page.goto("/operators/1")
        words = seen.page.locator(".ladder-card details .history").first
        shown = "one => one.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})"
        assert not words.evaluate(shown)
        seen.page.emulate_media(media="print")
        assert words.evaluate(shown)
        expect(seen.page.locator("footer details")).to_be_hidden()


def test_a_megabyte_is_read_to_its_end(browser: Browser, settings: Settings, night: Night, database: Database) -> None:
    text = "<b>palabra</b> " * 70_000 + "the very end"
    long_night = NIGHT + timedelta(days=1)
    night.hold(
        [replace(REPORT, title="x" * 1_000_000, text=text + REPORT.text)], night=long_night, now=NOW + timedelta(days=1)
    )
    with served(settings) as address, watched(browser, address) as seen:
        seen.page.goto("/")
        seen.assert_fits()
        seen.page.get_by_role("link", name="more characters)").first.click()
        expect(seen.page.locator(".prose")).to_contain_text("the very end")
        seen.assert_fits()
        seen.assert_calm()


def test_the_mail_leads_to_the_flag(
    browser: Browser, origin: str, database: Database, flag_ids: dict[str, int]
) -> None:
    """The morning begins in a mailbox: the night's mail comes through a real server, and its link opens the lead."""
    postmaster = Postmaster()
    postmaster.start()
    try:
        settings = to(postmaster, base_url=origin, recipients=(RECIPIENT,))
        with database.transaction() as session:
            run_id = views.runs(session, limit=1)[0].run_id
            assert queue_night(session, run_id, settings, silent_nights=3, now=NOW) == [RECIPIENT]
        assert send_due(database, settings, NOW).sent == 1
    finally:
        postmaster.stop()
    (mail,) = postmaster.mails
    part = mail.get_body(("html",))
    assert part is not None
    with watched(browser, origin) as seen:
        seen.page.set_content(part.get_content())
        seen.page.get_by_role("link", name=ADVERT.title).click()
        expect(seen.page).to_have_url(re.compile(rf"/flags/{flag_ids[ADVERT.title]}$"))
        expect(seen.page.get_by_role("heading", level=1)).to_have_text(ADVERT.title)
        seen.assert_calm()


def test_a_reason_of_blanks_is_asked_for_before_anything_is_sent(browser: Browser, origin: str) -> None:
    with watched(browser, origin, width=390) as seen:
        page = seen.page
        page.goto("/flags/1")
        page.locator("#to-dismissed").check()
        page.locator("#why").fill("   ")
        page.locator("#who").fill("Ana")
        page.get_by_role("button", name="Record the decision").click()
        expect(page.locator("#why")).to_have_value("")
        expect(page.locator("#why")).to_be_focused()
        expect(page.get_by_role("alert")).to_have_count(0)
