"""Numbers as people hide them, read back to digits: emoji keycaps, letters for figures, figures written out.

A text becomes a row of `Unit`s, each a run of digits with its offsets; `number_runs` joins units that stand close
enough to be one number. What it yields is only a candidate: `phones` decides whether it is a telephone number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nlp.wording.numbers import HUNDREDS, SMALL, TENS

_FIGURES = r"(?:[\d⓪①-⑨][\ufe0f\u20e3]*)+"
# Figures with the letters O, o (zero) and l, I (one) among them; a letter counts only beside a figure.
_DISGUISED = re.compile(
    rf"(?<![^\W_])(?:[oO][oOlI]*(?=\d))?{_FIGURES}(?:[oOlI]+{_FIGURES}|[oO]{{1,7}}(?![^\W\d_]))*(?:{_FIGURES})?"
    r"|(?<![^\W_])[oO]{2,4}(?![^\W_])"  # a group of zeros written in letters, between groups with figures
    r"|(?<=(?<![^\W_])[\dO][ .\-])O(?=[ .\-]{1,3}[\dO](?![^\W_]))"  # a zero in '9 O O O - 0 0'
)
_GLUED = re.compile(_FIGURES)  # 'nueve000': figures right behind one that is written out
_WORD = re.compile(r"[^\W\d_]+")
_TOO_FAR = 4  # characters between two units of one number
_SEPARATORS = re.compile(r"^[\s.\-–—_()/*·•|~+,]*$")
_SAID_SEPARATOR = re.compile(r"^\s?(?:punto|ponto|dot|gui[oó]n|h[ií]fen|dash)\s?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s")
_PLUS = re.compile(r"(?:\+|\b(?:mas|más|mais|plus)\b)\s{0,2}\(?$", re.IGNORECASE)
_CARRIER = re.compile(r"(?<!\w)0 ?(?:[xX]{2}|\*{2})(?= ?\(?[1-9]\d)")
"""In Brazil '0xx27' stands for the trunk prefix, a carrier of one's choice and the area."""
_APART = re.compile(r"[,;|/]|\s[-–—]\s|\s{2}")
"""Between two numbers that stand in one row; between the groups of one where it is disguised."""
_FEWEST = 7  # digits of a telephone number
_JOINERS = frozenset({"y", "e", "and"})
_FIGURE_WORDS = SMALL | {"oh": 0}  # in a number only: elsewhere it is a cry
_ZEROS = frozenset({"ceros", "zeros", "zeroes", "noughts"})
_COUNTS = frozenset({"un", "una", "uno", "um", "uma", "one", "dos", "dois", "duas", "two"})
"""Words beside a number that count something else: 'llama al 300 000 0017 una vez'."""
_REPEATS = {"doble": 2, "double": 2, "triple": 3, "triplo": 3, "duplo": 2}


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of digits as read, with its offsets in the text."""

    digits: str
    start: int
    end: int
    written_out: bool = False


@dataclass(frozen=True, slots=True)
class NumberRun:
    """Units that may be one number."""

    digits: str
    start: int
    end: int
    units: tuple[Unit, ...]
    plus: bool

    @property
    def written_out(self) -> bool:
        return any(unit.written_out for unit in self.units)


def units(text: str, folded: str) -> list[Unit]:
    """All digit runs and number words of a text, by position. `folded` is `fold(text)`."""
    found = [Unit(_plain(m.group()), m.start(), m.end()) for m in _DISGUISED.finditer(text)]
    words = list(_words(folded))
    found += words
    glued = (_GLUED.match(text, word.end) for word in words)
    found += [Unit(_plain(m.group()), m.start(), m.end()) for m in glued if m]
    return sorted(found, key=lambda unit: unit.start)


def _plain(written: str) -> str:
    figures = []
    for character in written:
        if character in "oO":
            figures.append("0")
        elif character in "lI":
            figures.append("1")
        elif character.isdigit():  # also '⑨'
            figures.append(str(unicodedata.digit(character)))
    return "".join(figures)


def _words(folded: str) -> Iterator[Unit]:
    """Number words; tens take the unit that follows ('cincuenta y cinco' -> 55), 'doble cero' is 00."""
    words = list(_WORD.finditer(folded))
    index = 0
    while index < len(words):
        taken, digits = _read_word(words, index)
        if taken:
            last = words[index + taken - 1]
            yield Unit(digits, words[index].start(), last.end(), written_out=True)
        index += max(1, taken)


def _read_word(words: list[re.Match[str]], index: int) -> tuple[int, str]:
    """How many words from `index` on make one unit, and its digits; (0, '') where none."""
    word = words[index].group()
    following = [w.group() for w in words[index + 1 : index + 3]]
    if word in _REPEATS and following and _FIGURE_WORDS.get(following[0], 10) < 10:
        return 2, str(_FIGURE_WORDS[following[0]]) * _REPEATS[word]
    if word in HUNDREDS:
        taken, rest = _read_word(words, index + 1) if _may_follow(following, HUNDREDS[word]) else (0, "0")
        return 1 + taken, str(HUNDREDS[word] + int(rest))
    if word in TENS:
        taken, units = _units_after(words, index, following)
        return 1 + taken, str(TENS[word] + units)
    return _read_figure(_FIGURE_WORDS[word], following[:1]) if word in _FIGURE_WORDS else (0, "")


def _read_figure(figure: int, following: list[str]) -> tuple[int, str]:
    """The same for a word below twenty: 'seis ceros' is 000000, 'nine hundred' 900, 'siete mil' 7000."""
    if following and following[0] in _ZEROS and 2 <= figure <= 8:
        return 2, "0" * figure
    for words, zeros in ((["hundred"], "00"), (["mil"], "000"), (["thousand"], "000")):
        if following == words and 0 < figure < 10:
            return 2, f"{figure}{zeros}"
    return 1, str(figure)


def _units_after(words: list[re.Match[str]], index: int, following: list[str]) -> tuple[int, int]:
    """How many words behind tens belong to them, and their value: 'y cinco', '-five'."""
    if following and 0 < _FIGURE_WORDS.get(following[0], 0) < 10 and _hyphen(words, index):
        return 1, _FIGURE_WORDS[following[0]]
    if len(following) == 2 and following[0] in _JOINERS and 0 < _FIGURE_WORDS.get(following[1], 0) < 10:
        return 2, _FIGURE_WORDS[following[1]]
    return 0, 0


def _may_follow(following: list[str], hundreds: int) -> bool:
    """Whether tens go on with hundreds: 'trescientos diez' is 310, 'trescientos cero' are two numbers."""
    return (
        bool(following) and hundreds % 100 == 0 and (following[0] in TENS or _FIGURE_WORDS.get(following[0], 0) >= 10)
    )


def _hyphen(words: list[re.Match[str]], index: int) -> bool:
    """Whether two words are joined by a hyphen: 'thirty-two'."""
    return words[index].string[words[index].end() : words[index + 1].start()] == "-"


def number_runs(text: str, folded: str) -> Iterator[NumberRun]:
    """Candidates for telephone numbers: rows of 7 to 15 digits whose parts stand close to one another."""
    row: list[Unit] = []
    text = _CARRIER.sub(lambda at: at.group()[0] + " " * (len(at.group()) - 1), text)
    for unit in units(text, folded):
        if row and (unit.start < row[-1].end or not _joins(text, row[-1], unit)):
            if unit.start < row[-1].end:
                continue
            yield from _runs(text, folded, row)
            row = []
        row.append(unit)
    yield from _runs(text, folded, row)


def _joins(text: str, before: Unit, after: Unit) -> bool:
    between = text[before.end : after.start]
    if "\n" in between or "+" in between:
        return False
    if before.written_out != after.written_out and _SENTENCE_END.match(between):  # 'we don remain nine. 0803 000'
        return False
    near = len(between) <= _TOO_FAR and bool(_SEPARATORS.match(between))
    near = near or bool(_SAID_SEPARATOR.match(between))
    if not near and len(between.strip()) <= 2 and len(between) <= 4:  # one emoji or mark between figures
        near = all(unicodedata.category(c)[0] in "SPZC" for c in between) and not set(between) & set("$€£%;!?=")
    return near


def _runs(text: str, folded: str, row: list[Unit]) -> Iterator[NumberRun]:
    if not row:
        return
    digits = "".join(unit.digits for unit in row)
    if len(digits) < _FEWEST:
        return
    if sum(unit.written_out for unit in row) == 1 and len(row) > 1:
        first, last = (folded[unit.start : unit.end] in _COUNTS for unit in (row[0], row[-1]))
        row = row[1:] if first else row[:-1] if last else row
        digits = "".join(unit.digits for unit in row)
    start = row[0].start
    lead = _PLUS.search(text[max(0, start - 8) : start])
    plus = bool(lead and ("+" in lead.group() or row[0].written_out))
    yield NumberRun(digits, start - (len(lead.group()) if plus and lead else 0), row[-1].end, tuple(row), plus)


def apart(run: NumberRun, text: str, barred: bytearray) -> Iterator[NumberRun]:
    """The parts of a run that may each be a number: those without `barred` characters (1 where one may be of none),
    cut where a mark stands and enough digits for a number on both of its sides."""
    part: list[Unit] = []
    for place, unit in enumerate(run.units):
        if any(barred[unit.start : unit.end]):
            yield from _part(run, part)
            part = []
            continue
        if part and _is_cut(text, part, run.units[place:]):
            yield from _part(run, part)
            part = []
        part.append(unit)
    yield from _part(run, part)


def _is_cut(text: str, before: list[Unit], after: tuple[Unit, ...]) -> bool:
    if not _is_apart(text, before[-1], after[0]) or sum(len(unit.digits) for unit in before) < _FEWEST:
        return False
    digits = len(after[0].digits)
    for last, unit in pairwise(after):
        if _is_apart(text, last, unit):
            break
        digits += len(unit.digits)
    return digits >= _FEWEST


def _is_apart(text: str, before: Unit, after: Unit) -> bool:
    said = before.written_out or after.written_out  # 'tres cero cero, cero cero cero'
    return not said and bool(_APART.search(text, before.end, after.start))


def _part(run: NumberRun, part: list[Unit]) -> Iterator[NumberRun]:
    digits = "".join(unit.digits for unit in part)
    if len(digits) >= _FEWEST:
        first = part[0] is run.units[0]
        yield NumberRun(digits, run.start if first else part[0].start, part[-1].end, tuple(part), run.plus and first)
