"""The list that a flag was opened from: which of Tonight's, which page of it, and what stands before and behind a flag.

The list goes along in the address of the flag's page and of its forms. A flag that was decided is no longer in it; it
is put back where it stood, so that the next one is the one below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query
from pydantic import BeforeValidator

from core.terms import FlagKind, FlagState
from store import views
from store.session import Session
from web.desk import EVER, now
from web.searching import Country

FLAGS_A_PAGE = 40
"""Flags that Tonight groups on one page, the newest first: more than most nights bring."""


class Reach(StrEnum):
    """How far back Tonight looks."""

    NIGHT = "night"
    WEEK = "week"
    ALL = "all"
    VISIT = "visit"
    SECOND = "second"  # what waits for a second person, whenever it came


PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]


State = Annotated[FlagState | None, BeforeValidator(lambda given: given or None), Query()]
"""A state; a form in which none was chosen sends it empty."""


@dataclass(frozen=True, slots=True)
class FlagList:
    """A page of one of Tonight's lists, or of those of its flags in a state, or from sources of a country."""

    reach: Reach
    page: int = 1
    state: FlagState | None = None
    country: str = ""

    @property
    def query(self) -> str:
        """As it stands behind an address."""
        return f"?{urlencode(self.parts)}"

    @property
    def parts(self) -> dict[str, object]:
        """The parameters by which an address or a form names it."""
        said = {"since": self.reach, "page": self.page if self.page > 1 else "", "state": self.state or ""}
        return {name: each for name, each in (said | {"country": self.country}).items() if each}

    @property
    def address(self) -> str:
        """Where the list itself is."""
        return f"/{self.query}"

    @property
    def is_narrowed(self) -> bool:
        """Whether a state or a country is chosen."""
        return bool(self.state or self.country)

    @property
    def is_nights(self) -> bool:
        """Whether it is what people see first: the beginning of the latest night's list, with nothing chosen."""
        return self.reach is Reach.NIGHT and self.page == 1 and not self.is_narrowed

    @property
    def chosen(self) -> views.FlagFilter:
        """Which flags stand in it."""
        states = (self.state,) if self.state else ()
        return views.FlagFilter(states=states, country=self.country, proposed=self.reach is Reach.SECOND)

    def at(self, page: int) -> FlagList:
        """Another page of it."""
        return replace(self, page=page)

    def reaching(self, reach: str) -> FlagList:
        """The same flags of another time."""
        return replace(self, reach=Reach(reach), page=1)


def _asked(since: Reach = Reach.NIGHT, page: PageNumber = 1, state: State = None, country: Country = "") -> FlagList:
    return FlagList(since, page, state, country)


def _named(
    since: Reach | None = None, page: PageNumber = 1, state: State = None, country: Country = ""
) -> FlagList | None:
    return FlagList(since, page, state, country) if since is not None else None


AskedList = Annotated[FlagList, Depends(_asked)]
"""The list that Tonight is asked for."""
FromList = Annotated[FlagList | None, Depends(_named)]
"""The list that a request names; None for a flag that was opened from elsewhere: a mail, an operator, a search."""


def behind(place: FlagList | None) -> str:
    """What stands behind the address of a flag, so that its list is kept."""
    return place.query if place is not None else ""


@dataclass(frozen=True, slots=True)
class Step:
    """A flag beside the one that is open, and the page of the list that it stands on."""

    flag: views.FlagSummary
    place: FlagList

    @property
    def address(self) -> str:
        """The flag's page, opened from there."""
        return f"/flags/{self.flag.flag_id}{self.place.query}"


@dataclass(frozen=True, slots=True)
class Steps:
    """What stands before and behind a flag in the list that it was opened from."""

    place: FlagList
    before: Step | None
    after: Step | None


@dataclass(frozen=True, slots=True)
class Groups:
    """A page of Tonight: leads by operator, clearances in one list."""

    leads: tuple[views.OperatorFlags, ...]
    clearances: tuple[views.FlagSummary, ...]

    @property
    def in_order(self) -> list[views.FlagSummary]:
        """Every flag once, where it stands first on the page."""
        flags = [*(flag for group in self.leads for flag in group.flags), *self.clearances]
        return list({flag.flag_id: flag for flag in flags}.values())

    @property
    def in_full(self) -> dict[int, int]:
        """Under which operator each lead stands in full: the first whom it names; 0 for those that name nobody."""
        found: dict[int, int] = {}
        for group in self.leads:
            for flag in group.flags:
                found.setdefault(flag.flag_id, group.operator.operator_id if group.operator else 0)
        return found


def begins(reach: Reach, latest: views.RunSummary | None, before: datetime | None) -> datetime:
    """From when on a list has flags; `before` is the end of the reader's last visit."""
    if reach is Reach.VISIT and before:
        return before
    if reach in (Reach.ALL, Reach.SECOND):
        return EVER
    if reach is Reach.WEEK:
        return now() - timedelta(days=7)
    return latest.started_at if latest is not None else now() - timedelta(days=1)


def listed(session: Session, place: FlagList, start: datetime, *, holding: int | None = None) -> Groups:
    """The flags of this page; `holding` is a flag that is put where it would stand if it was not there."""
    offset = FLAGS_A_PAGE * (place.page - 1)
    return _by_kind(views.tonight(session, start, place.chosen, limit=FLAGS_A_PAGE, offset=offset, holding=holding))


def steps(session: Session, place: FlagList, flag_id: int, before: datetime | None) -> Steps:
    """What stands beside a flag; at the ends of a page the next one's first, and the last of the one before."""
    start = begins(place.reach, next(iter(views.runs(session, limit=1)), None), before)
    here = listed(session, place, start, holding=flag_id).in_order
    at = next(number for number, flag in enumerate(here) if flag.flag_id == flag_id)
    above = Step(here[at - 1], place) if at else None
    below = Step(here[at + 1], place) if at + 1 < len(here) else None
    if above is None and place.page > 1:
        other = place.at(place.page - 1)
        above = next((Step(flag, other) for flag in reversed(listed(session, other, start).in_order)), None)
    if below is None:
        other = place.at(place.page + 1)
        below = next((Step(flag, other) for flag in listed(session, other, start).in_order), None)
    return Steps(place, above, below)


def _by_kind(groups: Iterable[views.OperatorFlags]) -> Groups:
    leads: list[views.OperatorFlags] = []
    clearances: dict[int, views.FlagSummary] = {}
    for group in groups:
        found = tuple(flag for flag in group.flags if flag.kind is FlagKind.LEAD)
        clearances |= {flag.flag_id: flag for flag in group.flags if flag.kind is FlagKind.CLEARANCE}
        if found:
            leads.append(views.OperatorFlags(group.operator, found))
    return Groups(tuple(leads), tuple(clearances.values()))
