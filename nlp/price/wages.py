"""What somebody got for driving or guiding people: a wage, which no migrant is asked for."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.reading import Reading

_GOT = re.compile(
    r"\b(?:receb(?:eu|ia|eria|er|ido)|recib(?:io|ia|iria|ir|ido)|received?|(?:was|were|been|be|being|got|get) (?:paid|offered|promised)|offered|promised|"
    r"(?:le|les|lhe|lhes) (?:hab\w+ )?(?:pag|oferec|ofrec|promet)\w+|(?:pag|oferec|promet)\w+-lhes?|fo(?:i|ram) pag[oa]s?|gan(?:o|aria|aba)|ganh(?:ou|aria|ava)|earned)\b[^.;]{0,30}$"
)
_TO_MOVE = re.compile(
    r"[^.;,]{0,25}?\b(?:para|to) (?:levar|transportar|dirigir|conduzir|guiar|buscar|pilotar|llevar|trasladar|conducir|manejar|recoger|mover|drive|transport|guide|ferry|carry|steer|pick up|smuggle|move|take)(?:l[oa]s?|-l[oa]s?)?\b"
)
_OF_EACH = re.compile(
    r"\b(?:de|por|a|for|from|per) (?:cada|each|every|pessoa|persona|person|head|cabeca|cabeza|migrante)\b|\b(?:each|apiece|cada um|cada uno)\b"
)
_BESIDE = 60  # characters before and behind a sum that say of whom it came


def is_wage(reading: Reading, start: int, end: int) -> bool:
    """Whether a report tells of the sum at these offsets that somebody got it to move people: 'recebeu R$ 3.500 para
    levar o grupo'; what came from each of them is a price."""
    if reading.is_ad:
        return False
    begin, finish = reading.sentence_bounds(reading.sentence_index(start))
    before, behind = (
        reading.folded[max(begin, start - _BESIDE) : start],
        reading.folded[end : min(end + _BESIDE, finish)],
    )
    if _GOT.search(before) is None or _TO_MOVE.match(behind) is None:
        return False
    return _OF_EACH.search(f"{before} | {behind}") is None
