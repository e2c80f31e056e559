"""`almenara analyse`: what the reader reads out of records, without crawling or keeping anything."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.arguments import lines_of
from core.settings import load


def analyse(
    file: Annotated[str, typer.Argument(help="JSON lines; - reads standard input.")],
) -> None:
    """Print what the reader finds in records, one JSON line each.

    A line holds id, lang, labels, scores, refused (labels that one network alone gives), operators, others,
    operator_contacts, payee_accounts, route, waypoints, modes, duration_hours, path, prices, reasons and reader.

    A record holds id, kind (news or ad) and text, and may hold lang, country, url, published and title. One that can't
    be used is named by line and field on standard error, the others go on, and the exit status is 1.

    Example: almenara analyse documents.jsonl > read.jsonl
    """
    from nlp.opening import open_reader
    from nlp.records import BadRecord, read_records, to_json

    reading = load().reading
    failed = False
    with lines_of(file) as lines:
        reader = open_reader(reading.threshold, reading.folder)
        for record in read_records(lines):
            if isinstance(record, BadRecord):
                sys.stderr.write(f"almenara: {file}: {record}\n")
                failed = True
            else:
                print(to_json(reader.analyse(record)), flush=True)  # who feeds a pipe waits for each
    if failed:
        raise typer.Exit(1)
