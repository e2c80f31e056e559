"""Words of other scripts that say what a firm is, in Latin letters by their meaning: '贸易有限公司' is 'trading ltd'.

What is left of a name is transliterated as it is (core.names). The list, scripts.txt, was written by hand.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SCRIPTS = Path(__file__).with_name("scripts.txt")
_UNSPACED = r"\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff"  # Thai, Burmese, Khmer, Chinese, Japanese
_SEPARATE = re.compile(rf"[^{_UNSPACED}]+")


@cache
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in SCRIPTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            meaning, _, words = line.partition(":")
            for word in words.split():
                found.setdefault(word, meaning)
    return found


@cache
def _known() -> re.Pattern[str]:
    longest_first = sorted(_meanings(), key=lambda word: (-len(word), word))
    spaced = "|".join(re.escape(word) for word in longest_first if _SEPARATE.fullmatch(word))
    unspaced = "|".join(re.escape(word) for word in longest_first if not _SEPARATE.fullmatch(word))
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)|{unspaced}")


def by_meaning(name: str) -> str:
    """The name with what is known put in Latin letters; most names are as they were."""
    if max(name, default="") <= "\u036f":
        return name
    return _known().sub(lambda word: f" {_meanings()[word[0]]} ", name)
