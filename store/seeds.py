"""Seeds: operators that are known from elsewhere, read from a simple CSV into the watchlist (other forms:
store.exchange).

What each column takes stands in docs/WATCHLIST.md; store.seed_cells reads it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import ColumnElement, select

from core.errors import InputError, words_of
from core.names import name_key
from core.records import Route
from core.terms import ContactType, LegalStatus, NameKind
from core.text import with_separator
from store import arrivals, audit, seed_cells, watchlist
from store.arrivals import Arrival
from store.filing import Filing
from store.session import Session
from store.tables import OperatorRow, OperatorStatusRow
from store.tables.base import CHUNK, clean
from store.watchlist import Sighting

BATCH = 50_000
"""Seeds that go in together."""

COLUMNS = ("name", "aliases", "contacts", "countries", "person", "status", "date", "url", "note", "key")

CAUTION = "caution"
"""A column of the lists that we write, with what no row is to be read without. It is not read back."""

PREVIOUS = "previous: "
"""What marks an alias that somebody no longer bears."""


@dataclass(frozen=True, slots=True)
class SeedStatus:
    """What somebody said of a seed's standing."""

    status: LegalStatus
    on: date
    url: str = ""
    sentence: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Seed:
    """One operator."""

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
    kinds: tuple[tuple[str, NameKind], ...] = ()  # more names, of kinds that the list itself tells
    said: tuple[SeedStatus, ...] = ()  # more that was said of its standing
    routes: tuple[tuple[str, tuple[str, ...]], ...] = ()  # "CO EC PE", waypoints
    seen: tuple[datetime, datetime] | None = None  # first and last, by the list's own word


