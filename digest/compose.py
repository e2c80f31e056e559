"""One recipient's mail about one night, taken from the memory: what no earlier mail to them has told.

Reads only. What the mail tells of, and what the recipient's filters passed over, is returned beside it, so that the
outbox can remember it together with the mail. A mail "at once" tells only of the operators that somebody chose; the
digest of the same night then says that it did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path

from core.days import local
from core.nights import (
    Digest,
    DigestClearing,
    DigestHit,
    DigestLine,
    DigestOperator,
    DigestSearch,
    DigestStanding,
    SourceNight,
)
from core.terms import FlagKind, FlagState, NightState
from digest import told
from digest.bystanders import without_bystanders
from digest.moved import moved
from evidence.brought import of_others, taken_in
from store import saved_searches, views
from store.outgoing.recipients import Recipient
from store.session import Session


@dataclass(frozen=True, slots=True)
class Composed:
    """A digest, the evidence version of every flag that it tells of or passes over, and its saved searches' hits."""

    digest: Digest
    covers: Mapping[int, int]
    passed: Mapping[int, int]
    hits: Collection[tuple[int, int]]  # saved search, document
    changed: Mapping[int, int] = field(default_factory=dict)  # as `store.outgoing.outbox.queue` has it


def compose(
    session: Session,
    run_id: int,
    recipient: Recipient,
    *,
    silent_nights: int,
    zone: tzinfo = UTC,
    archive: Path | None = None,
) -> Composed:
    """The digest of one run for one recipient.

    Args:
        silent_nights: from how many nights in a row without a document a source is reported.
        zone: of the days and times of day that it says, as the pages do.
        archive: its root, for when files of others were taken in.

    Raises:
        NotFoundError: there is no such run.
    """
    night = views.run(session, run_id)
    since = night.summary.started_at
    groups = views.unmailed(session, recipient.address, first_since=since)
    looked_at = _versions(groups)
    kept = _those(groups, [flag.flag_id for group in groups for flag in group.flags if recipient.wishes.wants(flag)])
    covers = _versions(kept)
    found = saved_searches.news(session, recipient.mailbox, zone)
    before = told.before(session, recipient, covers)
    changed = told.changed(session, recipient, zone, covers)
    pages, more_pages = moved(session, night.summary, recipient, zone)
    names = {row.source.source_id: row.source.name for row in views.sources(session, counted=False)}
    digest = Digest(
        night=night.summary.night,
        recipient=recipient.address,
        operators=tuple(_operator(group, before, zone, archive) for group in kept),
        sources_silent=tuple(_silent(night, silent_nights, names)),
        sources_failed=tuple(
            (names.get(line.source_id, line.source_id), _why(line))
            for line in night.nights
            if line.state == NightState.FAILED
        ),
        sources_crowded=tuple((each.name, each.leads) for each in views.crowded(session, run_id)),
        documents_read=night.summary.new + night.summary.revised,
        language=recipient.wishes.language,
        told=told.at_once(session, recipient, night.summary.night, zone),
        taken_back=changed.taken_back,
        corrected=changed.corrected,
        searches=tuple(_search(each, zone) for each in found),
        passed=len(looked_at) - len(covers),
        waiting=views.unmailed_count(session, recipient.address, first_since=since) - len(looked_at) + changed.more,
        pairs=views.night_pairs(session, run_id),
        moved=pages,
        more_moved=more_pages,
    )
    passed = {flag_id: version for flag_id, version in looked_at.items() if flag_id not in covers}
    hits = [(each.search.search_id, hit.document_id) for each in found for hit in each.hits]
    return Composed(without_bystanders(session, digest), covers, passed, hits, changed.noted)


def compose_at_once(
    session: Session, run_id: int, recipient: Recipient, *, zone: tzinfo = UTC, archive: Path | None = None
) -> Composed | None:
    """What a recipient wants to hear at once about the operators that they chose; None where nothing is new.

    Raises:
        NotFoundError: there is no such run.
    """
    if not recipient.wishes.operators:
        return None
    night = views.run(session, run_id)
    groups = views.unmailed(session, recipient.address, first_since=night.summary.started_at)
    chosen = [each for each in groups if each.operator and recipient.wishes.follows(each.operator.operator_id)]
    if not chosen:
        return None
    covers = _versions(chosen)
    before = told.before(session, recipient, covers)
    changed = told.changed(session, recipient, zone, covers, only=True)
    digest = Digest(
        night=night.summary.night,
        recipient=recipient.address,
        operators=tuple(_operator(group, before, zone, archive) for group in chosen),
        sources_silent=(),
        sources_failed=(),
        documents_read=night.summary.new + night.summary.revised,
        language=recipient.wishes.language,
        at_once=True,
        taken_back=changed.taken_back,
        corrected=changed.corrected,
    )
    return Composed(without_bystanders(session, digest), covers, {}, (), changed.noted)


