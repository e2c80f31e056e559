"""Other tools' lists against the watchlist: `/match` in the form of yente. It only reads; a match is a likeness to
look at, never a finding."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from core.errors import InputError, NotFoundError
from core.languages import NAMES, language
from core.terms import ContactType, LegalStatus
from evidence.format.chain import stamp
from store.exchange.cautions import caution, is_accused, is_doubted
from store.exchange.ftm import DATASET as EXPORTED_DATASET
from store.exchange.ftm import MAY_BE_CLEARED, SAID_CLEARED, STANDING
from store.search.match import Match, Wanted, match_all
from store.views import OperatorSummary
from web.audit import answered
from web.desk import AtDesk
from web.schemas import SENT, Fault

router = APIRouter(tags=["match"], responses={400: {"model": Fault}, 422: {"model": Fault}})
DATASET = "watchlist"
DATASETS = (DATASET, EXPORTED_DATASET)
"""What the watchlist is called in an address: by its own name, or as yente has it from our export."""
ALGORITHMS = ("almenara", "best")
"""How names are compared: there is one way, which is the best."""
MOST_QUERIES = 50
DISMISSED = "almenara:dismissed"
"""The keyword of whom people dismissed; no export has them."""
WITHDRAWN = "almenara:withdrawn"
"""The keyword of whom the reader of today no longer reads; no export has them either."""
NAMES_OF = ("name", "alias", "weakAlias", "previousName")
FIRST, MIDDLE, LAST = ("firstName",), ("secondName", "middleName"), ("lastName", "fatherName", "motherName")
"""Parts of a person's name, as FollowTheMoney has them."""
KINDS = {"email": ContactType.EMAIL, "website": ContactType.URL}
PLACES = ("country", "jurisdiction")
ASKED = frozenset({*NAMES_OF, *FIRST, *MIDDLE, *LAST, "phone", *KINDS, *PLACES})
"""The properties that are looked at; who sends others is told that they counted for nothing."""
MOST_NAMES = 40
"""Put together of the parts of one person's name."""
MOST_NAMES_AT_ONCE = 200
"""Of one request: each is compared with all that is like it, so that 1,800 took half a minute."""
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Values = Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=20)]


OfOperators = Literal["Thing", "LegalEntity", "Person", "Organization", "Company", "PublicBody"]
"""What an operator may be looked for as: no vessel is one because it bears its name."""


class EntityQuery(BaseModel):
    """One entity that is looked for, as FollowTheMoney writes it."""

    schema_: OfOperators = Field("LegalEntity", alias="schema")
    properties: dict[str, Values]


class MatchRequest(BaseModel):
    """Up to 50 entities by keys of the caller's own."""

    queries: dict[str, EntityQuery] = Field(min_length=1, max_length=MOST_QUERIES)


class Measure(BaseModel):
    """How a match is made, by the names that yente has for it."""

    limit: int = Field(5, ge=1, le=50, description="Operators an entity.")
    threshold: Share | None = Field(None, description="From which score `match` is true; linking.threshold if unsaid.")
    cutoff: Share = Field(0.0, description="From which score anything is answered; never above the threshold.")
    algorithm: str = Field(ALGORITHMS[0], max_length=80, description="almenara, or best, which is the same.")


@router.post("/match/{dataset}", responses=SENT | {404: {"model": Fault}})
def match_entities(
    request: Request, desk: AtDesk, dataset: str, asked: MatchRequest, measure: Annotated[Measure, Query()]
) -> dict[str, Any]:
    """Operators that may be each entity: names (a person's in parts, too), phones in any spelling, e-mails, websites
    and countries count; `ignored` are the properties that do not. At most 50 entities and 200 names at once."""
    if dataset not in DATASETS:
        raise NotFoundError(f"There is no dataset {dataset[:80]!r}.", remedy=f"Ask for /match/{DATASET}.")
    if measure.algorithm not in ALGORITHMS:
        raise InputError(
            f"There is no algorithm {measure.algorithm!r}.", remedy=f"There is {' or '.join(ALGORITHMS)}; leave it out."
        )
    threshold = desk.settings.linking.threshold if measure.threshold is None else measure.threshold
    cutoff, limit = min(measure.cutoff, threshold), measure.limit
    looked_for = wanted_by({key: query.properties for key, query in asked.queries.items()})
    with desk.reading() as session:
        found = match_all(session, looked_for, dict.fromkeys(looked_for, limit), cutoff=cutoff)
    answered(request, desk, len(found), {each.operator.operator_id for some in found.values() for each in some})
    responses = {key: _response(query, found[key], threshold) for key, query in asked.queries.items()}
    features = {"name": "Likeness of the nearest two names.", "contact": "A contact point in common."}
    return {"responses": responses, "matcher": features, "limit": limit}


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


