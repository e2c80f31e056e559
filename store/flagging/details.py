"""Which names, contact points and routes of an entry no reading of today gives any more: of an operator that stands, a
victim's number that an earlier reader took for its own must not last. They are put apart (`store.withdrawn_details`),
and given back once a reading gives them again.

A reading that a person confirmed gives what it gave; so does a text that was purged, of which nobody can tell, and one
that waits to be linked. What a list or a person gave is not looked at. Asked are the readings of a document that was
read again first, and those of others only for what these lost.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from core.names import name_key
from core.records import Analysis
from core.terms import ContactType
from store import analyses, audit, withdrawn_details
from store.channels import channel
from store.flagging.withdrawn import is_reading_confirmed
from store.session import Session
from store.subjects import subjects
from store.tables import (
    AnalysisRow,
    ContactSightingRow,
    DocumentRow,
    FlagEventRow,
    OperatorMentionRow,
    RevisionRow,
)
from store.tables.base import chunks, clean
from store.withdrawn_details import CONTACT, NAME, ROUTE, Detail

PUT_APART = "details withdrawn"
"""The action on record: how many of an operator's; which they are stands in no log, or it would name them for ever."""

_UNTIL = "until"
_IS_CONFIRMED = is_reading_confirmed(_UNTIL)  # composed once: that takes longer than the answer
_NEWER = aliased(AnalysisRow)
_WAITS = exists().where(_NEWER.revision_id == AnalysisRow.revision_id, _NEWER.current, ~_NEWER.settled)

_Given = dict[int, dict[Detail, str]]
"""Operator -> what a reading gave it -> the last reader that did."""


def weigh(session: Session, document_id: int, now: datetime) -> set[int]:
    """After a document was read again: what its earlier readings gave to operators and none gives any more is put
    apart, and what it says again given back. Returns the operators of whom something went or came."""
    of_document = OperatorMentionRow.document_id == document_id
    once, today = _given(session, of_document)
    changed = set()
    for operator_id in sorted(once.keys() | today.keys()):
        says = today.get(operator_id, {})
        back = withdrawn_details.give_back(session, operator_id, says)
        lost = {detail: reader for detail, reader in once.get(operator_id, {}).items() if detail not in says}
        if _settle(session, operator_id, _put_apart(session, operator_id, lost, now), back):
            changed.add(operator_id)
    return changed


def decided(session: Session, flag_id: int, now: datetime) -> None:
    """After a person confirmed a lead, or took that back: what earlier readings that carried it gave stands by it, or
    no longer does. Who confirms after it was put apart confirms what the lead shows then, and brings nothing back."""
    carried = select(FlagEventRow.analysis_id).where(FlagEventRow.flag_id == flag_id)
    before, _today = _given(session, AnalysisRow.analysis_id.in_(carried), ~AnalysisRow.current)
    for operator_id, once in sorted(before.items()):
        back = set()
        for detail, since in withdrawn_details.apart(session, operator_id).items():
            if detail in once and not _unsaid(session, operator_id, {detail}, since, waiting=False):
                back.add(detail)
        withdrawn_details.give_back(session, operator_id, back)
        _settle(session, operator_id, _put_apart(session, operator_id, once, now), back)


def _settle(session: Session, operator_id: int, gone: Collection[Detail], back: Collection[Detail]) -> bool:
    if not gone and not back:
        return False
    details = {"withdrawn": len(gone), "given back": len(back)}
    audit.record(session, PUT_APART, audit.MACHINE, f"operator {operator_id}", details=details)
    return True


def _put_apart(session: Session, operator_id: int, lost: Mapping[Detail, str], now: datetime) -> set[Detail]:
    """Those of these that stand, and that nothing says any more."""
    if not lost:
        return set()
    found = withdrawn_details.standing(session, operator_id, lost)
    stands = {detail for detail, row in found.items() if not row.is_given}
    if not (gone := _unsaid(session, operator_id, stands, now)):
        return set()
    return withdrawn_details.take(session, operator_id, {detail: lost[detail] for detail in gone}, now)


def _unsaid(
    session: Session, operator_id: int, details: Collection[Detail], until: datetime, *, waiting: bool = True
) -> set[Detail]:
    """Those of these that no reading gives to an operator that counts: one of today, or one on which a confirmation
    stands that was given by then; or (`waiting`) one of a text that was read again and waits to be linked."""
    points = {each for each in details if _key(each)}
    seen = select(ContactSightingRow.document_id).where(ContactSightingRow.channel.in_(set(map(_key, points))))
    shown = (OperatorMentionRow.document_id.in_(seen),)  # far fewer than speak of the operator
    left = _left(session, operator_id, points, until, shown, waiting=waiting)
    return left | _left(session, operator_id, set(details) - points, until, (), waiting=waiting)


