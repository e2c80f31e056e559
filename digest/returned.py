"""Mails that a server took and sent back later: what the report to `mail.sender` says (RFC 3464), and of which mail.

A report is believed as far as a person would: it can say that a mail of ours did not arrive, and nothing else. It comes
from anybody who can write to that mailbox, and names a Message-ID that only the recipient, their servers and we know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.policy import default

from core.mailboxes import mailbox_of
from core.text import plain, shortened

LONGEST_REPORT = 20_000_000
"""Bytes; a report holds our own mail once, and little more."""
_LONGEST_REASON = 300
_HOSTILE = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What Python's parser raises itself on mails that were made to break it."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What a report says of one mail."""

    message_id: str
    mailbox: str  # as our mail addressed it
    is_final: bool  # False: the server goes on trying
    why: str


def read_report(report: bytes) -> Returned | None:
    """What a mail server reports of a mail that it had taken; nothing where this is no such report, or names no mail.

    Args:
        report: the whole mail that came to `mail.sender`, of which `LONGEST_REPORT` bytes are read.
    """
    try:
        mail = message_from_bytes(report[:LONGEST_REPORT], policy=default)
        status = _said(mail)
        original = _original(mail)
        message_id, to = _field(original, "Message-ID"), _field(original, "To")
    except _HOSTILE:
        return None
    if not status or not message_id or not to:
        return None
    reason = status.get("diagnostic-code", "").partition(";")[2] or status.get("status") or "no reason given"
    return Returned(
        message_id=message_id,
        mailbox=mailbox_of(to),
        is_final=status["action"] == "failed",
        why=shortened(reason.strip(), _LONGEST_REASON),
    )


def _said(mail: EmailMessage) -> dict[str, str]:
    """The fields of the first recipient that a mail was not delivered to, or was delayed for; empty where none is."""
    for block in _blocks(mail):
        fields = {name.lower(): plain(str(value)) for name, value in block.items()}
        action = fields.get("action", "").strip().lower()
        if action in ("failed", "delayed"):
            return fields | {"action": action}
    return {}


def _blocks(mail: EmailMessage) -> Iterator[Message]:
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status" and isinstance(part.get_payload(), list):
            yield from (block for block in part.get_payload() if isinstance(block, Message))


def _original(mail: EmailMessage) -> Message:
    """Our own mail, or its headers, as they came back."""
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return inner[0]
        if part.get_content_type() == "text/rfc822-headers":
            headers = part.get_payload(decode=True)
            return message_from_bytes(headers if isinstance(headers, bytes) else b"", policy=default)
    return Message()


def _field(mail: Message, name: str) -> str:
    return plain(str(mail.get(name, ""))).strip()
