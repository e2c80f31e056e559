"""What became of the pages of leads lately: taken down, back at their address, put on another board, asking another
price.

None of that is new evidence on which anybody decides anew; whoever follows a lead wants to know it all the same, and
first of all that a page is gone. Told are leads that stand, and that had been raised before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased

from core.nights import Asked
from core.terms import DocumentKind
from store import analyses
from store.flagging.dismissals import IS_LEAD, SETTLED
from store.flagging.events import COPY, REVISED
from store.flagging.withdrawn import is_lead_withdrawn
from store.session import Session
from store.tables import AnalysisRow, DocumentRow, FlagEventRow, FlagRow, RevisionRow, SourceRow
from store.tables.base import chunks
from store.views.flag_lines import flag_lines
from store.views.flag_versions import returned
from store.views.operator_lines import operator_lines
from store.views.records import FlagSummary, Returned


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of the page of one lead."""

    flag: FlagSummary
    operators: tuple[str, ...]  # whom it names, but for those of whom more has to be said than fits a line
    gone_at: datetime | None = None  # since when its publisher shows it no more; None while it is seen
    boards: tuple[str, ...] = ()  # on which the same advert came to stand, too
    before: tuple[Asked, ...] = ()  # what the version before asked; as `now` where that did not change
    now: tuple[Asked, ...] = ()
    returned: Returned | None = None  # where it was gone and stands again


def moved(
    session: Session,
    since: datetime,
    *,
    limit: int,
    raised_by: datetime | None = None,
    among: Callable[[Collection[int]], Collection[int]] = list,
) -> tuple[tuple[Moved, ...], int]:
    """Of which leads that were raised by then (or by another moment) the page changed since: those that are gone first,
    then those that are back, then the newest; and how many more there are than the limit. `among`: which of these flags
    are asked for."""
    stood = _stood_by(raised_by or since)
    gone, back = _gone(session, since, *stood), _back(session, since, *stood)
    boards, asked = _boards(session, since, *stood), _asked(session, since, *stood)
    wanted = among(gone.keys() | back.keys() | boards.keys() | asked.keys())
    ids = sorted(wanted, key=lambda flag_id: (flag_id not in gone, flag_id not in back, -flag_id))
    rows: dict[int, FlagRow] = {}
    for some in chunks(ids[:limit]):
        rows |= {row.flag_id: row for row in session.scalars(select(FlagRow).where(FlagRow.flag_id.in_(some)))}
    lines = flag_lines(session, [rows[flag_id] for flag_id in ids[:limit]])
    known = operator_lines(session, {operator_id for line in lines for operator_id, _name in line.operators})
    plain = {operator_id for operator_id, operator in known.items() if not operator.wants_caution}
    told = tuple(
        Moved(
            line,
            tuple(name for operator_id, name in line.operators if operator_id in plain),
            gone.get(line.flag_id),
            tuple(boards.get(line.flag_id, ())),
            *asked.get(line.flag_id, ((), ())),
            returned=back.get(line.flag_id),
        )
        for line in lines
    )
    return told, len(ids) - len(told)


