"""The whole API against its own contract, by schemathesis: at an open desk, and with a token of every role.

What fits the contract, and much that does not, is sent to a real server: no answer is a 5xx, and none has a status, a
type or a form that the contract doesn't know. The same is sent in every run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as how
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from core.settings import Settings
from store import views
from store.accounts import people, tokens
from store.accounts.people import NewAccount
from store.accounts.records import AccountRole, Act, Scope
from store.flagging import removals
from store.session import Database
from tests.web.accounts.doors import PASSWORD, PEOPLE
from tests.web.browser import served
from tests.web.seed import NOW
from tests.web.test_clearings import ends
from web.app import create_app
from web.desk import now

EXAMPLES = int(os.environ.get("ALMENARA_CONTRACT_EXAMPLES", "2"))
"""Of each operation, each way: with any ids or those of something that is there, fitting the contract or not."""
CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
__all__ = ["ends"]
KNOWN = {
    "flag_id": 2,
    "operator_id": 2,
    "statement_id": 1,
    "revision_id": 1,
    "one": 2,
    "other": 3,
    "dataset": "watchlist",
}
VISITORS = {
    "an open desk": None,
    "nobody": (),
    "a reader": (AccountRole.READER, Scope.READ, Scope.EXPORT),
    "a reviewer": (AccountRole.REVIEWER, Scope.READ, Scope.DECIDE),
    "an admin": (AccountRole.ADMIN, Scope.READ, Scope.EXPORT, Scope.DECIDE),
}


@contextmanager
def desk(settings: Settings, database: Database, visitor: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Where the API is served to this visitor, and the headers that they send."""
    who, headers = VISITORS[visitor], {}
    if who is not None:
        settings = settings.model_copy(update={"web": settings.web.model_copy(update={"accounts": "required"})})
    if who:
        role, *scopes = who
        login, name = PEOPLE[role]
        with database.transaction() as session:
            act = Act("the terminal", NOW)
            account = people.add(session, NewAccount(login, name, role, PASSWORD, must_change=False), act)
            secret, _token = tokens.add(session, account, "schemathesis", scopes, days=30, act=Act(name, now()))
        headers = {"Authorization": f"Bearer {secret}"}
    with served(settings) as origin:
        yield origin, headers


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_answer_keeps_the_contract(
    settings: Settings, database: Database, visitor: str, ends: tuple[int, int]
) -> None:
    there = KNOWN | {"clearing_id": ends[1], "removal_id": _taken_off(database)}
    schema = schemathesis.openapi.from_dict(create_app(settings).openapi())
    asked = 0
    with desk(settings, database, visitor) as (origin, headers):
        for found in schema.get_all_operations():
            operation = found.ok()
            known = {each.name: there[each.name] for each in operation.path_parameters}
            for mode in GenerationMode:
                for ids in [{}, known] if known else [{}]:
                    asked += send(operation, mode, ids, origin, headers)
    assert asked > 50


def _taken_off(database: Database) -> int:
    with database.transaction() as session:
        lines = (views.operator(session, number).contacts for number in views.lately_seen(session, limit=9))
        (operator_id, line), *_ = [(each.entries[0], each) for those in lines for each in those]
        return removals.take_off(session, operator_id, line.type, line.value, who="ana", why="hers", now=NOW)


def send(operation: Any, mode: GenerationMode, ids: dict[str, Any], origin: str, headers: dict[str, str]) -> int:
    """Send examples of one operation; gives how many."""
    strategy = operation.as_strategy(generation_mode=mode, **({"path_parameters": ids} if ids else {}))
    asked = 0

    @given(case=strategy)
    @how(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def each(case: Any) -> None:
        nonlocal asked
        asked += 1
        case.call_and_validate(base_url=origin, headers=headers, checks=CHECKS, timeout=120)

    each()
    return asked
