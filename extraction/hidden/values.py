"""Lengths, colours and shapes of CSS, as far as they tell whether a reader sees something."""

from __future__ import annotations

import re

_LENGTH = re.compile(
    r"(?:calc\(\s*)?([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)(px|pt|pc|in|cm|mm|r?em|ex|ch|v[wh]|vmin|vmax|%)?"
)
_PIXELS = {"pt": 4 / 3, "pc": 16, "in": 96, "cm": 38, "mm": 3.8, "em": 16, "rem": 16, "ex": 8, "ch": 8} | dict.fromkeys(
    ("vw", "vh", "vmin", "vmax", "%"), 10.0
)
_HEX = re.compile(r"#(?:([0-9a-f]{6})([0-9a-f]{2})?|([0-9a-f]{3})([0-9a-f])?)(?![0-9a-f])")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?%?")
_WHITES = frozenset({
    "white", "snow", "ivory", "ghostwhite", "floralwhite", "mintcream", "azure", "whitesmoke", "seashell",
})  # fmt: skip
_NAMES = {"black": "#000000", "red": "#ff0000", "blue": "#0000ff", "yellow": "#ffff00", "lime": "#00ff00"}
_PALE = 0xF0  # of 255, in every channel
_FAINT = 0.05

WHITE = "white"
CLEAR = "transparent"


def pixels(value: str, *, percent: float = 10.0) -> float | None:
    """The first length in a value, roughly in pixels; None where there is none. `percent`: pixels that one is."""
    found = _LENGTH.match(value.strip())
    if found is None:
        return None
    unit = found[2] or ""
    return float(found[1]) * (percent if unit == "%" else _PIXELS.get(unit, 1.0))


def share(value: str) -> float | None:
    """A number or a percentage, 1 for the whole."""
    found = _NUMBER.match(value.strip())
    if found is None:
        return None
    return float(found[0].rstrip("%")) / (100 if found[0].endswith("%") else 1)


def colour(value: str) -> str:
    """A colour in one spelling: WHITE for all that is nearly white, CLEAR for what shows nothing, else '#rrggbb' or a
    name; '' where the value names none."""
    value = value.strip()
    hexed = _HEX.match(value)
    if hexed:
        digits = hexed[1] or "".join(2 * digit for digit in hexed[3])
        alpha = int(hexed[2] or 2 * (hexed[4] or "f"), 16) / 255
        return _named([int(digits[at : at + 2], 16) for at in (0, 2, 4)], alpha)
    function = _FUNCTION.match(value)
    if function:
        return _called(function[1], _NUMBER.findall(function[2]))
    name = re.match(r"[a-z]+\Z", value)
    if name is None or value in ("inherit", "initial", "unset", "revert", "none", "currentcolor"):
        return ""
    return WHITE if value in _WHITES else _NAMES.get(value, value)


def _called(name: str, numbers: list[str]) -> str:
    if len(numbers) < 3:
        return ""
    alpha = share(numbers[3]) if len(numbers) > 3 else 1.0
    if name == "rgb":
        channels = [round(min((share(n) or 0.0) * (255 if n.endswith("%") else 1), 255.0)) for n in numbers[:3]]
        return _named(channels, alpha or 0.0)
    if (alpha or 0.0) <= _FAINT:
        return CLEAR
    lightness = share(numbers[2]) or 0.0
    if lightness >= _PALE / 255:
        return WHITE
    return "#000000" if lightness <= 0 else f"hsl({','.join(numbers[:3])})"


def _named(channels: list[int], alpha: float) -> str:
    if alpha <= _FAINT:
        return CLEAR
    if min(channels) >= _PALE:
        return WHITE
    return "#{:02x}{:02x}{:02x}".format(*(min(max(channel, 0), 255) for channel in channels))


def leaves_nothing(name: str, value: str) -> bool:
    """Whether a `clip` or `clip-path` cuts all of an element away."""
    numbers = [pixels(n) or 0.0 for n in re.split(r"[\s,]+", value[value.find("(") + 1 : -1].strip()) if n]
    if name == "clip":
        if not value.startswith("rect(") or "auto" in value or len(numbers) < 4:
            return False
        top, right, bottom, left = numbers[:4]
        return bottom - top <= 1 or right - left <= 1
    if value.startswith("inset("):
        inset = [share(n) or 0.0 for n in re.findall(r"\d[\d.]{0,9}%", value)]
        return bool(inset) and (inset[0] >= 0.5 or (len(inset) > 1 and inset[1] >= 0.5))
    if value.startswith(("circle(", "ellipse(")):
        return bool(numbers) and numbers[0] <= 1
    return value.startswith("polygon(") and len(set(re.split(r"\s*,\s*", value[8:-1].strip()))) <= 2
