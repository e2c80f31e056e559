"""The watchlist as it is handed to others: every operator once, with what was said of it and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select

from core.terms import ContactType, DocumentLabel, FlagKind, LegalStatus, NameKind
from store import audit
from store.clusters import is_person, label, members_of
from store.exchange.countries import countries_of
from store.exchange.said import Said, said_of
from store.flagging.covered import covered
from store.flagging.dismissals import IS_LEAD, SETTLED, is_over
from store.flagging.dismissed_routes import dismissed_routes
from store.flagging.refused import is_mention_refused, is_name_over
from store.seeds.seed import OURS, SMUGGLING, TAGS, Seed
from store.session import Session
from store.tables import (
    FlagOperatorRow,
    FlagRow,
    IdentityRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRouteRow,
    OperatorRow,
)
from store.tables.base import CHUNK, chunks
from store.views.standings import clearances, standing


@dataclass(frozen=True, slots=True)
class Entry:
    """One operator."""

    key: str  # the same in every export
    name: str
    names: tuple[tuple[str, NameKind], ...]  # all others
    contacts: tuple[tuple[ContactType, str], ...]
    countries: tuple[str, ...]
    routes: tuple[tuple[str, tuple[str, ...]], ...]  # "CO EC PE", waypoints
    is_person: bool
    standing: LegalStatus | None
    said: tuple[Said, ...]  # oldest first, but for what counts no more
    first_seen: datetime
    last_seen: datetime
    note: str
    also: tuple[str, ...] = ()  # keys of the other entries that people judged to be it
    said_cleared: date | None = None  # as views.OperatorSummary has it, where it does not stand as cleared
    clearance_waits: bool = True  # whether nobody decided on that
    clearance_doubtful: bool = False  # whether what waits merely may mean it
    topics: tuple[str, ...] = ()  # of FollowTheMoney, under which lists have it
    tags: tuple[str, ...] = ()  # our keywords: what the leads say that name it, and lists of ours
    is_found: bool = True  # whether documents here speak of it, or a list of ours; else its list alone says for what
    desk: str = ""  # the address of its page, to which a file that was passed on leads back; no evidence of anything


def entries(session: Session, *, confirmed: bool = False, desk: str = "") -> Iterator[Entry]:
    """Every operator with a name, oldest entry first, but those of whom no lead stands; only whom a lead
    named when a person confirmed it, where asked. `desk`: its address, where the files are to lead back to it."""
    last = 0
    while True:
        merged = exists().where(IdentityRow.operator_id == OperatorRow.operator_id)
        query = select(OperatorRow.operator_id).where(OperatorRow.operator_id > last, ~merged)
        query = query.where(~is_over(OperatorRow.operator_id))
        ids = list(session.scalars(query.order_by(OperatorRow.operator_id).limit(CHUNK)))
        if not ids:
            return
        last = ids[-1]
        of = members_of(session, ids)
        wanted = _confirmed(session, of) if confirmed else set(ids)
        yield from (entry for cluster, entry in _entries(session, of, desk) if cluster in wanted)


def some(session: Session, operator_ids: Collection[int], *, desk: str = "") -> dict[int, Entry]:
    """These operators in this order, but those whom `entries` passes over; by the entries that they go by."""
    found: dict[int, Entry] = {}
    wanted = list(dict.fromkeys(operator_ids))
    for ids in chunks(wanted):
        standing_ones = select(OperatorRow.operator_id).where(
            OperatorRow.operator_id.in_(ids), ~is_over(OperatorRow.operator_id)
        )
        found |= dict(_entries(session, members_of(session, session.scalars(standing_ones).all()), desk))
    return {each: found[each] for each in wanted if each in found}


def own_keys(session: Session) -> str:
    """How the keys of operators begin whom this watch found itself. Those of another watch begin otherwise: of two who
    share a number, two watches' lists read into a third would make one operator."""
    return f"almenara-{audit.origin(session)}-"


def from_elsewhere(session: Session, seeds: Iterable[Seed]) -> list[Seed]:
    """Without the operators that this watch exported: read in, each would stand beside itself."""
    own = own_keys(session)
    return [seed for seed in seeds if not seed.key.startswith(own)]


