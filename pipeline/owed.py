"""What each crawl is told to ask for besides what it finds: young and flagged documents, and what failed the last time.

What failed or was left stands in a small file a source, `data_dir/owed/<source>.json`, as the journal goes away with
its harvest. A file that is lost costs nothing but these pages; one that no crawl has written for `KEPT` goes away, for
titles may name people.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from core.records import Capture
from crawlers.discovery.found import Found
from crawlers.journal import CrawlReport
from crawlers.owed import Owed
from crawlers.source import Source
from store import revisits
from store.session import Session

MOST = 500
"""Pages of each kind that one crawl is told of; how many it asks for is its own limit."""
TRIES = 3
"""Nights that a page which failed is asked for again; a night that had no room for it is none of them."""
KEPT = timedelta(days=14)
"""How long what a source owes outlives its last crawl."""
FLAGGED_DAYS = 30
"""Days that a flagged document is asked for again: what clears or corrects it comes late."""


def owed(session: Session, folder: Path, source: Source, *, run_id: int, now: datetime) -> Owed:
    """What the next crawl of a source owes."""
    due = revisits.due(
        session,
        source.id,
        young_since=now - timedelta(days=source.revisit_days),
        flagged_since=now - timedelta(days=max(FLAGGED_DAYS, source.revisit_days)) if source.revisit_days else now,
        most=MOST,
    )
    return Owed(
        standing=tuple(_found(capture) for capture in due),
        unread=tuple(Found(url, published, title) for url, (published, title, _) in _read(folder, source.id).items()),
        visited=revisits.last_heard(session, source.id, besides=run_id),
    )


def note(folder: Path, source_id: str, report: CrawlReport, walled: Iterable[Capture] = ()) -> int:
    """Keep what a crawl left to the next, `walled` included: where it met a wall and no page. A crawl that was cut off
    did not say all: what it was told of stays. How many pages are given up, as more were left than are kept."""
    before = _read(folder, source_id)
    behind = [Found(capture.requested_url, capture.published_hint, capture.title_hint) for capture in walled]
    left = {found.url: found for found in (*behind, *report.left)}
    tries = {url: before[url][2] if url in before else 0 for url in left}
    kept = {
        url: (found.published, found.title, tries[url] + (url not in report.unasked)) for url, found in left.items()
    }
    if report.finished is None:
        kept = before | kept
    lines = [
        {"url": url, "published": published, "title": title, "tries": tried}
        for url, (published, title, tried) in kept.items()
        if tried <= TRIES
    ]
    _write(folder / f"{source_id}.json", lines[:MOST])
    return max(0, len(lines) - MOST)


def forget(folder: Path, now: datetime) -> None:
    """Take away what is kept of sources that are crawled no more."""
    for path in folder.glob("*"):  # with what a killed process left half written
        if path.stat().st_mtime < (now - KEPT).timestamp():
            path.unlink(missing_ok=True)


def _found(capture: Capture) -> Found:
    return Found(capture.url, capture.published_hint, capture.title_hint)


def _read(folder: Path, source_id: str) -> dict[str, tuple[str, str, int]]:
    """By address: the date and the title that stood beside it, and how often it was left."""
    try:
        lines = json.loads((folder / f"{source_id}.json").read_text(encoding="utf-8"))
        return {line["url"]: (line["published"], line["title"], line["tries"]) for line in lines}
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or what a full disk left of it
        return {}


def _write(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(lines), encoding="utf-8")
    part.replace(path)
