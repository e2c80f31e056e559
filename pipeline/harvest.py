"""From the archive to documents: what a crawl left in `incoming/`, and any WARC file made elsewhere, by one way.

A file is placed in the archive, sealed, and read in; only then is it taken out of `incoming/`. Each of these may be
done twice: placing the same file again, sealing it again and reading it again change nothing. So a process killed
anywhere loses nothing and doubles nothing.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from extraction.extract import extract
from extraction.fields import FieldSelectors
from extraction.fingerprint import bands, fingerprint
from filelock import FileLock, Timeout

from core.errors import BusyError, EvidenceError, InputError
from core.records import Capture, Extracted, Page, SourceInfo
from core.terms import DocumentKind
from crawlers.source import Source
from evidence.custody import CustodyLog
from evidence.reader import ReadReport, read_pages
from evidence.recover import recover
from evidence.seal import manifest_path, seal
from pipeline.version import SOFTWARE
from store import captures, documents, sources
from store.session import Database

BATCH = 16
"""Pages read in one transaction: a killed process repeats at most these."""
LOCK_WAIT_S = 30
"""How long a crawl that was just told to stop may take to let go of its folder."""


@dataclass(frozen=True, slots=True)
class Origin:
    """How the pages of one source are read."""

    source_id: str
    kind: DocumentKind
    country: str
    selectors: FieldSelectors | None = None
    page_class: str = ""
    info: SourceInfo | None = None  # where no description stands behind it: what is to be kept of it

    @classmethod
    def of(cls, source: Source) -> Origin:
        """The origin that a source description states."""
        return cls(
            source_id=source.id,
            kind=source.document_kind,
            country=source.country,
            selectors=FieldSelectors(**source.detail.model_dump()),
            page_class=source.page,
        )


Origins = Callable[[Capture], Origin | None]
"""Whose page a capture is; None passes it over."""


@dataclass(slots=True)
class ReadIn:
    """What became of the pages of one file, counted."""

    outcomes: Counter[str] = field(default_factory=Counter)  # new, revised, unchanged, not_modified, known
    skipped: Counter[str] = field(default_factory=Counter)  # why -> pages

    def add(self, other: ReadIn) -> None:
        """Count another file's as well."""
        self.outcomes.update(other.outcomes)
        self.skipped.update(other.skipped)


@dataclass(frozen=True, slots=True)
class Crawled:
    """Whose folder in `incoming/` it is."""

    folder: Path
    source_id: str
    crawl_id: str
    run_id: int


def crawled(incoming: Path) -> list[Crawled]:
    """Every folder that waits to be harvested, oldest crawl first; folders without a readable label are left."""
    found = []
    for label in sorted(incoming.glob("*/crawl.json")):
        try:
            found.append(Crawled(folder=label.parent, **json.loads(label.read_text(encoding="utf-8"))))
        except (ValueError, TypeError):  # killed while the label was written: no page had been fetched yet
            continue
    return sorted(found, key=lambda each: (each.run_id, each.crawl_id))


def harvest(crawl: Crawled, *, archive: Path, database: Database, origins: Origins, models: dict[str, str]) -> ReadIn:
    """Take what one crawl left into the archive and the documents. The folder itself stays: see `clear`.

    Raises:
        BusyError: the crawl is still going on.
    """
    total = ReadIn()

    def name_of(file: str) -> str:
        return f"{crawl.source_id}/{crawl.crawl_id}/{Path(file).name}"

    try:
        with FileLock(crawl.folder / "lock", timeout=LOCK_WAIT_S):
            recover(crawl.folder)
            _note_recovery(crawl, archive, name_of)
            for file in sorted(crawl.folder.rglob("*.warc.gz")):
                name = name_of(file.name)
                _place(file, archive / name)
                total.add(
                    take_in(
                        name,
                        archive=archive,
                        database=database,
                        origins=origins,
                        models=models,
                        run_id=crawl.run_id,
                        crawl=crawl,
                    )
                )
    except Timeout as error:
        raise BusyError(f"{crawl.folder}: this crawl is still going on.", remedy="Wait for it to end.") from error
    return total


