"""The watchlist as somebody asks to see it: by the words of a name, a standing, a country, and in an order.

A page reads no more than the WIDEST entries that were seen last or, where words are asked, the WIDEST newest names that
hold them. Where there are more, the answer says so: with a million operators none costs more than with that many.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, String, Subquery, cast, exists, func, or_, select, union
from sqlalchemy.orm import aliased

from core.terms import ContactType, LegalStatus
from store.channels import channel, spelt
from store.clusters import goes_by
from store.flagging.clearings import IS_UNSURE
from store.flagging.corrected import is_standing
from store.flagging.refused import is_standing_refused
from store.search.asking import Asked, Clause, understand
from store.search.matching import matching
from store.search.operators import first_seen, last_seen
from store.search.standing import lifted
from store.session import Session
from store.tables import (
    IdentityRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRow,
    OperatorStatusRow,
)
from store.tables.base import clean
from store.views.operator_lines import operator_lines
from store.views.operator_records import OperatorSummary
from store.views.operator_views import operators

WIDEST = 10_000
RANKED = 500
"""Operators that are ranked by their sources at most, those seen last: sources are counted, and kept nowhere."""
_HANDLES = tuple(kind for kind in ContactType if kind not in (ContactType.PHONE, ContactType.WHATSAPP))
_Entry = type[OperatorRow]


class Order(StrEnum):
    """What comes first."""

    LAST_SEEN = "last_seen"
    FIRST_SEEN = "first_seen"  # who is new
    SOURCES = "sources"  # of whom most independent sources speak


class KnownFrom(StrEnum):
    """What brought an operator: documents that were read, or nothing but lists."""

    DOCUMENTS = "documents"
    LISTS = "lists"


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which operators, in which order; empty means any."""

    words: str = ""  # of a name, or a contact point
    status: LegalStatus | None = None  # that any source gives and that holds; `cleared` also where nobody decided yet
    country: str = ""  # of its routes, or of a source that speaks of it
    order: Order = Order.LAST_SEEN
    known_from: KnownFrom | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the watchlist."""

    operators: list[OperatorSummary]
    more: bool = False  # whether another page follows
    found: int | None = None  # how many there are; None where nobody counted
    is_cut: bool = False  # whether there are operators that nobody looked at
    mended: tuple[tuple[str, tuple[str, ...]], ...] = ()  # as store.search.Asked has it


EVERYBODY = ListFilter()


def listed(
    session: Session, chosen: ListFilter = EVERYBODY, *, limit: int, offset: int = 0, widest: int | None = WIDEST
) -> Listing:
    """A page of those who were asked for. `widest`: how many to look at; None for all, however long it takes."""
    if chosen == EVERYBODY:
        found = operators(session, limit=limit + 1, offset=offset)
        goes_on, is_last = len(found) > limit, widest is not None and offset + limit >= widest
        return Listing(found[:limit], more=goes_on and not is_last, is_cut=goes_on and is_last)
    ids, is_cut, mended = _found(session, chosen, widest)
    if chosen.order is Order.SOURCES:
        is_cut |= widest is not None and len(ids) > RANKED
        ids = _ranked(session, ids[:RANKED] if widest is not None else ids)
    page = ids[offset : offset + limit]
    lines = operator_lines(session, page)
    return Listing([lines[each] for each in page], len(ids) > offset + limit, len(ids), is_cut, mended)


def chosen_ids(session: Session, chosen: ListFilter, *, limit: int) -> list[int]:
    """The operators that were asked for, as `listed` looks for them and at most so many, by their numbers. No word is
    taken for another: a file can't say that it was."""
    return _found(session, chosen, WIDEST, as_typed=True)[0][:limit]


