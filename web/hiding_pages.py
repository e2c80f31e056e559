"""Names and numbers hidden for who asks, at the desk: first shown where they stand, then hidden for good; by the same
code as at the terminal. What is typed stands in no address, and goes on record without the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from core.errors import ConflictError, InputError, NotFoundError
from core.text import plain
from store import hide_name, looking
from web.deciding import way_of
from web.desk import MAX_ID, AtDesk, Desk, Id, now
from web.judging import Token, Typed, Who, form_page, typed_by
from web.languages import marked_text as N_
from web.problems import Problem

router = APIRouter(prefix="/hidden", include_in_schema=False)
LONGEST, SHOWN = 4000, 300
"""Characters of all spellings together; places that the page shows."""
_LISTED = N_(
    "Whoever is listed and should not be: dismiss the lead, or correct what was read of them. A number that is not the "
    "operator’s: take it off on the operator’s page, then hide it. A namesake: hide the name in one document alone."
)
_TOO_LONG = N_("That is longer than 4,000 characters, so nothing was looked for.")
Text = Annotated[str, Form()]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands in the form."""

    spellings: str = ""  # one a line
    document: str = ""  # its number; "" for everywhere
    case: str = ""

    @property
    def forms(self) -> list[str]:
        """Each way in which it is written."""
        return [line.strip() for line in self.spellings.splitlines() if line.strip()]


@router.get("")
def hidden(request: Request, desk: AtDesk, document: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None) -> Response:
    """The form, and what was hidden before."""
    return _page(request, desk, Wanted(document=str(document or "")))


@router.post("")
def look(  # noqa: PLR0913 - one parameter a form field
    request: Request,
    desk: AtDesk,
    *,
    token: Token = "",
    spellings: Text = "",
    document: Text = "",
    case: Text = "",
    who: Who = "",
) -> Response:
    """Show where it stands; nothing is hidden yet."""
    wanted, typed = Wanted(spellings, document, case), typed_by(request, who=who)
    asked, problem = _asked(request, desk, token, wanted)
    if asked is None:
        return _page(request, desk, wanted, typed=typed, problem=problem)
    found = _found(request, desk, asked, wanted, typed)
    if added := found.otherwise:  # a number that a text spells in words would stay there
        wanted = replace(wanted, spellings="\n".join([*wanted.forms, *map(plain, added)]))
        asked, problem = _asked(request, desk, token, wanted)
        found = _found(request, desk, asked, wanted, typed) if asked is not None else found
    return _page(request, desk, wanted, typed=typed, problem=problem, found=found, added=added)


@router.post("/for-good")
def hide(  # noqa: PLR0913 - one parameter a form field
    request: Request,
    desk: AtDesk,
    *,
    token: Token = "",
    spellings: Text = "",
    document: Text = "",
    case: Text = "",
    who: Who = "",
) -> Response:
    """Hide it, and show what is left."""
    wanted, typed = Wanted(spellings, document, case), typed_by(request, who=who)
    asked, problem = _asked(request, desk, token, wanted)
    if asked is not None and not typed.who:
        problem = Problem(422, N_("Say who decides."), field="who")
    if asked is None or problem is not None:
        found = _found(request, desk, asked, wanted, typed) if asked is not None else None
        return _page(request, desk, wanted, typed=typed, problem=problem, found=found)
    done = hide_name.hide_at_once(desk.database, asked, who=typed.who, case=case.strip(), now=now(), way=typed.way)
    found = _found(request, desk, asked, wanted, typed)
    is_over = desk.database.overwrite()
    return _page(request, desk, Wanted(), typed=typed, found=found, done=done, is_over=is_over)


@router.post("/{request_id}/lift")
def lift(request: Request, desk: AtDesk, request_id: Id, *, token: Token = "", who: Who = "") -> Response:
    """Hide it no longer in what comes from now on."""
    typed = typed_by(request, who=who)
    refused = desk.tokens.refusal(request, token)
    if refused is not None:
        return _page(request, desk, Wanted(), problem=Problem(403, refused.what, refused.remedy))
    if not typed.who:
        return _page(request, desk, Wanted(), problem=Problem(422, N_("Say who decides.")))
    with desk.database.transaction() as session:
        hide_name.lift(session, request_id, who=typed.who, way=typed.way)
    return _page(request, desk, Wanted(), typed=typed)


def _asked(request: Request, desk: Desk, token: str, wanted: Wanted) -> tuple[hide_name.Asked | None, Problem | None]:
    """What is to be hidden, or why it can't be."""
    problem = _not_read(request, desk, token, wanted)
    if problem is not None:
        return None, problem
    try:
        with desk.reading() as session:
            return hide_name.asked(
                session, wanted.forms, int(wanted.document) if wanted.document.strip() else None
            ), None
    except ConflictError as error:
        return None, Problem(409, error.what, _LISTED, field="spellings")
    except NotFoundError as error:
        return None, Problem(404, error.what, error.remedy, field="document")
    except InputError as error:
        return None, Problem(422, error.what, error.remedy, field="spellings")


def _not_read(request: Request, desk: Desk, token: str, wanted: Wanted) -> Problem | None:
    """Why a form is not believed, or can't be read."""
    refused = desk.tokens.refusal(request, token)
    if refused is not None:
        return Problem(403, refused.what, refused.remedy)
    if max(map(len, (wanted.spellings, wanted.document, wanted.case))) > LONGEST:
        return Problem(422, _TOO_LONG, field="spellings")
    if not wanted.forms:
        return Problem(422, N_("Give the name, or the number."), field="spellings")
    number = wanted.document.strip()
    if number and not (number.isascii() and number.isdigit() and 0 < int(number[:12]) <= MAX_ID):
        return Problem(422, N_("Give the number of a document, or nothing."), field="document")
    return None


def _found(request: Request, desk: Desk, asked: hide_name.Asked, wanted: Wanted, typed: Typed) -> hide_name.Found:
    """Where it stands; that somebody looked is on record, without the name."""
    with desk.reading() as session:
        found = hide_name.find(session, asked)
    details = {"case": wanted.case.strip(), "forms": len(asked.keys), "found": len(found.hideable)}
    with desk.database.transaction() as session:
        looking.viewed(session, typed.who, "name to be hidden", details=way_of(request).details | details)
    return found


def _page(  # noqa: PLR0913 - one parameter a thing that the page may show
    request: Request,
    desk: Desk,
    wanted: Wanted,
    *,
    typed: Typed | None = None,
    problem: Problem | None = None,
    found: hide_name.Found | None = None,
    done: hide_name.Done | None = None,
    is_over: bool = True,
    added: Sequence[str] = (),
) -> Response:
    with desk.reading() as session:
        listed = hide_name.listed(session)
    values: dict[str, object] = {
        "wanted": wanted,
        "found": found,
        "done": done,
        "is_over": is_over,
        "listed": listed,
        "most": SHOWN,
    }
    values["added"] = added
    return form_page(request, desk, "hidden.html", values, section="/search", typed=typed, problem=problem)
