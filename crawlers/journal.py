"""What became of every address of one crawl: an append-only file of JSON lines, and its reading.

One line an address, written after the archive holds the page, so that a crawl that was killed has journalled nothing
that isn't archived. The last line, `{"finished": reason}`, tells a crawl that ended from one that was cut off.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from core.errors import InputError
from core.terms import CrawlOutcome
from crawlers.discovery.found import Found

DOCUMENT = "document"
DISCOVERY = "discovery"
OWED = "owed"
FINISHED = "finished"
_ROBOTS = "robots.txt"  # it was asked, in the page's stead
_GONE = frozenset({"HTTP 404", "HTTP 410"})
SAME_BYTES = "same bytes"
FRONT_PAGE = "redirect to the front page"
TAKEN_DOWN = "no longer shown by its publisher"
NO_DISCOVERY = "no feed, sitemap or listing could be read"


class Journal:
    """The journal of one crawl while it runs. Each line is handed to the operating system before a call returns."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._file = path.open("ab")
        if _ends_torn(path):
            self._file.write(b"\n")

    def write(
        self,
        url: str,
        outcome: CrawlOutcome,
        reason: str = "",
        *,
        step: str = DOCUMENT,
        left: Found | None = None,
        look: str = "",
    ) -> None:
        """One address and what became of it.

        Args:
            step: DISCOVERY where a feed, sitemap or listing is meant, OWED for a page that none of them names.
            left: what was found, where another night is to ask for it.
            look: of a page that was fetched, to be held against the others' (extraction.walls).
        """
        entry: dict[str, Any] = {"at": _now(), "url": url, "outcome": outcome.value, "reason": reason}
        if step != DOCUMENT:
            entry["step"] = step
        if left is not None:
            entry["left"] = {"published": left.published, "title": left.title}
        if look:
            entry["look"] = look
        self._append(entry)

    def finish(self, reason: str) -> None:
        """The last line: the crawl came to its end, for this reason."""
        self._append({"at": _now(), "finished": reason})

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, entry: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(entry, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        self._file.flush()


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What a journal says: addresses by outcome, and why some were skipped or failed.

    `failed` counts feeds, sitemaps and listings that couldn't be read as well, and no page that was known and is gone
    while others came, which counts as skipped; `documents_discovered` counts detail pages only, `owed` names those that
    none of them named. `finished` is None where the crawl was cut off. `left` is what another night is to ask for,
    failures first, `unasked` those of it that this one did not come to; `looks` has one for each page that was fetched.
    `gone` has the pages that their publisher shows no more (HTTP 404 or 410, or a redirect to the front page or a list,
    while other pages came), and when; `stood` those that came byte for byte as they are known, and are not archived
    again.
    """

    fetched: int
    not_modified: int
    skipped: int
    failed: int
    documents_discovered: int
    reasons: Mapping[str, int]
    finished: str | None
    owed: frozenset[str] = frozenset()
    left: tuple[Found, ...] = ()
    unasked: frozenset[str] = frozenset()
    looks: tuple[str, ...] = ()
    gone: Mapping[str, datetime] = field(default_factory=dict)
    stood: Mapping[str, datetime] = field(default_factory=dict)


def read_journal(path: Path) -> CrawlReport:
    """Read a journal, also one whose last line is torn. An address that stands twice counts once, as fetched if ever.

    Raises:
        InputError: there is no such file.
    """
    last: dict[tuple[str, str], tuple[CrawlOutcome, str]] = {}
    finished: str | None = None
    left: dict[str, Found] = {}
    looks: dict[str, str] = {}
    said: dict[str, str] = {}
    for entry in _entries(path):
        finished = _text(entry, "finished") or None
        outcome = _outcome(_text(entry, "outcome"))
        if outcome is None:
            continue
        key = (_text(entry, "step") or DOCUMENT, _text(entry, "url"))
        if key not in last or last[key][0] is not CrawlOutcome.FETCHED:
            last[key] = (outcome, _text(entry, "reason"))
            left.pop(key[1], None)
            said[key[1]] = _text(entry, "at")
            if outcome is CrawlOutcome.FETCHED and key[0] != DISCOVERY:
                looks[key[1]] = _text(entry, "look")
            if isinstance(hints := entry.get("left"), dict):
                left[key[1]] = Found(key[1], _text(hints, "published"), _text(hints, "title"))
    answered = any(outcome in (CrawlOutcome.FETCHED, CrawlOutcome.NOT_MODIFIED) for outcome, _ in last.values())
    failed = {url for (_, url), (outcome, _) in last.items() if outcome is CrawlOutcome.FAILED}
    skipped = {url: why for (_, url), (outcome, why) in last.items() if outcome is CrawlOutcome.SKIPPED}
    gone = {url for (step, url), (_, reason) in last.items() if step != DISCOVERY and url in failed and reason in _GONE}
    troubles = (CrawlOutcome.SKIPPED, CrawlOutcome.FAILED)
    if answered:  # else the site sends everybody there, or shows nothing at all
        gone |= {url for url, why in skipped.items() if why == FRONT_PAGE}
        last |= {(OWED, url): (CrawlOutcome.SKIPPED, TAKEN_DOWN) for url in gone & failed if (OWED, url) in last}
    counts = Counter(outcome for outcome, _ in last.values())
    stood = {url for (step, url), (_, reason) in last.items() if step != DISCOVERY and reason == SAME_BYTES}

    def when(urls: Iterable[str]) -> Mapping[str, datetime]:
        return {url: at for url in sorted(urls) if (at := _moment(said.get(url, ""))) is not None}

    return CrawlReport(
        fetched=counts[CrawlOutcome.FETCHED],
        not_modified=counts[CrawlOutcome.NOT_MODIFIED],
        skipped=counts[CrawlOutcome.SKIPPED],
        failed=counts[CrawlOutcome.FAILED],
        documents_discovered=sum(step == DOCUMENT for step, _ in last),
        reasons=dict(Counter(reason for outcome, reason in last.values() if outcome in troubles and reason)),
        finished=finished,
        owed=frozenset(url for step, url in last if step == OWED),
        looks=tuple(looks.values()),
        gone=when(gone),
        stood=when(stood),
        unasked=frozenset(url for url in left if not skipped.get(url, _ROBOTS).startswith(_ROBOTS)),
        left=tuple(sorted(left.values(), key=lambda found: found.url not in failed)),
    )


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise InputError(f"{path}: no readable journal: {error.strerror}.") from error
    for line in lines:
        try:
            entry = json.loads(line.decode("utf-8", "replace"))
        except (ValueError, RecursionError):  # an empty line, or one that was torn when the crawl was killed
            continue
        if isinstance(entry, dict):
            yield entry


def _outcome(value: str) -> CrawlOutcome | None:
    return CrawlOutcome(value) if value in {outcome.value for outcome in CrawlOutcome} else None


def _moment(text: str) -> datetime | None:
    """A time of this file; None where nobody of ours wrote it."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _ends_torn(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
