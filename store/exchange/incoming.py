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
from store.exchange.ftm import KEY, LEAD, ROUTE, SERVICES, STANDING, STOP_END, STOPS
from store.seeds import Seed, SeedStatus

SCHEMATA = {"Person", "Organization", "Company", "LegalEntity"}
WANTED = ("crime", "sanction", "wanted", "debarment")
"""Topics (with those below them) of which one has to be there."""

NEVER = ("asylum", "role.journo", "role.act", "role.pep", "role.judge", "role.lawyer", "role.diplo", "role.civil",
         "role.victim", "gov", "forced.labor")  # fmt: skip
"""Topics (with those below them) of people who are never listed here."""

_SERVICES = {service.lower(): kind for kind, service in SERVICES.items()}
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
    accounts = _by(entities, "UserAccount", "owner")
    said = _by(entities, "Documentation", "entity")
    articles = {key: entity for key, entity in entities.items() if entity["schema"] == "Article"}
    for key, entity in entities.items():
        if entity["schema"] not in SCHEMATA:
            continue
        is_cleared = f"{STANDING}{LegalStatus.CLEARED}" in _values(entity, "keywords")
        if why := _refusal(entity, is_cleared=is_cleared):
            found.untaken.append(Untaken(key, next(iter(_values(entity, "name")), ""), why))
            continue
        points = list(_contacts(entity, accounts.get(key, ())))
        usable = [point for point in points if seed_cells.can_be(*point)]
        seed = _seed(key, entity, usable, _said(said.get(key, ()), articles))
        found.untaken += [
            Untaken(key, f"{seed.name}, {kind.value} {shortened(value, 80)}", NO_POINT)
            for kind, value in points
            if (kind, value) not in usable
        ]
        (found.cleared if is_cleared else found.seeds).append(seed)
    return found


def _refusal(entity: Mapping[str, object], *, is_cleared: bool) -> str:
    topics = _values(entity, "topics")
    if any(_within(topic, NEVER) for topic in topics):
        return "people who are never listed here"
    is_wanted = any(_within(topic, WANTED) for topic in topics)
    if not (is_wanted or is_cleared or LEAD in _values(entity, "keywords")):
        return "no topic that belongs on the watchlist"
    return "" if any(name_key(name).core for name in _values(entity, "name")) else "no name"


def _seed(
    key: str,
    entity: Mapping[str, object],
    points: Iterable[tuple[ContactType, str]],
    said: tuple[SeedStatus, ...],
) -> Seed:
    first, *more = [name for name in _values(entity, "name") if name_key(name).core]
    kinds = [(name, NameKind.ALIAS) for name in more]
    for written, kind in _KINDS.items():
        kinds += [(n, NameKind.HANDLE if is_handle(n) else kind) for n in _values(entity, written)]
    notes = _values(entity, "notes")
    routes = {note: route for note in notes if (route := _route(note)) is not None}
    countries = tuple(filter(is_country, map(str.upper, _values(entity, "country"))))
    own = [word.removeprefix(KEY) for word in _values(entity, "keywords") if word.startswith(KEY)]
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


def _contacts(
    entity: Mapping[str, object], accounts: Iterable[Mapping[str, object]]
) -> Iterable[tuple[ContactType, str]]:
    yield from ((ContactType.PHONE, value) for value in _values(entity, "phone"))
    yield from ((ContactType.EMAIL, value) for value in _values(entity, "email"))
    yield from ((ContactType.URL, value) for value in _values(entity, "website"))
    for account in accounts:
        kind = _SERVICES.get(next(iter(_values(account, "service")), "").lower())
        if kind is not None:
            yield from ((kind, value) for value in _values(account, "username"))


def _route(note: str) -> tuple[str, tuple[str, ...]] | None:
    """What a note of ours says; None of others, "Route: Tapachula to Tijuana" among them."""
    countries, _by_way, stops = note.removeprefix(ROUTE).partition(STOPS)
    if not note.startswith(ROUTE) or not countries.split() or not all(map(is_country, countries.split())):
        return None
    written = stops.split(STOP_END if stops.endswith(STOP_END) else ", ")
    return countries, tuple(stop.strip() for stop in written if stop.strip())


def _standing(documentation: Mapping[str, object]) -> tuple[LegalStatus, date] | None:
    """A standing of ours and its day; ValueError where the day is a year alone, or still to come."""
    known = [value for value in _values(documentation, "status") if value in set(LegalStatus)]
    days = _values(documentation, "date")
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
    about = [documentation, *(articles[key] for key in _values(documentation, "document") if key in articles)]
    return SeedStatus(
        status=status,
        on=on,
        url=next((url for each in about for url in _values(each, "sourceUrl")), ""),
        sentence=next(iter(_values(documentation, "summary")), ""),
        publisher=next((name for each in about for name in _values(each, "publisher")), ""),
    )


def _seen(entity: Mapping[str, object]) -> tuple[datetime, datetime] | None:
    moments = [str(entity.get(name) or "") for name in ("first_seen", "last_seen")]
    if not all(moments):
        return None
    first, last = (datetime.fromisoformat(moment) for moment in moments)
    return first.replace(tzinfo=first.tzinfo or UTC), last.replace(tzinfo=last.tzinfo or UTC)


def _by(entities: Mapping[str, Mapping[str, object]], schema: str, name: str) -> dict[str, list[Mapping[str, object]]]:
    found: dict[str, list[Mapping[str, object]]] = {}
    for entity in entities.values():
        if entity["schema"] == schema:
            for key in _values(entity, name):
                found.setdefault(key, []).append(entity)
    return found


def _parse(line: str, where: str) -> dict[str, object]:
    try:
        entity = json.loads(line)
        if not isinstance(entity, dict):
            raise TypeError("it is no JSON object")
        if not isinstance(entity["id"], str) or not isinstance(entity["schema"], str):
            raise TypeError("id and schema are no strings")
        _values(entity, "name")
        _seen(entity)
        if entity["schema"] == "Documentation":
            _standing(entity)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{where}: no FollowTheMoney entity ({error}).", remedy="A line is {id, schema, properties}."
        ) from error
    return dict(entity)


def _values(entity: Mapping[str, object], name: str) -> list[str]:
    properties = entity.get("properties") or {}
    if not isinstance(properties, dict):
        raise TypeError("properties are no object")
    values = properties.get(name, [])
    return [str(value).strip() for value in (values if isinstance(values, list) else [values]) if str(value).strip()]


def _within(topic: str, roots: Iterable[str]) -> bool:
    return any(topic == root or topic.startswith(f"{root}.") for root in roots)