def clear(crawl: Crawled) -> None:
    """Remove the folder of a harvested crawl, its label last: a folder half removed is harvested again."""
    for path in crawl.folder.iterdir():
        if path.name != "crawl.json":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (crawl.folder / "crawl.json").unlink()
    crawl.folder.rmdir()


def take_in(
    name: str,
    *,
    archive: Path,
    database: Database,
    origins: Origins,
    models: dict[str, str],
    run_id: int | None = None,
    crawl: Crawled | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> ReadIn:
    """Seal the file `name` of the archive, and read its pages into documents.

    Args:
        crawl: whose file it is, for records that don't say so themselves.
        advance: told how many pages were read since the last time.
    """
    seal(archive, name, actor=SOFTWARE, now=datetime.now(UTC), models=models)
    report = ReadReport()
    pages = read_pages(
        archive / name,
        root=archive,
        source_id=crawl.source_id if crawl else "",
        crawl_id=crawl.crawl_id if crawl else "",
        report=report,
    )
    result = ReadIn()
    for batch in _batches(pages):
        result.add(_read_batch(batch, database=database, origins=origins, run_id=run_id))
        advance(len(batch))
    result.skipped.update(report.skipped)
    return result


def _place(file: Path, target: Path) -> None:
    """Give a file its place in the archive, whole or not at all, without a second copy where the disk allows it.

    Raises:
        EvidenceError: another file of that name is there already.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        if target.samefile(file) or filecmp.cmp(target, file, shallow=False):
            return
        raise EvidenceError(f"{target} is another file than {file}.", remedy="Look at both; keep both.")
    try:
        os.link(file, target)
    except OSError:  # another file system, or one without links
        part = target.with_suffix(".part")
        shutil.copyfile(file, part)
        part.replace(target)


def _note_recovery(crawl: Crawled, archive: Path, name_of: Callable[[str], str]) -> None:
    """Carry over to the archive's own log that files of this crawl were cut behind their last whole record."""
    for entry in CustodyLog(crawl.folder).entries():
        name = name_of(entry.subject)
        if entry.action == "recovered" and not manifest_path(archive / name).exists():
            CustodyLog(archive).append(entry.action, entry.actor, name, entry.details)


def _batches(pages: Iterable[Page]) -> Iterator[list[Page]]:
    stream = iter(pages)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _read_batch(pages: list[Page], *, database: Database, origins: Origins, run_id: int | None) -> ReadIn:
    result = ReadIn()
    read: list[tuple[Capture, Origin, Extracted | InputError | None]] = []
    for page in pages:
        origin = origins(page.capture)
        if origin is None:
            result.skipped["no source for this host"] += 1
            continue
        capture = replace(page.capture, source_id=origin.source_id)
        read.append((capture, origin, None if capture.not_modified else _extracted(page, origin)))
    strangers = {origin.source_id: origin.info for _, origin, _ in read if origin.info is not None}
    with database.transaction() as session:
        sources.register(session, list(strangers.values()))
        for capture, origin, extracted in read:
            if not captures.add(session, [capture], run_id):
                result.outcomes["known"] += 1
                continue
            if extracted is None:
                documents.unmodified(session, capture)
                state, outcome = "done", "not_modified"
            elif isinstance(extracted, InputError):
                state, outcome = "failed", extracted.what
                result.skipped["unreadable page"] += 1
            elif not extracted.text.strip():
                state, outcome = "skipped", "no text"
                result.skipped["no text"] += 1
            else:
                print_ = fingerprint(f"{extracted.title}\n{extracted.text}")
                saved = documents.save(
                    session,
                    capture,
                    extracted,
                    kind=origin.kind,
                    country=origin.country,
                    fingerprint=print_,
                    bands=bands(print_),
                )
                state, outcome = "done", saved.outcome
            if state == "done":
                result.outcomes[outcome] += 1
            captures.mark(session, capture.capture_id, state, outcome)
    return result


def _extracted(page: Page, origin: Origin) -> Extracted | InputError:
    try:
        return extract(
            page.body,
            url=page.capture.url,
            content_type=page.capture.content_type,
            selectors=origin.selectors,
            page_class=origin.page_class,
            published_hint=page.capture.published_hint,
            title_hint=page.capture.title_hint,
        )
    except InputError as error:
        return error
