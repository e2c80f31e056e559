"""What people decide about flags: on record, never changed, and never over the head of somebody faster.

Where four eyes are asked for, confirming a flag that names an operator takes two persons: the first confirmation puts
the flag in review and is on record as a proposal, which another person makes good; new evidence asks both again.

Where evidence came since a decision, a person may say that it was seen and the flag stays as it is, and why.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, select, update

from core.errors import ConflictError, InputError, NotFoundError
from core.terms import FlagKind, FlagState, moves_from
from evidence.format.chain import stamp
from store import audit
from store.flagging import details as told_apart
from store.session import Session
from store.signers import check_signs, is_accounts, is_one_person
from store.tables import DecisionRow, FlagOperatorRow, FlagRow
from store.tables.base import clean
from store.ways import UNKNOWN, Way, ways

DECIDED = "flag decided"
"""What the audit log calls it."""


def decide(  # noqa: PLR0913 - all of it makes one decision, by name
    session: Session,
    flag_id: int,
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
    """Move a flag. Returns its new version.

    Args:
        expected_version: the version that the person saw.
        four_eyes: whether confirming an operator takes a second person; the first one's flag is then in review.
        accounts: whether people have to sign by accounts: what somebody without one proposed is nobody's proposal.
        way: by which it came; on record beside the name. A user of this machine is one person whatever name is typed.

    Raises:
        NotFoundError: there is no such flag.
        ConflictError: it was changed since the person saw it; says by whom where it was a person.
        InputError: there never was such a version, the move isn't allowed, nobody signs it, no reason is given where
            one is needed, or the person who proposed to confirm is to be the second one too.
    """
    flag = session.get(FlagRow, flag_id, populate_existing=True)
    if flag is None:
        raise NotFoundError(f"There is no flag {flag_id}.", remedy="`almenara flag list` shows them.")
    if expected_version > flag.version:
        raise InputError(
            f"Flag {flag_id} has no version {expected_version}: it is at {flag.version}.",
            remedy="Name the version that you read.",
        )
    if flag.version != expected_version:
        raise _conflict(session, flag)
    check_move(f"Flag {flag_id}", FlagState(flag.state), to, who=who, why=why, has_grown=_has_grown(flag))
    state = FlagState.IN_REVIEW if four_eyes and _is_first(session, flag, to, who, accounts, way) else to
    moved = (
        update(FlagRow)
        .where(FlagRow.flag_id == flag_id, FlagRow.version == expected_version, FlagRow.state == flag.state)
        .values(state=state.value, version=expected_version + 1, decided_evidence=FlagRow.evidence_version)
        .returning(FlagRow.flag_id)
        .execution_options(synchronize_session=False)
    )
    from_state = flag.state
    if session.execute(moved).first() is None:
        raise _conflict(session, flag)  # between our look and our move
    session.add(
        DecisionRow(
            flag_id=flag_id,
            version=expected_version + 1,
            from_state=from_state,
            to_state=state.value,
            proposes=to.value if state is not to else "",
            who=clean(who.strip()),
            why=clean(why.strip()),
            decided_at=now,
        )
    )
    if flag.kind == FlagKind.LEAD.value and FlagState.CONFIRMED.value in (state.value, from_state):
        told_apart.decided(session, flag_id, now)
    details = {"from": from_state, "to": state.value, "why": why.strip(), "version": expected_version + 1}
    details |= {"proposes": to.value if state is not to else "", "decided_at": stamp(now)}
    audit.record(session, DECIDED, who, f"flag {flag_id}", details=details | way.details)
    session.flush()
    session.refresh(flag)
    return flag.version


def _is_first(session: Session, flag: FlagRow, to: FlagState, who: str, accounts: bool, way: Way) -> bool:
    """Whether this is a confirmation of an operator that nobody has proposed yet."""
    if to is not FlagState.CONFIRMED or not session.scalar(select(exists().where(_names(flag)))):
        return False
    last = session.scalars(_decision(flag)).first()  # evidence that came since has moved the version
    if last is None or last.proposes != to.value:
        return True
    if accounts and not is_accounts(session, last.who):
        return True
    before = ways(session, DECIDED, [f"flag {flag.flag_id}"]).get((f"flag {flag.flag_id}", flag.version), UNKNOWN)
    check_second(session, f"Flag {flag.flag_id}", last.who, who, way=way, before=before)
    return False


def check_second(session: Session, what: str, proposer: str, who: str, *, way: Way, before: Way) -> None:
    """Refuse the second person of four eyes who is the first one too, under whatever name.

    Args:
        what: "Flag 3".
        way: by which the second name came.
        before: of the first one.

    Raises:
        InputError: it is one person.
    """
    if is_one_person(session, proposer, who):
        raise InputError(
            f"{what}: {proposer} proposed to confirm it, and can't be the second person too.",
            remedy="Somebody else has to confirm it.",
        )
    if both := sorted(way.persons & before.persons):
        raise InputError(
            f"{what}: {both[0]} proposed to confirm it as {proposer}, and can't be the second person too.",
            remedy="Somebody else has to confirm it, as their own user of this machine or at the desk.",
        )


def stays(session: Session, flag_id: int, to: FlagState) -> bool:
    """Whether such a decision would leave a flag as it is, with new evidence that was seen."""
    flag = session.get(FlagRow, flag_id)
    return flag is not None and flag.state == to.value and to in moves_from(to, has_grown=_has_grown(flag))


def _has_grown(flag: FlagRow) -> bool:
    """Whether evidence was added after a person decided, as `store.views.flag_lines.WAITS` asks."""
    return 0 < flag.decided_evidence < flag.evidence_version


def _names(flag: FlagRow) -> ColumnElement[bool]:
    return FlagOperatorRow.flag_id == flag.flag_id


def _decision(flag: FlagRow) -> Select[DecisionRow]:
    return select(DecisionRow).where(DecisionRow.flag_id == flag.flag_id, DecisionRow.version == flag.version)


def _conflict(session: Session, flag: FlagRow) -> ConflictError:
    session.refresh(flag)
    last = session.scalars(_decision(flag)).first()
    came = "a copy or new evidence came in" if flag.kind == FlagKind.CLEARANCE else "new evidence came in"
    by = done_by(last.who, last.to_state, last.proposes) if last is not None else came
    return ConflictError(
        f"Flag {flag.flag_id} has changed since you saw it: {by}.", remedy="Read it again, then decide."
    )


def done_by(who: str, to_state: str, proposes: str) -> str:
    """What somebody did who was faster. The state alone would hide that it waits for another to agree."""
    return f"{who} proposed to confirm it" if proposes else f"{who} made it {to_state}"


def check_move(what: str, state: FlagState, to: FlagState, *, who: str, why: str, has_grown: bool = False) -> None:
    """Refuse a decision that can't be made from this state, or that nobody signs; `what`: "Flag 3"; `has_grown`:
    whether evidence came since it was decided.

    Raises:
        InputError: it can't, nobody does, or a dismissal gives no reason, nor who leaves it as it is.
    """
    allowed = moves_from(state, has_grown=has_grown)
    check_signs(what, who)
    if to not in allowed:
        raise InputError(
            f"{what} is {state.value} and can't become {to.value}.",
            remedy=f"Allowed: {', '.join(sorted(each.value for each in allowed))}.",
        )
    if to is FlagState.DISMISSED and not why.strip():
        raise InputError(f"{what}: a dismissal needs a reason.", remedy="Say why.")
    if to is state and not why.strip():
        raise InputError(f"{what}: to leave it as it is needs a reason.", remedy="Say why.")
