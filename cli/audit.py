"""`almenara audit`: who looked at what, who changed what, and whether that record is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated

import typer

from cli.common import AsJson, AsObject, Limit, long_work, opened, print_json, print_table, tell_lost, within
from core.settings import load
from pipeline import audit_log
from store import audit, looking, signers

_LISTED = 10
_PARTS = re.compile(r'[;,:] |["()]')
"""What parts details from one another: a text that holds any stands in quotes, so that it can't pass for several."""

app = typer.Typer(help="The audit log: views of personal data, and changes.", no_args_is_help=True)


@app.command("show")
def show(
    about: Annotated[str, typer.Option(help='Only about this, such as "flag 3" or "operator 7".')] = "",
    who: Annotated[str, typer.Option(help="Only what this person did, under all names of their account.")] = "",
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """Show the newest entries of the audit log.

    About an operator: those of all entries of the watchlist that are this operator, and those that name it among
    others. Pages that list many stand under their address, decisions on a flag under the flag.

    Example: almenara audit show --about "operator 7"
    """
    with opened() as database, database.reading() as session:
        if about:
            read = looking.about(session, about, limit=limit + 1, who=who)
        else:
            names = signers.all_names(session, who) if who else ()
            read = audit.entries(session, limit=limit + 1, who=names)
        found = within(read, limit, "newest")
    if as_json:
        for each in found:
            print_json(asdict(each) | {"line": each.line.decode()})
        return
    rows = [(e.sequence, f"{e.at:%Y-%m-%d %H:%M:%S}", e.actor, e.action, e.subject, _more(e.details)) for e in found]
    print_table("Who did what", ("entry", "when (UTC)", "who", "what", "about", "more"), rows)


def _more(details: Mapping[str, object]) -> str:
    """The details as people read them, without the end of long lists: a program may be told of hundreds of operators
    at once."""
    return "; ".join(f"{key.replace('_', ' ')}: {_said(value)}" for key, value in details.items())


def _said(value: object) -> str:
    if isinstance(value, list):
        more = [f"and {len(value) - _LISTED} more"] if len(value) > _LISTED else []
        return ", ".join([*map(_said, value[:_LISTED]), *more])
    if isinstance(value, Mapping):
        return f"({_more(value)})"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return "–"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) and _PARTS.search(value) else str(value)


@app.command("verify")
def verify(as_json: AsObject = False) -> None:
    """Check that no entry was changed, taken out or put in, and that flags and judgements stand as the log says that
    people decided. Exit status 1 where something differs. What a restore lost is said on standard error.

    Keep the printed hash elsewhere: who may write the database could rewrite the log from any entry on.

    Example: almenara audit verify
    """
    settings = load()
    with opened(settings) as database, long_work("reading the audit log"):
        faults, lost = audit_log.verify(database, settings.archive_root)
        with database.reading() as session:
            head = audit.head(session)
    tell_lost(lost)
    if as_json:
        print_json({"entries": head.entries, "newest": head.hash, "faults": faults, "lost": lost})
    else:
        print("\n".join(faults) or f"{head.entries} entries, all as they were written; the newest is {head.hash}.")
    if faults:
        raise typer.Exit(1)
