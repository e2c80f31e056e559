"""A name taken apart for comparison: words with their meaning, sound, part and weight; the legal form set aside."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from operator import add
from typing import NamedTuple

from core.name_words import FORM_CLASSES, LONGEST_FORM
from core.names import OF_OR_TWO, is_word, unglued, words
from store.likeness.dictionary import is_known
from store.likeness.numbers import in_figures
from store.likeness.scripts import by_meaning
from store.likeness.words import Part, meanings, rarity

_SOUNDS = (  # letters of which the pattern needs one: to look for them is far quicker than to try it
    ("q", re.compile(r"qu(?=[eiy])"), "k"),
    ("x", re.compile(r"x"), "ks"),
    ("u", re.compile(r"eu(?=[^aeiou])"), "ev"),
    ("p", re.compile(r"ph"), "f"),
    ("hz", re.compile(r"sch|sh|ch|zh|cz"), "s"),
    ("cqh", re.compile(r"kh|gh|ck|q|c"), "k"),
    ("h", re.compile(r"th"), "t"),
    ("jz", re.compile(r"dj|dzh|dz|j"), "y"),
    ("tzç", re.compile(r"ts|z|ç"), "s"),
    ("wb", re.compile(r"w|b"), "v"),
    ("h", re.compile(r"(?<=.)h"), ""),
    ("o", re.compile(r"oo|ou|o"), "u"),
    ("ey", re.compile(r"ee|ie|ei|y|e"), "i"),
    ("g", re.compile(r"g(?=[i])"), "y"),
)
_TWICE = re.compile(r"(.)\1+")
_ROMAN = re.compile(r"(?=[xvi]{2})x{0,3}(ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"x": 10, "v": 5, "i": 1}
_ORDINAL = re.compile(r"0*(\d+)(?:st|nd|rd|th|a|o|er|ra|ro|do|da|to|ta|mo|ma|no|na|vo|va|e|eme)$")
_MARK = re.compile(r"(\d)\.?[ºª°]")  # 3.ª, 1.º
_JOINER = Part.JOINER
_NO_FORM: frozenset[str] = frozenset()
_WEIGHTS = {Part.TRADE: (0.08, 0.3), Part.PLACE: (0.2, 0.35), Part.NUMBER: (0.55, 0.0), Part.JOINER: (0.0, 0.0)}


class Token(NamedTuple):
    """One word of a name."""

    text: str  # lower-case ASCII as written
    meaning: str  # the word that it stands for
    sound: str  # the same for spellings that sound alike
    part: Part
    weight: float  # how much it tells, 0..1
    tells: bool  # whether it says who
    known: bool  # whether it does and texts have it often (store.likeness.dictionary)


class _Taken(NamedTuple):
    """What is known of a name as soon as it is taken apart."""

    name: str
    tokens: tuple[Token, ...]  # in order, joiners among them, without legal forms
    legal: frozenset[str]  # classes of the legal forms in it
    legal_text: str  # the forms as written
    content: tuple[int, ...]  # the places of the words that are no joiners
    weight: float  # of all these words together, never 0
    texts: tuple[str, ...]  # their meanings, or all words where there are only joiners
    initials: tuple[str, str]  # of these words, and of all
    says_who: bool  # whether one of these words does
    run: str  # `texts` run together
    shortest_run: int  # letters of its shortest two neighbours together; 0 for a single word


class Form(_Taken):
    """One name."""

    @cached_property
    def in_order(self) -> str:
        """`texts` in the order of the alphabet; of most names nobody asks."""
        return " ".join(sorted(self.texts))


@lru_cache(maxsize=200_000)
def form(name: str) -> Form:
    """Take a name apart. A name of legal forms alone ('Company Limited') keeps them as its words."""
    found = in_figures(words(name if name.isascii() else _MARK.sub(r"\1", by_meaning(name))))
    kept, legal, written = _split(found)
    if len(kept) == 1:  # as accounts are written
        kept = list(unglued(kept[0]))
    tokens = tuple([token(word) for word in kept])
    if len(kept) > 1 and kept[-1] == OF_OR_TWO:  # nothing follows that it could join
        tokens = (*tokens[:-1], token("two")._replace(text=OF_OR_TWO))
    if [each.part for each in tokens].count(_JOINER) == len(tokens):
        tokens = tuple([token(word) for word in found])
    if len(tokens) > 3:
        tokens = _without_echo(tokens)
    content: list[int] = []
    meant: list[str] = []
    weights: list[float] = []
    lengths: list[int] = []
    letters = of_content = ""
    says_who = False
    for place, (text, meaning, _, part, weight, tells, _) in enumerate(tokens):
        letters += text[0]
        lengths.append(len(text))
        if part is not _JOINER:
            content.append(place)
            meant.append(meaning)
            weights.append(weight)
            of_content += text[0]
            says_who = says_who or tells
    texts = tuple(meant or [each.text for each in tokens] or [""])
    return Form(
        name,
        tokens,
        frozenset(legal) - {"plain"} if legal else _NO_FORM,
        " ".join(written),
        tuple(content),
        sum(weights) or 0.01,
        texts,
        (of_content, letters),
        says_who,
        "".join(texts),
        min(map(add, lengths, lengths[1:]), default=0) if len(lengths) > 1 else 0,
    )


def written(name: Form) -> str:
    """Its words as they are read, without the legal form."""
    return " ".join(token.text for token in name.tokens)


@lru_cache(maxsize=200_000)
def token(word: str) -> Token:
    """One word."""
    meaning, part = meanings().get(word, (word, Part.WORD))
    if part is Part.WORD and (figures := _figures(word)):
        part, meaning = Part.NUMBER, meanings().get(figures, (figures, part))[0]
    base, by_rarity = _WEIGHTS.get(part, (0.0, 1.0))
    weight = base + by_rarity * rarity(meaning)
    if part is Part.WORD:
        weight = max(weight, 0.1) * min(1.0, 0.4 + 0.12 * len(word))
    tells = part is Part.WORD
    return Token(word, meaning, sound(word), part, round(weight, 4), tells, tells and is_known(word))


def _figures(word: str) -> str:
    """What is a number, in figures: '017', '17th' and 'xvii' are '17'; nothing for words."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    if found := _ORDINAL.match(word):
        return found[1]
    if _ROMAN.match(word):
        values = [_ROMAN_VALUES[letter] for letter in word]
        return str(sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True)))
    return ""


