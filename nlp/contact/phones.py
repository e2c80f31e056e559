"""Telephone and WhatsApp numbers of a document, in E.164 with the right country.

Form is not enough: prices, dates, identity numbers and case numbers have it too. A number without a calling code needs
a word or a sign of the telephone near it, or stands in an advert and has the form of a mobile number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from core.records import ContactPoint
from core.terms import ContactOwner, ContactType, Language
from nlp.contact.digits import NumberRun, Unit, apart, number_runs
from nlp.contact.numbering import in_same_area, international, is_mobile, local, unmistakable
from nlp.contact.papers import is_number_of_paper, papers
from nlp.contact.phone_words import ASKED_FOR, CUE, DENIED, MONEY_AFTER, TELEPHONE, WHATSAPP
from nlp.gazetteer.places import Place
from nlp.reading import Reading

_DATE = re.compile(
    r"\b(?:(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)?\d{2}|(?:19|20)\d{2}[/.-](?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01]))\b"
)
_THOUSANDS = re.compile(r"^\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?$")
_YEARS = re.compile(r"^(?:19|20)\d{2}\s*[-–/]\s*(?:19|20)\d{2}$")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FREE = "0800"
"""A line without charge wherever Spanish or Portuguese is spoken; in Nigeria a telephone's."""
_CUE_REACH = 60
_LONGEST_ROW = 60  # units; longer rows of figures are tables or made to keep a reader busy
_MOST_UNITS = 15  # E.164 has at most 15 digits
_LAST_GROUP = 4  # digits at the end of a number without its area, where it's written in groups
_BETWEEN = re.compile(
    r"\s{0,2}(?:[/,;|&]|\b(?:e|ou|y|o|u|or|and)\b)\s{0,2}(?:(?:tel|cel|fone|fixo|zap|whats|whatsapp|wpp|wsp)\b[.:]?\s?)?"
)
"""Between two numbers of which the second may be in the area of the first."""
_Number = tuple[str, tuple[int, int], tuple[Unit, ...]]  # E.164, offsets, as it is grouped


def find_phones(reading: Reading, taken: list[tuple[int, int]]) -> Iterator[ContactPoint]:
    """Every number with its type; `taken` are offsets of links and addresses, whose figures are no numbers."""
    common = _regions(reading)
    covered = bytearray(len(reading.text))
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    none = bytearray(len(reading.text))
    for start, end in papers(reading):
        none[start:end] = b"\1" * (end - start)
    last: _Number | None = None
    for run in number_runs(reading.text, reading.folded):
        if len(run.units) > _LONGEST_ROW or any(covered[run.start : run.end]):
            continue
        for part in apart(run, reading.text, none):
            found = list(_numbers_of(part, reading, common)) or list(_in_area_of(last, part, reading))
            for value, place, _ in found:
                yield _point(value, place, reading)
            last = found[-1] if found else None


def _in_area_of(last: _Number | None, part: NumberRun, reading: Reading) -> Iterator[_Number]:
    """The number right behind another one that gives its area: '(27) 3322-1010 ou 3322-1011'."""
    if last is None or (len(part.units) > 1 and len(part.units[-1].digits) != _LAST_GROUP):
        return
    value, (_, end), units = last
    if not _BETWEEN.fullmatch(reading.folded, end, part.start):
        return
    second = in_same_area(part.digits, value, [unit.digits for unit in units])
    if second and not _looks_otherwise(reading, part.start, part.end, cue=False):
        yield second, (part.start, part.end), (*units[: -len(part.units)], *part.units)


def _regions(reading: Reading) -> tuple[str, ...]:
    """Countries to read a local number by: the document's own, then those it names, most often first."""
    named: Counter[str] = Counter()
    for span in reading.doc.spans["places"]:
        places: tuple[Place, ...] = span._.places
        if len(places) == 1 and not places[0].common:
            named.update(places[0].countries)
    return tuple(dict.fromkeys([reading.document.country, *(code for code, _ in named.most_common())]))


def _numbers_of(run: NumberRun, reading: Reading, regions: tuple[str, ...]) -> Iterator[_Number]:
    """The numbers in a run, longest first from the left: '300 000 0017 / 300 000 0018' holds two."""
    index = 0
    while index < len(run.units):
        for end in range(min(len(run.units), index + _MOST_UNITS), index, -1):
            group = run.units[index:end]
            value = _value(group, run, reading, regions, plus=run.plus and index == 0)
            if value:
                start = run.start if index == 0 else group[0].start
                yield value, (start, group[-1].end), group
                index = end
                break
        else:
            index += 1


