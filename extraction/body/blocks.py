"""A page as a list of text blocks in reading order, with the range of blocks that every element covers.

A block is a run of text that no block-level element or <br> interrupts. Because blocks stand in document order, an
element is a range of them, and sums over subtrees are differences of running totals. The walk keeps its own stack:
a page nested a thousand deep is walked like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml.html import HtmlElement

INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "amp-link",
})  # fmt: skip
_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe", "object", "embed",
    "canvas", "audio", "video", "select", "textarea", "input", "button", "progress", "meter", "map", "applet",
    "frameset", "frame", "noframes", "amp-ad", "amp-iframe", "amp-analytics", "link", "meta", "base", "datalist",
    "dialog", "rp", "rt", "rtc",
})  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_CONTACT_TARGET = re.compile(
    r"^(?:tel:|sms:|mailto:|callto:|whatsapp:|tg:|viber:|"
    r"https?://(?:www\.|m\.|web\.|[a-z]{2}-[a-z]{2}\.)?"
    r"(?:wa\.me|api\.whatsapp\.com|whatsapp\.com|chat\.whatsapp\.com|wa\.link|t\.me|telegram\.me|"
    r"instagram\.com|facebook\.com|fb\.com|fb\.me|m\.me|tiktok\.com)/)",
    re.IGNORECASE,
)
_SHARING = re.compile(
    r"sharer|/share\b|share\?|share/|dialog/|intent/|/plugins/|send/?\?text=|[?&](?:u|url)=http|"
    r"(?:whatsapp\.com|wa\.me)/?\?text=|whatsapp:.*text=|^mailto:\?|^tg:msg",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Block:
    """One run of text. `words` counts words, `linked` those of them inside links."""

    text: str
    element: HtmlElement  # the nearest block-level element
    words: int
    linked: int
    emphasised: int  # words in bold or italics
    contacts: tuple[str, ...] = ()  # targets of tel:, mailto:, wa.me ... links, as plain words


@dataclass(frozen=True, slots=True)
class Region:
    """The blocks [start, end) that one block-level element covers, and its depth below <html>."""

    element: HtmlElement
    start: int
    end: int
    depth: int


@dataclass(slots=True)
class _Run:
    """The text run that is being gathered."""

    pieces: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    emphasised: list[str] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)


class _Walk:
    """Gathers blocks and regions; `links` and `bold` count the open elements of that kind."""

    def __init__(self, skipped: frozenset[str]) -> None:
        self.skipped = skipped
        self.blocks: list[Block] = []
        self.regions: list[Region] = []
        self.run = _Run()
        self.links = 0
        self.bold = 0

    def add(self, text: str | None, owner: HtmlElement) -> None:
        if not text:
            return
        if owner.tag == "pre" and "\n" in text:
            for line in text.split("\n"):
                self._append(line)
                self.close(owner)
            return
        self._append(text)

    def _append(self, text: str) -> None:
        self.run.pieces.append(text)
        if self.links:
            self.run.linked.append(text)
        if self.bold:
            self.run.emphasised.append(text)

    def close(self, owner: HtmlElement) -> None:
        run = self.run
        if not run.pieces and not run.contacts:
            return
        text = squeeze("".join(run.pieces))
        contacts = tuple(dict.fromkeys(run.contacts))
        if text or contacts:
            counts = (_count(" ".join(run.linked)), _count(" ".join(run.emphasised)))
            self.blocks.append(Block(text, owner, _count(text), counts[0], counts[1], contacts))
        self.run = _Run()


def read_blocks(root: HtmlElement, *, noscript: bool = False) -> tuple[list[Block], list[Region]]:
    """The blocks below `root` in reading order, and the regions of its block-level elements, outer ones first.

    `noscript` reads what is meant for browsers without JavaScript as well.
    """
    walk = _Walk(_SKIPPED - {"noscript"} if noscript else _SKIPPED)
    _descend(root, walk)
    walk.regions.sort(key=lambda region: region.depth)
    return walk.blocks, walk.regions


def squeeze(text: str) -> str:
    """One line: runs of blanks become one space, soft hyphens go; the rest stays as it is written."""
    return _BLANKS.sub(" ", text.replace("\u00ad", "")).strip()


def _descend(root: HtmlElement, walk: _Walk) -> None:
    # (element, owner, first block, depth) of every open element; an iterator of its children beside it
    stack: list[tuple[HtmlElement, HtmlElement, int, int, object]] = []

    def enter(element: HtmlElement, owner: HtmlElement, depth: int) -> None:
        walk.links += element.tag == "a"
        if element.tag in INLINE and not _is_button(element):
            walk.bold += element.tag in ("b", "strong", "em", "i")
        else:
            walk.close(owner)
            owner = element
        walk.add(element.text, owner)
        stack.append((element, owner, len(walk.blocks), depth, element.iterchildren()))

    enter(root, root, 0)
    while stack:
        element, owner, first, depth, children = stack[-1]
        child = next(children, None)  # type: ignore[call-overload]
        if child is None:
            stack.pop()
            _leave(element, owner, Region(element, first, 0, depth), walk)
            if stack:
                walk.add(element.tail, stack[-1][1])
        elif not isinstance(child.tag, str) or child.tag in walk.skipped:
            walk.add(child.tail, owner)
        elif child.tag in ("br", "hr"):
            walk.close(owner)
            walk.add(child.tail, owner)
        else:
            enter(child, owner, depth + 1)


def _leave(element: HtmlElement, owner: HtmlElement, region: Region, walk: _Walk) -> None:
    if element.tag == "a":
        target = contact_target(element.get("href") or "")
        if target:
            walk.run.contacts.append(target)
    if owner is not element:  # inline
        walk.links -= element.tag == "a"
        walk.bold -= element.tag in ("b", "strong", "em", "i")
        return
    walk.close(owner)
    walk.links -= element.tag == "a"
    if len(walk.blocks) > region.start:
        walk.regions.append(Region(element, region.start, len(walk.blocks), region.depth))


def _is_button(element: HtmlElement) -> bool:
    """Whether a link stands in a row of links without words between them: each is a line of its own."""
    if element.tag != "a":
        return False
    row = element.getparent()
    if row is None or row.tag in INLINE or len(row) < 2 or (row.text and row.text.strip()):
        return False
    return all(one.tag == "a" and not (one.tail and one.tail.strip()) for one in row)


def contact_target(href: str) -> str:
    """What a reader would write down of a link to a person's contact point, or ''; share buttons are none."""
    href = href.strip()
    if not _CONTACT_TARGET.match(href) or _SHARING.search(href):
        return ""
    scheme, _, rest = href.partition(":")
    if scheme.lower() in ("tel", "sms", "callto", "mailto"):
        return squeeze(unquote(rest.split("?")[0].strip("/")))
    return href


def _count(text: str) -> int:
    return len(text.split())
