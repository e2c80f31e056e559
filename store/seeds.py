"""Seeds: operators that are known from elsewhere, taken into the watchlist. Rows of tables are read into them by
store.seed_rows, other forms by store.exchange.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from sqlalchemy import select

from core.records import Route
from core.terms import ContactType, FlagKind, LegalStatus, NameKind
from store import arrivals, audit, watchlist
from store.arrivals import Arrival
from store.filing import Filing
from store.flagging.covered import covered
from store.identity import clusters
from store.session import Session
from store.tables import DocumentRow, OperatorRow, OperatorStatusRow
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


@dataclass(frozen=True, slots=True)
class _Reading:
    """When a list is read in, and what it goes by where it names no publisher."""

    now: datetime
    by: str


@dataclass(slots=True)
class Noted:
    """What became of those whom a list clears."""

    clearings: list[int] = field(default_factory=list)  # that it made, or made before
    unknown: list[Seed] = field(default_factory=list)  # not known here, and they stay so
    undated: list[Seed] = field(default_factory=list)  # without a day: what was said until when would be lifted?


def load(session: Session, seeds: Iterable[Seed], now: datetime, *, by: str = "", who: str = audit.MACHINE) -> int:
    """Add the seeds of a list (`by`) to the watchlist; one that was read before is brought up to date. Returns how many
    were new.

    New ones go in by the thousand (store.arrivals), so that a list of a million takes minutes.
    """
    read = new = 0
    filing, reading = Filing(), _Reading(now, by)
    waiting = iter(seeds)
    while part := list(islice(waiting, BATCH)):
        batch = {seed.key: seed for seed in part}
        known = known_keys(session, list(batch))
        fresh = [seed for seed in batch.values() if seed.key not in known]
        arrivals.add(session, [_arrival(seed, now) for seed in fresh], filing)
        ids = known | known_keys(session, [seed.key for seed in fresh])
        for seed in part:
            if seed.key in known or _says_more(seed) or batch[seed.key] is not seed:
                _bring_up(session, ids[seed.key], seed, reading)
        read, new = read + len(part), new + len(fresh)
    filing.file(session)
    audit.record(session, "watchlist read in", who, details={"seeds": read, "new": new})
    return new


def note_clearings(
    session: Session, seeds: Iterable[Seed], now: datetime, *, by: str, who: str = audit.MACHINE
) -> Noted:
    """Keep that a list (`by`) clears operators which it brought before, beside what it said of them then: nothing
    stands as cleared for that."""
    found, reading = Noted(), _Reading(now, by)
    waiting, operators = iter(seeds), 0
    while part := list(islice(waiting, BATCH)):
        ids = known_keys(session, [seed.key for seed in part])
        for seed in part:
            if seed.key not in ids:
                found.unknown.append(seed)
            elif not (said := _clearings(seed)):
                found.undated.append(seed)
            else:
                operators += 1
                noted = (_say(session, ids[seed.key], each, reading) for each in said)
                found.clearings += [status_id for status_id in noted if status_id is not None]
    if operators:
        audit.record(session, "clearings of a list noted", who, details={"operators": operators})
    return found


def _clearings(seed: Seed) -> list[SeedStatus]:
    """What clears it, where the list tells the day."""
    said = [each for each in seed.said if each.status is LegalStatus.CLEARED]
    if not said and seed.said_on is not None:
        said = [SeedStatus(LegalStatus.CLEARED, seed.said_on, seed.url, seed.note)]
    return said


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


def _bring_up(session: Session, operator_id: int, seed: Seed, reading: _Reading) -> None:
    first, last = seed.seen or (reading.now, reading.now)
    seen = Sighting(first=first, last=last, counts=False)
    watchlist.add_names(session, operator_id, names_of(seed), seen)
    watchlist.add_contacts(session, operator_id, seed.contacts, seen)
    for countries, waypoints in seed.routes:
        watchlist.add_route(session, operator_id, Route(tuple(countries.split()), waypoints), seen)
    watchlist.touch(session, operator_id, seed.countries, seen)
    if seed.note:  # a list without the column takes nobody's note away
        session.get_one(OperatorRow, operator_id).note = seed.note
    if seed.status is not None:
        said = SeedStatus(seed.status, seed.said_on or first.date(), seed.url, seed.note)
        _say(session, operator_id, said, reading, is_dated=seed.said_on is not None, is_row=True)
    for said in seed.said:
        _say(session, operator_id, said, reading)


def _kind_of(alias: str, seed: Seed) -> tuple[str, NameKind]:
    if alias.startswith(PREVIOUS):
        return alias.removeprefix(PREVIOUS), NameKind.PREVIOUS_NAME
    return alias, watchlist.kind_of(alias, is_first=False, is_person=seed.is_person)


def _say(
    session: Session,
    operator_id: int,
    said: SeedStatus,
    reading: _Reading,
    *,
    is_dated: bool = True,
    is_row: bool = False,
) -> int | None:
    """Note what was said, once a day that the list tells; one without bears the day of reading. Returns its id, None
    where a document here says it: our own export, read in again, is no list's word.

    Args:
        is_dated: whether the list tells the day.
        is_row: whether it stands in a table's row: its sentence is the row's note, which is brought up to date.
    """
    about = {"operator_id": operator_id, "status": said.status.value, "document_id": None, "url": clean(said.url)}
    query = select(OperatorStatusRow).filter_by(**about)
    if is_dated:
        query = query.where(OperatorStatusRow.said_on == said.on)
    publisher, sentence = clean(said.publisher), clean(said.sentence)
    is_cleared = said.status is LegalStatus.CLEARED
    if is_cleared:
        publisher = publisher or clean(reading.by)
    if is_cleared or not (said.url or is_row):  # what one says is not what another says: people decide on clearings
        query = query.where(OperatorStatusRow.publisher == publisher)
        query = query.where(OperatorStatusRow.sentence == sentence) if sentence else query
    row = session.scalars(query.order_by(OperatorStatusRow.status_id)).first()
    if row is None and _is_documented(session, operator_id, said):
        return None
    if row is None:
        row = OperatorStatusRow(**about, said_on=said.on, sentence=sentence, publisher="", noted_at=reading.now)
        session.add(row)
    row.publisher = row.publisher or publisher
    session.flush()
    return row.status_id


def _is_documented(session: Session, operator_id: int, said: SeedStatus) -> bool:
    """Whether a document here says just this. Our own table tells neither publisher nor sentence, but the operator's
    note; and it clears only whom a person cleared."""
    entries = clusters.members(session, operator_id) if said.url else ()
    query = (
        select(DocumentRow.document_id, DocumentRow.publisher, OperatorStatusRow.sentence)
        .join(OperatorStatusRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .where(OperatorStatusRow.operator_id.in_(entries), OperatorStatusRow.status == said.status.value)
        .where(OperatorStatusRow.said_on == said.on, DocumentRow.url == clean(said.url))
    )
    found = session.execute(query).all() if entries else []
    publisher, sentence = clean(said.publisher), clean(said.sentence)
    if any((row.publisher, row.sentence) == (publisher, sentence) for row in found):
        return True
    notes = select(OperatorRow.note).where(OperatorRow.operator_id.in_(entries))
    if not found or publisher or sentence not in {"", *session.scalars(notes)}:
        return False
    confirmed = {document_id for _entry, document_id, *_rest in session.execute(covered(FlagKind.CLEARANCE, entries))}
    return said.status is not LegalStatus.CLEARED or not confirmed.isdisjoint(row.document_id for row in found)
