"""What the elements of one page look like, by the page's own styles: as much as tells whether they are seen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.etree import XPath
from lxml.html import HtmlElement

from extraction.hidden import declared, sheet
from extraction.hidden.declared import Declared
from extraction.hidden.sheet import Compound

_NAMED = re.compile(r"[.#](?:[^\s.#>+~*\\]|\\.)+")
_TAG = re.compile(r"(?:^|[\s>+~])[a-z]", re.IGNORECASE)
_CALLED = XPath("//*[@id or @class]")
_INLINE = (1,)
_ATTRIBUTE = (-1,)
_ATTRIBUTES = (("color", "color"), ("background-color", "bgcolor"))
_MOST = 300_000  # comparisons of an element with a step, and what costs as much, for one page

_Weighed = tuple[tuple[int, ...], str]  # a style, and before it what orders it among others


@dataclass(frozen=True, slots=True)
class _Applied:
    """A rule by one of its selectors; `weight` orders it among others."""

    selector: str
    style: str
    weight: tuple[int, ...]
    always: bool


class _Said(NamedTuple):
    """A declaration that an element has of its own."""

    name: str
    value: str
    written: str  # the whole style


@lru_cache(maxsize=8_000)  # a page has a thousand elements, and few styles that differ
def _strongest_last(styles: tuple[_Weighed, ...]) -> tuple[_Said, ...]:
    """The declarations of styles."""
    said = [(mark, weight, _Said(n, v, style)) for weight, style in styles for n, v, mark in declared.read(style)]
    said.sort(key=lambda one: one[:2])
    return tuple(one for _, _, one in said)


def _values(said: Iterable[_Said]) -> Declared:
    return {one.name: one.value for one in said}


@lru_cache(maxsize=30_000)
def _names_in(selector: str) -> frozenset[str]:
    """Every "#id" and ".class" without escapes: asked of all selectors of a page, and the same sheets come with all
    pages of a site."""
    return frozenset(name for name in _NAMED.findall(selector) if "\\" not in name)


@lru_cache(maxsize=30_000)
def _read(selector: str) -> tuple[str, tuple[int, ...]]:
    """The key and the weight of a selector, which only those have that may select something."""
    return sheet.key(selector), (0, selector.count("#"), selector.count("."), len(_TAG.findall(selector)))


def has_words(element: HtmlElement) -> bool:
    """Whether there is anything in an element that a text could take over."""
    if next(element.iterdescendants("a"), None) is not None:
        return True
    return any(not text.isspace() for text in element.itertext())


class Sight:
    """The styles of one page: its <style> blocks are read once, and only if somebody asks."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._left = _MOST
        self._grounds: dict[HtmlElement, str] = {}  # behind the children of each
        self._names: dict[HtmlElement, frozenset[str]] = {}
        self._within: dict[HtmlElement, frozenset[str]] = {}

    @cached_property
    def _rules(self) -> tuple[sheet.Rule, ...]:
        found: list[sheet.Rule] = []
        for block in self._tree.iter("style"):
            parent = block.getparent()
            kind = (block.get("type") or "text/css").strip().lower()
            if kind == "text/css" and not (parent is not None and parent.tag in ("noscript", "template")):
                holds = sheet.applies(block.get("media") or "")
                if holds is not None:
                    read = sheet.rules(block.text or "")
                    found += read if holds else [sheet.Rule(r.selectors, r.style, always=False) for r in read]
        return tuple(found)

    @cached_property
    def _called(self) -> dict[str, list[HtmlElement]]:
        """The page's elements by "#id" and ".class"; by tag they are looked for in the tree."""
        found: dict[str, list[HtmlElement]] = defaultdict(list)
        for element in _CALLED(self._tree):
            called, names = element.get("id"), element.get("class")
            if called:
                found[f"#{called}"].append(element)
            if names:
                for name in names.split():
                    found[f".{name}"].append(element)
        return found

    @cached_property
    def _by_key(self) -> dict[str, list[_Applied]]:
        """The rules whose selectors name nothing that the page lacks, by the key of their last step."""
        found: dict[str, list[_Applied]] = defaultdict(list)
        called = self._called.keys()
        for order, rule in enumerate(self._rules):
            for selector in rule.selectors:
                if _names_in(selector) <= called and declared.bears(rule.style):
                    key, weight = _read(selector)
                    if key:
                        found[key].append(_Applied(selector, rule.style, (*weight, order), rule.always))
        return found

    def could_conceal(self, element: HtmlElement) -> bool:
        """Whether an element's own attributes may hide it, by themselves or with what lies behind it."""
        read = {name: value for name, value, _ in declared.read(element.get("style") or "")}
        return "color" in read or element.get("color") is not None or bool(declared.concealed(read))

    def suspects(self) -> Iterator[HtmlElement]:
        """The elements that a rule of the page's styles would hide if no other rule spoke against it."""
        if not any(rule.always and _hides(rule.style) for rule in self._rules):
            return
        for key, applied in list(self._by_key.items()):
            hiding = [one for one in applied if one.always and _hides(one.style)]
            if not hiding:
                continue
            elements = self._called.get(key, ()) if key[0] in ".#" else self._tree.iter(None if key == "*" else key)
            for element in elements:
                if has_words(element) and (self._left < 0 or any(self._selects(one, element) for one in hiding)):
                    yield element

    def concealed(self, element: HtmlElement) -> tuple[str, str]:
        """By which property an element is hidden, ('', '') where it isn't; and the style that does it, as written."""
        styles = self._styles(element, always=True)
        if self._left < 0:  # made to take long: what one rule would hide is taken to be hidden
            return "left", ""
        said = _strongest_last(styles)
        name = self._how(element, _values(said))
        if not name:
            return "", ""
        some = self._styles(element, always=False)  # sought only now: a page may have many, and what it shows none
        if some and not self._how(element, _values(_strongest_last(styles + some))):
            return "", ""
        return name, {one.name: one.written for one in said}.get(name, "")

    def says(self, element: HtmlElement, name: str) -> bool:
        """Whether an element has a declaration of this name of its own, and isn't hidden by it."""
        said = _strongest_last(self._styles(element, only=name))
        style = _values(one for one in said if one.name == name)
        return name in style and not self._how(element, style)

    def _how(self, element: HtmlElement, style: Declared) -> str:
        return declared.concealed(style) or ("color" if self._has_unseen_ink(element, style) else "")

    def _styles(self, element: HtmlElement, *, always: bool | None = None, only: str = "") -> tuple[_Weighed, ...]:
        """The styles of an element's own: all, those of every screen or those of some alone; `only`: with this name."""
        keys = ("*", *self._names_of(element)) if self._left >= 0 else ()
        found = [one for key in keys for one in self._by_key.get(key, ()) if always in (None, one.always)]
        if only:
            found = [one for one in found if any(name == only for name, _, _ in declared.read(one.style))]
        styles = [(one.weight, one.style) for one in found if self._selects(one, element)]
        if always is not False:
            styles.append((_INLINE, element.get("style") or ""))
            styles += [(_ATTRIBUTE, f"{name}:{element.get(a)}") for name, a in _ATTRIBUTES if element.get(a)]
        return tuple(styles)

    def _has_unseen_ink(self, element: HtmlElement, style: Declared) -> bool:
        return "color" in style and declared.unseen_ink(style, declared.ground(style) or self._behind(element))

    def _behind(self, element: HtmlElement) -> str:
        """The nearest background of what is around an element."""
        passed: list[HtmlElement] = []
        behind = ""
        for around in element.iterancestors():
            if around in self._grounds:
                behind = self._grounds[around]
                break
            passed.append(around)
            behind = declared.ground(_values(_strongest_last(self._styles(around))))
            if behind:
                break
        self._grounds.update(dict.fromkeys(passed, behind))
        return behind

    def _selects(self, applied: _Applied, element: HtmlElement) -> bool:
        steps = sheet.steps(applied.selector)
        return bool(steps) and self._matches(steps, element)

    def _matches(self, steps: tuple[Compound, ...], element: HtmlElement) -> bool:
        """Whether a selector selects an element."""
        self._left -= 1
        if self._left < 0 or not steps[0].names <= self._names_of(element):
            return False
        if len(steps) == 1:
            return True
        beside, rest = steps[0].beside, steps[1:]
        if beside in "+~":
            near = element.itersiblings(preceding=True)
            return any(self._matches(rest, one) for one in (near if beside == "~" else islice(near, 1)))
        parent = element.getparent()
        if parent is None or not rest[0].names <= self._names_within(parent):
            return False
        if beside == ">":
            return self._matches(rest, parent)
        return any(self._matches(rest, around) for around in element.iterancestors())

    def _names_of(self, element: HtmlElement) -> frozenset[str]:
        """What a step of a selector may call an element: its tag, "#id" and every ".class"."""
        names = self._names.get(element)
        if names is None:
            called = [f".{name}" for name in (element.get("class") or "").split()]
            called += [f"#{element.get('id')}"] if element.get("id") else []
            names = self._names[element] = frozenset((str(element.tag), *called))
        return names

    def _names_within(self, element: HtmlElement) -> frozenset[str]:
        """The names of an element and of all around it."""
        passed: list[HtmlElement] = []
        here: HtmlElement | None = element
        while here is not None and here not in self._within:
            passed.append(here)
            here = here.getparent()
        names = frozenset[str]() if here is None else self._within[here]
        for one in reversed(passed):
            names = self._within[one] = names | self._names_of(one)
            self._left -= len(names) // 8
        return names


@lru_cache(maxsize=8_000)
def _hides(style: str) -> bool:
    """Whether a rule would hide what it selects, by itself."""
    read = {name: value for name, value, _ in declared.read(style)}
    return bool(declared.concealed(read)) or declared.unseen_ink(read, declared.ground(read))
