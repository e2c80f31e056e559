"""Links and buttons that lead to a person: phones, mail, messengers, profiles. An advert often has its number in no
other place."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml.html import HtmlElement

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
_NAMED = re.compile(r"(?:whatsapp\.com/send/?\?(?:\w+=[^&]*&)*phone=|wa\.me/)\+?\d{7}", re.IGNORECASE)
"""Who is written to stands in the link: whatever it says of an address besides is what to tell them."""
_INTENT = re.compile(r"intent://send/\+?(\d{7,15})\b", re.IGNORECASE)
_PHONE_NAMED = re.compile(
    r"data-(?:[\w-]*-)?(?:phone|tel|telephone|telefono?|telefone|fone|celular|movil|whatsapp|wsp)"
    r"(?:-?(?:number|numero|num))?",
    re.IGNORECASE,
)
NUMBER = re.compile(r"(?:\+|00)?\(?\d(?:[\s().-]{0,2}\d){6,14}")
_CALLS = re.compile(r"""(?:tel:|wa\.me/|[?&]phone=)(\+?\d[\d().\s-]{6,18}\d)""", re.IGNORECASE)


def contact_target(href: str) -> str:
    """What a reader would write down of a link to a person's contact point, or ''; share buttons are none."""
    href = href.strip()
    if intent := _INTENT.match(href):
        return f"https://wa.me/{intent[1]}"
    if not _CONTACT_TARGET.match(href) or (_SHARING.search(href) and not _NAMED.search(href)):
        return ""
    scheme, _, rest = href.partition(":")
    if scheme.lower() in ("tel", "sms", "callto", "mailto"):
        return " ".join(unquote(rest.split("?")[0].strip("/")).split())
    return href


def pressed_numbers(element: HtmlElement) -> list[str]:
    """The telephone numbers that a button, or whatever else this is, shows or calls when it is pressed."""
    found = []
    for name, value in element.items():
        if name == "onclick" or (name == "href" and value.lower().startswith("javascript:")):
            found += _CALLS.findall(value)
        elif name.startswith("data-") and _PHONE_NAMED.fullmatch(name) and NUMBER.fullmatch(value.strip()):
            found.append(value.strip())
    return found
