"""Links that lead to a person: phones, mail, messengers, profiles. An advert often has its number in no other place."""

from __future__ import annotations

import re
from urllib.parse import unquote

_CONTACT_TARGET = re.compile(
    r"^(?:tel:|sms:|mailto:|callto:|whatsapp:|tg:|viber:|"
    r"https?://(?:www\.|m\.|web\.|[a-z]{2}-[a-z]{2}\.)?"
    r"(?:wa\.me|api\.whatsapp\.com|whatsapp\.com|chat\.whatsapp\.com|wa\.link|t\.me|telegram\.me|"
    r"instagram\.com|facebook\.com|fb\.com|fb\.me|m\.me|tiktok\.com)/)",
    re.IGNORECASE,
)
_SHARING = re.compile(
    r"sharer|/share\b|share\?|share/|dialog/|intent/|/plugins/|send/?\?text=|[?&](?:u|url)=http|"
    r"(?:whatsapp\.com|wa\.me)/?\?text=|whatsapp:.*text=|^mailto:\?|^tg:msg",
    re.IGNORECASE,
)


def contact_target(href: str) -> str:
    """What a reader would write down of a link to a person's contact point, or ''; share buttons are none."""
    href = href.strip()
    if not _CONTACT_TARGET.match(href) or _SHARING.search(href):
        return ""
    scheme, _, rest = href.partition(":")
    if scheme.lower() in ("tel", "sms", "callto", "mailto"):
        return " ".join(unquote(rest.split("?")[0].strip("/")).split())
    return href
