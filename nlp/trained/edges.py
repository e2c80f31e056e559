"""Where a name begins and ends: the marked words without what is no part of them, and two persons' names told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from nlp.gazetteer.cities import countries_of
from nlp.naming.lexicon import AUTHORITY, TRADE_WORD
from nlp.naming.occurrences import Occurrence
from nlp.naming.shape import is_said_twice
from nlp.reading import Reading
from nlp.trained.beside_names import (
    ASKED_BEHIND,
    ASKED_FOR,
    ASKED_FOR_NOBODY,
    FIGURES_BEHIND,
    FIGURES_GO_ON,
    HONORIFIC,
    HONOURED,
    LEGAL_FORM,
    LOOSE_END,
    LOOSE_START,
    NEXT_SENTENCE,
    NOBODYS,
    REACHED_BY,
)
from nlp.trained.legal_forms import is_end_of_a_firm, is_legal_form
from nlp.trained.spans import Tagged
from nlp.wording.fold import fold, name_key

_EDGES = " \t\n.,;:()[]\"“”«»'’‘*_-–—|·•/"
_QUOTES = "\"“”«»'’‘"
_CLOSING = {'"': '"', "“": "”", "«": "»", "‘": "’"}
_ALL_CLOSING = _CLOSING | {"'": "'"}
_AND = re.compile(r"\s(?=(?:e|y|and) [A-ZÀ-Þ\"“«])")
_APART = re.compile(r"\s[-–—|·•/]\s(?=\S)|\s@\s(?=[A-ZÀ-Þ])")  # 'Agencia Brisa — Doña Nena'
_ALSO = re.compile(
    r",? \(?(?:a\.k\.a\.?|A\.K\.A\.?|aka|AKA) (?=\S)"
)  # 'Brisa Travels a.k.a. BrisaFly'; 'Kofi Aka Oba' is one
_PLACED = re.compile(r"\s(d[aeo]|del|of|from|at|[&ey]|and) (?:(?:la|los|las|el|the) )?(?=[A-ZÀ-Þ])")
"""'Dona Graça da Cantina Boa Hora', 'Yorga de la Caravana Sol'."""
_SIGNED_FOR = re.compile(r", (?=[A-ZÀ-Þ]\S* (?:\S+ )?[A-ZÀ-Þ])")  # 'Mrs. Dalma, Hearts & Reefs Introductions'
_NICKNAME_FIRST = re.compile(r"[^\"“”«»]{2,30}[\"”»] (?=[A-ZÀ-Þ])")  # of 'la «Gringa» Sulma Brocardo'
_SHOP = re.compile(
    r"\b(?:cantina|loja|tienda|shop|store|barber\w*|barbear\w*|salon|salao|farmacia|pharmacy|cafe|c[iy]ber\w*|kiosco|bodega)\b"
)
_FIRMS_TAIL = re.compile(
    r"\b(?:a?ssocia\w+|asociad\w+|hijos?|filhos?|sons?|hermanos?|irmaos?|brothers|cia|companhia|co|partners|familia|family|passagens|pasajes|cambios?|fletes|mudan[zc]as)\b"
)
_HANDLE = re.compile(r"@[\w.]+(?= )")  # '@lanchas.sol no Face'
_SENTENCE_END = re.compile(
    r"(?<!\w)(\w{0,40}?[^\W\d_A-ZÀ-Þ]\w{1,40}[\"”»'’)]{0,3}|\w{1,60}[\"”»])\.[\"”»]{0,3}\s{1,5}(?=[\"“«]?[A-ZÀ-Þ])"
)
_SHORTENED = re.compile(r"(?:fco|lda|ltda|hnos|eng|arq|lcd[oa]|pbro|thos|jas|dptal|cia|depto)$")
_TITLE_OF_NEXT = re.compile(r"\. [A-ZÀ-Þ]")  # 'Prof. Nelo', of which the title was marked by itself
_HOME = re.compile(r" (of|from) ([A-ZÀ-Þ][\w.']+(?: [A-ZÀ-Þ][\w.']+){0,2})$")
_FULL_NAME = 2  # words: 'Bank of Alamo' and 'Sons of Lagos' are whole
_MOST_WORDS = 5  # of a person's name with the joining word before it


def whole_names(reading: Reading, tags: Iterable[Tagged]) -> Iterator[Tagged]:
    """The marked stretches, 'Transporte' and 'Servicios Brisa' as one where 'y' stands between: a trade is no name, nor
    is the 'Unipessoal Lda' behind a firm's."""
    held: list[Tagged] = []
    for tag in tags:
        if held and _goes_on(reading, held[-1], tag):
            held[-1] = replace(tag, start=held[-1].start)
        else:
            held.append(tag)
    yield from held


