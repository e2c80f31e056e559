"""Feeds of ten entries: their older pages, and what is said where the last visit is out of reach."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.crawlers.night import Night, run, source
from tests.crawlers.web import Answer, Send, Visit, Web, article, not_found, reply

HOST = "pages.example"
SITE = f"http://{HOST}"
NOW = datetime.now(UTC)
NEW = "feed: every entry was new"
CUT = "feed: it ends in its middle"


def _feed(links: list[str], *, days: float | None = 0.1) -> Answer:
    """A feed whose entries are of so many days ago, the first a little younger; None: without dates."""
    items = ""
    for number, link in enumerate(links):
        when = "" if days is None else (NOW - timedelta(days=days + number / 1000)).isoformat()
        items += f"<item><link>{link}</link><pubDate>{when}</pubDate></item>"
    return reply(f"<rss version='2.0'><channel>{items}</channel></rss>", "application/rss+xml")


def _known(*numbers: int) -> list[dict[str, Any]]:
    seen = (NOW - timedelta(days=9)).isoformat()
    blank = {"etag": "", "last_modified": "", "payload_sha256": "", "first_fetched_at": seen, "last_fetched_at": seen}
    return [{"url": f"{SITE}/{number}", **blank} for number in numbers]


def _links(*numbers: int) -> list[str]:
    return [f"{SITE}/{number}" for number in numbers]


def _crawl(
    folder: Path,
    feeds: list[Answer],
    *,
    pages: int,
    visited: float | None,
    more: dict[str, Any] | None = None,
    **rest: Any,
) -> tuple[Night, Web]:
    """A crawl of a feed whose older pages are these; `visited`: so many days ago."""

    def paged(visit: Visit, send: Send) -> bool:
        number = int(visit.path.partition("paged=")[2] or 1)
        return (feeds[number - 1] if number <= len(feeds) else not_found)(visit, send)

    owed = {} if visited is None else {"visited": (NOW - timedelta(days=visited)).isoformat()}
    with Web({HOST: article("page"), (HOST, "/feed"): paged}) as web:
        night = run(
            folder, web, source(HOST, [{"feed": f"{SITE}/feed", "pages": pages}], **(more or {})), owed=owed, **rest
        )
    assert night.code == 0, night.log
    return night, web


def test_older_pages_are_read_up_to_the_first_that_holds_nothing_new(tmp_path: Path) -> None:
    feeds = [_feed(_links(*range(start, start + 10))) for start in (0, 10, 20, 30)]
    night, web = _crawl(tmp_path, feeds, pages=9, visited=1, known=_known(15, *range(20, 40)))
    asked = [path for path in web.paths(HOST) if path.startswith("/feed")]
    assert asked == ["/feed", "/feed?paged=2", "/feed?paged=3"]
    assert night.report.fetched == 19
    assert night.report.reasons == {"known": 11, "feed: nothing new, not followed any further": 1}


def test_the_end_of_a_feed_is_no_failure_and_its_pages_are_bounded(tmp_path: Path) -> None:
    feeds = [_feed(_links(*range(start, start + 10))) for start in (0, 10)]
    night, _ = _crawl(tmp_path / "a", feeds, pages=9, visited=None)
    assert (night.report.fetched, night.report.reasons) == (20, {"feed: no further page": 1})
    night, web = _crawl(tmp_path / "b", feeds, pages=1, visited=None)
    assert (night.report.fetched, web.paths(HOST).count("/feed?paged=2")) == (10, 0)


@pytest.mark.parametrize(
    ("days", "visited", "known", "is_told"),
    [
        (0.1, 1, (), True),
        (0.1, None, (), False),  # never visited before: all is new
        (0.1, 1, (9,), False),
        (2, 1, (), False),  # its last entry is older than the last visit: nothing lies between
        (None, 1, (), True),
        (None, 1, (9,), False),
    ],
)
def test_a_feed_that_does_not_reach_the_last_visit_is_told_of(
    tmp_path: Path, days: float | None, visited: float | None, known: tuple[int, ...], is_told: bool
) -> None:
    feed = _feed(_links(*range(10)), days=days)
    night, _ = _crawl(tmp_path, [feed], pages=1, visited=visited, known=_known(*known))
    assert (NEW in night.report.reasons) == is_told
    assert night.report.fetched == 10 - len(known)


@pytest.mark.parametrize("days", [0.1, None])
@pytest.mark.parametrize("later", ["repeated", "gone", "empty", "failed", "all new"])
def test_older_pages_that_are_none_do_not_hide_what_was_missed(tmp_path: Path, later: str, days: float | None) -> None:
    first, other = _feed(_links(*range(10)), days=days), _feed(_links(*range(10, 20)), days=days)
    failed = reply("", status="500 Internal Server Error")
    feeds = {"repeated": [first] * 2, "gone": [first], "empty": [first, _feed([])], "failed": [first, failed]}
    night, web = _crawl(tmp_path, feeds.get(later, [first, other]), pages=3, visited=1)
    assert night.report.reasons.get(NEW) == 1
    assert "/feed?paged=2" in web.paths(HOST)


def test_older_pages_that_reach_the_last_visit_are_not_complained_of(tmp_path: Path) -> None:
    feeds = [_feed(_links(*range(10))), _feed(_links(*range(10, 20)))]
    night, _ = _crawl(tmp_path, feeds, pages=3, visited=1, known=_known(19))
    assert NEW not in night.report.reasons


def test_a_page_of_other_sections_is_no_end_of_a_feed(tmp_path: Path) -> None:
    sport = [f"{SITE}/deportes/{number}" for number in range(10)]
    feeds = [_feed(sport), _feed([f"{SITE}/pais/{number}" for number in range(10)])]
    night, _ = _crawl(tmp_path, feeds, pages=2, visited=1, more={"include": ["/pais/"]})
    assert (night.report.fetched, night.report.reasons.get(NEW)) == (10, 1)


def test_a_feed_that_ends_in_its_middle_is_read_and_said_to(tmp_path: Path) -> None:
    half = reply(f"<rss version='2.0'><channel><item><link>{SITE}/1</link></item><item><link>", "application/rss+xml")
    night, _ = _crawl(tmp_path, [half], pages=1, visited=None)
    assert night.report.fetched == 1
    assert night.report.reasons[CUT] == 1, night.report.reasons
