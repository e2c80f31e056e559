"""Whom here a list means that clears somebody under a key which it never brought: by our own export's key, by the whole
name as it is written, or by a contact point. Each clearing is put before a person, who decides whether it is theirs; a
name that tells too little puts nothing before anybody, and it is told whom it may mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from core.names import name_key
from core.terms import LegalStatus
from store import by_key
from store.channels import channel
from store.clusters import clusters_of, members_of
from store.exchange.entries import own_keys
from store.exchange.incoming import CLEARED_THERE, Untaken
from store.likeness.compare import compare_if_same
from store.linking import lookup
from store.linking.candidates import look_up
from store.linking.scoring import CROWD
from store.seeds.keys import known_keys
from store.seeds.seed import Seed, names_of
from store.session import Session
from store.tables import OperatorContactRow, OperatorNameRow, OperatorRow
from store.views import operator_views
from store.views.standings import standing

OWN = "found by this watch itself; change them here"
"""Why an operator of our own export is not taken."""

MAY_BE = "clears who may be an operator here, by a name that tells too little: give the row the key of who is meant"
"""Why such a clearing is not taken: namesakes are no one."""

_TOLD = 3
"""Operators whom a name may mean that are told of."""


@dataclass(frozen=True, slots=True)
class Meant:
    """That a row is taken for an operator whom its list never brought; `by`: by what of it."""

    where: str
    name: str
    operator_id: int  # its entry
    operator_name: str
    by: tuple[str, ...]  # "its name", "phone +51900000061"


@dataclass(slots=True)
class Sought:
    """What a list clears, with whom it means."""

    seeds: list[Seed] = field(default_factory=list)  # once for each operator that is meant
    entries: dict[str, int] = field(default_factory=dict)  # the keys of those that go by another's -> the entry
    meant: list[Meant] = field(default_factory=list)
    untaken: list[Untaken] = field(default_factory=list)


def seek(session: Session, clearing: Sequence[Seed], own: Sequence[Seed]) -> Sought:
    """Whom these mean.

    Args:
        clearing: what others clear, under the keys by which it is known here where it is.
        own: what a list clears of our own export; who stands cleared here is none of these.
    """
    found = Sought()
    known = known_keys(session, [seed.key for seed in clearing])
    for seed in clearing:
        if seed.key in known:
            found.seeds.append(seed)
        elif meant := _whom(session, seed):
            _take(found, seed, meant)
        else:
            found.untaken.append(_not_meant(session, seed))
    prefix = own_keys(session)
    for seed in own:
        meant = _by_own_key(session, seed, prefix)
        _take(found, seed, meant)
        found.untaken += [] if meant else [Untaken.of(seed, OWN)]
    return found


def _take(found: Sought, seed: Seed, meant: Mapping[int, tuple[str, tuple[str, ...]]]) -> None:
    where = seed.where or seed.key
    for entry, (name, by) in meant.items():
        key = f"{seed.key}\n{entry}"  # which no list has for a key
        found.seeds.append(replace(seed, key=key, where=where))
        found.entries[key] = entry
        found.meant.append(Meant(where, seed.name, entry, name, by))


def _whom(session: Session, seed: Seed) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The entries that it surely may mean, one of each operator, with their names and by what."""
    by: dict[int, list[str]] = {}
    for entry, name, is_person in _bearers(session, seed):
        if not (is_person or seed.is_person or name_key(name).is_generic):
            by.setdefault(entry, ["its name"])
    for entry, what in _reached(session, seed):
        by.setdefault(entry, []).append(what)
    of = clusters_of(session, by)
    first = {of[entry]: entry for entry in sorted(by, reverse=True)}
    told: dict[int, list[str]] = {entry: [] for entry in sorted(first.values())}
    for entry in sorted(by):
        told[first[of[entry]]] += by[entry]
    names = operator_views.names_of(session, told)
    return {entry: (names[entry], tuple(dict.fromkeys(what))) for entry, what in told.items()}


def _bearers(session: Session, seed: Seed) -> Iterator[tuple[int, str, bool]]:
    """Who bears one of its names, word for word but for case, accents and legal form: entry, name, whether a person."""
    wanted = {name_key(name).tokens for name, _kind in names_of(seed)} - {()}
    cores = {name_key(name).core for name, _kind in names_of(seed)} - {""}
    query = (
        select(OperatorNameRow.operator_id, OperatorNameRow.name, OperatorRow.is_person)
        .join(OperatorRow, OperatorRow.operator_id == OperatorNameRow.operator_id)
        .where(OperatorNameRow.core_key.in_(cores))
        .order_by(OperatorNameRow.name_id)
    )
    yield from ((entry, name, person) for entry, name, person in session.execute(query) if _is_one(name, wanted))


def _is_one(name: str, wanted: Iterable[tuple[str, ...]]) -> bool:
    return name_key(name).tokens in wanted


def _reached(session: Session, seed: Seed) -> Iterator[tuple[int, str]]:
    """Who is reached by one of its contact points, but for those that stand under many names."""
    points = {channel(kind, value): f"{kind.value} {value}" for kind, value in seed.contacts}
    points.pop("", None)
    crowds = lookup.unrelated_names(session, points)
    query = select(OperatorContactRow.operator_id, OperatorContactRow.channel).order_by(OperatorContactRow.contact_id)
    told = [key for key in points if crowds[key] < CROWD]
    for entry, key in session.execute(query.where(OperatorContactRow.channel.in_(told))):
        yield entry, points[key]


def _by_own_key(session: Session, seed: Seed, prefix: str) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The entry whose number its key tells, if it bears a name like that and does not stand cleared already."""
    number = seed.key.removeprefix(prefix)
    entry = int(number) if number.isascii() and number.isdecimal() else 0
    names = [name for _entry, name, _core in by_key.names(session, {entry})] if entry else []
    if not any(one == other or compare_if_same(one, other) for one, _kind in names_of(seed) for other in names):
        return {}
    of = members_of(session, set(clusters_of(session, [entry]).values()))
    is_cleared = LegalStatus.CLEARED in standing(session, of).values()
    return {} if is_cleared else {entry: (operator_views.names_of(session, [entry])[entry], ("its key",))}


def _not_meant(session: Session, seed: Seed) -> Untaken:
    """Why nobody is put before a person for it, and whom it may mean all the same."""
    near = dict.fromkeys(entry for entry, _name, _person in _bearers(session, seed))
    for name, _kind in names_of(seed):
        near |= dict.fromkeys(each.operator_id for each in look_up(session, name))
    if not near:
        return Untaken.of(seed, CLEARED_THERE)
    rows = select(OperatorRow).where(OperatorRow.operator_id.in_(list(near)[:_TOLD])).order_by(OperatorRow.operator_id)
    prefix = own_keys(session)
    told = [
        f"operator {row.operator_id} {row.name}, key {row.seed_key or f'{prefix}{row.operator_id}'}"
        for row in session.scalars(rows)
    ]
    return Untaken(seed.where or seed.key, f"{seed.name} (may be {'; or '.join(told)})", MAY_BE)
