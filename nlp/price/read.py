"""Sums of money in a text: value, currency, place. Which of them is a price for passage, papers or placement others
say.

A figure takes the currency that stands beside it, or that of the range or list it belongs to, or, where a figure has
the form of a sum and no currency ('niños 150'), that of the sum before it, or what the country pays with.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from core.records import Price
from nlp.price.bare import follows_loosely, may_be_sum
from nlp.price.figures import Figure, figures
from nlp.price.home import CONTOS, currency_of, open_currency
from nlp.price.money import kind_after, kind_before, letter_before
from nlp.price.said import said_of_each
from nlp.reading import Reading

_NOT_MONEY = re.compile(
    r"\s?(?:%|por ciento|por cento|percent|per cent|anos\b|years?\b|km\b|kg\b|kilos?\b|gramos|hectareas|millas|miles\b)"
)
_RANGE = re.compile(r"\s?(?:a|y|e|o|ou|u|and|to|or|-|–|—|/|hasta|ate|hasta los|a los|aos|ao|x|vs)\s?$")
_ESCUDOS = re.compile(r"\$(\d\d)(?!\d)")
_SLANG = {
    "lakh": re.compile(r"(?:lakhs?|lacs?|crores?)$"),
    "luca": re.compile(r"lu[ck]as?(?: y media)?$"),
    "palo": re.compile(r"(?:palos?|melon(?:es)?)(?: y medio)?$"),
    "dollar": re.compile(r"\bgrand$"),
}
_GOES_ON = re.compile(
    r"\s?$|\s?[^\w\s%]|\s(?:por|per|a|c/u|each|para|pra|en|em|y|e|de|al|ao|for|to|si|se|if|segun|dependi\w+|con|com|with)\b"
)
_LOOSE = frozenset({"dollar", "rupee"})
"""Before a figure these say less than a word behind it: in Brazil 'rs' is laughter, too."""
_NEXT_SIGN = re.compile(r"\s?(?:(?:us?|r)\s?)?\$\s?\d")
_WEAK = frozenset({"COP", "CLP", "ARS", "PYG", "XOF", "NGN", "AOA", "CRC", "MXN", "INR", "JMD", "GYD", "DOP", "CVE"})
_NEAR = 400  # characters within which a figure may share the currency of a sum in news
_CLOSE = 120  # characters within which a figure may share the thousands of a sum
_LIKE = 20  # how many times as large one of two sums may be that share a word of scale


@dataclass(frozen=True, slots=True)
class _Sum:
    amount: Decimal
    currency: str
    start: int
    end: int
    figure: Figure


def read_prices(reading: Reading) -> Iterator[tuple[Price, tuple[int, int]]]:
    """Every sum of money that might be a price, with its offsets in the reading's text."""
    found = list(sums(reading))
    said = said_of_each(reading.folded, [(start, end) for _, _, start, end in found], reading.language)
    for (amount, currency, start, end), of_it in zip(found, said, strict=True):
        yield Price(amount, currency, reading.span(start, end), of_it.per_person, of_it.kind), (start, end)


def sums(reading: Reading) -> Iterator[tuple[Decimal, str, int, int]]:
    """Every sum of money with its offsets, by position; the ends of a range ('300 a 500 dólares') are two."""
    found = [figure for figure in figures(reading.folded) if figure.amount > 0]
    known = _with_currency(reading, found)
    _share_in_ranges(reading, found, known)
    _add_bare(reading, found, known)
    for index in sorted(known):
        one = known[index]
        if one.currency and one.amount > 0:
            yield one.amount, one.currency, one.start, one.end


def _with_currency(reading: Reading, found: list[Figure]) -> dict[int, _Sum]:
    named = _countries_named(reading)
    known = {}
    free = 0
    for index, figure in enumerate(found):
        if _NOT_MONEY.match(reading.folded[figure.end : figure.end + 12]):
            continue
        if (money := _money(reading, figure, free)) is not None:
            kind, start, end = money
            free = end
            amount = _scaled(figure, kind, reading.document.country)
            code = currency_of(kind, reading.document.country, reading.language, amount, named)
            known[index] = _Sum(amount, code, start, end, figure)
    return known


def _countries_named(reading: Reading) -> tuple[str, ...]:
    """Countries that the text names, most often first."""
    named = Counter(
        span._.places[0].countries[0] for span in reading.doc.spans["places"] if not span._.places[0].common
    )
    return tuple(code for code, _ in named.most_common())


def _money(reading: Reading, figure: Figure, free: int) -> tuple[str, int, int] | None:
    """The kind of money beside a figure, and where the sum begins and ends; words after it outweigh a bare sign.

    `free`: where the sum before it ends, whose sign is not this one's.
    """
    text, folded = reading.text, reading.folded
    if escudos := _ESCUDOS.match(folded, figure.end):
        kind = {"CV": "CVE", "PT": "PTE"}.get(reading.document.country)
        return (kind, figure.start, escudos.end()) if kind else None
    before = kind_before(text, folded, figure.start) or letter_before(text, figure.start, reading.document.country)
    before = before if before and before[1] >= free else None
    after = kind_after(text, folded, figure.end)
    if after and (before or figure.spelled) and _NEXT_SIGN.match(folded, figure.end):
        after = None  # the sign of the next sum, also behind a word: 'R$ 6 mil dos R$ 13 mil'
    if before and (before[0] not in _LOOSE or after is None or after[0] in {"luca", "palo"}):
        if before[0] == "rupee" and reading.document.country == "BR" and folded[before[1]] == "r":
            before = ("BRL", before[1])  # 'RS 700'
        return before[0], before[1], after[1] if after and after[0] in {before[0], "dollar", "peso"} else figure.end
    if after:
        return after[0], before[1] if before else figure.start, after[1]
    return _slang(folded[figure.start : figure.end], figure)


