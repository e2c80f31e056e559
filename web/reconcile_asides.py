"""What OpenRefine's own page asks of the service beside its queries: what may be typed, which columns may be added, and
a card of one operator. Its queries come from its server, these from the browser."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from core.errors import NotFoundError
from core.terms import LegalStatus
from store.exchange.cautions import caution, is_accused
from store.search import SearchFilter, find_operators, understand
from store.views import OperatorSummary
from web.audit import answered
from web.desk import AtDesk
from web.guard import is_loopback, place_of
from web.reconcile_columns import lines_of, proposed
from web.schemas import Fault

router = APIRouter(tags=["match"], responses={400: {"model": Fault}, 422: {"model": Fault}})
MOST_SUGGESTED, MOST_PASSED = 10, 1000
TYPE = {"id": "LegalEntity", "name": "Operator (a lead, not a finding)"}
_CLEARED_TYPE = {"id": "LegalEntity", "name": "Cleared (no lead)"}
_DISMISSED_TYPE = {"id": "LegalEntity", "name": "Dismissed (no lead)"}
_WITHDRAWN_TYPE = {"id": "LegalEntity", "name": "Withdrawn (no lead)"}
_SAID = {
    "alias": "another name",
    "phone": "a phone number in any spelling; WhatsApp",
    "email": "an e-mail address",
    "website": "a domain or an address of the web",
    "country": "a code, or its name in Spanish, English or Portuguese",
}

Prefix = Annotated[str, Query(max_length=300)]
Cursor = Annotated[int, Query(ge=0, le=MOST_PASSED, description="How many to pass over first.")]


@router.get("/reconcile/suggest/entity")
def suggest_entities(
    request: Request, response: Response, desk: AtDesk, prefix: Prefix = "", cursor: Cursor = 0
) -> dict[str, Any]:
    """Operators one of whose names has words that begin so, from two letters on, for who matches a row by hand; ten at
    a time, from the one after `cursor` others on. First the one whose id it is, as the Reconciliation API wants."""
    readable_here(request, response)
    most = cursor + MOST_SUGGESTED
    with desk.reading() as session:
        own = lines_of(session, [prefix.strip()])
        asked = understand(session, prefix, shortest=2)
        named = find_operators(session, asked, SearchFilter(), typed=prefix, limit=most)
    by_id = {each.operator_id: each for each in (*own.values(), *named)}
    found = list(by_id.values())[cursor:most]
    answered(request, desk, 1, {each.operator_id for each in found})
    return {
        "result": [
            {
                "id": str(each.operator_id),
                "name": each.name,
                "description": described(each),
                "notable": [type_of(each)],
            }
            for each in found
        ]
    }


@router.get("/reconcile/suggest/property")
def suggest_properties(
    request: Request, response: Response, _desk: AtDesk, prefix: Prefix = "", cursor: Cursor = 0
) -> dict[str, Any]:
    """What columns may be matched by. OpenRefine takes a column for nothing that was not chosen here."""
    readable_here(request, response)
    begins = prefix.strip().casefold()
    offered = [
        {"id": each, "name": each, "description": said}
        for each, said in _SAID.items()
        if any(word.startswith(begins) for word in (each.casefold(), *said.casefold().split()))
    ]
    return {"result": offered[cursor:]}


@router.get("/reconcile/suggest/type")
def suggest_types(request: Request, response: Response, _desk: AtDesk, cursor: Cursor = 0) -> dict[str, Any]:
    """The one type that there is, whatever is typed."""
    readable_here(request, response)
    return {"result": [TYPE][cursor:]}


@router.get("/reconcile/properties")
def properties(
    request: Request, response: Response, _desk: AtDesk, limit: Annotated[int | None, Query(ge=1)] = None
) -> dict[str, Any]:
    """Which columns can be added to a table of operators that were matched."""
    readable_here(request, response)
    return {"type": TYPE["id"], "properties": proposed(limit)} | ({"limit": limit} if limit else {})


@router.get("/reconcile/preview", include_in_schema=False)  # a page
def preview(request: Request, desk: AtDesk, id_: Annotated[str, Query(alias="id", max_length=20)]) -> Response:
    """One operator on a small card, as OpenRefine shows it beside a row. Pages of this machine may frame it."""
    with desk.reading() as session:
        operator = lines_of(session, [id_]).get(id_)
    if operator is None:
        raise NotFoundError(f"There is no operator {id_}.", remedy="Reconcile the row again.")
    answered(request, desk, 1, {operator.operator_id})
    return desk.page(request, "operator_card.html", {"operator": operator})


def readable_here(request: Request, response: Response) -> None:
    """OpenRefine's page asks for this by itself; its queries come from its server. Nobody else's page may learn from a
    browser that an Almenara runs beside it."""
    response.headers["Vary"] = "Origin"
    origin = request.headers.get("origin", "")
    if is_loopback(place_of(origin)[0]):
        response.headers["Access-Control-Allow-Origin"] = origin


def type_of(operator: OperatorSummary) -> dict[str, str]:
    if operator.status is LegalStatus.CLEARED:
        return _CLEARED_TYPE
    return _DISMISSED_TYPE if operator.dismissed else _WITHDRAWN_TYPE if operator.withdrawn else TYPE


def described(operator: OperatorSummary) -> str:
    """That a source clears it, or people dismissed it, comes first: OpenRefine cuts long ones."""
    known = ", ".join((*operator.aliases, *operator.countries))
    is_warned = not is_accused(operator) or operator.said_cleared is not None
    return f"{caution(operator)} {known}".strip() if is_warned else known
