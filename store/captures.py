"""Captures: what lies in the archive, and what has become of it. The hinge between a crawl and everything after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update

from core.errors import NotFoundError
from core.records import Capture, KnownPage
from core.terms import CaptureState
from store.hidden.arriving import cover_of
from store.session import Database, Session
from store.tables import AuditRow, CaptureRow
from store.tables.base import chunks, clean, insert_new

FILE_REMOVED = "archive file removed"
"""What the audit log calls it, of a file's name, that a purge took it away."""
_UNSEEN: Any = {"execution_options": {"synchronize_session": False}}
"""What is changed so was not loaded in this session."""
_FIELDS = tuple(field.name for field in fields(Capture))


def add(
    session: Session,
    captures: Sequence[Capture],
    run_id: int | None,
    states: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> set[str]:
    """Take captures in; those that are known already are left alone. Returns the ids of the new ones.

    `states`: what has become already of some of them, id -> state and reason; the others are to be read.
    """
    unseen = {capture.capture_id: capture for capture in captures}
    for capture_id in known(session, list(unseen)):
        del unseen[capture_id]
    rows = [_values(capture, run_id, *states.get(id_, (CaptureState.PENDING, ""))) for id_, capture in unseen.items()]
    if rows and (cover := cover_of(session, None)) is not None:
        rows = [row | {"title_hint": cover(str(row["title_hint"]))} for row in rows]
    insert_new(session, CaptureRow, rows)
    return set(unseen)


def known(session: Session, ids: Sequence[str]) -> set[str]:
    """Which of these captures were taken in before."""
    found: set[str] = set()
    for chunk in chunks(ids):
        some = CaptureRow.capture_id.in_(chunk)
        found.update(session.scalars(select(CaptureRow.capture_id).where(some)))
    return found


def any_known(session: Session) -> bool:
    """Whether anything was ever taken in."""
    return session.scalar(select(CaptureRow.capture_key).limit(1)) is not None


def mark(session: Session, capture_id: str, state: str, reason: str = "") -> None:
    """Say what became of a capture: `done`, `skipped` or `failed` with the reason, or `pending` to read it again.

    Raises:
        NotFoundError: there is no such capture.
    """
    changed = update(CaptureRow).where(CaptureRow.capture_id == capture_id).values(state=state, reason=clean(reason))
    if session.execute(changed.returning(CaptureRow.capture_key)).first() is None:
        raise NotFoundError(f"There is no capture {capture_id}.", remedy="Add it first (`almenara ingest`).")


def mark_all(session: Session, states: Mapping[str, tuple[str, str]]) -> None:
    """Say what became of some captures, which must have been added: id -> state and reason, as `mark` has them."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for capture_id, what in states.items():
        alike[what].append(capture_id)
    for (state, reason), ids in alike.items():
        for chunk in chunks(ids):
            some = CaptureRow.capture_id.in_(chunk)
            session.execute(update(CaptureRow).where(some).values(state=state, reason=clean(reason)), **_UNSEEN)


def following(session: Session, after: int, limit: int) -> list[tuple[int, Capture]]:
    """Captures with their numbers, in the order in which they came in, from behind one of them on (0: all)."""
    query = select(CaptureRow).where(CaptureRow.capture_key > after).order_by(CaptureRow.capture_key).limit(limit)
    return [(row.capture_key, capture_of(row)) for row in session.scalars(query)]


def get(session: Session, capture_id: str) -> Capture:
    """One capture.

    Raises:
        NotFoundError: there is no such capture.
    """
    return capture_of(row_of(session, capture_id))


def row_of(session: Session, capture_id: str) -> CaptureRow:
    """The row of a capture.

    Raises:
        NotFoundError: there is no such capture.
    """
    row = session.scalars(select(CaptureRow).where(CaptureRow.capture_id == capture_id)).first()
    if row is None:
        raise NotFoundError(f"There is no capture {capture_id}.")
    return row


def outcomes(session: Session, run_id: int, source_id: str) -> dict[tuple[str, str], int]:
    """What became of the captures of one source in one run: (state, reason) -> how many."""
    query = (
        select(CaptureRow.state, CaptureRow.reason, func.count())
        .where(CaptureRow.run_id == run_id, CaptureRow.source_id == source_id)
        .group_by(CaptureRow.state, CaptureRow.reason)
    )
    return {(state, reason): count for state, reason, count in session.execute(query)}


def count_standing(session: Session, run_id: int, source_id: str, addresses: Collection[str]) -> int:
    """How many of these addresses of one source a run asked for and found as they were."""
    wanted, count = sorted(map(clean, addresses)), 0
    for chunk in chunks(wanted):
        query = select(func.count()).where(
            CaptureRow.run_id == run_id,
            CaptureRow.source_id == source_id,
            CaptureRow.requested_url.in_(chunk),
            CaptureRow.state == CaptureState.DONE,
            CaptureRow.reason.in_(("unchanged", "not_modified")),
        )
        count += session.scalar(query) or 0
    return count


def files(session: Session) -> dict[str, int]:
    """The files of the archive that hold captures, by name -> how many."""
    query = select(CaptureRow.warc_file, func.count().label("responses")).group_by(CaptureRow.warc_file)
    return {row.warc_file: row.responses for row in session.execute(query)}


# Put together once: a crawl asks for every address that it finds, and composing took longer than the answer.
_HERE = (
    CaptureRow.source_id == bindparam("source_id"),
    or_(CaptureRow.url == bindparam("url"), CaptureRow.requested_url == bindparam("url")),
    or_(CaptureRow.not_modified, CaptureRow.status.between(200, 299)),
    CaptureRow.state != CaptureState.WALL,
)
_ALL = select(CaptureRow).where(*_HERE).order_by(CaptureRow.fetched_at.desc(), CaptureRow.capture_key.desc())
_NEWEST, _NEWEST_FULL = _ALL.limit(1), _ALL.where(CaptureRow.not_modified.is_(False)).limit(1)
_FIRST = select(func.min(CaptureRow.fetched_at)).where(*_HERE)
_REMOVED = select(AuditRow.sequence).where(AuditRow.subject == bindparam("file"), AuditRow.action == FILE_REMOVED)


def shows_no_text(session: Session, source_id: str, url: str) -> bool:
    """Whether the newest full response at an address gave no version of the document: it had no text, was stopped, or
    can't be read. A 304, or the same bytes, say that this is what stands."""
    newest = session.scalars(_NEWEST_FULL, {"source_id": source_id, "url": clean(url)}).first()
    given = (CaptureState.DONE, CaptureState.PENDING)  # or is being kept in this moment
    return newest is not None and newest.state not in given


class StoredKnownPages:
    """The memory as a crawl sees it (core.records.KnownPages)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lookup(self, source_id: str, url: str) -> KnownPage | None:
        """What is known of the canonical address, also where it redirected; pages that failed are not known.

        The validators are those of the newest full response, or of a later 304 that renewed them. Where a purge took
        that response out of the archive there are none, nor a digest: the whole page is asked for, and kept.
        """
        address = {"source_id": source_id, "url": url}
        with self._database.reading() as session:
            full = session.scalars(_NEWEST_FULL, address).first()
            if full is None:
                return None
            last = session.scalars(_NEWEST, address).one()
            first = session.scalar(_FIRST, address)
            kept = session.scalars(_REMOVED, {"file": full.warc_file}).first() is None
        return KnownPage(
            url=full.url,
            etag=(last.etag or full.etag) if kept else "",
            last_modified=(last.last_modified or full.last_modified) if kept else "",
            payload_sha256=full.payload_sha256 if kept else "",
            first_fetched_at=first or full.fetched_at,
            last_fetched_at=last.fetched_at,
        )


def capture_of(row: CaptureRow) -> Capture:
    """The record of a row."""
    values = {name: getattr(row, name) for name in _FIELDS}
    return Capture(**values | {"redirects": tuple(row.redirects)})


def _values(capture: Capture, run_id: int | None, state: str, reason: str) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(capture, name) for name in _FIELDS}
    texts = {name: clean(value) for name, value in values.items() if isinstance(value, str)}
    return (
        values
        | texts
        | {"redirects": list(capture.redirects), "run_id": run_id, "state": state, "reason": clean(reason)}
    )
