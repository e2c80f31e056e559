"""The night ledger: what each source was expected to give, what it gave, and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from core.errors import InputError, SourceError
from core.nights import SourceInfo, SourceNight
from core.terms import CaptureState, NightState
from crawlers.health import nightly, was_unreached
from crawlers.journal import NO_DISCOVERY, CrawlReport, read_journal
from crawlers.source import Source
from store import captures, runs, sources, stopped
from store.session import Session

NO_REPORT = CrawlReport(
    fetched=0, not_modified=0, skipped=0, failed=0, documents_discovered=0, reasons={}, finished=None
)


def info(source: Source) -> SourceInfo:
    """What the memory keeps of a source description."""
    return SourceInfo(
        source_id=source.id,
        name=source.name,
        publisher=source.publisher,
        kind=source.kind,
        country=source.country,
        languages=source.languages,
        home=source.home,
        enabled=source.enabled,
        reason=source.reason,
    )


def planned(source: Source) -> SourceNight:
    """The line of a source before its night, with what a night is expected to give."""
    return SourceNight(source.id, expected=nightly(source.expect))


def broken(session: Session, faults: Mapping[str, SourceError], *, before: date) -> list[SourceNight]:
    """The lines of sources that were crawled so far and whose files can't be read now: failed, with what is wrong."""
    known = {source.source_id for source in sources.all_sources(session) if source.enabled}
    return [
        SourceNight(
            source_id,
            expected=None,
            state=NightState.FAILED,
            error=str(error),
            silent_nights=runs.silent_nights(session, source_id, before=before) + 1,
        )
        for source_id, error in faults.items()
        if source_id in known
    ]


def report_of(folder: Path) -> CrawlReport:
    """The journal of a crawl's folder; an empty one where the crawl died before it wrote a line."""
    try:
        return read_journal(folder / "journal.jsonl")
    except InputError:
        return NO_REPORT


def after_crawl(
    session: Session, run_id: int, line: SourceNight, *, report: CrawlReport, error: str, silent_before: int
) -> SourceNight:
    """The line of a source after its crawl was harvested, counted from the captures, so that counting twice is once."""
    counts: Mapping[tuple[str, str], int] = captures.outcomes(session, run_id, line.source_id)
    done = {outcome: number for (state, outcome), number in counts.items() if state == CaptureState.DONE}
    reasons = dict(report.reasons)
    for (state, outcome), number in counts.items():
        if state not in {CaptureState.DONE, CaptureState.STOPPED}:
            reasons[outcome] = reasons.get(outcome, 0) + number
    unread = sum(
        number for (state, _), number in counts.items() if state not in {CaptureState.DONE, CaptureState.STOPPED}
    )
    new, revised = done.get("new", 0), done.get("revised", 0)
    stopped_first, stopped_again = stopped.count_first(session, run_id, line.source_id)
    # What a crawl asks for by itself and finds as it was says nothing about a feed that has dried up.
    unchanged = done.get("unchanged", 0) + done.get("not_modified", 0) + stopped_again
    unchanged -= captures.count_standing(session, run_id, line.source_id, report.owed)
    unchanged += sum(url not in report.owed for url in report.stood)
    failed_crawl = error or _failure(report)
    return replace(
        line,
        fetched=new + revised + done.get("unchanged", 0) + stopped_first + stopped_again + unread + len(report.stood),
        new=new,
        revised=revised,
        unchanged=unchanged,
        stopped=stopped_first,
        skipped=report.skipped,
        failed=report.failed + unread,
        reasons=reasons,
        state=NightState.FAILED if failed_crawl else NightState.DONE,
        error=failed_crawl,
        silent_nights=0 if new + revised + unchanged + stopped_first else silent_before + 1,
    )


def _failure(report: CrawlReport) -> str:
    if report.finished is None:
        return "the crawl was cut off"
    nothing = not (report.fetched or report.not_modified or report.documents_discovered)
    if (nothing or report.finished == NO_DISCOVERY) and (report.failed or was_unreached(report.reasons)):
        reasons = sorted(report.reasons.items(), key=lambda said: (": " not in said[0], said))  # of a feed, and then
        return "; ".join(f"{reason} ({number})" for reason, number in reasons[:3])
    return ""
