"""The watchlist: a page of it, by a name, a standing, a country and in an order, and the same as a file."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.responses import Response

from core.errors import InputError
from core.terms import LegalStatus
from store import search
from store.exchange import entries, sheets
from store.search import KnownFrom, ListFilter, Order
from web.audit import handed_out
from web.desk import AtDesk
from web.languages import marked_text as N_
from web.searching import Country, without_empty

router = APIRouter(include_in_schema=False)
PAGE_SIZE = 50
EXPORTED = 5000
"""Operators that a file holds at most."""
_TOO_MANY = N_("More than 5,000 operators fit: choose fewer.")


class OperatorQuery(BaseModel):
    """Whom to show. A field that was left empty asks nothing."""

    model_config = ConfigDict(frozen=True)

    q: str = Field("", max_length=300)
    status: LegalStatus | None = None
    country: Country = ""
    sort: Order = Order.LAST_SEEN
    known_from: KnownFrom | None = None
    offset: int = Field(0, ge=0, lt=search.WIDEST)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: object) -> object:
        return without_empty(values)

    @property
    def chosen(self) -> ListFilter:
        """As the store takes it."""
        return ListFilter(self.q.strip(), self.status, self.country, self.sort, self.known_from)

    @property
    def has_choices(self) -> bool:
        """Whether more is asked than a name."""
        return bool(self.status or self.country or self.known_from or self.sort is not Order.LAST_SEEN)

    @property
    def narrows(self) -> bool:
        """Whether it leaves anybody out."""
        return bool(self.q.strip() or self.status or self.country or self.known_from)

    def address(self, path: str, *, offset: int = 0) -> str:
        """The address of the same question under another path, or of another page of it."""
        values = self.model_dump(mode="json", exclude_defaults=True, exclude={"offset"})
        pairs = values | ({"offset": offset} if offset > 0 else {})
        return f"{path}?{urlencode(pairs)}" if pairs else path


AsAsked = Annotated[OperatorQuery, Query()]


@router.get("/operators")
def operators(request: Request, desk: AtDesk, asked: AsAsked) -> Response:
    """Operators, last seen first unless another order is asked for."""
    with desk.reading() as session:
        found = search.listed(session, asked.chosen, limit=PAGE_SIZE, offset=asked.offset, widest=search.WIDEST)
    values = {"asked": asked, "found": found, "page_size": PAGE_SIZE, "widest": search.WIDEST, "ranked": search.RANKED}
    values["only_signs"] = search.only_signs(asked.q)
    return desk.page(request, "operators.html", values, section="/operators")


@router.get("/operators.csv")
def exported(request: Request, desk: AtDesk, asked: AsAsked) -> Response:
    """Those who are shown, over all pages, as `almenara watchlist export` writes them: nobody whose leads were all
    dismissed, and nobody without a name. No word is taken for another there.

    Raises:
        InputError: there are too many for a file.
    """
    with desk.reading() as session:
        ids = search.chosen_ids(session, asked.chosen, limit=EXPORTED + 1)
        if len(ids) > EXPORTED:
            raise InputError(_TOO_MANY, remedy="`almenara watchlist export` writes all.")
        rows = entries.some(session, ids, desk=desk.settings.mail.base_url)
        content = sheets.as_csv(rows.values())
    handed_out(request, desk, set(rows))
    headers = {"Content-Disposition": 'attachment; filename="almenara-operators.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)
