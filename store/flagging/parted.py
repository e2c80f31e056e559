"""A split, and the flags that people decided while its two sides were one: an entry that joined such a flag in silence,
as another name of one that it named already, is now somebody on whom nobody decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Select, and_, func, select

from core.terms import FlagKind
from store import audit
from store.clusters import clusters_of, label
from store.flagging.events import ADDED, ADDS, COPY, REPRINT
from store.session import Session
from store.tables import DecisionRow, FlagEventRow, FlagOperatorRow, FlagRow, LinkRow, OperatorRow


def bring_back(session: Session, entries: Collection[int], now: datetime) -> None:
    """Let the decided flags wait again that name one of these, parted by now, of whom they named nobody when they were
    decided. The event that brought it in silence tells of it from now on as new evidence."""
    of = clusters_of(session, entries)
    seen: dict[int, set[int]] = {}
    late: dict[int, dict[int, int]] = {}
    for flag_id, entry, event_id, before in session.execute(_brought(entries)):
        if before:
            seen.setdefault(flag_id, set()).add(of[entry])
        else:
            late.setdefault(flag_id, {}).setdefault(entry, event_id)
    for flag_id, events in sorted(late.items()):
        new = {entry: event_id for entry, event_id in events.items() if of[entry] not in seen.get(flag_id, ())}
        if new:
            _bring_back(session, flag_id, new, now)
    session.flush()


def _brought(entries: Collection[int]) -> Select[int, int, int, bool]:
    """Of decided flags to which no evidence was added since: whom of these an event brought, and whether before the
    last decision."""
    last = (
        select(func.max(DecisionRow.version))
        .where(DecisionRow.flag_id == FlagRow.flag_id)
        .correlate(FlagRow)
        .scalar_subquery()
    )
    named = and_(
        LinkRow.analysis_id == FlagEventRow.analysis_id,
        LinkRow.operator_id == FlagOperatorRow.operator_id,
        LinkRow.linked,
        LinkRow.is_clearance == (FlagRow.kind == FlagKind.CLEARANCE.value),
    )
    return (
        select(FlagRow.flag_id, FlagOperatorRow.operator_id, FlagEventRow.event_id, FlagEventRow.version < last)
        .join(FlagOperatorRow, FlagOperatorRow.flag_id == FlagRow.flag_id)
        .join(FlagEventRow, FlagEventRow.flag_id == FlagRow.flag_id)
        .join(LinkRow, named)
        .where(FlagOperatorRow.operator_id.in_(entries))
        .where(FlagRow.decided_evidence > 0, FlagRow.decided_evidence >= FlagRow.evidence_version)
        .order_by(FlagEventRow.event_id)
    )


def _bring_back(session: Session, flag_id: int, new: Mapping[int, int], now: datetime) -> None:
    """One of them; `new`: entry -> the event that brought it."""
    flag = session.get_one(FlagRow, flag_id, with_for_update={"key_share": True}, populate_existing=True)
    parted = set(clusters_of(session, new).values())
    names = session.scalars(
        select(label()).where(OperatorRow.operator_id.in_(parted)).order_by(OperatorRow.operator_id)
    )
    event = session.get_one(FlagEventRow, min(new.values()))
    added = ", ".join(names)
    flag.version, flag.evidence_version, flag.updated_at = flag.version + 1, flag.evidence_version + 1, now
    event.version, event.what = flag.version, COPY if event.what == REPRINT else event.what
    event.details = f"{event.details}{ADDS}{added}" if event.details else f"{ADDED}{added}"
    changed = {"analysis": event.analysis_id, "version": flag.version, "operators": sorted(new)}
    audit.record(session, "flag parted", audit.MACHINE, f"flag {flag_id}", details=changed)
