"""The second night: what is known is asked for by condition, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.discovery.found import Found
from tests.crawlers.night import Night, run, source
from tests.crawlers.web import Answer, Send, Visit, Web, article, feed, redirect, reply

HOST = "known.example"
SITE = f"http://{HOST}"
SAME = "<html><body><p>as it was</p></body></html>"
SINCE = "Tue, 03 Mar 2026 04:05:06 GMT"


def _conditional(visit: Visit, send: Send) -> bool:
    if visit.headers.get("if-none-match") == '"v1"' and visit.headers.get("if-modified-since") == SINCE:
        send(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n')
        return True
    return article("somebody forgot the condition")(visit, send)


PAGES: dict[str, Answer] = {
    "/standing": _conditional,
    "/changed": reply("<html><p>as it is now</p></html>", headers='ETag: "v2"\r\n'),
    "/same-bytes": reply(SAME),
    "/old": article("must not be asked for"),
    "/moved-to-standing": redirect("/standing-2"),
    "/standing-2": _conditional,
    "/moved-to-old": redirect("/old"),
    "/new": article("new tonight"),
    "/moved-to-new": redirect("/new"),
    "/new?utm_source=feed": article("never: it is /new"),
}


def _page(path: str, *, days: float, payload: str = "of earlier") -> dict[str, Any]:
    seen = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    return {
        "url": f"{SITE}{path}",
        "etag": '"v1"',
        "last_modified": SINCE,
        "payload_sha256": hashlib.sha256(payload.encode()).hexdigest(),
        "first_fetched_at": seen,
        "last_fetched_at": seen,
    }


KNOWN = [
    _page("/standing", days=1),
    _page("/standing-2", days=1),
    _page("/changed", days=2),
    _page("/same-bytes", days=2, payload=SAME),
    _page("/old", days=4),
]


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    links = [f"{SITE}{path}" for path in PAGES if path != "/standing-2"]
    with Web({(HOST, "/feed"): feed(*links)} | {(HOST, path): answer for path, answer in PAGES.items()}) as served:
        yield served


@pytest.fixture(scope="module")
def night(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Night:
    done = run(tmp_path_factory.mktemp("known"), web, source(HOST, [{"feed": f"{SITE}/feed"}]), known=KNOWN)
    assert done.code == 0, done.log
    return done


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/standing", ("not_modified", "")),
        ("/changed", ("fetched", "")),
        ("/same-bytes", ("not_modified", "same bytes")),
        ("/old", ("skipped", "known")),
        ("/moved-to-standing", ("not_modified", "")),
        ("/moved-to-old", ("skipped", "known")),
        ("/new", ("fetched", "")),
        ("/moved-to-new", ("skipped", "same page as another address")),
    ],
)
def test_what_becomes_of_a_known_page(night: Night, path: str, outcome: tuple[str, str]) -> None:
    assert night.outcome(f"{SITE}{path}") == outcome


def test_only_what_may_have_changed_is_asked_for(night: Night, web: Web) -> None:
    paths = web.paths(HOST)
    assert "/old" not in paths
    assert paths.count("/new") == 1
    assert night.report.documents_discovered == 8


def test_the_archive_proves_that_a_page_still_stood(night: Night) -> None:
    assert night.pages[f"{SITE}/standing"].capture.not_modified
    assert night.pages[f"{SITE}/standing-2"].capture.not_modified
    assert not night.pages[f"{SITE}/changed"].capture.not_modified
    assert f"{SITE}/same-bytes" not in night.pages


def test_conditions_go_to_known_pages_only(night: Night, web: Web) -> None:
    assert night.code == 0
    asked = {visit.path for visit in web.visits if "if-none-match" in visit.headers}
    assert asked == {"/standing", "/standing-2", "/changed", "/same-bytes"}


def test_what_is_owed_is_asked_for_though_the_feed_names_nothing(tmp_path: Path) -> None:
    """A document by its condition, however old; a page that failed, with what the feed had said of it. No discovery."""
    hints = {"published": "2026-03-01", "title": "From the feed"}
    owed = {
        "standing": [{"url": f"{SITE}/standing"}],
        "unread": [{"url": f"{SITE}/failed", **hints}, {"url": f"{SITE}/gone"}, {"url": f"{SITE}/back", **hints}],
    }
    answers = {
        "/feed": feed(),
        "/standing": _conditional,
        "/failed": reply("", status="500 No"),
        "/back": article("back"),
    }
    with Web({(HOST, path): answer for path, answer in answers.items()}) as web:
        description = source(HOST, [{"feed": f"{SITE}/feed"}])
        night = run(tmp_path, web, description, known=[_page("/standing", days=20)], owed=owed)
    assert night.outcome(f"{SITE}/standing") == ("not_modified", ""), night.log
    assert night.outcome(f"{SITE}/gone") == ("failed", "HTTP 404")
    back = night.pages[f"{SITE}/back"].capture
    assert (back.published_hint, back.title_hint) == ("2026-03-01", "From the feed")
    assert night.report.left == (Found(f"{SITE}/failed", "2026-03-01", "From the feed"),)
    assert night.report.owed == {f"{SITE}{path}" for path in ("/standing", "/failed", "/gone", "/back")}
    assert night.report.documents_discovered == 0


def test_what_a_limit_or_an_end_leaves_is_left_to_another_night(tmp_path: Path) -> None:
    """Of a site that asks to wait for long, failures first; what is known is asked for by its age."""
    links = [f"{SITE}/{number}" for number in range(5)]
    answers: dict[Any, Answer] = {(HOST, f"/{number}"): article("page") for number in range(5)}
    answers[HOST, "/0"] = reply("", status="404 Not Found")
    answers[HOST, "/1"] = reply("", status="503 Busy", headers="Retry-After: 9999\r\n")
    answers[HOST, "/feed"] = feed(*links)
    with Web(answers) as web:
        description = source(HOST, [{"feed": f"{SITE}/feed"}])
        night = run(tmp_path, web, description, limit=3, known=[_page("/4", days=9)])
    assert [found.url for found in night.report.left] == [links[1], links[3], links[2]], night.log
    assert night.report.left[0].title == "Item 1"
