"""A digest as a mail that reads well in HTML and in plain text, whatever was crawled.

Crawled words go through `core.text.plain` (every value a template prints) and, in HTML, through Jinja's escaping. The
subject counts and names nobody: it shows on lock screens, and a lead is not a finding. No crawled address is linked:
opening an advertiser's page from a mailbox would tell the advertiser who is reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from core.errors import SettingsError
from core.languages import language, speaking
from core.mailboxes import FORMS, address_of, list_id_of, way_out_of
from core.nights import Digest
from core.settings import MailSettings
from core.text import plain
from digest.headers import MAIL
from digest.outline import outline
from digest.templating import TEMPLATES


def render(digest: Digest, settings: MailSettings, *, now: datetime, issue: str = "") -> EmailMessage:
    """The mail of one digest in its recipient's language: multipart/alternative, plain text first.

    Args:
        now: becomes the Date.
        issue: what tells this mail from the night's digest, where it is not that.

    Raises:
        SettingsError: mail.sender, mail.list_id, mail.unsubscribe or the recipient can't stand in a header.
    """
    recipient = mailbox(digest.recipient, "mail.recipients")
    message = EmailMessage(policy=MAIL)
    with speaking(language(digest.language)):
        values = _values(digest, settings)
        subject, text, html = (TEMPLATES.get_template(name).render(values) for name in _PARTS)
    message["From"] = mailbox(settings.sender, "mail.sender")
    message["To"] = recipient
    message["Subject"] = plain(subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(digest.night, recipient.addr_spec, settings.list_id, issue)
    message["List-Id"] = f"Almenara digest <{_checked(list_id_of, settings.list_id, 'mail.list_id')}>"
    if settings.unsubscribe:
        message["List-Unsubscribe"] = f"<{_checked(way_out_of, settings.unsubscribe, 'mail.unsubscribe')}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = language(digest.language).tag  # set earlier, it would go away with the parts
    return message


_PARTS = ("subject.txt", "digest.txt", "digest.html")


def render_html(digest: Digest, settings: MailSettings) -> str:
    """The HTML part alone, for a preview."""
    with speaking(language(digest.language)):
        return TEMPLATES.get_template("digest.html").render(_values(digest, settings))


def mailbox(written: str, setting: str) -> Address:
    """`Name <user@host>` or `user@host` as an address that can stand in a header and in an envelope.

    Raises:
        SettingsError: names the setting that holds it.
    """
    try:
        return address_of(written)
    except ValueError as error:
        raise SettingsError(f"Setting {setting}: {error}.", remedy=f"Write {FORMS}.") from error


def message_id(night: date, address: str, list_id: str, issue: str = "") -> str:
    """The same for the same night, mailbox and list, so that a mail composed twice is one mail to its readers."""
    whose = sha256(address.lower().encode()).hexdigest()[:20]
    return f"<{night.isoformat()}{issue and f'.{issue}'}.{whose}@{_checked(list_id_of, list_id, 'mail.list_id')}>"


def _checked(check: Callable[[str], str], written: str, setting: str) -> str:
    """Once more what the settings were asked as they were loaded: a header is made of it."""
    try:
        return check(written)
    except ValueError as error:
        raise SettingsError(f"Setting {setting}: {error}.", remedy="See settings.toml for what it means.") from error


def _values(digest: Digest, settings: MailSettings) -> Mapping[str, object]:
    return {
        "digest": digest,
        "outline": outline(digest),
        "base_url": settings.base_url.rstrip("/"),
        "unsubscribe": settings.unsubscribe and _checked(way_out_of, settings.unsubscribe, "mail.unsubscribe"),
    }
