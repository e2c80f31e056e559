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

    Numbers become E.164; one without its country's code takes that of `countries` (ISO 3166-1) where that is one, and
    of several that of the only one in which it is a number. Others stay their digits: `doubt` says so. Of an address of
    the web the host stays, without www; handles lose their @. An account that is none stays as it is.
    """
    value = written.strip().lower()
    if contact_type is ContactType.ACCOUNT:
        return accounts.spelt(value, countries) or value
    if contact_type in _ONE_NUMBER:
        return _number(value, countries[0] if len(countries) == 1 else _only_one(value, countries))
    if contact_type is ContactType.URL:
        address = re.sub(r"^https?://", "", value).removeprefix("www.").rstrip("/")
        host = re.split(r"[/:?#]", address, maxsplit=1)[0]
        return address if host in _PLATFORMS else host  # whose page on a platform it is stands behind the host
    return value.removeprefix("@") if contact_type in _HANDLES else value


def doubt(contact_type: ContactType, written: str, countries: Sequence[str] = ()) -> str:
    """Why perhaps nobody is found by a number as `spelt` keeps it, and the remedy; "" where it is whole, or is none."""
    value = spelt(contact_type, written, countries)
    if contact_type not in _ONE_NUMBER or written.strip().startswith(("+", "00")):
        return ""
    if value.startswith("+") and (number := _parsed(value, None)) and phonenumbers.is_valid_number(number):
        return ""
    if not countries:
        return "is without its country: write it with + and the country's code"
    codes = sorted({phonenumbers.country_code_for_region(country) for country in countries} - {0})
    remedy = f"write it with {' or '.join(f'+{code}' for code in codes) or '+ and the code'}"
    if which := _those_in_which(written.strip(), countries):
        return f"may be a number of {' or '.join(which)}: {remedy}"
    return f"is no number of {' or '.join(countries)}: {remedy} and its area code"


def _only_one(written: str, countries: Sequence[str]) -> str | None:
    """The one of these countries in which it is a number; countries that make the same number of it count as one."""
    found = _those_in_which(written, countries)
    return found[0] if len({_number(written, country) for country in found}) == 1 else None


def _those_in_which(written: str, countries: Sequence[str]) -> list[str]:
    numbers = ((country, _parsed(written, country)) for country in dict.fromkeys(countries))
    return [country for country, number in numbers if number is not None and phonenumbers.is_valid_number(number)]


def _parsed(written: str, country: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(re.sub(r"^\s*00", "+", written), country)
    except phonenumbers.NumberParseException:
        return None


def _number(written: str, country: str | None) -> str:
    digits = re.sub(r"\D", "", written)
    number = _parsed(written, country)
    if number is None:
        return digits or written  # no country is known: it stays as it is on the list
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY and not written.startswith(("+", "00")):
        return digits  # with the country's code alone it would be nobody's
    found = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return re.sub(r"^\+521(\d{10})$", r"+52\1", found)  # Mexico's mobiles were written with a 1 until 2019
