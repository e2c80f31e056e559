"""Pages made to break a reader: each gives a text or an InputError, none hangs, recurses or fills the memory."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import InputError
from core.terms import DocumentKind
from extraction.extract import extract
from tests.extraction.samples import PARAGRAPHS, article

SENTENCE = f"<p>{PARAGRAPHS[0]}</p>"
PAGES = {
    "nothing": b"",
    "deep": ("<div>" * 5_000 + SENTENCE).encode(),
    "deep inline": ("<b>" * 5_000 + SENTENCE).encode(),
    "never closed": b"<div><p>uno <b>dos <table><tr><td>" * 2_000,
    "a row of links": b'<a href="tel:1">a</a>' * 20_000,
    "only breaks": b"<br>" * 50_000,
    "only brackets": b"<" * 100_000,
    "comment in comment": b"<!--" * 10_000 + SENTENCE.encode(),
    "one word": b"<p>" + b"a" * 300_000 + b"</p>",
    "at signs": b"<p>" + b"a@" * 100_000 + b"</p>",
    "long class": b'<p class="' + b"related-" * 50_000 + b'">x</p>',
    "long title": b"<title>" + b" | a" * 50_000 + b"</title>" + SENTENCE.encode(),
    "brackets in data": b'<script type="application/ld+json">' + b"[" * 50_000 + b"</script>" + SENTENCE.encode(),
    "long time": b'<time datetime="' + b"9" * 50_000 + b'">',
    "frames": b'<html><frameset cols="1,2"><frame src="a"><frame src="b"></frameset></html>',
    "refresh": b'<html><head><meta http-equiv="refresh" content="0;url=/x"></head></html>',
    "feed": b'<?xml version="1.0"?><rss><channel><item><title>x</title></item></channel></rss>',
    "JSON": b'{"a": [1, 2, 3]}',
    "comments around data": b'<script type="application/ld+json">' + b"// " * 300_000 + b"x</script>",
    "ends around data": b'<script type="application/ld+json">x' + b"//" + b" " * 300_000 + b"x</script>",
    "numbers in data": b'<script type="application/ld+json">' + b"1 " * 500_000 + b"</script>" + SENTENCE.encode(),
    "author of one word": b'<meta name="author" content="' + b"x" * 1_000_000 + b'">' + SENTENCE.encode(),
    "title of dashes": b'<meta property="og:site_name" content="El Diario"><meta property="og:title" content="'
    + b"-" * 1_000_000
    + b'">'
    + SENTENCE.encode(),
    "comments in a value": b'<meta name="author" content="' + b"<!-- " * 200_000 + b'">' + SENTENCE.encode(),
    "blanks in a tag": SENTENCE.encode() + b"<p " + b" " * 2_000_000 + b"></p>",
    "strings without an end in a style": b"<style>" + b'"\\' * 1_000_000 + b"</style>" + SENTENCE.encode(),
    "tables in tables": b"<table><tr><td>" * 390 + b"<p>uno dos</p>" * 5_000,
}


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_no_page_breaks_the_reader(page: bytes, kind: DocumentKind) -> None:
    found = extract(page, url="http://a.example/x", kind=kind)
    assert isinstance(found.text, str)
    assert len(found.title) <= 500


@pytest.mark.parametrize(
    "name",
    [
        "long title",
        "brackets in data",
        "numbers in data",
        "author of one word",
        "comments in a value",
        *(
            "blanks in a tag",
            "strings without an end in a style",
        ),
    ],
)
def test_a_sentence_beside_the_trap_is_still_read(name: str) -> None:
    assert extract(PAGES[name], url="http://a.example/x").text == PARAGRAPHS[0]


@pytest.mark.parametrize("depth", [1_500, 2_100, 30_000])
@pytest.mark.parametrize("nest", ["<div>", "<x-a class=b>", "<table><tr><td>", "<ul><li>", "<b>", "<div></b>"])
def test_nesting_of_any_depth_keeps_the_text(nest: str, depth: int) -> None:
    page = ("<p>Antes.</p>" + nest * depth + SENTENCE).encode()
    assert extract(page, url="http://a.example/x").text.endswith(PARAGRAPHS[0])


@pytest.mark.parametrize(
    "nest",
    [
        "<!-->" + "<div>" * 3_000,
        "<!-- --!>" + "<div>" * 3_000,
        ("<div>" * 300 + "<table><tr><td>" + "</div>" * 300) * 20,
        "<dl>" + "<dd>" * 3_000,
    ],
    ids=["comment that ends at once", "comment of old", "ends out of reach", "ends that are left out"],
)
def test_nesting_that_no_flattening_finds_is_read_without_its_tags(nest: str) -> None:
    page = (nest + SENTENCE + "<script>var a = 'b';</script>").encode()
    found = extract(page, url="http://a.example/x").text
    assert PARAGRAPHS[0] in found
    assert "var a" not in found


def test_a_large_page_is_read_to_its_end() -> None:
    page = "<html><body><article>" + "".join(f"<p>{n}. {PARAGRAPHS[0]}</p>" for n in range(5_000)) + "</article></body>"
    assert extract(page.encode(), url="http://a.example/x").text.endswith(f"4999. {PARAGRAPHS[0]}")


SOUP = [
    *("<div>", "</div>", "<p>", "</p>", "<a href='tel:1'>", "</a>", "<br>", "<li>", "<table>", "<td>", "<h2>", "<svg>"),
    *("<noscript>", "<!--", "-->", "<time>", "&nbsp;", "uno dos tres.", "\x00", "<b", '"', "<form>"),
]


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.lists(st.sampled_from(SOUP), max_size=40))
def test_any_soup_is_eaten(parts: list[str]) -> None:
    body = "".join(parts).encode()
    for kind in DocumentKind:
        try:
            first = extract(body, url="http://a.example/x", kind=kind)
        except InputError:
            continue
        assert first == extract(body, url="http://a.example/x", kind=kind)


@pytest.mark.parametrize("at", range(0, 1500, 100))
def test_a_page_cut_anywhere_is_read_as_far_as_it_goes(at: int) -> None:
    found = extract(article()[:at], url="http://a.example/x")
    assert all(line in " ".join(PARAGRAPHS) + " Detienen a cuatro en Arica" for line in found.text.split("\n")[1:-1])
