"""A list taken in whole: who is new, who is brought up to date, whom it clears by now, and who is not taken and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from core.terms import LegalStatus
from store import audit, by_key, seeds
from store.exchange.entries import from_elsewhere
from store.exchange.incoming import CLEARED_THERE, Incoming, Untaken
from store.likeness.compare import compare_if_same
from store.seed import Seed, SeedStatus, names_of
from store.seed_keys import as_known, known_keys
from store.seed_standing import note_clearings
from store.session import Session
from store.views.clearing_views import with_waiting_clearings

OWN = "found by this watch itself; change them here"
"""Why an operator of our own export is not taken."""

ANOTHER = "its key is that of somebody else here: give it another key, or put the name that is known among its aliases"
"""Why a row is not taken whose key another name bears: two lists that are numbered from 1 on are no one's."""

UNDATED = "clears somebody without a day, and a day is needed: confirmed, a clearing lifts what was said until then"
"""Why such a clearing is not taken: by the day of reading it would lift what is newer than it, too."""


NEVER_LISTED = "The list tells it to be one of those who are never listed here."
"""What stands as the sentence of such a clearing; who it is told to be is not kept."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a list."""

    operators: int  # whom it lists, known ones among them
    new: int
    cleared: int  # known here, and cleared by it now, or told to be one of those who are never listed
    waiting: int  # of these, on whom a person has yet to decide
    untaken: tuple[Untaken, ...]


def take_in(session: Session, read: Incoming, now: datetime, *, who: str = audit.MACHINE) -> Taken:
    """Add and bring up to date whom a list names. Whom it clears is never added; of those who are known by their key
    it is kept that the list clears them, and their standing stays as it was; and so of those who are known and whom the
    list now tells to be a victim, an official or another who is never listed."""
    listed, clearing = from_elsewhere(session, read.seeds), from_elsewhere(session, read.cleared)
    others = {id(seed) for seed in (*listed, *clearing)}
    untaken = [Untaken.of(seed, OWN) for seed in (*read.seeds, *read.cleared) if id(seed) not in others]
    listed, clearing = (_by_name(session, as_known(session, each), untaken) for each in (listed, clearing))
    with audit.at_the_end(session):
        told, protected = _known_all_the_same(session, read.untaken)
        untaken += told
        new = seeds.load(session, listed, now, by=read.name, who=who)
        noted = note_clearings(session, [*clearing, *protected], now, by=read.name, who=who)
    untaken += [Untaken.of(seed, CLEARED_THERE) for seed in noted.unknown]
    untaken += [Untaken.of(seed, UNDATED) for seed in noted.undated]
    cleared = len(clearing) + len(protected) - len(noted.unknown) - len(noted.undated)
    return Taken(len(listed), new, cleared, with_waiting_clearings(session, noted.clearings), tuple(untaken))


def _known_all_the_same(session: Session, untaken: Sequence[Untaken]) -> tuple[list[Untaken], list[Seed]]:
    """Who is not taken, told with the number of who is known here by that key; and those of these whom the list tells
    to be never listed, as it would clear them: a person decides whether they stay."""
    whole = [each.seed for each in untaken if each.seed is not None]
    keys = [seed.key for seed in as_known(session, whole)]
    known = dict(zip(map(id, whole), map(known_keys(session, keys).get, keys), strict=True))
    by_id = dict(zip(map(id, whole), keys, strict=True))
    told: list[Untaken] = []
    protected: list[Seed] = []
    for each in untaken:
        entry = known.get(id(each.seed)) if each.seed is not None else None
        if each.seed is None or entry is None:
            told.append(each)
            continue
        told.append(replace(each, name=f"{each.name}, known here as operator {entry}"))
        if each.is_protected:
            said = SeedStatus(LegalStatus.CLEARED, date.min, each.seed.url, NEVER_LISTED, is_dated=False)
            protected.append(Seed(by_id[id(each.seed)], each.seed.name, said=(said,)))
    return told, protected


def _by_name(session: Session, rows: Sequence[Seed], untaken: list[Untaken]) -> list[Seed]:
    """Without the rows whose key is known here under names that none of theirs resembles; these are told."""
    entries = known_keys(session, [seed.key for seed in rows])
    names: dict[int, list[str]] = {}
    for operator_id, name, _core in by_key.names(session, set(entries.values())) if entries else ():
        names.setdefault(operator_id, []).append(name)
    taken: list[Seed] = []
    for seed in rows:
        known = names.get(entries.get(seed.key, 0), [])
        if not known or _resembles([name for name, _kind in names_of(seed)], known):
            taken.append(seed)
        else:
            there = f"{seed.name} (key {seed.key}, here of {known[0]})"
            untaken.append(Untaken(seed.where or seed.key, there, ANOTHER))
    return taken


def _resembles(names: Sequence[str], known: Sequence[str]) -> bool:
    return not set(known).isdisjoint(names) or any(compare_if_same(one, other) for one in names for other in known)
