"""One flag in full: everything that a person needs to decide it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Select, bindparam, select

from core.errors import NotFoundError
from core.records import Analysis, ContactPoint, Reason
from core.terms import FlagKind, FlagState, moves_from
from store import analyses, contact_removals
from store.built_once import asked, built_once
from store.bystanders import hidden_in_events, hidden_in_texts, on_watchlist
from store.clusters import goes_by, label
from store.covering import Covered, covered
from store.flagging.decisions import DECIDED
from store.session import Session
from store.signers import signers
from store.tables import AnalysisRow, DecisionRow, FlagEventRow, FlagRow, LinkRow, OperatorRow
from store.views.clearing_views import clearings_of_flag
from store.views.corrected_readings import corrected_readings
from store.views.flag_lines import flag_lines
from store.views.flag_versions import COPIES, carriers, copied, own_versions, reading_of, version
from store.views.records import CandidateLine, DecisionLine, EventLine, FlagDetail, VersionLine
from store.ways import Way


def flag(
    session: Session,
    flag_id: int,
    revision_id: int | None = None,
    *,
    copies: int | None = COPIES,
    uncovered: bool = False,
) -> FlagDetail:
    """One flag in full; as another version of its text or a copy of its story has it, where one is named.

    Args:
        copies: how many versions of copies it lists at most; None for all.
        uncovered: with the names of bystanders, in the title and the text that it shows and in what was read there.

    Raises:
        NotFoundError: there is no such flag, or the version is none of its story.
    """
    row = session.get(FlagRow, flag_id)
    if row is None:
        raise NotFoundError(f"There is no flag {flag_id}.", remedy="`almenara flag list` shows them.")
    stands_on = session.get_one(AnalysisRow, row.analysis_id)
    carried = carriers(session, flag_id)
    own, (elsewhere, more) = own_versions(session, row, carried), copied(session, row, copies, carried)
    shown = version(session, revision_id or stands_on.revision_id, flag_id=flag_id, known=(*own, *elsewhere))
    reading = stands_on if revision_id is None else reading_of(session, revision_id, flag_id=flag_id)
    read = analyses.parse(reading.record) if reading is not None else shown.analysis
    if uncovered:
        told = Covered(shown.document, read, 0)
    else:
        told = covered(shown.document, read, on_watchlist(session, read.contacts))
    read = told.analysis
    is_lead = row.kind == FlagKind.LEAD.value
    (summary,) = flag_lines(session, [row])
    lines = _titled(session, (*own, *elsewhere))
    return FlagDetail(
        summary=replace(summary, title=shown.document.title) if uncovered and revision_id is None else summary,
        document=told.document,
        analysis=read,
        capture=shown.line.capture,
        revisions=lines[: len(own)],
        candidates=_candidates(session, reading.analysis_id) if reading is not None else (),
        decisions=decisions(session, [flag_id]).get(flag_id, ()),
        events=_events(session, flag_id),
        copies=lines[len(own) :],
        more_copies=more,
        allowed_moves=moves_from(summary.state, has_grown=summary.new_evidence),
        purged_at=shown.line.purged_at,
        is_barred=shown.line.is_barred,
        may_be=() if is_lead else clearings_of_flag(session, flag_id),
        taken_off=_taken_off(session, row.story_id, read),
        corrected=corrected_readings(session, reading.analysis_id, read, told.document) if reading is not None else (),
        covered=told.persons,
        covered_points=told.points,
    )


def _titled(session: Session, lines: tuple[VersionLine, ...]) -> tuple[VersionLine, ...]:
    hidden = hidden_in_texts(session, [line.revision_id for line in lines])
    return tuple(replace(line, title=hidden.get(line.revision_id, str)(line.title)) for line in lines)


def _taken_off(session: Session, story_id: int, read: Analysis) -> tuple[ContactPoint, ...]:
    off = contact_removals.off_in_story(session, story_id)
    kept = contact_removals.left_of(off, read.operator_contacts)
    return tuple(each for each in read.operator_contacts if each not in kept)


def decisions(session: Session, flag_ids: Collection[int]) -> dict[int, tuple[DecisionLine, ...]]:
    """What people decided on each of these flags, oldest first; nothing of those on which nobody did."""
    rows = session.scalars(_DECISIONS, {"of": list(flag_ids)}).all()
    found: dict[int, tuple[DecisionLine, ...]] = {}
    known = signers(session, DECIDED, {f"flag {row.flag_id}" for row in rows})
    for row in rows:
        way = known.of(f"flag {row.flag_id}", row.version, row.who)
        found[row.flag_id] = (*found.get(row.flag_id, ()), _decision(row, way))
    return found


_DECISIONS = (
    select(DecisionRow).where(DecisionRow.flag_id.in_(asked("of"))).order_by(DecisionRow.version, DecisionRow.flag_id)
)


def last_decisions(session: Session, flag_ids: Collection[int]) -> dict[int, DecisionLine]:
    """What people decided last on each of these flags; nothing of those on which nobody did."""
    return {flag_id: lines[-1] for flag_id, lines in decisions(session, flag_ids).items()}


def _candidates(session: Session, analysis_id: int) -> tuple[CandidateLine, ...]:
    """Every operator once a mention, by the entry that was nearest to it; what was linked comes before a likeness."""
    found: dict[tuple[str, int], CandidateLine] = {}
    for link, cluster, name in session.execute(_linked(), {"analysis_id": analysis_id}):
        line = CandidateLine(
            mention_name=link.subject,
            operator_id=cluster,
            operator_name=name,
            score=link.score,
            reasons=tuple(Reason(what, weight) for what, weight in link.reasons),
            linked=link.linked,
            is_new=link.is_new,
            entry_id=link.operator_id,
        )
        known = found.get((link.subject, cluster))
        if known is None or (line.linked and not known.linked):
            found[link.subject, cluster] = line
    return tuple(sorted(found.values(), key=lambda line: -line.score))


@built_once
def _linked() -> Select[LinkRow, int, str]:
    return (
        select(LinkRow, OperatorRow.operator_id, label())
        .join(OperatorRow, OperatorRow.operator_id == goes_by(LinkRow.operator_id))
        .where(LinkRow.analysis_id == bindparam("analysis_id"))
        .order_by(LinkRow.score.desc(), LinkRow.link_id)
    )


def _decision(row: DecisionRow, way: Way) -> DecisionLine:
    return DecisionLine(
        from_state=FlagState(row.from_state),
        to_state=FlagState(row.to_state),
        who=row.who,
        why=row.why,
        decided_at=row.decided_at,
        proposes=FlagState(row.proposes) if row.proposes else None,
        way=way,
    )


def _events(session: Session, flag_id: int) -> tuple[EventLine, ...]:
    rows = session.scalars(select(FlagEventRow).where(FlagEventRow.flag_id == flag_id).order_by(FlagEventRow.event_id))
    hidden = hidden_in_events(session, [flag_id])
    return tuple(
        EventLine(what=row.what, details=hidden.get(row.analysis_id, str)(row.details), happened_at=row.happened_at)
        for row in rows
    )
