"""A page as a list of text blocks in reading order, with the range of blocks that every element covers.

A block is a run of text that no block-level element or <br> interrupts. Because blocks stand in document order, an
element is a range of them, and sums over subtrees are differences of running totals. The walk keeps its own stack:
a page nested a thousand deep is walked like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extraction.body.targets import contact_target, pressed_numbers

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
_EMPHASIS = frozenset({"b", "strong", "em", "i"})
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u3164\ufeff]"
    r"|(?<=[ -~À-ɏ])[\u200c\u200d]+(?=[ -~À-ɏ])"
)
"""Soft hyphens, marks of direction, fillers, and what is put between letters so that no search finds the word. Joiners
stay where they spell other scripts and emoji: between Latin letters and figures they spell nothing."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")  # "&#27;" writes one where no page may hold it
_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")


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

    def __init__(self, skipped: frozenset[str], *, pressed: bool, unheard: Set[HtmlElement]) -> None:
        self.skipped = skipped
        self.pressed = pressed
        self.unheard = unheard
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

    def hear(self, element: HtmlElement) -> None:
        """Take whom a link or a button reaches."""
        if element in self.unheard:
            return
        target = contact_target(element.get("href") or "") if element.tag == "a" else ""
        if target:
            self.run.contacts.append(target)
        if self.pressed:
            self.run.contacts += pressed_numbers(element)

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


def read_blocks(
    root: HtmlElement, *, noscript: bool = False, pressed: bool = False, unheard: Set[HtmlElement] = frozenset()
) -> tuple[list[Block], list[Region]]:
    """The blocks below `root` in reading order, and the regions of its block-level elements, outer ones first.

    `noscript` reads what is meant for browsers without JavaScript as well, `pressed` the numbers that buttons show;
    whom links and buttons among the `unheard` reach is left out.
    """
    walk = _Walk(_SKIPPED - {"noscript"} if noscript else _SKIPPED, pressed=pressed, unheard=unheard)
    _descend(root, walk)
    walk.regions.sort(key=lambda region: region.depth)
    return walk.blocks, walk.regions


def squeeze(text: str) -> str:
    """One line: runs of blanks become one space, what nobody sees and what steers a terminal goes; the rest stays as it
    is written."""
    line = _BLANKS.sub(" ", text if text.isascii() else _UNSEEN.sub("", text)).strip()
    return line if line.isprintable() else _CONTROL.sub("", line).strip()


@dataclass(slots=True)
class _Open:
    """An element that the walk is inside of. `owner` is the nearest block-level element, itself perhaps."""

    element: HtmlElement
    owner: HtmlElement
    first: int  # block
    depth: int
    children: Iterator[HtmlElement]
    row: bool  # of links


def _descend(root: HtmlElement, walk: _Walk) -> None:
    stack = [_enter(root, None, walk)]
    while stack:
        here = stack[-1]
        child = next(here.children, None)
        if child is None:
            stack.pop()
            _leave(here, walk)
            if stack:
                walk.add(here.element.tail, stack[-1].owner)
        elif not isinstance(child.tag, str) or child.tag in walk.skipped:
            if child.tag == "button":
                walk.hear(child)
            walk.add(child.tail, here.owner)
        elif child.tag in ("br", "hr"):
            walk.close(here.owner)
            walk.add(child.tail, here.owner)
        else:
            stack.append(_enter(child, here, walk))


def _enter(element: HtmlElement, parent: _Open | None, walk: _Walk) -> _Open:
    owner = element
    walk.links += element.tag == "a"
    if parent is not None and element.tag in INLINE and not parent.row:
        owner = parent.owner
        walk.bold += element.tag in _EMPHASIS
    elif parent is not None:
        walk.close(parent.owner)
    walk.add(element.text, owner)
    depth = parent.depth + 1 if parent else 0
    return _Open(element, owner, len(walk.blocks), depth, element.iterchildren(), _is_row_of_links(element))


def _leave(here: _Open, walk: _Walk) -> None:
    element = here.element
    walk.hear(element)
    if here.owner is not element:  # inline
        walk.links -= element.tag == "a"
        walk.bold -= element.tag in _EMPHASIS
        return
    walk.close(element)
    walk.links -= element.tag == "a"
    if len(walk.blocks) > here.first:
        walk.regions.append(Region(element, here.first, len(walk.blocks), here.depth))


def _is_row_of_links(element: HtmlElement) -> bool:
    """Whether an element holds links without words between them: each is a line of its own."""
    if element.tag in INLINE or len(element) < 2 or (element.text and element.text.strip()):
        return False
    return all(one.tag == "a" and not (one.tail and one.tail.strip()) for one in element)


def _count(text: str) -> int:
    return len(text.split())
