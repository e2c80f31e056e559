"""What a report tells around a person, as far as another report may tell the same: who else is accused in it, which
groups, places, courts and agencies it names. And what earlier reports told so of the persons of the watchlist.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from core.name_words import ARTICLES, COMMONPLACES, TRADES
from core.names import words
from core.records import Analysis, Mention
from core.terms import Role
from store import analyses
from store.linking import lookup
from store.linking.lists import listed
from store.redaction import HIDDEN
from store.session import Session
from store.tables import AnalysisRow, OperatorMentionRow

LATELY = 20
"""Readings of a person's mentions, newest first, whose surroundings are looked at."""

Words = tuple[str, ...]
"""Of a name: lower-case ASCII, in order, without articles."""

AGENCY_WORDS = Path(__file__).with_name("agency_words.txt")


_JOINERS = ARTICLES | {"al", "da", "das", "do", "e", "em", "in", "na", "no", "of", "y"}
_AGENCY = listed(AGENCY_WORDS)
_NO_PERSON = _JOINERS | TRADES | COMMONPLACES | _AGENCY


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom a report names."""

    name: str
    forms: frozenset[Words]  # those of two words and more
    is_accused: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What one report, or several, tell around a person."""

    named: frozenset[Named] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)  # key -> as written
    agencies: Mapping[frozenset[str], str] = field(default_factory=dict)  # words -> as written
    seats: Mapping[str, str] = field(default_factory=dict)  # of these: key of a place -> as written


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known of a person of the watchlist."""

    names: tuple[str, ...]
    told: Told


def told_in(analysis: Analysis) -> Told:
    """What one report tells. Victims, officers and reporters are left out: nobody is to be linked by them."""
    places = {key: each for each in analysis.route.waypoints if (key := " ".join(spelled(each)))}
    named: set[Named] = set()
    agencies: dict[frozenset[str], str] = {}
    seats: dict[str, str] = {}
    for mention in analysis.mentions:
        if HIDDEN in mention.name:
            continue
        if _is_agency(mention):
            for name in (mention.name, *mention.aliases):
                if seat := _seat(name):
                    agencies.setdefault(frozenset(spelled(name)), mention.name)
                    seats.setdefault(" ".join(spelled(seat)), seat)
        elif (mention.cleared or mention.role in {Role.OPERATOR, Role.OTHER}) and _may_be_person(mention):
            named.add(_named(mention))
    return Told(frozenset(named), places, agencies, seats)


def together(some: Iterable[Told]) -> Told:
    """What several reports tell."""
    every = list(some)
    return Told(
        frozenset().union(*(each.named for each in every)),
        {key: said for each in every for key, said in each.places.items()},
        {key: said for each in every for key, said in each.agencies.items()},
        {key: said for each in every for key, said in each.seats.items()},
    )


def told_before(session: Session, operator_ids: Collection[int], *, but_story: int) -> dict[int, Earlier]:
    """What is known of these persons by reports of other stories than this one."""
    names = lookup.names_of(session, operator_ids) if operator_ids else {}
    return {each: Earlier(names[each], together(_told(session, each, but_story))) for each in operator_ids}


def _told(session: Session, operator_id: int, but_story: int) -> Iterator[Told]:
    query = (
        select(AnalysisRow.record)
        .join(OperatorMentionRow, OperatorMentionRow.analysis_id == AnalysisRow.analysis_id)
        .where(OperatorMentionRow.operator_id == operator_id, OperatorMentionRow.story_id != but_story)
        .where(AnalysisRow.current)
        .order_by(OperatorMentionRow.mention_id.desc())
        .limit(LATELY)
    )
    for record in session.scalars(query):
        yield told_in(analyses.parse(record))


def spelled(name: str) -> Words:
    """The words of a name, without articles and what joins them."""
    return tuple(word for word in words(name) if word not in _JOINERS)


def _named(mention: Mention) -> Named:
    """With the forms of its name that say who: a letter that stands for a surname says nothing."""
    said = (spelled(form) for form in (mention.name, *mention.aliases))
    forms = frozenset(each for each in said if len(each) > 1 and all(len(word) > 1 for word in each))
    return Named(mention.name, forms, mention.cleared or mention.role is Role.OPERATOR)


def _may_be_person(mention: Mention) -> bool:
    """Rings are left out: they have many members. Not every given name is known, so words alone may be a person's."""
    said = words(mention.name)
    return mention.is_person or (len(said) > 1 and not any(word in _NO_PERSON for word in said))


def _is_agency(mention: Mention) -> bool:
    """Whether it is a court or agency; some are read as anybody else."""
    if mention.is_person or mention.cleared:
        return False
    return mention.role is Role.AUTHORITY or (
        mention.role is Role.OTHER and _AGENCY.issuperset(spelled(mention.name)[:1])
    )


def _seat(agency: str) -> str:
    """Where an agency or court sits, by its name; "" where that does not say."""
    return " ".join(word for word in agency.split() if (said := spelled(word)) and not _AGENCY.issuperset(said))
