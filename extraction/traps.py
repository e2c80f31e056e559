"""Markup that is made to hold a parser up, or to keep it from the text: what is taken out before it is parsed.

A publisher writes in 20 KB what takes a parser minutes (thousands of attributes on one element, each compared with all
before), or what makes it stop in the middle (elements 2,048 deep). Nothing here trusts that a page's tags fit together.
"""

from __future__ import annotations

import html
import re
from collections import Counter

MOST_ATTRIBUTES = 2_000
"""Of one element; pages of people have some ten."""
DEEPEST = 400
"""How deep elements lie in a page that was flattened; real pages are 41 deep at most."""

_LONG = 20_000  # characters of one start tag, from which its attributes are counted
_BLOCK = 32_768
_QUOTED = r"""(?:"[^"]*+"?+|'[^']*+'?+|[^\s>]*+)"""
_ATTRIBUTES = rf"(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_QUOTED})?+)*+[\s/]*+"
START_TAG = re.compile(rf"(<[a-z][^\s/>]*+){_ATTRIBUTES}", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_QUOTED})?+")
_NEAR = 512
_CLOSED = f"(?:[^>=]*+>|{_ATTRIBUTES}>)"  # no quote opens a value without "=": the quicker way serves nearly always
_OUTSIDE = re.compile(_CLOSED)
_TO_THE_END = (  # of a tag, from outside its quoted values: within a name, before "=", behind it, in a value
    _OUTSIDE,
    re.compile(rf"\s*+=\s*+{_QUOTED}{_CLOSED}|\s*+[^\s=]"),
    re.compile(rf"\s*+{_QUOTED}{_CLOSED}"),
    re.compile(rf"[^\s>]*+{_CLOSED}"),
)
_ENDS_ANY = """>">'>"""  # a start tag, whether or not a value is open, and in whichever quotes
_COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))"
_UNREAD = rf"{_COMMENT}|<(?P<raw>script|style|textarea|title|template)\b.*?(?:</(?P=raw)\b|\Z)"
_TOKEN = re.compile(rf"{_UNREAD}|<(?P<end>/?)(?P<name>[a-z][a-z0-9:_-]*+){_ATTRIBUTES}>?+", re.I | re.DOTALL)
_ANY = re.compile(rf"{_COMMENT}|<(script|style|template)\b.*?(?:</\1\b[^>]*+>?|\Z)|<[^>]*+>?", re.I | re.DOTALL)
_NO_DEPTH = frozenset({
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"),
    *("html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"),
})  # fmt: skip
"""Elements that hold none, or that end where the next of their kind begins: they lie no deeper than what is around."""
_IN_A_LINE = frozenset({"a", "abbr", "b", "em", "font", "i", "ins", "mark", "s", "small", "span", "strong", "sub", "u"})


def broken_up(characters: str) -> str:
    """The page with every start tag ended that may hold attributes over a whole block: for who asks what a page is
    about. In pages of people only scripts are so long; what is put before one gets the title into the text at most.

    Each block is read as if it stood within a tag, in any way that it may: an honest page comes to the tag's end soon.
    """
    pieces: list[str] = []
    at = 0
    for start in range(0, len(characters) - _BLOCK + 1, _BLOCK):
        place = max(start, characters.find("<", start, start + _BLOCK))  # where tags are, the end of one is near
        if not _ends_soon(characters, place, start + _BLOCK):
            pieces += [characters[at:place], _ENDS_ANY]
            at = place
    return "".join([*pieces, characters[at:]]) if pieces else characters


def _ends_soon(characters: str, place: int, end: int) -> bool:
    near = min(place + _NEAR, end)
    if not all(way.match(characters, place, near) for way in _TO_THE_END):
        return False
    for quote in "\"'":  # a block without one, if within a value, holds no attribute
        closing = characters.find(quote, place, end) + 1
        if closing and not _OUTSIDE.match(characters, closing, min(closing + _NEAR, end)):
            return False
    return True


def without_swarms(characters: str) -> str:
    """The page without the attributes of elements that carry thousands: parsers compare each of them with all before,
    and 600,000 held a worker for many minutes."""
    if len(characters) < _LONG:
        return characters
    kept: list[str] = []
    at = 0
    for tag in START_TAG.finditer(characters):
        if tag.end() - tag.start() > _LONG and _is_swarm(tag.group()):
            kept.append(characters[at : tag.end(1)])
            at = tag.end()
    return "".join([*kept, characters[at:]])


def _is_swarm(tag: str) -> bool:
    return sum(1 for _ in _ATTRIBUTE.finditer(tag)) > MOST_ATTRIBUTES


def flattened(characters: str) -> str:
    """The page with the tags left out that lie deeper than `DEEPEST`; of what stands apart a line break remains."""
    pieces: list[str] = []
    at = 0
    opened: list[tuple[str, bool]] = []  # and whether its tag was kept
    inside = Counter[str]()
    for token in _TOKEN.finditer(characters):
        name = (token["name"] or "").lower()
        if not name or name in _NO_DEPTH:
            continue
        if not token["end"]:
            is_kept = len(opened) < DEEPEST
            opened.append((name, is_kept))
            inside[name] += 1
        else:
            is_kept = False
            while inside[name]:
                last, is_kept = opened.pop()
                inside[last] -= 1
                if last == name:
                    break
        if not is_kept:
            pieces += [characters[at : token.start()], "" if name in _IN_A_LINE else "<br>"]
            at = token.end()
    return "".join([*pieces, characters[at:]])


def words_alone(characters: str) -> str:
    """What stands between a page's tags, a line each, whatever hides it: for pages that no parser gets through."""
    return html.unescape(_ANY.sub("\n", characters))
