"""What is new to a webhook, put on its way there: found by looking, so that nobody who raises a flag or decides has to
think of it, and once an event, however often one looks.

A payload names operators, and says of each how it stands. Who decided, with which words, what stands in the text and
who else is named in it stay here.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, String, cast, exists, literal, select

from core.terms import FlagState
from evidence.format.chain import stamp
from store.clusters import goes_by, label
from store.exchange.cautions import caution
from store.flagging.withdrawn import is_lead_withdrawn
from store.mail_states import DEAD, QUEUED
from store.outgoing.webhook_rereads import rereads
from store.outgoing.webhooks import TEST, row_of
from store.session import Session
from store.tables import (
    ClearingDecisionRow,
    CorrectionRow,
    DecisionRow,
    DeliveryRow,
    FlagRow,
    OperatorRow,
    OperatorStatusRow,
    WebhookRow,
)
from store.tables.base import insert_new
from store.views.flag_lines import flag_lines
from store.views.operator_lines import operator_lines
from store.views.operator_records import OperatorSummary
from store.views.records import FlagSummary

RAISED, GROWN, DECIDED, CLEARING = "flag.raised", "flag.grown", "decision.made", "clearing.decided"
CORRECTED = "statement.corrected"
BATCH = 500

Event = tuple[str, str, Mapping[str, object]]
"""Key, kind and what it tells."""


def queue_new(session: Session, base_url: str, now: datetime) -> int:
    """Put what is new to a webhook of flags and decisions on its way there. Returns how many; run again, none."""
    queued = 0
    for row in list(session.scalars(select(WebhookRow).order_by(WebhookRow.webhook_id))):
        looks = (_flags, _decisions, _clearings, _corrections, _rereads)
        while events := [event for look in looks for event in look(session, row, base_url)]:
            queued += len(events)
            _queue(session, row, events, now)
    return queued


def queue_test(session: Session, webhook_id: int, base_url: str, now: datetime) -> int:
    """Put an event that tells of nothing on its way; returns the delivery.

    Raises:
        NotFoundError: there is no such webhook.
    """
    row = row_of(session, webhook_id)
    key = f"{TEST}:{secrets.token_hex(8)}"
    _queue(session, row, [(key, TEST, {"link": f"{base_url.rstrip('/')}/"})], now)
    return session.scalars(select(DeliveryRow.delivery_id).where(*_is(row, literal(key)))).one()


def _flags(session: Session, row: WebhookRow, base_url: str) -> Iterable[Event]:
    key = literal("flag:") + cast(FlagRow.flag_id, String) + ":" + cast(FlagRow.evidence_version, String)
    query = (
        select(FlagRow)
        .where(FlagRow.updated_at >= row.added_at, ~is_lead_withdrawn(), ~exists().where(*_is(row, key)))
        .order_by(FlagRow.flag_id)
        .limit(BATCH)
    )
    for line, told in _tell(session, list(session.scalars(query)), base_url):
        kind = GROWN if line.raised_at < row.added_at or _was_told(session, row, line) else RAISED
        yield f"flag:{line.flag_id}:{line.evidence_version}", kind, {"flag": told}


def _was_told(session: Session, row: WebhookRow, line: FlagSummary) -> bool:
    """Whether an earlier version of a flag's evidence is on its way or there: it may have grown between two looks.
    What was given up was not told."""
    keys = [f"flag:{line.flag_id}:{version}" for version in range(1, line.evidence_version)]
    earlier = exists().where(
        DeliveryRow.webhook_id == row.webhook_id, DeliveryRow.key.in_(keys), DeliveryRow.state != DEAD
    )
    return bool(keys) and bool(session.scalar(select(earlier)))


def _decisions(session: Session, row: WebhookRow, base_url: str) -> Iterable[Event]:
    key = literal("decision:") + cast(DecisionRow.decision_id, String)
    query = (
        select(DecisionRow, FlagRow)
        .join(FlagRow, FlagRow.flag_id == DecisionRow.flag_id)
        .where(DecisionRow.decision_id > row.from_decision, ~exists().where(*_is(row, key)))
        .order_by(DecisionRow.decision_id)
        .limit(BATCH)
    )
    made = [(decision, flag) for decision, flag in session.execute(query)]
    decided_on = list({flag.flag_id: flag for _decision, flag in made}.values())
    told = {line.flag_id: about for line, about in _tell(session, decided_on, base_url)}
    for decision, flag in made:
        about = {"flag": told[flag.flag_id], "decision": _move(decision)}
        yield f"decision:{decision.decision_id}", DECIDED, about


def _clearings(session: Session, row: WebhookRow, base_url: str) -> Iterable[Event]:
    """What was decided on clearings by lists, which have no flag."""
    key = literal("clearing:") + cast(ClearingDecisionRow.decision_id, String)
    query = (
        select(ClearingDecisionRow, OperatorRow.operator_id, label())
        .join(OperatorStatusRow, OperatorStatusRow.status_id == ClearingDecisionRow.status_id)
        .join(OperatorRow, OperatorRow.operator_id == goes_by(OperatorStatusRow.operator_id))
        .where(ClearingDecisionRow.decided_at >= row.added_at, ~exists().where(*_is(row, key)))
        .order_by(ClearingDecisionRow.decision_id)
        .limit(BATCH)
    )
    decided = session.execute(query).all()
    lines = operator_lines(session, {operator_id for _decision, operator_id, _name in decided})
    for decision, operator_id, name in decided:
        place = f"operators/{operator_id}#clearing-{decision.status_id}"
        about = {
            "id": decision.status_id,
            "link": f"{base_url.rstrip('/')}/{place}",
            "operators": [name],
            "standings": [_stands(lines[operator_id])],
            "state": decision.to_state,
        }
        yield f"clearing:{decision.decision_id}", CLEARING, {"clearing": about, "decision": _move(decision)}


def _corrections(session: Session, row: WebhookRow, base_url: str) -> Iterable[Event]:
    """As what statements stand that were corrected, which have no flag: whoever was told of one is to strike it."""
    key = literal("correction:") + cast(CorrectionRow.correction_id, String)
    query = (
        select(CorrectionRow, OperatorRow.operator_id, label())
        .join(OperatorRow, OperatorRow.operator_id == goes_by(CorrectionRow.operator_id))
        .where(CorrectionRow.decided_at >= row.added_at, ~exists().where(*_is(row, key)))
        .order_by(CorrectionRow.correction_id)
        .limit(BATCH)
    )
    made = session.execute(query).all()
    lines = operator_lines(session, {operator_id for _made, operator_id, _name in made})
    for correction, operator_id, name in made:
        about = {
            "id": correction.status_id,
            "link": f"{base_url.rstrip('/')}/operators/{operator_id}/statements/{correction.status_id}",
            "operators": [name],
            "standings": [_stands(lines[operator_id])],
            "status": correction.status,
            "stands_as": correction.stands_as or None,
        }
        yield f"correction:{correction.correction_id}", CORRECTED, {"statement": about}


def _rereads(session: Session, row: WebhookRow, base_url: str) -> Iterable[Event]:
    """Once the others are on their way: what is told there for the first time is told as it is read now."""
    found = {each.flag_id: each for each in rereads(session, row)}
    ids = sorted(found)
    for start in range(0, len(ids), BATCH):
        rows = list(session.scalars(select(FlagRow).where(FlagRow.flag_id.in_(ids[start : start + BATCH]))))
        for line, told in _tell(session, rows, base_url):
            yield found[line.flag_id].key, found[line.flag_id].kind, {"flag": told}


def _move(decision: DecisionRow | ClearingDecisionRow) -> dict[str, object]:
    return {
        "id": decision.decision_id,
        "from": decision.from_state,
        "to": decision.to_state,
        "proposes": decision.proposes or None,
        "at": stamp(decision.decided_at),
    }


def _tell(
    session: Session, rows: Sequence[FlagRow], base_url: str
) -> Iterator[tuple[FlagSummary, Mapping[str, object]]]:
    """These flags, and what is told of each; as many queries for a hundred as for one."""
    lines = flag_lines(session, rows)
    named = operator_lines(session, {operator_id for line in lines for operator_id, _name in line.operators})
    for line in lines:
        yield line, _told(line, [named[operator_id] for operator_id, _name in line.operators], base_url)


def _stands(operator: OperatorSummary) -> dict[str, object]:
    """How an operator stands, with what it is not to be read without: as the API has it, and by name."""
    return {
        "operator_id": operator.operator_id,
        "name": operator.name,
        "status": operator.status.value if operator.status is not None else None,
        "caution": caution(operator),
    }


def _told(line: FlagSummary, named: Iterable[OperatorSummary], base_url: str) -> dict[str, object]:
    is_withdrawn = line.withdrawn and line.state is not FlagState.CONFIRMED
    return {
        "id": line.flag_id,
        "link": f"{base_url.rstrip('/')}/flags/{line.flag_id}",
        "kind": line.kind.value,
        "state": line.state.value,
        "withdrawn": is_withdrawn,
        "operators": [name for _operator_id, name in line.clears],
        "may_mean": [name for operator_id, name in line.operators if operator_id in line.doubtful],
        "standings": [_stands(operator) for operator in named],
        "labels": [label.value for label in line.labels],
        "score": round(line.score, 4),
        "reason": "" if is_withdrawn else line.reason_now,  # which names those who are no longer read
        "evidence_version": line.evidence_version,
    }


def _queue(session: Session, row: WebhookRow, events: Iterable[Event], now: datetime) -> None:
    rows = []
    for key, kind, told in events:
        event_id = f"evt_{sha256(f'{row.webhook_id} {row.url} {key}'.encode()).hexdigest()[:32]}"
        body = {"id": event_id, "event": kind, "at": stamp(now), **told}
        rows.append(
            {
                "webhook_id": row.webhook_id,
                "key": key,
                "event_id": event_id,
                "body": json.dumps(body, ensure_ascii=True, separators=(",", ":")),
                "state": QUEUED,
                "tries": 0,
                "queued_at": now,
                "due_at": now,
                "changed_at": now,
                "error": "",
            }
        )
    insert_new(session, DeliveryRow, rows)


def _is(row: WebhookRow, key: ColumnElement[str]) -> list[ColumnElement[bool]]:
    return [DeliveryRow.webhook_id == row.webhook_id, DeliveryRow.key == key]
