"""`almenara ingest`: WARC files made elsewhere, in place of a crawl."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Annotated

import typer

from cli.common import print_table
from core.settings import load
from pipeline.reporter import configure_logging, reporter


def ingest(
    files: Annotated[list[Path], typer.Argument(help="WARC files (.warc, .warc.gz), such as Common Crawl's CC-NEWS.")],
    source: Annotated[str, typer.Option(help="The source whose pages these are; otherwise told by host.")] = "",
    copy_only: Annotated[bool, typer.Option("--no-read", help="Archive and extract, but do not read or flag.")] = False,
) -> None:
    """Archive, seal, extract, read and flag the pages of WARC files, as if they had been crawled.

    A file taken in twice changes nothing. Pages of hosts that no source describes are kept under "web:HOST".

    Example: almenara ingest CC-NEWS-20261120000000-00001.warc.gz
    """
    from pipeline.ingest import ingest_files

    settings = load()
    configure_logging(settings)
    with reporter(settings) as progress:
        results = ingest_files(
            settings, files, source_id=source, read=not copy_only, reporter=progress, stop=threading.Event()
        )
    rows = []
    for result in results:
        skipped = "; ".join(f"{reason}: {number}" for reason, number in result.skipped.most_common())
        rows.append((result.file.name, sum(result.outcomes.values()), result.outcomes["new"], skipped))
    print_table("Taken in", ("file", "pages", "new", "skipped"), rows)
