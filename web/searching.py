"""A search as it stands in an address: read, checked, and written again with changes."""

from __future__ import annotations

import re
from datetime import UTC, date, tzinfo
from typing import Annotated, Self
from urllib.parse import urlencode

from fastapi import Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from core.errors import InputError
from core.languages import is_country
from core.terms import DocumentLabel, FlagState, LegalStatus, SourceKind
from core.text import plain, shortened
from store.search import SearchFilter
from web.desk import MAX_ID
from web.languages import marked_text as N_

_HALF_A_LEG = N_("A leg of a route is looked for by both its ends: choose the other one, too.")


def _as_written(value: object) -> object:
    """A day as ISO writes it; a bare number would be read as seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise ValueError("a day is written as 2021-01-23")
    return value


def without_empty(values: object) -> object:
    """The fields of a form as a person fills them in: one that was left empty asks nothing, and a country is the
    same in small letters."""
    if not isinstance(values, dict):
        return values
    filled = {name: each for name, each in values.items() if each != ""}
    codes = {name: filled[name] for name in ("country", "leg_from", "leg_to") if name in filled}
    return filled | {name: each.upper() for name, each in codes.items() if isinstance(each, str)}


Day = Annotated[date, BeforeValidator(_as_written)]


def _known_country(code: str) -> str:
    """Raises ValueError where it is none: an answer that nothing was found would not say why."""
    if code and not is_country(code):
        raise ValueError(f"{shortened(plain(code), 20)} is no country's code: write two letters, as CL")
    return code


Country = Annotated[
    str,
    BeforeValidator(lambda sent: sent.upper() if isinstance(sent, str) else sent),
    AfterValidator(_known_country),
    Field(max_length=2, description="Two letters, as CL."),
]


class SearchQuery(BaseModel):
    """What is looked for. A field that was left empty asks nothing."""

    model_config = ConfigDict(frozen=True)

    q: str = Field(
        "",
        max_length=300,
        description='Words, "phrases", -words that must not stand there, phones; or one address of a page.',
    )
    country: Country = Field("", description="Where the source publishes.")
    leg_from: Country = Field("", description="A leg of the route: from ...")
    leg_to: Country = Field("", description="... to.")
    since: Day | None = Field(None, description="Of publication, else of first sight, in the nights' time zone.")
    until: Day | None = Field(None, description="With this day.")
    kind: SourceKind | None = None
    label: DocumentLabel | None = None
    state: FlagState | None = None
    status: LegalStatus | None = None
    versions: bool = Field(False, description="Also texts that the page no longer shows.")
    before: int | None = Field(None, ge=1, le=MAX_ID, description="The cursor: `next` of the page before.")

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: object) -> object:
        return without_empty(values)

    def chosen(self, zone: tzinfo) -> SearchFilter:
        """The filters as the store takes them, with days of `zone`, in which pages print them; half a leg is none, and
        days the wrong way round are turned."""
        turned = self.since is not None and self.until is not None and self.until < self.since
        first, last = (self.until, self.since) if turned else (self.since, self.until)
        return SearchFilter(
            country=self.country,
            leg=(self.leg_from, self.leg_to) if self.leg_from and self.leg_to else None,
            since=first,
            until=last,
            source_kind=self.kind,
            label=self.label,
            state=self.state,
            status=self.status,
            versions=self.versions,
            zone=zone,
        )

    @property
    def has_filters(self) -> bool:
        """Whether anything is chosen."""
        return not self.chosen(UTC).is_empty

    @property
    def has_half_a_leg(self) -> bool:
        """Whether a leg of the route lacks one of its ends, and so asks nothing."""
        return bool(self.leg_from) != bool(self.leg_to)

    @property
    def asks_nothing(self) -> bool:
        """Whether the form is empty."""
        return not self.q.strip() and not self.has_filters

    def address(self, path: str, *, before: int | None = None) -> str:
        """The address of the same search under another path, or of its next page."""
        values = self.model_dump(mode="json", exclude_defaults=True, exclude={"before"})
        pairs = values | ({"before": before} if before else {})
        return f"{path}?{urlencode(pairs)}" if pairs else path


class ExactQuery(SearchQuery):
    """As a program asks: what it doesn't ask for it leaves out; an empty day, turned days or half a leg are faults."""

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: object) -> object:
        return values

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.has_half_a_leg:
            raise ValueError("a leg has two ends: leg_from and leg_to")
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"until ({self.until}) is before since ({self.since})")
        return self


def refuse_half_a_leg(asked: SearchQuery) -> None:
    """Where what is found leaves the page, nobody would see that half a leg asked nothing.

    Raises:
        InputError: a leg of the route lacks one of its ends.
    """
    if asked.has_half_a_leg:
        raise InputError(_HALF_A_LEG)


AsAsked = Annotated[SearchQuery, Query()]
AskedExactly = Annotated[ExactQuery, Query()]
