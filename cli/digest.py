"""`almenara digest`: the mails of the nights, and those that need a person."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli import recipient
from cli.arguments import MailId
from cli.common import AsJson, AsObject, Limit, me, opened, print_json, print_table, viewing, within
from core.errors import InputError, NotFoundError
from core.settings import Settings, load
from digest.compose import compose
from digest.night import queue_untold, untold
from digest.render import render_html
from digest.returned import LONGEST_REPORT, Returned, read_report
from digest.send import send_due
from digest.smtp import refusal
from store import mail_states, views
from store.outgoing import outbox, recipients, returned_mails
from store.outgoing.recipients import Recipient
from store.session import Database, Session

app = typer.Typer(help="Digest mails.", no_args_is_help=True)
app.add_typer(recipient.app, name="recipient")


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
        composed = compose(
            session,
            run_id,
            whose,
            silent_nights=nightly.silent_nights,
            zone=nightly.zone,
            archive=settings.archive_root,
        )
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
def send(
    as_json: AsObject = False,
    leads: Annotated[bool, typer.Option("--leads", help="Also leads that no mail has told of yet.")] = False,
    again: Annotated[bool, typer.Option("--failed", help="Also failed mails that wait for their next try.")] = False,
) -> None:
    """Send the mails whose time has come. Where none has, try whether the mail server lets us in.

    Exit status 1 while a mail is failed, dead or uncertain, or where the server does not let us in.

    A day has one digest: what came after it waits for the next night's, or for --leads. A failed mail is tried again
    by itself, later each time; --failed tries it now, if the server lets us in.

    Example: almenara digest send
    """
    settings = load()
    with opened(settings) as database:
        refused = refusal(settings.mail) if again and settings.mail.host else ""
        if again and not refused:
            with database.transaction() as session:
                outbox.hasten(session, datetime.now(UTC))
        if leads:
            _queue_leads(database, settings)
        report = send_due(database, settings.mail, datetime.now(UTC))
        with database.reading() as session:
            failed, failures = outbox.mails(session, [mail_states.FAILED]), outbox.count(session, [mail_states.FAILED])
            waits = _untold(session, settings)
    is_quiet = not (report.sent or report.retried_later or report.left)
    refused = refused or (refusal(settings.mail) if settings.mail.host and is_quiet else "")
    tried = {each.mail_id for each in report.retried_later}
    later = [f"To {m.recipient}: tried again after {m.due_at:%Y-%m-%d %H:%M} UTC. {m.error}" for m in failed
             if m.mail_id not in tried]  # fmt: skip
    if as_json:
        print_json(asdict(report) | {"failed": failures, "untold": waits, "refusal": refused})
    else:
        them = "1 lead waits" if waits == 1 else f"{waits} leads wait"
        told = f"{them} for the mail of the next night; `almenara digest send --leads` mails now." if waits else ""
        server = f"{refused}: no mail would go out." if refused else "The mail server lets us in."
        nothing = "Nothing is due." if not settings.mail.host else f"Nothing is due. {server}"
        print("\n".join(filter(None, (*report.lines, *later, told))) or nothing)
        if refused and (report.lines or later or told):
            print(server)
    if failed or report.dead or report.uncertain or refused:
        raise typer.Exit(1)


def _untold(session: Session, settings: Settings) -> int:
    runs = views.runs(session, limit=1)
    return untold(session, settings.mail, first_since=runs[0].started_at) if runs else 0


def _queue_leads(database: Database, settings: Settings) -> None:
    """One more mail about the newest night, to each whom none has told yet of something that they want to hear."""
    with database.transaction() as session:
        runs = views.runs(session, limit=1)
        if not runs:
            raise NotFoundError("No night has been run yet.", remedy="Run `almenara nightly` first.")
        queue_untold(
            session,
            runs[0].run_id,
            settings.mail,
            silent_nights=settings.nightly.silent_nights,
            now=datetime.now(UTC),
            zone=settings.nightly.zone,
            archive=settings.archive_root,
        )


@app.command("list")
def list_mails(limit: Limit = 100, as_json: AsJson = False) -> None:
    """The outbox, newest first. Example: almenara digest list --limit 500"""
    with opened() as database, database.reading() as session:
        found = within(outbox.mails(session, limit=limit + 1), limit, "newest")
    if as_json:
        for mail in found:
            print_json({name: value for name, value in asdict(mail).items() if name != "message"})
        return
    rows = [(m.mail_id, m.recipient, m.subject, m.state, m.tries, m.error) for m in found]
    print_table("Outbox", ("mail", "to", "subject", "state", "tries", "why"), rows)


@app.command("returned")
def returned(
    reports: Annotated[
        list[Path] | None,
        typer.Argument(help="Mails that came to mail.sender, a file each; - or none: standard input."),
    ] = None,
    mail_id: Annotated[int | None, typer.Option("--mail", help="The mail itself, where no report can be read.")] = None,
    as_json: AsJson = False,
) -> None:
    """Note mails that a server took and sent back later: each is told of by `digest send`, until a person acts.

    Made to be handed every mail that comes to mail.sender (docs/MAIL.md).

    Example: almenara digest returned < report.eml
    """
    found = [] if mail_id is not None else [(str(path), _read(path)) for path in reports or [Path("-")]]
    with opened() as database:
        notes = [_note(database, *each) for each in found]
        if mail_id is not None:
            notes.append(_note_dead(database, mail_id, "noted by hand"))
    for note in notes:
        print_json(note) if as_json else print(note["said"])


def _read(path: Path) -> Returned | None:
    if str(path) == "-":
        return read_report(sys.stdin.buffer.read(LONGEST_REPORT))
    try:
        with path.open("rb") as report:
            return read_report(report.read(LONGEST_REPORT))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}.", remedy="Name a file that can be read.") from error


def _note(database: Database, name: str, report: Returned | None) -> dict[str, object]:
    mail_id = None
    if report is None:
        said = f"{name}: no report of a mail that came back (RFC 3464). Read it; `digest returned --mail 7` notes one."
    else:
        with database.reading() as session:
            mail_id = returned_mails.find_sent(session, report.mailbox, report.message_id)
        said = f"{name}: about {report.message_id}, which is no mail of this outbox."
        if mail_id is not None and report.is_final:
            return _note_dead(database, mail_id, report.why)
        if mail_id is not None:
            said = f"Mail {mail_id} to {report.mailbox} is late, and still being tried: {report.why}"
    return {"mail_id": mail_id, "returned": False, "said": said}


def _note_dead(database: Database, mail_id: int, why: str) -> dict[str, object]:
    with database.transaction() as session:
        is_new = returned_mails.mark(session, mail_id, why, datetime.now(UTC), who=me())
    said = f"Mail {mail_id} came back: {why}" if is_new else f"Mail {mail_id} is dead already."
    return {"mail_id": mail_id, "returned": is_new, "said": said}


@app.command("arrived")
def arrived(mail_id: MailId) -> None:
    """Note that a mail whose fate was uncertain did arrive: it is settled, and told of no more.

    Example: almenara digest arrived 7
    """
    with opened() as database, database.transaction() as session:
        returned_mails.arrived(session, mail_id, datetime.now(UTC), who=me())
    print(f"Mail {mail_id} arrived.")


@app.command("resend")
def resend(mail_id: MailId) -> None:
    """Put a mail that was set aside or dropped, or whose fate is uncertain, into the outbox again.

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
