"""Sitemaps: the kinds there are, the window of days, and what no sitemap may do to us."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.discovery import pieces
from crawlers.discovery import sitemap as module
from crawlers.discovery.dates import as_moment
from crawlers.discovery.found import Found, address
from crawlers.discovery.parts import from_both_ends, last_days
from crawlers.discovery.sitemap import SitemapPage, read_sitemap

NOW = datetime(2025, 11, 24, 12, tzinfo=UTC)
HOME = "https://diario.example/sitemap.xml"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><{} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)


def urlset(*entries: str) -> bytes:
    return (HEAD.format("urlset") + "".join(f"<url>{entry}</url>" for entry in entries) + "</urlset>").encode()


def read(body: bytes, days: int = 3) -> SitemapPage:
    return read_sitemap(body, HOME, max_age_days=days, now=NOW)


def news(path: str, date: str, title: str = "") -> str:
    return (
        f"<loc>https://diario.example{path}</loc><news:news><news:publication_date>{date}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news>"
    )


def test_a_news_sitemap_gives_date_and_title_and_drops_the_old() -> None:
    body = urlset(
        news("/1", "2025-11-24T08:00:00-03:00", "Cae una red &amp; más"),
        news("/2", "2025-11-20"),
        news("/3", "2025-11-21"),
    )
    assert read(body).found == [
        Found("https://diario.example/1", "2025-11-24T08:00:00-03:00", "Cae una red & más"),
        Found("https://diario.example/3", "2025-11-21"),
    ]


def test_a_plain_sitemap_is_judged_by_lastmod_which_is_no_publication() -> None:
    body = urlset(
        "<loc>/1</loc><lastmod>2025-11-24</lastmod>", "<loc>/2</loc><lastmod>2024-01-01</lastmod>", "<loc>/3</loc>"
    )
    assert read(body).found == [Found("https://diario.example/1"), Found("https://diario.example/3")]


def test_pictures_are_no_pages_and_titles_of_pictures_no_titles() -> None:
    body = urlset(
        "<image:image><image:loc>https://diario.example/p.jpg</image:loc><image:title>Foto</image:title></image:image>"
        "<loc>https://diario.example/1</loc>"
    )
    assert read(body).found == [Found("https://diario.example/1")]


def test_other_languages_of_a_page_are_pages() -> None:
    link = '<xhtml:link rel="alternate" hreflang="{}" href="https://diario.example/{}"/>'
    body = urlset("<loc>https://diario.example/es</loc>" + "".join(link.format(x, x) for x in ("es", "en-US", "de")))
    assert [found.url for found in read(body).found] == ["https://diario.example/es", "https://diario.example/en-US"]


def test_an_index_names_its_young_children() -> None:
    body = (
        HEAD.format("sitemapindex")
        + "<sitemap><loc>https://diario.example/a.xml.gz</loc><lastmod>2025-11-23T00:00:00Z</lastmod></sitemap>"
        "<sitemap><loc>https://diario.example/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>"
        "<sitemap><loc><![CDATA[https://diario.example/b.xml]]></loc></sitemap>"
        "<sitemap><loc>https://diario.example/posts-2019-07.xml</loc></sitemap>"
        "<sitemap><loc>https://diario.example/posts-2025-11.xml</loc></sitemap>"
        "<sitemap><loc>https://diario.example/sitemap.xml</loc></sitemap>"
        "<sitemap><loc>javascript:0</loc></sitemap></sitemapindex>"
    ).encode()
    assert read(body) == SitemapPage(
        [], [f"https://diario.example/{name}" for name in ("posts-2025-11.xml", "a.xml.gz", "b.xml")]
    )


def test_a_sitemap_that_ends_in_its_middle_is_known() -> None:
    whole = (HEAD.format("urlset") + "<url><loc>https://diario.example/a</loc></url>" * 90 + "</urlset>").encode()
    torn = gzip.compress(whole)[:-30]
    for body, is_cut in [
        (whole, False),
        (whole + b"\n<!-- made by a plugin -->", False),
        (whole[:-20], True),
        (b"<urlset/>", False),
        (gzip.compress(whole), False),
        (torn, True),
        (b"<html><body>Not found", False),
        (b"<rss><channel><item><link>https://diario.example/a</link></item>", True),
    ]:
        assert read(body).is_cut == is_cut, body[-40:]
    assert read(whole[:-20]).found


def index(*names: str) -> bytes:
    parts = "".join(f"<sitemap><loc>https://diario.example/{escape(name)}</loc></sitemap>" for name in names)
    return (HEAD.format("sitemapindex") + parts + "</sitemapindex>").encode()


@pytest.mark.parametrize(
    ("old", "young"),
    [
        ("post-sitemap?y=2019&m=07", "post-sitemap?y=2025&m=11"),
        ("sitemap.xml?yyyy=2019&mm=07&dd=05", "sitemap.xml?yyyy=2025&mm=11&dd=24"),
        ("sitemap-20190705.xml", "sitemap-20251124.xml"),
        ("2019/7.xml", "2025/11.xml"),
        ("sitemap-2019.xml", "sitemap-2025.xml"),
        ("sitemap-07-2019.xml", "sitemap-11-2025.xml"),
        ("sitemap.xml?yyyy=2025&mm=11&dd=20", "sitemap.xml?yyyy=2025&mm=11&dd=21"),
    ],
)
def test_an_archives_part_says_its_day_in_its_name(old: str, young: str) -> None:
    [kept] = read(index(old, young)).children
    assert kept == address(f"https://diario.example/{young}", HOME)


@pytest.mark.parametrize(
    "names",
    [
        [f"posts-{number}.xml" for number in (1, 2, 2019, 2020)],  # so many parts
        ["radio-2000-1.xml", "radio-2000-2.xml"],  # what the site is called
        ["2025-01.xml", "2025-12.xml", "2025-13.xml"],  # parts of a year
        ["2025-11-1.xml", "2025-11-12.xml"],  # parts of a month
        ["2025/1.xml", "2025/2.xml"],
    ],
)
def test_a_number_of_a_part_is_no_day(names: list[str]) -> None:
    assert len(read(index(*names)).children) == len(names)


@pytest.mark.parametrize("odd", ["mm=0123", "mm=000012", "mm=12&dd=0123", "mm=12&dd=00000031"])
def test_a_number_that_is_longer_than_a_month_or_a_day_is_none(odd: str) -> None:
    """One such part of a publisher's index ended the crawl in a traceback."""
    assert last_days([f"https://diario.example/s.xml?yyyy=2020&{odd}"]) == ["2020-12-31"]


