"""Lengths, colours and shapes, roughly as a browser takes them."""

from __future__ import annotations

import pytest

from extraction.hidden.values import CLEAR, WHITE, colour, leaves_nothing, pixels, share


@pytest.mark.parametrize(
    ("value", "length"),
    [("0", 0), ("-9999px", -9999), ("1.5em", 24), ("calc(-100vw - 1px)", -1000), ("+.5px", 0.5), ("auto", None)],
)
def test_lengths(value: str, length: float | None) -> None:
    assert pixels(value) == length


def test_a_percentage_is_of_what_the_caller_says() -> None:
    assert pixels("50%", percent=0.16) == 8
    assert share("50%") == share("0.5") == 0.5
    assert share("none") is None


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("#fff", WHITE),
        ("#FDFDFDff".lower(), WHITE),
        ("rgb(100%, 100%, 100%)", WHITE),
        ("hsl(120 50% 99%)", WHITE),
        ("#fff0", CLEAR),
        ("rgba(1,2,3,0)", CLEAR),
        ("transparent", CLEAR),
        ("#000", "#000000"),
        ("black", "#000000"),
        ("rgb(18, 52, 86)", "#123456"),
        ("rgb(1e99, 0, -5)", "#ff0000"),
        ("teal", "teal"),
        ("inherit", ""),
        ("var(--ink)", ""),
        ("#ff", ""),
    ],
)
def test_colours(value: str, named: str) -> None:
    assert colour(value) == named


@pytest.mark.parametrize(
    ("name", "value", "nothing"),
    [
        ("clip", "rect(0 0 0 0)", True),
        ("clip", "rect(1px,1px,1px,1px)", True),
        ("clip", "rect(0px, 200px, 100px, 0px)", False),
        ("clip", "rect(auto, auto, auto, auto)", False),
        ("clip-path", "inset(100%)", True),
        ("clip-path", "inset(0 50%)", True),
        ("clip-path", "inset(10%)", False),
        ("clip-path", "circle(40%)", False),
        ("clip-path", "polygon(0 0, 0 0)", True),
        ("clip-path", "polygon(0 0, 100% 0, 50% 100%)", False),
        ("clip-path", "url(#wave)", False),
    ],
)
def test_shapes(name: str, value: str, nothing: bool) -> None:
    assert leaves_nothing(name, value) is nothing