def _entries(session: Session, of: Mapping[int, int], desk: str) -> Iterator[tuple[int, Entry]]:
    rows: dict[int, list[OperatorRow]] = {}
    called: dict[int, str] = {}
    persons: set[int] = set()
    query = (
        select(OperatorRow, label(), is_person())
        .where(OperatorRow.operator_id.in_(of))
        .order_by(OperatorRow.operator_id)
    )
    for row, name, is_persons in session.execute(query):
        rows.setdefault(of[row.operator_id], []).append(row)
        called[row.operator_id] = name
        if is_persons:
            persons.add(row.operator_id)
    names, contacts = _names(session, of), _contacts(session, of)
    routes, said = _routes(session, of), said_of(session, of)
    clearing, own = clearances(session, of), own_keys(session)
    statuses, documented, told = standing(session, of), _documented(session, of), _told(session, of)
    for cluster, mine in rows.items():
        if cluster not in names:
            continue  # an advertiser known by a contact point alone: nothing to put on a list of names
        others = {name: kind for name, kind in names[cluster] if name != called[cluster]}
        yield (
            cluster,
            Entry(
                key=_key(mine[0], own),
                name=called[cluster],
                names=tuple(others.items()),
                contacts=tuple(dict.fromkeys(contacts.get(cluster, ()))),
                countries=countries_of(mine, routes.get(cluster, ())),
                routes=tuple(dict(routes.get(cluster, ())).items()),
                is_person=cluster in persons,
                standing=statuses.get(cluster),
                said=tuple(said.get(cluster, ())),
                first_seen=min(row.first_seen for row in mine),
                last_seen=max(row.last_seen for row in mine),
                note="\n".join(dict.fromkeys(row.note for row in mine if row.note)),
                also=tuple(_key(row, own) for row in mine[1:]),
                said_cleared=clearing[cluster].on
                if cluster in clearing and statuses.get(cluster) is not LegalStatus.CLEARED
                else None,
                clearance_waits=cluster not in clearing or clearing[cluster].waits,
                clearance_doubtful=cluster in clearing and clearing[cluster].is_doubtful,
                topics=tuple(sorted({topic for row in mine for topic in row.topics.split()}.difference(OURS))),
                tags=_tags(mine, told.get(cluster, set())),
                is_found=cluster in documented
                or any(not set(OURS).isdisjoint((row.topics or SMUGGLING).split()) for row in mine),
                desk=f"{desk.rstrip('/')}/operators/{cluster}" if desk else "",
            ),
        )


def _key(row: OperatorRow, own: str) -> str:
    return row.seed_key or f"{own}{row.operator_id}"


def _tags(rows: Iterable[OperatorRow], labels: Collection[str]) -> tuple[str, ...]:
    """Of what the leads say, and of what our lists do: a list without topics is one of smugglers."""
    of_lists = {topic for row in rows if row.seed_key for topic in (row.topics or SMUGGLING).split()}
    said = {TAGS[DocumentLabel(label)] for label in labels}
    return tuple(tag for tag in OURS if tag in said or tag in of_lists)


def _told(session: Session, of: Mapping[int, int]) -> dict[int, set[str]]:
    """The labels of the leads that name each operator, but for those that count no more."""
    found: dict[int, set[str]] = {}
    query = (
        select(FlagOperatorRow.operator_id, FlagRow.labels)
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .where(FlagOperatorRow.operator_id.in_(of), IS_LEAD, ~SETTLED, ~is_name_over())
    )
    for operator_id, labels in session.execute(query):
        found.setdefault(of[operator_id], set()).update(labels)
    return found


def _confirmed(session: Session, of: Mapping[int, int]) -> set[int]:
    """Whom a lead named when a person confirmed it: neither who joined it since, nor who was cleared."""
    return {of[operator_id] for operator_id, *_rest in session.execute(covered(FlagKind.LEAD), {"of": list(of)})}


def _documented(session: Session, of: Mapping[int, int]) -> set[int]:
    """Those of whom documents here speak by a name, but for those that count no more."""
    query = select(OperatorMentionRow.operator_id).where(
        OperatorMentionRow.operator_id.in_(of), OperatorMentionRow.name != "", ~is_mention_refused()
    )
    return {of[operator_id] for operator_id in session.scalars(query.distinct())}


def _names(session: Session, of: Mapping[int, int]) -> dict[int, list[tuple[str, NameKind]]]:
    found: dict[int, list[tuple[str, NameKind]]] = {}
    query = select(OperatorNameRow).where(OperatorNameRow.operator_id.in_(of)).order_by(OperatorNameRow.name_id)
    for row in session.scalars(query):
        kind = NameKind(row.kind)
        found.setdefault(of[row.operator_id], []).append((row.name, NameKind.ALIAS if kind is NameKind.NAME else kind))
    return found


def _contacts(session: Session, of: Mapping[int, int]) -> dict[int, list[tuple[ContactType, str]]]:
    found: dict[int, list[tuple[ContactType, str]]] = {}
    query = select(OperatorContactRow).where(OperatorContactRow.operator_id.in_(of))
    for row in session.scalars(query.order_by(OperatorContactRow.contact_id)):
        found.setdefault(of[row.operator_id], []).append((ContactType(row.type), row.value))
    return found


def _routes(session: Session, of: Mapping[int, int]) -> dict[int, list[tuple[str, tuple[str, ...]]]]:
    found: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    query = select(OperatorRouteRow).where(OperatorRouteRow.operator_id.in_(of)).order_by(OperatorRouteRow.route_id)
    rows = session.scalars(query).all()
    no_more = dismissed_routes(session, {row.operator_id for row in rows})
    for row in (each for each in rows if each.route_id not in no_more):
        found.setdefault(of[row.operator_id], []).append((row.countries, tuple(row.waypoints)))
    return found
