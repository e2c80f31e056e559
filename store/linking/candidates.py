"""Whom a subject may be: found by name, contact point and story, judged, and those kept that are worth showing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from core.records import Candidate
from store import name_index
from store.channels import channel
from store.linking import lookup
from store.linking.scoring import Compared, Surroundings, judge, most
from store.place import Place
from store.session import Session
from store.subjects import Subject

KEPT = 0.4
"""Score from which a candidate is worth showing."""

SHOWN = 10
"""Candidates kept a subject."""

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
    return best_of(judge(subject, each, around) for each in worth)


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
