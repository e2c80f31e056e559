"""Feeds: the kinds there are, the damage they come with, and what no feed may do to us."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.urls import canonical
from crawlers.discovery.dates import as_moment, to_iso
from crawlers.discovery.feed import MAX_FEED_BYTES, is_cut_off, read_feed
from crawlers.discovery.found import Found, address, unique

HOME = "https://diario.example/feed"
RSS = '<rss version="2.0"><channel><title>Diario</title>{}</channel></rss>'


def item(link: str, title: str = "Nota", date: str = "", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{more}</item>"


def test_rss_gives_address_date_and_title() -> None:
    body = RSS.format(
        item("https://diario.example/a", "Cae &lt;b&gt;una red&lt;/b&gt;", "Mon, 03 Nov 2025 21:05:00 -0300")
    )
    assert read_feed(body.encode(), HOME) == [
        Found("https://diario.example/a", "2025-11-03T21:05:00-03:00", "Cae una red")
    ]


def test_rss_1_and_0_91_and_atom() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://diario.example/r">'
        "<title>R</title><link>https://diario.example/r</link><dc:date>2025-11-03T10:00:00Z</dc:date></item></rdf:RDF>"
    )
    assert read_feed(rdf.encode(), HOME) == [Found("https://diario.example/r", "2025-11-03T10:00:00+00:00", "R")]
    old = '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "rss-0.91.dtd"><rss version="0.91"><channel>{}</channel></rss>'
    assert read_feed(old.format(item("https://diario.example/o")).encode(), HOME)[0].url == "https://diario.example/o"
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link rel="enclosure" href="/a.mp3"/>'
        '<link rel="alternate" href="/nota/a"/><updated>2025-11-03T10:00:00Z</updated></entry></feed>'
    )
    assert read_feed(atom.encode(), HOME) == [Found("https://diario.example/nota/a", "2025-11-03T10:00:00+00:00", "A")]


@pytest.mark.parametrize(
    ("body", "is_cut"),
    [
        (RSS.format(item("https://diario.example/a")), False),
        (RSS.format(item("https://diario.example/a")) + "\n<!-- cached -->", False),
        (RSS.format(item("https://diario.example/a")).removesuffix("</channel></rss>"), True),
        ("<?xml version='1.0'?><!-- </rss> --><rss version='2.0'><channel><item><title>Not", True),
        ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry/></a:feed>", False),
        ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'><item>", True),
        ("<RSS><channel></channel></RSS >", False),
        ('<rss version="2.0" />', False),
        (RSS.format(" " * MAX_FEED_BYTES), True),
        ('{"items": [', False),
        ("<html><body>no feed", False),
        ("", False),
    ],
)
def test_a_feed_that_ends_in_its_middle_is_known(body: str, is_cut: bool) -> None:
    assert is_cut_off(body.encode()) == is_cut


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "/nota/1", "title": "Uno", "date_published": "2025-11-03T10:00:00-05:00"},
            {"id": "https://diario.example/nota/2"},
            {"url": "mailto:a@diario.example"},
            "no item",
        ],
    }
    assert read_feed(json.dumps(feed).encode(), HOME) == [
        Found("https://diario.example/nota/1", "2025-11-03T10:00:00-05:00", "Uno"),
        Found("https://diario.example/nota/2"),
    ]


def test_links_are_completed_cleaned_and_asked_for_once() -> None:
    body = RSS.format(
        item(" ../nota/1?utm_source=rss#top ")
        + item("<![CDATA[https://DIARIO.example/nota/1]]>", date="2025-11-03")
        + item("javascript:alert(1)")
        + item("ftp://diario.example/x")
        + item("", more='<guid isPermaLink="true">https://diario.example/nota/2</guid>')
    )
    assert [(found.url, found.published) for found in read_feed(body.encode(), HOME)] == [
        ("https://diario.example/nota/1", "2025-11-03"),
        ("https://diario.example/nota/2", ""),
    ]


def test_the_address_behind_a_feed_counter_is_preferred() -> None:
    body = (
        '<rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>'
        + item("https://feeds.example/~r/1", more="<feedburner:origLink>https://diario.example/1</feedburner:origLink>")
        + "</channel></rss>"
    )
    assert read_feed(body.encode(), HOME)[0].url == "https://diario.example/1"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        (
            "https://redir.example/online/rss091/*https://www.diario.example/1.shtml",
            "https://www.diario.example/1.shtml",
        ),
        ("http://redir.example/*http://b.example/*https://diario.example/1?a=1", "https://diario.example/1?a=1"),
        ("https://www.google.com/url?rct=j&url=https://diario.example/1%3Fa%3D1&ct=ga", "https://diario.example/1?a=1"),
        (
            "https://diario.example/buscar?q=/*https://b.example/",
            "https://diario.example/buscar?q=%2F%2Ahttps%3A%2F%2Fb.example%2F",
        ),
        (
            "https://archivo.example/web/*/https://diario.example/1",
            "https://archivo.example/web/*/https://diario.example/1",
        ),
    ],
)
def test_the_address_that_a_readers_counter_carries_is_taken(link: str, url: str) -> None:
    assert [found.url for found in read_feed(RSS.format(item(escape(link))).encode(), HOME)] == [url]


@pytest.mark.parametrize("guid", ["12345", "nota-12345", "tag:diario.example,2025:1"])
def test_a_number_of_an_entry_is_no_address(guid: str) -> None:
    assert read_feed(RSS.format(f'<item><guid isPermaLink="false">{guid}</guid></item>').encode(), HOME) == []
    assert read_feed(json.dumps({"items": [{"id": guid}]}).encode(), HOME) == []


def test_a_permanent_guid_of_the_same_site_is_an_address() -> None:
    body = RSS.format(
        '<item><guid isPermaLink="false">https://diario.example/?p=1</guid></item><item><guid>/2</guid></item>'
    )
    assert [found.url for found in read_feed(body.encode(), HOME)] == [
        "https://diario.example/?p=1",
        "https://diario.example/2",
    ]


def test_damaged_feeds_give_what_can_be_read() -> None:
    torn = RSS.format(item("https://diario.example/1") + item("https://diario.example/2")).encode()[:-60]
    assert read_feed(torn, HOME)[0].url == "https://diario.example/1"
    loose = RSS.format(item("https://diario.example/1", "Precio & ruta") + "<p>").encode()
    assert read_feed(loose, HOME)[0].title == "Precio & ruta"


@pytest.mark.parametrize(("declared", "real"), [("utf-8", "latin-1"), ("iso-8859-1", "latin-1"), ("utf-16", "utf-16")])
def test_wrong_and_odd_charsets(declared: str, real: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>' + RSS.format(item("https://diario.example/1", "Migración"))
    assert read_feed(text.encode(real), HOME)[0].title == "Migración"


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    for encoding in ("utf-8", "utf-16"):
        body = (bomb + "]>" + RSS.format(item("https://diario.example/1", "&j;"))).encode(encoding)
        [found] = read_feed(body, HOME)
        assert len(found.title) < 10
    secret = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + RSS.format(item("https://d.example/1", "&x;"))
    assert read_feed(secret.encode(), HOME)[0].title in {"", "&x;"}


def test_a_feed_made_to_burn_time_is_cut() -> None:
    body = RSS.format(item("https://diario.example/1")).encode().replace(b"</channel>", b"<" * 2_000_000)
    assert [found.url for found in read_feed(body, HOME)] == ["https://diario.example/1"]


def test_a_body_is_never_taken_for_a_file_or_an_address() -> None:
    assert read_feed(b"/etc/passwd", HOME) == []
    assert read_feed(b"http://127.0.0.1:9/", HOME) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-11-03", "2025-11-03"),
        ("2025-11", "2025-11-01"),
        ("2025-11-03T10:00:00Z", "2025-11-03T10:00:00+00:00"),
        ("2025-11-03 10:00:00", "2025-11-03T10:00:00"),
        ("Mon, 3 Nov 2025 10:00:00 GMT", "2025-11-03T10:00:00+00:00"),
        ("lun, 03 ago 2025 10:00:00 -0500", "2025-08-03T10:00:00-05:00"),
        ("seg, 03 fev 2025 10:00:00 -0300", "2025-02-03T10:00:00-03:00"),
        ("Tue, 04 Jun 2024 10:30:00 PM GMT", "2024-06-04T22:30:00+00:00"),
        ("4 de junio de 2024 12:05 a. m.", "2024-06-04T00:05:00"),
        ("2024-06-04 12:30 PM", "2024-06-04T12:30:00"),
        ("Tue, 04 Jun 2024 10:30:00 GMT-0400", "2024-06-04T10:30:00-04:00"),
        ("Tue, 04 Jun 2024 10:30:00 UTC-5", "2024-06-04T10:30:00-05:00"),
        ("Tue, 04 Jun 2024 10:30:00 UTC+05:30", "2024-06-04T10:30:00+05:30"),
        ("Tue,04 Jun 2024 10:30:00 GMT", "2024-06-04T10:30:00+00:00"),
        ("Terça-feira, 4 de junho de 2024 10:30:00 -0300", "2024-06-04T10:30:00-03:00"),
        ("sábado, 9 de março de 2024", "2024-03-09"),
        ("15/07/2025", "2025-07-15"),
        ("15/07/2025 14:30", "2025-07-15T14:30:00"),
        ("2025/07/15", "2025-07-15"),
        ("Julio 15, 2025", "2025-07-15"),
        ("1752573600", "2025-07-15T10:00:00+00:00"),
        ("1752573600000", "2025-07-15T10:00:00+00:00"),
        ("03/04/2025", ""),  # March or April
        ("1970-01-01T00:00:00Z", ""),
        ("0001-01-01", ""),
        ("ayer", ""),
        ("", ""),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert to_iso(text) == iso


@given(st.text(max_size=60))
def test_dates_never_raise_and_can_be_read_back(text: str) -> None:
    iso = to_iso(text)
    assert not iso or as_moment(iso) is not None


@given(st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(lambda junk: b"<rss><item><link>" + junk)))
def test_no_bytes_raise_and_only_web_addresses_come_out(body: bytes) -> None:
    for found in read_feed(body, HOME):
        assert urlsplit(found.url).scheme in {"http", "https"}
        assert urlsplit(found.url).hostname


WORDS = st.text(alphabet="abcdefghijklmnñopqrstuvwxyzáéíóúç 0123456789", min_size=1, max_size=40).filter(str.strip)
MOMENTS = st.integers(10**9, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(st.lists(st.tuples(st.integers(1, 10**9), WORDS, MOMENTS), max_size=12, unique_by=lambda entry: entry[0]))
def test_what_is_written_is_read_back(entries: list[tuple[int, str, datetime]]) -> None:
    body = RSS.format("".join(item(f"/n/{n}", escape(title), format_datetime(at)) for n, title, at in entries))
    assert read_feed(body.encode(), HOME) == [
        Found(f"https://diario.example/n/{n}", at.isoformat(), " ".join(title.split())) for n, title, at in entries
    ]


@given(st.text(max_size=80), st.sampled_from([HOME, "http://[::1", "", "https://ñandú.example/x"]))
def test_addresses_are_canonical_or_nothing(link: str, base: str) -> None:
    url = address(link, base)
    assert url is None or (url.startswith(("http://", "https://")) and canonical(url) == url)


def test_a_later_sight_fills_in_a_missing_hint() -> None:
    assert unique([Found("u", title="T"), Found("v"), Found("u", "2025-11-03", "other")]) == [
        Found("u", "2025-11-03", "T"),
        Found("v"),
    ]
