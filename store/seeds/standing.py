"""What lists say of how somebody stands: noted beside what documents say, and whom they clear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from types import MappingProxyType

from sqlalchemy import select

from core.terms import FlagKind, LegalStatus
from store import audit, clusters
from store.bystanders import hidden_in_documents
from store.flagging.covered import covered
from store.seeds import record
from store.seeds.keys import known_keys
from store.seeds.seed import Seed, SeedStatus
from store.session import Session
from store.tables import DocumentRow, OperatorRow, OperatorStatusRow
from store.tables.base import clean

BATCH = 50_000
"""Seeds that go in together."""


@dataclass(frozen=True, slots=True)
class Reading:
    """When a list is read in, and what it goes by where it names no publisher."""

    now: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Word:
    """What became of one thing that a list says."""

    status_id: int | None  # None where it isn't noted: a document says it, or a list of an entry that is one with this
    is_news: bool  # whether anything was noted that was not there


@dataclass(slots=True)
class Noted:
    """What became of those whom a list clears."""

    clearings: list[int] = field(default_factory=list)  # that it made, or made before
    unknown: list[Seed] = field(default_factory=list)  # not known here, and they stay so
    undated: list[Seed] = field(default_factory=list)  # without a day: what was said until when would be lifted?


def note_clearings(
    session: Session,
    seeds: Iterable[Seed],
    now: datetime,
    *,
    by: str,
    who: str = audit.MACHINE,
    meant: Mapping[str, int] = MappingProxyType({}),
) -> Noted:
    """Keep that a list (`by`) clears operators which it brought before, or which it means all the same (`meant`: key ->
    entry), beside what was said of them: nothing stands as cleared for that."""
    found, reading = Noted(), Reading(now, by)
    waiting, operators = iter(seeds), 0
    news: set[int] = set()
    while part := list(islice(waiting, BATCH)):
        ids = known_keys(session, [seed.key for seed in part]) | dict(meant)
        for seed in part:
            if seed.key not in ids:
                found.unknown.append(seed)
            elif not (said := _clearings(seed)):
                found.undated.append(seed)
            else:
                operators += 1
                noted = [say(session, ids[seed.key], each, reading) for each in said]
                found.clearings += [word.status_id for word in noted if word.status_id is not None]
                news |= {ids[seed.key]} if any(word.is_news for word in noted) else set()
    if operators:
        record.name(session, "cleared by a list", news, by=by, who=who)
        counts = {"cleared": operators, "changed": len(news)}
        audit.record(session, "clearings of a list noted", who, details={"list": by, **counts})
    return found


def _clearings(seed: Seed) -> list[SeedStatus]:
    """What clears it, where the list tells the day."""
    said = [each for each in seed.said if each.status is LegalStatus.CLEARED]
    if not said and seed.said_on is not None:
        said = [SeedStatus(LegalStatus.CLEARED, seed.said_on, seed.url, seed.note)]
    return said


def say(
    session: Session,
    operator_id: int,
    said: SeedStatus,
    reading: Reading,
    *,
    is_row: bool = False,
    is_merged: bool = False,
) -> Word:
    """Note what was said, once a day that the list tells; one without bears the day of reading. It is not noted where a
    document here says it, or a list says it of an entry that is one with this: our own export, read in again, is no
    list's word.

    Args:
        is_merged: whether it is an entry of several that are one.
        is_row: whether it stands in a table's row: its sentence is the row's note, which is brought up to date.
    """
    about = {"operator_id": operator_id, "status": said.status.value, "document_id": None, "url": clean(said.url)}
    query = select(OperatorStatusRow).filter_by(**about)
    if said.is_dated:
        query = query.where(OperatorStatusRow.said_on == said.on)
    publisher, sentence = clean(said.publisher), clean(said.sentence)
    is_cleared = said.status is LegalStatus.CLEARED
    if is_cleared or is_row:  # whom to ask to have it put right
        publisher = publisher or clean(reading.by)
    if is_cleared or not (said.url or is_row):  # what one says is not what another says: people decide on clearings
        if said.is_dated or not is_cleared:  # what the watch itself reads from a list is one, whatever the file's name
            query = query.where(OperatorStatusRow.publisher == publisher)
        query = query.where(OperatorStatusRow.sentence == sentence) if sentence else query
    row = session.scalars(query.order_by(OperatorStatusRow.status_id)).first()
    if row is None and _is_documented(session, operator_id, said):
        return Word(None, is_news=False)
    if row is None and is_merged and _is_said_of_another(session, operator_id, said):
        return Word(None, is_news=False)
    before = None if row is None else (row.is_dated, row.publisher)
    if row is None:
        on = said.on if said.is_dated else reading.now.date()
        row = OperatorStatusRow(**about, said_on=on, is_dated=said.is_dated, sentence=sentence, publisher="")
        row.noted_at = reading.now
        session.add(row)
    if not said.is_dated and row.noted_at is not None and row.said_on == row.noted_at.date():
        row.is_dated = False  # of lists that were read in before this was kept
    row.publisher = row.publisher or publisher
    session.flush()
    return Word(row.status_id, is_news=(row.is_dated, row.publisher) != before)


def _is_said_of_another(session: Session, operator_id: int, said: SeedStatus) -> bool:
    """Whether just this accusation stands with another entry that this one was merged with."""
    if said.status is LegalStatus.CLEARED:
        return False
    others = [entry for entry in clusters.members(session, operator_id) if entry != operator_id]
    query = (
        select(OperatorStatusRow.status_id)
        .where(OperatorStatusRow.operator_id.in_(others), OperatorStatusRow.status == said.status.value)
        .where(OperatorStatusRow.document_id.is_(None), OperatorStatusRow.url == clean(said.url))
    )
    query = query.where(OperatorStatusRow.said_on == said.on) if said.is_dated else query
    return bool(others) and session.scalars(query).first() is not None


def _is_documented(session: Session, operator_id: int, said: SeedStatus) -> bool:
    """Whether a document here says just this. Our own table tells neither publisher nor sentence, but the operator's
    note; and it clears only whom a person cleared."""
    entries = clusters.members(session, operator_id) if said.url else ()
    query = (
        select(DocumentRow.document_id, DocumentRow.publisher, OperatorStatusRow.sentence)
        .join(OperatorStatusRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .where(OperatorStatusRow.operator_id.in_(entries), OperatorStatusRow.status == said.status.value)
        .where(OperatorStatusRow.said_on == said.on, DocumentRow.url == clean(said.url))
    )
    found = session.execute(query).all() if entries else []
    publisher, sentence = clean(said.publisher), clean(said.sentence)
    hidden = hidden_in_documents(session, {row.document_id for row in found})
    told = {
        (row.publisher, each)
        for row in found
        for each in (row.sentence, hidden.get(row.document_id, str)(row.sentence))
    }
    if (publisher, sentence) in told:
        return True
    notes = select(OperatorRow.note).where(OperatorRow.operator_id.in_(entries))
    if not found or publisher or sentence not in {"", *session.scalars(notes)}:
        return False
    rows = session.execute(covered(FlagKind.CLEARANCE), {"of": list(entries)})
    confirmed = {document_id for _entry, document_id, *_rest in rows}
    return said.status is not LegalStatus.CLEARED or not confirmed.isdisjoint(row.document_id for row in found)
