"""The health of a source: which nights are complained of, how badly, and in which words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.nights import SourceNight
from crawlers.health import Concern, Severity, Trouble, holes, judge, nightly, was_unreached
from crawlers.source import Expectation

EXPECT = Expectation(min=14, max=70)
GOOD = SourceNight("xx_test", nightly(EXPECT), fetched=6, new=5, revised=1, state="done")


def concerns(**change: Any) -> list[Concern]:
    return judge(replace(GOOD, **change), EXPECT, silent_nights=3, week=())


def test_a_good_night_is_not_mentioned() -> None:
    assert concerns() == []


@pytest.mark.parametrize("reason", ["robots.txt forbids it", "feed: HTTP 403", "HTTP 503"])
def test_a_site_that_says_not_modified_let_us_in(reason: str) -> None:
    """A 304 is no page that was fetched."""
    told = concerns(fetched=0, new=2, revised=0, unchanged=6, reasons={reason: 1})
    assert [concern.severity for concern in told if concern.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("change", "severity", "trouble", "words"),
    [
        ({"new": 1, "revised": 0}, Severity.ERROR, Trouble.TOO_FEW, "1 new documents this night, at least 2"),
        ({"new": 90}, Severity.WARNING, Trouble.TOO_MANY, "at most 20"),
        ({"silent_nights": 3}, Severity.ERROR, Trouble.SILENT, "3 nights in a row"),
        ({"state": "failed", "error": "Disk full."}, Severity.ERROR, Trouble.FAILED, "Disk full."),
        ({"reasons": {"feed: HTTP 403": 1}, "fetched": 0}, Severity.ERROR, Trouble.BLOCKED, "1 address (HTTP"),
        ({"reasons": {"HTTP 429": 2}}, Severity.WARNING, Trouble.BLOCKED, "2 addresses"),
        ({"reasons": {"robots.txt forbids it": 4}, "fetched": 0}, Severity.ERROR, Trouble.BLOCKED, "robots.txt"),
        (
            {"reasons": {"robots.txt not readable: connection refused": 1}, "fetched": 0},
            Severity.ERROR,
            Trouble.FAILED,
            "did not answer for 1 address (connection refused)",
        ),
        (
            {"reasons": {"feed: robots.txt answered 503": 1}},
            Severity.WARNING,
            Trouble.FAILED,
            "did not answer for 1 address (robots.txt answered 503)",
        ),
        ({"reasons": {"feed: robots.txt answered 429": 1}}, Severity.WARNING, Trouble.BLOCKED, "refused 1 address"),
        (
            {"reasons": {"HTTP 503": 1, "HTTP 503: the site asks to wait 7200 s": 2}, "fetched": 0},
            Severity.ERROR,
            Trouble.FAILED,
            "gave none of its pages: 3 addresses failed (HTTP 503, HTTP 503: the site asks to wait 7200 s)",
        ),
        ({"reasons": {"feed: HTTP 500": 1}}, Severity.WARNING, Trouble.FAILED, "The feed could not be read (HTTP 5xx)"),
        ({"reasons": {"feed: nothing found in it": 1}}, Severity.ERROR, Trouble.CHANGED, "or another page stands in"),
        ({"reasons": {"listing: nothing found in it": 1}}, Severity.ERROR, Trouble.CHANGED, "selectors have changed"),
        ({"reasons": {"sitemap: another kind of page": 1}}, Severity.ERROR, Trouble.CHANGED, "The sitemap is none any"),
        ({"reasons": {"no text": 2}}, Severity.WARNING, Trouble.UNREAD, "2 pages were to be read and gave no text"),
        ({"reasons": {"sitemap: HTTP 404": 1}}, Severity.ERROR, Trouble.CHANGED, "The sitemap is gone"),
        (
            {"reasons": {"wall: one text under many addresses": 60}, "fetched": 66},
            Severity.ERROR,
            Trouble.BLOCKED,
            "A wall stood in place of 60 addresses (one text under many addresses)",
        ),
        ({"reasons": {"wall: Cloudflare": 2}}, Severity.WARNING, Trouble.BLOCKED, "2 addresses (Cloudflare)"),
        (
            {"reasons": {"feed: it ends in its middle": 1}},
            Severity.WARNING,
            Trouble.MISSED,
            "The feed ends in its middle",
        ),
        ({"reasons": {"feed: every entry was new": 1}}, Severity.WARNING, Trouble.MISSED, "some were missed"),
        ({"reasons": {"page limit of the crawl": 38000}}, Severity.WARNING, Trouble.LIMITED, "left 38000 addresses"),
        (
            {"reasons": {"time limit of the crawl": 900, "timed out": 19}},
            Severity.WARNING,
            Trouble.LIMITED,
            "The time limit of the crawl left 900 addresses",
        ),
        (
            {"reasons": {"time limit of the crawl": 5, "sitemap: time limit of the crawl": 150}},
            Severity.WARNING,
            Trouble.LIMITED,
            "The time limit of the crawl left 155 addresses",
        ),
        (
            {"reasons": {"20 pages in a row failed": 40, "timed out": 20}},
            Severity.WARNING,
            Trouble.LIMITED,
            "as 20 pages in a row failed: 40 addresses left",
        ),
    ],
)
def test_a_bad_night_is(change: dict[str, Any], severity: Severity, trouble: Trouble, words: str) -> None:
    [concern] = concerns(**change)
    assert (concern.severity, concern.trouble) == (severity, trouble)
    assert words in concern.sentence


def test_a_missing_article_is_nothing_to_mend() -> None:
    assert concerns(reasons={"HTTP 404": 2, "known": 30, "another host": 5}) == []


def test_a_site_that_stumbles_over_every_page_is_not_quiet() -> None:
    """It may be silent, says its file, so nothing else would tell of it."""
    down = replace(GOOD, expected=(0, 20), fetched=0, new=0, revised=0, reasons={"HTTP 503": 3})
    assert holes(down) == [Trouble.FAILED]
    assert holes(replace(down, reasons={"HTTP 404": 3})) == []
    assert concerns(reasons={"HTTP 503": 3}) == []  # other pages came


@pytest.mark.parametrize("reason", ["robots.txt not readable: timed out", "feed: robots.txt answered 503"])
def test_a_robots_file_that_cannot_be_had_is_a_site_that_did_not_answer(reason: str) -> None:
    assert was_unreached({reason: 1})
    assert not was_unreached({"robots.txt forbids it": 1, "robots.txt answered 429": 1})


def test_a_source_that_names_other_hosts_alone_gives_nothing() -> None:
    """Every link through a counter of clicks, say: there is no page that could ever be asked for."""
    away = {"another host": 100, "sitemap: timed out": 1}
    nothing = replace(GOOD, expected=(0, 20), fetched=0, new=0, revised=0, reasons=away)
    [concern] = judge(nothing, EXPECT, silent_nights=3, week=())
    assert (concern.severity, concern.trouble) == (Severity.ERROR, Trouble.CHANGED)
    assert "All that was found (100 addresses) lies on another host" in concern.sentence
    assert holes(nothing) == [Trouble.CHANGED]
    assert concerns(reasons=away) == []
    assert holes(replace(nothing, reasons=away | {"known": 3})) == []


def test_a_whole_week_is_judged_as_a_whole() -> None:
    quiet = replace(GOOD, new=1, revised=0)
    week = [1, *[3] * 6]
    assert judge(quiet, EXPECT, silent_nights=3, week=week) == []
    [few] = judge(quiet, EXPECT, silent_nights=3, week=[1] * 7)
    assert few.sentence == "7 new documents in seven nights, at least 14 expected."
    assert judge(quiet, EXPECT, silent_nights=3, week=week[:6])[0].trouble is Trouble.TOO_FEW


def test_errors_come_first() -> None:
    found = concerns(new=90, silent_nights=4, reasons={"HTTP 403": 1})
    assert [concern.severity for concern in found] == [Severity.ERROR, Severity.WARNING, Severity.WARNING]


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_steady_source_is_never_complained_of(low: int, more: int) -> None:
    expect = Expectation(min=low, max=low + more)
    at_least, at_most = nightly(expect)
    assert at_least * 7 <= low
    assert at_most * 7 >= low + more
