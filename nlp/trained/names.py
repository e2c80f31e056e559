"""Who is named, and the part of each: the names that the model marks, their forms folded, their evidence joined."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from core.records import Mention
from core.terms import LegalStatus, Role
from nlp.naming.clearance import is_cleared, is_impersonated
from nlp.naming.folding import fold_forms, fullest
from nlp.naming.lexicon import AUTHORITY, SURELY_OTHER
from nlp.naming.occurrences import Occurrence, linked_pairs
from nlp.naming.shape import is_person
from nlp.reading import Reading
from nlp.status import read_status
from nlp.trained.spans import Tagged
from nlp.trained.tags import ROLES
from nlp.wording.fold import fold

_EDGES = " \t\n.,;:()[]\"“”«»'’‘*_-–—|"
_NAMES = frozenset(role.value for role in ROLES)
_OPERATOR = ROLES.index(Role.OPERATOR)
LEAST_OPERATOR = 0.5  # of a name's evidence, before it becomes a lead


def find_named(reading: Reading, tagged: Iterable[Tagged], *, labelled: bool) -> tuple[Mention, ...]:
    """Every name with its role. Nobody is an operator in a document without a label."""
    marked: list[tuple[Occurrence, Tagged]] = []
    for tag in tagged:
        occurrence = _occurrence(reading, tag)
        if tag.kind in _NAMES and occurrence is not None:
            marked.append((occurrence, tag))
    found = [occurrence for occurrence, _ in marked]
    evidence: dict[str, list[tuple[Occurrence, Tagged]]] = defaultdict(list)
    for occurrence, tag in marked:
        evidence[occurrence.name].append((occurrence, tag))
    groups = fold_forms([o.name for o in found], linked=linked_pairs(reading, found))
    return tuple(
        _mention(reading, forms, [pair for form in forms for pair in evidence[form]], labelled=labelled)
        for forms in groups
    )


def _occurrence(reading: Reading, tag: Tagged) -> Occurrence | None:
    """The place of a name, without the marks around it."""
    start, end = tag.start, tag.end
    while start < end and reading.text[start] in _EDGES:
        start += 1
    while end > start and reading.text[end - 1] in _EDGES:
        end -= 1
    name = " ".join(reading.text[start:end].split())
    if reading.text[end : end + 1] == "." and re.search(r"\b(?:S\.A\.S|S\.A|C\.A|S\.R\.L|S\.L|E\.I\.R\.L)$", name):
        name += "."
    if len(name) < 2 or not any(c.isalpha() for c in name):
        return None
    return Occurrence(name, start, end, reading.sentence_index(start))


def _mention(
    reading: Reading, forms: list[str], evidence: list[tuple[Occurrence, Tagged]], *, labelled: bool
) -> Mention:
    shares = np.mean([tag.shares[: len(ROLES)] for _, tag in evidence], axis=0)
    shares = shares / max(float(shares.sum()), 1e-6)
    name = fullest(forms)
    role = _role(forms, shares, labelled=labelled)
    stolen = any(is_impersonated(reading, occurrence) for occurrence, _ in evidence)
    cleared = stolen or any(is_cleared(reading, occurrence) for occurrence, _ in evidence)
    if cleared and role is Role.OPERATOR:
        role = Role.VICTIM if stolen else Role.OTHER
    best = max(evidence, key=lambda pair: float(pair[1].shares[ROLES.index(role)]))[0]
    places = sorted((occurrence for occurrence, _ in evidence), key=lambda o: o.start)
    return Mention(
        name=name,
        aliases=tuple(form for form in dict.fromkeys(forms) if form != name),
        role=role,
        score=round(float(shares[ROLES.index(role)]), 3),
        sentence=reading.sentence(best.start),
        spans=tuple(reading.span(o.start, o.end) for o in places),
        is_person=is_person(name),
        status=LegalStatus.CLEARED if cleared else _status(reading, places) if role is Role.OPERATOR else None,
        cleared=cleared,
    )


def _role(forms: list[str], shares: np.ndarray, *, labelled: bool) -> Role:
    """The likeliest part. An authority's name or a relief body's is never a lead, whatever the model says."""
    role = ROLES[int(shares.argmax())]
    if role is not Role.OPERATOR:
        return role
    if any(AUTHORITY.search(fold(form)) for form in forms) and shares[_OPERATOR] < 0.9:
        return Role.AUTHORITY
    if not labelled or shares[_OPERATOR] < LEAST_OPERATOR or any(SURELY_OTHER.search(fold(form)) for form in forms):
        return Role.OTHER
    return role


def _status(reading: Reading, places: list[Occurrence]) -> LegalStatus:
    sentences = " ".join(reading.folded_sentence(place.start) for place in places)
    return read_status(sentences, in_ad=reading.is_ad)
