"""Names and numbers hidden for who asks, at the desk: first shown where they stand, then hidden for good; by the same
code as at the terminal. What is typed stands in no address, and goes on record without the name. All that is kept is
read for it, which takes long on a large watch: so a page answers at once, and tells how far that is till it is done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from store import hide_name
from web import hiding_work
from web.audit import on_record
from web.desk import MAX_ID, AtDesk, Desk, Id, now
from web.hiding_work import Outcome, Wanted
from web.judging import Token, Typed, Who, form_page, typed_by
from web.languages import marked_text as N_
from web.long_work import Piece
from web.problems import Problem
from web.visitor import visitor_of

router = APIRouter(prefix="/hidden", include_in_schema=False)
waiting = APIRouter(prefix="/hidden", include_in_schema=False)
"""The page on which a piece of work is waited for, which is asked for every few seconds: what it shows at last is put
on record where it is shown."""
LONGEST, SHOWN, AGAIN = 4000, 300, 3
"""Characters of all spellings together; places that the page shows; seconds until a page that waits asks again."""
_TOO_LONG = N_("That is longer than 4,000 characters, so nothing was looked for.")
_TOO_MANY = N_("Others are being looked for or hidden, so nothing was done.")
_UNKNOWN = N_("What was looked for or hidden here is known no more.")
_LOOK_AGAIN = N_("Look for it again: what still stands is found, and what was asked to be hidden is listed below.")
_BROKE_OFF = N_("It broke off before its end, so nothing is shown.")
_MAY_STAND = N_("Where a name was to be hidden, it may still stand: look for it again.")
Text = Annotated[str, Form()]


@router.get("")
def hidden(request: Request, desk: AtDesk, document: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None) -> Response:
    """The form, and what was hidden before."""
    return _page(request, desk, Outcome(Wanted(document=str(document or ""))))


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
        return _page(request, desk, Outcome(wanted, typed, problem))
    piece = desk.long_work.begin(_asker(request), now(), hiding_work.look(desk.database, asked, wanted, typed))
    return _shown(request, desk, piece, wanted, typed)


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
    """Hide it, and show what is left; where nobody signs, show again where it stands."""
    wanted, typed = Wanted(spellings, document, case), typed_by(request, who=who)
    asked, problem = _asked(request, desk, token, wanted)
    if asked is None:
        return _page(request, desk, Outcome(wanted, typed, problem))
    moment = now()
    if typed.who:
        work = hiding_work.hide(desk.database, asked, wanted, typed, moment)
    else:  # the places stand above the field for the name: without them there would be none to fill
        lacks = Problem(422, N_("Say who decides."), field="who")
        work = hiding_work.look(desk.database, asked, wanted, typed, lacks=lacks)
    return _shown(request, desk, desk.long_work.begin(_asker(request), moment, work), wanted, typed)


@waiting.get("/work/{key}")
def at_work(request: Request, desk: AtDesk, key: str) -> Response:
    """How far it is; once it is done, what it gave, to who asked."""
    piece = desk.long_work.of(key, _asker(request), now())
    if piece is None:
        return _page(request, desk, Outcome(Wanted(), problem=Problem(404, _UNKNOWN, _LOOK_AGAIN)))
    if not piece.is_over(0):
        return _not_yet(request, desk, piece)
    on_record(request, desk)
    return _page(request, desk, _outcome(piece, Wanted(), None))


@router.post("/{request_id}/lift")
def lift(request: Request, desk: AtDesk, request_id: Id, *, token: Token = "", who: Who = "") -> Response:
    """Hide it no longer in what comes from now on."""
    typed = typed_by(request, who=who)
    refused = desk.tokens.refusal(request, token)
    if refused is not None:
        return _page(request, desk, Outcome(Wanted(), problem=Problem(403, refused.what, refused.remedy)))
    if not typed.who:
        return _page(request, desk, Outcome(Wanted(), problem=Problem(422, N_("Say who decides."))))
    with desk.database.transaction() as session:
        hide_name.lift(session, request_id, who=typed.who, way=typed.way)
    return _page(request, desk, Outcome(Wanted(), typed))


def _asked(request: Request, desk: Desk, token: str, wanted: Wanted) -> tuple[hide_name.Asked | None, Problem | None]:
    """What is to be hidden, or why it can't be."""
    problem = _not_read(request, desk, token, wanted)
    return (None, problem) if problem is not None else hiding_work.asked(desk.database, wanted)


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


def _asker(request: Request) -> str:
    """Who is shown what a piece of work gives: the account; at an open desk whoever has its address."""
    account = visitor_of(request).account
    return account.login if account is not None else ""


def _shown(request: Request, desk: Desk, piece: Piece[Outcome] | None, wanted: Wanted, typed: Typed) -> Response:
    """What a piece gave, where it is done at once; else the page on which it is waited for."""
    if piece is None:
        return _page(request, desk, Outcome(wanted, typed, Problem(503, _TOO_MANY, N_("Try again in a minute."))))
    if not piece.is_over():
        return RedirectResponse(f"/hidden/work/{piece.key}", status_code=303)
    return _page(request, desk, _outcome(piece, wanted, typed))


def _outcome(piece: Piece[Outcome], wanted: Wanted, typed: Typed | None) -> Outcome:
    if piece.broke_off:
        return Outcome(wanted, typed, Problem(503, _BROKE_OFF, _MAY_STAND))
    return piece.gave.result()


def _not_yet(request: Request, desk: Desk, piece: Piece[Outcome]) -> Response:
    response = _page(request, desk, Outcome(Wanted()), piece)
    response.headers["Refresh"] = f"{AGAIN}; url=/hidden/work/{piece.key}"
    return response


def _page(request: Request, desk: Desk, what: Outcome, piece: Piece[Outcome] | None = None) -> Response:
    with desk.reading() as session:
        listed = hide_name.listed(session)
    values: dict[str, object] = {
        "wanted": what.wanted,
        "found": what.found,
        "done": what.done,
        "is_over": what.is_over,
        "listed": listed,
        "most": SHOWN,
        "added": what.added,
        "piece": piece,
    }
    return form_page(request, desk, "hidden.html", values, section="/search", typed=what.typed, problem=what.problem)
