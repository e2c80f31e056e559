"""A list tried out: what taking it in would add and change, found by doing it and taking all of it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from store import audit
from store.exchange.incoming import Incoming
from store.exchange.taking import Taken, take_in
from store.seeds.keys import as_known, known_keys
from store.seeds.seed import OURS
from store.session import Session
from store.tables import OperatorContactRow, OperatorNameRow, OperatorRouteRow, OperatorRow, OperatorStatusRow
from store.tables.base import chunks


@dataclass(frozen=True, slots=True)
class Change:
    """What a list tells of an operator that was not known of it; `operator_id` is None for one that is new."""

    operator_id: int | None
    name: str
    adds: tuple[str, ...]
    instead_of: tuple[str, ...] = ()  # what was known and is overwritten: an earlier note


@dataclass(frozen=True, slots=True)
class Trial:
    """What would become of a list."""

    taken: Taken
    new: tuple[Change, ...]
    changed: tuple[Change, ...]


def try_out(session: Session, read: Incoming, now: datetime) -> Trial:
    """What `take_in` would do; the session's transaction holds nothing of it afterwards."""
    told = [*read.seeds, *read.cleared, *(each.seed for each in read.untaken if each.seed is not None)]
    keys = list({seed.key for seed in as_known(session, told)})
    before = _known(session, known_keys(session, keys).values())
    with session.begin_nested() as tried, audit.at_the_end(session) as done:
        taken = take_in(session, read, now)
        session.flush()
        after = _known(session, known_keys(session, keys).values())
        tried.rollback()
        done.clear()
    session.expire_all()
    new = tuple(Change(None, name, tuple(facts)) for entry, (name, facts) in after.items() if entry not in before)
    known = ((entry, after[entry], facts) for entry, (_name, facts) in before.items())
    differ = (
        Change(entry, name, _more(facts, earlier), _more(earlier, facts)) for entry, (name, facts), earlier in known
    )
    changed = tuple(each for each in differ if each.adds or each.instead_of)
    return Trial(taken, new, changed)


def _more(facts: Iterable[str], than: Iterable[str]) -> tuple[str, ...]:
    """What of these is not among the others; twice, where another list says the same of the same day."""
    return tuple((Counter(facts) - Counter(than)).elements())


def _known(session: Session, entries: Collection[int]) -> dict[int, tuple[str, list[str]]]:
    """Of each of these entries its name, and all that a list may tell of it, in words."""
    found: dict[int, tuple[str, list[str]]] = {}
    ids = sorted(entries)
    for chunk in chunks(ids):
        rows = select(OperatorRow).where(OperatorRow.operator_id.in_(chunk)).order_by(OperatorRow.operator_id)
        for row in session.scalars(rows):
            facts = ["a person" if row.is_person else "a firm or group"]
            facts += [f"country {country}" for country in row.countries] + ([f"note: {row.note}"] if row.note else [])
            facts += [f"listed for {topic}" for topic in row.topics.split() if topic not in OURS]
            found[row.operator_id] = (row.name, facts)
        for entry, fact in _told(session, chunk):
            found[entry][1].append(fact)
    return found


def _told(session: Session, chunk: Collection[int]) -> Iterator[tuple[int, str]]:
    names = select(OperatorNameRow).where(OperatorNameRow.operator_id.in_(chunk))
    for name in session.scalars(names.order_by(OperatorNameRow.name_id)):
        yield name.operator_id, f"{name.kind.replace('_', ' ')} {name.name}"
    contacts = select(OperatorContactRow).where(OperatorContactRow.operator_id.in_(chunk))
    for contact in session.scalars(contacts.order_by(OperatorContactRow.contact_id)):
        yield contact.operator_id, f"{contact.type} {contact.value}"
    routes = select(OperatorRouteRow).where(OperatorRouteRow.operator_id.in_(chunk))
    for route in session.scalars(routes.order_by(OperatorRouteRow.route_id)):
        yield route.operator_id, f"route {'→'.join(route.countries.split())}"
    statuses = select(OperatorStatusRow).where(OperatorStatusRow.operator_id.in_(chunk))
    for said in session.scalars(statuses.order_by(OperatorStatusRow.status_id)):
        on = f"on {said.said_on}" if said.is_dated else "without a day"
        yield said.operator_id, f"{said.status.replace('_', ' ')} {on}{said.url and f' ({said.url})'}"
