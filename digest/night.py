"""The mails of a night into the outbox, each once: those at once after linking, the digests as its last step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

from core.mailboxes import address_of
from core.settings import MailSettings
from digest.compose import Composed, compose, compose_at_once
from digest.render import mailbox, render
from store import audit, clusters, mail_states, views
from store.identity import lately_met
from store.outgoing import dropped_mails, outbox, recipients
from store.outgoing.recipients import Recipient
from store.session import Session


def queue_night(  # noqa: PLR0913 - what a night has, by name
    session: Session,
    run_id: int,
    settings: MailSettings,
    *,
    silent_nights: int,
    now: datetime,
    zone: tzinfo = UTC,
    archive: Path | None = None,
) -> list[str]:
    """Compose and queue the digests of one run; returns the recipients of those that are new in the outbox.

    Run twice, or by two processes, nothing doubles: a recipient has one digest a night, and what a mail tells of is
    noted in the same transaction. Composed anew each time, a mail that is in the outbox stays as it is there.

    Raises:
        NotFoundError: there is no such run.
        SettingsError: mail.sender, mail.unsubscribe or mail.list_id can't stand in a header.
    """
    added = []
    with _one_at_a_time(session, now):
        lately_met.note(session, run_id)
        for recipient in addressed(session, settings):
            composed = compose(session, run_id, recipient, silent_nights=silent_nights, zone=zone, archive=archive)
            message = render(composed.digest, settings, now=now)
            if _queue(session, composed, message, kind="digest", now=now):
                added.append(recipient.address)
    return added


def queue_at_once(
    session: Session,
    run_id: int,
    settings: MailSettings,
    *,
    now: datetime,
    zone: tzinfo = UTC,
    archive: Path | None = None,
) -> list[str]:
    """Compose and queue the mails to those who want to hear of some operators at once; returns whose are new.

    Run again, it finds told what it told; the digest of the night leaves it out and says so.

    Raises:
        NotFoundError, SettingsError: as `queue_night`.
    """
    added = []
    with _one_at_a_time(session, now):
        for recipient in addressed(session, settings):
            composed = compose_at_once(session, run_id, recipient, zone=zone, archive=archive)
            if composed is None:
                continue
            issue = _issue(composed.covers)
            message = render(composed.digest, settings, now=now, issue=issue)
            if _queue(session, composed, message, kind=f"{mail_states.IMMEDIATE}-{issue}", now=now):
                added.append(recipient.address)
    return added


def queue_untold(  # noqa: PLR0913 - as `queue_night`
    session: Session,
    run_id: int,
    settings: MailSettings,
    *,
    silent_nights: int,
    now: datetime,
    zone: tzinfo = UTC,
    archive: Path | None = None,
) -> list[str]:
    """Compose and queue one more mail to each whom no mail has told yet of a lead that they want: for those that came
    after the night's own. Run again, it finds them told. Returns the recipients.

    Raises:
        NotFoundError, SettingsError: as `queue_night`.
    """
    added = []
    with _one_at_a_time(session, now):
        for recipient in addressed(session, settings):
            composed = compose(session, run_id, recipient, silent_nights=silent_nights, zone=zone, archive=archive)
            if not composed.covers:
                continue
            issue = _issue(composed.covers)
            digest = replace(composed.digest, pairs=None, moved=(), more_moved=0)  # the night's own mail told of them
            message = render(digest, settings, now=now, issue=issue)
            if _queue(session, composed, message, kind=f"later-{issue}", now=now):
                added.append(recipient.address)
    return added


def untold(session: Session, settings: MailSettings, *, first_since: datetime) -> int:
    """How many flags wait for somebody's next mail. `first_since`: for those who were never mailed, as in views."""
    found: set[int] = set()
    for recipient in addressed(session, settings):
        groups = views.unmailed(session, recipient.address, first_since=first_since)
        found |= {flag.flag_id for group in groups for flag in group.flags if recipient.wishes.wants(flag)}
    return len(found)


def addressed(session: Session, settings: MailSettings) -> list[Recipient]:
    """Everybody who is to get mail now: of the settings and of the table, without those who are paused or whose address
    is none (`unaddressed`)."""
    return [each for each in _unpaused(session, settings) if not _fault(each)]


def unaddressed(session: Session, settings: MailSettings) -> list[str]:
    """A sentence for each who should get mail and can't: a table of earlier days may hold what is taken no more."""
    faults = map(_fault, _unpaused(session, settings))
    return [f"Nobody is mailed by this row: {fault}" for fault in faults if fault]


def _unpaused(session: Session, settings: MailSettings) -> list[Recipient]:
    return [each for each in recipients.everybody(session, settings.recipients) if not each.paused]


def _fault(recipient: Recipient) -> str:
    try:
        address_of(recipient.address)
    except ValueError as error:
        return f"{error}. `almenara digest recipient remove {recipient.mailbox}`, then `add` each by itself."
    return ""


@contextmanager
def _one_at_a_time(session: Session, now: datetime) -> Iterator[None]:
    """Within, nobody judges or corrects: each correction is told, or comes after the mail. What waits and is outdated
    is given up before, so that these mails tell of the rest of it. The log at the end."""
    clusters.lock(session)
    with audit.at_the_end(session):
        dropped_mails.drop(session, now)
        yield


def _queue(session: Session, composed: Composed, message: EmailMessage, *, kind: str, now: datetime) -> bool:
    recipient, night = composed.digest.recipient, composed.digest.night
    return outbox.queue(
        session,
        _key(recipient, night, kind),
        recipient,
        str(message["Subject"]),
        message.as_bytes(),
        now,
        night=night,
        covers=composed.covers,
        changed=composed.changed,
        passed=composed.passed,
        hits=composed.hits,
    )


def _key(recipient: str, night: date, kind: str) -> str:
    return outbox.mail_key(mailbox(recipient, "mail.recipients").addr_spec, night, kind)


def _issue(covers: Mapping[int, int]) -> str:
    """The same for the same flags in the same state: what makes a mail at once one."""
    told = ",".join(f"{flag_id}:{version}" for flag_id, version in sorted(covers.items()))
    return sha256(told.encode()).hexdigest()[:12]
