"""Seeds: operators that are known from elsewhere, taken into the watchlist. Rows of tables are read into them by
store.seed_rows, other forms by store.exchange.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from core.records import Route
from store import arrivals, audit, watchlist
from store.arrivals import Arrival
from store.filing import Filing
from store.seed import Seed, SeedStatus, names_of
from store.seed_keys import known_keys
from store.seed_standing import BATCH, Reading, say
from store.session import Session
from store.tables import OperatorRow
from store.watchlist import Sighting


def load(session: Session, seeds: Iterable[Seed], now: datetime, *, by: str = "", who: str = audit.MACHINE) -> int:
    """Add the seeds of a list (`by`) to the watchlist; one that was read before is brought up to date. Returns how many
    were new.

    New ones go in by the thousand (store.arrivals), so that a list of a million takes minutes.
    """
    read = new = 0
    filing, reading = Filing(), Reading(now, by)
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


def _bring_up(session: Session, operator_id: int, seed: Seed, reading: Reading) -> None:
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
        say(session, operator_id, said, reading, is_dated=seed.said_on is not None, is_row=True)
    for said in seed.said:
        say(session, operator_id, said, reading)
