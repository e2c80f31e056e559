"""`almenara digest`: the mails of the nights, and those that need a person."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.common import opened, print_table, viewing
from core.errors import NotFoundError
from core.settings import load
from digest.compose import compose
from digest.render import render_html
from digest.send import send_due
from store import outbox, views

app = typer.Typer(help="Digest mails.", no_args_is_help=True)


@app.command("preview")
def preview(
    target: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("digest.html"),
    recipient: Annotated[str, typer.Option(help="Whose mail; the first of mail.recipients if none is named.")] = "",
) -> None:
    """Write what the next mail would say, for a browser. Nothing is sent. Example: almenara digest preview"""
    settings = load()
    whose = recipient or next(iter(settings.mail.recipients), "preview@localhost")
    with viewing("digest preview", settings) as session:
        runs = views.runs(session, limit=1)
        if not runs:
            raise NotFoundError("No night has been run yet.", remedy="Run `almenara nightly` first.")
        composed = compose(session, runs[0].run_id, whose, silent_nights=settings.nightly.silent_nights)
    target.write_text(render_html(composed.digest, settings.mail), encoding="utf-8")
    print(target)


@app.command("send")
def send() -> None:
    """Send the mails whose time has come. Example: almenara digest send"""
    settings = load()
    with opened(settings) as database:
        report = send_due(database, settings.mail, datetime.now(UTC))
    print("\n".join(report.lines) or "Nothing is due.")


@app.command("list")
def list_mails() -> None:
    """The outbox, newest first. Example: almenara digest list"""
    with opened() as database, database.reading() as session:
        rows = [(m.mail_id, m.recipient, m.subject, m.state, m.tries, m.error) for m in outbox.mails(session)]
    print_table("Outbox", ("mail", "to", "subject", "state", "tries", "why"), rows)


@app.command("resend")
def resend(mail_id: int) -> None:
    """Put a mail that was set aside, or whose fate is uncertain, into the outbox again.

    Example: almenara digest resend 7
    """
    with opened() as database, database.transaction() as session:
        outbox.resend(session, mail_id, datetime.now(UTC))
    print(f"Mail {mail_id} will be sent again with the next `almenara digest send`.")
