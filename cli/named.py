"""`almenara named`: where somebody is named in all that is kept, for whoever asks what is held of them."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from cli.common import AsJson, at_terminal, long_work, me, opened, print_json, print_table
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
    case: Annotated[str, typer.Option(help="The request's number in your own files; it goes on record.")] = "",
    as_json: AsJson = False,
) -> None:
    """Say where somebody is named in all that the database keeps, to answer who asks what is held of them.

    It reads every table to its end: texts, readings, the watchlist, leads, decisions and their reasons, mails,
    webhooks, saved searches, the audit log. A name is found word for word, without case and accents, a number by its
    digits: give every spelling, other names, and numbers with and without the country's code. That somebody looked is
    on record with the case, without the names.

    Example: almenara named "María Flores" "Flores, María" +56900000017 --case 2026-17
    """
    with opened() as database:
        with long_work("tables read") as told, database.reading() as session:
            found = memory.named(session, spellings, told)
            unread = memory.unread_pages(session)
        operators = {number for each in found if isinstance(number := each.key.get("operator_id"), int)}
        with database.transaction() as session:
            details = {**at_terminal(), "case": case, "spellings": len(spellings), "found": len(found)}
            looking.viewed(session, me(), "named", operators=operators, details=details)
    if as_json:
        for each in found:
            print_json(asdict(each))
    else:
        lines = [(_row(each), each.column.replace("_", " "), each.words) for each in found]
        print_table("Where it stands", ("row", "in", "words"), lines)
    sys.stderr.write(
        f"Not read: {unread} archived pages whose text is not in the database, what the archive has of all others, "
        "backups, mailboxes, whoever got exports, files or webhooks, and logs.\n"
    )


def _row(each: memory.Named) -> str:
    called = _CALLED.get(each.table, each.table.replace("_", " "))
    return f"{called} {' '.join(map(str, each.key.values()))}"
