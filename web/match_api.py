"""Other tools' lists against the watchlist: `/match` in the form of yente, and the W3C Reconciliation API 0.2 for
OpenRefine. Both only read; a match is a likeness to look at, never a finding."""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any, Self

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, Field, TypeAdapter, ValidationError, model_validator

from core.errors import InputError
from core.languages import NAMES, language
from core.terms import ContactType
from store.search.match import Match, Wanted, match
from store.session import Session
from web.desk import AtDesk, Desk
from web.guard import is_loopback, place_of
from web.schemas import SENT, Fault

router = APIRouter(tags=["match"], responses={400: {"model": Fault}, 422: {"model": Fault}})
DATASET = "watchlist"
MOST_QUERIES = 50
MOST_CANDIDATES, MOST_VALUES, LONGEST_VALUE = 50, 20, 300
LONGEST_ADDRESS = 5_000
"""Letters of queries in an address: twelve signs each at most, and a server reads 64 KiB."""
_TYPE = {"id": "LegalEntity", "name": "Operator (a lead, not a finding)"}
_NAMES = ("name", "alias", "weakAlias", "previousName")
_KINDS = {"email": ContactType.EMAIL, "website": ContactType.URL}
_PLACES = ("country", "jurisdiction")
_PROPERTIES = {each.casefold(): each for each in (*_NAMES, "phone", *_KINDS, *_PLACES)}
"""What a column may be matched by, as people type it into OpenRefine."""
_SPACE = "https://almenara.invalid/operators/"

Values = Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=20)]


class EntityQuery(BaseModel):
    """One entity that is looked for, as FollowTheMoney writes it."""

    schema_: str = Field("LegalEntity", alias="schema", max_length=60)
    properties: dict[str, Values]


class MatchRequest(BaseModel):
    """Up to 50 entities by keys of the caller's own."""

    queries: dict[str, EntityQuery] = Field(min_length=1, max_length=MOST_QUERIES)


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


@router.post("/match/{dataset}", responses=SENT)
def match_entities(
    desk: AtDesk, dataset: str, asked: MatchRequest, limit: Annotated[int, Query(ge=1, le=50)] = 5
) -> dict[str, Any]:
    """Operators that may be each entity: names, phones in any spelling, e-mails, websites and countries count."""
    with desk.reading() as session:
        responses = {
            key: _response(desk, query, match(session, _wanted(query.properties), limit=limit))
            for key, query in asked.queries.items()
        }
    features = {"name": "Likeness of the nearest two names.", "contact": "A contact point in common."}
    return {"responses": responses, "matcher": features, "limit": limit}


@router.get("/reconcile")
def manifest(
    request: Request,
    response: Response,
    desk: AtDesk,
    queries: Annotated[str | None, Query(max_length=LONGEST_ADDRESS)] = None,
) -> dict[str, Any]:
    """What this service is; or the answers, where queries are given. Many of them are to be posted."""
    if queries is not None:
        return _reconcile(desk, queries)
    response.headers["Vary"] = "Origin"
    origin = request.headers.get("origin", "")
    if is_loopback(place_of(origin)[0]):
        # OpenRefine's page asks for this by itself; its queries come from its server. Nobody else's page may learn from
        # a browser that an Almenara runs beside it.
        response.headers["Access-Control-Allow-Origin"] = origin
    base = desk.settings.mail.base_url.rstrip("/")
    return {
        "versions": ["0.1", "0.2"],
        "name": "Almenara watchlist: leads, not findings",
        "identifierSpace": _SPACE,
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "defaultTypes": [_TYPE],
        "view": {"url": f"{base}/operators/{{{{id}}}}"},
        "batchSize": MOST_QUERIES,
    }


@router.post("/reconcile", responses=SENT)
def reconcile(desk: AtDesk, queries: Annotated[str, Form(max_length=60_000)]) -> dict[str, Any]:
    """Answers to a batch of queries, as OpenRefine sends them."""
    return _reconcile(desk, queries)


def _reconcile(desk: Desk, written: str) -> dict[str, Any]:
    try:
        queries = _QUERIES.validate_python(json.loads(written))
    except (ValueError, ValidationError, RecursionError) as error:
        raise InputError("The queries can't be read.", remedy='Send {"q0": {"query": "a name"}, ...}.') from error
    with desk.reading() as session:
        return {key: {"result": _candidates(desk, session, query)} for key, query in queries.items()}


def _candidates(desk: Desk, session: Session, query: ReconcileQuery) -> list[dict[str, Any]]:
    given: dict[str, list[str]] = {"name": [query.query] if query.query else []}
    for each in query.properties or ():
        given.setdefault(_PROPERTIES.get(each.pid.casefold(), ""), []).extend(_values(each.v)[:MOST_VALUES])
    found = match(session, _wanted(given), limit=int(min(query.limit or 5, MOST_CANDIDATES)))
    return [
        {
            "id": str(each.operator.operator_id),
            "name": each.operator.name,
            "score": round(each.score * 100, 1),
            "match": each.score >= desk.settings.linking.threshold and len(found) == 1,
            "type": [_TYPE],
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


@cache
def _countries() -> dict[str, str]:
    """Names of countries in every language that is spoken here -> ISO codes."""
    names = (language(code).locale.territories for code in NAMES)
    return {name.casefold(): code for each in names for code, name in each.items() if len(code) == 2}


def _country(said: str) -> str:
    """The ISO code of a country as somebody writes it; nothing where it is none."""
    known = _countries()
    code = said.strip().upper()
    return code if len(code) == 2 and code.isascii() else known.get(said.strip().casefold(), "")


def _wanted(properties: dict[str, list[str]]) -> Wanted:
    names = [name for key in _NAMES for name in properties.get(key, ())]
    contacts = [(kind, value.strip().lower()) for key, kind in _KINDS.items() for value in properties.get(key, ())]
    countries = {_country(value) for key in _PLACES for value in properties.get(key, ())}
    return Wanted(tuple(names), tuple(properties.get("phone", ())), tuple(contacts), tuple(sorted(countries - {""})))


def _response(desk: Desk, query: EntityQuery, found: list[Match]) -> dict[str, Any]:
    return {
        "status": 200,
        "results": [_entity(each, desk.settings.linking.threshold) for each in found],
        "total": {"value": len(found), "relation": "eq"},
        "query": query.model_dump(by_alias=True),
    }


def _entity(found: Match, threshold: float) -> dict[str, Any]:
    operator = found.operator
    numbers = (value for kind, value in operator.contacts if kind in (ContactType.PHONE, ContactType.WHATSAPP))
    phones = list(dict.fromkeys(numbers))  # one that is called and messaged is one
    return {
        "id": str(operator.operator_id),
        "caption": operator.name,
        "schema": "LegalEntity",
        "properties": {
            "name": [operator.name],
            "alias": list(operator.aliases),
            "country": [country.lower() for country in operator.countries],
            "phone": phones,
            "summary": ["A lead, not a finding."],
        },
        "datasets": [DATASET],
        "referents": [str(entry) for entry in operator.entries if entry != operator.operator_id],
        "target": True,
        "first_seen": operator.first_seen.isoformat(),
        "last_seen": operator.last_seen.isoformat(),
        "score": found.score,
        "features": found.features,
        "match": found.score >= threshold,
    }
