"""expected_night.json agrees with the pages' own records."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest

from core.settings import PROJECT_ROOT, load
from examples.expected import read_expected, read_nights
from tests.examples.small_web import TODAY, sources

NIGHTS = read_nights()
NEVER = set(NIGHTS["never_fetched"])


def pages(night: int) -> dict[str, dict[str, Any]]:
    return {r["url"].removeprefix("http://"): r for r in read_expected(today=TODAY, night=night)}


@pytest.mark.parametrize("night", [1, 2])
def test_documents_are_counted_right(night: int) -> None:
    host_of = {source.hosts[0]: source.id for source in sources().values()}
    before = pages(1) if night == 2 else {}
    new = [url for url in pages(night) if url not in before and url not in NEVER]
    counted = Counter(host_of[urlsplit(f"http://{url}").hostname or ""] for url in new)
    assert NIGHTS["nights"][night - 1]["new_documents"] == {source: counted[source] for source in sources()}


@pytest.mark.parametrize("night", [1, 2])
def test_every_labelled_page_that_names_somebody_leads_to_a_flag(night: int) -> None:
    leads = NIGHTS["nights"][night - 1]["leads"]
    flagged = {url for lead in leads for story in lead["stories"] for url in story}
    naming = {
        url
        for url, record in pages(night).items()
        if record["operators"] and record["night"] == night and url not in NEVER
    }
    assert naming <= flagged
    assert flagged - naming == set() if night == 1 else flagged >= naming


@pytest.mark.parametrize("night", [1, 2])
def test_a_lead_gathers_forms_of_one_name(night: int) -> None:
    for lead in NIGHTS["nights"][night - 1]["leads"]:
        wanted = _compact(lead["operator"])
        for url in (url for story in lead["stories"] for url in story):
            named = {_compact(n) for o in pages(night)[url]["operators"] for n in (o["name"], *o["aliases"])}
            assert any(name in wanted for name in named), url


def _compact(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


@pytest.mark.parametrize("night", [1, 2])
def test_wire_copies_share_a_story(night: int) -> None:
    stories = [story for lead in NIGHTS["nights"][night - 1]["leads"] for story in lead["stories"]]
    copies = [r for r in pages(night).values() if r["night"] == night and "wire_of" in r]
    assert len(copies) == NIGHTS["nights"][night - 1]["wire_copies_folded"]
    for record in copies:
        pair = {record["url"].removeprefix("http://"), record["wire_of"].removeprefix("http://")}
        assert any(pair <= set(story) for story in stories)


def test_the_cleared_company_was_suspected_first_and_is_nobodys_operator_after() -> None:
    (clearance,) = NIGHTS["nights"][1]["clearances"]
    assert clearance["operator"] in {lead["operator"] for lead in NIGHTS["nights"][0]["leads"]}
    for url in clearance["urls"]:
        record = pages(2)[url]
        assert record["operators"] == []
        assert {"name": clearance["operator"], "role": "victim"} in record["others"]


def test_nobody_lawful_is_an_operator_anywhere() -> None:
    records = read_expected(today=TODAY)
    operators = {name for r in records for o in r["operators"] for name in (o["name"], *o["aliases"])}
    assert operators.isdisjoint(NIGHTS["never_operators"])
    others = {other["name"] for r in records for other in r["others"]}
    assert set(NIGHTS["never_operators"]) - others == {"Mile", "Jean"}  # migrants who ask for help


def test_the_demo_settings_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_SETTINGS", str(PROJECT_ROOT / "examples" / "demo_settings.toml"))
    monkeypatch.setenv("ALMENARA_CRAWL__CONNECT_TO", '{"*.example": "127.0.0.1:8899"}')
    settings = load()
    assert settings.crawl.contact
    assert settings.crawl.connect_to == {"*.example": "127.0.0.1:8899"}
    assert [folder.is_dir() for folder in settings.source_folders] == [True]
