"""Pages that triage stopped: they lie in the archive, known by their capture and by the version that stopped them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import exists, func, select, tuple_
from sqlalchemy.orm import aliased

from core.records import Capture
from core.terms import CaptureState
from store import captures
from store.session import Session
from store.tables import CaptureRow, DocumentRow, OperatorContactRow, OperatorNameRow
from store.tables.base import chunks, clean

"""The state of such a capture; its reason is the version of triage."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk through them stands."""

    version: str = ""
    key: int = 0


def by_others(session: Session, version: str, limit: int, after: Place = Place()) -> tuple[list[Capture], Place]:
    """Captures that another version stopped, and the place to go on after. Neither those of this version nor what was
    read is looked at."""
    found: list[CaptureRow] = []
    for side in (CaptureRow.reason < version, CaptureRow.reason > version):
        query = (
            select(CaptureRow)
            .where(CaptureRow.state == CaptureState.STOPPED, side)
            .where(tuple_(CaptureRow.reason, CaptureRow.capture_key) > (after.version, after.key))
            .order_by(CaptureRow.reason, CaptureRow.capture_key)
            .limit(limit - len(found))
        )
        found += session.scalars(query)
        if len(found) == limit:
            break
    place = Place(found[-1].reason, found[-1].capture_key) if found else after
    return [captures.capture_of(row) for row in found], place


def count_first(session: Session, run_id: int, source_id: str) -> tuple[int, int]:
    """What was stopped of a source in a run: pages met for the first time, and pages met before."""
    earlier = aliased(CaptureRow)
    before = exists().where(
        earlier.source_id == CaptureRow.source_id,
        earlier.url == CaptureRow.url,
        earlier.fetched_at < CaptureRow.fetched_at,
        earlier.state != CaptureState.WALL,
    )
    query = (
        select(before, func.count())
        .where(CaptureRow.run_id == run_id, CaptureRow.source_id == source_id, CaptureRow.state == CaptureState.STOPPED)
        .group_by(before)
    )
    counts = {bool(known): number for known, number in session.execute(query)}
    return counts.get(False, 0), counts.get(True, 0)


def known_documents(session: Session, addresses: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of these (source, canonical URL) are documents already: those are read whatever triage thinks of them."""
    wanted = [(source, clean(url)) for source, url in addresses]
    found: set[tuple[str, str]] = set()
    for chunk in chunks(wanted):
        here = tuple_(DocumentRow.source_id, DocumentRow.url).in_(chunk)
        found.update(
            (source, url) for source, url in session.execute(select(DocumentRow.source_id, DocumentRow.url).where(here))
        )
    return found


def watched_contacts(session: Session) -> Iterator[str]:
    """The contact points of the watchlist, as they are filed, without addresses that belong to a platform."""
    query = select(OperatorContactRow.value).where(OperatorContactRow.channel != "").distinct()
    yield from session.scalars(query.execution_options(yield_per=10_000))


def watched_names(session: Session) -> Iterator[str]:
    """The names of the watchlist, as they are written."""
    yield from session.scalars(select(OperatorNameRow.name).distinct().execution_options(yield_per=10_000))
