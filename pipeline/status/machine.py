"""What the watch stands on: its sources, and room on the disk."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from core.errors import AlmenaraError, SourceError, words_of
from core.settings import Settings
from core.text import counted
from crawlers.settings import check_can_crawl
from crawlers.source import read_catalogue
from pipeline.status.finding import Finding, Standing, well

_MIB, _GIB = 1 << 20, 1 << 30
_LITTLE = 5 * _GIB
_LEAST_NIGHTS = 14
_WEEK = timedelta(days=7)
DESK_UNIT = Path("/etc/systemd/system/multi-user.target.wants/almenara-serve.service")
"""Where systemd notes that the desk is to run (docs/SERVER.md)."""
_ANSWER_S = 30


def sources(settings: Settings) -> Finding:
    """Whether there is something to crawl, and somebody whom publishers can write to."""
    broken: dict[str, SourceError] = {}
    try:
        catalogue = read_catalogue(settings.source_folders, broken=broken)
        check_can_crawl(settings.crawl, catalogue)
    except AlmenaraError as error:
        return Finding("sources", Standing.WRONG, error.what, error.remedy)
    if broken:
        first = next(iter(broken.values()))
        more = f" {len(broken) - 1} more can't be read." if len(broken) > 1 else ""
        return Finding("sources", Standing.WRONG, f"{first.what}{more} The night does without.", first.remedy)
    enabled = [source for source in catalogue.values() if source.enabled]
    if not enabled:
        folders = ", ".join(map(str, settings.source_folders))
        remedy = "Enable one, or mend sources_dirs: `almenara source list`."
        return Finding("sources", Standing.WRONG, f"None is enabled in {folders}.", remedy)
    said = f"{len(enabled)} of {len(catalogue)} are enabled"
    if unchecked := sum(source.rights.checked is None for source in enabled):
        remedy = "`almenara source check`, then note the day in its file (docs/SOURCES.md)."
        return Finding("sources", Standing.LOOK, f"{said}; nobody has checked {unchecked} of them.", remedy)
    return well("sources", f"{said}.")


def desk(settings: Settings) -> list[Finding]:
    """Whether the desk answers, on a machine whose services include it."""
    if not DESK_UNIT.exists():
        return []
    web = settings.web
    try:
        with closing(HTTPConnection(web.host.strip("[]"), web.port, timeout=_ANSWER_S)) as wire:
            wire.request("GET", "/health")
            status = wire.getresponse().status
    except (OSError, HTTPException) as error:
        why = words_of(error) if isinstance(error, OSError) else "no answer of a desk"
    else:
        if status < 500:  # a refusal is an answer
            return [well("desk", f"Answers at {web.host}, port {web.port}.")]
        why = f"status {status}"
    said = f"Does not answer at {web.host}, port {web.port}: {why}."
    return [Finding("desk", Standing.WRONG, said, "`journalctl -u almenara-serve`")]


def disks(settings: Settings, now: datetime) -> list[Finding]:
    """Whether there is room for some more weeks like the last one, where the data lies and where the archive does;
    before there is any, where its folder will be made."""
    try:
        data = next(each for each in (settings.data_dir, *settings.data_dir.absolute().parents) if each.is_dir())
        a_night = _archived(settings.archive_root, now - _WEEK) // _WEEK.days
        kept = settings.archive_root if settings.archive_root.is_dir() else data
        if kept.stat().st_dev == data.stat().st_dev:
            return [_room(data, a_night)]
        return [_room(data, 0), _room(kept, a_night)]
    except OSError as error:
        where = error.filename or settings.data_dir
        return [Finding("disk", Standing.WRONG, f"{where}: {error.strerror}.", "Mend data_dir in the settings.")]


def doors(settings: Settings) -> list[Finding]:
    """The folders that every user of this machine may look into, where there are any."""
    try:
        kept = {path.resolve() for path in (settings.data_dir, settings.archive_root) if path.is_dir()}
        is_open = [path for path in sorted(kept) if path.stat().st_mode & 0o005]
        reached = [path for path in is_open if all(above.stat().st_mode & 0o001 for above in path.parents)]
    except OSError:  # told with the disks
        return []
    told = "Every user of this machine can look into"
    return [Finding("doors", Standing.LOOK, f"{told} {path}.", f"`chmod o= {path}`") for path in reached]


def _room(folder: Path, a_night: int) -> Finding:
    """`a_night`: bytes that the archive grows by there, lately."""
    free = shutil.disk_usage(folder).free
    said = f"{free / _GIB:.1f} GiB are free in {folder}"
    if a_night >= _MIB:
        said = f"{said}: {counted(free // a_night, 'night')} of {a_night // _MIB} MiB, as those of the last week"
    if free >= max(_LITTLE, a_night * _LEAST_NIGHTS):
        return well("disk", f"{said}.")
    standing = Standing.WRONG if free < max(_GIB, a_night) else Standing.LOOK
    return Finding("disk", standing, f"{said}.", "Free some space, or mount a larger disk there.")


def _archived(archive: Path, since: datetime) -> int:
    """Bytes of the WARC files that were written since then."""
    states = [path.stat() for path in archive.rglob("*.warc.gz")] if archive.is_dir() else []
    return sum(state.st_size for state in states if state.st_mtime >= since.timestamp())
