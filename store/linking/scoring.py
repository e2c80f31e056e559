"""How sure it is that a document means an operator that we know, with every reason. Pure: facts in, candidate out.

Each reason for is a probability that it suffices; they add up as independent witnesses do (1 - the product of doubts).
Reasons against are taken off the sum. A name speaks as strongly as its words are rare on the watchlist, long, and no
commonplaces; a person's name never suffices alone, since people share theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from core.names import name_key
from core.records import Candidate, Reason
from core.scores import rounded
from store.channels import channel
from store.likeness import Comparison, compare_if_same
from store.likeness.bearing import tells
from store.likeness.compare import weights
from store.likeness.explain import met
from store.likeness.form import written
from store.linking.apart import APART, EXCHANGED, Further, in_another_order, told_apart
from store.linking.lone import is_called_a_firm, is_lone
from store.linking.strength import strength
from store.subjects import Subject

NAME, CONTACT, MORE_CONTACTS, STORY, TOGETHER = 0.9, 0.9, 0.5, 0.75, 0.5
KEPT = 0.4
"""Score from which a candidate is worth showing."""

CROWD, MANY = 5, 3
"""Unrelated names under one contact point from which it links nobody, and from which it is doubted."""

SAME, RARE, LONG = 0.25, 0.9, 6
"""What it adds that a firm's name is written the same and countries agree; how rare (`tells`) and long it has to be."""

Compared = Mapping[tuple[str, str], Comparison | None]
"""The name that is asked, a name of the watchlist -> what `compare_if_same` answers of them."""

