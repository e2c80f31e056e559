"""What a person says of who is who, as a form sends it: recorded, or kept with the cause why it couldn't be.

Whoever decides is named by `web.deciding`; nothing that was typed is lost where a judgement is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from core.errors import ConflictError, InputError
from core.terms import Verdict
from store import clusters, views
from store.identity import judge, judgements
from store.identity.evidence import Evidence
from store.identity.judge import Signature
from store.identity.pairs import pair
from store.session import Session
from store.ways import UNKNOWN, Way
from web.audit import WHO_COOKIE, known_name, shown_by_post
from web.deciding import deciding, way_of
from web.desk import MAX_ID, Desk, now
from web.forms import COOKIE, missing, set_cookie
from web.languages import marked_text as N_
from web.problems import STILL_BELOW, Problem

Token = Annotated[str, Form(max_length=200)]
Who = Annotated[str, Form(max_length=120)]
Seen = Annotated[int, Form(ge=0, le=MAX_ID)]
Key = Annotated[str, Field(max_length=2000)]
Keys = Annotated[list[Key], Form(default_factory=list)]
"""Of all evidence that the form was shown with, however many: a form that is refused here loses its reason."""
FromFlag = Annotated[int | None, Form(ge=1, le=MAX_ID)]

_CHOOSE = N_("Choose what these two are, so that it can be recorded.")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    verdict: str = ""
    why: str = ""
    who: str = ""
    way: Way = UNKNOWN


def record(desk: Desk, work: Callable[[Session], object], *, lacks: str = "") -> Problem | None:
    """Do it in one transaction, or say why it can't be. `lacks`: which fields of the form are empty that may not be."""
    try:
        with desk.database.transaction() as session:
            work(session)
    except ConflictError as error:
        return Problem(409, error.what, STILL_BELOW)
    except InputError as error:
        return Problem(422, error.what, error.remedy, lacks)
    return None


def recorded(desk: Desk, ends: tuple[int, int], typed: Typed, seen: int, keys: Collection[str]) -> Problem | None:
    """A verdict about a pair; what has no verdict is a problem too. `seen` and `keys` say what the page showed: the
    newest judgement that either operator was part of, and the evidence."""
    if typed.verdict not in set(Verdict):
        return Problem(422, _CHOOSE, field="verdict")
    verdict, signature = Verdict(typed.verdict), signed(typed)

    def work(session: Session) -> None:
        clusters.lock(session)
        last = judgements.newest(session, {entry for end in ends for entry in clusters.members(session, end)})
        if last is not None and last.judgement_id > seen:
            raise judge.conflict(last)
        if unread(session, *ends, keys):
            said = f"Operators {ends[0]} and {ends[1]}: more was found than you have read."
            raise ConflictError(said, remedy="Read it, then say it again.")
        judge.judge(session, *ends, verdict, signature, seen=None)

    return record(desk, work, lacks=missing(who=typed.who, why=typed.why))


def is_unsure(verdict: str) -> bool:
    """Whether a form that parts two says no more than that nobody knows; else it says that they are different.

    Raises:
        InputError: it says neither.
    """
    if verdict not in (Verdict.DIFFERENT, Verdict.UNSURE):
        raise InputError(_CHOOSE)
    return verdict == Verdict.UNSURE


def unread(session: Session, one: int, other: int, keys: Collection[str]) -> list[Evidence]:
    """What was found of two and is none of these keys; nothing where the two are one or nobody, which is judge's to
    say."""
    left, right = views.entries_of(session, one, other)
    if left == right or len(views.names_of(session, {left, right})) < 2:
        return []
    return [item for item in pair(session, left, right).evidence if item.key not in keys]


def signed(typed: Typed) -> Signature:
    """The signature of what was typed, now."""
    return Signature(typed.who, typed.why, now(), typed.way)


def typed_by(request: Request, *, verdict: str = "", why: str = "", who: str = "") -> Typed:
    """What a request sent, with the name that goes on record, and the way by which it came."""
    return Typed(verdict, why, deciding(request, who), way_of(request))


def form_page(  # noqa: PLR0913 - one parameter a thing that a page with a form needs
    request: Request,
    desk: Desk,
    template: str,
    values: Mapping[str, object],
    *,
    section: str,
    typed: Typed | None = None,
    problem: Problem | None = None,
) -> Response:
    """A page with a form on it, what was typed still there and the cause above it."""
    shown_by_post(request, desk)
    cookie, form_token = desk.tokens.issue(request)
    more = {
        "typed": typed or Typed(who=known_name(request)),
        "form_token": form_token,
        "problem": problem.what if problem else "",
        "problem_more": problem.more if problem else "",
        "problem_field": problem.field if problem else "",
    }
    status = problem.status if problem else 200
    response = desk.page(request, template, {**values, **more}, section=section, status=status)
    set_cookie(response, COOKIE, cookie)
    return response


def gone_to(address: str, typed: Typed) -> Response:
    """Back to a page after something was recorded; the browser remembers who decides."""
    response = RedirectResponse(address, status_code=303)
    set_cookie(response, WHO_COOKIE, typed.who.encode().hex(), days=90)
    return response
