"""Contact points made comparable: how they are spelt on the watchlist, and what two of them must share to be one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import phonenumbers

from core import accounts
from core.terms import ContactType

_ONE_NUMBER = {ContactType.PHONE: "tel", ContactType.WHATSAPP: "tel"}
_HANDLES = {ContactType.TELEGRAM, ContactType.INSTAGRAM, ContactType.FACEBOOK, ContactType.TIKTOK}
_PLATFORM_NAMES = """
bit.ly blogspot.com facebook.com fb.com fb.me google.com instagram.com linktr.ee mercadolibre.com messenger.com t.me
telegram.me telegram.org tiktok.com tinyurl.com twitter.com wa.me whatsapp.com wixsite.com wordpress.com x.com
youtube.com
"""
_PLATFORMS = frozenset(_PLATFORM_NAMES.split())


def channel(contact_type: ContactType, value: str) -> str:
    """What two contact points must share to be one: a number is one number, whether called, messaged or paid to.

    Empty for addresses that belong to a platform, not to anybody on it.
    """
    if contact_type is ContactType.ACCOUNT:
        number, mail = accounts.reached_by(value)
        if number or mail:
            return channel(ContactType.PHONE if number else ContactType.EMAIL, number or mail)
    if contact_type is ContactType.URL and value in _PLATFORMS:
        return ""
    return f"{_ONE_NUMBER.get(contact_type, contact_type.value)}:{value}"


def spelt(contact_type: ContactType, written: str, countries: Sequence[str] = ()) -> str:
    """A contact point of somebody's list as documents' are spelt, or the two would never meet.

    Numbers become E.164; one without its country's code takes that of `countries` (ISO 3166-1) where that is one.
    Of an address of the web the host stays, without www; handles lose their @. An account that is none stays as it is.
    """
    value = written.strip().lower()
    if contact_type is ContactType.ACCOUNT:
        return accounts.spelt(value, countries) or value
    if contact_type in _ONE_NUMBER:
        return _number(value, countries[0] if len(countries) == 1 else None)
    if contact_type is ContactType.URL:
        address = re.sub(r"^https?://", "", value).removeprefix("www.").rstrip("/")
        host = re.split(r"[/:?#]", address, maxsplit=1)[0]
        return address if host in _PLATFORMS else host  # whose page on a platform it is stands behind the host
    return value.removeprefix("@") if contact_type in _HANDLES else value


def _number(written: str, country: str | None) -> str:
    digits = re.sub(r"\D", "", written)
    try:
        number = phonenumbers.parse(re.sub(r"^\s*00", "+", written), country)
    except phonenumbers.NumberParseException:
        return digits or written  # no country is known: it stays as it is on the list
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY and not written.startswith(("+", "00")):
        return digits  # with the country's code alone it would be nobody's
    found = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return re.sub(r"^\+521(\d{10})$", r"+52\1", found)  # Mexico's mobiles were written with a 1 until 2019
