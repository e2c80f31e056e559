"""Where names stand in a document: the name finder's spans and handles, titles read only where the body has the name too."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from nlp.contact.links import handles
from nlp.naming.shape import is_person, words_of
from nlp.reading import Reading
from nlp.wording.fold import name_key

_NICKNAMED = re.compile(
    r"\b(?:alias|apodad[oa]|apelidad[oa] de|apelidad[oa]|vulgo|aka|a\.k\.a\.|known as|nicknamed|conocid[oa] como|conhecid[oa] como|dubbed)[\s\"'«“(]{1,3}(el|la|los|las|o|a|the) $"
)
_TITLE = re.compile(
    r"(?:[\w']+ ){0,3}?(?:minister|ministro|ministra|undersecretary|subsecretari[oa]|secretary|secretario|fiscal|prosecutor|attorney general|procuradora?|juez|jueza|juiza?|judge|magistrad[oa]|coronel|colonel|comandante|commander|comisari[oa]|comissari[oa]|commissioner|capitan|captain|capitao|teniente|tenente|lieutenant|sargento|sergeant|inspectora?|"
    r"superintendent|delegad[oa]|senator|senadora?|diputad[oa]|deputad[oa]|governor|gobernadora?|governadora?|alcalde|alcaldesa|mayor|prefeit[oa]|presidente|president|embajadora?|ambassador|consul|sheriff|officer|agente?|chief|mr|mrs|ms|dra?|sra?|doctora?)\.? "
    r"(?=[^\W\d_][\w'-]+(?: [^\W\d_][\w'.-]*){0,3}$)(?!(?:general|nacional|national|federal|public[oa]?|regional|militar|maritim\w*|superior|de|del|da|do|of)\b)"
)
"""A title before a person's name, which is not part of it."""
_AGED = r"(?:(?:de )?\d{1,2}(?: (?:anos|years?)(?: (?:de edad|de idade|old))?)?,? ?)?"
_SAME = re.compile(
    rf"^[\s,(]*(?:,? ?{_AGED}(?:y |e |and )?(?:alias|apodad[oa]|apelidad[oa]|de alcunha|vulgo|a[./]?k[./]?a\.?|a\. (?=[\"«“])|(?:popularmente |popularly )?(?:llamad[oa]|chamad[oa]|called)|tratad[oa] por|que at[ie]+nde por|(?:who )?goes by|(?:(?:mejor|mas|mais) )?(?:conocid|conhecid)[oa](?: [\w-]+){{0,4}}? (?:como|por|pelo apelido de|por el apodo de|pela alcunha de)|(?:better |also |best )?known (?:\w+ ){{0,3}}?as|also trading as|nicknamed|dubbed|whom?(?: [\w-]+){{0,3}}? (?:call(?:ed|s)?|knew as|know as)|nombre comercial|que (?:opera|gira) como"
    r"|(?:a quien|a quem|que)(?: [\w-]+){0,3}? (?:apodan?|llaman|chamam|conocen como|conhecem (?:como|por))|trading as|operating as|o sea|\(a\)))[\s\"'«“(:]*(?:el |la |los |las |o |a |the )?$"
)
_QUOTED_NAME = re.compile(rf",? \(?{_AGED}(?:(?:o|a|el|la) )?[\"“«‘']$")
_CLOSED = re.compile(r",?[\"”»’']\)?(?=[,.;:)]|$| (?:para|entre|to|among)\b)|,[\"”»’']")
"""Behind a nickname in quotes that stands in apposition: 'Rui Paz, “El Tigre”, de 34 años'; not 'según Ana Sol, “El Tigre” cobraba'."""
_CLOSED_BEHIND_ARTICLE = re.compile(_CLOSED.pattern + r"|[\"”»’'] (?:d[aeo]s?|del?|of|em|en|in)\b")
_WHO_SAYS_IT = re.compile(
    r"\b(?:segun|segundo|conforme|according to|de acuerdo con|de acordo com|dijo|dice|disse|diz|said|says|told|cont(?:o|ou)|relat(?:o|ou)|denunci(?:o|ou)|testig[oa]|testemunha|witness|victima|vitima|victim|vecin[oa]|vizinh[oa])(?: [\w-]+){0,3},? $"
)
"""Before a name whose bearer speaks of the one in quotes, and is another: 'según Ana Sol, “El Tigre”, su vecino, cobraba'."""
_ARTICLE = re.compile(r" (?:o|a|el|la) [\"“«‘']$")
_ANOTHER_QUOTED = re.compile(r"[\"”»’] (?:o|u|or|ou) (?:(?:el|la|o|a) )?[\"“«‘]")
_WITHIN = re.compile(r" [\"“«‘(][^\"“”«»‘’()]{1,30}[\"”»’)] ")