def _goes_on(reading: Reading, one: Tagged, other: Tagged) -> bool:
    between = reading.folded[one.end : other.start]
    if between in {" ", ", "}:
        return is_legal_form(reading.text[other.start : other.end], is_ad=reading.is_ad)
    if between not in {" y ", " e ", " and ", " & "}:
        return False
    trades = [TRADE_WORD.fullmatch(word) for word in reading.folded[one.start : one.end].split()]
    return all(trades) or (any(trades) and is_end_of_a_firm(reading.text, other.start, other.end))


def names_in(reading: Reading, tag: Tagged) -> list[Occurrence]:
    """The names of one marked stretch: one, but for 'Yogi and Bhavesh', and where title, line or sentence ends."""
    ends = (reading.body_start, *_sentences(reading, tag), *_lines(reading, tag))
    within = {at for at in ends if tag.start < at < tag.end}
    breaks = sorted({tag.start, *within, tag.end})
    return [found for start, end in pairwise(breaks) for found in _joined(reading, replace(tag, start=start, end=end))]


def _joined(reading: Reading, tag: Tagged) -> list[Occurrence]:
    """The names of a stretch within one sentence."""
    bounds = [tag.start, *_joints(reading, tag), tag.end]
    found = (_occurrence(reading, start, end) for start, end in pairwise(bounds))
    # What is said of both stands before the first or behind the last: an acquittal of two clears each.
    together = (tag.start, tag.end) if len(bounds) > 2 else None
    return [replace(occurrence, together=together) for occurrence in found if occurrence is not None]


def _sentences(reading: Reading, tag: Tagged) -> list[int]:
    """Where a sentence begins inside a marked stretch: 'a loja Foz Beleza. Palmira Seabra'; not after 'Capt.'."""
    return [
        end.end()
        for end in _SENTENCE_END.finditer(reading.text, tag.start, tag.end)
        if HONORIFIC.match(f"{end[1]} x") is None
        and _SHORTENED.match(fold(end[1])) is None
        and reading.sentence_index(end.start()) != reading.sentence_index(end.end())
    ]


def _lines(reading: Reading, tag: Tagged) -> list[int]:
    """Where a line of a report ends inside a marked stretch: a heading has no full stop, and a dateline follows it. Of
    an advert where the seller's name is repeated below it: 'Falar com Brisa\\nBrisa'."""
    ends = (at for at in range(tag.start, tag.end) if reading.text[at] == "\n")
    parts = ((at, reading.folded[tag.start : at], reading.folded[at : tag.end]) for at in ends)
    return [at + 1 for at, before, behind in parts if not reading.is_ad or is_said_twice(before, behind)]


def _joints(reading: Reading, tag: Tagged) -> list[int]:
    """Where a mark sets two names of an advert apart, and where in news 'e', 'y' or 'and' joins two persons.

    A firm ('Transportes Ríos y Mena'), a body and a quotation stay whole.
    """
    text = reading.text[tag.start : tag.end]
    if also := _ALSO.search(text):
        return [tag.start + also.start(), tag.start + also.end()]
    if reading.is_ad:
        return [tag.start + at for at in sorted({*(match.end() for match in _APART.finditer(text)), *_of_a_firm(text)})]
    joints = [match.end() for match in _AND.finditer(text)]
    if not joints or reading.text[max(0, tag.start - 1) : tag.start] in tuple(_QUOTES):
        return []
    folded = fold(text)
    if any(pattern.search(folded) for pattern in (TRADE_WORD, AUTHORITY, _FIRMS_TAIL)):
        return []
    if not text[:1].isupper() or any(len(part.split()) > _MOST_WORDS for part in _AND.split(text)):
        return []
    return [tag.start + joint for joint in joints]


def _of_a_firm(text: str) -> list[int]:
    """Where an advert's 'Mr. Khaled & Suzy' or 'Lic. Nayeli de Grupo Arce' goes on from an honoured person to another
    name: one word, or a firm's."""
    if TRADE_WORD.search(fold(text.partition(" ")[0])):
        return []
    if HONORIFIC.match(text) is None:
        honoured = HONOURED.search(text)  # 'Suraj bhai Brisa Consultancy'
        is_firms = honoured is not None and TRADE_WORD.search(fold(text[honoured.end() :]))
        return [honoured.end()] if honoured and is_firms else _of_a_company(text)
    if (signed := _SIGNED_FOR.search(text)) and len(text[: signed.start()].split()) <= 3:
        return [signed.end()]
    joint = next(_PLACED.finditer(text), None)
    if joint is None or len(text[: joint.start()].split()) > 3:
        return []
    other = text[joint.end() :]
    folded = fold(other)
    if joint[1] in {"&", "e", "y", "and"}:
        return [joint.end()] if len(other.split()) == 1 and not _FIRMS_TAIL.search(folded) else []
    return [joint.end()] if TRADE_WORD.search(folded) or _SHOP.search(folded) else []


