"""A person corrects what was read of an operator's standing: that a source says less of it, or does not accuse it
(it means a namesake, or tells of a victim). The lead stays, with whomever else it names. On record, never over the head
of somebody faster, and undone by one more correction; what is said anew counts as it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from core.errors import ConflictError, InputError, NotFoundError
from core.terms import LegalStatus
from evidence.format.chain import stamp
from store import audit, clusters
from store.flagging import turns
from store.flagging.corrected import ACCUSING, NOTHING, holds
from store.session import Session
from store.signers import check_signs
from store.tables import CorrectionRow, DocumentRow, MailRow, OperatorMentionRow, OperatorStatusRow
from store.tables.base import clean
from store.ways import UNKNOWN, Way

DECIDED = "statement corrected"
"""The action on record."""

CORRECTED = "store.flagging.corrections"
"""Under which a session has the entries of which a correction holds (store.flagging.said_again)."""


def choices(status: LegalStatus) -> tuple[LegalStatus, ...]:
    """As what a statement that was read so can stand: nothing more than it was read as, the most first. Empty for one
    that clears."""
    rungs = [rung for rung in LegalStatus if rung.value in ACCUSING]
    return tuple(reversed(rungs[: rungs.index(status) + 1])) if status in rungs else ()


def correct(  # noqa: PLR0913 - all of it makes one decision, by name
    session: Session,
    statement_id: int,
    stands_as: LegalStatus | None,
    *,
    who: str,
    why: str,
    expected_version: int,
    now: datetime,
    way: Way = UNKNOWN,
) -> int:
    """Let a statement stand as something else; and with it what copies of its story say, of the same standing where it
    is lowered, and of any where it accuses of nothing. Returns its new version.

    Args:
        stands_as: one of `choices`; None where the source does not accuse this operator.
        expected_version: how many corrections of it the person saw.
        way: by which it came.

    Raises:
        NotFoundError: no statement that accuses somebody has this number.
        ConflictError: somebody corrected it since the person saw it; says who.
        InputError: it says no such thing, or stands so already; nobody signs, or gives a reason.
    """
    turns.while_correcting(session)
    clusters.lock(session)  # one transaction at a time judges
    what = f"Statement {statement_id}"
    row = session.get(OperatorStatusRow, statement_id)
    if row is None or row.status not in ACCUSING:
        raise NotFoundError(f"There is no statement {statement_id}.", remedy="`almenara operator show` tells them.")
    last = newest(session, [statement_id]).get(statement_id)
    _check_version(what, last, expected_version)
    to = NOTHING if stands_as is None else stands_as.value
    _check(what, row, last, to, who=who, why=why)
    until, now = session.scalar(select(func.max(OperatorMentionRow.analysis_id))) or 0, _after_mails(session, now)
    for each, stands in _together(session, row, last, to):
        before = newest(session, [each.status_id]).get(each.status_id)
        add(session, each, before, stands, who=who, why=why, now=now, until=until, way=way)
    session.info.pop(CORRECTED, None)
    return expected_version + 1


def _after_mails(session: Session, now: datetime) -> datetime:
    """The moment, or one behind the last mail, which was made while the correction waited and knew nothing of it
    (store.views.mail_corrections)."""
    last = session.scalar(select(MailRow.queued_at).order_by(MailRow.mail_id.desc()).limit(1))
    return now if last is None or last < now else last + timedelta(microseconds=1)


def newest(session: Session, statement_ids: Iterable[int]) -> dict[int, CorrectionRow]:
    """The correction that holds of each of these statements, by its number; nothing of those never corrected."""
    chosen = CorrectionRow.status_id.in_(list(statement_ids))
    return {row.status_id: row for row in session.scalars(select(CorrectionRow).where(chosen, holds()))}


def add(  # noqa: PLR0913 - a row, by name
    session: Session,
    row: OperatorStatusRow,
    before: CorrectionRow | None,
    to: str,
    *,
    who: str,
    why: str,
    now: datetime,
    until: int,
    way: Way = UNKNOWN,
) -> None:
    """Write a correction, and its entry in the audit log. `until`: the newest reading of any text then."""
    made = CorrectionRow(
        status_id=row.status_id,
        operator_id=row.operator_id,
        document_id=row.document_id,
        status=row.status,
        stands_as=to,
        version=before.version + 1 if before is not None else 1,
        who=clean(who.strip()),
        why=clean(why.strip()),
        decided_at=now,
        read_until=until,
    )
    session.add(made)
    session.flush()
    details: dict[str, object] = {"from": before.stands_as if before is not None else row.status, "to": to}
    details |= {"why": made.why, "version": made.version, "decided_at": stamp(now), "operator": row.operator_id}
    audit.record(session, DECIDED, made.who, f"statement {row.status_id}", details=details | way.details)


def _check_version(what: str, last: CorrectionRow | None, expected: int) -> None:
    version = last.version if last is not None else 0
    if expected > version:
        raise InputError(
            f"{what} has no version {expected}: it is at {version}.", remedy="Name the version that you read."
        )
    if last is not None and expected < version:
        as_what = last.stands_as or "no accusation"
        raise ConflictError(
            f"{what} has changed since you saw it: {last.who} made it {as_what}.", remedy="Read it again, then decide."
        )


def _check(what: str, row: OperatorStatusRow, last: CorrectionRow | None, to: str, *, who: str, why: str) -> None:
    check_signs(what, who)
    if not why.strip():
        raise InputError(f"{what}: a correction needs a reason.", remedy="Say why.")
    allowed = choices(LegalStatus(row.status))
    if to != NOTHING and to not in allowed:
        raise InputError(
            f"{what} was read as {row.status} and can't stand as {to}: people add nothing to what a source says.",
            remedy=f"Allowed: {', '.join(allowed)}.",
        )
    if to == (last.stands_as if last is not None else row.status):
        raise InputError(f"{what} stands so already.", remedy="Choose something else, or leave it as it is.")


def _together(
    session: Session, row: OperatorStatusRow, last: CorrectionRow | None, to: str
) -> list[tuple[OperatorStatusRow, str]]:
    """A statement and those of its story's other documents that are corrected with it; those that a correction took
    along come back with it."""
    found = in_story(session, row)
    made = newest(session, [each.status_id for each in found])
    if last is not None and last.stands_as == NOTHING and to != NOTHING:  # with it comes back what it took along
        found = [each for each in found if each.status_id in made and _is_of(made[each.status_id], last)]
    elif to != NOTHING:
        found = [each for each in found if each.status == row.status]
    stands = {number: each.stands_as for number, each in made.items()}
    wanted = _wanted(session, row, found, to, last)
    return [
        (each, wanted[each.status_id])
        for each in found
        if stands.get(each.status_id, each.status) != wanted[each.status_id]
    ]


def _is_of(made: CorrectionRow, last: CorrectionRow) -> bool:
    """Whether one correction was made with another, or by the watch after it."""
    together = (made.who, made.decided_at, made.why) == (last.who, last.decided_at, last.why)
    return made.stands_as == NOTHING and (together or (made.who == audit.MACHINE and made.why == last.why))


def _wanted(
    session: Session,
    row: OperatorStatusRow,
    found: Sequence[OperatorStatusRow],
    to: str,
    last: CorrectionRow | None,
) -> dict[int, str]:
    """As what each of these stands then: what was read alike as what was decided, all else as it did before what is
    taken back, and as no more than that."""
    if to == NOTHING:
        return {each.status_id: NOTHING for each in found}
    ids = [each.status_id for each in found]
    query = select(CorrectionRow).where(CorrectionRow.status_id.in_(ids)).order_by(CorrectionRow.version)
    before: dict[int, list[str]] = {}
    for made in session.scalars(query):
        before.setdefault(made.status_id, []).append(made.stands_as)
    stood = {each.status_id: [each.status, *before.get(each.status_id, [])] for each in found}
    back = {
        number: was[-2] if last is not None and last.stands_as == NOTHING and len(was) > 1 else was[0]
        for number, was in stood.items()
    }
    least = {number: min(was, to, key=ACCUSING.index) if was != NOTHING else to for number, was in back.items()}
    alike = {each.status_id: to for each in found if each.status == row.status}
    return (back if to == row.status else least) | alike


def in_story(session: Session, row: OperatorStatusRow) -> Sequence[OperatorStatusRow]:
    """A statement and what else its story says against its operator; alone where a list says it."""
    if row.document_id is None:
        return [row]
    entries = clusters.members(session, clusters.cluster_of(session, row.operator_id))
    story = select(DocumentRow.story_id).where(DocumentRow.document_id == row.document_id).scalar_subquery()
    query = (
        select(OperatorStatusRow)
        .join(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .where(OperatorStatusRow.operator_id.in_(entries), DocumentRow.story_id == story)
        .where(OperatorStatusRow.status.in_(ACCUSING))
        .order_by(OperatorStatusRow.status_id)
    )
    return session.scalars(query).all()
