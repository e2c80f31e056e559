"""Seeds: operators that are known from elsewhere, taken into the watchlist. Rows of tables are read into them by
store.seed_rows, other forms by store.exchange.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlalchemy import ColumnElement, select

from core.records import Route
from core.terms import ContactType, LegalStatus, NameKind
from store import arrivals, audit, watchlist
from store.arrivals import Arrival
from store.filing import Filing
from store.session import Session
from store.tables import OperatorRow, OperatorStatusRow
from store.tables.base import CHUNK, clean
from store.watchlist import Sighting

BATCH = 50_000
"""Seeds that go in together."""

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


@dataclass(frozen=True, slots=True)
class Seed:
    """One operator."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    contacts: tuple[tuple[ContactType, str], ...] = ()
    countries: tuple[str, ...] = ()
    is_person: bool = False
    status: LegalStatus | None = None
    said_on: date | None = None
    url: str = ""
    note: str = ""
    kinds: tuple[tuple[str, NameKind], ...] = ()  # more names, of kinds that the list itself tells
    said: tuple[SeedStatus, ...] = ()  # more that was said of its standing
    routes: tuple[tuple[str, tuple[str, ...]], ...] = ()  # "CO EC PE", waypoints
    seen: tuple[datetime, datetime] | None = None  # first and last, by the list's own word
    where: str = ""  # in the table: "line 5"
    is_sure: bool = False  # somebody looked: it is taken though its name is like that of a body which is never listed


def load(session: Session, seeds: Iterable[Seed], now: datetime, *, who: str = audit.MACHINE) -> int:
    """Add the seeds to the watchlist; one that was read before is brought up to date. Returns how many were new.

    New ones go in by the thousand (store.arrivals), so that a list of a million takes minutes.
    """
    read = new = 0
    filing = Filing()
    waiting = iter(seeds)
    while part := list(islice(waiting, BATCH)):
        batch = {seed.key: seed for seed in part}
        known = known_keys(session, list(batch))
        fresh = [seed for seed in batch.values() if seed.key not in known]
        arrivals.add(session, [_arrival(seed, now) for seed in fresh], filing)
        ids = known | known_keys(session, [seed.key for seed in fresh])
        for seed in part:
            if seed.key in known or _says_more(seed) or batch[seed.key] is not seed:
                first, last = seed.seen or (now, now)
                _bring_up(session, ids[seed.key], seed, Sighting(first=first, last=last, counts=False))
        read, new = read + len(part), new + len(fresh)
    filing.file(session)
    audit.record(session, "watchlist read in", who, details={"seeds": read, "new": new})
    return new


def note_clearings(
    session: Session, seeds: Iterable[Seed], now: datetime, *, by: str, who: str = audit.MACHINE
) -> list[Seed]:
    """Keep that a list (`by`) clears operators which it brought before, beside what it said of them then: nothing
    stands as cleared for that. Returns those that are not known here and stay so."""
    unknown: list[Seed] = []
    waiting, noted = iter(seeds), 0
    while part := list(islice(waiting, BATCH)):
        ids = known_keys(session, [seed.key for seed in part])
        unknown += [seed for seed in part if seed.key not in ids]
        for seed in part:
            if seed.key in ids:
                noted += 1
                for said, told in _clearings(seed, now.date(), by):
                    _say(session, ids[seed.key], said, *_day(told))
    if noted:
        audit.record(session, "clearings of a list noted", who, details={"operators": noted})
    return unknown


def _clearings(seed: Seed, today: date, by: str) -> list[tuple[SeedStatus, date | None]]:
    """What clears it, each with the day where the list tells that."""
    said: list[tuple[SeedStatus, date | None]] = [(e, e.on) for e in seed.said if e.status is LegalStatus.CLEARED]
    by_row = SeedStatus(LegalStatus.CLEARED, seed.said_on or today, seed.url, seed.note, publisher=by)
    return said or [(by_row, seed.said_on)]


def known_keys(session: Session, keys: Sequence[str]) -> dict[str, int]:
    """Which of these keys lists have brought before, each with its entry."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        query = select(OperatorRow.seed_key, OperatorRow.operator_id).where(OperatorRow.seed_key.in_(chunk))
        found |= {str(key): operator_id for key, operator_id in session.execute(query)}
    return found


def _arrival(seed: Seed, now: datetime) -> Arrival:
    seen = seed.seen or (now, now)
    return Arrival(
        seed.name,
        seed.key,
        names_of(seed),
        seen,
        countries=seed.countries,
        contacts=seed.contacts,
        is_person=seed.is_person,
    )


def _says_more(seed: Seed) -> bool:
    """Whether it brings more than names, countries and contact points."""
    return bool(seed.status or seed.note or seed.said or seed.routes)


def names_of(seed: Seed) -> tuple[tuple[str, NameKind], ...]:
    """Every name that a seed tells, the main one first."""
    return ((seed.name, NameKind.NAME), *seed.kinds, *(_kind_of(alias, seed) for alias in seed.aliases))


def _bring_up(session: Session, operator_id: int, seed: Seed, seen: Sighting) -> None:
    watchlist.add_names(session, operator_id, names_of(seed), seen)
    watchlist.add_contacts(session, operator_id, seed.contacts, seen)
    for countries, waypoints in seed.routes:
        watchlist.add_route(session, operator_id, Route(tuple(countries.split()), waypoints), seen)
    watchlist.touch(session, operator_id, seed.countries, seen)
    session.get_one(OperatorRow, operator_id).note = seed.note
    if seed.status is not None:
        said_on = seed.said_on or seen.first.date()
        _say(session, operator_id, SeedStatus(seed.status, said_on, seed.url, seed.note), *_day(seed.said_on))
    for said in seed.said:
        _say(session, operator_id, said, *_day(said.on))


def _kind_of(alias: str, seed: Seed) -> tuple[str, NameKind]:
    if alias.startswith(PREVIOUS):
        return alias.removeprefix(PREVIOUS), NameKind.PREVIOUS_NAME
    return alias, watchlist.kind_of(alias, is_first=False, is_person=seed.is_person)


def _day(told: date | None) -> tuple[ColumnElement[bool], ...]:
    """What tells one saying from another, where the list tells the day: a row without one bears the day of reading."""
    return () if told is None else (OperatorStatusRow.said_on == told,)


def _say(session: Session, operator_id: int, said: SeedStatus, *day: ColumnElement[bool]) -> None:
    """Note what was said, once a day that the list tells."""
    about = {"operator_id": operator_id, "status": said.status.value, "document_id": None, "url": clean(said.url)}
    row = session.scalars(select(OperatorStatusRow).filter_by(**about).where(*day)).first()
    if row is None:
        row = OperatorStatusRow(**about, said_on=said.on, sentence=clean(said.sentence), publisher="")
        session.add(row)
    row.publisher = row.publisher or clean(said.publisher)
    session.flush()