def _slang(written: str, figure: Figure) -> tuple[str, int, int] | None:
    """Words of scale that say money by themselves: '150 lucas', '2 palos', 'ten grand'."""
    return next(((kind, figure.start, figure.end) for kind, p in _SLANG.items() if p.search(written)), None)


def _scaled(figure: Figure, kind: str, country: str) -> Decimal:
    if kind == "conto" and country in CONTOS:
        return figure.amount * 1000
    if kind == "luca" and country == "PE":
        return figure.base
    return figure.amount


def _share_in_ranges(reading: Reading, found: list[Figure], known: dict[int, _Sum]) -> None:
    """'15 o 20 mil pesos', '$300-500': a figure takes currency and scale of the one it is joined to."""
    for index in range(len(found) - 2, -1, -1):
        if index not in known and index + 1 in known:
            _join(reading, found[index], known[index + 1], known, index)
    for index in range(1, len(found)):
        if index not in known and index - 1 in known:
            _join(reading, found[index], known[index - 1], known, index)


def _join(reading: Reading, figure: Figure, other: _Sum, known: dict[int, _Sum], index: int) -> None:
    first, last = (figure.end, other.start) if figure.end <= other.start else (other.end, figure.start)
    if last - first > 12 or not _RANGE.fullmatch(reading.folded[first:last]):
        return
    after = reading.folded[figure.end : figure.end + 12]
    glued = (
        figure.start > 0 and re.match(r"[\w.,$-]", reading.folded[figure.start - 1]) and figure.start > other.end + 1
    )
    follows = figure.start >= other.end
    if glued or _NOT_MONEY.match(after) or (follows and not _GOES_ON.match(after)):
        return
    amount = figure.amount * (other.amount / other.figure.amount)  # thousands that the money has ('contos')
    if figure.scale == 1 and other.figure.scale > 1 and _like(figure.base, other.figure.base):
        amount *= other.figure.scale
    if amount and max(amount, other.amount) <= min(amount, other.amount) * _LIKE:
        known[index] = _Sum(amount, other.currency, figure.start, figure.end, figure)


def _like(one: Decimal, other: Decimal) -> bool:
    return one < other * _LIKE and other < one * _LIKE


def _add_bare(reading: Reading, found: list[Figure], known: dict[int, _Sum]) -> None:
    """Figures without currency: that of the sum before them, else of the sum after, else the country's."""
    with_currency = sorted(known)
    last: _Sum | None = None
    for index, figure in enumerate(found):
        if index in known:
            last = known[index]
            continue
        if figure.spelled and figure.amount < 1000 and _in_a_row(found, index):
            continue
        at = bisect_left(with_currency, index)
        following = known[with_currency[at]] if at < len(with_currency) else None
        bare = _bare(reading, figure, last, following)
        if bare is not None:
            known[index] = last = bare


def _in_a_row(found: list[Figure], index: int) -> bool:
    """Whether number words stand right beside: a telephone number that is spelled out."""
    here = found[index]
    beside = [found[i] for i in (index - 1, index + 1) if 0 <= i < len(found)]
    return any(max(here.start - other.end, other.start - here.end) <= 3 for other in beside)


def _bare(reading: Reading, figure: Figure, last: _Sum | None, following: _Sum | None) -> _Sum | None:
    folded, is_ad = reading.folded, reading.is_ad
    if not is_ad and not _money_is_near(reading, figure, last, following):
        return None
    listed = last is not None and reading.sentence_index(last.start) == reading.sentence_index(figure.start)
    close = last is not None and figure.start - last.end < _CLOSE
    if last and close and (is_ad or (listed and not figure.spelled)):
        amount = _inherited(figure, last)
        if amount != figure.amount and follows_loosely(folded, figure):
            scale = int(amount / figure.amount)
            return _Sum(amount, last.currency, figure.start, figure.end, replace(figure, amount=amount, scale=scale))
    if not may_be_sum(folded, figure, near=close and is_ad, listed=listed, is_ad=is_ad):
        return None
    source = last or following
    currency = source.currency if source else open_currency(reading.document.country, reading.language, figure.amount)
    return _Sum(figure.amount, currency, figure.start, figure.end, figure)


def _money_is_near(reading: Reading, figure: Figure, last: _Sum | None, following: _Sum | None) -> bool:
    """In news a figure is a sum only near one: not long before, or later in the same sentence."""
    if last and figure.start - last.end < _NEAR:
        return True
    here = reading.sentence_index(figure.start)
    return following is not None and reading.sentence_index(following.start) == here


def _inherited(figure: Figure, source: _Sum) -> Decimal:
    """'5k or 6', '$280.000, niños 150': the thousands of the sum before are left out."""
    if figure.scale > 1 or figure.marked or figure.amount >= 1000:
        return figure.amount
    if source.figure.scale > 1 and _like(figure.amount, source.figure.base):
        return figure.amount * source.figure.scale
    if source.currency in _WEAK and source.amount >= 20000 and _like(figure.amount * 1000, source.amount):
        return figure.amount * 1000
    return figure.amount
