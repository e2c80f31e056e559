"""Listing pages: anchors by selector, the page that follows, and whose date a date is."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.discovery.found import Found
from crawlers.discovery.listing import ListingPage, read_listing
from crawlers.source import ListingDiscovery

HOME = "https://avisos.example/lista?p=1"
PLAN = ListingDiscovery(listing=HOME, links=".item a.t", next="a.next", pages=3)
ITEM = '<li class="item"><div><a class="t" href="{0}">{1}</a></div><p><time datetime="{2}">hoy</time></p></li>'


def read(html: str, plan: ListingDiscovery = PLAN, encoding: str = "") -> ListingPage:
    return read_listing(html.encode(encoding or "utf-8"), HOME, plan, encoding=encoding)


def test_anchors_give_address_title_and_their_own_items_date() -> None:
    html = "<ul>" + ITEM.format("/a/1", "Viajes\n <b>seguros</b>", "2025-11-23T10:00") + ITEM.format("a/2", "B", "x")
    assert read(html + "</ul>").found == [
        Found("https://avisos.example/a/1", "2025-11-23T10:00:00", "Viajes seguros"),
        Found("https://avisos.example/a/2", "", "B"),
    ]


def test_a_date_of_the_whole_list_or_of_a_neighbour_is_nobodys() -> None:
    html = (
        '<time datetime="2025-11-20"></time><div class="item"><a class="t" href="/1">1</a></div>'
        '<div class="item"><a class="t" href="/2">2</a><time datetime="2025-11-21"></time></div>'
    )
    assert [found.published for found in read(html).found] == ["", "2025-11-21"]


@pytest.mark.parametrize("charset", ["zlib", "idna", "base64", "no-such-charset"])
def test_a_charset_that_is_none_costs_no_listing(charset: str) -> None:
    html = ITEM.format("/a/1", "Perú", "x")
    assert read_listing(html.encode(), HOME, PLAN, encoding=charset).found == [
        Found("https://avisos.example/a/1", "", "Perú")
    ]


def test_two_anchors_to_one_page_are_one_item() -> None:
    html = (
        '<div class="item"><a class="t" href="/1"><img></a><h3><a class="t" href="/1#c">Uno</a></h3>'
        '<time datetime="2025-11-21"></time></div>'
    )
    assert read(html).found == [Found("https://avisos.example/1", "2025-11-21", "Uno")]


def test_an_element_around_the_anchor_may_be_selected() -> None:
    plan = ListingDiscovery(listing=HOME, links=".card")
    html = '<div class="card"><h2>Uno</h2><a title="Ver" href="/1"></a></div><div class="card">vacía</div>'
    assert read(html, plan).found == [Found("https://avisos.example/1", "", "Ver")]


def test_only_the_web_is_followed_nofollow_or_not() -> None:
    links = ("javascript:void(0)", "mailto:a@avisos.example", "tel:+573000000001", "#top", "http://[bad", "/ok")
    html = "".join(f'<p class="item"><a class="t" rel="nofollow" href="{link}">x</a></p>' for link in links)
    assert [found.url for found in read(html).found] == ["https://avisos.example/ok"]


def test_the_next_page_is_another_page() -> None:
    assert read('<a class="next" href="?p=2">»</a>').next_url == "https://avisos.example/lista?p=2"
    assert read('<a class="next" href="#">»</a>').next_url is None
    assert read('<a class="next" href="/lista?p=1">»</a>').next_url is None
    assert read('<a class="next">»</a>').next_url is None
    assert read('<a href="?p=2">»</a>', ListingDiscovery(listing=HOME, links="a")).next_url is None
    assert read('<link class="next"><a class="next" href="/3">»</a>').next_url == "https://avisos.example/3"


def test_the_base_element_counts() -> None:
    html = '<base href="https://avisos.example/cl/"><p class="item"><a class="t" href="9">x</a></p>'
    assert read(html).found[0].url == "https://avisos.example/cl/9"


def test_the_charset_of_the_header_or_of_the_page_is_used() -> None:
    html = '<p class="item"><a class="t" href="/1">Peñón</a></p>'
    assert read(html, encoding="iso-8859-1").found[0].title == "Peñón"
    page = ('<meta charset="iso-8859-1">' + html).encode("latin-1")
    assert read_listing(page, HOME, PLAN).found[0].title == "Peñón"


def test_a_page_without_anything_gives_nothing() -> None:
    assert read_listing(b"", HOME, PLAN) == ListingPage([], None)
    assert read("<html></html>") == ListingPage([], None)


@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=100).map(
            lambda junk: b'<p class="item"><a class="t" href="' + junk + b'"><time datetime="1'
        ),
    ),
    st.sampled_from(["", "utf-8", "latin-1", "utf-16", "no-such-charset"]),
)
def test_no_bytes_raise_and_only_web_addresses_come_out(body: bytes, encoding: str) -> None:
    plan = ListingDiscovery(listing=HOME, links="a", next="a")
    page = read_listing(body, HOME, plan, encoding=encoding)
    for url in [*(found.url for found in page.found), *filter(None, [page.next_url])]:
        assert urlsplit(url).scheme in {"http", "https"}
        assert urlsplit(url).hostname
