"""The rules of a page's own <style> blocks that bear on what its readers see.

Selectors of tags, classes and ids count, also below, beside and inside one another; those that depend on a state
(`:hover`), a place (`:first-child`) or an attribute don't. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cssselect import SelectorError, parse
from cssselect.parser import Class, CombinedSelector, Element, Hash, Tree

_NOISE = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
# A string that nothing closes ends with its line, as browsers have it, and is not tried from its next quote anew.
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_AT = re.compile(r"@(?:-\w+-)?([a-z]+)\s*(.*)", re.DOTALL | re.IGNORECASE)
_WIDTH = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)(px|r?em)\s*\)")
_READERS = (360, 412, 768, 1024, 1366, 1920)  # pixels that readers' screens are wide
_COUNTS = re.compile(r"(?:[^:\[()\\]|\\.){1,300}", re.DOTALL)
_LAST = re.compile(r"[^\s>+~]+$")
_NAME = re.compile(r"[.#]?[^\s.#>+~*]+")
_LARGEST = 500_000  # letters of a sheet that is remembered
_STEPS = 6  # of one selector


@dataclass(frozen=True, slots=True)
class Rule:
    """Selectors, as written, and the style they share. `always`: on every screen, not on some alone."""

    selectors: tuple[str, ...]
    style: str
    always: bool


@dataclass(frozen=True, slots=True)
class Compound:
    """One step of a selector: what an element must be called, and how it lies to the step before it."""

    names: frozenset[str]  # the tag, "#id" and ".class" that it must have
    beside: str  # " ", ">", "+", "~"; "" of the first


def rules(css: str) -> tuple[Rule, ...]:
    """The rules of a sheet, in order. A site's pages bring the same sheets: all but the largest are remembered."""
    return _remembered(css) if len(css) <= _LARGEST else _parsed(css)


def _parsed(css: str) -> tuple[Rule, ...]:
    return tuple(_rules(_STRING.sub("''", _NOISE.sub(" ", css))))


_remembered = lru_cache(maxsize=128)(_parsed)


def _rules(css: str) -> Iterator[Rule]:
    opened: list[tuple[str, int, bool | None]] = []  # what stands before each open brace, where its block begins, when
    at = 0
    for brace in _BRACE.finditer(css):
        start, end = brace.span()
        when = opened[-1][2] if opened else True
        if brace[0] == "{":
            prelude = css[at:start].rpartition(";")[2].strip()
            opened.append((prelude, end, _within(when, prelude)))
        elif opened:
            prelude, begin, _ = opened.pop()
            when = opened[-1][2] if opened else True
            if prelude and not prelude.startswith("@") and when is not None:
                yield Rule(tuple(one.strip() for one in prelude.split(",")), _own(css[begin:start]), when)
        at = end


def _within(when: bool | None, prelude: str) -> bool | None:
    """When the rules of a block hold that lies in another: those within a rule are not read."""
    mine = _screens(prelude) if prelude.startswith("@") else None
    return None if when is None or mine is None else when and mine


def _own(style: str) -> str:
    """A rule's declarations without the rules within it."""
    head, brace, _ = style.partition("{")
    return f"{head.rpartition(';')[0]};{style.rpartition('}')[2]}" if brace else style


def _screens(prelude: str) -> bool | None:
    """Whether a block's rules hold on all screens, on some, or on none."""
    at = _AT.match(prelude)
    name, condition = (at[1].lower(), at[2].lower().strip()) if at else ("", "")
    if name == "media":
        return applies(condition)
    if name in ("layer", "supports", "document"):
        return None if condition.startswith("not") else True
    return None


def applies(media: str) -> bool | None:
    """Whether a list of media queries holds on all screens, on some that readers have, or on none."""
    queries = [query.strip() for query in media.lower().split(",")]
    if any(re.fullmatch(r"(?:only\s+)?(?:all|screen)|", query) for query in queries):
        return True
    fit = {width for query in queries for width in _widths(query)}
    return len(fit) == len(_READERS) if fit else None


def _widths(query: str) -> list[int]:
    """The widths of readers' screens that a media query fits; none where it asks for anything else."""
    rest = re.sub(r"(?:only\s+)?(?:all|screen)\b|\band\b", " ", _WIDTH.sub(" ", query)).strip()
    if rest:
        return []
    bounds = [(edge, float(size) * (1 if unit == "px" else 16)) for edge, size, unit in _WIDTH.findall(query)]
    return [w for w in _READERS if all(w >= size if edge == "min" else w <= size for edge, size in bounds)]


def key(selector: str) -> str:
    """The name that what a selector selects must have: "#id", ".class", a tag, "*" for any; '' where the selector is
    none of those that count."""
    if "\\" in selector:
        found = steps(selector)
        return min(found[0].names, default="*") if found else ""
    last = _LAST.search(selector) if _COUNTS.fullmatch(selector) else None
    if last is None:
        return ""
    return min((n if n[0] in ".#" else n.lower() for n in _NAME.findall(last[0])), default="*")


@lru_cache(maxsize=20_000)
def steps(selector: str) -> tuple[Compound, ...]:
    """A selector's steps, the last one first; () where it is none of those that count."""
    if not _COUNTS.fullmatch(selector):
        return ()
    try:
        tree: Tree = parse(selector)[0].parsed_tree
    except SelectorError:
        return ()
    found: list[Compound] = []
    while isinstance(tree, CombinedSelector):
        found.append(_compound(tree.subselector, tree.combinator))
        tree = tree.selector
    found.append(_compound(tree, ""))
    return tuple(found) if len(found) <= _STEPS else ()


def _compound(tree: Tree, beside: str) -> Compound:
    names: list[str] = []
    while isinstance(tree, Class | Hash):
        names.append(f".{tree.class_name}" if isinstance(tree, Class) else f"#{tree.id}")
        tree = tree.selector
    if isinstance(tree, Element) and tree.element:
        names.append(tree.element.lower())
    return Compound(frozenset(names), beside)
