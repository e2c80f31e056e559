"""Rules out of a sheet, the screens they hold on, and selectors as steps."""

from __future__ import annotations

import pytest

from extraction.hidden.sheet import applies, key, rules, steps


def test_rules_with_the_screens_they_hold_on() -> None:
    css = "a,b{color:red} @media screen{.x{top:0}} @media (min-width:900px){.y{top:1px}} @media print{.z{top:2px}}"
    css += " i{top:3px}"
    assert [(r.selectors, r.style, r.always) for r in rules(css)] == [
        (("a", "b"), "color:red", True),
        ((".x",), "top:0", True),
        ((".y",), "top:1px", False),
        (("i",), "top:3px", True),
    ]


def test_a_string_that_nothing_closes_ends_with_its_line() -> None:
    css = '.x{content:"a\n;display:none} .y{color:red}'
    assert [(r.selectors, r.style) for r in rules(css)] == [
        ((".x",), "content:''\n;display:none"),
        ((".y",), "color:red"),
    ]


def test_blocks_that_are_no_rules_and_rules_within_rules_are_passed_over() -> None:
    css = "@keyframes k{from{opacity:0}} @font-face{src:x} @layer a{@supports not (x:y){p{top:0}}}"
    css += " q{top:1px; r{top:2px} left:0}"
    assert [(r.selectors, r.style) for r in rules(css)] == [(("q",), "top:1px; left:0")]


@pytest.mark.parametrize(
    ("media", "holds"),
    [
        ("", True),
        ("all", True),
        ("only screen", True),
        ("print, screen", True),
        ("(min-width: 20em)", True),
        ("screen and (min-width:600px) and (max-width:1000px)", False),
        ("(min-width:9000px)", None),
        ("print", None),
        ("(prefers-color-scheme: dark)", None),
        ("not screen", None),
    ],
)
def test_the_screens_that_a_media_query_holds_on(media: str, holds: bool | None) -> None:
    assert applies(media) is holds


@pytest.mark.parametrize(
    ("selector", "names"),
    [
        ("P.a.b", [{"p", ".a", ".b"}]),
        ("#x > .y z", [{"z"}, {".y"}, {"#x"}]),
        ("*", [set()]),
        (r".md\:x", [{".md:x"}]),
        ("a:hover", []),
        ("[hidden]", []),
        ("a b c d e f g", []),
        (">", []),
    ],
)
def test_selectors_as_steps(selector: str, names: list[set[str]]) -> None:
    assert [set(step.names) for step in steps(selector)] == names
    assert bool(key(selector)) or not names
