"""What people say of two operators: on record for good, never over the head of somebody faster, always reversible.

A judgement is about a pair and counts for the clusters that its two entries belong to. To merge is to judge `same`, to
split is to judge `different` from all others of the cluster: rows are only ever added, so both can be taken back. So is
one slip that made two clusters one, by judging its two entries anew. Flags that were decided while two were one wait
again where a split leaves somebody on them whom nobody saw.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.errors import ConflictError, InputError, NotFoundError
from core.terms import Verdict
from evidence.format.chain import stamp
from store import audit, clusters
from store.flagging.parted import bring_back
from store.identity.evidence import Evidence, evidence_between
from store.identity.judgements import JUDGED, Judgement, between, newest
from store.identity.lifting import parted, stood_before, tied, without
from store.session import Session
from store.signers import check_signs
from store.tables import JudgementRow, OperatorRow
from store.tables.base import clean
from store.ways import UNKNOWN, Way


@dataclass(frozen=True, slots=True)
class Signature:
    """Who says something, why, and when (aware)."""

    who: str
    why: str
    now: datetime
    way: Way = UNKNOWN  # by which it came


def judge(
    session: Session, one: int, other: int, verdict: Verdict, signature: Signature, *, seen: int | None = 0
) -> int:
    """Judge two operators. Returns the judgement's id.

    Args:
        seen: id of the newest judgement between the two that the person has read, 0 for none, None for whatever
            stands there (where the caller has shown it in this very transaction).

    Raises:
        NotFoundError: there is no such operator.
        InputError: it's one operator twice, nobody signs, or no reason is given; or they are to be different and are
            one by way of others.
        ConflictError: somebody judged the two in the meantime; says who, what and why.
    """
    check(session, one, other, signature)
    clusters.lock(session)
    left, right = clusters.members(session, one), clusters.members(session, other)
    lifted: list[tuple[int, int]] = []
    if left == right and verdict is not Verdict.SAME:
        left, right, lifted = without(session, one, other)
    last = between(session, left, right)
    if seen is not None and last is not None and last.judgement_id != seen:
        raise conflict(last)
    if left == right and verdict is not Verdict.SAME:
        raise InputError(
            f"Operators {one} and {other} are one by earlier judgements (entries {', '.join(map(str, left))}).",
            remedy=f"`almenara operator split {max(one, other)}` takes one out.",
        )
    known = evidence_between(session, left, right)
    given = add(session, one, other, verdict, signature, evidence=known)
    # What stood between the two clusters is overruled, and what was judged with a tie that is taken back goes with it.
    for a, b in parted(session, left, right) if verdict is Verdict.SAME else lifted:
        if {a, b} != {one, other}:
            again = verdict if verdict is Verdict.SAME else stood_before(session, (a, b)) or verdict
            add(session, a, b, again, signature, evidence=known)
    clusters.recompute(session, {one, other})
    if lifted:
        bring_back(session, [*left, *right], signature.now)
    return given


def split(
    session: Session,
    operator_id: int,
    signature: Signature,
    *,
    seen: int | None = None,
    unsure: bool = False,
) -> list[int]:
    """Take an entry out of its cluster: it is judged different from each of the others, which stay together. Returns
    the others.

    Args:
        seen: id of the newest judgement within the cluster that the person has read, None for whatever stands there.
        unsure: whether it is merely taken back that they are one: what tied it stands as it stood before.

    Raises:
        NotFoundError, InputError: as `judge`, or it stands alone (perhaps somebody was faster).
        ConflictError: somebody judged an entry of the cluster in the meantime.
    """
    check(session, operator_id, None, signature)
    clusters.lock(session)
    cluster = clusters.members(session, operator_id)
    last = newest(session, cluster)
    if seen is not None and last is not None and last.judgement_id > seen:
        raise conflict(last)
    others = [member for member in cluster if member != operator_id]
    if not others:
        raise InputError(f"Operator {operator_id} stands alone: there is nothing to split.")
    known = evidence_between(session, [operator_id], others)
    for pair in tied(session, operator_id, others) if unsure else ():
        add(session, *pair, stood_before(session, pair) or Verdict.UNSURE, signature, evidence=known)
    for other in others if not unsure else ():
        add(session, operator_id, other, Verdict.DIFFERENT, signature, evidence=known)
    for other in others[1:]:  # they may have been one only by way of the entry that leaves
        if other not in clusters.component(session, others[0]):
            add(session, others[0], other, Verdict.SAME, signature, evidence=known)
    clusters.recompute(session, {operator_id, *others})
    bring_back(session, cluster, signature.now)
    return others


def conflict(*found: Judgement) -> ConflictError:
    """That somebody was faster: who, what and why."""
    said = " ".join(
        f"Operators {each.left_id} and {each.right_id} were judged {each.verdict.value} by {each.who} on "
        f"{each.decided_at:%Y-%m-%d %H:%M} UTC: {each.why} (judgement {each.judgement_id})."
        for each in found
    )
    remedy = f"Read it; to decide after it, say that you have seen judgement {found[0].judgement_id}."
    if len(found) > 1:  # as a merge at the terminal meets them
        each_seen = " ".join(f"--seen {each.judgement_id}" for each in found)
        remedy = f"Read them; to decide after them, say that you have seen each: {each_seen}."
    return ConflictError(said, remedy=remedy)


def check(session: Session, one: int, other: int | None, signature: Signature) -> None:
    """See that somebody signs a judgement about two operators that there are.

    Raises:
        InputError, NotFoundError: as `judge`.
    """
    if one == other:
        raise InputError(f"Operator {one} is named twice.", remedy="A judgement is about two.")
    if not signature.who.strip() or not signature.why.strip():
        raise InputError(f"Operator {one}: a judgement needs a name and a reason.", remedy="Say who, and why.")
    check_signs(f"Operator {one}", signature.who)
    for operator_id in (one, other):
        if operator_id is not None and session.get(OperatorRow, operator_id) is None:
            raise NotFoundError(f"There is no operator {operator_id}.", remedy="`almenara operator list` shows them.")


def add(
    session: Session, one: int, other: int, verdict: Verdict, signature: Signature, *, evidence: list[Evidence]
) -> int:
    """Put one judgement on record, as it is. Returns its id. What follows from it is not computed."""
    row = JudgementRow(
        left_id=min(one, other),
        right_id=max(one, other),
        verdict=verdict.value,
        who=clean(signature.who.strip()),
        why=clean(signature.why.strip()),
        evidence=[[item.key, item.what] for item in evidence],
        decided_at=signature.now,
    )
    session.add(row)
    session.flush()
    details: dict[str, object] = {
        "judgement": row.judgement_id,
        "operators": [row.left_id, row.right_id],
        "why": row.why,
    }
    details["decided_at"] = stamp(row.decided_at)
    details |= signature.way.details
    audit.record(session, f"{JUDGED}{verdict.value}", row.who, f"operator {row.left_id}", details=details)
    return row.judgement_id
