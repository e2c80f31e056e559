"""The watchlist as a service of the W3C Reconciliation API 0.2, for OpenRefine: who may be meant by a row of somebody's
table, by its name and other columns. It only reads; a match is a likeness to look at, never a finding."""

from __future__ import annotations

import json
from typing import Annotated, Any, Self

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, Field, TypeAdapter, ValidationError, model_validator

from core.errors import InputError
from core.terms import LegalStatus
from store.exchange.cautions import caution, is_accused, is_doubted
from store.search import SearchFilter, find_operators, understand
from store.search.match import Match, match
from store.views import OperatorSummary
from web.audit import answered
from web.desk import AtDesk, Desk
from web.guard import is_loopback, place_of
from web.match_api import KINDS, MOST_QUERIES, NAMES_OF, PLACES, wanted_by
from web.schemas import SENT, Fault

router = APIRouter(tags=["match"], responses={400: {"model": Fault}, 422: {"model": Fault}})
MOST_CANDIDATES, MOST_SUGGESTED, MOST_VALUES, LONGEST_VALUE = 50, 10, 20, 300
LONGEST_ADDRESS = 5_000
"""Letters of queries in an address: twelve signs each at most, and a server reads 64 KiB."""
_TYPE = {"id": "LegalEntity", "name": "Operator (a lead, not a finding)"}
_CLEARED_TYPE = {"id": "LegalEntity", "name": "Cleared (no lead)"}
_DISMISSED_TYPE = {"id": "LegalEntity", "name": "Dismissed (no lead)"}
_WITHDRAWN_TYPE = {"id": "LegalEntity", "name": "Withdrawn (no lead)"}
_PROPERTIES = {each.casefold(): each for each in (*NAMES_OF, "phone", *KINDS, *PLACES)}
"""What a column may be matched by, as people write it."""
_SAID = {
    "alias": "another name",
    "phone": "a phone number in any spelling; WhatsApp",
    "email": "an e-mail address",
    "website": "a domain or an address of the web",
    "country": "a code, or its name in Spanish, English or Portuguese",
}
_SPACE = "https://almenara.invalid/operators/"

Prefix = Annotated[str, Query(max_length=300)]


class PropertyValue(BaseModel):
    """A column beside the name: a value, several, or things that were reconciled before."""

    pid: str = Field("", max_length=300)
    v: Any = None


class ReconcileQuery(BaseModel):
    """One query of the Reconciliation API: a name, properties, or both."""

    query: str = Field("", max_length=300)
    limit: float | None = Field(None, ge=1, allow_inf_nan=False)
    properties: list[PropertyValue] | None = Field(None, max_length=20)

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if "query" not in self.model_fields_set and not self.properties:
            raise ValueError("neither a name nor a property")
        return self


_QUERIES = TypeAdapter(Annotated[dict[str, ReconcileQuery], Field(max_length=MOST_QUERIES)])


@router.get("/reconcile")
def manifest(
    request: Request,
    response: Response,
    desk: AtDesk,
    queries: Annotated[str | None, Query(max_length=LONGEST_ADDRESS)] = None,
) -> dict[str, Any]:
    """What this service is; or the answers, where queries are given. Many of them are to be posted."""
    if queries is not None:
        return _reconcile(request, desk, queries)
    _readable_here(request, response)
    base = desk.settings.mail.base_url.rstrip("/")
    return {
        "versions": ["0.1", "0.2"],
        "name": "Almenara watchlist: leads, not findings",
        "identifierSpace": _SPACE,
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "defaultTypes": [_TYPE],
        "view": {"url": f"{base}/operators/{{{{id}}}}"},
        "suggest": {
            each: {"service_url": str(request.base_url).rstrip("/"), "service_path": f"/reconcile/suggest/{each}"}
            for each in ("entity", "property", "type")
        },
        "batchSize": MOST_QUERIES,
    }


@router.post("/reconcile", responses=SENT)
def reconcile(request: Request, desk: AtDesk, queries: Annotated[str, Form(max_length=60_000)]) -> dict[str, Any]:
    """Answers to a batch of queries, as OpenRefine sends them; at most 50, and 200 names at once."""
    return _reconcile(request, desk, queries)


@router.get("/reconcile/suggest/entity")
def suggest_entities(request: Request, response: Response, desk: AtDesk, prefix: Prefix = "") -> dict[str, Any]:
    """Operators one of whose names has words that begin so, from two letters on, for who matches a row by hand."""
    _readable_here(request, response)
    with desk.reading() as session:
        asked = understand(session, prefix, shortest=2)
        found = find_operators(session, asked, SearchFilter(), typed=prefix, limit=MOST_SUGGESTED)
    answered(request, desk, 1, {each.operator_id for each in found})
    return {
        "result": [
            {
                "id": str(each.operator_id),
                "name": each.name,
                "description": _described(each),
                "notable": [_type_of(each)],
            }
            for each in found
        ]
    }


