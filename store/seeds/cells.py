"""What the cells of a list of operators say (docs/WATCHLIST.md), read strictly: a slip that is taken in silence stands
on the watchlist for years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import phonenumbers

from core import accounts
from core.languages import is_country
from core.names import name_key
from core.terms import ContactType, LegalStatus
from core.text import plain, shortened
from store.channels import doubt, spelt
from store.seeds.seed import PREVIOUS

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_SITE = re.compile(r"(?:https?://)?[^\s/:@]+\.[^\s/:@.]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d\s().\u2010-\u2015-]+")
_NO_NUMBER = re.compile(r"\d+\.0+|\d{4}-\d{2}-\d{2}")
_DIALLED = (ContactType.PHONE.value, ContactType.WHATSAPP.value)
_DIGITS = range(6, 16)
"""Of a number: E.164 has fifteen at most, and fewer than six reach a service and nobody's telephone."""
LONGEST_NAME = 500
FUTURE = timedelta(days=1)
"""How far a day may lie ahead: it is tomorrow elsewhere."""
_NOBODY = frozenset(
    {"#n/a", "#name?", "#ref!", "#value!", "#null!", "#num!", "#div/0!", "#spill!", "#calc!", "#getting_data"}
    | {"n/a", "n.a.", "null", "none", "nan", "unknown", "desconocido", "desconocida", "desconhecido", "desconhecida"}
    | {"no name", "sin nombre", "sem nome", "s/n", "ninguno", "nenhum", "no identificado", "não identificado"}
)
"""What stands in cells and lists where no name is known; errors of spreadsheets among it."""
_YES = frozenset({"yes", "true", "1", "y", "si", "sí", "sim"})
_NO = frozenset({"", "no", "false", "0", "n", "não", "nao"})


def parts(cell: str) -> tuple[str, ...]:
    """What bars part: 'Vive OnLine | @viveonline'."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def is_nobody(cell: str) -> bool:
    """Whether it is what stands in cells where no name is known."""
    return cell.strip().lower() in _NOBODY


def name(cell: str) -> str:
    """A name, without what nobody sees in it (control characters, and those that turn letters round), which other tools
    refuse; ValueError where nothing in it is a letter, or it is no name for its length."""
    if not name_key(cell).core:
        raise ValueError(f"{cell!r} is no name with letters")
    if "\n" in cell or "\r" in cell:
        raise ValueError(f"{shortened(cell, 40)!r} is no name: a line breaks in it; is a quote not closed?")
    if is_nobody(cell):
        raise ValueError(f"{cell!r} is nobody's name")
    if len(cell) > LONGEST_NAME:
        raise ValueError(f"{shortened(cell, 40)!r} is no name: it is longer than {LONGEST_NAME} letters")
    return cell if cell.isprintable() else plain(cell)


def alias(cell: str) -> str:
    """Another name; one that is borne no more with its mark as it is kept."""
    mark = PREVIOUS.strip()
    if not cell.lower().startswith(mark):
        return name(cell)
    return PREVIOUS + name(cell[len(mark) :].strip())


def url(cell: str) -> str:
    """An address of the web, as a browser has it."""
    if cell and not _WEB.fullmatch(cell):
        raise ValueError(f"url: {shortened(cell, 80)!r} is no address of the web, such as https://list.example/7")
    return cell


def countries(cell: str) -> tuple[str, ...]:
    """ISO 3166-1 codes; ValueError for other words ('Chile')."""
    codes = tuple(cell.upper().split())
    if wrong := next((code for code in codes if not is_country(code)), ""):
        raise ValueError(f"countries: {wrong!r} is no country's code of two letters, such as CL")
    return codes


def yes(column: str, cell: str) -> bool:
    """Yes or no in three languages; ValueError for other words."""
    word = cell.lower()
    if word not in _YES | _NO:
        raise ValueError(f"{column}: {cell!r} is neither yes nor no")
    return word in _YES


def status(cell: str) -> LegalStatus | None:
    """A standing; ValueError names those that there are."""
    known = [each.value for each in LegalStatus]
    if cell and cell.lower() not in known:
        raise ValueError(f"status: {cell!r} is none of {', '.join(known)}")
    return LegalStatus(cell.lower()) if cell else None


def day(cell: str) -> date | None:
    """2026-11-29; ValueError where it is no day, or one that is still to come."""
    try:
        found = date.fromisoformat(cell) if cell else None
    except ValueError as error:
        raise ValueError(f"date: {cell!r} is no day, such as 2026-11-29 ({error})") from error
    if found is not None and found > datetime.now(UTC).date() + FUTURE:
        raise ValueError(f"date: {cell} is still to come, and nobody can have said anything then")
    return found


def contact(cell: str, of: Sequence[str]) -> tuple[ContactType, str]:
    """A point as in 'phone:+573000000017'; ValueError for others. `of`: the row's countries, for bare numbers."""
    kind, found, value = cell.partition(":")
    if not found or not value.strip():
        raise ValueError(f"contacts: {cell!r} is not written as type:value")
    known = [each.value for each in ContactType]
    if kind.strip().lower() not in known:
        raise ValueError(f"contacts: {kind.strip()!r} is none of {', '.join(known)}")
    contact_type = ContactType(kind.strip().lower())
    if not can_be(contact_type, value.strip(), of):
        form = (
            ", written as form:number, such as clabe:002010077777777771" if contact_type is ContactType.ACCOUNT else ""
        )
        raise ValueError(f"contacts: {shortened(value.strip(), 80)!r} is no {contact_type.value} of anybody{form}")
    return contact_type, spelt(contact_type, value, of)


def doubts(cell: str, of: Sequence[str]) -> list[str]:
    """Which numbers of a cell of contact points nobody is found by, with the remedy. `of`: the row's countries."""
    points = (part.partition(":") for part in parts(cell))
    numbers = [(value.strip(), kind.strip().lower()) for kind, _, value in points if kind.strip().lower() in _DIALLED]
    told = [(value, doubt(ContactType(kind), value, of)) for value, kind in numbers if _NUMBER.fullmatch(value)]
    return [f"contacts: {shortened(value, 80)!r} {why}" for value, why in told if why]


def can_be(contact_type: ContactType, value: str, of: Sequence[str] = ()) -> bool:
    """Whether somebody may be reached by it: '911' and 'n/a' are nobody's. `of`: the countries of who uses it."""
    match contact_type:
        case ContactType.ACCOUNT:
            return bool(accounts.spelt(value, of))
        case ContactType.PHONE | ContactType.WHATSAPP:
            return _may_be_dialled(value, of)
        case ContactType.EMAIL:
            return bool(_EMAIL.fullmatch(value))
        case ContactType.URL:
            return bool(_SITE.fullmatch(value))
    return not re.search(r"\s", value)


def _may_be_dialled(written: str, of: Sequence[str]) -> bool:
    """Whether it is one number: not two in a cell, no day, not what spreadsheets make of digits ('56900000049.0'). One
    that is to take the code of a country has to have as many digits as numbers have there."""
    if not _NUMBER.fullmatch(written) or _NO_NUMBER.fullmatch(written):
        return False
    if len(re.sub(r"\D", "", written)) not in _DIGITS:
        return False
    if len(of) != 1 or written.startswith(("+", "00")):
        return True
    try:
        number = phonenumbers.parse(written, of[0])
    except phonenumbers.NumberParseException:
        return False
    possible = {phonenumbers.ValidationResult.IS_POSSIBLE, phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY}
    return phonenumbers.is_possible_number_with_reason(number) in possible
