"""`almenara named`: where somebody is named in all that is kept, for whoever asks what is held of them."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from cli.common import AsJson, at_terminal, long_work, me, opened, print_json, print_table
from core.settings import load
from core.text import plain
from pipeline.named_pages import named_pages
from store import looking
from store import named as memory

_CALLED = {
    "revisions": "document",
    "captures": "page",
    "flags": "flag",
    "operators": "operator",
    "mails": "mail",
    "saved_searches": "saved search",
    "audit_entries": "audit entry",
}
"""Tables whose rows other commands and pages know by their numbers, as these call them."""


def named(
    spellings: Annotated[list[str], typer.Argument(help="Each way in which the name is written; telephone numbers.")],
    *,
    archive: Annotated[bool, typer.Option("--archive", help="Also every page in the archive; takes long.")] = False,
    case: Annotated[str, typer.Option(help="The request's number in your own files; it goes on record.")] = "",
    as_json: AsJson = False,
) -> None:
    """Say where somebody is named in all that the database keeps, to answer who asks what is held of them.

    It reads every table to its end: texts, readings, the watchlist, leads, decisions and their reasons, mails,
    webhooks, saved searches, the audit log. A name is found word for word, without case and accents, a number by its
    digits: give every spelling, other names, and numbers with and without the country's code. That somebody looked is
    on record with the case, without the names. Exit status 1 where a page of the archive could not be read.

    Example: almenara named "María Flores" "Flores, María" +56900000017 --case 2026-17
    """
    settings = load()
    with opened(settings) as database:
        with long_work("tables read") as told, database.reading() as session:
            found = memory.named(session, spellings, told)
            unread = memory.unread_pages(session)
        faults: list[str] = []
        if archive:
            with long_work("archived pages read") as told:
                pages = named_pages(database, settings.archive_root, spellings, lambda e: faults.append(str(e)), told)
                found += pages
        operators = {number for each in found if isinstance(number := each.key.get("operator_id"), int)}
        with database.transaction() as session:
            details = {**at_terminal(), "case": case, "spellings": len(spellings), "found": len(found)}
            looking.viewed(session, me(), "named", operators=operators, details=details)
    if as_json:
        for each in found:
            print_json(asdict(each))
    else:
        lines = [(row_of(each), each.column.replace("_", " "), each.words) for each in found]
        print_table("Where it stands", ("row", "in", "words"), lines)
    sys.stderr.writelines(f"almenara: {plain(each)}\n" for each in faults)
    of_archive = "" if archive else f"the archive ({unread} of its pages have no text in the database: --archive), "
    sys.stderr.write(f"Not read: {of_archive}backups, mailboxes, what others were sent or exported, and logs.\n")
    if faults:
        raise typer.Exit(1)


def row_of(each: memory.Named) -> str:
    """A row as other commands and pages call it."""
    called = _CALLED.get(each.table, each.table.replace("_", " "))
    return f"{called} {' '.join(map(str, each.key.values()))}"
