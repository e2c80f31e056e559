"""The guide says in three languages the same, in the words that the pages use."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from core.languages import language
from tests.web.test_pages import Page, read
from web.guide_pages import GUIDES, written
from web.languages import NAMES

SAID = [
    "Offers passage", "Recruits for smuggling", "Offers false papers", "Bears signs of a trafficking lure",
    "Reports smuggling or trafficking", "Take into review", "Confirm as a lead", "Dismiss", "Needs more", "Same",
    "Different", "Unsure", "Confirm the clearance",
    "Why", "Verify now", "Pairs", "Search", "Tonight", "Keyboard shortcuts", "Dossier as PDF", "Overview",
    "Download a bundle",
]  # fmt: skip
"""What stands on buttons and tables, which the guide tells of."""


@pytest.mark.parametrize("code", NAMES)
def test_it_uses_the_words_of_the_pages(code: str) -> None:
    text = " ".join((GUIDES / f"{code}.md").read_text(encoding="utf-8").split())
    assert [word for word in SAID if language(code).text(word) not in text] == []


def test_the_three_have_the_same_parts_tables_links_and_keys() -> None:
    def shape(code: str) -> list[object]:
        text = (GUIDES / f"{code}.md").read_text(encoding="utf-8")
        rows = sum(line.startswith("|") for line in text.splitlines())
        items = len(re.findall(r"(?m)^(?:- |\d\. )", text))
        return [len(written(code)[1]), rows, items, re.findall(r"\]\((.*?)\)", text), re.findall(r"`(.*?)`", text)]

    assert shape("es") == shape("en") == shape("pt")


def test_its_links_and_keys_are_those_of_the_pages(looker: TestClient) -> None:
    text = (GUIDES / "en.md").read_text(encoding="utf-8")
    for address in set(re.findall(r"\]\((.*?)\)", text)):
        assert looker.get(address).status_code == 200, address
    keys = set(re.findall(r'data-key="(.)"', looker.get("/guide").text))
    assert keys >= {key for key in re.findall(r"`(.)`", text) if key in "top/"}


@pytest.mark.parametrize("code", NAMES)
def test_the_page_speaks_its_language_and_has_parts_to_jump_to(looker: TestClient, code: str) -> None:
    looker.cookies.set("almenara_language", code)
    page = read(looker, "/guide")
    looker.cookies.delete("almenara_language")
    title, headings, _body = written(code)
    for words in (title, *headings):
        assert page.text.count(words) >= 2  # over the page, or in the list of its parts, and where it stands
    assert {f"#part-{number}" for number in range(1, len(headings) + 1)} <= set(page.links)
    assert "**" not in page.text


def test_every_page_leads_to_it(looker: TestClient) -> None:
    assert "/guide" in Page(looker.get("/operators").text).links
