"""Who looks at what on the pages and the API: on record before it is shown, however it was asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Annotated

from fastapi import Request
from pydantic import Field, TypeAdapter, ValidationError

from store import looking
from web.deciding import LONGEST_PATH, way_of
from web.desk import MAX_ID, AtDesk, Desk
from web.languages import marked_text as N_
from web.visitor import visitor_of

WHO_COOKIE = "almenara_who"
SOMEBODY = N_("somebody at the desk")
_NUMBERED = {"flag_id": "flag", "operator_id": "operator", "revision_id": "document", "run_id": "run"}
"""Parts of addresses -> what they number; the first that an address has is what a view of it is about."""
_NUMBER = TypeAdapter(Annotated[int, Field(ge=1, le=MAX_ID)])


def on_record(request: Request, desk: AtDesk) -> None:
    """A dependency of every route that shows personal data. What answers a form or a program's POST may show some and
    may not: `shown_by_post` and `answered` are called where it does."""
    if request.method in {"GET", "HEAD"}:
        _viewed(request, desk)


def shown_by_post(request: Request, desk: Desk) -> None:
    """A page that may answer a form that was not taken: who sends one looks at it too."""
    if request.method not in {"GET", "HEAD"}:
        _viewed(request, desk)


def answered(request: Request, desk: Desk, queries: int, operators: Collection[int]) -> None:
    """Queries of a program, and which operators it is told of; not what was asked."""
    with desk.database.transaction() as session:
        who, details = _who(request), {**_way(request), "queries": queries}
        looking.viewed(session, who, _path(request), operators=operators, details=details)


def handed_out(request: Request, desk: Desk, operators: Collection[int]) -> None:
    """Whom a file or a program's answer holds that is about no one thing: on record before it is sent, beside that it
    was asked for. Who lists many by pages is on record by the page alone."""
    if operators:
        with desk.database.transaction() as session:
            looking.viewed(session, _who(request), _path(request), operators=operators, details=_way(request))


def known_name(request: Request) -> str:
    """Whose account it is; at an open desk who decided last in this browser (hex, since cookies take no accents)."""
    account = visitor_of(request).account
    if account is not None:
        return account.name
    try:
        return bytes.fromhex(request.cookies.get(WHO_COOKIE, "")).decode()[:120]
    except ValueError:
        return ""


def _viewed(request: Request, desk: Desk) -> None:
    subject, operators = _shown(request)
    details = _way(request) | ({} if subject == _path(request) else {"path": _path(request)})
    with desk.database.transaction() as session:
        looking.viewed(session, _who(request), subject, operators=operators, details=details)


def _who(request: Request) -> str:
    return known_name(request) or SOMEBODY


def _way(request: Request) -> dict[str, object]:
    """Whose account, and which token of a program; the address stands in the subject, or beside it."""
    return replace(way_of(request), path="").details


def _path(request: Request) -> str:
    return request.url.path[:LONGEST_PATH]


def _shown(request: Request) -> tuple[str, list[int]]:
    """What an address is about, as the rest of the audit log calls it (the address itself where it is about no one
    thing), and the operators of a pair or the one that a list was asked about."""
    given = request.path_params
    for part, what in _NUMBERED.items():
        if (number := _number(given.get(part))) is not None:
            return f"{what} {number}", []
    one, other = _number(given.get("one")), _number(given.get("other"))
    if one is not None and other is not None:
        return f"operator {min(one, other)}", [one, other]
    wanted = _number(request.query_params.get("operator"))  # a list of what names or clears this one
    shown = [] if wanted is None else [wanted]
    return (f"source {given['source_id']}"[:200] if "source_id" in given else _path(request)), shown


def _number(given: object) -> int | None:
    """A number as the routes read it, who take some ways of writing that are not ours."""
    try:
        return _NUMBER.validate_python(given)
    except ValidationError:
        return None