def read_csv(path: Path) -> list[Seed]:
    """Read a file of seeds, UTF-8, with a line of column names; commas or semicolons part the cells.

    Raises:
        InputError: the file can't be read, a column is unknown, or a value can't be used; names the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines, separator = with_separator(file)
            return seeds_of_rows(path, csv.reader(lines, delimiter=separator))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: {words_of(error)}.", remedy="Save it as CSV in UTF-8.") from error


def seeds_of_rows(path: Path, rows: Iterable[Sequence[str]]) -> list[Seed]:
    """Seeds of rows of cells, the first with the names of the columns; empty rows are passed over.

    Raises:
        InputError: a column is unknown, or a value can't be used; names the line.
    """
    lines = iter(rows)
    names = [name.strip().lower() for name in next(lines, ())]
    _check_columns(path, names)
    found = []
    for number, cells in enumerate(lines, 2):
        if any(cell.strip() for cell in cells):
            where = f"{path}, line {number}"
            if any(cell.strip() for cell in cells[len(names) :]):
                raise InputError(f"{where}: more cells than columns.", remedy="Put a cell with separators in quotes.")
            found.append(_seed(dict(zip(names, cells, strict=False)), where=where))
    return found


def load(session: Session, seeds: Iterable[Seed], now: datetime, *, who: str = audit.MACHINE) -> int:
    """Add the seeds to the watchlist; one that was read before is brought up to date. Returns how many were new.

    New ones go in by the thousand (store.arrivals), so that a list of a million takes minutes.
    """
    read = new = 0
    filing = Filing()
    waiting = iter(seeds)
    while part := list(islice(waiting, BATCH)):
        batch = {seed.key: seed for seed in part}
        known = _known(session, list(batch))
        fresh = [seed for seed in batch.values() if seed.key not in known]
        arrivals.add(session, [_arrival(seed, now) for seed in fresh], filing)
        ids = known | _known(session, [seed.key for seed in fresh])
        for seed in part:
            if seed.key in known or _says_more(seed) or batch[seed.key] is not seed:
                first, last = seed.seen or (now, now)
                _bring_up(session, ids[seed.key], seed, Sighting(first=first, last=last, counts=False))
        read, new = read + len(part), new + len(fresh)
    filing.file(session)
    audit.record(session, "watchlist read in", who, details={"seeds": read, "new": new})
    return new


def _known(session: Session, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        query = select(OperatorRow.seed_key, OperatorRow.operator_id).where(OperatorRow.seed_key.in_(chunk))
        found |= {str(key): operator_id for key, operator_id in session.execute(query)}
    return found


def _arrival(seed: Seed, now: datetime) -> Arrival:
    seen = seed.seen or (now, now)
    return Arrival(
        seed.name,
        seed.key,
        _names(seed),
        seen,
        countries=seed.countries,
        contacts=seed.contacts,
        is_person=seed.is_person,
    )


def _says_more(seed: Seed) -> bool:
    """Whether it brings more than names, countries and contact points."""
    return bool(seed.status or seed.note or seed.said or seed.routes)


def _names(seed: Seed) -> tuple[tuple[str, NameKind], ...]:
    return ((seed.name, NameKind.NAME), *seed.kinds, *(_kind_of(alias, seed) for alias in seed.aliases))


def _bring_up(session: Session, operator_id: int, seed: Seed, seen: Sighting) -> None:
    watchlist.add_names(session, operator_id, _names(seed), seen)
    watchlist.add_contacts(session, operator_id, seed.contacts, seen)
    for countries, waypoints in seed.routes:
        watchlist.add_route(session, operator_id, Route(tuple(countries.split()), waypoints), seen)
    watchlist.touch(session, operator_id, seed.countries, seen)
    session.get_one(OperatorRow, operator_id).note = seed.note
    if seed.status is not None:
        said_on = seed.said_on or seen.first.date()
        _say(session, operator_id, SeedStatus(seed.status, said_on, seed.url, seed.note))
    for said in seed.said:
        _say(session, operator_id, said, OperatorStatusRow.said_on == said.on)


def _kind_of(alias: str, seed: Seed) -> tuple[str, NameKind]:
    if alias.startswith(PREVIOUS):
        return alias.removeprefix(PREVIOUS), NameKind.PREVIOUS_NAME
    return alias, watchlist.kind_of(alias, is_first=False, is_person=seed.is_person)


def _say(session: Session, operator_id: int, said: SeedStatus, *day: ColumnElement[bool]) -> None:
    """Note what was said, once; `day` where the list itself tells it: a row without one bears the day of reading."""
    about = {"operator_id": operator_id, "status": said.status.value, "document_id": None, "url": clean(said.url)}
    row = session.scalars(select(OperatorStatusRow).filter_by(**about).where(*day)).first()
    if row is None:
        row = OperatorStatusRow(**about, said_on=said.on, sentence=clean(said.sentence), publisher="")
        session.add(row)
    row.publisher = row.publisher or clean(said.publisher)
    session.flush()


def _check_columns(path: Path, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in (*COLUMNS, CAUTION)]
    if "name" not in names or unknown:
        what = f"unknown column {unknown[0]!r}" if unknown else "no column `name`"
        raise InputError(f"{path}: {what}.", remedy=f"Columns are {', '.join(COLUMNS)}.")


def _seed(row: Mapping[str, str], *, where: str) -> Seed:
    value = {name: seed_cells.as_meant(text.strip()) for name, text in row.items()}
    name = value.get("name", "")
    if not name_key(name).core:
        raise InputError(f"{where}: {name!r} is no name.", remedy="Give every row a name with letters.")
    try:
        countries = seed_cells.countries(value.get("countries", ""))
        return Seed(
            key=value.get("key") or name,
            name=name,
            aliases=seed_cells.parts(value.get("aliases", "")),
            contacts=tuple(seed_cells.contact(part, countries) for part in seed_cells.parts(value.get("contacts", ""))),
            countries=countries,
            is_person=seed_cells.is_person(value.get("person", "")),
            status=seed_cells.status(value.get("status", "")),
            said_on=seed_cells.day(value.get("date", "")),
            url=value.get("url", ""),
            note=value.get("note", ""),
        )
    except ValueError as error:
        raise InputError(f"{where}: {error}.", remedy="docs/WATCHLIST.md says what each column takes.") from error
