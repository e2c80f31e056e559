"""The one place that says what a page hides from its readers, and takes the words of it away.

Scripts lift what styles hide: a body until its fonts are there, an article until it is scrolled to. No script is run
here, so what holds most of a page's words is taken to be shown in the end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from functools import cached_property, partial
from itertools import islice
from math import inf

from lxml.etree import XPath
from lxml.html import HtmlElement

from extraction.hidden.built import put_in_place
from extraction.hidden.declared import INHERITED, LIFTED
from extraction.hidden.sight import Sight, has_words

_CLASSES = frozenset({
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "show-for-sr",
    "element-invisible",
})  # fmt: skip
_STYLED = XPath("//@style/.. | //@hidden/.. | //@color/..")
_CLASS_VALUES = XPath("//@class", smart_strings=False)
_CLASSED = XPath("//*[@class]")
_CONTROLS = XPath(
    "//@aria-controls | //@data-target[starts-with(., '#')] | //@data-bs-target[starts-with(., '#')]"
    " | //a[@data-toggle or @data-bs-toggle or @role = 'button']/@href[starts-with(., '#')]",
    smart_strings=False,
)
_SHOWN = frozenset({"html", "body", "head", "script", "style", "meta", "link", "title", "base"})
_UNREAD = frozenset({"head", "script", "style", "noscript", "template", "select", "iframe"})
_UNCOUNTED = frozenset({"a", "script", "style", "noscript", "head"})
_SCRIPTS = XPath("boolean(//script[not(contains(@type, 'json'))])")
_REVEALED = frozenset({"opacity", "visibility", "color"})
"""What one style hides in many places to show it piece by piece; anything else must be most of the page by itself."""
_ENOUGH = 100  # words; fewer are no article that a script will show
_LONGEST_NUMBER = 60  # characters, blanks and a word before it included
_FEW = 8  # words; a page with fewer may be read from its <noscript>
_NUMBER = re.compile(
    r"(?:\W*(?:tel[eé]?f?o?n?o?|cel(?:ular)?|m[oó]vil|phone|fone|whats?app|wsp|ll[aá]mar?|call|ligar?)\b)?"
    r"[\s.:+()-]*\d(?:[\s().-]{0,2}\d){6,14}\W*",
    re.IGNORECASE,
)


def take_hidden_words(tree: HtmlElement, *, pressed: bool = False) -> None:
    """Take the words and links that readers don't see out of a page; its elements stay, and its data for machines.

    Args:
        pressed: leave what a page shows to who presses a button, as adverts do: a telephone number that stands by
            itself, and a part that a control of the page names.
    """
    put_in_place(tree)
    sight = Sight(tree)
    groups: dict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
    for element in dict.fromkeys((*filter(partial(_may_be, sight), _marked(tree)), *sight.suspects())):
        how = _how(element, sight) if element.tag not in _SHOWN else ("", "")
        if how[0]:
            groups[how].append(element)
    page = _Page(tree)
    opened = _opened(tree) if pressed else frozenset()
    done: set[HtmlElement] = set()
    for (name, _), elements in groups.items():
        for together in [elements] if name in _REVEALED else [[element] for element in elements]:
            if not page.is_shown_in_the_end(name, together):
                for element in together:
                    is_pressed = pressed and name in LIFTED and (element.get("id") in opened or _is_number(element))
                    if not is_pressed:
                        _silence(element, name, sight, done)


def _marked(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that may be hidden by what they are or say themselves."""
    yield from _STYLED(tree)
    yield from tree.iter("template", "noscript", "dialog")
    names = " ".join(_CLASS_VALUES(tree))
    if any(name in names for name in _CLASSES):
        yield from (element for element in _CLASSED(tree) if not _CLASSES.isdisjoint(element.get("class").split()))


def _may_be(sight: Sight, element: HtmlElement) -> bool:
    """Whether an element that is marked in some way may be hidden by that."""
    if element.tag in _SHOWN or not (element.tag == "a" or has_words(element)):
        return False
    return _how_marked(element) != "" or sight.could_conceal(element)


def _opened(tree: HtmlElement) -> frozenset[str]:
    """The ids of what a control of the page opens, by its own word."""
    return frozenset(name for said in _CONTROLS(tree) for name in said.replace("#", " ").split())


def _is_number(element: HtmlElement) -> bool:
    text = "".join(islice(element.itertext(), 20))
    return len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None


def _how(element: HtmlElement, sight: Sight) -> tuple[str, str]:
    """By what an element is hidden, and the style that does it; ('', '') where it isn't."""
    marked = _how_marked(element)
    return (marked, "") if marked else sight.concealed(element)


def _how_marked(element: HtmlElement) -> str:
    """By what an element is hidden without any style; '' where it isn't."""
    get = element.get
    if element.tag in ("template", "noscript"):
        return str(element.tag)
    if get("hidden") is not None or (element.tag == "dialog" and get("open") is None):
        return "hidden"
    return "" if _CLASSES.isdisjoint((get("class") or "").split()) else "class"


class _Page:
    """The words of a page and whether scripts run on it, each found if it is asked for."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree

    @cached_property
    def _words(self) -> int:
        return _words_of(self._tree)

    @cached_property
    def _has_words(self) -> bool:
        """Whether there is something to read beside what stands there for browsers without scripts."""
        return _words_outside(self._tree, _UNREAD, enough=_FEW) >= _FEW

    @cached_property
    def _has_scripts(self) -> bool:
        return bool(_SCRIPTS(self._tree))

    def is_shown_in_the_end(self, name: str, elements: list[HtmlElement]) -> bool:
        """Whether what one style hides is most of the page, so that a script will show it."""
        if name == "noscript":
            return not self._has_words
        if name == "color":  # a page in white is dark by a style that lies elsewhere
            return self._hold_most(elements, _ENOUGH)
        if name not in LIFTED:
            return False
        only = len(elements) == 1 and elements[0].tag in ("main", "article")
        return self._hold_most(elements, 1 if only else _ENOUGH) and self._has_scripts

    def _hold_most(self, elements: list[HtmlElement], least: int) -> bool:
        if sum(len("".join(one.itertext()).split()) for one in elements) < least:
            return False
        within = set(elements)
        words = sum(_words_of(one) for one in elements if within.isdisjoint(one.iterancestors()))
        return words >= least and 2 * words > self._words


def _words_of(element: HtmlElement) -> int:
    """The words of an element outside links; those of links are the site's menus and lists of stories."""
    is_outside = _UNCOUNTED.isdisjoint(around.tag for around in (element, *element.iterancestors()))
    return _words_outside(element, _UNCOUNTED) if is_outside else 0


def _words_outside(element: HtmlElement, tags: Set[str], *, enough: float = inf) -> int:
    """The words of an element outside certain elements in it, counted until there are enough."""
    found, waiting = 0, [element]
    while waiting and found < enough:
        here = waiting.pop()
        found += len((here.text or "").split())
        for child in here:
            found += len((child.tail or "").split())
            if isinstance(child.tag, str) and child.tag not in tags:
                waiting.append(child)
    return found


def _silence(element: HtmlElement, name: str, sight: Sight, done: set[HtmlElement]) -> None:
    """Take the words out of an element, not those after it; what says that it is seen all the same keeps its own."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here in done:
            continue
        if here is not element and name in INHERITED and isinstance(here.tag, str) and sight.says(here, name):
            continue
        done.add(here)
        if here.tag not in _SHOWN:
            here.text = None
            here.attrib.pop("href", None)
        for child in here:
            child.tail = None
            waiting.append(child)
