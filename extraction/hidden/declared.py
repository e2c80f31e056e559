"""The declarations of a style that bear on whether a reader sees an element, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from extraction.hidden.values import CLEAR, WHITE, colour, leaves_nothing, pixels, share

Declared = Mapping[str, str]

_NAMES = (
    "display|visibility|content-visibility|opacity|filter|font|font-size|color|-webkit-text-fill-color|background|"
    "background-color|background-image|background-clip|-webkit-background-clip|text-shadow|text-indent|position|left|"
    "right|top|bottom|margin|margin-left|margin-right|margin-top|transform|translate|scale|clip|clip-path|width|height|"
    "max-width|max-height|overflow|overflow-x|overflow-y|padding|padding-top|padding-bottom"
)
_DECLARATION = re.compile(rf"(?:^|;)\s*({_NAMES})\s*:\s*([^;]+)", re.IGNORECASE)
_BEARS = re.compile(rf"(?:^|[;\s])(?:{_NAMES})\s*:", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_ADDRESS = re.compile(r"url\([^)]*\)?", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_IMAGE = re.compile(r"url\(|gradient\(|image-set\(|var\(")
_TOKEN = re.compile(r"[\w#-]+(?:\([^()]*\))?")
_SIZE = re.compile(r"(?![1-9]00$)[\d.]")  # of the parts of `font`; the weight comes first
_RENAMED = {"-webkit-text-fill-color": "color"}
_SIDES = ("left", "top", "right", "bottom", "margin-left", "margin-top", "margin-right")
_PLACES = frozenset({*_SIDES, "transform", "translate", "scale"})
_FAINT = 0.05
_TINY = 1.0  # pixels
_AWAY = 900.0  # pixels to the left or above
_FAR = 2_500.0  # pixels in any direction

INHERITED = frozenset({"visibility", "font-size", "text-indent", "color"})
"""By what an element's descendants are hidden unless they say otherwise themselves."""
LIFTED = frozenset({"display", "visibility", "opacity", "height", "hidden"})
"""What scripts hide until the page is ready."""


@lru_cache(maxsize=30_000)
def bears(style: str) -> bool:
    """Whether a style has any declaration that counts here."""
    return _BEARS.search(style) is not None or "\\" in style


@lru_cache(maxsize=8_000)
def read(style: str) -> tuple[tuple[str, str, bool], ...]:
    """The declarations of a style that count here: name, value and whether it is !important, shorthands undone."""
    style = _ADDRESS.sub("url()", _COMMENT.sub(" ", style))
    if "\\" in style:
        style = _ESCAPE.sub(_meant, style)
    found: list[tuple[str, str, bool]] = []
    for match in _DECLARATION.finditer(style):
        value, marked, _ = match[2].strip().lower().partition("!")
        found += [(name, plain, bool(marked)) for name, plain in _longhand(match[1].lower(), value.strip())]
    return tuple(found)


