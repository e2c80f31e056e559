"""Sending what is due in the outbox: never doubled, never lost, and whatever is left undone is said.

A mail is claimed in a transaction of its own right before its hand-over. Where the process dies between the two, or
the server breaks off after the last line, the mail is `uncertain`: it is reported until a person looks, and never
sent again by itself. What nothing sent for too long, or nobody is to get any more, is dropped
(store.outgoing.dropped_mails).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.errors import SettingsError
from core.settings import MailSettings
from core.text import sentence
from digest.render import mailbox
from digest.smtp import NobodyKnowsError, NotTakenError, hand_over
from store import lock, mail_states
from store.outgoing import dropped_mails, outbox, recipients
from store.session import Database

BATCH = 1000
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Trouble:
    """A mail that did not go out."""

    mail_id: int
    recipient: str
    error: str


@dataclass(frozen=True, slots=True)
class SendReport:
    """What one call of `send_due` did, and what waits for a person (`dead` and `uncertain`: all that stand so now and
    that no purge emptied)."""

    sent: int = 0
    retried_later: tuple[Trouble, ...] = ()
    dead: tuple[Trouble, ...] = ()
    uncertain: tuple[Trouble, ...] = ()
    waiting: int = 0  # due, and not tried: no mail server is set
    dropped: int = 0
    left: int = 0  # due, and not tried: the server gave no answer about another mail

    @property
    def lines(self) -> tuple[str, ...]:
        """What a person should read, in sentences; empty where nothing was due and nothing is wrong."""
        said = [f"{self.sent} sent."] if self.sent else []
        if self.waiting:
            said.append(f"{self.waiting} kept in the outbox: mail.host is empty, so no mail server is set.")
        if self.dropped:
            why = "too old, outdated, or to nobody any more"
            said.append(f"{self.dropped} dropped, {why}: `almenara digest list` says which.")
        if self.left:
            said.append(f"{self.left} left for the next round: the mail server gave no answer about another mail.")
        said += [f"To {each.recipient}: not sent, will be tried again. {each.error}" for each in self.retried_later]
        said += [f"To {each.recipient}: set aside as mail {each.mail_id}. {each.error}" for each in self.dead]
        said += [
            f"To {each.recipient}: mail {each.mail_id} may or may not have arrived. {sentence(each.error)} Ask: "
            f"`almenara digest arrived {each.mail_id}` if it did, `almenara digest resend {each.mail_id}` if not."
            for each in self.uncertain
        ]
        return tuple(said)


def send_due(database: Database, settings: MailSettings, now: datetime) -> SendReport:
    """Send every mail whose time has come, but those that are too old, outdated, or to whom nothing is sent any more.

    Without a mail server nothing is sent, and what is too old or outdated is dropped all the same.

    Raises:
        BusyError: another process is sending.
        SettingsError: mail.sender is no address.
    """
    if not settings.host:
        with database.transaction() as session:
            dropped = dropped_mails.drop(session, now)
            waiting = len(outbox.due(session, now, limit=BATCH))
        return _report(database, waiting=waiting, dropped=dropped)
    with lock.hold(database, "mail"):
        with database.transaction() as session:
            outbox.sweep(session, now)
            wanted = {each.mailbox for each in recipients.everybody(session, settings.recipients) if not each.paused}
            dropped = dropped_mails.drop(session, now, mailboxes=wanted)
            mails = outbox.due(session, now, limit=BATCH)
        sender = mailbox(settings.sender, "mail.sender").addr_spec
        round_ = _Round(database, settings, sender, now)
        left = len(mails)
        while left and not round_.is_over:
            round_.send(mails[-left])
            left -= 1
    retried_later = tuple(round_.retried_later)
    return _report(database, sent=round_.sent, retried_later=retried_later, dropped=dropped, left=left)


class _Round:
    """One round over the outbox; remembers a server that takes nothing, so that nobody waits for it twice.

    `is_over`: the server gave no answer about a mail. The others stay as they are: they would wait as long, each, and
    any of them might be one that nobody knows of. They are not behind that mail the next time, for it is put off.
    """

    def __init__(self, database: Database, settings: MailSettings, sender: str, now: datetime) -> None:
        self._database = database
        self._settings = settings
        self._sender = sender
        self._now = now
        self._down: NotTakenError | None = None
        self.is_over = False
        self.sent = 0
        self.retried_later: list[Trouble] = []

    def send(self, mail: outbox.Mail) -> None:
        """Hand one mail over, and note what became of it."""
        claimed = False

        def claim() -> bytes | None:
            nonlocal claimed
            message = self._begin(mail)
            claimed = message is not None
            return message

        try:
            if self._down is not None:
                raise self._down
            taken = hand_over(self._settings, (self._sender, _taker(mail)), claim)
        except NotTakenError as error:
            self._down = error if error.everybody else None
            self.is_over = error.silent
            if error.everybody:
                self._note_outage(mail, str(error))
            else:
                self._note_failure(mail, str(error), claimed=claimed)
            return
        except NobodyKnowsError as error:
            self.is_over = True
            with self._database.transaction() as session:
                outbox.uncertain(session, mail.mail_id, str(error), self._now)
            return
        if taken:
            with self._database.transaction() as session:
                outbox.sent(session, mail.mail_id, self._now)
            self.sent += 1

    def _begin(self, mail: outbox.Mail) -> bytes | None:
        with self._database.transaction() as session:
            return outbox.begin(session, mail.mail_id, self._now)

    def _note_outage(self, mail: outbox.Mail, error: str) -> None:
        """No mail is at fault where the server lets nobody in, or is away for a weekend: that is no try of this one."""
        with self._database.transaction() as session:
            if outbox.unserved(session, mail.mail_id, error, self._now):
                self.retried_later.append(Trouble(mail.mail_id, mail.recipient, error))

    def _note_failure(self, mail: outbox.Mail, error: str, *, claimed: bool) -> None:
        """A mail that was refused before its claim is claimed and given back in one transaction: it counts as a try,
        and a death of the process here leaves no doubt about it."""
        with self._database.transaction() as session:
            if not claimed and outbox.begin(session, mail.mail_id, self._now) is None:
                return
            state = outbox.failed(session, mail.mail_id, error, self._now, max_tries=self._settings.max_tries)
        if state == mail_states.FAILED:
            self.retried_later.append(Trouble(mail.mail_id, mail.recipient, error))


def _taker(mail: outbox.Mail) -> str:
    try:
        return mailbox(mail.recipient, "mail.recipients").addr_spec
    except SettingsError as error:  # queued when it was still taken: no other mail waits for it
        raise NotTakenError(str(error)) from error


def _report(
    database: Database,
    *,
    sent: int = 0,
    retried_later: tuple[Trouble, ...] = (),
    waiting: int = 0,
    dropped: int = 0,
    left: int = 0,
) -> SendReport:
    with database.reading() as session:
        dead = _troubles(outbox.mails(session, [mail_states.DEAD], limit=SHOWN, with_text=True))
        uncertain = _troubles(outbox.mails(session, [mail_states.UNCERTAIN], limit=SHOWN, with_text=True))
    return SendReport(sent, retried_later, dead, uncertain, waiting=waiting, dropped=dropped, left=left)


def _troubles(mails: list[outbox.Mail]) -> tuple[Trouble, ...]:
    return tuple(Trouble(mail.mail_id, mail.recipient, mail.error) for mail in mails)
