"""Seeds: operators that are known from elsewhere, read from a simple CSV into the watchlist.

Columns (the first is needed, others may be missing): name, aliases (a | b), contacts (phone:+573000000017 |
telegram:vivepaso), countries (CO CL), person (yes/no), status, date (YYYY-MM-DD), url (where it is said), note, key
(what makes a row the same row when the file is read again; the name where there is none).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import select

from core.errors import InputError
from core.names import name_key
from core.terms import ContactType, LegalStatus, NameKind
from store import arrivals, watchlist
from store.arrivals import Arrival
from store.session import Session
from store.tables import OperatorRow, OperatorStatusRow
from store.tables.base import CHUNK
from store.watchlist import Sighting

BATCH = 50_000
"""Seeds that go in together."""

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


def load(session: Session, seeds: Iterable[Seed], now: datetime) -> int:
    """Add the seeds to the watchlist; one that was read before is brought up to date. Returns how many were new.

    New ones go in by the thousand (store.arrivals), so that a list of a million takes minutes.
    """
    new = 0
    waiting = iter(seeds)
    while part := list(islice(waiting, BATCH)):
        batch = {seed.key: seed for seed in part}
        known = _known(session, list(batch))
        arrivals.add(session, [_arrival(seed) for seed in batch.values() if seed.key not in known], now)
        new += len(batch) - len(known)
        ids = known | _known(session, [key for key in batch if key not in known])
        for seed in part:
            if seed.key in known or seed.contacts or seed.status or seed.note or batch[seed.key] is not seed:
                _bring_up(session, ids[seed.key], seed, Sighting(first=now, last=now, counts=False))
    return new


def _known(session: Session, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        query = select(OperatorRow.seed_key, OperatorRow.operator_id).where(OperatorRow.seed_key.in_(chunk))
        found |= {str(key): operator_id for key, operator_id in session.execute(query)}
    return found


def _arrival(seed: Seed) -> Arrival:
    return Arrival(seed.name, seed.key, _names(seed), countries=seed.countries, is_person=seed.is_person)


def _names(seed: Seed) -> tuple[tuple[str, NameKind], ...]:
    aliases = [(alias, watchlist.kind_of(alias, is_first=False, is_person=seed.is_person)) for alias in seed.aliases]
    return ((seed.name, NameKind.NAME), *aliases)


def _bring_up(session: Session, operator_id: int, seed: Seed, seen: Sighting) -> None:
    watchlist.add_names(session, operator_id, _names(seed), seen)
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
