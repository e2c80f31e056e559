"""Which rule is the strongest, and what lies behind an element."""

from __future__ import annotations

import pytest

from extraction.hidden.sight import Sight
from extraction.markup import parse


def how(css: str, body: str) -> str:
    tree = parse(f"<html><head><style>{css}</style></head><body>{body}</body></html>".encode()).tree
    return Sight(tree).concealed(tree.xpath("//*[@id='x']")[0])[0]


@pytest.mark.parametrize(
    ("css", "name"),
    [
        (".a{display:none}", "display"),
        (".a.b{display:none} .a{display:block}", "display"),
        (".a{display:none} .b{display:block}", ""),
        ("#x{display:block} p.a.b{display:none}", ""),
        ("#x{display:block} p{display:none!important}", "display"),
        ("section p + p{opacity:0}", "opacity"),
        ("section i ~ p{opacity:0}", "opacity"),
        ("section > p{opacity:0}", ""),
        ("section > div > p{opacity:0}", "opacity"),
        ("body section .a{opacity:0}", "opacity"),
        ("section{background:#123} p{color:#112233}", "color"),
        ("section{background:#123} p{color:#fff}", ""),
        ("section{background:#123} div{background:#fff} p{color:#fff}", "color"),
    ],
)
def test_by_what_an_element_is_hidden(css: str, name: str) -> None:
    assert how(css, "<section><div><i>x</i><p>x</p><p id=x class='a b'>uno</p></div></section>") == name


def test_the_style_that_hides_is_told_as_it_is_written() -> None:
    tree = parse(b"<html><style>p{ opacity:0 }</style><p>uno</p></html>").tree
    sight = Sight(tree)
    assert [sight.concealed(element) for element in sight.suspects()] == [("opacity", " opacity:0 ")]


def test_what_says_that_it_is_seen() -> None:
    tree = parse(
        b"<html><p style='visibility:visible'>uno</p><p>dos</p><p style='visibility:hidden'>tres</p></html>"
    ).tree
    assert [Sight(tree).says(element, "visibility") for element in tree.iter("p")] == [True, False, False]
