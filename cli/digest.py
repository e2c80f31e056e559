"""`almenara digest`: the mails of the nights, and those that need a person."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.common import AsJson, opened, print_json, print_table, viewing
from core.errors import InputError, NotFoundError
from core.settings import Settings, load
from digest.compose import compose
from digest.render import render_html
from digest.send import send_due
from store import outbox, recipients, views
from store.recipients import Recipient
from store.session import Session

app = typer.Typer(help="Digest mails.", no_args_is_help=True)


@app.command("preview")
def preview(
    target: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("digest.html"),
    recipient: Annotated[str, typer.Option(help="Whose mail; the first recipient's if none is named.")] = "",
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser at once.")] = False,
) -> None:
    """Write what the next mail would say, for a browser. Nothing is sent. Example: almenara digest preview --open"""
    settings = load()
    with viewing("digest preview", settings) as session:
        whose = _recipient(session, recipient, settings)
        runs = views.runs(session, limit=1)
        if not runs:
            raise NotFoundError("No night has been run yet.", remedy="Run `almenara nightly` first.")
        nightly = settings.nightly
        run_id = runs[0].run_id
        composed = compose(session, run_id, whose, silent_nights=nightly.silent_nights, zone=nightly.zone)
    try:
        target.write_text(render_html(composed.digest, settings.mail), encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{target}: {error.strerror}.", remedy="Name a file in a folder that can be written."
        ) from error
    print(target)
    if show and typer.launch(target.resolve().as_uri()) != 0:
        raise InputError(f"No browser could be started for {target}.", remedy="Open that file yourself.")


@app.command("send")
def send(as_json: AsJson = False) -> None:
    """Send the mails whose time has come. Exit status 1 while one is failed, dead or uncertain.

    Example: almenara digest send
    """
    settings = load()
    with opened(settings) as database:
        report = send_due(database, settings.mail, datetime.now(UTC))
        with database.reading() as session:
            failed = outbox.mails(session, [outbox.FAILED])
    tried = {each.mail_id for each in report.retried_later}
    later = [f"To {m.recipient}: tried again after {m.due_at:%Y-%m-%d %H:%M} UTC. {m.error}" for m in failed
             if m.mail_id not in tried]  # fmt: skip
    if as_json:
        print_json(asdict(report) | {"failed": len(failed)})
    else:
        print("\n".join((*report.lines, *later)) or "Nothing is due.")
    if failed or report.dead or report.uncertain:
        raise typer.Exit(1)


@app.command("list")
def list_mails(as_json: AsJson = False) -> None:
    """The outbox, newest first. Example: almenara digest list"""
    with opened() as database, database.reading() as session:
        found = outbox.mails(session)
    if as_json:
        for mail in found:
            print_json({name: value for name, value in asdict(mail).items() if name != "message"})
        return
    rows = [(m.mail_id, m.recipient, m.subject, m.state, m.tries, m.error) for m in found]
    print_table("Outbox", ("mail", "to", "subject", "state", "tries", "why"), rows)


@app.command("resend")
def resend(mail_id: int) -> None:
    """Put a mail that was set aside, or whose fate is uncertain, into the outbox again.

    Example: almenara digest resend 7
    """
    with opened() as database, database.transaction() as session:
        outbox.resend(session, mail_id, datetime.now(UTC))
    print(f"Mail {mail_id} will be sent again with the next `almenara digest send`.")


def _recipient(session: Session, address: str, settings: Settings) -> Recipient:
    """The recipient who was named, or the first; somebody without wishes where there is nobody yet."""
    everybody = recipients.everybody(session, settings.mail.recipients)
    if not address:
        return next(iter(everybody), Recipient("preview@localhost"))
    found = recipients.find(session, address, settings.mail.recipients)
    if found is None:
        raise NotFoundError(f"{address} gets no digest.", remedy="`almenara digest recipient list` shows who does.")
    return found
