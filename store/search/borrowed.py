"""Letters of other scripts in a word that is otherwise Latin: they look the same, and are none. Pure."""

from __future__ import annotations

import unicodedata

from store.indexing.words import WORD, fold


def borrowed(typed: str) -> dict[str, dict[str, str]]:
    """By word the letters that are not Latin, each with its Unicode script; words of one script are left out."""
    found = {}
    for word in WORD.findall(fold(typed)):
        scripts = {letter: _script(letter) for letter in word if letter.isalpha()}
        others = {letter: script for letter, script in scripts.items() if script != "Latin"}
        if others and len(others) < len(scripts):
            found[word] = others
    return found


def _script(letter: str) -> str:
    """As Unicode's name of the letter begins with it: "CYRILLIC SMALL LETTER A"."""
    return unicodedata.name(letter, "unknown").partition(" ")[0].capitalize()