def _found(
    session: Session, chosen: ListFilter, widest: int | None, *, as_typed: bool = False
) -> tuple[list[int], bool, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The numbers in order, whether some were not looked at, and what was mended in the words: nothing where nobody is
    found, since words are mended by those of texts, too, and another name that nobody bears helps nobody."""
    typed = clean(chosen.words)
    asked = understand(session, typed, as_typed=as_typed)
    if asked.says_nothing:
        return [], False, ()
    some = _some(session, asked, typed, widest, chosen.known_from)
    alone = ~exists().where(IdentityRow.operator_id == OperatorRow.operator_id)
    heads = OperatorRow.operator_id.in_(select(goes_by(some.c.operator_id))) if some is not None else alone
    conditions: list[ColumnElement[bool]] = [heads]
    conditions += [_any_entry(_uses(channels)) for channels in asked.channels]
    if asked.excluded:
        conditions.append(~_any_entry(_is_called(session, asked.excluded)))
    if chosen.country:
        conditions.append(_any_entry(_is_of(chosen.country)))
    if chosen.status is not None:
        conditions.append(_any_entry(_stands(chosen.status)))
    if chosen.known_from is not None:
        named = _any_entry(_is_named)
        conditions += [named] if chosen.known_from is KnownFrom.DOCUMENTS else [~named, _any_entry(_is_listed)]
    first = first_seen() if chosen.order is Order.FIRST_SEEN else last_seen()
    query = select(OperatorRow.operator_id).where(*conditions).order_by(first.desc(), OperatorRow.operator_id)
    ids = list(session.scalars(query))
    if chosen.status is not None:
        gone = lifted(session, chosen.status)
        ids = [each for each in ids if each not in gone]
    return ids, _is_cut(session, asked, widest, chosen.known_from), asked.mended if ids else ()


def _some(
    session: Session, asked: Asked, typed: str, widest: int | None, known_from: KnownFrom | None
) -> Subquery | None:
    """Among which entries to look: those with such names, else those seen last; None for all."""
    if asked.clauses:
        names = select(OperatorNameRow.operator_id).where(OperatorNameRow.name_id.in_(_names(session, asked, widest)))
        points = {channel(kind, spelt(kind, typed)) for kind in _HANDLES} - {""}
        return union(names, select(_who_uses(points, widest).c.operator_id)).subquery()
    if asked.channels:
        return _who_uses(asked.channels[0], widest)
    return _seen_last(known_from).limit(widest).subquery() if widest is not None else None


def _who_uses(channels: Collection[str], widest: int | None) -> Subquery:
    return (
        select(OperatorContactRow.operator_id).where(OperatorContactRow.channel.in_(channels)).limit(widest).subquery()
    )


def _seen_last(known_from: KnownFrom | None) -> Select[int]:
    query = select(OperatorRow.operator_id).order_by(OperatorRow.last_seen.desc(), OperatorRow.operator_id)
    if known_from is None:
        return query
    # A list of many was all read in last, and would leave no place for those whom documents name.
    return query.where(_is_named(OperatorRow) if known_from is KnownFrom.DOCUMENTS else _is_listed(OperatorRow))


def _names(session: Session, asked: Asked, widest: int | None) -> Select[int]:
    """The newest names that hold what was asked."""
    found = matching(session, "name", asked.clauses)
    return found.order_by(found.selected_columns[0].desc()).limit(widest) if widest is not None else found


def _is_cut(session: Session, asked: Asked, widest: int | None, known_from: KnownFrom | None) -> bool:
    if widest is None:
        return False
    if asked.clauses:
        names = _names(session, asked, widest + 1).subquery()
        return (session.scalar(select(func.count()).select_from(names)) or 0) > widest
    if asked.channels:
        users = _who_uses(asked.channels[0], widest + 1)
        return (session.scalar(select(func.count()).select_from(users)) or 0) > widest
    return session.scalar(_seen_last(known_from).offset(widest).limit(1)) is not None


def _any_entry(holds: Callable[[_Entry], ColumnElement[bool]]) -> ColumnElement[bool]:
    """Whether it holds of an operator's own entry, or of one that was judged to be it."""
    entry = aliased(OperatorRow)
    merged = exists().where(IdentityRow.cluster_id == OperatorRow.operator_id)
    return or_(holds(OperatorRow), merged.where(entry.operator_id == IdentityRow.operator_id, holds(entry)))


def _is_of(country: str) -> Callable[[_Entry], ColumnElement[bool]]:
    return lambda entry: cast(entry.countries, String).like(f'%"{country}"%')


def _stands(status: LegalStatus) -> Callable[[_Entry], ColumnElement[bool]]:
    said = (is_standing(status), ~is_standing_refused(), ~IS_UNSURE)
    return lambda entry: exists().where(OperatorStatusRow.operator_id == entry.operator_id, *said)


def _is_named(entry: _Entry) -> ColumnElement[bool]:
    """By a document, or cleared by one, which is no mention."""
    said = OperatorStatusRow.operator_id == entry.operator_id, OperatorStatusRow.document_id.is_not(None), ~IS_UNSURE
    return or_(exists().where(OperatorMentionRow.operator_id == entry.operator_id), exists().where(*said))


def _is_listed(entry: _Entry) -> ColumnElement[bool]:
    return or_(entry.brought_by != "", entry.seed_key.is_not(None))  # lists of long ago gave no name of theirs


def _is_called(session: Session, words: Sequence[Clause]) -> Callable[[_Entry], ColumnElement[bool]]:
    """Whether an entry has a name with any of these words."""
    named = matching(session, "name", [Clause(tuple(run for each in words for run in each.runs))])
    return lambda entry: exists().where(
        OperatorNameRow.operator_id == entry.operator_id, OperatorNameRow.name_id.in_(named)
    )


def _uses(channels: frozenset[str]) -> Callable[[_Entry], ColumnElement[bool]]:
    point = OperatorContactRow.channel.in_(channels)
    return lambda entry: exists().where(OperatorContactRow.operator_id == entry.operator_id, point)


def _ranked(session: Session, ids: list[int]) -> list[int]:
    """Whom most independent sources name first, and of equals who was seen last."""
    lines = operator_lines(session, ids)
    return sorted(ids, key=lambda each: -lines[each].naming_sources)
