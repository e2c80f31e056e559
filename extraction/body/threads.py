"""Threads of forums: many people write on one page, and of an advert everybody whose name is read is its advertiser.

Who asks for a way, who warns, and who offers stand there alike. So what the forum itself writes beside the posts goes:
who wrote them and when, profiles, signatures, who is online. What the posts say stays, with every number in it. Only
where one person wrote the whole thread does their name stay, as an advertiser's on a board.

Programs of forums are known by the classes that they write; these are data (`threads.toml`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Set
from dataclasses import dataclass
from importlib.resources import files

from lxml.etree import SubElement
from lxml.html import HtmlElement

from extraction.body.blocks import squeeze
from extraction.fields import select

_STATED = tomllib.loads((files("extraction.body") / "threads.toml").read_text(encoding="utf-8"))
_LONGEST_NAME = 60  # characters


@dataclass(frozen=True, slots=True)
class Engine:
    """One program of forums; the fields are CSS selectors, as `threads.toml` explains."""

    marks: frozenset[str]
    post: str
    words: str
    author: str
    beside: str


ENGINES = tuple(Engine(frozenset(each.pop("marks")), **each) for each in _STATED["engine"])


def engine_of(tree: HtmlElement) -> Engine | None:
    """The program that made a page which is a thread of a forum; None for any other page."""
    classes = {token for value in tree.xpath("//@class") for token in value.split()}
    return next((each for each in ENGINES if each.marks <= classes and _has(tree, each.post)), None)


def take_out_heads(tree: HtmlElement) -> None:
    """Take out of a thread what the forum wrote beside its posts; any other page stays as it is."""
    engine = engine_of(tree)
    if engine is None:
        return
    posts = list(select(tree, engine.post))
    authors = {name for post in posts if (name := _author(post, engine.author))}
    said = [words for post in posts for words in select(post, engine.words)]
    for element in list(select(tree, engine.beside)):
        _take_out(element)
    for words in said:
        _make_plain(words, set(posts))
    if said and len(authors) == 1:
        SubElement(said[0], "p").text = authors.pop()


def _has(tree: HtmlElement, selector: str) -> bool:
    return next(select(tree, selector), None) is not None


def _author(post: HtmlElement, selector: str) -> str:
    if selector.startswith("@"):
        return squeeze(post.get(selector[1:]) or "")[:_LONGEST_NAME]
    names = (squeeze(element.text_content()) for element in select(post, selector))
    return next(filter(None, names), "")[:_LONGEST_NAME]


def _make_plain(words: HtmlElement, posts: Set[HtmlElement]) -> None:
    """A program may call its answers comments, which below an article are others' words; here they are what is read."""
    for element in (words, *words.iterancestors()):
        element.attrib.pop("class", None)
        if element in posts:
            return


def _take_out(element: HtmlElement) -> None:
    """The days that a head states stay, without words: the page's date is found by them."""
    parent = element.getparent()
    if parent is None:
        return
    days = [day.get("datetime") for day in element.iter("time") if day.get("datetime")]
    place = parent.index(element)
    element.drop_tree()
    for offset, day in enumerate(days):
        parent.insert(place + offset, parent.makeelement("time", {"datetime": day}))
