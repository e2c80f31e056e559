"""Who we say we are, and where a publisher can write to us: a crawl that can't say it is refused."""

from __future__ import annotations

import re

from core.errors import SettingsError
from core.settings import CrawlSettings

_REACHABLE = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|https?://[^\s/]+\.\S+")


def user_agent(settings: CrawlSettings) -> str:
    """Who we say we are.

    Raises:
        SettingsError: no contact is set, or one that doesn't fit on a line or is neither a mail nor a web address.
    """
    contact = settings.contact.strip()
    if not contact:
        raise SettingsError(
            "No contact for publishers is set, and a crawl without one is refused.",
            remedy="Set crawl.contact (or ALMENARA_CRAWL__CONTACT) to an address or a page of yours.",
        )
    name = settings.user_agent.replace("{contact}", contact)
    if left := re.search(r"\{\w*\}", name):
        raise SettingsError(
            f"crawl.user_agent says {left[0]}, which publishers would be sent as it is.",
            remedy="Write {contact} where the contact is to stand.",
        )
    if not name.isascii() or not name.isprintable():
        raise SettingsError(
            f"The user agent {name!r} has characters that no header takes.",
            remedy="Write crawl.user_agent and crawl.contact in ASCII, on one line.",
        )
    if not _REACHABLE.search(contact):
        raise SettingsError(
            f"crawl.contact is {contact!r}, and nobody can write there.",
            remedy="Write mailto:watch@your-office.example, or the https:// address of a page that says who watches.",
        )
    return name if contact in name else f"{name} ({contact})"
