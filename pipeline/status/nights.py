"""Whether nights begin, and end, and hear what they should."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from core.errors import AlmenaraError, SourceError
from core.nights import SourceNight
from core.settings import Settings
from core.terms import NightState
from core.text import counted
from crawlers.health import Severity, judge
from crawlers.source import Source, read_catalogue
from pipeline.status.finding import Finding, Standing, ago, well
from store import runs, views
from store.session import Session

_NAMED = 5  # sources that are told by name
_WEEK = 7  # nights of silence after which keepers are mailed, and after as many again
_GO_ON = "On the same day `almenara nightly` goes on with it, later it begins anew; the log says why it ended."


def night(session: Session, now: datetime, *, late: timedelta, at_work: str) -> Finding:
    """The newest night. `late`: how long ago it may have begun; `at_work`: who is at it, "" for nobody."""
    newest = next(iter(views.runs(session, limit=1)), None)
    if newest is None:
        return Finding("night", Standing.WRONG, "None has run yet.", "`almenara nightly`, or `almenara schedule`.")
    said = f"Run {newest.run_id} (night of {newest.night}) began {ago(now - newest.started_at)}"
    if newest.state == NightState.RUNNING and not at_work:
        return Finding("night", Standing.WRONG, f"{said} and was cut off.", _GO_ON)
    if newest.state == NightState.FAILED:
        return Finding("night", Standing.WRONG, f"{said} and failed.", f"`almenara run show {newest.run_id}`")
    if now - newest.started_at > late:
        remedy = "Is `almenara schedule` running? `almenara nightly` runs a night now."
        return Finding("night", Standing.WRONG, f"{said}, and none since.", remedy)
    if newest.state == NightState.RUNNING:
        return well("night", f"{said} and is at work: {at_work}.")
    gave = f"{counted(newest.new + newest.revised, 'document')}, {counted(newest.flags, 'flag')}"
    return well("night", f"{said} and is done: {gave}.")


def scheduler(session: Session, holder: str) -> Finding:
    """`holder`: who waits for the next night, "" for nobody; that is wrong where the last night was a scheduler's."""
    if holder:
        return well("scheduler", f"Waits for the next night: {holder}.")
    is_missed = any(run.trigger in runs.SCHEDULED for run in views.runs(session, limit=1))
    remedy = "Start `almenara schedule`, unless something else starts `almenara nightly`."
    return Finding("scheduler", Standing.WRONG if is_missed else Standing.LOOK, "None runs.", remedy)


def heard(session: Session, settings: Settings) -> list[Finding]:
    """How many of the sources that are watched now gave what they should in the last night that is done; nothing where
    none lately is."""
    catalogue, broken = _catalogue(settings)
    ended, lines = _last_done(session, catalogue, broken)
    if ended is None or not lines:
        return []
    weeks = runs.week(session, ended.night)
    holes = sorted(
        line.source_id
        for line in lines
        if _is_hole(line, catalogue.get(line.source_id), settings, weeks.get(line.source_id, []))
        or (line.state == NightState.FAILED and line.source_id in broken)
    )
    said = f"{len(lines) - len(holes)} of {counted(lines, 'source')} as expected in run {ended.run_id}"
    if not holes:  # whoever is silent is one
        return [well("heard", f"{said}.")]
    more = f" and {len(holes) - _NAMED} more" if len(holes) > _NAMED else ""
    standing = Standing.WRONG if len(holes) == len(lines) else Standing.LOOK
    remedy = f"`almenara run show {ended.run_id}` says why."
    found = Finding("heard", standing, f"{said}; not {', '.join(holes[:_NAMED])}{more}.", remedy)
    return [found, *_silent(lines, settings.nightly.silent_nights)]


def _last_done(
    session: Session, catalogue: Mapping[str, Source], broken: Collection[str]
) -> tuple[views.RunSummary | None, list[SourceNight]]:
    """The newest night that is done, and its lines of the sources that are watched now: who was taken out or switched
    off since is no fault any more, and was not heard as expected either."""
    ended = next((run for run in views.runs(session, limit=5) if run.state == NightState.DONE), None)
    watched = {source.id for source in catalogue.values() if source.enabled} | set(broken)
    return ended, [line for line in runs.nights(session, ended.run_id) if line.source_id in watched] if ended else []


def _silent(lines: Sequence[SourceNight], limit: int) -> list[Finding]:
    """Sources without a document for so many nights in a row, the longest silent first. Keepers are mailed once a week
    of it: a source that died must not be told every morning, nor never."""
    silent = sorted((line for line in lines if line.silent_nights >= limit), key=lambda line: -line.silent_nights)
    if not silent:
        return []
    named = ", ".join(f"{line.source_id} ({line.silent_nights})" for line in silent[:_NAMED])
    more = f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else ""
    said = f"{counted(silent, 'source')} without a document for {limit} nights or more: {named}{more}."
    remedy = "`almenara source check ID` asks them now; mend the file, or disable the source and say why."
    is_due = any(line.silent_nights % _WEEK == 0 for line in silent)
    return [Finding("silent", Standing.LOOK, said, remedy, is_due=is_due)]


def crowded(session: Session) -> list[Finding]:
    """Whether one source gave many leads of the newest night; nothing where none did."""
    newest = next(iter(views.runs(session, limit=1)), None)
    found = views.crowded(session, newest.run_id) if newest is not None else []
    if newest is None or not found:
        return []
    told = ", ".join(f"{each.source_id} ({counted(each.leads, 'lead')})" for each in found[:_NAMED])
    remedy = "Read some before deciding on any: one text told again with other names looks like that."
    return [Finding("leads", Standing.LOOK, f"Many of one source in run {newest.run_id}: {told}.", remedy)]


def _is_hole(line: SourceNight, source: Source | None, settings: Settings, week: Sequence[int]) -> bool:
    """Whether the watch did not hear a source that is still listed."""
    if source is None:
        return False
    concerns = judge(line, source.expect, silent_nights=settings.nightly.silent_nights, week=week)
    return any(concern.severity is Severity.ERROR for concern in concerns)


def _catalogue(settings: Settings) -> tuple[dict[str, Source], Collection[str]]:
    """The sources, and those whose files can't be read."""
    broken: dict[str, SourceError] = {}
    try:
        return dict(read_catalogue(settings.source_folders, broken=broken)), broken
    except AlmenaraError:  # told with the sources
        return {}, broken
