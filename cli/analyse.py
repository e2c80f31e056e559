"""`almenara analyse`: what the reader reads out of records, without crawling or keeping anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from core.errors import InputError
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


@contextmanager
def lines_of(file: str, what: str = "JSON lines") -> Iterator[TextIO]:
    """The lines of a file, or of standard input where it is `-`; InputError where it can't be opened.

    Bytes that are no UTF-8 come as lone surrogates (PEP 383): who reads the lines says in which one they stand.
    """
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
        yield sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8", errors="surrogateescape") as lines:
            yield lines
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}.", remedy=f"Name a file of {what}, or -.") from error