def _of_a_company(text: str) -> list[int]:
    """Where 'Yorga de la Caravana Sol' goes on from one plain word to a firm that says by its first word what it is."""
    joint = next(_PLACED.finditer(text), None)
    if joint is None or joint[1] in {"&", "e", "y", "and"} or not text[: joint.start()].isalpha():
        return []
    first, _, rest = fold(text[joint.end() :]).partition(" ")
    return [joint.end()] if rest and TRADE_WORD.fullmatch(first) and not _FIRMS_TAIL.search(fold(text)) else []


def _occurrence(reading: Reading, start: int, end: int) -> Occurrence | None:
    """The place of a name, without the marks and the small words around it, and without a handle behind it."""
    while end > start and reading.text[end - 1] == " ":
        end -= 1
    for tail in (NEXT_SENTENCE, LOOSE_END):
        if loose := tail.search(reading.text, start, end):
            end = loose.start()
    end = _without_town(reading.text, start, end)
    if opening := LOOSE_START.match(reading.text, start, end):
        start = opening.end()
    if reading.is_ad:
        start, end = _without_request(reading.text, start, end)
    start = _behind_nickname(reading.text, start, end)
    while start < end and reading.text[start] in _EDGES:
        start += 1
    if handle := _HANDLE.match(reading.text, start, end):
        end = handle.end()
    while end > start and reading.text[end - 1] in _EDGES:
        end -= 1
    end = _quotation_closed(reading.text, start, end)
    if legal := LEGAL_FORM.search(reading.text, start + 1, end):
        end = legal.end()
    name = " ".join(reading.text[start:end].split())
    if reading.text[end : end + 1] == "." and re.search(r"\b(?:S\.A\.S|S\.A|C\.A|S\.R\.L|S\.L|E\.I\.R\.L)$", name):
        name += "."
    if _is_nobodys(reading, name):
        return None
    if _TITLE_OF_NEXT.match(reading.text, end) and (title := HONORIFIC.match(f"{name} x")) and title.end() > len(name):
        return None
    return Occurrence(name, start, end, reading.sentence_index(start))


def _is_nobodys(reading: Reading, name: str) -> bool:
    """Whether it is none: a sign, a word that names nobody, a firm's form without the firm."""
    if len(name) < 2 or not any(c.isalpha() for c in name) or name in {"aka", "AKA", "a.k.a"}:
        return True
    is_asked = reading.is_ad and name_key(name) in ASKED_FOR_NOBODY
    return is_asked or name_key(name) in NOBODYS or is_legal_form(name, is_ad=reading.is_ad)


def _behind_nickname(text: str, start: int, end: int) -> int:
    """The start of 'Sulma Brocardo' in 'la «Gringa» Sulma Brocardo', of which 'Gringa» Sulma Brocardo' was marked."""
    first = _NICKNAME_FIRST.match(text, start, end) if text[start - 1 : start] in tuple('"“«') else None
    return first.end() if first else start


def _without_town(text: str, start: int, end: int) -> int:
    """The end of 'Christian Martell' in 'Christian Martell of Palestine': where he lives is no part of his name."""
    home = _HOME.search(text, start, end)
    if home is None or len(text[start : home.start()].split()) < _FULL_NAME:
        return end
    is_body = AUTHORITY.search(fold(text[start:end])) is not None
    return home.start() if not is_body and countries_of(home[2], frozenset()) else end


def _without_request(text: str, start: int, end: int) -> tuple[int, int]:
    """Without what an advert asks to do before or behind a name; 'Fala Sério Viagens' is a firm's."""
    if reached := REACHED_BY.match(text, start, end):
        start = reached.end()
    asking = ASKED_FOR.match(text, start, end)
    if asking and not TRADE_WORD.search(fold(text[asking.end() : end])):
        start = asking.end()
    if behind := ASKED_BEHIND.search(text, start, end):
        end = behind.start()
    figures = FIGURES_BEHIND.search(text, start, end)
    if figures and (len(figures.group().split()) > 1 or FIGURES_GO_ON.match(text, end)):
        end = figures.start()
    return start, end


def _quotation_closed(text: str, start: int, end: int) -> int:
    """The end of a name with the mark that closes a nickname in it: 'Hassan "Mergulhador"'."""
    opened = [mark for mark in text[start:end] if mark in _CLOSING]
    if (quoted := text.rfind(" '", start, end)) >= 0 and "'" not in text[quoted + 2 : end]:
        opened.append("'")
    if len(opened) % 2 == 1 and text[end : end + 1] == _ALL_CLOSING[opened[-1]]:
        return end + 1
    return end
