"""FollowTheMoney entities read as seeds of the watchlist: our own exports, OpenSanctions' lists, anybody's.

Only those are taken who are listed for a crime, a sanction or by a court's search: a list holds many whom the
watchlist must never hold. Migrants, victims, officials, reporters and activists are refused, whatever else is said
of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from core.errors import InputError, words_of
from core.languages import is_country
from core.names import is_handle, name_key
from core.terms import ContactType, LegalStatus, NameKind
from core.text import shortened
from store import seed_cells
from store.channels import spelt
from store.exchange.ftm import KEY, LEAD, ROUTE, STANDING, STOP_END, STOPS
from store.exchange.owned import accounts_of, by, contacts_of, values
from store.seed import Seed, SeedStatus

SCHEMATA = {"Person", "Organization", "Company", "LegalEntity"}
WANTED = ("crime", "sanction", "wanted", "debarment")
"""Topics (with those below them) of which one has to be there."""

NEVER = ("asylum", "role.journo", "role.act", "role.pep", "role.judge", "role.lawyer", "role.diplo", "role.civil",
         "role.victim", "gov", "forced.labor")  # fmt: skip
"""Topics (with those below them) of people who are never listed here."""

_KINDS = {"alias": NameKind.ALIAS, "weakAlias": NameKind.WEAK_ALIAS, "previousName": NameKind.PREVIOUS_NAME}


CLEARED_THERE = "stands cleared where the list was made, and is not known here"
"""Why such an operator is not taken: what cleared it there is no reason to list it here."""


NO_POINT = "a contact point that nobody can be reached by; the rest of the entry is taken"
"""Why such a point is not taken: two who are given with 'n/a' would share it."""


@dataclass(frozen=True, slots=True)
class Untaken:
    """One of a list who was not taken, or one of their contact points."""

    where: str  # its line, or its key where the list has no lines
    name: str
    why: str

    @classmethod
    def of(cls, seed: Seed, why: str) -> Untaken:
        """A seed that was not taken."""
        return cls(seed.where or seed.key, seed.name, why)


@dataclass(slots=True)
class Incoming:
    """What a file gave."""

    name: str  # of the list
    seeds: list[Seed] = field(default_factory=list)
    cleared: list[Seed] = field(default_factory=list)  # whom the list clears: never added, for that is no reason
    untaken: list[Untaken] = field(default_factory=list)


def read_ftm(path: Path) -> Incoming:
    """Read a file of FollowTheMoney JSON lines.

    Raises:
        InputError: it can't be read, or a line is no entity; names the line.
    """
    entities: dict[str, dict[str, object]] = {}
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    entity = _parse(line, f"{path}, line {number}")
                    entities[str(entity["id"])] = entity
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: {words_of(error)}.", remedy="Name a file of FollowTheMoney JSON lines in UTF-8."
        ) from error
    return _incoming(path.name, entities)


def _incoming(name: str, entities: Mapping[str, Mapping[str, object]]) -> Incoming:
    found = Incoming(name)
    accounts = accounts_of(entities)
    said = by(entities, "Documentation", "entity")
    articles = {key: entity for key, entity in entities.items() if entity["schema"] == "Article"}
    for key, entity in entities.items():
        if entity["schema"] not in SCHEMATA:
            continue
        is_cleared = f"{STANDING}{LegalStatus.CLEARED}" in values(entity, "keywords")
        if why := _refusal(entity, is_cleared=is_cleared):
            found.untaken.append(Untaken(key, next(iter(values(entity, "name")), ""), why))
            continue
        points = list(contacts_of(entity, accounts.get(key, ())))
        usable = [point for point in points if seed_cells.can_be(*point, _countries(entity))]
        seed = _seed(key, entity, usable, _said(said.get(key, ()), articles))
        found.untaken += [
            Untaken(key, f"{seed.name}, {kind.value} {shortened(value, 80)}", NO_POINT)
            for kind, value in points
            if (kind, value) not in usable
        ]
        (found.cleared if is_cleared else found.seeds).append(seed)
    return found


def _refusal(entity: Mapping[str, object], *, is_cleared: bool) -> str:
    topics = values(entity, "topics")
    if any(_within(topic, NEVER) for topic in topics):
        return "people who are never listed here"
    is_wanted = any(_within(topic, WANTED) for topic in topics)
    if not (is_wanted or is_cleared or LEAD in values(entity, "keywords")):
        return "no topic that belongs on the watchlist"
    return "" if any(name_key(name).core for name in values(entity, "name")) else "no name"


def _seed(
    key: str,
    entity: Mapping[str, object],
    points: Iterable[tuple[ContactType, str]],
    said: tuple[SeedStatus, ...],
) -> Seed:
    first, *more = [name for name in values(entity, "name") if name_key(name).core]
    kinds = [(name, NameKind.ALIAS) for name in more]
    for written, kind in _KINDS.items():
        kinds += [(n, NameKind.HANDLE if is_handle(n) else kind) for n in values(entity, written)]
    notes = values(entity, "notes")
    routes = {note: route for note in notes if (route := _route(note)) is not None}
    countries = _countries(entity)
    own = [word.removeprefix(KEY) for word in values(entity, "keywords") if word.startswith(KEY)]
    return Seed(
        key=next(iter(own), key),
        name=first,
        kinds=tuple(kinds),
        contacts=tuple((kind, spelt(kind, value, countries)) for kind, value in points),
        countries=countries,
        is_person=entity["schema"] == "Person",
        note="\n".join(note for note in notes if note not in routes),
        routes=tuple(routes.values()),
        said=said,
        seen=_seen(entity),
    )


def _countries(entity: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(filter(is_country, map(str.upper, values(entity, "country"))))


def _route(note: str) -> tuple[str, tuple[str, ...]] | None:
    """What a note of ours says; None of others, "Route: Tapachula to Tijuana" among them."""
    countries, _by_way, stops = note.removeprefix(ROUTE).partition(STOPS)
    if not note.startswith(ROUTE) or not countries.split() or not all(map(is_country, countries.split())):
        return None
    written = stops.split(STOP_END if stops.endswith(STOP_END) else ", ")
    return countries, tuple(stop.strip() for stop in written if stop.strip())


def _standing(documentation: Mapping[str, object]) -> tuple[LegalStatus, date] | None:
    """A standing of ours and its day; ValueError where the day is a year alone, or still to come."""
    known = [value for value in values(documentation, "status") if value in set(LegalStatus)]
    days = values(documentation, "date")
    on = seed_cells.day(days[0].partition("T")[0]) if known and days else None
    return (LegalStatus(known[0]), on) if on is not None else None


def _said(
    documentations: Iterable[Mapping[str, object]], articles: Mapping[str, Mapping[str, object]]
) -> tuple[SeedStatus, ...]:
    stands = [(each, _standing(each)) for each in documentations]
    return tuple(_status(each, *standing, articles) for each, standing in stands if standing is not None)


def _status(
    documentation: Mapping[str, object],
    status: LegalStatus,
    on: date,
    articles: Mapping[str, Mapping[str, object]],
) -> SeedStatus:
    about = [documentation, *(articles[key] for key in values(documentation, "document") if key in articles)]
    return SeedStatus(
        status=status,
        on=on,
        url=next((url for each in about for url in values(each, "sourceUrl")), ""),
        sentence=next(iter(values(documentation, "summary")), ""),
        publisher=next((name for each in about for name in values(each, "publisher")), ""),
    )


def _seen(entity: Mapping[str, object]) -> tuple[datetime, datetime] | None:
    moments = [str(entity.get(name) or "") for name in ("first_seen", "last_seen")]
    if not all(moments):
        return None
    first, last = (datetime.fromisoformat(moment) for moment in moments)
    return first.replace(tzinfo=first.tzinfo or UTC), last.replace(tzinfo=last.tzinfo or UTC)


def _parse(line: str, where: str) -> dict[str, object]:
    try:
        entity = json.loads(line)
        if not isinstance(entity, dict):
            raise TypeError("it is no JSON object")
        if not isinstance(entity["id"], str) or not isinstance(entity["schema"], str):
            raise TypeError("id and schema are no strings")
        values(entity, "name")
        _seen(entity)
        if entity["schema"] == "Documentation":
            _standing(entity)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{where}: no FollowTheMoney entity ({error}).", remedy="A line is {id, schema, properties}."
        ) from error
    return dict(entity)


def _within(topic: str, roots: Iterable[str]) -> bool:
    return any(topic == root or topic.startswith(f"{root}.") for root in roots)
