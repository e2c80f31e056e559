"""How sure it is that a document means an operator that we know, with every reason. Pure: facts in, candidate out.

Each reason for is a probability that it suffices; they add up as independent witnesses do (1 - the product of doubts).
Reasons against are taken off the sum. A name speaks as strongly as its words are rare on the watchlist, long, and no
commonplaces; a person's name never suffices alone, since people share theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2

from rapidfuzz import fuzz

from core.names import NameKey, name_key
from core.records import Candidate, Reason
from store.channels import channel
from store.linking.subjects import Subject

NAME, CONTACT, MORE_CONTACTS, STORY, TOGETHER = 0.9, 0.9, 0.5, 0.75, 0.5
CROWD, MANY = 5, 3
"""Unrelated names under one contact point from which it links nobody, and from which it is doubted."""

NAMESAKES = 4
"""Entries of the watchlist under one and the same whole name that don't make it common."""

LIKE = 0.85
"""Likeness (0..1) of two names below which they are different."""

SHORTENED = 0.93
"""Likeness of a name to the same name with commonplaces."""

_GENERIC, _NICKNAME, _PERSON, _FULL_PERSON = 0.4, 0.45, 0.6, 0.85


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an operator, as far as linking asks."""

    operator_id: int
    name: str
    is_person: bool
    names: tuple[tuple[str, NameKey], ...]
    channels: frozenset[str]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a subject in its document, and what the watchlist teaches of words and contact points."""

    countries: frozenset[str]  # of the source and the route
    word_counts: Mapping[str, int]  # block -> names under it
    unrelated: Mapping[str, int]  # channel -> unrelated names that used it
    in_story: frozenset[int] = frozenset()  # operators that other documents of the story name
    together: frozenset[int] = frozenset()  # operators that elsewhere stood beside others of this document


def judge(subject: Subject, known: Known, around: Surroundings) -> Candidate:
    """Score one operator for a subject."""
    name = _name_reasons(subject, known, around.word_counts)
    similar = bool(name)
    contacts = _contact_reasons(subject, known, around)
    reasons = [*name, *contacts]
    if similar:
        reasons += _surroundings(known, around)
    reasons += _against(subject, known, similar=similar, shared=bool(contacts))
    doubt = 1.0
    for reason in reasons:
        doubt *= 1 - max(reason.weight, 0.0)
    score = 1 - doubt + sum(min(reason.weight, 0.0) for reason in reasons)
    ranked = tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))
    return Candidate(subject.label, known.operator_id, known.name, round(min(max(score, 0.0), 0.99), 4), ranked)


def likeness_of(one: NameKey, other: NameKey) -> float:
    """How alike two names are, 0..1: spelling, then what is left when commonplaces go, then typing errors."""
    if one.core == other.core:
        return 1.0
    if one.is_generic or other.is_generic:
        return 0.0  # 'Servi Travel' and 'Latin Travel' are alike in nothing that tells
    left, right = "".join(one.distinctive), "".join(other.distinctive)
    if left == right:  # one is the other with a commonplace more, or both go on differently
        return SHORTENED if left in {one.core, other.core} else 0.6
    if min(len(one.core), len(other.core)) < 6:
        return 0.0
    ratio = fuzz.ratio(one.core, other.core)
    by_words = fuzz.token_sort_ratio(" ".join(one.tokens), " ".join(other.tokens))
    return max(ratio, by_words) / 100


def strength(key: NameKey, counts: Mapping[str, int], *, is_person: bool) -> float:
    """How much a name tells by itself, 0..1."""
    if key.is_generic:
        return _GENERIC * _length(key.core)
    # A few entries under one whole name are more often one operator not yet brought together than so many operators.
    entries = max(counts.get(f"c:{key.core}", 1) - NAMESAKES, 1)
    doubt = 1 - 0.95 * _rarity(entries) * _length(key.core)
    for word in key.distinctive:
        doubt = min(doubt, 1 - 0.85 * _rarity(counts.get(f"w:{word}", 1)) * _length(word))
    told = 1 - doubt
    if is_person:
        told *= (_NICKNAME, _NICKNAME, _PERSON)[len(key.tokens)] if len(key.tokens) < 3 else _FULL_PERSON
    return told


def _rarity(names: int) -> float:
    return 1 / (1 + 0.15 * log2(max(names, 1)))


def _length(word: str) -> float:
    return min(1.0, max(0.0, (len(word) - 2) / 6))


def _name_reasons(subject: Subject, known: Known, counts: Mapping[str, int]) -> list[Reason]:
    best: tuple[float, float, str, str] = (0.0, 0.0, "", "")
    person = subject.is_person or known.is_person
    for written in subject.names:
        key = name_key(written)
        for name, other in known.names:
            like = likeness_of(key, other) if key.core and other.core else 0.0
            told = min(strength(k, counts, is_person=person) for k in (key, other)) if like >= LIKE else 0.0
            best = max(best, (like, told, written, name))
    like, told, written, name = best
    if like < LIKE:
        return []
    agreement = like if like in {1.0, SHORTENED} else (like - 0.7) / 0.3
    what = "is" if like == 1.0 else "resembles"
    note = "" if told >= 0.6 else ", a name that tells little"
    return [Reason(f"“{written}” {what} “{name}”{note}", round(NAME * told * agreement, 3))]


def _contact_reasons(subject: Subject, known: Known, around: Surroundings) -> list[Reason]:
    reasons: list[Reason] = []
    seen: set[str] = set()
    for contact in subject.contacts:
        key = channel(contact.type, contact.value)
        if key in seen or key not in known.channels:
            continue
        seen.add(key)
        names = around.unrelated.get(key, 0)
        if names >= CROWD:
            reasons.append(Reason(f"{contact.type} {contact.value} is used under {names} names: counts nothing", 0.0))
            continue
        weight = (MORE_CONTACTS if any(r.weight for r in reasons) else CONTACT) * (0.6 if names >= MANY else 1)
        reasons.append(Reason(f"same {contact.type} {contact.value}", round(weight, 3)))
    return reasons


def _surroundings(known: Known, around: Surroundings) -> list[Reason]:
    reasons = []
    if known.operator_id in around.in_story:
        reasons.append(Reason("named in another version or copy of this story", STORY))
    if known.operator_id in around.together:
        reasons.append(Reason("stood elsewhere beside another operator of this document", TOGETHER))
    if shared := sorted(known.countries & around.countries):
        reasons.append(Reason(f"same countries: {', '.join(shared)}", round(min(0.1 + 0.1 * len(shared), 0.4), 3)))
    elif known.countries and around.countries:
        reasons.append(Reason("no country in common", -0.05))
    return reasons


def _against(subject: Subject, known: Known, *, similar: bool, shared: bool) -> list[Reason]:
    reasons = []
    if shared and not similar and subject.names and known.names:
        if subject.is_person != known.is_person:
            reasons.append(Reason("a person on one side, a trade name on the other", -0.3))
        elif subject.is_person:
            reasons.append(Reason(f"two different persons: {subject.label}, {known.name}", -0.2))
        else:
            reasons.append(Reason(f"the names differ: {subject.label}, {known.name}", -0.05))
    numbers = {channel(c.type, c.value) for c in subject.contacts} - {""}
    if similar and not shared and _phones(numbers) and _phones(known.channels):
        reasons.append(Reason("other telephone numbers", -0.05))
    return reasons


def _phones(channels: frozenset[str] | set[str]) -> set[str]:
    return {key for key in channels if key.startswith("tel:")}