_FAR = 70  # characters between two names that the text says to be one


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a name stands; offsets count in the reading's text."""

    name: str
    start: int
    end: int
    sentence: int
    together: tuple[int, int] | None = None  # the stretch of several names joined by 'and' that it stands in


def find_occurrences(reading: Reading) -> list[Occurrence]:
    """All names by position. A headline's capitals prove nothing: its names count where the body repeats one."""
    found = [_occurrence(reading, span.start_char, span.end_char) for span in reading.doc.spans["names"]]
    found += [Occurrence(name, start, end, reading.sentence_index(start)) for name, start, end in handles(reading)]
    body = {name_key(o.name) for o in found if o.start >= reading.body_start}
    words = {word for o in found if o.start >= reading.body_start for word in words_of(o.name)}
    kept = [
        o
        for o in found
        if o.start >= reading.body_start
        or name_key(o.name) in body
        or set(words_of(o.name)) <= words
        or is_quoted(reading, o)
    ]
    return sorted(kept, key=lambda o: o.start)


def _occurrence(reading: Reading, start: int, end: int) -> Occurrence:
    """The name at these offsets; 'alias el Guajiro' keeps its article."""
    before = reading.folded[max(0, start - 40) : start]
    if match := _NICKNAMED.search(before):
        start -= len(before) - match.start(1)
    if title := _TITLE.match(reading.folded[start:end]):
        start += title.end()
    text = " ".join(reading.text[start:end].split()).strip(" .,;:")
    if not text.endswith(".") and re.search(r"\b(?:S\.A\.S|S\.A|C\.A|S\.R\.L|S\.L|E\.I\.R\.L)$", text):
        text += "."
    return Occurrence(text, start, end, reading.sentence_index(start))


def is_quoted(reading: Reading, occurrence: Occurrence) -> bool:
    """Whether a quotation mark stands right before the name."""
    return reading.text[max(0, occurrence.start - 1) : occurrence.start] in {'"', "“", "«", "'", "‘"}


def linked_pairs(reading: Reading, occurrences: list[Occurrence]) -> list[tuple[str, str]]:
    """Names that the text says to be one: 'Juan Rojas, alias El Chino', 'Vive Online (ViveOnline S.A.S.)'."""
    names = {one.name for one in occurrences}
    pairs = [(name, plain) for name in names if (plain := _WITHIN.sub(" ", name)) != name and plain in names]
    for one, other in pairwise(occurrences):
        between = reading.folded[one.end : other.start]
        is_one = _SAME.match(between) or _bracketed(one, other, between) or _in_quotes(reading, one, other, between)
        if len(between) <= _FAR and is_one:
            pairs.append((one.name, other.name))
    return pairs


def _in_quotes(reading: Reading, one: Occurrence, other: Occurrence, between: str) -> bool:
    """'Edmilson Ferraz, o "Mineirinho",': a nickname behind a person's name of two words and more."""
    if _ANOTHER_QUOTED.fullmatch(between):  # 'Pastuso» o «El Contador'
        return True
    closed = _CLOSED_BEHIND_ARTICLE if _ARTICLE.search(between) else _CLOSED
    is_set_off = _QUOTED_NAME.fullmatch(between) and closed.match(reading.folded, other.end)
    if _WHO_SAYS_IT.search(reading.folded[max(0, one.start - 60) : one.start]):
        return False
    return bool(is_set_off) and is_person(one.name) and len(one.name.split()) > 1 and len(other.name.split()) <= 3


def _bracketed(one: Occurrence, other: Occurrence, between: str) -> bool:
    """'Policía de Investigaciones (PDI)': the letters of an acronym are among the initials of the name before."""
    if between.strip() != "(" or not other.name.isupper():
        return False
    initials = "".join(word[0] for word in words_of(one.name))
    return set(other.name.lower()) <= set(initials)