def test_names_of_numbers_without_end_fill_no_memory() -> None:
    """Each number made a form of the whole name: such an index of 4 MB, a few KB packed, took a crawl 3 GB."""
    names = [f"https://diario.example/{n}/{'2019/' * 800}" for n in range(1000)]
    tracemalloc.start()
    assert set(last_days(names)) == {""}
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 50 << 20


def test_months_without_a_nought_are_months_where_two_years_have_twelve() -> None:
    names = [
        f"{year}/{month}.xml" for year in (2023, 2024, 2025) for month in range(1, 13) if (year, month) < (2025, 12)
    ]
    assert read(index(*names)).children == ["https://diario.example/2025/11.xml"]


def test_the_newest_parts_come_first_and_undated_ones_from_both_ends() -> None:
    names = ["a.xml", "2025-11-23.xml", "b.xml", "2025-11-24.xml", "c.xml", "d.xml", "e.xml"]
    expected = ["2025-11-24.xml", "2025-11-23.xml", "a.xml", "e.xml", "b.xml", "d.xml", "c.xml"]
    assert read(index(*names)).children == [f"https://diario.example/{name}" for name in expected]


@given(st.lists(st.text(alphabet="0129-/.?&=ymd", max_size=14), max_size=6))
def test_names_of_parts_never_raise(names: list[str]) -> None:
    days = last_days(names)
    assert len(days) == len(names)
    assert all(not day or as_moment(day) for day in days)
    assert sorted(from_both_ends(names)) == sorted(set(names))


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (b"<!doctype html><html><body><a href=/1>Portada</a></body></html>", False),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'/>", False),
        (b"Just a moment...", False),
        (b"", False),
        (b"<urlset></urlset>", True),
        (b"<?xml version='1.0'?><!-- made by hand --><sitemapindex/>", True),
        (b"<rss><channel></channel></rss>", True),
        (b"https://diario.example/1\n", True),
        (gzip.compress(b"<html></html>", mtime=0), False),
    ],
)
def test_another_kind_of_page_is_no_sitemap(body: bytes, is_one: bool) -> None:
    assert read(body).is_one is is_one


def test_gzip_with_several_members_and_torn_gzip() -> None:
    body = urlset(news("/1", "2025-11-24"))
    assert read(gzip.compress(body)).found == read(body).found
    assert read(gzip.compress(body[:100]) + gzip.compress(body[100:])).found == read(body).found
    many = urlset(*(f"<loc>/{n}</loc>" for n in range(3000)))
    assert 0 < len(read(gzip.compress(many)[:-2000]).found) < 3000