def _without_echo(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """'Rajah Solaiman Movement (RSM)' says its name twice: initials of all other words tell nothing more."""
    if len(tokens) < 4:
        return tokens
    for place in (0, len(tokens) - 1):
        if len(tokens[place].text) >= len(tokens):  # nearly all: no initials
            continue
        others = tokens[1:] if place == 0 else tokens[:-1]
        content = "".join(t.text[0] for t in others if t.part is not Part.JOINER)
        if len(content) > 2 and tokens[place].text in {content, "".join(t.text[0] for t in others)}:
            echo = tokens[place]._replace(part=Part.JOINER, weight=0.0, tells=False)
            return tuple(echo if i == place else t for i, t in enumerate(tokens))
    return tokens


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """What spellings of one sound have in common: 'Hussein' and 'Hossain', 'Schumacher' and 'Shumaher'."""
    for letters, pattern, plain in _SOUNDS:
        for letter in letters:
            if letter in word:
                word = pattern.sub(plain, word)
                break
    return _TWICE.sub(_once, word)


def _once(letters: re.Match[str]) -> str:
    return letters[1]  # a template would be looked up at every word


def _split(found: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """The words without legal forms, the classes of these, and how they are written. They may stand anywhere."""
    kept: list[str] = []
    classes: list[str] = []
    written: list[str] = []
    at = 0
    while at < len(found):
        longest = min(LONGEST_FORM, len(found) - at) if found[at] in _BEGINS_FORM else 0
        for length in range(longest, 0, -1):
            run = found[at : at + length]
            if run in FORM_CLASSES and _stands_as_form(run, at, len(found)) and not is_word(found, at, length):
                classes.append(FORM_CLASSES[run])
                written.append(" ".join(run))
                at += length
                break
        else:
            kept.append(found[at])
            at += 1
    return kept, classes, written


_BEGINS_FORM = frozenset(run[0] for run in FORM_CLASSES)
_ANYWHERE = 4
_LEADING = "ooo oao zao pao ao pt pat tov too sue fgup ip jsc ojsc pjsc cjsc llc ltd sa sarl"
_FIRST = frozenset(_LEADING.split())


def _stands_as_form(run: tuple[str, ...], at: int, total: int) -> bool:
    """Short forms count near the end, and some at the beginning; 'as' or 'me' within a name is a word."""
    if len(run) > 1 or len(run[0]) >= _ANYWHERE:
        return True
    return at + len(run) >= max(total - 2, 2) or (at == 0 and run[0] in _FIRST) or run[0] in _FIRST
