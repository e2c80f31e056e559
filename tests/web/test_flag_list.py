"""A flag's page knows the list that it was opened from: what stands before and behind it, also when it was decided."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from tests.web.browser import watched
from tests.web.stories import ADVERT, CLEARED, NAMELESS, REPORT
from tests.web.test_decisions import form
from tests.web.test_pages import read

ORDER = (REPORT, ADVERT, NAMELESS, CLEARED)
"""As they stand on Tonight."""


def step(client: TestClient, address: str, rel: str) -> str:
    """Where `prev` or `next` leads from here; nothing where there is none."""
    found = re.search(rf'<a href="([^"]*)" rel="{rel}" data-step', client.get(address).text)
    return found[1].replace("&amp;", "&") if found else ""


def test_from_first_to_last_and_back(looker: TestClient, flag_ids: dict[str, int]) -> None:
    addresses = [f"/flags/{flag_ids[story.title]}?since=night" for story in ORDER]
    assert [step(looker, address, "next") for address in addresses] == [*addresses[1:], ""]
    assert [step(looker, address, "prev") for address in addresses] == ["", *addresses[:-1]]
    last = read(looker, addresses[-1])
    assert "The last of the list." in last.text
    assert "/?since=night" in last.links


def test_without_a_list_there_is_no_next(looker: TestClient, flag_ids: dict[str, int]) -> None:
    address = f"/flags/{flag_ids[REPORT.title]}"
    assert (step(looker, address, "next"), step(looker, address, "prev")) == ("", "")
    assert looker.get(f"{address}?since=yesterday").status_code == 422


def test_what_was_decided_is_followed_by_what_stood_below(client: TestClient, flag_ids: dict[str, int]) -> None:
    first, second, third = (flag_ids[story.title] for story in ORDER[:3])
    sent = form(client, second) | {"to": "dismissed", "why": "A coach line."}
    assert f'action="/flags/{second}/decisions?since=all"' in client.get(f"/flags/{second}?since=all").text
    answer = client.post(f"/flags/{second}/decisions?since=all", data=sent, follow_redirects=False)
    assert answer.headers["location"] == f"/flags/{second}?since=all#history"
    assert f"/flags/{second}?since=all" not in read(client, "/?since=all").links
    onward = client.get(f"/flags/{second}?since=all").text.partition('class="onward"')[2]
    assert f'href="/flags/{third}?since=all"' in onward.partition("</section>")[0]
    assert step(client, f"/flags/{second}?since=all", "prev") == f"/flags/{first}?since=all"
    assert step(client, f"/flags/{first}?since=all", "next") == f"/flags/{third}?since=all"


def test_a_refused_decision_and_the_check_keep_the_list(client: TestClient, flag_ids: dict[str, int]) -> None:
    flag_id = flag_ids[ADVERT.title]
    refused = client.post(f"/flags/{flag_id}/decisions?since=all", data=form(client, flag_id) | {"who": " "})
    assert refused.status_code == 422
    assert 'data-step="next"' in refused.text
    assert f"/language/es?to=/flags/{flag_id}%3Fsince%3Dall" in refused.text
    checked = client.get(f"/flags/{flag_id}/evidence?since=all&page=1").text
    assert '<input type="hidden" name="since" value="all">' in checked
    assert 'data-step="next"' in checked


def test_a_page_ends_where_the_next_begins(
    looker: TestClient, flag_ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.flag_list.FLAGS_A_PAGE", 1)
    seen, address = [], next(link for link in read(looker, "/?since=all").links if link.startswith("/flags/"))
    while address:
        seen.append(address)
        before, address = address, step(looker, address, "next")
        assert not address or step(looker, address, "prev") == before
    assert seen[1].endswith("?since=all&page=2")
    assert len(seen) == len({each.partition("?")[0] for each in seen}) == len(flag_ids)


def test_tonight_by_a_state_and_a_country(client: TestClient, flag_ids: dict[str, int]) -> None:
    def shown(question: str) -> set[str]:
        links = read(client, f"/?{question}").links
        return {link.partition("?")[0] for link in links if link.startswith("/flags/")}

    second = f"/flags/{flag_ids[REPORT.title]}"
    sent = form(client, flag_ids[REPORT.title]) | {"to": "dismissed", "why": "A coach line."}
    client.post(f"{second}/decisions", data=sent, follow_redirects=False)
    assert shown("since=all&state=dismissed&country=") == {second}  # what waits for nobody, too
    assert second not in shown("since=all&state=&country=")
    assert shown("since=all&state=new") == shown("since=all")
    assert shown("since=all&state=in_review") == set()
    chilean, colombian = shown("since=all&country=CL"), shown("since=all&country=CO")
    assert chilean
    assert colombian
    assert not chilean & colombian
    page = read(client, "/?since=week&state=dismissed&country=PE")
    assert "No flag fits." in page.text
    assert "Only: Dismissed, Peru." in page.text
    assert "/?since=night&state=dismissed&country=PE" in page.links
    assert "/?since=week" in page.links  # all of them again
    assert "No flag fits." in read(client, "/?since=all&country=AQ").text
    assert client.get("/?since=all&country=ZZ").status_code == 422  # that none fits would not say that it is no country
    assert shown("since=all&country=cl") == chilean
    for wrong in ("state=guilty", "country=chile"):
        assert client.get(f"/?{wrong}").status_code == 422


def test_a_flag_keeps_the_list_that_was_narrowed(looker: TestClient, flag_ids: dict[str, int]) -> None:
    place = "?since=all&state=new&country=CO"
    address = next(link for link in read(looker, f"/{place}").links if link.startswith("/flags/"))
    assert address.endswith(place)
    page = looker.get(address).text
    assert '<input type="hidden" name="state" value="new"><input type="hidden" name="country" value="CO">' in page
    assert f'href="/{place}"'.replace("&", "&amp;") in page
    seen = [address]
    while onward := step(looker, seen[-1], "next"):
        assert onward.endswith(place)
        seen.append(onward)
    assert len(seen) < len(flag_ids)


@pytest.mark.browser
def test_the_keys_walk_the_list_and_a_telephone_has_the_decision_at_hand(
    browser: Browser, origin: str, flag_ids: dict[str, int]
) -> None:
    with watched(browser, origin, width=390) as seen:
        page = seen.page
        page.goto("/?since=night")
        page.get_by_role("link", name=REPORT.title).first.click()
        expect(page).to_have_url(re.compile(rf"/flags/{flag_ids[REPORT.title]}\?since=night$"))
        page.keyboard.press("j")
        expect(page).to_have_url(re.compile(rf"/flags/{flag_ids[ADVERT.title]}\?since=night$"))
        page.keyboard.press("k")
        expect(page).to_have_url(re.compile(rf"/flags/{flag_ids[REPORT.title]}\?since=night$"))
        page.keyboard.press("k")  # before the first there is none
        link = page.get_by_role("navigation", name="On this page").get_by_role("link", name="Decision")
        expect(link).to_be_in_viewport()
        link.click()
        expect(page.get_by_role("heading", name="Decision")).to_be_in_viewport()
        page.keyboard.press("d")
        page.keyboard.press("w")
        page.keyboard.type("A coach line.")
        page.get_by_label("Your name").fill("Ana Núñez")
        page.get_by_role("button", name="Record the decision").click()
        onward = page.locator(".onward").get_by_role("link", name="Next")
        expect(onward).to_be_in_viewport()
        onward.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(ADVERT.title)
        seen.assert_fits()
        seen.assert_calm()
