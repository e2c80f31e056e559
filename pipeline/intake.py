"""From a sealed WARC file to documents, by one way for our own crawls and for files made elsewhere.

A page is taken in once, by its capture: reading a file a second time changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from core.errors import AlmenaraError, InputError, SourceError
from core.nights import SourceInfo
from core.records import Capture, Extracted, Page
from core.terms import DocumentKind
from crawlers.source import Source
from evidence.reader import ReadReport, read_pages
from evidence.seal import seal
from extraction.extract import extract
from extraction.fields import FieldSelectors
from extraction.fingerprint import bands, fingerprint
from extraction.urls import canonical
from pipeline.version import SOFTWARE
from store import captures, documents, sources
from store.session import Database, Session

BATCH = 16
"""Pages read in one transaction: a killed process repeats at most these."""


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


@dataclass(frozen=True, slots=True)
class Intake:
    """Where pages go, and whose they are. `models`: name -> version of what will read them, for the custody log."""

    archive: Path
    database: Database
    origins: Origins
    models: Mapping[str, str]


@dataclass(slots=True)
class ReadIn:
    """What became of the pages of one file, counted."""

    outcomes: Counter[str] = field(default_factory=Counter)  # new, revised, unchanged, not_modified, known
    skipped: Counter[str] = field(default_factory=Counter)  # why -> pages

    def add(self, other: ReadIn) -> None:
        """Count another file's as well."""
        self.outcomes.update(other.outcomes)
        self.skipped.update(other.skipped)


def take_in(
    name: str,
    intake: Intake,
    *,
    source_id: str = "",
    crawl_id: str = "",
    run_id: int | None = None,
    advance: Callable[[int], None] = lambda _: None,
) -> ReadIn:
    """Seal the file `name` of the archive, and read its pages into documents.

    Args:
        source_id, crawl_id: whose file it is, for records that don't say so themselves.
        run_id: the night that it belongs to; None for a file that was brought.
        advance: told how many pages were read since the last time.
    """
    seal(intake.archive, name, actor=SOFTWARE, now=datetime.now(UTC), models=intake.models)
    report = ReadReport()
    pages = read_pages(
        intake.archive / name,
        root=intake.archive,
        source_id=source_id,
        crawl_id=crawl_id,
        report=report,
    )
    result = ReadIn()
    for batch in _batches(pages):
        result.add(_read_batch(batch, intake, run_id=run_id))
        advance(len(batch))
    result.skipped.update(report.skipped)
    return result


def _batches(pages: Iterable[Page]) -> Iterator[list[Page]]:
    stream = iter(pages)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _read_batch(pages: list[Page], intake: Intake, *, run_id: int | None) -> ReadIn:
    result = ReadIn()
    read: list[tuple[Capture, Origin, Extracted | AlmenaraError | None]] = []
    for page in pages:
        origin = intake.origins(page.capture)
        if origin is None:
            result.skipped["no source for this host"] += 1
            continue
        capture = replace(page.capture, source_id=origin.source_id, url=canonical(page.capture.url))
        read.append((capture, origin, None if capture.not_modified else _extracted(page, origin)))
    strangers = {origin.source_id: origin.info for _, origin, _ in read if origin.info is not None}
    with intake.database.transaction() as session:
        sources.register(session, list(strangers.values()))
        for capture, origin, extracted in read:
            if not captures.add(session, [capture], run_id):
                result.outcomes["known"] += 1
                continue
            state, outcome = _keep(session, capture, origin, extracted)
            (result.outcomes if state == "done" else result.skipped)[outcome] += 1
            captures.mark(session, capture.capture_id, state, outcome)
    return result


def _keep(
    session: Session, capture: Capture, origin: Origin, extracted: Extracted | AlmenaraError | None
) -> tuple[str, str]:
    """Keep what was read off one capture; its state and what became of it."""
    if extracted is None:
        documents.unmodified(session, capture)
        return "done", "not_modified"
    if isinstance(extracted, AlmenaraError):
        return "failed", extracted.what
    if not extracted.text.strip():
        return "skipped", "no text"
    minhash = fingerprint(f"{extracted.title}\n{extracted.text}")
    saved = documents.save(
        session,
        capture,
        extracted,
        kind=origin.kind,
        country=origin.country,
        fingerprint=minhash,
        bands=bands(minhash),
    )
    return "done", saved.outcome


def _extracted(page: Page, origin: Origin) -> Extracted | AlmenaraError:
    try:
        return extract(
            page.body,
            url=page.capture.url,
            content_type=page.capture.content_type,
            selectors=origin.selectors,
            page_class=origin.page_class,
            published_hint=page.capture.published_hint,
            title_hint=page.capture.title_hint,
            kind=origin.kind,
            fetched_at=page.capture.fetched_at,
        )
    except (InputError, SourceError) as error:
        return error
