"""What is asked for of more than may be asked for, night after night; a simulation, so nothing is asked for here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from core.records import KnownPage
from core.settings import load
from crawlers.discovery.found import Found
from crawlers.download.control import Control
from crawlers.download.rules import Rules
from crawlers.journal import CrawlReport, Journal, read_journal
from crawlers.limits import Limits
from crawlers.owed import NOTHING_OWED, Owed
from crawlers.source import Source
from crawlers.spiders.context import Context
from crawlers.spiders.frontier import NO_ROOM, PAGE_LIMIT, Frontier
from tests.crawlers.night import source

SITE = "http://long.example"
MOST = 40


@dataclass
class Memory:
    """What was fetched, and when first."""

    pages: dict[str, datetime] = field(default_factory=dict)

    def lookup(self, source_id: str, url: str) -> KnownPage | None:
        seen = self.pages.get(url)
        return KnownPage(url, "", "", "", seen, seen) if source_id and seen else None


@dataclass
class Nights:
    """Nights of one source: each fetches all that it asks for. Memory ages by a day a night."""

    folder: Path
    memory: Memory = field(default_factory=Memory)
    number: int = 0

    def pass_(self, *lists: Iterable[Found], in_order: bool = False, owed: Owed = NOTHING_OWED) -> list[str]:
        """One night: the addresses that are asked for."""
        self.number += 1
        self.memory.pages = {url: seen - timedelta(days=1) for url, seen in self.memory.pages.items()}
        with Journal(self.path) as journal:
            frontier = Frontier(self.context(journal, owed))
            for entries in lists:
                frontier.offer(list(entries), in_order=in_order)
            asked = [visit.key for visit in frontier.chosen()]
        for url in asked:
            self.memory.pages.setdefault(url, datetime.now(UTC))
        return [url.removeprefix(f"{SITE}/") for url in asked]

    def context(self, journal: Journal, owed: Owed = NOTHING_OWED) -> Context:
        """What a crawl of this source goes by."""
        description = Source.model_validate(source("long.example", [{"sitemap": f"{SITE}/s"}], revisit_days=3))
        settings = load().crawl.model_copy(update={"max_pages": MOST})
        limits, rules = Limits.of(description, settings), Rules.of(description, settings)
        nobody = cast(Any, None)
        return Context(description, settings, limits, rules, Control(), nobody, self.memory, journal, nobody, owed)

    @property
    def path(self) -> Path:
        return self.folder / f"{self.number}.jsonl"

    @property
    def report(self) -> CrawlReport:
        """The journal of the last night."""
        return read_journal(self.path)


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path)


def pages(numbers: Iterable[int]) -> list[Found]:
    """A sitemap's entries without a date."""
    return [Found(f"{SITE}/{number}") for number in numbers]


@pytest.mark.parametrize("newest_first", [False, True])
def test_what_is_added_to_a_long_list_without_dates_is_asked_for_the_same_night(
    nights: Nights, newest_first: bool
) -> None:
    """800 pages, two more each night, 40 a crawl: every new one at once, the old ones little by little."""
    nights.pass_(pages(range(800)[:: -1 if newest_first else 1]))
    for night in range(1, 31):
        total = 800 + 2 * night
        asked = nights.pass_(pages(range(total)[:: -1 if newest_first else 1]))
        assert {str(total - 1), str(total - 2)} <= set(asked)
        assert len(asked) == len(set(asked)) <= MOST
    assert {f"{SITE}/{number}" for number in range(total)} == set(nights.memory.pages)


def test_dates_go_before_places_and_the_newest_first(nights: Nights) -> None:
    dated = [Found(f"{SITE}/d{day}", f"2026-03-{day:02}") for day in range(1, 29)]
    changed = [Found(f"{SITE}/c{day}", changed=f"2026-03-{day:02}T12:00:00Z") for day in range(1, 29)]
    asked = nights.pass_(pages(range(100)), dated, changed)
    assert asked[:3] == ["d28", "c28", "d27"]
    assert len([page for page in asked if page[0] in "dc"]) == MOST
    assert nights.report.reasons == {PAGE_LIMIT: 100 + 56 - MOST}


def test_a_feed_is_about_today(nights: Nights) -> None:
    """Its entries without a date go before an archive's of yesterday, in its own order."""
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat()
    archive = [Found(f"{SITE}/a{number}", yesterday) for number in range(100)]
    asked = nights.pass_(archive, pages(range(10)), in_order=True)
    assert asked[:11] == [*map(str, range(10)), "a0"]


