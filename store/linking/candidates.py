"""Whom a subject may be: found by name, contact point and story, judged, and those kept that are worth showing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from types import MappingProxyType

from core.records import Candidate
from store import name_index
from store.channels import channel
from store.linking import lookup
from store.linking.likely import are_contrary, reasons
from store.linking.scoring import KEPT, Compared, Surroundings, judge, most, with_more
from store.linking.told import told_before, told_in
from store.place import Place
from store.session import Session
from store.subjects import Subject

SHOWN = 10
"""Candidates kept a subject."""

READ_AGAIN = 10
"""Persons, the likeliest, whose earlier reports are read again: many share a common name."""

_NOTHING: Compared = MappingProxyType({})


def candidates(
    session: Session, subject: Subject, place: Place, *, beside: Sequence[int] = (), compared: Compared = _NOTHING
) -> list[Candidate]:
    """The operators that a subject may be, best first. `compared`: names that need not be compared again."""
    channels = {channel(contact.type, contact.value) for contact in subject.contacts} - {""}
    by_name = name_index.find(session, subject.names)
    in_story = lookup.in_story(session, place.document.story_id) - set(beside)
    others = in_story | lookup.by_contact(session, channels)  # whatever their names
    if not subject.names:
        others -= lookup.named_once_here(session, others, place.revision.revision_id, place.document.story_id)
    wanted = {**by_name.names, **lookup.names_of(session, others)}
    if not wanted:
        return []
    around = Surroundings(
        countries=place.countries,
        word_counts=by_name.counts,
        unrelated=lookup.unrelated_names(session, channels),
        in_story=in_story,
        together=lookup.beside(session, beside),
        compared=compared,
    )
    told = {**by_name.most, **dict.fromkeys(others, 1.0)}
    known = lookup.known(session, wanted, with_contacts=bool(channels))
    worth = [each for each in known if most(subject, each, around, told[each.operator_id]) >= KEPT]
    judged = [judge(subject, each, around) for each in worth]
    if not subject.names:  # known by a number alone, of whom no report told by name
        return best_of(judged)
    persons = {each.operator_id for each in worth if each.is_person or subject.is_person}  # as in store.linking.scoring
    alike = (each for each in judged if each.operator_id in persons and each.score >= KEPT)
    near = [each.operator_id for each in sorted(alike, key=lambda each: -each.score)[:READ_AGAIN]]
    return best_of(_with_surroundings(session, subject, place, judged, near, around) if near else judged)


def _with_surroundings(
    session: Session,
    subject: Subject,
    place: Place,
    judged: Sequence[Candidate],
    near: Sequence[int],
    around: Surroundings,
) -> list[Candidate]:
    """The same, where earlier reports tell for or against it that they named this person (store.linking.likely)."""
    earlier, here = told_before(session, near, but_story=place.document.story_id), told_in(place.analysis)
    found = []
    for each in judged:
        told, met = earlier.get(each.operator_id), each.operator_id in around.together
        more = reasons(subject.names, here, told, around.word_counts, met=met) if told is not None else ()
        new = with_more(each, more) if more else each
        found.append(new if new.score >= KEPT else each)  # what speaks against one hides no pair
    lifted = [new.operator_id for new, old in zip(found, judged, strict=True) if new.score > old.score]
    names = [earlier[each].names for each in lifted]
    if any(are_contrary(one, other) for one, other in combinations(names, 2)):
        return list(judged)  # it may be the one or the other
    return found


def look_up(session: Session, name: str) -> list[Candidate]:
    """The operators that a name alone may mean, best first: what a mention without any surroundings would bring up."""
    found = name_index.find(session, [name], alone=True)
    around = Surroundings(countries=frozenset(), word_counts=found.counts, unrelated={})
    subject = Subject(name, (name,), (), None)
    return best_of(judge(subject, known, around) for known in lookup.known(session, found.names, with_contacts=False))


def best_of(judged: Iterable[Candidate]) -> list[Candidate]:
    """Those that are worth showing, best first."""
    worth = [candidate for candidate in judged if candidate.score >= KEPT]
    return sorted(worth, key=lambda candidate: (-candidate.score, candidate.operator_id))[:SHOWN]