def test_a_decompression_bomb_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SITEMAP_BYTES", 100_000)
    bomb = gzip.compress(urlset("<loc>/1</loc>") + b" " * 50_000_000)
    assert sum(map(len, pieces.undone(bomb, 100_000))) == 100_000
    assert read(bomb).found == [Found("https://diario.example/1")]


def test_gzip_of_members_without_number_ends_early() -> None:
    assert len(b"".join(pieces.undone(gzip.compress(b"x") * 100_000, 1_000_000))) == 10_000


def test_a_sitemap_made_to_burn_time_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_ELEMENTS", 1000)
    body = HEAD.format("urlset").encode() + b"<x/>" * 40_000 + b"<url><loc>/1</loc></url></urlset>"
    assert read(body).found == []


@pytest.mark.parametrize("piece", ["<a ", "<script", "<a b"])
def test_a_sitemap_in_which_no_tag_ends_is_read_up_to_there(piece: str) -> None:
    """Where no tag ended the parser held a crawl: half a minute for 640 KB, hours for what is read of a sitemap."""
    good = urlset("<loc>https://diario.example/a</loc>").decode().removesuffix("</urlset>")
    found = read((good + (piece * 20_000_000)[:20_000_000]).encode())
    assert ([page.url for page in found.found], found.is_cut) == (["https://diario.example/a"], True)


def test_a_text_sitemap_and_a_feed_as_sitemap() -> None:
    text = "\ufeffhttps://diario.example/1\r\nnot an address\nHTTPS://diario.example/2\n".encode()
    assert [found.url for found in read(text).found] == ["https://diario.example/1", "https://diario.example/2"]
    entry = "<item><link>https://diario.example/{0}</link><pubDate>{0} Nov 2025 10:00:00 GMT</pubDate></item>"
    feed = "<rss><channel>" + entry.format(10) + entry.format(24) + "</channel></rss>"
    assert [found.url for found in read(gzip.compress(feed.encode())).found] == ["https://diario.example/24"]


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 1000 + '"><!ENTITY c "' + "&b;" * 1000 + '">'
    body = bomb + '<!ENTITY f SYSTEM "file:///etc/hostname">]><urlset><url><loc>/x&f;&c;</loc></url></urlset>'
    assert all(len(found.url) < 60 and "haha" not in found.url for found in read(body.encode()).found)


def test_damage_keeps_what_came_before() -> None:
    body = urlset("<loc>/1</loc>", "<loc>/2</loc>")
    assert Found("https://diario.example/1") in read(body[:-30]).found
    assert Found("https://diario.example/2") in read(body.replace(b"</loc></url><url>", b"</url><url>", 1)).found


@pytest.mark.parametrize("text", ["/n?a=1&b=2", "/n?a=1&amp;b=2", "/n?a=1&#38;b=2", "<![CDATA[/n?a=1&b=2]]>"])
@pytest.mark.parametrize("padding", range(8))
def test_ampersands_escaped_or_not(text: str, padding: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 8)
    body = HEAD.format("urlset") + " " * padding + f"<url><loc>{text}</loc></url></urlset>"
    assert read(body.encode()).found == [Found("https://diario.example/n?a=1&b=2")]
    assert read(body.replace("UTF-8", "UTF-16").encode("utf-16")) == read(body.encode())


BODIES = st.one_of(
    st.binary(max_size=300),
    st.binary(max_size=200).map(lambda junk: b"<urlset><url><loc>" + junk),
    st.binary(max_size=200).map(gzip.compress),
    st.binary(max_size=200).map(lambda junk: gzip.compress(b"<urlset>")[:-4] + junk),
    st.text(max_size=100).map(lambda text: f"<urlset><url><loc>http://{text}</loc></url></urlset>".encode()),
)


@given(BODIES)
def test_no_bytes_raise_and_only_web_addresses_come_out(body: bytes) -> None:
    page = read(body)
    for url in [*page.children, *(found.url for found in page.found)]:
        assert urlsplit(url).scheme in {"http", "https"}
        assert urlsplit(url).hostname


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 400)), max_size=10, unique_by=lambda e: e[0]))
def test_exactly_the_young_pages_are_read_back(entries: list[tuple[int, int]]) -> None:
    dates = {number: (NOW - timedelta(hours=hours)).isoformat() for number, hours in entries}
    body = urlset(*(news(f"/{number}", date) for number, date in dates.items()))
    young = [number for number, hours in entries if hours <= 72]
    expected = [Found(f"https://diario.example/{number}", dates[number]) for number in young]
    assert read(body).found == expected
    assert read(zlib.compress(body, wbits=31)).found == expected
