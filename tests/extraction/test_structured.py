"""JSON-LD as publishers really write it, and nothing that it could hold raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.markup import parse
from extraction.structured import Structured, read


def structured(*scripts: str, head: str = "") -> Structured:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read(parse(f"<html><head>{head}{tags}</head><body><p>x</p></body></html>".encode()).tree)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Uno", "author": {"name": "Ana Roa"}}',
        '[{"@type": "BreadcrumbList"}, {"@type": ["NewsArticle"], "headline": "Uno", "author": ["Ana Roa"]}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "Article", "headline": "Uno", "author": "Ana Roa"}]}',
        '<!-- {"@type": "NewsArticle", "headline": "Uno", "author": [{"name": "Ana Roa"}]} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Uno", "author": {"name": ["Ana Roa"]},}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Uno", "author": "Ana Roa", "description": "con\nsalto"};',
        '/* <![CDATA[ */ {"@type": "NewsArticle", "headline": "Uno", "author": "Ana Roa"} // --> ]]> //\n',
        '{"@type": "WebSite"}, ;\n{"@type": "NewsArticle", "headline": "U&#110;o", "author": "Ana Roa"}',
    ],
)
def test_articles_are_found(script: str) -> None:
    found = structured(script)
    assert found.text("headline") == "Uno"
    assert found.authors == ("Ana Roa",)


@pytest.mark.parametrize(
    "script", ["", "{", "null", "[[[[", '{"@type": 7}', "[" * 50_000, '{"@graph": ' * 500 + "1" + "}" * 500]
)
def test_what_cant_be_read_is_passed_over(script: str) -> None:
    assert structured(script, '{"@type": "Article", "headline": "Uno"}').text("headline") == "Uno"


def test_the_body_is_text() -> None:
    found = structured('{"@type": "Article", "articleBody": "&lt;p&gt;Uno &amp;amp; dos.&lt;/p&gt;"}')
    assert found.body.strip() == "Uno & dos."


def test_the_first_meta_of_a_name_counts() -> None:
    head = (
        '<meta property="og:title" content=" Uno "><meta name="og:title" content="Dos"><meta name="author" content="">'
    )
    assert structured(head=head).meta("author", "og:title") == "Uno"


KEYS = st.sampled_from(["@type", "author", "name", "headline", "@graph", "articleBody"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=20,
)


@given(VALUES)
def test_nothing_raises(value: object) -> None:
    import json

    found = structured(json.dumps(value).replace("<", ""))
    assert isinstance(found.text("headline"), str)
    assert all(isinstance(name, str) for name in found.authors)
    assert isinstance(found.body, str)
