"""Contact points made comparable: what two of them must share to be one."""

from __future__ import annotations

from core.terms import ContactType

_ONE_NUMBER = {ContactType.PHONE: "tel", ContactType.WHATSAPP: "tel"}
_PLATFORM_NAMES = """
bit.ly blogspot.com facebook.com fb.com fb.me google.com instagram.com linktr.ee mercadolibre.com messenger.com t.me
telegram.me telegram.org tiktok.com tinyurl.com twitter.com wa.me whatsapp.com wixsite.com wordpress.com x.com
youtube.com
"""
_PLATFORMS = frozenset(_PLATFORM_NAMES.split())


def channel(contact_type: ContactType, value: str) -> str:
    """What two contact points must share to be one: a number is one number, whether called or messaged.

    Empty for addresses that belong to a platform, not to anybody on it.
    """
    if contact_type is ContactType.URL and value in _PLATFORMS:
        return ""
    return f"{_ONE_NUMBER.get(contact_type, contact_type.value)}:{value}"
