"""What people decide about clearings one by one. A document that clears somebody raises a flag, which is decided on for
all whom it surely means; a list that does so has no document to show, and whom a document merely may mean is not to be
cleared with the others. So each of these is decided on by itself: by the moves of a flag, with as many eyes, on record,
and never over the head of somebody faster.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select

from core.errors import ConflictError, InputError, NotFoundError
from core.terms import FlagKind, FlagState, LegalStatus
from evidence.format.chain import stamp
from store import audit, clusters
from store.flagging.decisions import check_move, check_second, done_by
from store.flagging.dismissals import SETTLED
from store.session import Session
from store.signers import is_accounts
from store.tables import ClearingDecisionRow, DocumentRow, FlagRow, OperatorStatusRow
from store.tables.base import clean
from store.ways import UNKNOWN, Way, ways

DECIDED = "clearing decided"
"""The action on record."""

BY_LISTS = and_(
    OperatorStatusRow.status == literal_column(f"'{LegalStatus.CLEARED.value}'"),  # else its index is not used
    OperatorStatusRow.document_id.is_(None),
)
"""The rows by which lists clear somebody."""

_OF_FLAG = (
    select(FlagRow.flag_id)
    .join(DocumentRow, DocumentRow.story_id == FlagRow.story_id)
    .where(DocumentRow.document_id == OperatorStatusRow.document_id, FlagRow.kind == FlagKind.CLEARANCE.value, SETTLED)
    .correlate(OperatorStatusRow)
)
_DECISIONS = (
    select(ClearingDecisionRow.decision_id)
    .where(ClearingDecisionRow.status_id == OperatorStatusRow.status_id)
    .correlate(OperatorStatusRow)
)

DOUBTFUL = and_(OperatorStatusRow.is_doubtful, or_(_DECISIONS.exists(), ~_OF_FLAG.exists()))
"""The rows by which documents clear whom they merely may mean. Who dismissed the flag said of all that they do not, but
for whom somebody decided on before."""

BY_ITSELF = or_(BY_LISTS, DOUBTFUL)
"""The rows that are decided on one by one, for a query of few operators."""

ALL = select(OperatorStatusRow.status_id).where(BY_LISTS).union_all(select(OperatorStatusRow.status_id).where(DOUBTFUL))
"""The same for a query of all operators: an "or" of the two would read every row."""

_LATEST = (
    select(ClearingDecisionRow.to_state)
    .where(ClearingDecisionRow.status_id == OperatorStatusRow.status_id)
    .order_by(ClearingDecisionRow.version.desc())
    .limit(1)
    .correlate(OperatorStatusRow)
    .scalar_subquery()
)
STATE: ColumnElement[str] = func.coalesce(_LATEST, FlagState.NEW.value)
"""Where each of these rows stands, for a query."""

IS_UNSURE = and_(OperatorStatusRow.is_doubtful, STATE.not_in([FlagState.CONFIRMED.value]))
"""Whether a document merely may mean the operator of a row, and nobody confirmed that it does."""


def decide(  # noqa: PLR0913 - all of it makes one decision, by name
    session: Session,
    clearing_id: int,
    to: FlagState,
    *,
    who: str,
    why: str,
    expected_version: int,
    now: datetime,
    four_eyes: bool = False,
    accounts: bool = False,
    way: Way = UNKNOWN,
) -> int:
    """Decide whether a clearing stands. Returns its new version.

    Args:
        expected_version: how many decisions on it the person saw.
        four_eyes: whether to confirm it takes a second person; the first one's is then in review.
        accounts, way: as `store.flagging.decisions.decide`.

    Raises:
        NotFoundError: no clearing that is decided on by itself has this number.
        ConflictError: somebody decided since the person saw it; says who.
        InputError: as `store.flagging.decisions.decide`.
    """
    clusters.lock(session)  # one transaction at a time judges
    row = session.scalars(
        select(OperatorStatusRow).where(OperatorStatusRow.status_id == clearing_id, BY_ITSELF)
    ).first()
    if row is None:
        raise NotFoundError(f"There is no clearing {clearing_id}.", remedy="`almenara operator clearings` shows them.")
    last = latest(session, clearing_id)
    version, what = last.version if last is not None else 0, f"Clearing {clearing_id}"
    if expected_version > version:
        raise InputError(
            f"{what} has no version {expected_version}: it is at {version}.", remedy="Name the version that you read."
        )
    if last is not None and last.version != expected_version:
        raise ConflictError(
            f"{what} has changed since you saw it: {done_by(last.who, last.to_state, last.proposes)}.",
            remedy="Read it again, then decide.",
        )
    from_state = FlagState(last.to_state) if last is not None else FlagState.NEW
    check_move(what, from_state, to, who=who, why=why)
    is_first = four_eyes and to is FlagState.CONFIRMED and _is_first(session, last, who, accounts, way)
    made = ClearingDecisionRow(
        status_id=clearing_id,
        version=version + 1,
        from_state=from_state.value,
        to_state=(FlagState.IN_REVIEW if is_first else to).value,
        proposes=to.value if is_first else "",
        who=clean(who.strip()),
        why=clean(why.strip()),
        decided_at=now,
    )
    session.add(made)
    session.flush()
    _record(session, made, row.operator_id, way)
    return made.version


def latest(session: Session, clearing_id: int) -> ClearingDecisionRow | None:
    """The last decision on it; None where nobody decided yet."""
    mine = select(ClearingDecisionRow).where(ClearingDecisionRow.status_id == clearing_id)
    return session.scalars(mine.order_by(ClearingDecisionRow.version.desc()).limit(1)).first()


def _is_first(session: Session, last: ClearingDecisionRow | None, who: str, accounts: bool, way: Way) -> bool:
    """Whether nobody proposed yet to confirm it, so that a second person has to."""
    if last is None or last.proposes != FlagState.CONFIRMED.value:
        return True
    if accounts and not is_accounts(session, last.who):
        return True
    subject = _subject(last.status_id)
    before = ways(session, DECIDED, [subject]).get((subject, last.version), UNKNOWN)
    check_second(session, f"Clearing {last.status_id}", last.who, who, way=way, before=before)
    return False


def _record(session: Session, made: ClearingDecisionRow, operator_id: int, way: Way) -> None:
    details: dict[str, object] = {"from": made.from_state, "to": made.to_state, "why": made.why}
    details |= {"version": made.version, "proposes": made.proposes, "decided_at": stamp(made.decided_at)}
    details |= {"operator": operator_id} | way.details
    audit.record(session, DECIDED, made.who, _subject(made.status_id), details=details)


def _subject(clearing_id: int) -> str:
    return f"clearing {clearing_id}"