def wanted_by(queries: Mapping[str, dict[str, list[str]]]) -> dict[str, Wanted]:
    """What each query of a request looks for.

    Raises:
        InputError: together they have more names than one request may.
    """
    found = {key: wanted(properties) for key, properties in queries.items()}
    count = sum(len(each.names) for each in found.values())
    if count > MOST_NAMES_AT_ONCE:
        raise InputError(
            f"There are {count} names in one request; {MOST_NAMES_AT_ONCE} may be.",
            remedy="Ask for fewer at once, in several requests.",
        )
    return found


def wanted(properties: dict[str, list[str]]) -> Wanted:
    """What is looked for, out of the properties of an entity as FollowTheMoney names them."""
    whole = (name for key in NAMES_OF for name in properties.get(key, ()))
    names = tuple(dict.fromkeys([*whole, *_joined(properties)]))
    contacts = [(kind, value.strip().lower()) for key, kind in KINDS.items() for value in properties.get(key, ())]
    countries = {_country(value) for key in PLACES for value in properties.get(key, ())}
    return Wanted(
        tuple(dict.fromkeys(names)),
        tuple(properties.get("phone", ())),
        tuple(contacts),
        tuple(sorted(countries - {""})),
    )


def _joined(properties: dict[str, list[str]]) -> list[str]:
    """Names put together of their parts: a first with a last one, with what stands between and without. A first or a
    last name alone is nobody's."""
    first, middle, last = ([part for key in keys for part in properties.get(key, ())] for keys in (FIRST, MIDDLE, LAST))
    surnames = [" ".join(last), *last] if len(last) > 1 else last
    between = [" ".join(middle), ""] if middle else [""]
    found = [" ".join(filter(None, parts)) for parts in product(first, between, surnames)]
    return found[:MOST_NAMES]


def _response(query: EntityQuery, found: list[Match], threshold: float) -> dict[str, Any]:
    return {
        "status": 200,
        "results": [_entity(each, threshold) for each in found],
        "total": {"value": len(found), "relation": "eq"},
        "query": query.model_dump(by_alias=True),
        "ignored": sorted(set(query.properties) - ASKED),
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
            "phone": [] if operator.is_over else phones,  # whoever it is of is nobody's lead
            "topics": ["crime"] if is_accused(operator) else [],  # as exports say it
            "keywords": _keywords(operator),
            "summary": [caution(operator)],
        },
        "datasets": [DATASET],
        "referents": [str(entry) for entry in operator.entries if entry != operator.operator_id],
        "target": is_accused(operator),
        "first_seen": stamp(operator.first_seen),
        "last_seen": stamp(operator.last_seen),
        "score": found.score,
        "features": found.features,
        "match": found.score >= threshold and not is_doubted(operator),
    }


def _keywords(operator: OperatorSummary) -> list[str]:
    """How it stands, and that a source clears it where it does not stand as cleared; of whom people dismissed, that
    alone."""
    if operator.dismissed and operator.status is not LegalStatus.CLEARED:
        return [DISMISSED]
    standing = [f"{STANDING}{operator.status}"] if operator.status else []
    standing = [WITHDRAWN] if operator.withdrawn and operator.status is not LegalStatus.CLEARED else standing
    is_said = operator.said_cleared is not None and operator.status is not LegalStatus.CLEARED
    marked = MAY_BE_CLEARED if operator.clearance_doubtful else SAID_CLEARED
    return [*standing, *([f"{marked}{operator.said_cleared}"] if is_said else [])]
