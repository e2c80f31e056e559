"""The declarations of a style, shorthands undone, and what they come to."""

from __future__ import annotations

import pytest

from extraction.hidden.declared import bears, concealed, ground, read, unseen_ink
from extraction.hidden.values import WHITE


def declared(style: str) -> dict[str, str]:
    return {name: value for name, value, _ in read(style)}


def test_declarations_are_read_and_shorthands_undone() -> None:
    assert read("DISPLAY: None ! important; cursor: help") == (("display", "none", True),)
    assert declared("margin: 1px 2px 3px") == {"margin-top": "1px", "margin-left": "2px"}
    assert declared("margin: 1px 2px 3px 4px")["margin-left"] == "4px"
    assert declared("font: italic 700 12px/1.5 serif") == {"font-size": "12px"}
    assert declared("background: url(a;b.png) #FFF") == {"background-color": WHITE, "background-image": "url()"}
    assert declared("overflow: hidden auto") == {"overflow-x": "hidden", "overflow-y": "auto"}
    assert declared(r"d\000069splay:n\6fne") == {"display": "none"}


def test_only_what_bears_on_sight_is_looked_at() -> None:
    assert bears("a:b;color:red")
    assert not bears("border-color:red;cursor:help")


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("display:none;opacity:0", "display"),
        ("opacity:.5;filter:blur(2px) opacity(0%)", "opacity"),
        ("font-size:90%", ""),
        ("font-size:5%", "font-size"),
        ("left:-100%", ""),
        ("left:-100%;position:absolute", "left"),
        ("transform:translate(-50%,-50%)", ""),
        ("transform:translate3d(0,-3000px,0)", "left"),
        ("height:0", ""),
        ("height:0;overflow:hidden", "height"),
        ("height:0;overflow:hidden;padding-bottom:50%", ""),
        ("width:0;overflow-y:hidden", ""),
    ],
)
def test_by_what_a_style_hides(style: str, name: str) -> None:
    assert concealed(declared(style)) == name


def test_ink_is_unseen_on_its_own_colour_and_white_on_nothing() -> None:
    assert ground(declared("background:#123456 url(a.png)")) == "image"
    assert ground(declared("background:none")) == ""
    assert ground(declared("background:var(--dark)")) == "image"
    assert unseen_ink(declared("color:white"), "")
    assert not unseen_ink(declared("color:white"), "#222222")
    assert unseen_ink(declared("color:#123"), "#112233")
    assert not unseen_ink(declared("color:white;text-shadow:0 0 2px #000"), "")
    assert not unseen_ink(declared("color:inherit"), "")