SURE = 0.9
"""Likeness (0..1, store.likeness) of two names from which a name counts in full; at the threshold it counts half."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an operator, as far as linking asks."""

    operator_id: int
    name: str
    is_person: bool
    names: tuple[str, ...]
    channels: frozenset[str]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a subject in its document, and what the watchlist teaches of words and contact points."""

    countries: frozenset[str]  # of the source and the route
    word_counts: Mapping[str, int]  # label of a key -> operators under it; "t:" -> texts without an operator
    unrelated: Mapping[str, int]  # channel -> unrelated names that used it
    in_story: frozenset[int] = frozenset()  # operators that other documents of the story name
    together: frozenset[int] = frozenset()  # operators that elsewhere stood beside others of this document
    compared: Compared = field(default_factory=dict)  # names that were compared before; all others are compared here


def judge(subject: Subject, known: Known, around: Surroundings) -> Candidate:
    """Score one operator for a subject."""
    name, further = _name_reasons(subject, known, around)
    similar = bool(name)
    contacts = _contact_reasons(subject, known, around)
    if not name and not contacts:  # half of all: nothing else speaks for anybody
        return Candidate(subject.label, known.operator_id, known.name, 0.0, ())
    reasons = [*name, *contacts]
    if similar:
        reasons += _surroundings(known, around)
    reasons += _against(subject, known, similar=similar, shared=bool(contacts))
    found = with_more(Candidate(subject.label, known.operator_id, known.name, 0.0, ()), reasons)
    return found if further is None else _apart(found, further, contacts, known, around)


def _apart(
    found: Candidate, further: Further, contacts: Sequence[Reason], known: Known, around: Surroundings
) -> Candidate:
    """The same where its names tell two firms apart: a shared contact point says more, and of a name that is merely
    shorter the story and company, too. It hides no pair."""
    company = known.operator_id in around.in_story | around.together
    if any(reason.weight >= CONTACT for reason in contacts) or (company and not further.is_mutual):
        return found
    weight = max(APART, KEPT - found.score)
    return with_more(found, [Reason(further.said, round(weight, 4))]) if weight < 0 else found


def with_more(candidate: Candidate, more: Sequence[Reason]) -> Candidate:
    """A candidate with these reasons besides its own, scored by all of them."""
    reasons = [*candidate.reasons, *more]
    doubt = 1.0
    for reason in reasons:
        doubt *= 1 - max(reason.weight, 0.0)
    score = 1 - doubt + sum(min(reason.weight, 0.0) for reason in reasons)
    ranked = tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))
    return replace(candidate, score=round(min(max(score, 0.0), 0.99), 4), reasons=ranked)


def most(subject: Subject, known: Known, around: Surroundings, told: float) -> float:
    """The most that `judge` makes of an operator whose names tell no more than this (store.quick_look.Near): 0..1.

    Whose name is rare may be written the same, which counts by itself: it is not bounded.
    """
    if told >= RARE:
        return 1.0
    doubt = 1 - NAME * told
    for reason in (*_contact_reasons(subject, known, around), *_surroundings(known, around)):
        doubt *= 1 - max(reason.weight, 0.0)
    return 1 - doubt


def _is_rare(found: Comparison, counts: Mapping[str, int]) -> bool:
    """Whether both are written the same, and few bear that name or speak its words."""
    key = name_key(found.left.name)
    texts = counts.get(f"t:{written(found.left)}", 0)
    same = found.figures["equal"] == 1 and not key.is_generic
    return same and len(key.core) >= LONG and tells(counts.get(f"c:{key.core}", 1), texts) >= RARE


def _name_reasons(subject: Subject, known: Known, around: Surroundings) -> tuple[list[Reason], Further | None]:
    person, counts = subject.is_person or known.is_person, around.word_counts
    compared = [_compared(written, name, around) for written in subject.names for name in known.names]
    similar = [found for found in compared if found is not None and not (person and _two_persons(found))]
    if not similar:
        return [], None
    told, as_person, found, further = max(
        (
            (
                strength(found, counts, is_person=alone),
                alone,
                found,
                None if alone else told_apart(found, subject.names, known.names),
            )
            for found, alone in _each_alone(subject, known, similar)
        ),
        key=lambda each: (each[0] * _agreement(each[2]) + (APART if each[3] else 0), each[2].score),
    )
    one, other = found.left.name, found.right.name
    alike = f"“{one}” resembles “{other}” ({rounded(found.score)}: {met(found)})"
    said = f"“{one}” is “{other}”" if found.figures["equal"] else alike
    little = "" if told >= 0.6 else ", a name that tells little"
    reasons = [Reason(said + little, round(NAME * told * _agreement(found), 3))]
    if not as_person and known.countries & around.countries and _is_rare(found, counts):
        reasons.append(Reason("a rare name, written the same", SAME))
    own = found.figures["own_words_both"] or found.figures["numbers_both"] or found.figures["trades_both"]
    if own and not (further is not None and further.is_mutual):
        reasons.append(Reason("each name has words of its own", -0.05))
    if person and in_another_order(found):
        reasons.append(Reason("the same names in another order, as two persons may bear them", EXCHANGED))
    return reasons, further


def _each_alone(subject: Subject, known: Known, similar: Iterable[Comparison]) -> Iterator[tuple[Comparison, bool]]:
    """Each comparison, and whether it tells as little as a person's name: of two persons, or of one word that anybody
    may bear and nobody calls a firm's. Who is cleared, or merely looked up, is sought as far as the name goes: that
    links nobody, and to miss a clearance harms."""
    person = subject.is_person or known.is_person
    names_one = subject.mention is not None and not subject.is_clearance
    for found in similar:
        left, right = found.left.name, found.right.name
        lone = names_one and is_lone(left, subject.names) and is_lone(right, known.names)
        yield found, person or (lone and not is_called_a_firm(subject, left))


def _compared(one: str, other: str, around: Surroundings) -> Comparison | None:
    pair = one, other
    return around.compared[pair] if pair in around.compared else compare_if_same(one, other)


def _agreement(found: Comparison) -> float:
    line = weights().threshold
    return min(1.0, 0.5 + 0.5 * (found.score - line) / (SURE - line))


def _two_persons(found: Comparison) -> bool:
    """Persons who share a family name: each has a name that the other lacks."""
    return found.figures["own_words_both"] > 0


def _contact_reasons(subject: Subject, known: Known, around: Surroundings) -> list[Reason]:
    reasons: list[Reason] = []
    if not known.channels:
        return reasons
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
    return [*reasons, *_countries(known.countries, around.countries)]


@lru_cache(maxsize=1_000)  # there are few
def _countries(known: frozenset[str], around: frozenset[str]) -> tuple[Reason, ...]:
    if shared := sorted(known & around):
        return (Reason(f"same countries: {', '.join(shared)}", round(min(0.1 + 0.1 * len(shared), 0.4), 3)),)
    return (Reason("no country in common", -0.05),) if known and around else ()


def _against(subject: Subject, known: Known, *, similar: bool, shared: bool) -> list[Reason]:
    reasons: list[Reason] = []
    if not subject.contacts:
        return reasons
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
