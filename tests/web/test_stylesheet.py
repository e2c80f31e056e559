"""Colours that can be read: WCAG 2.2 contrast of every pair of ink and ground that the pages use, light and dark."""

from __future__ import annotations

import re

import pytest

from web.templating import STATIC

CSS = (STATIC / "almenara.css").read_text(encoding="utf-8")
TEXT, SIGN = 4.5, 3.0  # 1.4.3 for text, 1.4.11 for borders and marks that carry meaning
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "quiet", "link", "ember", "good", "bad") for ground in ("paper", "sheet")),
    *(("ink", ground, TEXT) for ground in ("operator", "contact", "price", "signal", "against", "route-bg", "cleared")),
    *((ink, "good-soft", TEXT) for ink in ("ink", "quiet", "link", "good", "ember")),
    *((ink, "ember-soft", TEXT) for ink in ("ink", "quiet", "bad")),
    *((f"{kind}-ink", kind, SIGN) for kind in ("operator", "contact", "price", "signal", "against", "cleared")),
    ("signal-ink", "sheet", TEXT),
    ("against-ink", "sheet", TEXT),
    ("route-ink", "sheet", TEXT),
    ("route-ink", "route-bg", SIGN),
    ("paper", "ink", TEXT),
    ("strong-line", "sheet", SIGN),
    ("strong-line", "paper", SIGN),
    ("ember", "paper", SIGN),
    *(("leg", ground, SIGN) for ground in ("sea", "land", "land-on")),
    ("bar", "sheet", SIGN),
]


def colours(scheme: str) -> dict[str, str]:
    light, dark, _print = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark)) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_stands_out(scheme: str, ink: str, ground: str, least: float) -> None:
    found = colours(scheme)
    assert contrast(found[ink], found[ground]) >= least, f"{ink} on {ground}"


def test_the_stylesheet_asks_nobody() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "@font-face" not in CSS


def test_marks_are_told_apart_without_colour() -> None:
    """WCAG 1.4.1: each kind of mark on a flag has lines of its own."""
    found = {}
    for kind, rule in re.findall(r"^\.k-(\w+) \{(.*?)\}", CSS, re.MULTILINE):
        said = dict(re.findall(r"text-decoration-(line|style|thickness): ([^;]+);", rule))
        found[kind] = (said.get("line", "underline"), said.get("style", "solid"), said.get("thickness", "2px"))
    assert {"operator", "cleared", "contact", "price", "signal", "against", "route", "named"} <= set(found)
    found.pop("hit", None)  # of a search, which has no other marks
    assert len(set(found.values())) == len(found), found
