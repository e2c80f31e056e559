"""Lines that are never article text, by their words: pointers to other stories, calls to follow, credits, rights.

The rules are data (`lines.toml`). Each takes one whole block and is anchored at its start; length and links bound it,
so that a sentence which merely begins with "Lea" or "Related" in the course of a story stays.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from extraction.body.blocks import Block

_BULLETS = "-–—•*►▶▪>|📲🔴👉☞ \u200b\ufe0f"
_TITLE_END = re.compile(r"[.!?…»”\"')]\s*$")
_SHORT = 8  # words
_LONGEST = 1000  # characters that are looked at


@dataclass(frozen=True, slots=True)
class _Rule:
    """`pattern` at the start of the line; at most `words`; `pointer`: the rest must be a link, or look like a title."""

    pattern: re.Pattern[str]
    words: int
    pointer: bool


def _rules() -> tuple[_Rule, ...]:
    stated = tomllib.loads((files("extraction.body") / "lines.toml").read_text(encoding="utf-8"))
    return tuple(
        _Rule(
            re.compile(f"{r.get('before', '')}(?:{'|'.join(r['any'])}){r.get('after', '')}", re.IGNORECASE),
            r["words"],
            r.get("pointer", False),
        )
        for r in stated["rule"]
    )


_RULES = _rules()


def is_furniture(block: Block) -> bool:
    """Whether the block's own words say that it is no article text."""
    text = block.text[:_LONGEST].lstrip(_BULLETS)
    for rule in _RULES:
        if block.words > rule.words:
            continue
        match = rule.pattern.match(text)
        if match is not None and (not rule.pointer or _points(block, text[match.end() :])):
            return True
    return False


def _points(block: Block, rest: str) -> bool:
    """Whether a line that begins like a pointer is one: it is a link, or bare, or a title without a full stop."""
    if block.linked * 3 >= block.words or block.words <= _SHORT or block.emphasised * 10 >= block.words * 8:
        return True
    return not _TITLE_END.search(rest)
