"""The steps as workers do them: from a page's bytes to a text, from a text to what it says. No database, no files.

What travels to a worker and back stands here too, so that a worker loads nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import InputError, SourceError
from core.nights import SourceInfo
from core.records import Analysis, Document, Extracted, Page
from core.settings import ReadingSettings
from core.terms import DocumentKind
from extraction import extract
from extraction.fields import FieldSelectors
from extraction.fingerprint import bands, fingerprint
from extraction.pages.base import Given as About
from extraction.walls import named_wall
from pipeline.engines.step import Step, Work
from pipeline.version import SOFTWARE

if TYPE_CHECKING:
    from crawlers.source import Source
    from nlp.triage import Triage
    from pipeline.sifting import Sifting

READ_TOGETHER = 16
"""Texts that a worker is given at once: enough to fill the network, few enough to be read again when it dies."""


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
        manner = source.manner
        return cls(
            source_id=source.id,
            kind=manner.kind,
            country=source.country,
            selectors=manner.selectors,
            page_class=manner.page_class,
        )


@dataclass(frozen=True, slots=True)
class Given:
    """A page, and how its source wants it read. `known`: it is a document already, and is read whatever it says now.
    `wall`: why it may be none, as was seen by the others of its crawl: what triage lets pass is one all the same."""

    page: Page
    origin: Origin
    known: bool = False
    wall: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read off a page, and how copies of it are found."""

    extracted: Extracted
    fingerprint: tuple[int, ...]
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a page can't be read: its own fault or its description's, not the program's. `is_wall`: it stands in place of
    one."""

    reason: str
    is_wall: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """Triage lets a page go no further: by its bytes, or by its text once that was extracted."""

    version: str


ExtractStep = Step[Given, Taken | Refused | Stopped]
ReadStep = Step[Document, Analysis]


def make_extract(_threads: int) -> Work[Given, Taken | Refused | Stopped]:
    """The extraction; it needs no model."""
    return partial(_extract_all, None)


def make_sifted_extract(sifting: Sifting, _threads: int) -> Work[Given, Taken | Refused | Stopped]:
    """The extraction of what triage lets pass."""
    return partial(_extract_all, sifting.triage())


def extract_step(sifting: Sifting | None = None) -> ExtractStep:
    """Pages to texts, by the extraction of this program's version; those alone that triage lets pass, where there is
    one."""
    if sifting is None:
        return Step("extract", SOFTWARE, make_extract, _source_of_page)
    version = f"{SOFTWARE}+{sifting.version}+{sifting.watch.stem if sifting.watch is not None else ''}"
    return Step("extract", version, partial(make_sifted_extract, sifting), _source_of_page)


def make_read(threshold: float, model: Path | None, skims: bool, threads: int) -> Work[Document, Analysis]:
    """The reader, its models loaded."""
    from nlp.opening import open_reader

    return open_reader(threshold, model, skims=skims, threads=threads).analyse_many


def read_step(reading: ReadingSettings) -> ReadStep:
    """Texts to analyses, by the reader of the settings, which skims where triage is on. No model is loaded for it
    here."""
    from nlp.opening import reader_version

    version = reader_version(reading.threshold, reading.folder, skims=reading.triage)
    return Step("read", version, partial(make_read, reading.threshold, reading.folder, reading.triage), _source_of_text)


def _source_of_page(given: Given) -> str:
    return given.origin.source_id


def _source_of_text(document: Document) -> str:
    return document.source_id


def _extract_all(triage: Triage | None, pages: Sequence[Given]) -> Iterator[Taken | Refused | Stopped]:
    stops = _stopped_by(triage, pages) if triage is not None else frozenset()
    for number, given in enumerate(pages):
        stopped = number in stops
        # What looks alike may be one advert, posted again and again, or one story under many addresses.
        is_wall = given.wall and (stopped if triage is not None else given.origin.kind is DocumentKind.NEWS)
        if wall := named_wall(given.page.body) or (given.wall if is_wall else ""):
            yield Refused(wall, is_wall=True)
        elif triage is not None and stopped and not given.known:
            yield Stopped(triage.version)
        else:
            yield _extracted(given, None if given.known else triage)


def _stopped_by(triage: Triage, pages: Sequence[Given]) -> frozenset[int]:
    """The places of those that triage stops by their bytes; of known ones where they look like a wall."""
    asked = [number for number, given in enumerate(pages) if given.wall or not given.known]
    verdicts = triage.pages(
        (given.page.body, given.origin.kind, given.page.capture.content_type) for given in map(pages.__getitem__, asked)
    )
    return frozenset(number for number, verdict in zip(asked, verdicts, strict=True) if not verdict.passes)


def _extracted(given: Given, triage: Triage | None) -> Taken | Refused | Stopped:
    """`triage`: what judges the text."""
    capture, origin = given.page.capture, given.origin
    about = About(
        url=capture.url,
        kind=origin.kind,
        selectors=origin.selectors or FieldSelectors(),
        published_hint=capture.published_hint,
        title_hint=capture.title_hint,
        fetched_at=capture.fetched_at,
    )
    try:
        page = extract.opened(given.page.body, about, content_type=capture.content_type, page_class=origin.page_class)
        # A page that passed and shows no text is said (crawlers.health), not stopped.
        if triage and page.text.strip() and not triage.text(f"{page.title}\n{page.text}", origin.kind).passes:
            return Stopped(triage.version)  # what carried the page stands around its text
        extracted = extract.everything(page)
    except (InputError, SourceError) as error:
        return Refused(error.what)
    minhash = fingerprint(f"{extracted.title}\n{extracted.text}") if extracted.text.strip() else ()
    return Taken(extracted, minhash, bands(minhash))
