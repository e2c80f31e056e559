"""Why a form was not taken, and the reason that somebody gave in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, Request
from pydantic import BeforeValidator

from web.desk import Desk
from web.forms import ONCE_MORE
from web.languages import marked_text as N_
from web.limits import LONGEST_WHY

STILL_BELOW = N_("Your words are still below. Read what changed, then decide.")


def _counted(written: object) -> object:
    """A line break as a form counts it, which is sent as two characters."""
    return written.replace("\r\n", "\n") if isinstance(written, str) else written


Why = Annotated[str, BeforeValidator(_counted), Form()]
"""A reason; whether it is too long is said within the form (`not_taken`), so that it is kept."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a decision wasn't recorded."""

    status: int
    what: str
    more: str = ""
    field: str = ""  # of the form, where one of them is why; or several, with spaces between, the first told in `what`


def told(problem: Problem | None) -> dict[str, object]:
    """What the templates of pages with forms say of it (form_problem.html)."""
    known = problem or Problem(200, "")
    return {"problem": known.what, "problem_more": known.more, "problem_field": known.field}


def not_taken(request: Request, desk: Desk, token: str, why: str) -> Problem | None:
    """Why a form is not believed, or that its reason is longer than is kept, if either is so."""
    if (untrusted := desk.tokens.refusal(request, token)) is not None:
        return Problem(403, untrusted.what, untrusted.remedy)
    if len(why) <= LONGEST_WHY:
        return None
    return Problem(422, N_("The reason is longer than 4,000 characters, so nothing was recorded."), ONCE_MORE, "why")
