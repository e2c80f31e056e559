"""What waits for a person: mails and events that did not arrive, documents set aside, a backup that is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.settings import Settings
from core.text import counted
from digest.night import unaddressed
from pipeline.status.finding import Finding, Standing, ago, well
from store import audit, backup, mail_states, set_aside
from store.outgoing import outbox, webhooks
from store.session import Session

BACKUP_UNIT = Path("/etc/systemd/system/timers.target.wants/almenara-backup.timer")
"""Where systemd notes that backups are to be taken (docs/SERVER.md), since when."""
_TIMER_FAILS = timedelta(days=3)
_BACKUP_DUE = timedelta(days=8)
_FRESH = timedelta(days=7)


def mail(session: Session, settings: Settings, now: datetime) -> Finding:
    """Whether digests leave the house."""
    stuck = (mail_states.DEAD, mail_states.UNCERTAIN)
    if last := outbox.mails(session, stuck, limit=1, with_text=True):
        number = outbox.count(session, stuck, with_text=True)
        said = f"{counted(number, 'mail')} did not arrive, or may not have: {last[0].error}"
        # What nobody resent in a week is known: a keeper who hears of it every morning hears nothing any more.
        standing = Standing.WRONG if outbox.count(session, stuck, since=now - _FRESH, with_text=True) else Standing.LOOK
        return Finding("mail", standing, said, "`almenara digest list`, then `almenara digest resend`, or `arrived`.")
    if not settings.mail.host:
        said = (
            f"No mail server is set (mail.host): {counted(_due(session, now), 'mail')} waiting.{_dropped(session, now)}"
        )
        return Finding("mail", Standing.LOOK, said, "Set it, or read the flags on the pages.")
    if faults := unaddressed(session, settings.mail):
        return Finding("mail", Standing.WRONG, faults[0], "`almenara digest recipient list` shows all.")
    if last := outbox.mails(session, [mail_states.FAILED], limit=1):
        said = f"{counted(outbox.count(session, [mail_states.FAILED]), 'mail')} could not be sent yet: {last[0].error}"
        return Finding("mail", Standing.LOOK, said, "They are tried again; `almenara digest send --failed` tries now.")
    if said := _dropped(session, now):
        remedy = "`almenara digest list` names them; their leads are on the pages, and what waits is in the next mail."
        return Finding("mail", Standing.LOOK, said.strip(), remedy)
    return well("mail", "Nothing is stuck.")


def _due(session: Session, now: datetime) -> int:
    return outbox.count(session, [mail_states.QUEUED, mail_states.FAILED], due_by=now)


def _dropped(session: Session, now: datetime) -> str:
    """Those of the last week, with the newest's reason."""
    number = outbox.count(session, [mail_states.DROPPED], since=now - _FRESH)
    last = outbox.mails(session, [mail_states.DROPPED], limit=1) if number else []
    return f" {counted(number, 'mail')} dropped in the last week: {last[0].error}" if last else ""


def events(session: Session) -> list[Finding]:
    """Webhooks that can sign nothing, and those with events that were set aside."""
    found = webhooks.webhooks(session)
    dead = {each.webhook_id: each.states.get(mail_states.DEAD, 0) for each in found}
    unsigned = [
        Finding(
            "webhooks",
            Standing.WRONG,
            f"Webhook {each.webhook_id} has no secret since a restore: nothing is posted there.",
            f"`almenara webhook renew {each.webhook_id}`, and tell its receiver.",
        )
        for each in found
        if not each.secret
    ]
    return unsigned + [
        Finding(
            "webhooks",
            Standing.WRONG,
            f"{counted(number, 'event')} for webhook {webhook_id} did not get through.",
            "`almenara webhook deliver --again`",
        )
        for webhook_id, number in dead.items()
        if number
    ]


def documents(session: Session) -> list[Finding]:
    """What broke a step, and was set aside."""
    waiting = set_aside.waiting_count(session)
    if not waiting:
        return []
    said = f"{counted(waiting, 'document')} broke what reads them, and wait."
    return [Finding("set aside", Standing.LOOK, said, "`almenara run retry`")]


def backup_of(session: Session, now: datetime) -> Finding:
    """When the database was last written into a file; where that lies, and the archive's copy, nobody here knows. Where
    a timer is to do it every day, one that has not for some days is a fault, of which keepers are mailed."""
    file, taken = _newest_backup(session)
    said = f"{file} was taken {ago(now - taken)}." if taken else "None was ever taken."
    since = _timed_since()
    if since and now - max(since, taken or since) > _TIMER_FAILS:
        remedy = "`journalctl -u almenara-backup`, `systemctl list-timers almenara-backup.timer`"
        return Finding("backup", Standing.WRONG, said, remedy)
    if taken and now - taken <= _BACKUP_DUE:
        return well("backup", said)
    return Finding(
        "backup", Standing.LOOK, said, "`almenara db backup FILE`; keep it on another machine, as the archive."
    )


def _newest_backup(session: Session) -> tuple[str, datetime | None]:
    """Its file and when it was taken. A database that was restored is what its own backup holds: that this one was
    taken, too, only the note of the restore knows."""
    made = audit.last(session, backup.TAKEN)
    known = [(str(made.details.get("file", "The last")), made.at)] if made else []
    brought = audit.last(session, backup.RESTORED)
    if brought and "taken_at" in brought.details:
        at = datetime.fromisoformat(str(brought.details["taken_at"]))
        known.append((str(brought.details["file"]), at))
    return max(known, key=lambda each: each[1], default=("", None))


def _timed_since() -> datetime | None:
    """Since when a timer of this machine is to back up; None where none is."""
    try:
        return datetime.fromtimestamp(BACKUP_UNIT.lstat().st_mtime, UTC)
    except OSError:
        return None