def _value(
    group: tuple[Unit, ...], run: NumberRun, reading: Reading, regions: tuple[str, ...], *, plus: bool
) -> str | None:
    digits = "".join(unit.digits for unit in group)
    if not 7 <= len(digits) <= 15:
        return None
    start, end = group[0].start, group[-1].end
    if plus:
        return international(digits, surely=True)
    cue = _has_cue(reading, start, end)
    if _looks_otherwise(reading, start, end, cue=cue):
        return None
    if digits.startswith("00") and (value := international(digits[2:], surely=True)):
        return value
    if not cue and not reading.is_ad:
        return None
    whole = len(group) == len(run.units) and reading.is_ad and ASKED_FOR.search(_line_before(reading, start))
    near = _country_before(reading, start)
    own = reading.document.country
    home = (near, own) if near else (own,)
    return (
        local(digits, home, mobile_only=not (cue or whole))
        or international(digits, surely=False)
        or local(digits, [code for code in regions if code not in home], mobile_only=True)
        or (None if digits.startswith(_FREE) and reading.language is not Language.ENGLISH else unmistakable(digits))
    )


def _looks_otherwise(reading: Reading, start: int, end: int, *, cue: bool) -> bool:
    """Whether the figures are a date, a sum of money, a span of years or the number of a thing."""
    written = reading.text[start:end]
    before, after = reading.folded[max(0, start - 80) : start], reading.folded[end : end + 16]
    if is_number_of_paper(reading, before):
        return True
    if MONEY_AFTER.match(after) and not TELEPHONE.search(before):
        return True
    if _DATE.fullmatch(written) or _YEARS.match(written) or (not cue and _DATE.search(written)):
        return True
    return not cue and bool(_THOUSANDS.match(written))


def _line_before(reading: Reading, start: int) -> str:
    begin = max(0, start - _CUE_REACH, reading.folded.rfind("\n", 0, start) + 1)
    return reading.folded[begin:start]


def _has_cue(reading: Reading, start: int, end: int) -> bool:
    """A word or sign of the telephone in the same line just before, at the end of the line above, or just after."""
    if CUE.search(_line_before(reading, start)):
        return True
    above = reading.folded[max(0, start - 30) : start].rstrip()
    after = reading.folded[end : end + 24].split("\n")[0]
    return bool(re.search(CUE.pattern + r"\W*$", above) or CUE.search(after))


def _country_before(reading: Reading, start: int) -> str | None:
    """The country that a flag or a name right before the number gives it: 'Perú: 900 000 012'."""
    begin = max(0, start - 25, reading.text.rfind("\n", 0, start) + 1)
    flags = _FLAG.findall(reading.text[begin:start])
    if flags:
        return "".join(chr(ord(c) - 0x1F1E6 + ord("A")) for c in flags[-1])
    near = [s for s in reading.doc.spans["places"] if begin <= s.start_char and s.end_char <= start]
    if near and re.fullmatch(r"[\s:()\-–.]*", reading.text[near[-1].end_char : start]):
        place: Place = near[-1]._.places[0]
        return place.countries[0] if place.kind == "country" else None
    return None


def _says_whatsapp(words: str) -> bool:
    """Whether the words beside a number give it as one of WhatsApp: not 'não é zap, é ligação'."""
    return any(not DENIED.search(words, 0, found.start()) for found in WHATSAPP.finditer(words))


def _point(value: str, place: tuple[int, int], reading: Reading) -> ContactPoint:
    start, end = place
    if reading.text[start - 1 : start] == "(" and ")" in reading.text[start:end]:
        start -= 1  # '(11) 90000-0031' is shown as it is written
    line_before = re.split(r"\d{5,}", _line_before(reading, start))[-1]
    after = reading.folded[end : end + 24].split("\n")[0]
    after = re.split(r"\d|\b(?:tel|cel|llam)", after)[0]
    whatsapp = (_says_whatsapp(line_before) or _says_whatsapp(after)) and is_mobile(value)
    return ContactPoint(
        type=ContactType.WHATSAPP if whatsapp else ContactType.PHONE,
        value=value,
        owner=ContactOwner.OTHER,
        as_written=reading.text[start:end],
        span=reading.span(start, end),
    )
