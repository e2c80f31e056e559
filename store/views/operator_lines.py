"""Rows into lines of operators, many at a time: as many queries for a hundred as for one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, case, exists, func, or_, select, true

from core.terms import ContactType
from store.built_once import asked, built_once
from store.clusters import is_person, label, members_of
from store.flagging.corrected import is_name_corrected, is_naming_corrected
from store.flagging.dismissals import IS_LEAD, is_dismissed, is_over
from store.flagging.refused import is_mention_refused, is_refused
from store.session import Session
from store.tables import (
    FlagOperatorRow,
    FlagRow,
    IdentityRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRow,
)
from store.tables.base import chunks
from store.views.flag_lines import WAITS, publishers
from store.views.operator_records import OperatorSummary
from store.views.standings import clearances, only_clearing, standing


def operator_lines(session: Session, cluster_ids: Collection[int]) -> dict[int, OperatorSummary]:
    """The lines of these operators, by id: each with all the entries that were judged to be it."""
    found: dict[int, OperatorSummary] = {}
    ids = sorted(cluster_ids)
    for chunk in chunks(ids):
        found |= _operator_lines(session, members_of(session, chunk))
    return found


def _operator_lines(session: Session, of: Mapping[int, int]) -> dict[int, OperatorSummary]:
    """`of` maps each entry to the entry that its cluster goes by."""
    entries: dict[int, list[OperatorRow]] = {}
    refused: set[int] = set()
    over: set[int] = set()
    called: dict[int, tuple[str, bool]] = {}
    for row, name, person, no_lead_stands, nothing_is_left in session.execute(_entries(), {"of": list(of)}):
        entries.setdefault(of[row.operator_id], []).append(row)
        called[row.operator_id] = (name, bool(person))
        if no_lead_stands:
            refused.add(row.operator_id)
        elif nothing_is_left:
            over.add(row.operator_id)
    names, contacts, flags = _names(session, of), _contacts(session, of), _open_flags(session, of)
    clearing = clearances(session, of)
    statuses, counted, known = standing(session, of), _documents(session, of), publishers(session, of)
    clear, clear_first = only_clearing(session, of) if clearing else ({}, {})
    return {
        cluster: OperatorSummary(
            operator_id=cluster,
            name=called[cluster][0],
            is_person=called[cluster][1],
            aliases=tuple(name for name in dict.fromkeys(names.get(cluster, ())) if name != called[cluster][0]),
            contacts=tuple(dict.fromkeys(contacts.get(cluster, ()))),
            countries=tuple(sorted({country for row in mine for country in row.countries})),
            status=statuses.get(cluster),
            first_seen=min(row.first_seen for row in mine),
            last_seen=max(row.last_seen for row in mine),
            documents=counted.get(cluster, _NONE)[0] + clear.get(cluster, 0),
            dismissed_documents=counted.get(cluster, _NONE)[1],
            withdrawn_documents=counted.get(cluster, _NONE)[2],
            independent_sources=len(known.get(cluster, set()) | clear_first.get(cluster, set())),
            clearing_documents=clear.get(cluster, 0),
            clearing_sources=len(clear_first.get(cluster, set()) - known.get(cluster, set())),
            open_flags=len(flags.get(cluster, ())),
            entries=tuple(row.operator_id for row in mine),
            said_cleared=clearing[cluster].on if cluster in clearing else None,
            clearance_waits=cluster in clearing and clearing[cluster].waits,
            clearance_doubtful=cluster in clearing and clearing[cluster].is_doubtful,
            dismissed=cluster in refused,
            withdrawn=cluster in over,
            of_lists=() if cluster in counted or cluster in clear else _lists(mine),
            redacted_at=max((row.redacted_at for row in mine if row.redacted_at is not None), default=None),
        )
        for cluster, mine in entries.items()
    }


@built_once
def _entries() -> Select[*tuple[Any, ...]]:
    told = (is_dismissed(OperatorRow.operator_id), is_over(OperatorRow.operator_id))
    query = select(OperatorRow, label(), is_person(), *told).where(OperatorRow.operator_id.in_(asked("of")))
    return query.order_by(OperatorRow.operator_id)


def _lists(entries: Collection[OperatorRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.brought_by for row in entries if row.brought_by))


_NONE = (0, 0, 0)


def _documents(session: Session, of: Mapping[int, int]) -> dict[int, tuple[int, int, int]]:
    """How many documents speak of each operator, and beside them of how many people dismissed the leads, and how many
    the reader of today finds no longer to speak of it; one that speaks of two of its entries counts once."""
    rows = session.execute(_counts(), {"of": list(of)})
    return {cluster: (number, dismissed, whole - number - dismissed) for cluster, number, dismissed, whole in rows}


@built_once
def _counts() -> Select[int, int, int, int]:
    goes_by = func.coalesce(IdentityRow.cluster_id, OperatorMentionRow.operator_id).label("cluster")
    document = OperatorMentionRow.document_id
    is_no = or_(is_refused(OperatorMentionRow.story_id), is_naming_corrected())  # by a person's word
    refused = func.count(case((is_no, document)).distinct())
    counts = func.count(case((~is_mention_refused(), document)).distinct())
    return (
        select(goes_by, counts, refused, func.count(document.distinct()))
        .outerjoin(IdentityRow, IdentityRow.operator_id == OperatorMentionRow.operator_id)
        .where(OperatorMentionRow.operator_id.in_(asked("of")))
        .group_by(goes_by)
    )


def _names(session: Session, of: Mapping[int, int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for operator_id, name in session.execute(_NAMES, {"of": list(of)}):
        found.setdefault(of[operator_id], []).append(name)
    return found


def _contacts(session: Session, of: Mapping[int, int]) -> dict[int, list[tuple[ContactType, str]]]:
    found: dict[int, list[tuple[ContactType, str]]] = {}
    for operator_id, kind, value in session.execute(_CONTACTS, {"of": list(of)}):
        found.setdefault(of[operator_id], []).append((ContactType(kind), value))
    return found


_NAMES = (
    select(OperatorNameRow.operator_id, OperatorNameRow.name)
    .where(OperatorNameRow.operator_id.in_(asked("of")))
    .order_by(OperatorNameRow.name_id)
)
_CONTACTS = (
    select(OperatorContactRow.operator_id, OperatorContactRow.type, OperatorContactRow.value)
    .where(OperatorContactRow.operator_id.in_(asked("of")))
    .order_by(OperatorContactRow.contact_id)
)


def _open_flags(session: Session, of: Mapping[int, int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for operator_id, flag_id in session.execute(_waiting(), {"of": list(of)}):
        found.setdefault(of[operator_id], set()).add(flag_id)
    return found


@built_once
def _waiting() -> Select[int, int]:
    # Looked up flag by flag: as a join, databases try every flag that waits with every one of these operators.
    waits = select(WAITS).where(FlagRow.flag_id == FlagOperatorRow.flag_id).scalar_subquery()
    query = select(FlagOperatorRow.operator_id, FlagOperatorRow.flag_id).where(
        FlagOperatorRow.operator_id.in_(asked("of")), ~FlagOperatorRow.is_withdrawn, waits.is_(true())
    )
    named = exists().where(FlagRow.flag_id == FlagOperatorRow.flag_id, IS_LEAD, is_name_corrected())
    return query.where(~named)
