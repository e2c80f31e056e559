"""When a page was published, and by which way that is known; never after the page was seen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.terms import DateSource
from extraction.extract import extract

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
LD = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s"}</script>'


@pytest.mark.parametrize(
    ("head", "body", "url", "hint", "expected", "source"),
    [
        (LD % "2026-03-01T09:00:00-03:00", "", "", "", "2026-03-01T09:00:00-03:00", DateSource.STRUCTURED_DATA),
        ('<meta property="article:published_time" content="2026-03-01T09:00:00-05:00">', "", "", "2026-02-01",
         "2026-03-01T09:00:00-05:00", DateSource.META),
        ("", '<time datetime="2026-03-01T09:00:00-04:00">domingo</time>', "", "2026-02-01",
         "2026-03-01T09:00:00-04:00", DateSource.TIME_ELEMENT),
        ("", "<time>hace 2 horas</time>", "", "", "2026-03-04T16:00:00+00:00", DateSource.TIME_ELEMENT),
        ("", "", "/2026/02/27/nota", "2026-02-28T10:00:00-03:00", "2026-02-28T10:00:00-03:00", DateSource.FEED),
        ("", "", "/2026/02/27/nota", "", "2026-02-27T00:00:00+00:00", DateSource.URL),
        ("", '<b class="x"></b><span class="fecha">27 de febrero de 2026, 08:15 hrs</span>', "", "",
         "2026-02-27T08:15:00+00:00", DateSource.TEXT),
        ("", "<p>27 de fevereiro de 2026</p>", "", "", "2026-02-27T00:00:00+00:00", DateSource.TEXT),
        ("", '<p>Publicação: 28/02 às 14:30</p>', "", "", "2026-02-28T14:30:00+00:00", DateSource.TEXT),
        ("", '<span class="fecha">28 de feb, 14:30</span>', "", "", "2026-02-28T14:30:00+00:00", DateSource.TEXT),
        ("", "<p>28 de feb, 14:30</p>", "", "", None, DateSource.NONE),  # when something begins, say
        ("", "<p>Sin fecha</p>", "", "", None, DateSource.NONE),
        # what lies after the fetch is not believed, the next best is
        (LD % "2027-01-01T00:00:00Z", "", "/2026/02/27/nota", "", "2026-02-27T00:00:00+00:00", DateSource.URL),
        # a day that has begun in the east is no future; it is as late as can be
        (LD % "2026-03-05", "", "", "", "2026-03-04T18:00:00+00:00", DateSource.STRUCTURED_DATA),
        # other stories' dates are not this one's
        ("", '<aside class="related"><time datetime="2025-01-01">x</time></aside>', "/2026/02/27/nota", "",
         "2026-02-27T00:00:00+00:00", DateSource.URL),
        (LD % "no date", "", "", "2026-02-28", "2026-02-28T00:00:00+00:00", DateSource.FEED),
    ],
)  # fmt: skip
def test_ways(head: str, body: str, url: str, hint: str, expected: str | None, source: DateSource) -> None:
    page = f"<html><head>{head}</head><body><h1>Detienen a cuatro en Colchane</h1>{body}<p>Los detuvieron.</p></body>"
    found = extract(page.encode(), url=f"http://a.example{url or '/'}", published_hint=hint, fetched_at=NOW)
    assert (found.published.isoformat() if found.published else None, found.published_source) == (expected, source)


def test_english_months_come_first_on_english_pages() -> None:
    page = (
        b'<html lang="en-US"><body><span class="date">02/03/2026</span><p>The police arrested four men on Monday.</p>'
    )
    assert extract(page, url="http://a.example/", fetched_at=NOW).published == datetime(2026, 2, 3, tzinfo=UTC)
