"""Seeds: operators that are known from elsewhere, read from a simple CSV into the watchlist.

Columns (the first is needed, others may be missing): name, aliases (a | b), contacts (phone:+573000000017 |
telegram:vivepaso), countries (CO CL), person (yes/no), status, date (YYYY-MM-DD), url (where it is said), note, key
(what makes a row the same row when the file is read again; the name where there is none).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from core.errors import InputError
from core.names import name_key
from core.terms import ContactType, LegalStatus, NameKind
from store import audit, watchlist
from store.session import Session
from store.tables import OperatorRow, OperatorStatusRow
from store.watchlist import Sighting

COLUMNS = ("name", "aliases", "contacts", "countries", "person", "status", "date", "url", "note", "key")


@dataclass(frozen=True, slots=True)
class Seed:
    """One row."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    contacts: tuple[tuple[ContactType, str], ...] = ()
    countries: tuple[str, ...] = ()
    is_person: bool = False
    status: LegalStatus | None = None
    said_on: date | None = None
    url: str = ""
    note: str = ""


def read_csv(path: Path) -> list[Seed]:
    """Read a file of seeds, UTF-8, with a line of column names.

    Raises:
        InputError: the file can't be read, a column is unknown, or a value can't be used; names the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            names = [name.strip().lower() for name in reader.fieldnames or ()]
            _check_columns(path, names)
            reader.fieldnames = names
            return [_seed(row, where=f"{path}, line {reader.line_num}") for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: {error}.", remedy="Save it as CSV in UTF-8.") from error


def load(session: Session, seeds: Sequence[Seed], now: datetime, *, who: str = audit.MACHINE) -> int:
    """Add the seeds to the watchlist; one that was read before is brought up to date. Returns how many were new."""
    new = 0
    for seed in seeds:
        seen = Sighting(first=now, last=now, counts=False)
        row = session.scalars(select(OperatorRow).where(OperatorRow.seed_key == seed.key)).first()
        if row is None:
            operator_id = watchlist.create(session, seed.name, is_person=seed.is_person, seen=seen, seed_key=seed.key)
            new += 1
        else:
            operator_id = row.operator_id
        _bring_up(session, operator_id, seed, seen)
    audit.record(session, "watchlist read in", who, details={"seeds": len(seeds), "new": new})
    return new


def _bring_up(session: Session, operator_id: int, seed: Seed, seen: Sighting) -> None:
    names = [(seed.name, NameKind.NAME)]
    names += [(alias, watchlist.kind_of(alias, is_first=False, is_person=seed.is_person)) for alias in seed.aliases]
    watchlist.add_names(session, operator_id, names, seen)
    watchlist.add_contacts(session, operator_id, seed.contacts, seen)
    watchlist.touch(session, operator_id, seed.countries, seen)
    session.get_one(OperatorRow, operator_id).note = seed.note
    if seed.status is None:
        return
    same = select(OperatorStatusRow.status_id).where(
        OperatorStatusRow.operator_id == operator_id,
        OperatorStatusRow.status == seed.status.value,
        OperatorStatusRow.document_id.is_(None),
        OperatorStatusRow.url == seed.url,
    )
    if session.scalars(same).first() is None:
        said_on = seed.said_on or seen.first.date()
        session.add(
            OperatorStatusRow(
                operator_id=operator_id,
                status=seed.status.value,
                said_on=said_on,
                document_id=None,
                sentence=seed.note,
                url=seed.url,
            )
        )
    session.flush()


def _check_columns(path: Path, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if "name" not in names or unknown:
        what = f"unknown column {unknown[0]!r}" if unknown else "no column `name`"
        raise InputError(f"{path}: {what}.", remedy=f"Columns are {', '.join(COLUMNS)}.")


def _seed(row: dict[str, str | None], *, where: str) -> Seed:
    value = {name: (text or "").strip() for name, text in row.items() if name is not None}
    name = value.get("name", "")
    if not name_key(name).core:
        raise InputError(f"{where}: {name!r} is no name.", remedy="Give every row a name with letters.")
    try:
        return Seed(
            key=value.get("key") or name,
            name=name,
            aliases=_parts(value.get("aliases", "")),
            contacts=tuple(_contact(part) for part in _parts(value.get("contacts", ""))),
            countries=tuple(value.get("countries", "").upper().split()),
            is_person=value.get("person", "").lower() in {"yes", "true", "1", "si", "sí", "sim"},
            status=LegalStatus(value["status"].lower()) if value.get("status") else None,
            said_on=date.fromisoformat(value["date"]) if value.get("date") else None,
            url=value.get("url", ""),
            note=value.get("note", ""),
        )
    except ValueError as error:
        raise InputError(f"{where}: {error}.", remedy="See store/seeds.py for what each column takes.") from error


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _contact(text: str) -> tuple[ContactType, str]:
    kind, found, value = text.partition(":")
    if not found or not value.strip():
        raise ValueError(f"contact {text!r} is not written as type:value")
    return ContactType(kind.strip().lower()), value.strip().lower()
