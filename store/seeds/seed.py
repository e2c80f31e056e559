"""An operator that is known from elsewhere, as a list tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.terms import ContactType, DocumentLabel, LegalStatus, NameKind
from store import watchlist

SMUGGLING = "almenara:migrant-smuggling"
"""Our keyword of who moves migrants, and the topic here of whom a list has that has no topics: a table, or a list like
this one."""

TAGS = {
    DocumentLabel.SMUGGLING_OFFER: SMUGGLING,
    DocumentLabel.FACILITATOR_RECRUITMENT: SMUGGLING,
    DocumentLabel.SMUGGLING_REPORT: "almenara:smuggling-report",
    DocumentLabel.TRAFFICKING_LURE: "almenara:trafficking-lure",
    DocumentLabel.DOCUMENT_FRAUD_OFFER: "almenara:document-fraud",
}
"""Our keyword of whom a lead with that label names, by what it says; a report may tell of either."""
OURS = tuple(dict.fromkeys(TAGS.values()))

PREVIOUS = "previous: "
"""What marks an alias that somebody no longer bears."""


@dataclass(frozen=True, slots=True)
class SeedStatus:
    """What somebody said of a seed's standing."""

    status: LegalStatus
    on: date
    url: str = ""
    sentence: str = ""
    publisher: str = ""
    is_dated: bool = True  # else `on` is the day of reading


@dataclass(frozen=True, slots=True)
class Seed:
    """One operator."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    contacts: tuple[tuple[ContactType, str], ...] = ()
    countries: tuple[str, ...] = ()
    is_person: bool | None = False  # None where the list does not tell
    status: LegalStatus | None = None
    said_on: date | None = None
    url: str = ""
    note: str = ""
    kinds: tuple[tuple[str, NameKind], ...] = ()  # more names, of kinds that the list itself tells
    said: tuple[SeedStatus, ...] = ()  # more that was said of its standing
    routes: tuple[tuple[str, tuple[str, ...]], ...] = ()  # "CO EC PE", waypoints
    seen: tuple[datetime, datetime] | None = None  # first and last, by the list's own word
    where: str = ""  # in the table: "line 5"
    topics: tuple[str, ...] = ()  # of FollowTheMoney, under which the list has it
    also: tuple[str, ...] = ()  # keys under which it was known before
    has_key: bool = True  # else the key is its name, as it is written this time
    doubts: tuple[str, ...] = ()  # of its numbers, each with its place and the remedy: nobody is found by them
    is_sure: bool = False  # somebody looked: it is taken though its name is like that of a body which is never listed


def names_of(seed: Seed) -> tuple[tuple[str, NameKind], ...]:
    """Every name that a seed tells, the main one first."""
    return ((seed.name, NameKind.NAME), *seed.kinds, *(_kind_of(alias, seed) for alias in seed.aliases))


def _kind_of(alias: str, seed: Seed) -> tuple[str, NameKind]:
    if alias.startswith(PREVIOUS):
        return alias.removeprefix(PREVIOUS), NameKind.PREVIOUS_NAME
    return alias, watchlist.kind_of(alias, is_first=False, is_person=bool(seed.is_person))
