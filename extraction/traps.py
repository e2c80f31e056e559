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
_START_TAG = re.compile(rf"(<[a-z][^\s/>]*+){_ATTRIBUTES}", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_QUOTED})?+")
_CLOSED = f"(?:[^>=]*+>|{_ATTRIBUTES}>)"  # no quote opens a value without "=": the quicker way serves nearly always
_TO_THE_END = (  # of a tag, from any place within it: a name, before "=", behind it, in a value of each kind
    re.compile(_CLOSED),
    re.compile(rf"\s*+=\s*+{_QUOTED}{_CLOSED}|\s*+[^\s=]"),
    re.compile(rf"\s*+{_QUOTED}{_CLOSED}"),
    re.compile(rf"[^\s>]*+{_CLOSED}"),
    re.compile(rf"""[^"]*+(?:"{_CLOSED}|\Z)"""),
    re.compile(rf"[^']*+(?:'{_CLOSED}|\Z)"),
)
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


def may_swarm(characters: str) -> bool:
    """Whether some start tag may hold attributes over a whole block; False is certain, and takes microseconds.

    Each block is read from its first character as if that stood within a tag, in any way that it may: a page of people
    comes to the tag's end soon. A block that is all one quoted value holds no attribute.
    """
    for start in range(0, len(characters) - _BLOCK + 1, _BLOCK):
        place = max(start, characters.find("<", start, start + _BLOCK))  # where tags are, the end of one is near
        if not all(way.match(characters, place, start + _BLOCK) for way in _TO_THE_END):
            return True
    return False


def without_swarms(characters: str) -> str:
    """The page without the attributes of elements that carry thousands: parsers compare each of them with all before,
    and 600,000 held a worker for many minutes."""
    if len(characters) < _LONG:
        return characters
    kept: list[str] = []
    at = 0
    for tag in _START_TAG.finditer(characters):
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
