"""A phone number however somebody types it, as the spellings under which it may be kept.

Texts keep digits without gaps, contact points keep E.164. A number without its country is tried in every country of
the routes: which of them is meant, the hits show.
"""

from __future__ import annotations

import re

import phonenumbers

_ROUTES = "AR BO BR CA CL CO CR CU DO EC ES GT GY HN HT JM MX NI PA PE PR PT PY SR SV TT US UY VE"
REGIONS = _ROUTES.split()
FEWEST_DIGITS = 6
TYPED = re.compile(r"(?<!\w)(?:\+|00)?[(\d][\d ().\-/]{4,28}\d(?!\w)")

LABEL = re.compile(
    r"(?<!\w)(?:(?:https?://)?(?:wa\.me/|(?:api|web)\.whatsapp\.com/send/?\?phone=)"
    r"|(?:tels?|tel[eé]fonos?|telefones?|cel|celular|fono|fone|m[oó]vil|whats?app|wasap|wsp|zap|phone|mobile)[.:]*\s*)"
    r"(?=[+(]*\d)",
    re.IGNORECASE,
)
"""What people write down before a number, or the link that it came in: no word that the text must hold, too."""


def spellings(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(digits as texts keep them, numbers in E.164) for what somebody typed."""
    digits = re.sub(r"\D", "", typed)
    international = digits.removeprefix("00") if digits.startswith("00") else digits
    found = [_parsed(f"+{international}", None)]
    if not typed.lstrip().startswith(("+", "00")):
        found += [_parsed(digits, region) for region in REGIONS]
    numbers = [number for number in found if number is not None]
    exact = [phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) for number in numbers]
    national = [phonenumbers.national_significant_number(number) for number in numbers]
    written = [digits, *(number[1:] for number in exact), *national]
    kept = dict.fromkeys(number for number in written if len(number) >= FEWEST_DIGITS)
    return tuple(kept), tuple(dict.fromkeys(exact))


def _parsed(digits: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
