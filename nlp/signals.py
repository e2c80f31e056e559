"""Signals: the phrases of a document that speak for or against a label, by element of the Protocol."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from core.records import Signal
from core.terms import Language
from nlp.reading import Reading
from nlp.wording.terms import Term, phrase_index

_OTHERS = {
    Language.SPANISH: (Language.PORTUGUESE,),
    Language.PORTUGUESE: (Language.SPANISH,),
    Language.ENGLISH: (Language.SPANISH,),
}
"""Adverts mix languages at the borders; the neighbour's phrases count as well, in adverts only, and never against."""


_CITED = re.compile(r"[\"“«][^\"”»\n]{2,90}[\"”»]")
_RESCUERS = re.compile(
    r"\b(?:coast ?guard|border force|lifeboats?|rnli|rescuers?|rescue (?:boat|ship|vessel)|navy|charity|ngo|red cross|ferry|government|authorities|ministry|un agency|council|"
    r"guardia costera|guardacostas|salvamento maritimo|marina|armada|cruz roja|rescatistas|bomberos|ong|gobierno|autoridades|ministerio|alcaldia|vuelo humanitario|oim|acnur|albergue|"
    r"bombeiros|marinha|exercito|forca aerea|governo|prefeitura|autoridades|operacao acolhida|cruz vermelha|abrigo)\b[^.;:\n]{0,50}$"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found, with its offsets in the reading's text."""

    term: Term
    start: int
    end: int
    sentence: int

    @property
    def element(self) -> str:
        return self.term.element.name


def find_hits(reading: Reading) -> list[Hit]:
    """Every phrase of the lists in this document, by position; of two that overlap in one element the first and heavier stays."""
    found = [
        Hit(term, s, e, reading.sentence_index(s)) for s, e, term in phrase_index(reading.language).find(reading.folded)
    ]
    if reading.is_ad:
        for other in _OTHERS[reading.language]:
            for start, end, term in phrase_index(other).find(reading.folded):
                if not term.element.against:
                    found.append(Hit(term, start, end, reading.sentence_index(start)))
    quoted = _quoted(found, reading)
    return _without_overlaps([hit for hit in found if not _rescuers_deed(hit, reading) and not _is_cited(hit, quoted)])


def _rescuers_deed(hit: Hit, reading: Reading) -> bool:
    """Whether a deed ('transported the migrants') is that of rescuers or of the State, by the words before it."""
    return hit.element == "act" and bool(_RESCUERS.search(reading.folded[max(0, hit.start - 60) : hit.start]))


def _quoted(hits: list[Hit], reading: Reading) -> list[tuple[int, int]]:
    """What stands in quotation marks of a post that warns: it only cites."""
    if not reading.is_ad or not any(hit.element == "aid" for hit in hits):
        return []
    return [match.span() for match in _CITED.finditer(reading.text)]


def _is_cited(hit: Hit, quoted: list[tuple[int, int]]) -> bool:
    """Whether a phrase that speaks for something is only cited. `quoted`: in order, and apart."""
    if hit.term.element.against:
        return False
    place = bisect_right(quoted, hit.start, key=lambda span: span[0]) - 1
    return place >= 0 and hit.end <= quoted[place][1]


def _without_overlaps(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    taken: dict[str, int] = {}  # element -> end of the last hit kept
    for hit in sorted(hits, key=lambda h: (h.start, -h.term.weight, -h.end)):
        if hit.start >= taken.get(hit.element, -1):
            kept.append(hit)
            taken[hit.element] = hit.end
    return kept


def as_signals(hits: list[Hit], reading: Reading) -> tuple[Signal, ...]:
    """The hits as records: one signal for each label that the element bears on."""
    return tuple(
        Signal(
            label=label,
            element=hit.element,
            phrase=reading.text[hit.start : hit.end],
            weight=-hit.term.weight if hit.term.element.against else hit.term.weight,
            span=reading.span(hit.start, hit.end),
        )
        for hit in hits
        for label in hit.term.element.labels
    )
