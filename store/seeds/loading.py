"""Seeds: operators that are known from elsewhere, taken into the watchlist. Rows of tables are read into them by
store.seeds.rows, other forms by store.exchange.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from datetime import datetime
from itertools import islice

from sqlalchemy import select

from core.records import Route
from store import arrivals, audit, watchlist, withdrawn_details
from store.arrivals import Arrival
from store.clusters import clusters_of, members, members_of
from store.filing import Filing
from store.seeds import record
from store.seeds.keys import known_keys
from store.seeds.seed import SMUGGLING, Seed, SeedStatus, names_of
from store.seeds.standing import BATCH, Reading, say
from store.session import Session
from store.tables import OperatorContactRow, OperatorNameRow, OperatorRow
from store.tables.base import chunks, clean
from store.watchlist import Sighting

_NOTHING: Set[object] = frozenset()


def load(session: Session, seeds: Iterable[Seed], now: datetime, *, by: str = "", who: str = audit.MACHINE) -> int:
    """Add the seeds of a list (`by`) to the watchlist; one that was read before is brought up to date. Returns how many
    were new.

    New ones go in by the thousand (store.arrivals), so that a list of a million takes minutes. On record is who was
    new or learned something; of a great many new ones their rows alone tell by which list they came.
    """
    read = new = changed = unchanged = 0
    filing, reading = Filing(), Reading(now, by)
    waiting = iter(seeds)
    while part := list(islice(waiting, BATCH)):
        batch = {seed.key: seed for seed in part}
        known = known_keys(session, list(batch))
        fresh = [seed for seed in batch.values() if seed.key not in known]
        arrivals.add(session, [_arrival(seed, reading) for seed in fresh], filing)
        ids = known | known_keys(session, [seed.key for seed in fresh])
        held = _held_by_others(session, known.values())
        learned: set[int] = set()
        for seed in part:
            if seed.key in known or _says_more(seed) or batch[seed.key] is not seed:
                entry = ids[seed.key]
                if _bring_up(session, entry, seed, reading, held=held.get(entry, _NOTHING)):
                    learned.add(entry)
        brought = {ids[seed.key] for seed in fresh}
        learned -= brought
        told = learned | brought if len(brought) <= record.TOLD else learned
        record.name(session, "read in from a list", told, by=by, who=who)
        read, new = read + len(part), new + len(fresh)
        changed, unchanged = changed + len(learned), unchanged + len(known) - len(learned)
    filing.file(session)
    counts = {"seeds": read, "new": new, "changed": changed, "unchanged": unchanged}
    audit.record(session, "watchlist read in", who, details={"list": by, **counts})
    return new


def _arrival(seed: Seed, reading: Reading) -> Arrival:
    return Arrival(
        seed.name,
        seed.key,
        names_of(seed),
        seed.seen or (reading.now, reading.now),
        countries=seed.countries,
        contacts=seed.contacts,
        is_person=bool(seed.is_person),
        brought_by=reading.by,
        topics=seed.topics or (SMUGGLING,),
        is_sure=seed.is_sure,
    )


def _says_more(seed: Seed) -> bool:
    """Whether it brings more than names, countries and contact points."""
    return bool(seed.status or seed.note or seed.said or seed.routes)


def _held_by_others(session: Session, entries: Collection[int]) -> dict[int, set[object]]:
    """Names and contact points of the other entries with which one of these was merged. Our own list tells those of all
    under the key of one: read in again they would stay with it, and speak for the merging, when that is taken back."""
    of = members_of(session, set(clusters_of(session, entries).values()))
    sizes = Counter(of.values())
    merged = {entry: cluster for entry, cluster in of.items() if sizes[cluster] > 1}
    found: dict[int, set[object]] = {entry: set() for entry in merged}
    mates: dict[int, list[int]] = {}
    for entry, cluster in merged.items():
        mates.setdefault(cluster, []).append(entry)
    for entry, what in _told_of(session, sorted(merged)):
        for mate in mates[merged[entry]]:
            if mate != entry:
                found[mate].add(what)
    return found


def _told_of(session: Session, entries: Sequence[int]) -> Iterator[tuple[int, object]]:
    for chunk in chunks(entries):
        names = select(OperatorNameRow.operator_id, OperatorNameRow.name)
        yield from (
            (entry, name) for entry, name in session.execute(names.where(OperatorNameRow.operator_id.in_(chunk)))
        )
        points = select(OperatorContactRow.operator_id, OperatorContactRow.type, OperatorContactRow.value)
        for entry, kind, value in session.execute(points.where(OperatorContactRow.operator_id.in_(chunk))):
            yield entry, (kind, value)


def _bring_up(session: Session, operator_id: int, seed: Seed, reading: Reading, *, held: Set[object]) -> bool:
    """Returns whether it learned something; that it was seen again is nothing. `held`: what other entries hold that are
    one with it now."""
    first, last = seed.seen or (reading.now, reading.now)
    seen = Sighting(first=first, last=last, counts=False, is_given=True)
    names = [each for each in names_of(seed) if clean(each[0]).strip() not in held]
    learned = watchlist.add_names(session, operator_id, names, seen)
    points = [each for each in seed.contacts if (each[0].value, each[1]) not in held]
    learned |= watchlist.add_contacts(session, operator_id, points, seen)
    if held:
        watchlist.give(session, members(session, operator_id), [name for name, _kind in names_of(seed)], seed.contacts)
    for countries, waypoints in seed.routes:
        learned |= watchlist.add_route(session, operator_id, Route(tuple(countries.split()), waypoints), seen)
    if learned:
        withdrawn_details.regain(session, operator_id)
    learned |= watchlist.touch(session, operator_id, seed.countries, seen)
    row = session.get_one(OperatorRow, operator_id)
    before = (row.note, row.is_person, row.topics or SMUGGLING, row.is_sure)
    if seed.note:  # a list without the column takes nobody's note away
        row.note = clean(seed.note)
    if seed.is_person is not None:
        row.is_person = seed.is_person
    row.topics = " ".join(sorted({*(row.topics or SMUGGLING).split(), *(seed.topics or (SMUGGLING,))}))
    row.is_sure = row.is_sure or seed.is_sure
    learned |= (row.note, row.is_person, row.topics, row.is_sure) != before
    if seed.status is not None:
        on, is_dated = seed.said_on or first.date(), seed.said_on is not None
        said = SeedStatus(seed.status, on, seed.url, seed.note, is_dated=is_dated)
        learned |= say(session, operator_id, said, reading, is_row=True, is_merged=held is not _NOTHING).is_news
    for said in seed.said:
        learned |= say(session, operator_id, said, reading, is_merged=held is not _NOTHING).is_news
    return learned
