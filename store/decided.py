"""What people decided and judged, and what they are called, held against the entries that the audit log has of it.

A decision and its entry are written together; so are a judgement and its entry. Whoever changes, takes away or adds one
of them, or gives a flag another state, without the log is told of here. What was decided before the log began (a flag
that it never saw raised, a judgement older than its first entry) has no entry, and can't be held against any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from core.terms import FlagState
from evidence.format.chain import Entry, parse_entry, stamp
from store.accounts.people import MADE
from store.accounts.renaming import RENAMED
from store.flagging.clearings import DECIDED as CLEARING
from store.flagging.corrections import DECIDED as CORRECTION
from store.flagging.decisions import DECIDED
from store.flagging.events import RAISED
from store.flagging.removals import DECIDED as REMOVAL
from store.identity.judgements import JUDGED
from store.session import Session
from store.signers import former_names
from store.tables import (
    AccountRow,
    AuditRow,
    ClearingDecisionRow,
    ContactRemovalRow,
    CorrectionRow,
    DecisionRow,
    FlagRow,
    JudgementRow,
)
from store.tables.base import clean

_DIGITS = 18  # of the number of a flag; of thousands Python reads none
_Rows = dict[tuple[int, int], tuple[ClearingDecisionRow | CorrectionRow, Mapping[str, object]]]
"""By number and version a row, and what of it stands in its entry."""
_DECISIONS = select(
    DecisionRow.flag_id,
    DecisionRow.version,
    DecisionRow.from_state,
    DecisionRow.to_state,
    DecisionRow.proposes,
    DecisionRow.who,
    DecisionRow.why,
    DecisionRow.decided_at,
)
_JUDGEMENTS = select(
    JudgementRow.judgement_id,
    JudgementRow.left_id,
    JudgementRow.right_id,
    JudgementRow.verdict,
    JudgementRow.who,
    JudgementRow.why,
    JudgementRow.decided_at,
)


def faults(session: Session) -> list[str]:
    """What is not as it was decided, a line each; empty where all is."""
    found = [*_of_flags(session), *_of_clearings(session), *_of_corrections(session), *_of_judgements(session)]
    return [*found, *_of_removals(session), *_of_names(session)]


def _of_flags(session: Session) -> Iterator[str]:
    rows = {(row.flag_id, row.version): row for row in session.execute(_DECISIONS)}
    states: dict[int, str] = dict.fromkeys(_raised(session), FlagState.NEW.value)
    logged = set(states)
    for entry in _entries(session, AuditRow.action == DECIDED):
        flag_id, version = _number(entry.subject), _number(entry.details.get("version"))
        states[flag_id] = str(entry.details.get("to"))
        row = rows.pop((flag_id, version), None)
        what = f"flag {flag_id}: the decision of version {version}"
        if row is None:
            yield f"{what} is gone; audit entry {entry.sequence} has it, by {entry.actor}"
            continue
        yield from _compared(what, entry, _stands(row), who=row.who, at=row.decided_at)
    for flag_id, version in sorted(rows):
        if flag_id in logged:
            yield f"flag {flag_id}: the audit log knows no decision of version {version}"
    for flag_id, state in session.execute(select(FlagRow.flag_id, FlagRow.state).order_by(FlagRow.flag_id)):
        if states.get(flag_id, state) != state:
            yield f"flag {flag_id}: is {state}, and by the audit log {states[flag_id]}"


def _of_clearings(session: Session) -> Iterator[str]:
    """What lists clear; people decide on that since there is a log."""
    rows: _Rows = {
        (row.status_id, row.version): (row, _stands(row)) for row in session.scalars(select(ClearingDecisionRow))
    }
    yield from _all_logged(session, "clearing", CLEARING, rows)


def _of_corrections(session: Session) -> Iterator[str]:
    """As what people let statements stand; so, too."""
    rows: _Rows = {
        (row.status_id, row.version): (row, {"to": row.stands_as, "why": row.why, "operator": row.operator_id})
        for row in session.scalars(select(CorrectionRow))
    }
    yield from _all_logged(session, "statement", CORRECTION, rows)


def _of_removals(session: Session) -> Iterator[str]:
    """Which contact points people took off operators, or gave back."""
    rows = {row.removal_id: row for row in session.scalars(select(ContactRemovalRow))}
    for entry in _entries(session, AuditRow.action == REMOVAL):
        row = rows.pop(number := _number(entry.details.get("removal")), None)
        if row is None:
            yield f"removal {number} is gone; audit entry {entry.sequence} has it, by {entry.actor}"
            continue
        if entry.subject != f"operator {row.operator_id}":
            yield f"removal {number}: its operator is not the one of audit entry {entry.sequence}"
        stands = {"off": row.is_off, "type": row.type, "why": row.why}
        yield from _compared(f"removal {number}", entry, stands, who=row.who, at=row.decided_at)
    for number in sorted(rows):
        yield f"removal {number}: the audit log does not know it"


def _all_logged(session: Session, noun: str, action: str, rows: _Rows) -> Iterator[str]:
    """What was decided on things of one kind, by number and version: each has an entry, and every entry its row."""
    for entry in _entries(session, AuditRow.action == action):
        number, version = _number(entry.subject), _number(entry.details.get("version"))
        what = f"{noun} {number}: the decision of version {version}"
        if (number, version) not in rows:
            yield f"{what} is gone; audit entry {entry.sequence} has it, by {entry.actor}"
            continue
        row, stands = rows.pop((number, version))
        yield from _compared(what, entry, stands, who=row.who, at=row.decided_at)
    for number, version in sorted(rows):
        yield f"{noun} {number}: the audit log knows no decision of version {version}"


def _of_judgements(session: Session) -> Iterator[str]:
    rows = {row.judgement_id: row for row in session.execute(_JUDGEMENTS)}
    first: datetime | None = session.scalar(select(AuditRow.at).order_by(AuditRow.sequence).limit(1))
    known: set[int] = set()
    for entry in _entries(session, AuditRow.action.startswith(JUDGED)):
        number = _number(entry.details.get("judgement"))
        known.add(number)
        row = rows.pop(number, None)
        what = f"judgement {number}"
        if row is None:
            yield f"{what} is gone; audit entry {entry.sequence} has it, by {entry.actor}"
            continue
        if entry.action != f"{JUDGED}{row.verdict}":
            yield f"{what}: its verdict is not the one of audit entry {entry.sequence}"
        stands = {"operators": [row.left_id, row.right_id], "why": row.why}
        yield from _compared(what, entry, stands, who=row.who, at=row.decided_at)
    for number, row in sorted(rows.items()):
        is_older = number < min(known, default=number + 1) and (first is None or row.decided_at < first)
        if not is_older:
            yield f"judgement {number}: the audit log does not know it"


def _of_names(session: Session) -> Iterator[str]:
    """What accounts are called and were: who signed under a former name is told by it alone where no login is noted."""
    called: dict[str, str] = {}
    left: dict[str, set[str]] = {}
    for entry in _entries(session, AuditRow.action.in_([MADE, RENAMED])):
        login, is_new = entry.subject.removeprefix("account "), entry.action == MADE
        called[login] = str(entry.details.get("name" if is_new else "to"))
        if not is_new:
            left.setdefault(login, set()).add(str(entry.details.get("from")))
    rows = session.execute(select(AccountRow.account_id, AccountRow.login, AccountRow.name)).all()
    for account_id, login, name in rows:
        if called.get(login, name) != name:
            yield f"account {login}: is called {name}, and by the audit log {called[login]}"
        before = set(former_names(session, account_id))
        for gone in sorted(left.get(login, set()) - before):
            yield f"account {login}: it had the name {gone} before, which is gone"
        for added in sorted(before - left.get(login, set())):
            yield f"account {login}: the audit log knows nothing of its former name {added}"


def _stands(row: Any) -> dict[str, object]:
    return {"from": row.from_state, "to": row.to_state, "proposes": row.proposes, "why": row.why}


def _compared(what: str, entry: Entry, stands: Mapping[str, object], *, who: str, at: datetime) -> Iterator[str]:
    """Entries of earlier versions lack the time, and what was proposed: what an entry doesn't say is not compared."""
    found = {"who": who, "decided_at": stamp(at), **stands}
    for name, value in ({"who": entry.actor} | dict(entry.details)).items():
        if name in found and found[name] != (clean(value) if isinstance(value, str) else value):
            yield f"{what}: its {name} is not the one of audit entry {entry.sequence}"


def _raised(session: Session) -> Iterator[int]:
    subjects = select(AuditRow.subject).where(AuditRow.action == f"flag {RAISED}")
    yield from map(_number, session.scalars(subjects))


def _entries(session: Session, which: ColumnElement[bool]) -> Iterator[Entry]:
    lines = select(AuditRow.line).where(which).order_by(AuditRow.sequence).execution_options(yield_per=1000)
    for line in session.scalars(lines):
        try:
            yield parse_entry(line.encode())
        except ValueError:  # the log's own check says so
            continue


def _number(said: object) -> int:
    """The number in "flag 3" and the like; 0, which is nobody's, where an entry that somebody wrote has none."""
    last = str(said).rpartition(" ")[2]
    return int(last) if last.isdecimal() and len(last) <= _DIGITS else 0
