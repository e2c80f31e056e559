"""Under what a name is filed and looked up: two names that `compare` holds to be one share a key, or words that are
spelled alike and share a trace.

Labels say what a key is: "c:" the whole without trades, "w:" a word, or two neighbours run together, by sound, "p:" two
words by their meaning, "k:" consonants, "i:" initials. Operators are filed under these. Misspelt words are found by
`traces`, under which each word is filed once, however many bear it. Whoever changes this must file all names again, in
a migration.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, pairwise

from core.names import name_key
from store.likeness.form import Form, Token, form, sound
from store.likeness.words import Part

_PAIRED = 5  # words of a name that are paired, those that tell most first
_TRACED = 3  # of them whose misspellings are found
_SHORTEST_TRACED, _END, _LONG = 4, 5, 10  # letters of a word: shorter than _LONG it is filed by both ends together
_TWO_SLIPS = range(6, 13)  # sounds of a word that is looked for by two slips; a longer one has its ends
_SOUNDS = "adfgiklmnprstuvy"  # the letters that sounds are written with (store.likeness.form)
_VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=20_000)
def keys(name: str) -> dict[str, int]:
    """Label -> key, a signed 64-bit number; nothing for a name without letters."""
    return {label: key_of(label) for label in sorted(_labels(name))}


def file_under(name: str) -> tuple[int, ...]:
    """The keys alone, without remembering the name."""
    return tuple(keys.__wrapped__(name).values())


@lru_cache(maxsize=500_000)
def key_of(label: str) -> int:
    """The number of a label."""
    return _number(label)


def _number(label: str) -> int:
    return int.from_bytes(blake2b(label.encode(), digest_size=8).digest(), "big", signed=True)


def traced(name: str) -> list[str]:
    """The words of a name whose misspellings are found, those that tell most first."""
    telling = (token for token in form(name).tokens if token.tells and len(token.text) >= _SHORTEST_TRACED)
    return list(dict.fromkeys(token.text for token in sorted(telling, key=lambda token: -token.weight)))[:_TRACED]


@lru_cache(maxsize=20_000)
def traces(word: str) -> frozenset[int]:
    """What a word has in common with its misspellings: how it sounds with a letter left out, or the last two; its
    consonants; how a long one begins and ends, and both ends of a shorter one, which may lack two letters between:
    'topor' and 'tazopor'."""
    heard = sound(word)
    skeleton = _VOWELS.sub("", heard)
    labels = {f"h:{each}" for each in (deletions(heard) if len(heard) >= _SHORTEST_TRACED else (heard,))}
    if len(heard) >= _SHORTEST_TRACED + 2:
        labels.add(f"h:{heard[:-2]}")
    if len(skeleton) >= 3:
        labels.add(f"s:{skeleton}")
    if len(word) >= _SHORTEST_TRACED:
        labels |= _ends(word, filed_long=len(word) >= _LONG)
    return frozenset(map(_number, labels))


@lru_cache(maxsize=5_000)
def further(word: str) -> frozenset[int]:
    """Traces of words that have none of the word's own in common with it and may be alike all the same: two slips away
    ('nochillol', 'bochillo'), among the longer or shorter ones, which are filed by other ends, or what it is cut off
    from, or what is cut off from it. They are many, and nothing is filed under more for them."""
    heard = sound(word)
    labels = {f"h:{heard}{letter}" for letter in _SOUNDS}
    if len(heard) in _TWO_SLIPS:
        labels |= {f"h:{each}" for once in deletions(heard) for each in deletions(once)}
    labels |= _ends(word, filed_long=len(word) < _LONG)
    labels |= {f"d:{word[:end]}" for end in range(max(_SHORTEST_TRACED, (len(word) + 1) // 2), len(word) - 1)}
    return frozenset(map(_number, labels)) - traces(word)


def _ends(word: str, *, filed_long: bool) -> set[str]:
    """A long word is filed by each of its ends, a shorter one by both together."""
    if filed_long:
        return {f"b:{word[:_END]}", f"e:{word[-_END:]}"}
    return {f"o:{word[0]}{word[-3:]}", f"f:{word[:3]}{word[-1]}"}


def trace_of(word: str) -> int:
    """The trace by which a word is known to be filed: no other word has it."""
    return _number(f"d:{word}")


def deletions(word: str) -> set[str]:
    """The word, and the word without each of its letters in turn: two that differ by one letter share one."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def _labels(name: str) -> set[str]:
    taken = form(name)
    if not taken.content:
        return set()
    content = [taken.tokens[i] for i in taken.content]
    telling = [token for token in content if token.tells]
    labels = {f"c:{whole}" for whole in _wholes(name, taken, telling)}
    for token in telling:
        labels |= {f"w:{heard}" for heard in (token.sound, sound(token.meaning)) if len(heard) >= 3}
    labels |= _runs(content) | _pairs(content) | _initials(taken, content, telling)
    # Of the words that tell, and of the name run together: 'Viveonlin' is a slip of 'ViveOnline', two words.
    for core in ("".join(token.sound for token in telling or content), name_key(name).core):
        skeleton = _VOWELS.sub("", core)
        if len(skeleton) >= 4:
            labels.add(f"k:{skeleton}")
    return labels


def _wholes(name: str, taken: Form, telling: list[Token]) -> set[str]:
    wholes = {name_key(name).core, "".join(t.text for t in taken.tokens if t.part is not Part.TRADE)}
    return {each for each in (*wholes, "".join(t.text for t in telling)) if len(each) >= 2} or {
        "".join(t.text for t in taken.tokens)
    }


def _runs(content: list[Token]) -> set[str]:
    """Neighbours run together: 'Vive Online' is sought as 'Viveonline', and found as it."""
    return {
        f"w:{sound(one.text + other.text)}"
        for one, other in pairwise(content)
        if (one.tells or other.tells) and len(one.text + other.text) >= 5
    }


def _pairs(content: list[Token]) -> set[str]:
    ranked = sorted(content, key=lambda token: (-token.weight, token.text))[:_PAIRED]
    return {"p:" + "+".join(sorted((one.meaning, other.meaning))) for one, other in combinations(ranked, 2)}


def _initials(taken: Form, content: list[Token], telling: list[Token]) -> set[str]:
    found = {f"i:{token.text}" for token in telling[:2] if 2 <= len(token.text) <= 6} if len(telling) <= 2 else set()
    if len(content) >= 2:
        letters = "".join(token.text[0] for token in content)
        whole = "".join(token.text[0] for token in taken.tokens)
        legal = taken.legal_text.replace(" ", "")
        found |= {f"i:{each}" for each in (letters, whole, letters + legal[:1], letters + legal) if len(each) <= 6}
    return found
