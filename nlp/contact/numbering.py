"""How the countries of the routes write their telephone numbers, so that a local form gets its country (E.164).

Patterns are of national significant numbers after the trunk prefix is gone. They ask for the form, not for a range that
is in use: `phonenumbers` knows the ranges, and would refuse numbers that have just been opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import phonenumbers
from phonenumbers import NumberParseException

from nlp.gazetteer.places import countries

_AREAS_OF_BRAZIL = r"(?:1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])"
# country -> (mobile pattern, landline pattern)
_NATIONAL: dict[str, tuple[str, str]] = {
    "AR": (r"9?[1-3]\d{9}", r"[1-3]\d{9}"),
    "BO": (r"[67]\d{7}", r"[234]\d{7}"),
    "BR": (rf"{_AREAS_OF_BRAZIL}9\d{{8}}", rf"{_AREAS_OF_BRAZIL}[2-5]\d{{7}}"),
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
    "AL": (r"6[7-9]\d{7}", r"[2-58]\d{7}"),
    "AO": (r"9\d{8}", r"2\d{8}"),
    "BE": (r"4\d{8}", r"[1-9]\d{7}"),
    "BZ": (r"6\d{6}", r"[2-8]\d{6}"),
    "CH": (r"7[4-9]\d{7}", r"[2-6]\d{8}"),
    "CV": (r"[59]\d{6}", r"2\d{6}"),
    "DE": (r"1[5-7]\d{8,9}", r"[2-9]\d{6,10}"),
    "DZ": (r"[5-7]\d{8}", r"[1-4]\d{7}"),
    "GF": (r"694\d{6}", r"594\d{6}"),
    "GH": (r"[25]\d{8}", r"3\d{8}"),
    "GW": (r"9\d{8}", r"44\d{7}"),
    "GY": (r"[67]\d{6}", r"[2-5]\d{6}"),
    "IE": (r"8[3-9]\d{7}", r"[1-79]\d{6,8}"),
    "IN": (r"[6-9]\d{9}", r"[1-5]\d{9}"),
    "KE": (r"[17]\d{8}", r"[2-6]\d{7,8}"),
    "MR": (r"[234]\d{7}", r"[234]5\d{6}"),
    "MZ": (r"8[2-7]\d{7}", r"2\d{7}"),
    "NG": (r"[789][01]\d{8}", r"[1-9]\d{6,7}"),
    "PH": (r"9\d{9}", r"[2-8]\d{7,9}"),
    "SN": (r"7\d{8}", r"3\d{8}"),
    "SR": (r"[678]\d{6}", r"[2-5]\d{5}"),
    "TN": (r"[2459]\d{7}", r"[37]\d{7}"),
    "ZA": (r"[6-8]\d{8}", r"[1-5]\d{8}"),
}
_NORTH_AMERICA_TEXT = "AG AI BB BM BS CA DM GD JM KN KY LC MS PR TC TT US VC VG VI"
_NORTH_AMERICA = frozenset(_NORTH_AMERICA_TEXT.split())
"""Countries with '1' whose numbers are written alike."""
_NO_TRUNK_TEXT = "AO BZ CR CU CV DO ES GT GW GY HN HT IT MR MX MZ NI PA PT SN SV TN US"
_NO_TRUNK = frozenset(_NO_TRUNK_TEXT.split())
_BY_CALLING = {"1": "US"} | {c.calling: c.code for c in countries().values() if c.calling != "1"}


_AREAS = {"BR": (2,), "US": (3,), "MX": (2, 3), "AR": (2, 3, 4, 5)}
"""How many digits the area has that mobile numbers have, too; in Argentina with the '9' before it."""
_LOCAL = range(6, 10)
_ALONE = {"VE": r"04(?:12|14|16|24|26)\d{7}", "NG": r"0(?:70|80|81|90|91)\d{8}"}


def _form_of(country: str) -> str | None:
    """The country by whose forms a country's numbers are read; None where we know none."""
    known = country in _NATIONAL and country not in _NORTH_AMERICA
    return country if known else "US" if country in _NORTH_AMERICA else None


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
        return _national_in_argentina(digits.removeprefix("0"))
    if country in {"US", "DO"}:
        return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    return digits[1:] if country not in _NO_TRUNK and digits.startswith("0") else digits


def _national_in_argentina(plain: str) -> str:
    """Mobile numbers have '15' behind the area at home, and '9' before it abroad."""
    areas = (area for area in (2, 3, 4) if len(plain) == 12 and plain[area : area + 2] == "15")
    return next(("9" + plain[:area] + plain[area + 2 :] for area in areas), plain)


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
    for region in regions:
        country = _form_of(region)
        if country is None:
            if value := _by_metadata(digits, region, mobile_only=mobile_only):
                return value
            continue
        national = _national(country, digits)
        if _fits(country, national, mobile_only=mobile_only):
            mobile_in_argentina = country == "AR" and len(national) == 10 and not digits.startswith("0")
            return _e164(country, "9" + national if mobile_in_argentina else national)
    return None


def unmistakable(digits: str) -> str | None:
    """A form that one country alone has, though nothing in the text points to that country."""
    return next((_e164(code, digits[1:]) for code, form in _ALONE.items() if re.fullmatch(form, digits)), None)


def _by_metadata(digits: str, region: str, *, mobile_only: bool) -> str | None:
    """A number of a country without forms of our own, as `phonenumbers` knows them."""
    if region not in phonenumbers.SUPPORTED_REGIONS:
        return None
    try:
        number = phonenumbers.parse(digits, region)
    except NumberParseException:
        return None
    kinds = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
    if not phonenumbers.is_valid_number(number) or (mobile_only and phonenumbers.number_type(number) not in kinds):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def in_same_area(digits: str, e164: str, groups: Sequence[str]) -> str | None:
    """E.164 of a number that leaves out the area of the one before it: '(27) 3322-1010 ou 3322-1011'.

    `e164`: the number before; `groups`: its digits as they are grouped. None where that shows no area, or the form
    is not that of the country.
    """
    country = country_of_number(e164)
    if country not in _NATIONAL or (country not in _AREAS and is_mobile(e164)):
        return None
    national = e164[1 + len("1" if country == "US" else countries()[country].calling) :]
    told = {"".join(groups[first:]) for first in range(1, len(groups))}
    areas = _AREAS.get(country, (1, 2, 3))
    for area, rest in ((national[:length], national[length:]) for length in areas):
        as_long = len(digits) == len(rest) or country == "BR"
        if as_long and len(rest) in _LOCAL and (len(areas) == 1 or rest in told) and _fits(country, area + digits):
            return _e164(country, area + digits)
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
