"""Under what a name is filed and looked up: two names that `compare` holds to be one share at least one of these keys.

Labels say what a key is: "c:" the whole without trades, "w:" a word by its sound, "p:" two words by their meaning, "h:"
and "t:" how two words begin and how they end, "d:" a word with one letter left out, "k:" consonants, "i:"
initials. Whoever changes this must file all names again, in a migration.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from core.names import name_key
from store.likeness.form import Form, Token, form
from store.likeness.words import Part

_PAIRED = 4  # words of a name that are paired, those that tell most first
_DELETED = 2  # of them are filed with each letter left out in turn
_VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=20_000)
def keys(name: str) -> dict[str, int]:
    """Label -> key, a signed 64-bit number; nothing for a name without letters."""
    taken = form(name)
    if not taken.content:
        return {}
    content = [taken.tokens[i] for i in taken.content]
    telling = [token for token in content if token.tells]
    labels = {f"c:{whole}" for whole in _wholes(name, taken, telling)}
    labels |= {f"w:{token.sound}" for token in telling if len(token.text) >= 3}
    labels |= _pairs(content) | _initials(taken, content, telling)
    # Of the words that tell, and of the name run together: 'Viveonlin' is a slip of 'ViveOnline', two words.
    for core in ("".join(token.sound for token in telling or content), name_key(name).core):
        skeleton = _VOWELS.sub("", core)
        if len(skeleton) >= 4:
            labels.add(f"k:{skeleton}")
    for token in sorted(telling, key=lambda token: -token.weight)[:_DELETED]:
        if len(token.text) >= 4:
            labels |= {f"d:{each}" for each in deletions(token.text)}
    return {label: key_of(label) for label in sorted(labels)}


def file_under(name: str) -> tuple[int, ...]:
    """The keys alone, without remembering the name."""
    return tuple(keys.__wrapped__(name).values())


def key_of(label: str) -> int:
    """The number of a label."""
    return int.from_bytes(blake2b(label.encode(), digest_size=8).digest(), "big", signed=True)


def _wholes(name: str, taken: Form, telling: list[Token]) -> set[str]:
    wholes = {name_key(name).core, "".join(t.text for t in taken.tokens if t.part is not Part.TRADE)}
    return {each for each in (*wholes, "".join(t.text for t in telling)) if len(each) >= 2} or {
        "".join(t.text for t in taken.tokens)
    }


def _pairs(content: list[Token]) -> set[str]:
    ranked = sorted(content, key=lambda token: (-token.weight, token.text))[:_PAIRED]
    found = set()
    for one, other in combinations(ranked, 2):
        found.add("p:" + "+".join(sorted((one.meaning, other.meaning))))
        if one.tells and other.tells and min(len(one.sound), len(other.sound)) >= 3:
            found.add("h:" + "+".join(sorted((one.sound[:3], other.sound[:3]))))
            found.add("t:" + "+".join(sorted((one.sound[-3:], other.sound[-3:]))))
    return found


def _initials(taken: Form, content: list[Token], telling: list[Token]) -> set[str]:
    found = {f"i:{token.text}" for token in telling[:2] if 2 <= len(token.text) <= 6} if len(telling) <= 2 else set()
    if len(content) >= 2:
        letters = "".join(token.text[0] for token in content)
        whole = "".join(token.text[0] for token in taken.tokens)
        legal = taken.legal_text.replace(" ", "")
        found |= {f"i:{each}" for each in (letters, whole, letters + legal[:1], letters + legal) if len(each) <= 6}
    return found


def deletions(word: str) -> set[str]:
    """The word, and the word without each of its letters in turn: two that differ by one letter share one of these."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}