@router.get("/reconcile/suggest/property")
def suggest_properties(request: Request, response: Response, _desk: AtDesk, prefix: Prefix = "") -> dict[str, Any]:
    """What columns may be matched by. OpenRefine takes a column for nothing that was not chosen here."""
    _readable_here(request, response)
    begins = prefix.strip().casefold()
    return {
        "result": [
            {"id": each, "name": each, "description": said}
            for each, said in _SAID.items()
            if any(word.startswith(begins) for word in (each.casefold(), *said.casefold().split()))
        ]
    }


@router.get("/reconcile/suggest/type")
def suggest_types(request: Request, response: Response, _desk: AtDesk) -> dict[str, Any]:
    """The one type that there is, whatever is typed."""
    _readable_here(request, response)
    return {"result": [_TYPE]}


def _readable_here(request: Request, response: Response) -> None:
    """OpenRefine's page asks for this by itself; its queries come from its server. Nobody else's page may learn from a
    browser that an Almenara runs beside it."""
    response.headers["Vary"] = "Origin"
    origin = request.headers.get("origin", "")
    if is_loopback(place_of(origin)[0]):
        response.headers["Access-Control-Allow-Origin"] = origin


def _reconcile(request: Request, desk: Desk, written: str) -> dict[str, Any]:
    try:
        queries = _QUERIES.validate_python(json.loads(written))
    except (ValueError, ValidationError, RecursionError) as error:
        raise InputError("The queries can't be read.", remedy='Send {"q0": {"query": "a name"}, ...}.') from error
    asked = wanted_by({key: _given(query) for key, query in queries.items()})
    with desk.reading() as session:  # one more than was asked for: of two who share a name neither is a match by itself
        found = {key: match(session, each, limit=_limit(queries[key]) + 1) for key, each in asked.items()}
    shown = {key: some[: _limit(queries[key])] for key, some in found.items()}
    answered(request, desk, len(found), {each.operator.operator_id for some in shown.values() for each in some})
    return {key: {"result": _candidates(desk, some, is_alone=len(found[key]) == 1)} for key, some in shown.items()}


def _limit(query: ReconcileQuery) -> int:
    return int(min(query.limit or 5, MOST_CANDIDATES))


def _given(query: ReconcileQuery) -> dict[str, list[str]]:
    """The name and the columns of a row, as properties of an entity."""
    given: dict[str, list[str]] = {"name": [query.query] if query.query else []}
    for each in query.properties or ():
        given.setdefault(_PROPERTIES.get(each.pid.casefold(), ""), []).extend(_values(each.v)[:MOST_VALUES])
    return given


def _candidates(desk: Desk, found: list[Match], *, is_alone: bool) -> list[dict[str, Any]]:
    return [
        {
            "id": str(each.operator.operator_id),
            "name": each.operator.name,
            "score": round(each.score * 100, 1),
            "description": _described(each.operator),
            "match": each.score >= desk.settings.linking.threshold and is_alone and not is_doubted(each.operator),
            "type": [_type_of(each.operator)],
            "features": [{"id": name, "value": value} for name, value in each.features.items()],
        }
        for each in found
    ]


def _type_of(operator: OperatorSummary) -> dict[str, str]:
    if operator.status is LegalStatus.CLEARED:
        return _CLEARED_TYPE
    return _DISMISSED_TYPE if operator.dismissed else _WITHDRAWN_TYPE if operator.withdrawn else _TYPE


def _described(operator: OperatorSummary) -> str:
    """That a source clears it, or people dismissed it, comes first: OpenRefine cuts long ones."""
    known = ", ".join((*operator.aliases, *operator.countries))
    is_warned = not is_accused(operator) or operator.said_cleared is not None
    return f"{caution(operator)} {known}".strip() if is_warned else known


def _values(said: object) -> list[str]:
    """What one column says, as words."""
    if isinstance(said, list):
        return [value for each in said[:MOST_VALUES] if not isinstance(each, list) for value in _values(each)]
    if isinstance(said, dict):  # reconciled before, maybe elsewhere: its name tells more than its id, if it has one
        return [str(said[key])[:LONGEST_VALUE] for key in ("name", "id") if said.get(key)]
    return [str(said)[:LONGEST_VALUE]] if said not in (None, "") else []
