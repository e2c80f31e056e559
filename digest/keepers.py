"""A mail to whoever keeps the watch: that something is wrong with it. Sent straight away, not by the outbox, which may
be what is wrong; of operators and documents it says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from core.settings import MailSettings
from core.text import plain
from digest.headers import MAIL
from digest.render import mailbox
from digest.smtp import NobodyKnowsError, NotTakenError, hand_over

_SETTING = "mail.keepers"


def tell_keepers(settings: MailSettings, subject: str, lines: Sequence[str], now: datetime) -> list[str]:
    """Mail the lines to every keeper. Returns what went wrong, a sentence for each who did not get it.

    Raises:
        SettingsError: an address of mail.keepers or mail.sender is none.
    """
    if not settings.keepers or not settings.host:
        missing = "mail.keepers" if settings.host else "mail.host"
        return [f"Nobody was mailed: {missing} is empty."]
    sender = mailbox(settings.sender, "mail.sender")
    failures = []
    for written in settings.keepers:
        keeper = mailbox(written, _SETTING)
        message = EmailMessage(policy=MAIL)
        message["From"], message["To"], message["Subject"] = sender, keeper, plain(subject)
        message["Date"], message["Message-ID"] = format_datetime(now), make_msgid(domain=sender.domain)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content("\n".join(map(plain, lines)) + "\n", cte="quoted-printable")
        try:
            hand_over(settings, (sender.addr_spec, keeper.addr_spec), message.as_bytes)
        except (NotTakenError, NobodyKnowsError) as error:
            failures.append(f"To {keeper.addr_spec}: {error}")
    return failures
