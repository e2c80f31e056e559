"""Two operators that somebody chooses to lay side by side, by numbers or by names.

A name that one operator bears leads on; where several bear it, a page asks which is meant, and where nobody does, it
says so and leads to the watchlist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from core.languages import cut
from core.text import plain
from store import search, views
from store.indexing.words import words_of
from store.search import ListFilter
from store.session import Session
from web.desk import MAX_ID, AtDesk
from web.languages import marked_text as N_
from web.templating import NAME_LIMIT

router = APIRouter(include_in_schema=False)
MEANT = 10
"""Operators that one name is asked about."""
_TWICE = N_("That is one and the same operator twice: choose two.")
_NOBODY = N_("Nobody on the watchlist is found by that.")
_UNNAMED = N_("Type a name or a number.")
_OFFERED = re.compile(r"(?s)(.*) \((\d{1,10})\)")
"""As the list of the form offers somebody: a name, and the number."""

Whom = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True)
class Side:
    """Who may be meant."""

    field: str  # of the form
    typed: str
    found: tuple[views.OperatorSummary, ...]  # the one alone where it is clear
    more: bool = False
    entry: int | None = None  # that was named by its number
    mended: tuple[tuple[str, tuple[str, ...]], ...] = ()  # as store.search.Asked has it

    @property
    def chosen(self) -> int | None:
        """The number of who is meant, where it is clear: whichever entry was typed, and no other word's."""
        return self.entry or (self.found[0].operator_id if len(self.found) == 1 and not self.mended else None)

    @property
    def amiss(self) -> str:
        """Why nobody is meant; "" where somebody is."""
        return "" if self.found else _NOBODY if self.typed else _UNNAMED


@router.get("/pairs/compare")
def compare(request: Request, desk: AtDesk, one: Whom = "", other: Whom = "") -> Response:
    """Two operators that somebody chose, side by side; or which of several are meant."""
    with desk.reading() as session:
        sides = (_side(session, "one", one), _side(session, "other", other))
    left, right = (side.chosen for side in sides)
    if left is not None and right is not None and left != right:
        return RedirectResponse(f"/pairs/{left}/{right}", status_code=303)
    problem = _TWICE if left is not None and left == right else ""
    wrong = problem or any(side.amiss for side in sides)
    values = {"sides": sides, "problem": problem, "problem_more": ""}
    return desk.page(request, "compare.html", values, section="/pairs", status=422 if wrong else 200)


def twice(operator_id: int) -> str:
    """Where it is said that one operator is no pair."""
    return f"/pairs/compare?{urlencode({'one': operator_id, 'other': operator_id})}"


def _side(session: Session, field: str, typed: str) -> Side:
    typed = typed.strip()
    offered = _OFFERED.fullmatch(typed)
    number = typed if _is_number(typed) else offered[2] if offered else ""
    if number and 0 < int(number) <= MAX_ID and views.names_of(session, {int(number)}):
        line = views.operator_line(session, int(number))
        if offered is None or cut(plain(line.name), NAME_LIMIT) == offered[1]:
            return Side(field, typed, (line,), entry=int(number))
    listed = search.listed(session, ListFilter(typed), limit=MEANT) if typed else search.Listing([])
    words = list(words_of(typed))
    exact = [
        line for line in listed.operators if words in [list(words_of(each)) for each in (line.name, *line.aliases)]
    ]
    alone = exact if len(exact) == 1 and not listed.more else listed.operators
    return Side(field, typed, tuple(alone), listed.more, mended=listed.mended)


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= 10
