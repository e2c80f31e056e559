"""How the countries of the routes write their telephone numbers, so that a local form gets its country (E.164).

Patterns are of national significant numbers after the trunk prefix is gone. They ask for the form, not for a range that
is in use: `phonenumbers` knows the ranges, and would refuse numbers that have just been opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import phonenumbers
from phonenumbers import NumberParseException

from nlp.gazetteer.places import countries

# country -> (mobile pattern, landline pattern)
_NATIONAL: dict[str, tuple[str, str]] = {
    "AR": (r"9?[1-3]\d{9}", r"[1-3]\d{9}"),
    "BO": (r"[67]\d{7}", r"[234]\d{7}"),
    "BR": (r"[1-9]\d9\d{8}", r"[1-9]\d[2-5]\d{7}"),
    "CL": (r"9\d{8}", r"(?:2|[3-7]\d)\d{7,8}"),
    "CO": (r"3\d{9}", r"60\d{8}"),
    "CR": (r"[5-8]\d{7}", r"2\d{7}"),
    "CU": (r"[56]\d{7}", r"7\d{7}"),
    "DO": (r"8[024]9\d{7}", r"8[024]9\d{7}"),
    "EC": (r"9\d{8}", r"[2-7]\d{7}"),
    "ES": (r"[67]\d{8}", r"[89]\d{8}"),
    "GT": (r"[345]\d{7}", r"[267]\d{7}"),
    "HN": (r"[3789]\d{7}", r"2\d{7}"),
    "HT": (r"[34]\d{7}", r"2\d{7}"),
    "MX": (r"1?[2-9]\d{9}", r"[2-9]\d{9}"),
    "NI": (r"[578]\d{7}", r"2\d{7}"),
    "PA": (r"6\d{7}", r"[2-9]\d{6}"),
    "PE": (r"9\d{8}", r"[1-8]\d{7}"),
    "PT": (r"9\d{8}", r"2\d{8}"),
    "PY": (r"9\d{8}", r"[2-7]\d{7,8}"),
    "SV": (r"[67]\d{7}", r"2\d{7}"),
    "US": (r"[2-9]\d{2}[2-9]\d{6}", r"[2-9]\d{9}"),
    "UY": (r"9\d{7}", r"[24]\d{7}"),
    "VE": (r"4\d{9}", r"2\d{9}"),
    "GB": (r"7\d{9}", r"[12]\d{8,9}"),
    "FR": (r"[67]\d{8}", r"[1-59]\d{8}"),
    "IT": (r"3\d{8,9}", r"0\d{7,10}"),
    "MA": (r"[67]\d{8}", r"5\d{8}"),
    "TR": (r"5\d{9}", r"[2-4]\d{9}"),
}
_TRUNK = {"AR": "0", "BR": "0", "EC": "0", "PE": "0", "VE": "0", "CL": "0", "CO": "0", "PY": "0", "UY": "0"}
_TRUNK |= {"BO": "0", "GB": "0", "FR": "0", "MA": "0", "TR": "0"}
_BY_CALLING = {"1": "US"} | {c.calling: c.code for c in countries().values() if c.calling != "1"}


def _fits(country: str, national: str, *, mobile_only: bool = False) -> bool:
    mobile, landline = _NATIONAL[country]
    return bool(re.fullmatch(mobile, national) or (not mobile_only and re.fullmatch(landline, national)))


def _national(country: str, digits: str) -> str:
    """A local form without trunk prefix and local habits ('15' in Argentina, '044' in Mexico, carriers in Brazil)."""
    if country == "MX":
        return re.sub(r"^(?:044|045|01)(?=\d{10}$)", "", digits)
    if country == "BR" and (match := re.fullmatch(r"0(?:\d{2})?([1-9]\d9?\d{8})", digits)):
        return match.group(1)
    if country == "AR":
        plain = digits.removeprefix("0")
        for area in (2, 3, 4):
            if len(plain) == 12 and plain[area : area + 2] == "15":
                return "9" + plain[:area] + plain[area + 2 :]
        return plain
    if country in _TRUNK and digits.startswith(_TRUNK[country]):
        return digits[1:]
    return digits[1:] if country == "US" and len(digits) == 11 and digits.startswith("1") else digits


def _e164(country: str, national: str) -> str:
    calling = countries()[country].calling
    if country == "MX" and len(national) == 11:
        national = national[1:]
    return f"+{calling}{national}"


def international(digits: str, *, surely: bool) -> str | None:
    """E.164 of digits that begin with a calling code; None where the rest has not the form of that country.

    `surely`: a plus sign said so. Without one only mobile forms of the countries listed here are taken.
    """
    for length in (1, 2, 3):
        country = _BY_CALLING.get(digits[:length])
        if country is None:
            continue
        rest = _national(country, digits[length:])
        if country in _NATIONAL:
            return _e164(country, rest) if _fits(country, rest, mobile_only=not surely) else None
        break
    return f"+{digits}" if surely and _possible(f"+{digits}") else None


def _possible(text: str) -> bool:
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(text, None)))
    except NumberParseException:
        return False


def local(digits: str, regions: Iterable[str], *, mobile_only: bool) -> str | None:
    """E.164 of a number without calling code, by the first of `regions` (ISO 3166-1) whose form it has."""
    for country in regions:
        if country not in _NATIONAL:
            continue
        national = _national(country, digits)
        if _fits(country, national, mobile_only=mobile_only):
            return _e164(country, national)
    return None


def is_mobile(e164: str) -> bool:
    """Whether the number has a mobile form in its country (numbers of unknown countries count as such)."""
    for length in (1, 2, 3):
        country = _BY_CALLING.get(e164[1 : 1 + length])
        if country in _NATIONAL:
            return _fits(country, e164[1 + length :], mobile_only=True)
    return True


def country_of_number(e164: str) -> str | None:
    """The country of a number by its calling code (ISO 3166-1); US stands for the whole +1."""
    return next((_BY_CALLING[e164[1 : 1 + n]] for n in (1, 2, 3) if e164[1 : 1 + n] in _BY_CALLING), None)
