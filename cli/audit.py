"""`almenara audit`: who looked at what, who changed what, and whether that record is whole."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from cli.common import AsJson, Limit, long_work, opened, print_json, print_table, within
from core.settings import load
from pipeline import audit_log
from store import audit

app = typer.Typer(help="The audit log: views of personal data, and changes.", no_args_is_help=True)


@app.command("show")
def show(
    about: Annotated[str, typer.Option(help='Only about this, such as "flag 3" or "operator 7".')] = "",
    who: Annotated[str, typer.Option(help="Only what this person did.")] = "",
    limit: Limit = 100,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines.")] = False,
) -> None:
    """The newest entries. Example: almenara audit show --about "operator 7" """
    with opened() as database, database.reading() as session:
        found = within(audit.entries(session, limit=limit + 1, subject=about, who=who), limit, "newest")
    if as_json:
        for each in found:
            print_json(asdict(each) | {"line": each.line.decode()})
        return
    rows = [(e.sequence, f"{e.at:%Y-%m-%d %H:%M:%S}", e.actor, e.action, e.subject, dict(e.details)) for e in found]
    print_table("Who did what", ("entry", "when (UTC)", "who", "what", "about", "more"), rows)


@app.command("verify")
def verify(as_json: AsJson = False) -> None:
    """Check that no entry was changed, taken out or put in, and that flags and judgements stand as the log says that
    people decided. Exit status 1 where something differs.

    Keep the printed hash elsewhere: who may write the database could rewrite the log from any entry on.

    Example: almenara audit verify
    """
    settings = load()
    with opened(settings) as database, long_work("reading the audit log"):
        faults = audit_log.verify(database, settings.archive_root)
        with database.reading() as session:
            head = audit.head(session)
    if as_json:
        print_json({"entries": head.entries, "newest": head.hash, "faults": faults})
    else:
        print("\n".join(faults) or f"{head.entries} entries, all as they were written; the newest is {head.hash}.")
    if faults:
        raise typer.Exit(1)