def _left(
    session: Session,
    operator_id: int,
    left: set[Detail],
    until: datetime,
    which: Iterable[ColumnElement[bool]],
    *,
    waiting: bool,
) -> set[Detail]:
    """The oldest readings first: where many texts are read again, those that were not yet give it soonest."""
    if not left:
        return left
    counts = [AnalysisRow.current, _IS_CONFIRMED, *([_WAITS] if waiting else [])]
    told = or_(RevisionRow.purged_at.is_not(None), *map(_may_tell, left))
    query = (
        select(AnalysisRow.record, OperatorMentionRow.name, DocumentRow, RevisionRow.purged_at)
        .select_from(OperatorMentionRow)
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == OperatorMentionRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == OperatorMentionRow.document_id)
        .where(OperatorMentionRow.operator_id == operator_id, *which, or_(*counts), told)
        .order_by(AnalysisRow.analysis_id)
    )
    with session.execute(query.execution_options(yield_per=50), {_UNTIL: until}) as rows:
        for record, name, document, purged_at in rows:
            if purged_at is None:
                left -= _of(analyses.parse(record), name, document.url)
            else:
                left = {each for each in left if not _may_have_told(session, document.document_id, each)}
            if not left:
                break
    return left


def _may_tell(detail: Detail) -> ColumnElement[bool]:
    """Whether the record of a reading may hold it: a look at its letters, before it is read."""
    if "\ufffd" in detail.value:  # `clean` wrote that, and what stood there is not known
        return AnalysisRow.record.is_not(None)
    written = detail.value.split() if detail.what == ROUTE else detail.value
    return AnalysisRow.record.contains(json.dumps(written, separators=(",", ":")).strip('[]"'), autoescape=True)


def _may_have_told(session: Session, document_id: int, detail: Detail) -> bool:
    """Of a text that was purged: of contact points it is kept that it showed them, all else is in doubt."""
    key = _key(detail)
    seen = exists().where(ContactSightingRow.channel == key, ContactSightingRow.document_id == document_id)
    return not key or bool(session.scalar(select(seen)))


def _key(detail: Detail) -> str:
    """By what it is kept which documents show a contact point; "" where it is not."""
    return channel(ContactType(detail.kind), detail.value) if detail.what == CONTACT else ""


def _given(session: Session, *which: ColumnElement[bool]) -> tuple[_Given, _Given]:
    """What earlier readings gave to the operators that they name, and what those of today do."""
    query = (
        select(OperatorMentionRow.operator_id, OperatorMentionRow.name, AnalysisRow.analysis_id, DocumentRow.url)
        .select_from(OperatorMentionRow)
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .join(DocumentRow, DocumentRow.document_id == OperatorMentionRow.document_id)
        .where(*which)
        .order_by(AnalysisRow.analysis_id)
    )
    mentions = session.execute(query).all()
    ids = sorted({analysis_id for _operator, _name, analysis_id, _url in mentions})
    read: dict[int, tuple[Analysis, bool]] = {}
    for chunk in chunks(ids):
        some = AnalysisRow.analysis_id.in_(chunk)
        rows = session.execute(select(AnalysisRow.analysis_id, AnalysisRow.record, AnalysisRow.current).where(some))
        read |= {analysis_id: (analyses.parse(record), current) for analysis_id, record, current in rows}
    once: _Given = {}
    today: _Given = {}
    for operator_id, name, analysis_id, url in mentions:
        analysis, is_current = read[analysis_id]
        told = dict.fromkeys(_of(analysis, name, url), analysis.reader)
        (today if is_current else once).setdefault(operator_id, {}).update(told)
    return once, today


def _of(analysis: Analysis, name: str, url: str) -> set[Detail]:
    """What a reading gives to whom it names so; "" is whoever is behind its contact points."""
    found = {Detail(ROUTE, "", " ".join(analysis.route.countries))} if analysis.route.countries else set()
    for subject in subjects(analysis, host=urlsplit(url).hostname or ""):
        if not subject.is_clearance and name == (clean(subject.mention.name) if subject.mention else ""):
            found |= {Detail(CONTACT, each.type.value, clean(each.value)) for each in subject.contacts}
            names = {clean(each).strip() for each in subject.names}
            found |= {Detail(NAME, "", each) for each in names if name_key(each).core}
    return found
