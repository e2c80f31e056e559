"""Roles: the part that each name plays in a document, its forms folded. An operator needs positive words, always."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from core.records import Mention
from core.terms import LegalStatus, Role
from nlp.naming.corrections import is_taken_back
from nlp.naming.folding import fold_forms, fullest
from nlp.naming.judge import Evidence, judge, telling_sentences
from nlp.naming.occurrences import Occurrence, find_occurrences, linked_pairs
from nlp.naming.shape import is_person
from nlp.reading import Reading
from nlp.signals import Hit
from nlp.status import read_status

_ORDER = (Role.OPERATOR, Role.VICTIM, Role.AUTHORITY, Role.MEDIA)
_ARTICLES = frozenset({"the", "el", "la", "los", "las", "o", "a"})
_LEAST = 0.78  # how sure a sentence must be before its name becomes a lead


def find_mentions(reading: Reading, hits: list[Hit], *, is_report: bool) -> tuple[Mention, ...]:
    """Every named organisation and person with its role. Without a report nobody is an operator."""
    occurrences = find_occurrences(reading)
    by_sentence: dict[int, set[str]] = defaultdict(set)
    for hit in hits:
        by_sentence[hit.sentence].add(hit.element)
    telling = telling_sentences(by_sentence) if is_report else frozenset()
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for piece in judge(reading, occurrences, telling):
        evidence[piece.occurrence.name].append(piece)
    groups = fold_forms([o.name for o in occurrences], linked=linked_pairs(reading, occurrences))
    return tuple(_mention(reading, forms, [e for form in forms for e in evidence[form]]) for forms in groups)


def _mention(reading: Reading, forms: list[str], evidence: list[Evidence]) -> Mention:
    """One name with its strongest evidence; a clearance anywhere outweighs every suspicion."""
    best = _deciding(evidence)
    name = fullest(forms)
    places = sorted((e.occurrence for e in evidence), key=lambda o: o.start)
    if best.role is Role.OPERATOR and is_taken_back(reading, places):
        best = replace(best, role=Role.OTHER)
    status, said = _status(reading, places, best)
    return Mention(
        name=name,
        aliases=tuple(form for form in dict.fromkeys([*forms, *_bare(forms)]) if form != name),
        role=best.role,
        score=round(_strength(evidence, best), 3),
        sentence=reading.sentence(best.occurrence.start),
        spans=tuple(reading.span(o.start, o.end) for o in places),
        is_person=is_person(name),
        status=status,
        status_sentence=said,
        cleared=best.cleared,
    )


def _bare(forms: list[str]) -> list[str]:
    """'the Harbour Boys' without the article that only the sentence gave it."""
    return [form.split(" ", 1)[1] for form in forms if form.split(" ", 1)[0] in _ARTICLES and " " in form]


def _deciding(evidence: list[Evidence]) -> Evidence:
    cleared = [e for e in evidence if e.cleared]
    if cleared:
        return max(cleared, key=lambda e: (e.role is Role.VICTIM, e.weight))
    for role in _ORDER:
        pieces = [e for e in evidence if e.role is role and (role is not Role.OPERATOR or e.weight >= _LEAST)]
        official = any(e.role is Role.AUTHORITY and e.weight >= 0.9 for e in evidence)
        if pieces and not (role is Role.OPERATOR and official):
            return max(pieces, key=lambda e: e.weight)
    return max((e for e in evidence if e.role is not Role.OPERATOR), key=lambda e: e.weight, default=evidence[0])


def _strength(evidence: list[Evidence], best: Evidence) -> float:
    agreeing = sum(1 for e in evidence if e.role is best.role) - 1
    return min(0.98, best.weight + 0.03 * agreeing)


def _status(reading: Reading, places: list[Occurrence], best: Evidence) -> tuple[LegalStatus | None, str]:
    if best.cleared:
        return LegalStatus.CLEARED, reading.sentence(best.occurrence.start)
    if best.role is not Role.OPERATOR:
        return None, ""
    return read_status(reading, [place.start for place in places], in_ad=False)
