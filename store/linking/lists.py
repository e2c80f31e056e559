"""Lists of words that linking goes by, each in a file of its own beside this one. Pure."""

from __future__ import annotations

from functools import cache
from pathlib import Path

COMMON_NAMES = Path(__file__).with_name("common_names.txt")
EPITHETS = Path(__file__).with_name("epithets.txt")


def listed(file: Path) -> frozenset[str]:
    """The words of such a file, without its comments."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def common_names() -> frozenset[str]:
    """Given names and surnames that very many bear, lower case, without accents."""
    return listed(COMMON_NAMES)


@cache
def epithets() -> frozenset[str]:
    """Words that say which of those who share a name, and nothing of who it is: new, free, royal."""
    return listed(EPITHETS)
