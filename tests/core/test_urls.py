"""Canonical addresses: idempotent for whatever is an address, and never two pages made one."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.urls import LONGEST, canonical, is_address

HOSTS = st.sampled_from(
    ["a.example", "A.Example.", "[::1]", "ñandú.example", "1.2.3.4", "u:p@a.example", "a.example:80", "a.example:99999"]
)
ADDRESSES = st.one_of(
    st.text(),
    st.builds(
        lambda scheme, host, path, query, fragment: f"{scheme}://{host}/{path}?{query}#{fragment}",
        st.sampled_from(["http", "https", "HTTP", "ftp", ""]),
        st.one_of(HOSTS, st.text(max_size=10)),
        st.text(max_size=15),
        st.text(alphabet="abc=&;%+ 20F1é#/?_utm", max_size=20),
        st.text(max_size=5),
    ),
)


@given(ADDRESSES)
def test_idempotent_and_total(url: str) -> None:
    try:
        urlsplit(url)
    except ValueError:
        return
    once = canonical(url)
    assert canonical(once) == once


@given(
    st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(st.characters(codec="utf-8"), max_size=12))
)
def test_parameters_that_say_which_page_are_kept(parameters: dict[str, str]) -> None:
    from urllib.parse import urlencode

    kept = parse_qsl(urlsplit(canonical("http://a.example/p?" + urlencode(parameters))).query, keep_blank_values=True)
    followers = {"ito", "sid", "xtor", "ncid", "cmpid", "fbclid", "gclid", "dclid", "yclid", "igshid", "msclkid"}
    assert {k: v for k, v in kept if k not in followers} == {k: v for k, v in parameters.items() if k not in followers}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Diario.Example.:443/a?utm_source=x&b=1#top", "https://diario.example/a?b=1"),
        ("http://diario.example", "http://diario.example/"),
        ("http://diario.example/a;jsessionid=0A1B?x=1", "http://diario.example/a?x=1"),
        ("http://diario.example/article.php?sid=1187", "http://diario.example/article.php?sid=1187"),
        ("http://diario.example/a?sid=0123456789abcdef0123456789abcdef", "http://diario.example/a"),
        ("http://u:p@diario.example:8080/a", "http://diario.example:8080/a"),
        ("http://diario.example/a?q=uno%2Bdos+tres", "http://diario.example/a?q=uno%2Bdos+tres"),
        ("http://diario.example/a?b=2&a=x/y&a=%c3%b1", "http://diario.example/a?a=x%2Fy&a=%C3%B1&b=2"),
        ("http://tablon.example/ver?seccion=espa%F1a&utm_source=x", "http://tablon.example/ver?seccion=espa%F1a"),
        ("http://tablon.example/foro?1187", "http://tablon.example/foro?1187"),
        ("http://tablon.example/foro?1187=", "http://tablon.example/foro?1187="),
        ("http://tablon.example/ver?id=1;fbclid=x;b=2", "http://tablon.example/ver?id=1;b=2"),
        ("http://tablon.example/ver?id=1%3Bb=2", "http://tablon.example/ver?id=1%3Bb%3D2"),
        ("http://diario.example/a?at_medium=RSS&at_campaign=rss&b=1", "http://diario.example/a?b=1"),
        ("http://diario.example/a?maca=spa-rss-sp-all-4-xml-mrss", "http://diario.example/a"),
        ("http://tienda.example/a?maca=1&at_home=2", "http://tienda.example/a?at_home=2&maca=1"),
        ("http://diario.example:99999/a", "http://diario.example:99999/a"),
    ],
)
def test_forms(url: str, expected: str) -> None:
    assert canonical(url) == expected


def test_different_pages_stay_different() -> None:
    pages = [
        "http://a.example/?p=1",
        "http://a.example/?p=2",
        "http://a.example/A",
        "http://a.example/a",
        "http://b.example/a",
        "http://b.example/a?seccion=espa%F1a",
        "http://b.example/a?seccion=espa%E9a",
        "http://b.example/a?1187",
        "http://b.example/a?1187=",
    ]
    assert len({canonical(page) for page in pages}) == len(pages)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/", True),
        ("https://a.example/" + "a" * (LONGEST - 18), True),
        ("https://a.example/" + "a" * (LONGEST - 17), False),
        ("https://a.example/" + "ñ" * (LONGEST // 4), False),  # written in full, it is longer
        ("https://a.example/?utm_source=" + "a" * LONGEST, False),  # what was asked for is kept, too
        ("https://a.example/\ud800", True),
        ("https://[x/", False),
        ("https:///nota/1", False),
    ],
)
def test_what_a_page_can_be_kept_under(url: str, expected: bool) -> None:
    assert is_address(url) is expected