def _meant(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else 0
    return chr(code) if 0 < code < 0xD800 else escape[2] or ""


def _longhand(name: str, value: str) -> list[tuple[str, str]]:
    sides = value.split()
    found = [(_RENAMED.get(name, name.removeprefix("-webkit-")), value)]
    if name == "background":
        image = _IMAGE.search(value) is not None
        inked = next((c for c in map(colour, _TOKEN.findall(value)) if c), CLEAR)
        found = [("background-color", inked), ("background-image", "url()" if image else "none")]
    elif name == "font":
        found = [("font-size", part.partition("/")[0]) for part in sides if _SIZE.match(part)][:1]
    elif name == "margin" and sides:
        left = sides[3] if len(sides) > 3 else sides[min(len(sides) - 1, 1)]
        found = [("margin-top", sides[0]), ("margin-left", left)]
    elif name == "overflow" and sides:
        found = [("overflow-x", sides[0]), ("overflow-y", sides[-1])]
    return found


def concealed(style: Declared) -> str:
    """By which property a style hides its element, '' where it doesn't; colours are another matter."""
    return _concealed(tuple(style.items()))


@lru_cache(maxsize=8_000)  # a page's elements have few styles that differ
def _concealed(style: tuple[tuple[str, str], ...]) -> str:
    declared = dict(style)
    return next((name for name, hides in _WAYS if hides(declared)), "")


def _undisplayed(style: Declared) -> bool:
    return style.get("display") == "none" or style.get("content-visibility") == "hidden"


def _faded(style: Declared) -> bool:
    shares = map(share, (style.get("opacity", ""), *re.findall(r"opacity\(([^)]*)", style.get("filter", ""))))
    return any(seen is not None and seen <= _FAINT for seen in shares)


def _tiny(style: Declared) -> bool:
    size = pixels(style.get("font-size", ""), percent=0.16)
    return size is not None and size <= _TINY


def _off_screen(style: Declared) -> bool:
    if style.keys().isdisjoint(_PLACES):
        return False
    for name in _SIDES:
        value = style.get(name, "")
        # a share of the parent's width is off screen only for what stands outside the flow
        floats = name in ("left", "top") and style.get("position") in ("absolute", "fixed")
        length = pixels(value, percent=10.0 if floats else 0.0)
        if length is not None and (length <= -_AWAY or abs(length) >= _FAR):
            return True
    moved = style.get("transform", "") + " translate(" + style.get("translate", "").replace(" ", ",") + ")"
    for arguments in re.findall(r"translate(?:[xy]|3d)?\(([^()]*)\)", moved):
        lengths = [pixels(part, percent=0.0) or 0.0 for part in arguments.split(",")]
        if any(length <= -_AWAY or abs(length) >= _FAR for length in lengths):
            return True
    scales = re.findall(r"scale[xy]?\(\s*([^(),]*)", style.get("transform", "")) + style.get("scale", "").split()[:1]
    return any(size is not None and abs(size) <= _FAINT for size in map(share, scales))


def _flat(style: Declared) -> bool:
    """Whether an element has no height or width, and nothing of it shows beyond them."""
    padded = [style.get(name, "").split() for name in ("padding", "padding-top", "padding-bottom")]
    if any((pixels(value) or 0.0) > 0 for values in padded for value in values):
        return False  # a box that keeps its shape by its padding
    sides = (
        ("height", "overflow-y"),
        ("max-height", "overflow-y"),
        ("width", "overflow-x"),
        ("max-width", "overflow-x"),
    )
    for side, overflow in sides:
        length = pixels(style.get(side, ""))
        if length is not None and length <= _TINY and style.get(overflow, "") in ("hidden", "clip"):
            return True
    return False


_WAYS: tuple[tuple[str, Callable[[Declared], bool]], ...] = (
    ("display", _undisplayed),
    ("visibility", lambda style: style.get("visibility") in ("hidden", "collapse")),
    ("opacity", _faded),
    ("font-size", _tiny),
    ("text-indent", lambda style: (pixels(style.get("text-indent", "")) or 0.0) <= -_AWAY),
    ("left", _off_screen),
    ("clip", lambda style: any(leaves_nothing(name, style[name]) for name in ("clip", "clip-path") if name in style)),
    ("height", _flat),
)


def ground(style: Declared) -> str:
    """What a style puts behind its text: a colour, "image", or '' for nothing of its own."""
    if _IMAGE.search(style.get("background-image", "")):
        return "image"
    behind = style.get("background-color", "")
    if behind.startswith("var("):
        return "image"
    inked = colour(behind)
    return "" if inked == CLEAR else inked


def unseen_ink(style: Declared, behind: str) -> bool:
    """Whether a style's text has the colour of what is `behind` it, or none; white is what pages are by themselves."""
    ink = colour(style.get("color", ""))
    if not ink or style.get("text-shadow", "none") != "none":
        return False
    if ink == CLEAR:
        return style.get("background-clip") != "text"
    return ink == (behind or WHITE)
