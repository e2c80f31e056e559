"""A list taken in whole: who is new, who is brought up to date, whom it clears by now, and who is not taken and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import select

from core.terms import LegalStatus
from store import audit, by_key
from store.exchange.entries import from_elsewhere
from store.exchange.incoming import CLEARED_THERE, Incoming, Untaken
from store.exchange.meant import OWN, Meant, seek
from store.likeness.compare import compare_if_same
from store.seeds import loading
from store.seeds.keys import as_known, known_keys
from store.seeds.seed import Seed, SeedStatus, names_of
from store.seeds.standing import note_clearings
from store.session import Session
from store.tables import OperatorRow
from store.tables.base import chunks
from store.views.clearing_views import with_waiting_clearings

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
    meant: tuple[Meant, ...] = ()  # whom it clears that it never brought, and by what of theirs


def take_in(session: Session, read: Incoming, now: datetime, *, who: str = audit.MACHINE) -> Taken:
    """Add and bring up to date whom a list names. Whom it clears is never added; of those who are known by their key,
    their name or a contact point it is kept that the list clears them, and their standing stays as it was; and so of
    those who are known and whom the list now tells to be a victim, an official or another who is never listed."""
    listed, clearing = from_elsewhere(session, read.seeds), from_elsewhere(session, read.cleared)
    others = {id(seed) for seed in (*listed, *clearing)}
    untaken = [Untaken.of(seed, OWN) for seed in read.seeds if id(seed) not in others]
    own = [seed for seed in read.cleared if id(seed) not in others]
    listed, clearing = (_by_name(session, as_known(session, each), untaken) for each in (listed, clearing))
    with audit.at_the_end(session):
        known = _known_all_the_same(session, read.untaken)
        untaken += known.untaken
        listed += known.sure
        sought = seek(session, clearing, own)
        untaken += sought.untaken
        new = loading.load(session, listed, now, by=read.name, who=who)
        cleared = [*sought.seeds, *known.protected]
        noted = note_clearings(session, cleared, now, by=read.name, who=who, meant=sought.entries)
    untaken += [Untaken.of(seed, CLEARED_THERE) for seed in noted.unknown]
    untaken += [Untaken.of(seed, UNDATED) for seed in noted.undated]
    number = len(cleared) - len(noted.unknown) - len(noted.undated)
    waiting = with_waiting_clearings(session, noted.clearings)
    return Taken(len(listed), new, number, waiting, tuple(untaken), tuple(sought.meant))


@dataclass(slots=True)
class _Known:
    """What becomes of those who are not taken and whom this watch knows all the same."""

    untaken: list[Untaken] = field(default_factory=list)
    protected: list[Seed] = field(default_factory=list)  # to be noted as cleared: a person decides whether they stay
    sure: list[Seed] = field(default_factory=list)  # somebody looked before: taken


def _known_all_the_same(session: Session, untaken: Sequence[Untaken]) -> _Known:
    """By the key that somebody is known by and a name that resembles: a stranger's key tells nothing."""
    whole = [each.seed for each in untaken if each.seed is not None]
    as_here = dict(zip(map(id, whole), as_known(session, whole), strict=True))
    entries = known_keys(session, [seed.key for seed in as_here.values()])
    names, found = _names_of(session, set(entries.values())), _Known()
    sure = set(_sure(session, set(entries.values())))
    for each in untaken:
        seed = as_here.get(id(each.seed))
        entry = entries.get(seed.key) if seed is not None else None
        if seed is None or entry is None or not _resembles([name for name, _kind in names_of(seed)], names[entry]):
            found.untaken.append(each)
        elif each.is_whole and entry in sure:
            found.sure.append(replace(seed, is_sure=True))
        else:
            found.untaken.append(replace(each, operator_id=entry))
            if each.is_protected and seed.has_key and not _accuses(seed):
                said = SeedStatus(LegalStatus.CLEARED, date.min, seed.url, NEVER_LISTED, is_dated=False)
                found.protected.append(Seed(seed.key, seed.name, said=(said,)))
    return found


def _accuses(seed: Seed) -> bool:
    """Whether the list says that it did something: then a word of a note is no reason to clear it."""
    said = [seed.status, *(each.status for each in seed.said)]
    return any(status not in (None, LegalStatus.CLEARED) for status in said)


def _sure(session: Session, entries: Collection[int]) -> Iterator[int]:
    ids = sorted(entries)
    for chunk in chunks(ids):
        query = select(OperatorRow.operator_id).where(OperatorRow.operator_id.in_(chunk))
        yield from session.scalars(query.where(OperatorRow.is_sure))


def _names_of(session: Session, entries: Collection[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {entry: [] for entry in entries}
    for operator_id, name, _core in by_key.names(session, set(entries)) if entries else ():
        names[operator_id].append(name)
    return names


def _by_name(session: Session, rows: Sequence[Seed], untaken: list[Untaken]) -> list[Seed]:
    """Without the rows whose key is known here under names that none of theirs resembles; these are told."""
    entries = known_keys(session, [seed.key for seed in rows])
    names = _names_of(session, set(entries.values()))
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
