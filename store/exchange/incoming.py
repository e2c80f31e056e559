"""FollowTheMoney entities read as seeds of the watchlist: our own exports, OpenSanctions' lists, anybody's.

Only those are taken who are listed for a crime, a sanction or by a court's search: a list holds many whom the
watchlist must never hold. Migrants, victims, children, officials, reporters and activists are refused, whatever else
is said of them, and who is sanctioned for a link to somebody, or by one state against another's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from core.languages import is_country
from core.names import is_handle
from core.terms import ContactType, LegalStatus, NameKind
from core.text import plain, shortened
from store.channels import doubt, spelt
from store.exchange.ftm import KEY, ROUTE, STANDING, STOP_END, STOPS
from store.exchange.ftm_lines import also, read_entities, seen, standing
from store.exchange.listed import BODIES, SCHEMATA, is_name, never, refusal, wanted
from store.exchange.owned import accounts_of, by, contacts_of, values
from store.seeds import cells
from store.seeds.seed import OURS, Seed, SeedStatus

_KINDS = {"alias": NameKind.ALIAS, "weakAlias": NameKind.WEAK_ALIAS, "previousName": NameKind.PREVIOUS_NAME}


READ_BESIDE = {"Documentation", "Article", "UserAccount", "Ownership", "BankAccount"}
"""What is read of whom it is of."""

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
    seed: Seed | None = None  # where all of it is not taken: who is known here all the same is told
    is_protected: bool = False  # it is one of those who are never listed
    is_whole: bool = False  # the seed is all that the list says, to be taken where somebody said `sure` of it before
    operator_id: int | None = None  # as which it is known here all the same

    @classmethod
    def of(cls, seed: Seed, why: str, *, is_protected: bool = False, is_whole: bool = False) -> Untaken:
        """A seed that was not taken."""
        return cls(seed.where or seed.key, seed.name, why, seed, is_protected, is_whole)


@dataclass(slots=True)
class Incoming:
    """What a file gave."""

    name: str  # of the list
    seeds: list[Seed] = field(default_factory=list)
    cleared: list[Seed] = field(default_factory=list)  # whom the list clears: never added, for that is no reason
    untaken: list[Untaken] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)  # of other kinds, such as vessels: how many of each schema

    @property
    def doubts(self) -> list[tuple[str, str]]:
        """Numbers of rows that are taken by which nobody is found: whose, and where with the remedy."""
        return [(seed.name, told) for seed in (*self.seeds, *self.cleared) for told in seed.doubts]


def read_ftm(path: Path) -> Incoming:
    """Read a file of FollowTheMoney JSON lines.

    Raises:
        InputError: it can't be read, or a line is no entity; names the line.
    """
    entities = read_entities(path)
    found = Incoming(path.name)
    accounts = accounts_of(entities)
    said = by(entities, "Documentation", "entity")
    articles = {key: entity for key, entity in entities.items() if entity["schema"] == "Article"}
    for key, entity in entities.items():
        if entity["schema"] not in SCHEMATA | BODIES:
            found.passed.update({str(entity["schema"])} - READ_BESIDE)
            continue
        stands = {word.removeprefix(STANDING) for word in values(entity, "keywords") if word.startswith(STANDING)}
        is_cleared = stands == {LegalStatus.CLEARED.value}  # where lines of one entity contradict each other it is not
        if why := never(entity):
            found.untaken.append(Untaken.of(_known_as(key, entity), why, is_protected=True))
            continue
        if why := refusal(entity, is_cleared=is_cleared):
            found.untaken.append(Untaken.of(_known_as(key, entity), why))
            continue
        points = list(contacts_of(entity, accounts.get(key, ())))
        usable = [point for point in points if cells.can_be(*point, _countries(entity))]
        seed = _seed(key, entity, usable, _said(said.get(key, ()), articles))
        found.untaken += [
            Untaken(key, f"{seed.name}, {kind.value} {shortened(value, 80)}", NO_POINT)
            for kind, value in points
            if (kind, value) not in usable
        ]
        (found.cleared if is_cleared else found.seeds).append(seed)
    return found


def _known_as(key: str, entity: Mapping[str, object]) -> Seed:
    """As much of somebody who is not taken as tells whether the watchlist has them."""
    own = [word.removeprefix(KEY) for word in values(entity, "keywords") if word.startswith(KEY)]
    names = [*values(entity, "name"), *values(entity, "alias"), ""]
    kinds = tuple((name, NameKind.ALIAS) for name in names[1:] if name)
    return Seed(next(iter(own), key), names[0], kinds=kinds, also=also(entity))


def _seed(
    key: str,
    entity: Mapping[str, object],
    points: Sequence[tuple[ContactType, str]],
    said: tuple[SeedStatus, ...],
) -> Seed:
    first, *more = filter(is_name, map(plain, values(entity, "name")))
    kinds = [(name, NameKind.ALIAS) for name in more]
    for written, kind in _KINDS.items():
        names = filter(is_name, map(plain, values(entity, written)))
        kinds += [(name, NameKind.HANDLE if is_handle(name) else kind) for name in names]
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
        doubts=tuple(
            f"{key}: {kind.value} {shortened(value, 80)!r} {why}"
            for kind, value in points
            if (why := doubt(kind, value, countries))
        ),
        is_person=None if entity["schema"] == "LegalEntity" else entity["schema"] == "Person",
        note="\n".join(note for note in notes if note not in routes),
        routes=tuple(routes.values()),
        said=said,
        seen=seen(entity),
        topics=_topics(entity),
        also=also(entity),
    )


def _topics(entity: Mapping[str, object]) -> tuple[str, ...]:
    """For what its list has it; a watchlist like this one says it by keywords of ours."""
    keywords = values(entity, "keywords")
    return tuple(tag for tag in OURS if tag in keywords) or tuple(wanted(entity))


def _countries(entity: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(filter(is_country, map(str.upper, values(entity, "country"))))


def _route(note: str) -> tuple[str, tuple[str, ...]] | None:
    """What a note of ours says; None of others, "Route: Tapachula to Tijuana" among them."""
    countries, _by_way, stops = note.removeprefix(ROUTE).partition(STOPS)
    if not note.startswith(ROUTE) or not countries.split() or not all(map(is_country, countries.split())):
        return None
    written = stops.split(STOP_END if stops.endswith(STOP_END) else ", ")
    return countries, tuple(stop.strip() for stop in written if stop.strip())


def _said(
    documentations: Iterable[Mapping[str, object]], articles: Mapping[str, Mapping[str, object]]
) -> tuple[SeedStatus, ...]:
    stands = [(each, standing(each)) for each in documentations]
    return tuple(_status(each, *found, articles) for each, found in stands if found is not None)


def _status(
    documentation: Mapping[str, object],
    status: LegalStatus,
    on: date | None,
    articles: Mapping[str, Mapping[str, object]],
) -> SeedStatus:
    about = [documentation, *(articles[key] for key in values(documentation, "document") if key in articles)]
    return SeedStatus(
        status=status,
        on=on or datetime.now(UTC).date(),
        is_dated=on is not None,
        url=next((url for each in about for url in values(each, "sourceUrl")), ""),
        sentence=next(iter(values(documentation, "summary")), ""),
        publisher=next((name for each in about for name in values(each, "publisher")), ""),
    )
