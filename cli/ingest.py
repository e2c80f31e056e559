"""`almenara ingest`: WARC files made elsewhere, in place of a crawl."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cli.common import AsJson, print_json, print_table, told_to_stop, viewing, with_engine
from core.errors import SourceError
from core.settings import Settings, load
from core.text import plain
from pipeline.reporter import configure_logging, reporter
from store import views

if TYPE_CHECKING:
    from pipeline.ingest import Ingested

SHOWN = 50
"""Flags that are printed at most."""


def ingest(
    addresses: Annotated[
        list[str],
        typer.Argument(help="WARC files, such as Common Crawl's CC-NEWS: paths, https://, s3://, gs://; * for many."),
    ],
    source: Annotated[str, typer.Option(help="The source whose pages these are; otherwise told by host.")] = "",
    copy_only: Annotated[bool, typer.Option("--no-read", help="Archive and extract, but do not read or flag.")] = False,
    engine: Annotated[str, typer.Option(help="local or ray; as engine.kind in the settings.")] = "",
    as_json: AsJson = False,
) -> None:
    """Archive, seal, extract, read and flag the pages of WARC files, as if they had been crawled.

    A file taken in twice changes nothing; one that was cut off goes on where it stopped. Pages of hosts that no source
    describes are kept under "web:HOST". Exit status 1 where a file could not be read to its end, or a source's own file
    is broken: what may be a page of it is left out, and taken by the next ingest of the file once it is mended.

    Example: almenara ingest https://data.commoncrawl.org/crawl-data/CC-NEWS/2026/11/CC-NEWS-20261120000000-00001.warc.gz
    """
    from pipeline.ingest import ingest_files
    from pipeline.intake import NO_SOURCE

    settings = with_engine(load(), engine)
    configure_logging(settings)
    stop = told_to_stop()
    began = datetime.now(UTC)
    broken: dict[str, SourceError] = {}
    with reporter(settings) as progress:
        results = ingest_files(
            settings, addresses, source_id=source, read=not copy_only, broken=broken, reporter=progress, stop=stop
        )
    if as_json:
        for each in results:
            print_json(as_record(each))
    else:
        _print(results)
        if not copy_only:
            _print_leads(settings, began)
    torn = [f"{result.address}: its end is missing." for result in results if result.truncated]
    sources = [str(error) for error in broken.values()]
    if left := sum(result.skipped[NO_SOURCE] for result in results):
        sources.append(f"Pages that may be of a source whose file is broken, left out: {left}. Mend it; ingest again.")
    if faults := [*sources, *(result.error for result in results if result.error), *torn]:
        sys.stderr.writelines(f"almenara: {plain(fault)}\n" for fault in faults)
        raise typer.Exit(1)


def _print_leads(settings: Settings, since: datetime) -> None:
    """What was flagged: nobody else says so before the mail of the next night."""
    with viewing("ingest", settings) as session:
        found = views.flags(session, views.FlagFilter(since=since), limit=SHOWN + 1)
    more = f", the newest {SHOWN} of more" if len(found) > SHOWN else ""
    rows = [
        (f.flag_id, f.kind, ", ".join(name for _, name in f.operators), f.reason_now, f.title) for f in found[:SHOWN]
    ]
    print_table(f"Flags raised or changed: leads, not findings{more}", ("flag", "kind", "operators", "why", "document"),
                rows)  # fmt: skip
    if found:
        print("The mail of the next night tells of them; `almenara digest send --leads` does it now.")


def as_record(result: Ingested) -> dict[str, object]:
    """What became of a file, for a program."""
    counted = {"outcomes": dict(result.outcomes), "skipped": dict(result.skipped)}
    return {"file": result.address, **counted, "truncated": result.truncated, "error": result.error}


def _print(results: Iterable[Ingested]) -> None:
    rows = []
    for result in results:
        skipped = [f"{reason}: {number}" for reason, number in result.skipped.most_common()]
        told = "; ".join(["its end is missing"] * result.truncated + skipped)
        name = result.address.rpartition("/")[2]
        rows.append(
            (
                name,
                sum(result.outcomes.values()),
                result.outcomes["new"],
                result.outcomes["stopped"],
                result.error or told,
            )
        )
    print_table("Taken in", ("file", "pages", "new", "stopped by triage", "skipped"), rows)