def _versions(groups: Sequence[views.OperatorFlags]) -> dict[int, int]:
    return {flag.flag_id: flag.evidence_version for group in groups for flag in group.flags}


def _those(groups: Sequence[views.OperatorFlags], flag_ids: Collection[int]) -> list[views.OperatorFlags]:
    """The groups with these flags only; a group that keeps none is gone."""
    wanted = set(flag_ids)
    kept = [
        views.OperatorFlags(group.operator, tuple(flag for flag in group.flags if flag.flag_id in wanted))
        for group in groups
    ]
    return [group for group in kept if group.flags]


def _search(news: saved_searches.News, zone: tzinfo) -> DigestSearch:
    hits = (
        DigestHit(
            hit.revision_id,
            hit.flag_id,
            hit.title,
            hit.source_name,
            local(hit.first_seen, zone),
            hit.language,
            _cleared(hit.cleared),
        )
        for hit in news.hits
    )
    return DigestSearch(news.search.name, news.search.query, tuple(hits), news.more)


def _operator(
    group: views.OperatorFlags, before: Mapping[int, told.Before], zone: tzinfo, archive: Path | None
) -> DigestOperator:
    known = group.operator
    return DigestOperator(
        operator_id=known.operator_id if known else None,
        name=known.name if known else "",
        aliases=known.aliases if known else (),
        contacts=tuple(f"{kind} {value}" for kind, value in known.reached) if known else (),
        lines=tuple(_line(flag, zone, archive, before.get(flag.flag_id)) for flag in group.flags),
        standing=_standing(known, zone) if known else None,
    )


def _standing(known: views.OperatorSummary, zone: tzinfo) -> DigestStanding:
    return DigestStanding(
        status=known.status,
        since=local(known.first_seen, zone).date(),
        documents=known.naming_documents,
        independent_sources=known.naming_sources,
        said_cleared=known.said_cleared,
        clearance_waits=known.clearance_waits,
        clearance_doubtful=known.clearance_doubtful,
        dismissed=known.dismissed,
        clearing_documents=known.clearing_documents,
        dismissed_documents=known.dismissed_documents,
    )


def _line(flag: views.FlagSummary, zone: tzinfo, archive: Path | None, since: told.Before | None) -> DigestLine:
    came = taken_in(archive, flag.warc_file) if archive is not None else None
    return DigestLine(
        flag_id=flag.flag_id,
        title=flag.title,
        url=flag.url,
        source_id=flag.source_id,
        published=local(flag.published, zone) if flag.published else None,
        reason=flag.reason_now,
        score=flag.score,
        labels=flag.labels,
        route=flag.route,
        independent_sources=flag.independent_sources,
        is_clearance=flag.kind is FlagKind.CLEARANCE,
        new_evidence=flag.new_evidence,
        told_before=since is not None and (not since.read_again or bool(since.added)),
        read_again=since is not None and since.read_again,
        added=since.added if since is not None else flag.new_since,
        source_name=flag.source_name,
        confirmed=flag.state is FlagState.CONFIRMED and not flag.new_evidence,
        of_others=of_others(flag.warc_file),
        taken_in=local(came, zone) if came is not None else None,
        language=flag.language,
        cleared=_cleared(flag.cleared),
    )


def _cleared(found: Sequence[views.ClearedLine]) -> tuple[DigestClearing, ...]:
    """Whom a document clears, but for what people dismissed."""
    return tuple(
        DigestClearing(each.name, each.on, each.sentence, each.is_unsure, each.language)
        for each in found
        if each.counts
    )


def _silent(night: views.RunDetail, limit: int, names: Mapping[str, str]) -> Iterable[tuple[str, int]]:
    """Sources without a document for `limit` nights, this one included, as the ledger has it."""
    silent = (line for line in night.nights if line.silent_nights >= limit)
    return ((names.get(line.source_id, line.source_id), line.silent_nights) for line in silent)


def _why(line: SourceNight) -> str:
    reasons = "; ".join(f"{reason} ({number})" for reason, number in sorted(line.reasons.items()))
    return line.error or reasons or "no reason was given"
