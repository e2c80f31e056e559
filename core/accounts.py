"""Payee accounts in one spelling: "clabe:002000000000000017", "nequi:+573000000017", "bcp:19100000000017".

Before the colon stands the form of the number, the wallet or the bank; behind it the number without gaps. Where a form
has check digits, a number that they do not fit is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import phonenumbers
from stdnum import iban
from stdnum.ar import cbu
from stdnum.br import cnpj, cpf

WALLETS: Mapping[str, str] = {
    "yape": "PE", "plin": "PE", "nequi": "CO", "daviplata": "CO", "bizum": "ES", "mbway": "PT", "zelle": "US",
    "mpesa": "KE", "emola": "MZ", "sinpe": "CR", "pagomovil": "VE",
}  # fmt: skip
"""Wallets that go by a telephone's number, and the country of one that is written without its code."""

BY_MAIL = frozenset({"pix", "zelle", "paypal"})
"""Wallets that go by an e-mail address, too."""

_ABROAD = frozenset({"mpesa"})
"""Wallets of more countries than one."""

_RENAMED = {"brasil": "banco-do-brasil", "bb": "banco-do-brasil", "america": "bank-of-america"}
"""Banks that once had a country's name alone; lists of accounts may still have it."""

_MAIL = re.compile(r"[^@\s:]+@[^@\s:]+\.[^@\s.:]+")
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ALIAS = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_BANK = re.compile(r"[a-z][a-z0-9-]{1,29}")
_AT_BANK = re.compile(r"\d{4}/\d{4,12}x?|\d{6,24}x?")
_COUNTED = ("12345678", "123456789", "1234567890", "0123456789")
_CLABE_WEIGHTS = (3, 7, 1)


def account(form: str, written: str, countries: Sequence[str] = ()) -> str:
    """An account as it is kept, or "" where that is none. `countries` (ISO 3166-1): of whoever uses it."""
    kind, value = form.strip().lower(), written.strip().lower()
    kind = _RENAMED.get(kind, kind)
    if kind in WALLETS or kind in BY_MAIL:
        found = _in_wallet(kind, value, countries)
    elif kind in _NUMBERS:
        found = _NUMBERS[kind](value)
    else:
        found = _at_bank(value) if _BANK.fullmatch(kind) else ""
    return f"{kind}:{found}" if found and not _stands_for_none(found) else ""


def _stands_for_none(number: str) -> bool:
    """Whether it's what people write where a number is to stand: '0000000000'. Unrelated texts share it."""
    if number.startswith("+"):  # behind the code of the country and, in Brazil, of the town
        return bool(re.search(r"(\d)\1{8}$", number)) or number.endswith(_COUNTED)
    digits = number.replace("/", "")
    return digits.isdigit() and (len(set(digits)) == 1 or digits in _COUNTED)


def spelt(written: str, countries: Sequence[str] = ()) -> str:
    """The same of "form:number" as somebody's list has it."""
    form, _, value = written.partition(":")
    return account(form, value, countries)


def reached_by(value: str) -> tuple[str, str]:
    """The telephone's number and the e-mail address that an account goes by; empty where it goes by none."""
    number = value.partition(":")[2]
    return (number, "") if number.startswith("+") else ("", number if "@" in number else "")


def forms_of(digits: str) -> tuple[str, ...]:
    """The accounts that bare figures may be, their banks left aside."""
    return tuple(filter(None, (account(form, digits) for form in ("clabe", "cbu", "cci", "pix"))))


def _in_wallet(wallet: str, value: str, countries: Sequence[str]) -> str:
    if "@" in value:
        return value if wallet in BY_MAIL and _MAIL.fullmatch(value) else ""
    if wallet == "pix":
        return _pix(value)
    own = countries[0] if wallet in _ABROAD and len(countries) == 1 else WALLETS.get(wallet)
    return _e164(value, own) if own else ""


def _pix(value: str) -> str:
    """A key: random, a number of a firm's or a person's papers, or a telephone's."""
    if _KEY.fullmatch(value):
        return value
    digits = _digits(value)
    if not value.startswith("+") and (cnpj.is_valid(digits) or cpf.is_valid(digits)):
        return digits
    return _e164(value, "BR")


def _e164(value: str, country: str) -> str:
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", value), country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _iban(value: str) -> str:
    return iban.compact(value).lower() if iban.is_valid(value) else ""


def _clabe(value: str) -> str:
    digits = _digits(value)
    total = sum(int(digit) * _CLABE_WEIGHTS[place % 3] % 10 for place, digit in enumerate(digits[:17]))
    return digits if len(digits) == 18 and int(digits[17]) == -total % 10 else ""


def _cbu(value: str) -> str:
    digits = _digits(value)
    return digits if cbu.is_valid(digits) else ""


def _cci(value: str) -> str:
    digits = _digits(value)
    return digits if len(digits) == 20 else ""


def _alias(value: str) -> str:
    return value if 6 <= len(value) <= 20 and _ALIAS.fullmatch(value) else ""


def _at_bank(value: str) -> str:
    """An account's number without gaps; behind a bank's office and a bar where that is told ("0001/000017")."""
    plain = re.sub(r"[\s.-]", "", value)
    return plain if _AT_BANK.fullmatch(plain) else ""


def _digits(value: str) -> str:
    return re.sub(r"[\s.\-/]", "", value) if re.fullmatch(r"[\d\s.\-/]*", value) else ""


_NUMBERS: Mapping[str, Callable[[str], str]] = {
    "iban": _iban,
    "clabe": _clabe,
    "cbu": _cbu,
    "cci": _cci,
    "alias": _alias,
}
