"""A small language for phrases, and an index that finds thousands of them in one pass over the words of a text.

A phrase is written folded: `sin (papeles|pasaporte)`, `cruz* la frontera`, `pag* ~3 al llegar`. A space is any run of
blanks and marks within a line, `*` goes on to the end of the word, `(a|b)` is a choice, `(a|b)?` may be missing, `~3`
stands for up to three words. Phrases are found by their first word, so that a text is scanned once for all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, TypeVar

from core.errors import InputError

Payload = TypeVar("Payload")

_WORD = re.compile(r"\w+")
_BETWEEN = r"[^\w\n.!?]{1,4}"
_TOKEN = re.compile(r"\(|\)\??|\||[^\s()|]+")


@dataclass(frozen=True, slots=True)
class _Choice:
    """One item of a phrase: alternatives, each a row of items; a plain word is a choice of itself."""

    options: tuple[tuple[_Choice | str, ...], ...]
    optional: bool


_Row = tuple[_Choice | str, ...]


def _parse(phrase: str) -> _Row:
    """The items of a phrase; parentheses may be nested."""
    stack: list[list[list[_Choice | str]]] = [[[]]]
    for mark in _TOKEN.findall(phrase):
        if mark == "(":
            stack.append([[]])
        elif mark == "|":
            stack[-1].append([])
        elif mark.startswith(")"):
            if len(stack) == 1:
                raise InputError(f"The phrase {phrase!r} closes a bracket that it never opened.")
            options = tuple(tuple(row) for row in stack.pop())
            stack[-1][-1].append(_Choice(options, mark == ")?"))
        else:
            stack[-1][-1].append(mark)
    if len(stack) != 1 or len(stack[0]) != 1:
        raise InputError(f"The phrase {phrase!r} has an open bracket or a choice outside brackets.")
    return tuple(stack[0][0])


def _pattern(row: _Row, *, leads: bool) -> str:
    """The regular expression of a row of items; `leads` puts the blank before its first item too."""
    parts: list[str] = []
    for item in row:
        blank = _BETWEEN if leads or parts else ""
        if isinstance(item, _Choice):
            body = "|".join(_pattern(option, leads=bool(blank)) for option in item.options)
            parts.append(f"(?:{body})" + ("?" if item.optional else ""))
        elif item.startswith("~"):
            parts.append(rf"(?:{_BETWEEN}[\w$]+){{0,{int(item[1:])}}}?")
        else:
            parts.append(blank + re.escape(item).replace(r"\*", r"\w*"))
    return "".join(parts)


def _starts(row: _Row) -> list[_Row]:
    """The rows that a phrase stands for, each opening with a plain word."""
    if not row:
        return []
    first, rest = row[0], row[1:]
    if isinstance(first, str):
        return [row]
    rows = [start for option in first.options for start in _starts((*option, *rest))]
    return rows + (_starts(rest) if first.optional else [])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Only what a text opens is compiled: all phrases of three languages take seconds, and most never begin."""
    return re.compile(pattern)


@dataclass(slots=True)
class PhraseIndex(Generic[Payload]):
    """Phrases with what each stands for, found by their first word."""

    _exact: dict[str, list[tuple[str, Payload]]] = field(default_factory=lambda: defaultdict(list))
    _stems: dict[str, list[tuple[str, Payload]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, phrase: str, payload: Payload) -> None:
        """Add one phrase; `payload` comes back with every match. Raises InputError where brackets don't close."""
        for row in _starts(_parse(phrase)):
            word = str(row[0])
            entry = (_pattern(row, leads=False) + r"(?!\w)", payload)
            head = re.split(r"[^\w*]", word)[0]
            if head.endswith("*"):
                self._stems[head[:-1]].append(entry)
            else:
                self._exact[head].append(entry)

    def find(self, folded: str) -> Iterator[tuple[int, int, Payload]]:
        """Every match in folded text as (start, end, payload), by start."""
        lengths = sorted({len(stem) for stem in self._stems})
        for word in _WORD.finditer(folded):
            text = word.group()
            candidates = list(self._exact.get(text, ()))
            for length in lengths:
                if length > len(text):
                    break
                candidates.extend(self._stems.get(text[:length], ()))
            for pattern, payload in candidates:
                if match := _compiled(pattern).match(folded, word.start()):
                    yield match.start(), match.end(), payload
