"""What the cells of a list of operators say (docs/WATCHLIST.md), read strictly: a slip that is taken in silence stands
on the watchlist for years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from core.terms import ContactType, LegalStatus
from store.channels import spelt

_FORMULA = tuple("=+-@\t\r\n'|%")
_COUNTRY = re.compile(r"[A-Z]{2}")
_YES = frozenset({"yes", "true", "1", "y", "si", "sí", "sim"})
_NO = frozenset({"", "no", "false", "0", "n", "não", "nao"})


def neutralised(cell: str) -> str:
    """A cell that no spreadsheet computes: an apostrophe stands before what would begin a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def as_meant(cell: str) -> str:
    """Without the apostrophe of `neutralised`."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def parts(cell: str) -> tuple[str, ...]:
    """What bars part: 'Vive OnLine | @viveonline'."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def countries(cell: str) -> tuple[str, ...]:
    """ISO 3166-1 codes; ValueError for other words ('Chile')."""
    codes = tuple(cell.upper().split())
    if wrong := next((code for code in codes if not _COUNTRY.fullmatch(code)), ""):
        raise ValueError(f"countries: {wrong!r} is no code of two letters, such as CL")
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
    """2026-11-29; ValueError where it is no day."""
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError as error:
        raise ValueError(f"date: {cell!r} is no day, such as 2026-11-29 ({error})") from error


def contact(cell: str, of: Sequence[str]) -> tuple[ContactType, str]:
    """A point as in 'phone:+573000000017'; ValueError for others. `of`: the row's countries, for bare numbers."""
    kind, found, value = cell.partition(":")
    if not found or not value.strip():
        raise ValueError(f"contacts: {cell!r} is not written as type:value")
    known = [each.value for each in ContactType]
    if kind.strip().lower() not in known:
        raise ValueError(f"contacts: {kind.strip()!r} is none of {', '.join(known)}")
    contact_type = ContactType(kind.strip().lower())
    return contact_type, spelt(contact_type, value, of)
