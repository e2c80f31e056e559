"""Numbers of a text with their values, as people write them: '1.200', 'mil doscientos', '2,5 mil', '3.8 lakh', '7k'.

A number is a row of pieces (figures, number words, words of scale) that make one value together; rows are read from
left to right and end where the next piece would not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nlp.wording.numbers import HUNDREDS, NUMBER_WORDS, SCALES, SMALL, TENS

_FIGURES = r"\d{1,3}(?:[.,' ]\d{3}){1,4}(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,12}(?:[.,]\d{1,2}(?!\d))?(?!\d)"
_HALF = ("medio", "media", "meio", "half")
_SCALE_WORDS = "|".join(sorted(SCALES, key=len, reverse=True))
_OTHERS = "|".join(sorted({*NUMBER_WORDS, *_HALF}, key=len, reverse=True))
_PIECE = re.compile(
    rf"(?P<figures>(?<![\d])(?:{_FIGURES}))|(?P<scale>(?<![a-z_])(?:{_SCALE_WORDS})(?!\w)|(?<=\d)(?:m|mm|mi)(?!\w))"
    rf"|(?P<word>(?<!\w)(?:{_OTHERS})(?!\w))"
)
_ATTACHED = {"m": 10**6, "mm": 10**6, "mi": 10**6}
_JOIN = re.compile(r"(?: |-| ?(?:y|e|and) (?:un |a |uma )?)?\Z|(?P<scaled> a )\Z")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in the text. `base`: its value without `scale`, the last word of scale (1 where none)."""

    start: int
    end: int
    amount: Decimal
    scale: int = 1
    spelled: bool = False  # begins with a word
    marked: bool = False  # has a thousands mark or decimals

    @property
    def base(self) -> Decimal:
        return self.amount / self.scale


class _Row:
    """A number while its pieces are read."""

    def __init__(self) -> None:
        self.total, self.current = Decimal(0), Decimal(0)
        self.started = self.open = False  # open: something counts towards `current`
        self.last_scale: int = 0  # of the last scale word; later pieces must be smaller
        self.room = 0  # the next piece of `current` must be below this
        self.start = self.end = 0
        self.spelled = self.marked = self.last_taken_is_scale = False
        self.taken = 0
        self.joined_at: int | None = None  # the piece after the last 'and' behind a word of scale

    def take(self, match: re.Match[str], between: str) -> bool:
        """Take the piece if it goes on with this number."""
        join = _JOIN.fullmatch(between)
        if self.started and (join is None or (join["scaled"] and not match["scale"])):  # 'half a million'
            return False
        word = match.group()
        joined = bool(re.search(r"[a-z]", between))
        taken = self._scale(word) if match["scale"] else self._value(match, word, joined=joined)
        if taken:
            if joined and self.last_taken_is_scale:
                self.joined_at = self.taken
            self.taken += 1
            self.last_taken_is_scale = bool(match["scale"])
            self.start = self.start if self.started else match.start()
            self.spelled = self.spelled if self.started else not match["figures"]
            self.end, self.started = match.end(), True
        return taken

    def _scale(self, word: str) -> bool:
        factor = _ATTACHED.get(word) or SCALES[word]
        if self.last_scale and factor >= self.last_scale and not self._multiplies(factor):
            return False
        if self.last_scale and not self.open and factor <= self.last_scale:
            return False
        if not self.started and word in {"k", "lucas", "luca", "palos", "palo", "thousands", "millions", "grand"}:
            return False
        if self.last_scale and factor > self.last_scale:  # 'mil millones'
            self.total = (self.total + self.current) * factor
        else:
            self.total += (self.current if self.open else 1) * factor
        self.current, self.open, self.last_scale, self.room = Decimal(0), False, factor, factor
        return True

    def _multiplies(self, factor: int) -> bool:
        return factor > self.last_scale == 1000 and not self.open

    def _value(self, match: re.Match[str], word: str, *, joined: bool) -> bool:
        if match["figures"]:
            return self._figures(word, joined=joined)
        if word in _HALF:
            return self._half(joined=joined)
        if word == "hundred":
            return self._hundred()
        value = HUNDREDS.get(word) or TENS.get(word) or SMALL.get(word, 0)
        if self.started and not (value and value < self.room):
            return False
        if self.last_taken_is_scale and not self.spelled and value < 10:  # 'R$ 38 mil um pacote', never 38,001
            return False
        self.current += value
        self.open = True
        self.room = 100 if value >= 100 else 10 if value in TENS.values() else 0
        return True

    def _figures(self, word: str, *, joined: bool) -> bool:
        value = parse_figures(word)
        if value is None or (self.started and (self.open or not self.last_scale or value >= self.last_scale)):
            return False
        if self.started and (len(word) != 3 or self.last_scale < 1000):  # '3 mil 500', never '20 mil 14'
            return False
        self.current, self.open, self.room = value, True, 0
        self.marked = self.marked or self.last_scale > 1 or not word.isdigit()
        return True

    def _half(self, *, joined: bool) -> bool:
        if self.open and joined and not self.last_scale and self.current < 100:  # 'one and a half million'
            self.current, self.room = self.current + Decimal("0.5"), 0
            return True
        if self.started and (self.open or not self.last_scale):
            return False
        if self.started:
            self.total += Decimal(self.last_scale) / 2
            self.room = 0
            self.last_scale = 1
        else:
            self.current, self.open, self.room = Decimal("0.5"), True, 0
        return True

    def _hundred(self) -> bool:
        if self.started and not (self.open and self.current < 100):
            return False
        self.current, self.open, self.room = (self.current or Decimal(1)) * 100, True, 100
        return True

    def figure(self) -> Figure:
        amount = self.total + self.current
        whole = amount == amount.to_integral_value()
        scale = self.last_scale if self.last_scale > 1 and not self.open else 1
        return Figure(
            self.start, self.end, amount.quantize(Decimal(1)) if whole else amount, scale, self.spelled, self.marked
        )


def figures(folded: str) -> Iterator[Figure]:
    """All numbers of a folded text, by position."""
    pieces: list[re.Match[str]] = []
    row = _Row()
    for match in _PIECE.finditer(folded):
        gap = folded[row.end : match.start()] if match.start() - row.end < 12 else "\n"
        if row.started and row.take(match, gap):
            pieces.append(match)
            continue
        if row.started:
            split = row.joined_at if match["scale"] and _JOIN.fullmatch(gap) and not row.last_taken_is_scale else None
            if split:  # 'dos mil y tres' before another 'mil': two numbers
                yield _read(pieces[:split], folded).figure()
                pieces, row = pieces[split:], _read(pieces[split:], folded)
                if row.take(match, gap):
                    pieces.append(match)
                    continue
            yield row.figure()
        row = _Row()
        pieces = [match] if row.take(match, "") else []
    if row.started:
        yield row.figure()


def _read(pieces: list[re.Match[str]], folded: str) -> _Row:
    row = _Row()
    for match in pieces:
        row.take(match, folded[row.end : match.start()])
    return row


def parse_figures(written: str) -> Decimal | None:
    """'1.200.000' -> 1200000, '1,500' -> 1500, '350,50' -> 350.50; None where unreadable.

    A group of three figures after a point or comma is thousands, one or two figures are decimals: prices have no third.
    """
    text = re.sub(r"[' ]", "", written)
    decimals = re.search(r"[.,](\d{1,2})$", text)
    whole = re.sub(r"[.,]", "", text[: decimals.start()] if decimals else text)
    if not re.fullmatch(r"[0-9]{1,18}", whole):
        return None
    value = Decimal(whole + (f".{decimals[1]}" if decimals else ""))
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
