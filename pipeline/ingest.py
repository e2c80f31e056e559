"""WARC files made elsewhere, read in place of a crawl: archived, sealed, extracted, read, linked and flagged."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tldextract import TLDExtract

from core.errors import InputError
from core.nights import SourceInfo
from core.records import Capture
from core.settings import Settings
from core.terms import DocumentKind, SourceKind
from crawlers.source import Source, read_catalogue
from evidence.recover import adopt
from nlp.opening import open_reader
from pipeline import intake, ledger, steps
from pipeline.reporter import Reporter
from store import lock, sources
from store.session import Database

_domain_of = TLDExtract(suffix_list_urls=(), cache_dir=None)  # the snapshot in the package: no network


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file."""

    file: Path
    outcomes: Counter[str]
    skipped: Counter[str]


class HostOrigins:
    """Whose page a capture is, by its host; hosts that no source describes become sources of their own."""

    def __init__(self, catalogue: dict[str, Source], *, source_id: str = "") -> None:
        if source_id and source_id not in catalogue:
            raise InputError(f"There is no source {source_id!r}.", remedy="See `almenara source list`.")
        self._fixed = intake.Origin.of(catalogue[source_id]) if source_id else None
        self._by_id = catalogue
        self._by_host = {host: source for source in catalogue.values() for host in source.hosts}

    def __call__(self, capture: Capture) -> intake.Origin:
        """The origin of one capture."""
        if self._fixed is not None:
            return self._fixed
        if capture.source_id in self._by_id:
            return intake.Origin.of(self._by_id[capture.source_id])
        host = (urlsplit(capture.url).hostname or "").lower()
        labels = host.split(".")
        for start in range(len(labels)):
            source = self._by_host.get(".".join(labels[start:]))
            if source is not None:
                return intake.Origin.of(source)
        return self._foreign(host)

    def _foreign(self, host: str) -> intake.Origin:
        parts = _domain_of(host)
        name = parts.top_domain_under_public_suffix or host
        last = parts.suffix.rsplit(".", maxsplit=1)[-1].upper()
        country = {"UK": "GB"}.get(last, last) if len(last) == 2 else ""
        source_id = f"web:{name}"
        info = SourceInfo(
            source_id=source_id,
            name=name,
            publisher=name,
            kind=SourceKind.NEWS,
            country=country,
            languages=(),
            home=f"https://{name}/",
            enabled=False,
            reason="taken in from a WARC file",
        )
        return intake.Origin(source_id, DocumentKind.NEWS, country, info=info)


def ingest_files(
    settings: Settings,
    files: Sequence[Path],
    *,
    source_id: str = "",
    read: bool = True,
    reporter: Reporter,
    stop: threading.Event,
) -> list[Ingested]:
    """Take in each file in turn, then read and flag what came of it.

    Raises:
        InputError: a file isn't there, or no source has that id.
        BusyError: a night or another ingest is at work.
    """
    for file in files:
        if not file.is_file():
            raise InputError(f"{file}: no such file.", remedy="Name WARC files.")
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    try:
        database.upgrade()
        catalogue = read_catalogue(settings.source_folders)
        with lock.hold(database):
            with database.transaction() as session:
                sources.register(session, [ledger.info(source) for source in catalogue.values()])
            reader = open_reader(settings.reading.threshold, settings.reading.folder)
            shelf = intake.Intake(
                archive=settings.archive_root,
                database=database,
                origins=HostOrigins(catalogue, source_id=source_id),
                models={"reader": reader.version},
            )
            results = [_take_in(file, shelf, reporter) for file in files]
            if read:
                steps.read_pending(database, reader, reporter=reporter, stop=stop)
                threshold = settings.linking.threshold
                flags = steps.flag_pending(
                    database,
                    threshold=threshold,
                    run_id=None,
                    clock=steps.utc_clock,
                    reporter=reporter,
                    stop=stop,
                )
                reporter.say("taken in", files=len(files), flags=len(flags))
            return results
    finally:
        database.close()


def _take_in(file: Path, shelf: intake.Intake, reporter: Reporter) -> Ingested:
    stage = f"take in {file.name}"
    reporter.begin(stage, None)
    name = adopt(shelf.archive, file)
    result = intake.take_in(name, shelf, advance=lambda number: reporter.advance(stage, number))
    return Ingested(file, result.outcomes, result.skipped)