def test_known_pages_have_a_quarter_and_what_the_new_ones_leave(nights: Nights) -> None:
    nights.pass_(pages(range(MOST)))
    flood = nights.pass_(pages(range(MOST)), pages(range(100, 200)))
    again = [page for page in flood if int(page) < MOST]
    assert (len(again), len(flood)) == (MOST // 4, MOST)
    assert nights.report.reasons == {PAGE_LIMIT: 70, NO_ROOM: 30}
    assert flood[3] in again  # a crawl whose time is up has served both
    quiet = nights.pass_(pages(range(MOST)), pages(range(200, 205)))
    assert len(quiet) == MOST
    assert quiet.count("204") == 1


def test_what_is_owed_is_asked_for_where_nothing_names_it(nights: Nights) -> None:
    """A young document and a failed page that have left the feed; not what is excluded, or was read meanwhile."""
    nights.pass_(pages([1, 2]))
    nights.memory.pages[f"{SITE}/flagged"] = datetime.now(UTC) - timedelta(days=20)
    names = ("flagged", "1"), ("failed", "2")
    standing, unread = (tuple(Found(f"{SITE}/{name}") for name in each) for each in names)
    elsewhere = Found("http://other.example/x")
    asked = nights.pass_(pages([1, 3]), owed=Owed((*standing, elsewhere), unread))
    assert sorted(asked) == ["1", "3", "failed", "flagged"]
    assert nights.report.documents_discovered == 0  # nothing was settled, and what is owed was not discovered
    assert nights.report.reasons == {}


def test_failures_leave_known_pages_their_half(nights: Nights) -> None:
    nights.pass_(pages(range(MOST)))
    failed = tuple(Found(f"{SITE}/f{number}") for number in range(50))
    asked = nights.pass_(pages(range(1000, 1100)), owed=Owed(tuple(pages(range(MOST))), failed))
    assert len(asked) == MOST
    assert len([page for page in asked if page.startswith("f")]) == MOST // 8
    assert len([page for page in asked if page.isdigit() and int(page) < MOST]) == MOST // 8


def test_what_is_found_after_a_choice_is_asked_for_as_far_as_there_is_room(nights: Nights) -> None:
    with Journal(nights.path) as journal:
        context = nights.context(journal)
        frontier = Frontier(context)
        frontier.offer(pages(range(MOST - 2)), in_order=False)
        assert len(frontier.chosen()) == MOST - 2
        assert frontier.chosen() == []
        frontier.offer(pages(range(MOST + 1)), in_order=True)
        assert [visit.key for visit in frontier.chosen()] == [f"{SITE}/{MOST - 2}", f"{SITE}/{MOST - 1}"]
        frontier.offer(pages(range(MOST + 2)), in_order=True)
        assert frontier.chosen() == []
    assert nights.report.reasons == {PAGE_LIMIT: 2}


def test_what_is_asked_for_again_takes_its_quarter_and_no_more_while_lists_are_read(nights: Nights) -> None:
    """Half-way: 4 new pages and 100 owed; 30 new ones come to light later."""
    known = [Found(f"{SITE}/k{number}") for number in range(100)]
    nights.memory.pages = {found.url: datetime.now(UTC) for found in known}
    with Journal(nights.path) as journal:
        frontier = Frontier(nights.context(journal, Owed(tuple(known))))
        frontier.offer(pages(range(4)), in_order=True)
        early = frontier.chosen(hurried=True)
        frontier.offer(pages(range(10, 40)), in_order=True)
        late = [*frontier.chosen(hurried=True), *frontier.chosen()]
    assert sum(visit.known is not None for visit in early) == MOST // 4
    assert [visit.known for visit in early[:3]] == [None] * 3
    assert len([visit for visit in late if visit.known is None]) == len(late) == MOST - MOST // 4 - 4


def test_what_the_new_leave_goes_to_the_known_when_discovery_is_over(nights: Nights) -> None:
    known = pages(range(100))
    nights.memory.pages = {found.url: datetime.now(UTC) for found in known}
    with Journal(nights.path) as journal:
        frontier = Frontier(nights.context(journal))
        frontier.offer(known, in_order=False)
        asked = [*frontier.chosen(hurried=True), *frontier.chosen()]
        assert len({visit.key for visit in asked}) == len(asked) == MOST


def test_a_list_that_names_an_owed_page_late_names_it(nights: Nights) -> None:
    known = pages(range(2))
    nights.memory.pages = {found.url: datetime.now(UTC) for found in known}
    with Journal(nights.path) as journal:
        frontier = Frontier(nights.context(journal, Owed(tuple(known))))
        asked = frontier.chosen(hurried=True)
        offered = [frontier.offer(known, in_order=True) for _ in range(2)]
    assert [visit.owed for visit in asked] == [False, False]
    assert [(each.fresh, each.known, each.unread) for each in offered] == [(2, 2, 0), (0, 0, 0)]


def test_a_crawl_that_ends_early_still_owes_what_it_was_told_of(nights: Nights) -> None:
    with Journal(nights.path) as journal:
        frontier = Frontier(nights.context(journal, Owed((), tuple(pages([1, 2])))))
        frontier.settle_rest("SIGTERM")
    assert {found.url for found in nights.report.left} == nights.report.unasked == {f"{SITE}/1", f"{SITE}/2"}
