"""The watchlist as a service of the W3C Reconciliation API 0.2, for OpenRefine: who may be meant by a row of somebody's
table, by its name and other columns. It only reads; a match is a likeness to look at, never a finding."""

from __future__ import annotations

import json
from typing import Annotated, Any, Self, get_args

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, BeforeValidator, Field, TypeAdapter, ValidationError, model_validator

from core.errors import InputError
from store.exchange.cautions import is_doubted
from store.search.match import Match, match_all
from web.audit import answered
from web.desk import AtDesk, Desk
from web.match_api import KINDS, MOST_QUERIES, NAMES_OF, PLACES, OfOperators, wanted_by
from web.program_faults import told
from web.reconcile_asides import TYPE, described, readable_here, type_of
from web.reconcile_columns import OFFERED, Extension, columns, lines_of
from web.schemas import SENT, Fault

router = APIRouter(tags=["match"], responses={400: {"model": Fault}, 422: {"model": Fault}})
MOST_CANDIDATES, MOST_VALUES, LONGEST_VALUE = 50, 20, 300
LONGEST_ADDRESS = 5_000
"""Letters of queries in an address: twelve signs each at most, and a server reads 64 KiB."""
_PROPERTIES = {each.casefold(): each for each in (*NAMES_OF, "phone", *KINDS, *PLACES)}
"""What a column may be matched by, as people write it."""
_SPACE = "https://almenara.invalid/operators/"

Posted = Annotated[str | None, Form(max_length=60_000)]


def _cut(said: object) -> object:
    """A cell may hold a whole text; that one is would leave 49 other rows without an answer."""
    return said[:LONGEST_VALUE] if isinstance(said, str) else said


class PropertyValue(BaseModel):
    """A column beside the name: a value, several, or things that were reconciled before."""

    pid: str = Field("", max_length=300)
    v: Any = None


class ReconcileQuery(BaseModel):
    """One query of the Reconciliation API: a name, properties, or both."""

    query: Annotated[str, BeforeValidator(_cut)] = ""
    type: Any = None
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
    extend: Annotated[str | None, Query(max_length=LONGEST_ADDRESS)] = None,
) -> dict[str, Any]:
    """What this service is; or the answers, where queries are given, or columns, where these are asked for. Many of
    them are to be posted."""
    if queries is not None:
        return _reconcile(request, desk, queries)
    if extend is not None:
        return _extend(request, desk, extend)
    readable_here(request, response)
    base, here = desk.settings.mail.base_url.rstrip("/"), str(request.base_url).rstrip("/")
    return {
        "versions": ["0.1", "0.2"],
        "name": "Almenara watchlist: leads, not findings",
        "identifierSpace": _SPACE,
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "defaultTypes": [TYPE],
        "view": {"url": f"{base}/operators/{{{{id}}}}"},
        "suggest": {
            each: {"service_url": here, "service_path": f"/reconcile/suggest/{each}"}
            for each in ("entity", "property", "type")
        },
        "preview": {"url": f"{here}/reconcile/preview?id={{{{id}}}}", "width": 420, "height": 260},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": MOST_QUERIES,
    }


@router.post("/reconcile", responses=SENT)
def reconcile(request: Request, desk: AtDesk, queries: Posted = None, extend: Posted = None) -> dict[str, Any]:
    """Answers to a batch of queries, as OpenRefine sends them; at most 50, and 200 names at once. Or columns of some
    operators that were matched (`extend`), of at most 200."""
    if queries is None and extend is not None:
        return _extend(request, desk, extend)
    return _reconcile(request, desk, queries or "")


def _reconcile(request: Request, desk: Desk, written: str) -> dict[str, Any]:
    try:
        queries = _QUERIES.validate_python(json.loads(written))
    except (ValueError, RecursionError) as error:  # pydantic's is one of the first
        example = 'Send {"q0": {"query": "a name"}, ...}, of 50 queries at the most.'
        raise InputError(f"The queries can't be read{_why(error)}.", remedy=example) from error
    asked = wanted_by({key: _given(query) for key, query in queries.items() if _is_of_operators(query)})
    with desk.reading() as session:  # one more than was asked for: of two who share a name neither is a match by itself
        found = match_all(session, asked, {key: _limit(queries[key]) + 1 for key in asked})
    shown = {key: some[: _limit(queries[key])] for key, some in found.items()}
    answered(request, desk, len(found), {each.operator.operator_id for some in shown.values() for each in some})
    return {
        key: {"result": _candidates(desk, shown.get(key, []), is_alone=len(found.get(key, ())) == 1)} for key in queries
    }


def _extend(request: Request, desk: Desk, written: str) -> dict[str, Any]:
    try:
        asked = Extension.model_validate(json.loads(written))
    except (ValueError, RecursionError) as error:  # pydantic's is one of the first
        example = 'Send {"ids": ["7"], "properties": [{"id": "caution"}]}, of 200 ids at the most.'
        raise InputError(f"What columns are wanted can't be read{_why(error)}.", remedy=example) from error
    if unknown := [each.id for each in asked.properties if each.id not in OFFERED]:
        raise InputError(
            f"There is no column {unknown[0]!r}.", remedy="/reconcile/properties has those that there are."
        )
    with desk.reading() as session:
        lines = lines_of(session, asked.ids)
    answered(request, desk, len(asked.ids), {each.operator_id for each in lines.values()})
    return columns(asked, lines)


def _why(error: Exception) -> str:
    """What is wrong with which part of what was sent."""
    if isinstance(error, ValidationError):
        return f": {told(error.errors())}"
    return f": no JSON, {error}" if isinstance(error, json.JSONDecodeError) else ""


def _is_of_operators(query: ReconcileQuery) -> bool:
    """Whether an operator may be what is looked for: no vessel is one because it bears its name."""
    types = query.type if isinstance(query.type, list) else [query.type]
    named = [each.get("id") if isinstance(each, dict) else each for each in types if each]
    return not named or any(each in get_args(OfOperators) for each in named)


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
            "description": described(each.operator),
            "match": each.score >= desk.settings.linking.threshold and is_alone and not is_doubted(each.operator),
            "type": [type_of(each.operator)],
            "features": [{"id": name, "value": value} for name, value in each.features.items()],
        }
        for each in found
    ]


def _values(said: object) -> list[str]:
    """What one column says, as words."""
    if isinstance(said, list):
        return [value for each in said[:MOST_VALUES] if not isinstance(each, list) for value in _values(each)]
    if isinstance(said, dict):  # reconciled before, maybe elsewhere: its name tells more than its id, if it has one
        return [str(said[key])[:LONGEST_VALUE] for key in ("name", "id") if said.get(key)]
    return [str(said)[:LONGEST_VALUE]] if said not in (None, "") else []
