"""`almenara hide`: one person's name hidden before its time, for who asks, and in what comes later."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.common import AsJson, at_terminal, long_work, me, opened, print_json, print_table, viewing
from cli.named import row_of
from core.text import plain
from store import hide_name, looking
from store.named import Named
from store.session import Database
from store.ways import Way

app = typer.Typer(help="One person's name hidden before its time, for who asks.", no_args_is_help=True)

_FILE = (
    "Somebody read the database all the while, so the bytes of what was hidden stay in its file, or in the log beside "
    "it (-wal): give the same command again."
)
_STAYS = (
    "What stays: the archived pages, byte for byte, and so what a bundle holds of them; addresses; what people signed; "
    "the audit log; saved searches, until `almenara saved forget NUMBER --of-another`; backups, mailboxes, and what "
    "others were sent."
)


@app.command("name")
def name(
    spellings: Annotated[list[str], typer.Argument(help="Each way in which the name is written; telephone numbers.")],
    *,
    document: Annotated[int, typer.Option(min=0, help="In this document, its versions and copies; 0: everywhere.")] = 0,
    case: Annotated[str, typer.Option(help="The request's number in your own files; it goes on record.")] = "",
    for_good: Annotated[bool, typer.Option("--for-good", help="Hide it. Without this nothing is hidden.")] = False,
) -> None:
    """Show where a person is named who asks to be hidden, and hide them there with --for-good alone.

    Titles, texts, sentences, readings, the search, mails and events of webhooks have bars in the name's place, and so
    has what comes later with the same name: leads, lists, the feed, the API and files are made of these. The lead
    stays. It is found as `almenara named` finds it: give every form. Who is on the watchlist is refused. It can't be
    undone here: the archive alone holds what stood there. On record with the case, without the name.

    Example: almenara hide name "María Flores" "Flores, María" --document 12 --case 2026-17
    """
    with opened() as database:
        with database.reading() as session:
            wanted = hide_name.asked(session, spellings, document or None)
        left = _hide(database, wanted, case) if for_good else ()
        found = _found(database, wanted)
        details = {**at_terminal(), "case": case, "forms": len(wanted.keys), "found": len(found.hideable)}
        with database.transaction() as session:
            looking.viewed(session, me(), "name to be hidden", details=details)
        is_over = not for_good or database.overwrite()
    _show("Still there: it is a part of somebody else's name" if for_good else "Would be hidden", found.hideable)
    _show("Stays", found.staying)
    otherwise = dict.fromkeys((*left, *found.otherwise))
    for written in otherwise:
        print(f"Written otherwise, and not hidden unless you give that form, too: {plain(written)}")
    if found.elsewhere:
        print(f"Places outside of this document and its copies: {found.elsewhere}; `almenara named` shows them.")
    if not for_good:
        print(f"Would be hidden in {len(found.hideable)} places: --for-good does it.")
    sys.stderr.write(f"{_STAYS}\n")
    if not is_over:
        sys.stderr.write(f"almenara: {_FILE}\n")
    if not is_over or left:
        raise typer.Exit(1)


@app.command("list")
def list_hidden(as_json: AsJson = False) -> None:
    """What was hidden, by whom and for which case; the names are known to nobody. Example: almenara hide list"""
    with viewing("hidden names") as session:
        found = hide_name.listed(session)
    if as_json:
        for each in found:
            print_json(asdict(each))
        return
    rows = [
        (each.request, each.forms, each.document_id or "everywhere", each.case_number, each.who, f"{each.hidden_at:%F}")
        for each in found
    ]
    print_table("Hidden names", ("number", "forms", "document", "case", "by", "since"), rows)


@app.command("lift")
def lift(request: Annotated[int, typer.Argument(help="Number of it: `almenara hide list`.")]) -> None:
    """Hide a name no longer in what comes from now on; what was hidden stays so. Example: almenara hide lift 3"""
    with opened() as database, database.transaction() as session:
        hide_name.lift(session, request, who=me(), way=Way(caller=me()))
    print(f"What comes from now on is no longer searched for hidden name {request}. What was hidden stays so.")


def _found(database: Database, wanted: hide_name.Asked) -> hide_name.Found:
    with long_work("tables read") as told, database.reading() as session:
        return hide_name.find(session, wanted, told)


def _hide(database: Database, wanted: hide_name.Asked, case: str) -> tuple[str, ...]:
    """Hide it; how texts write it besides, where it still stands."""
    way = Way(caller=me())
    done = hide_name.hide_at_once(
        database, wanted, who=me(), case=case, now=datetime.now(UTC), way=way, working=long_work
    )
    told_of = ", ".join(f"{count} {table.replace('_', ' ')}" for table, count in done.rows.items()) or "nothing"
    print(f"Hidden name {done.request}, in rows of: {told_of}.")
    return done.otherwise


def _show(title: str, those: Iterable[Named]) -> None:
    lines = [(row_of(each), each.column.replace("_", " "), each.words) for each in those]
    if lines:
        print_table(title, ("row", "in", "words"), lines)
