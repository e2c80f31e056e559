"""Names made comparable: case, accents, look-alikes, CamelCase, emoji, spelled-out and leet letters, legal forms.

Pure functions. `name_key` is the door: two spellings of one name are to have one `core`, and two firms that share
only a commonplace word are not. How rare a word is, the watchlist teaches (store.linking); here stands only what holds
before anything was learnt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from core.name_words import ARTICLES, BEFORE_A_WORD, COMMONPLACES, LEGAL_FORMS, LONGEST_FORM, TRADES

LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјкорсухԁһӏɡɑΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανιυρκτ",
    "ABESIJKMHOPCTYXaesijkopcyxdhlgaABEZHIKMNOPTYXoaviupkt",
)
"""Letters of other scripts, and the Latin ones that they look like."""
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"}
)
_LEET = str.maketrans("013457$", "oieasts")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_MIXED_FORMS = re.compile(r"\b(?:G(?:es)?mbH|g?GmbH|mbH|KGaA|SpA|ApS|EirL|SaRL|SàRL|GbR|eG|eK)\b")  # no camels
_APOSTROPHES = re.compile(r"['’‘`´]")
_WORD = re.compile(r"[^\W_]+")
_LEET_WORD = re.compile(r"(?=.*[a-z].*[a-z].*[a-z])[a-z01][a-z0134578]*[a-z]")  # not '24horas', not '3amigos'
_TAIL_NUMBER = re.compile(r"(?<=[a-z])\d+$")
_GLUED = tuple(sorted((word for word in TRADES if len(word) >= 5), key=lambda word: (-len(word), word)))
_SHORTEST = 5  # letters that must be left when a trade is cut off a glued word


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name in the shape in which names are compared."""

    tokens: tuple[str, ...]  # all words, in order, without the legal form
    core: str  # the words that say who, run together, or all words where none is; empty only for names without letters
    is_generic: bool  # nothing but trades and commonplaces


OF_OR_TWO = "dos"
"""Portuguese 'of the', Spanish 'two'."""


def is_handle(name: str) -> bool:
    """Whether it is written as an account: '@viveonline.viajes'."""
    return name.strip().startswith("@")


@lru_cache(maxsize=50_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in lower-case ASCII, legal form and all; other scripts are written in Latin letters."""
    text = name if name.isascii() else _in_plain_letters(name)
    if _CAMEL.search(text):  # as every mixed form has
        text = _CAMEL.sub(" ", _MIXED_FORMS.sub(lambda found: found[0].upper(), text))
    if not text.isascii():
        text = _APOSTROPHES.sub("", _latin(text))
    elif "'" in text or "`" in text:
        text = _APOSTROPHES.sub("", text)
    return _joined_letters([_without_disguise(word) for word in _WORD.findall(text.casefold())])


def _in_plain_letters(name: str) -> str:
    """Without accents and look-alikes of Latin letters."""
    plain = name.translate(_ACCENTED)
    return plain if plain.isascii() else _taken_apart(name)


def _taken_apart(name: str) -> str:
    text = unicodedata.normalize("NFKC", name)
    if re.search(r"[A-Za-z]", unicodedata.normalize("NFD", text)):  # a Latin name with borrowed letters
        text = text.translate(LOOKALIKES)
    text = text.translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c) and c != "\u20e3")


_ACCENTED = {code: _taken_apart(chr(code)) for code in range(0xC0, 0x180)}  # one letter each: what nearly all need


@lru_cache(maxsize=100_000)
def name_key(name: str) -> NameKey:
    """The key of a name or handle. 'VIVE ON LINE S.A.S.', 'ViveOnline' and '@viveonline.viajes' have one core."""
    tokens = _without_legal_form(words(name))
    if len(tokens) == 1:
        tokens = unglued(tokens[0])
    telling = tuple(word for word in tokens if word not in ARTICLES and word not in TRADES)
    is_generic = all(word in COMMONPLACES or len(word) < 2 for word in telling)
    kept = tuple(word for word in tokens if word not in ARTICLES) or tokens
    return NameKey(
        tokens=tokens,
        core="".join(kept if is_generic else telling),
        is_generic=is_generic,
    )


def _latin(text: str) -> str:
    """Letters of other scripts in Latin ones; what is no letter (emoji) parts words, as a space does."""
    if text.isascii():
        return text
    return "".join(
        c if c.isascii() else anyascii(c).lower() if c.isalnum() else "’" if c in "’‘ʹʺʼ´" else " " for c in text
    )


@lru_cache(maxsize=100_000)
def _without_disguise(word: str) -> str:
    """'v1ve0nline' to letters, and 'viveonline2021' without its number; plain numbers stay."""
    word = _TAIL_NUMBER.sub("", word)
    return word.translate(_LEET) if _LEET_WORD.fullmatch(word) else word


def _joined_letters(parts: list[str]) -> tuple[str, ...]:
    """'s a s' is 'sas', and 'v i v e' is 'vive'; a letter that stands alone stays."""
    if 1 not in map(len, parts) and "" not in parts:
        return tuple(parts)
    joined: list[str] = []
    run = ""
    for part in [*parts, ""]:
        if len(part) == 1 and part.isalpha():
            run += part
            continue
        if run:
            joined.append(run)
        run = ""
        if part:
            joined.append(part)
    return tuple(joined)


def _without_legal_form(tokens: tuple[str, ...]) -> tuple[str, ...]:
    while True:
        for length in range(min(LONGEST_FORM, len(tokens) - 1), 0, -1):
            if tokens[-length:] in LEGAL_FORMS and not is_word(tokens, len(tokens) - length, length):
                tokens = tokens[:-length]
                break
        else:
            return tokens


def is_word(tokens: Sequence[str], at: int, length: int) -> bool:
    """Whether what may be a legal form of one word is a word of the name, by the word that stands before it. Before the
    last word of 'Buses Honrados Dos Ltda' stands a number."""
    if length > 1 or at == 0 or tokens[at - 1] not in BEFORE_A_WORD:
        return False
    return not (tokens[at - 1] == OF_OR_TWO and 1 < at == len(tokens) - 1)


@lru_cache(maxsize=20_000)
def unglued(word: str) -> tuple[str, ...]:
    """'viveonlineviajes' in two words, 'viajesviveonlineexpress' in three; most words are one."""
    for trade in _GLUED:
        if word.endswith(trade) and len(word) >= len(trade) + _SHORTEST:
            return (*unglued(word.removesuffix(trade)), trade)
        if word.startswith(trade) and len(word) >= len(trade) + _SHORTEST:
            return (trade, *unglued(word.removeprefix(trade)))
    return (word,)