def _stood_by(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    """The leads that stand, and of which there was something to tell before."""
    return (IS_LEAD, FlagRow.raised_at <= moment, ~SETTLED, ~is_lead_withdrawn())


def _is_of(lately: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a flag is of one of these documents: they are few, and found by their index. Joined, SQLite would begin
    with every flag that there ever was."""
    return FlagRow.document_id.in_(select(DocumentRow.document_id).where(lately))


def _gone(session: Session, since: datetime, *stood: ColumnElement[bool]) -> dict[int, datetime]:
    """Flag -> since when the page of its document is gone."""
    query = (
        select(FlagRow.flag_id, DocumentRow.gone_at)
        .join(DocumentRow, DocumentRow.document_id == FlagRow.document_id)
        .where(_is_of(DocumentRow.gone_at > since), *stood)
    )
    return {flag_id: gone_at for flag_id, gone_at in session.execute(query) if gone_at is not None}


def _back(session: Session, since: datetime, *stood: ColumnElement[bool]) -> dict[int, Returned]:
    """Flag -> that the page of its document, of which it was to be told that it is gone, stands again."""
    shown = aliased(RevisionRow)
    query = (
        select(FlagRow.flag_id, DocumentRow, shown.first_seen)
        .join(DocumentRow, DocumentRow.document_id == FlagRow.document_id)
        .outerjoin(shown, shown.revision_id == DocumentRow.revision_id)
        .where(_is_of(DocumentRow.back_at > since), DocumentRow.was_gone_at >= FlagRow.raised_at, *stood)
    )
    found = ((flag_id, returned(document, shown)) for flag_id, document, shown in session.execute(query))
    return {flag_id: each for flag_id, each in found if each is not None}


_NEWEST = FlagEventRow.event_id + 0
"""By which events are put in order: by the bare number, SQLite would go through all of them, the last first."""


def _boards(session: Session, since: datetime, *stood: ColumnElement[bool]) -> dict[int, list[str]]:
    """Flag -> the boards on which its advert was seen for the first time since: one posted again where it stood says
    nothing new."""
    of_reading = RevisionRow.revision_id == AnalysisRow.revision_id
    before = aliased(DocumentRow)
    stood_there = exists().where(
        before.story_id == DocumentRow.story_id,
        before.source_id.concat("") == DocumentRow.source_id,  # by the story: a source has many documents
        before.document_id < DocumentRow.document_id,
    )
    query = (
        select(FlagEventRow.flag_id, func.coalesce(SourceRow.name, DocumentRow.source_id))
        .join(FlagRow, FlagRow.flag_id == FlagEventRow.flag_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == FlagEventRow.analysis_id)
        .join(RevisionRow, of_reading)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(FlagEventRow.happened_at > since, FlagEventRow.what == COPY, *stood)
        .where(DocumentRow.kind == DocumentKind.AD.value, DocumentRow.first_seen > since, ~stood_there)
        .order_by(_NEWEST.desc())
    )
    found: dict[int, list[str]] = {}
    for flag_id, name in session.execute(query):
        if name not in found.setdefault(flag_id, []):
            found[flag_id].append(name)
    return found


def _asked(
    session: Session, since: datetime, *stood: ColumnElement[bool]
) -> dict[int, tuple[tuple[Asked, ...], tuple[Asked, ...]]]:
    """Flag -> what the version before asked, and what the newest one asks, where that is something else."""
    earlier = aliased(RevisionRow)
    of_reading = RevisionRow.revision_id == AnalysisRow.revision_id
    query = (
        select(FlagEventRow.flag_id, RevisionRow.revision_id, earlier.revision_id)
        .join(FlagRow, FlagRow.flag_id == FlagEventRow.flag_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == FlagEventRow.analysis_id)
        .join(RevisionRow, of_reading)
        .join(earlier, (earlier.document_id == RevisionRow.document_id) & (earlier.number == RevisionRow.number - 1))
        .where(FlagEventRow.happened_at > since, FlagEventRow.what == REVISED, *stood)
        .where(RevisionRow.first_seen > since, RevisionRow.purged_at.is_(None), earlier.purged_at.is_(None))
        .order_by(_NEWEST.desc())
    )
    newest: dict[int, tuple[int, int]] = {}
    for flag_id, revision_id, earlier_id in session.execute(query):
        newest.setdefault(flag_id, (revision_id, earlier_id))
    prices = _prices(session, {revision_id for pair in newest.values() for revision_id in pair})
    told = {flag_id: (prices.get(earlier), prices.get(now)) for flag_id, (now, earlier) in newest.items()}
    return {
        flag_id: (before, now)
        for flag_id, (before, now) in told.items()
        if before is not None and now is not None and set(before) != set(now)
    }


def _prices(session: Session, revision_ids: Collection[int]) -> dict[int, tuple[Asked, ...]]:
    """What versions ask, by their readings of today; nothing of those that none was made of."""
    found: dict[int, tuple[Asked, ...]] = {}
    ids = sorted(revision_ids)
    for some in chunks(ids):
        query = select(AnalysisRow.revision_id, AnalysisRow.record)
        for revision_id, record in session.execute(query.where(AnalysisRow.current, AnalysisRow.revision_id.in_(some))):
            said = (
                Asked(_plain(each.amount), each.currency, each.per_person, each.kind)
                for each in analyses.parse(record).prices
            )
            found[revision_id] = tuple(dict.fromkeys(said))
    return found


def _plain(amount: Decimal) -> Decimal:
    """300 and 300.00 are one sum."""
    return amount.normalize() + 0
