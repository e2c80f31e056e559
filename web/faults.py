"""What a request gets that can't be answered: a page in the reader's language, or JSON where programs ask.

Who looks reads what went wrong with what they asked for. What went wrong inside (the database, our own mistakes) goes
to the log of whoever runs this Almenara; the page says only that it did, and a word that brings both together.
"""

from __future__ import annotations

import logging
import math
import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Match

from core.errors import AlmenaraError, BusyError, ConflictError, InputError, NotFoundError
from core.text import plain
from web import program_faults
from web.accounts.access import PROGRAMS, RefusalError, identify, under
from web.desk import desk_of
from web.forms import same_origin
from web.guard import HEADERS, HSTS, is_https
from web.languages import marked_text as N_
from web.visitor import NOBODY, Visitor

_STATUS = {NotFoundError: 404, ConflictError: 409, InputError: 422}
_HEADINGS = {
    401: N_("Please sign in"),
    403: N_("This is not open to you"),
    404: N_("There is nothing here"),
    405: N_("This can't be done here"),
    422: N_("That can't be read"),
    500: N_("Something broke"),
}
_INSTEAD = {  # of what the framework says by itself, which is English and short
    404: N_("Nothing has this address. It may be mistyped, or from an older mail."),
    405: N_("This address is there, but for something else."),
}
_COPY = N_("What you wrote stands below. Sign in in another window, then send it again from its page.")
_log = logging.getLogger("almenara.web")


def install(app: FastAPI) -> None:
    """Answer every error of the application."""
    app.add_exception_handler(RefusalError, _on_refusal)
    app.add_exception_handler(AlmenaraError, _on_almenara_error)
    app.add_exception_handler(StarletteHTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_unreadable)
    app.add_exception_handler(Exception, _on_mistake)


def _is_program(request: Request) -> bool:
    """Whether who asks reads JSON: by the address, or by the token that comes with it, as for a file."""
    token = request.headers.get("authorization", "").lower().startswith("bearer ")
    return token or under(request.url.path, PROGRAMS)


async def _on_refusal(request: Request, error: Exception) -> Response:
    if not isinstance(error, RefusalError):
        raise error
    if _is_program(request):
        headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
        return JSONResponse({"detail": error.what, "remedy": error.remedy}, error.status, headers)
    if error.to and request.method in ("GET", "HEAD"):
        return RedirectResponse(error.to, 303)
    written = await _written(request)
    remedy = _COPY if written and error.status == 401 else error.remedy
    return await _answer(request, error.status, error.what, remedy, written=written, way=error.to)


async def _on_almenara_error(request: Request, error: Exception) -> Response:
    what, remedy = (error.what, error.remedy) if isinstance(error, AlmenaraError) else (str(error), "")
    for kind, status in _STATUS.items():
        if isinstance(error, kind):
            return await _answer(request, status, what, remedy)
    sign = _noted(request, plain(str(error)))
    if isinstance(error, BusyError):
        return await _answer(request, 503, N_("Other work holds the database."), N_("Wait a little, then try again."))
    told = N_("The database or the archive can't be used now, so nothing was shown or recorded.")
    return await _answer(request, 503, told, N_("Whoever runs this Almenara finds the cause in its log."), sign=sign)


async def _on_mistake(request: Request, error: Exception) -> Response:
    """Our own mistake; uvicorn logs where it happened. No middleware of ours stands around this answer."""
    sign = _noted(request, type(error).__name__)
    if not hasattr(request.state, "visitor"):
        request.state.visitor = NOBODY  # to ask who it is may be what broke
    told = N_("This is a mistake in Almenara, not in what you did. Nothing was recorded.")
    answer = await _answer(request, 500, told, N_("Whoever runs this Almenara finds the cause in its log."), sign=sign)
    answer.headers.update({**HEADERS, "Cache-Control": "no-store"})
    if is_https(desk_of(request).settings):
        answer.headers.update(HSTS)
    return answer


async def _on_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException | StarletteHTTPException):
        raise error
    status, said, headers = error.status_code, str(error.detail), dict(error.headers or {})
    if status == 405 and request.method in ("GET", "HEAD") and (page := _page_of_form(request)):
        return RedirectResponse(page, 303)
    if status == 405 and (methods := program_faults.allowed(request)):
        headers["Allow"] = methods
    told, remedy = _INSTEAD.get(status, said), ""
    if _is_program(request):
        told, remedy = program_faults.refused(request, status, said, headers.get("Allow", ""))
    answer = await _answer(request, status, told, remedy)
    answer.headers.update(headers)
    return answer


async def _on_unreadable(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    if _is_program(request):
        return await _answer(request, 422, *program_faults.unreadable(faults, is_json=_is_json(request)))
    if any(fault["loc"][0] == "path" for fault in faults):  # a number that no flag, operator or night can have
        return await _answer(request, 404, _INSTEAD[404], "")
    told = N_("Something in this address, or in what was sent, is not of a form that is known here.")
    return await _answer(request, 422, told, "", detail="; ".join(dict.fromkeys(map(_as_asked, faults))))


def _as_asked(fault: Mapping[str, Any]) -> str:
    """What of an address is not known, as it stands there; of a form the field alone, for its words may be secret."""
    place, *names = map(str, fault["loc"])
    name = ".".join(names) or place
    return f"{name}={plain(str(fault['input']))[:80]}" if place == "query" and "input" in fault else name


def _is_json(request: Request) -> bool:
    return "json" in request.headers.get("content-type", "")


async def _written(request: Request) -> str:
    """The reason in a form that was refused: some browsers have forgotten it when one goes back. Another site's words
    are not told as ours."""
    if request.method != "POST" or not same_origin(request):
        return ""
    why = (await request.form(max_fields=math.inf)).get("why", "")
    return why.strip() if isinstance(why, str) else ""


def _page_of_form(request: Request) -> str:
    """The page above an address that takes a form and shows nothing; "" where there is none. A form that was refused
    leaves its address in the browser, which asks for it anew after a crash."""
    path = str(request.scope["path"])
    if _is_program(request):
        return ""
    while path := path.rpartition("/")[0]:
        asked = {**request.scope, "path": path, "method": "GET"}
        if any(route.matches(asked)[0] is Match.FULL for route in request.app.routes):
            return f"{path}?{request.url.query}" if request.url.query else path
    return ""


async def _answer(  # noqa: PLR0913 - one parameter a thing that the page tells
    request: Request,
    status: int,
    what: str,
    remedy: str,
    *,
    detail: str = "",
    sign: str = "",
    written: str = "",
    way: str = "",
) -> Response:
    if _is_program(request):
        return JSONResponse({"detail": what, "remedy": f"{remedy} ({sign})" if sign else remedy}, status)
    if not hasattr(request.state, "visitor"):  # no route was met, so nobody was asked who they are
        request.state.visitor = await run_in_threadpool(_known_visitor, request)
    heading = _HEADINGS.get(status, N_("This could not be shown"))
    values = {"status": status, "heading": heading, "what": what, "remedy": remedy, "detail": detail, "sign": sign}
    values |= {"written": written, "way": way}
    return desk_of(request).page(request, "error.html", values, status=status)


def _noted(request: Request, what: str) -> str:
    """Log an error; gives the word by which it is found there. The query stays out: people's names stand in it."""
    sign = secrets.token_hex(4)
    _log.error("%s: %s %s could not be answered: %s", sign, request.method, plain(request.url.path)[:200], what)
    return sign


def _known_visitor(request: Request) -> Visitor:
    try:
        return identify(request, desk_of(request))
    except AlmenaraError:  # this is already the page of an error
        return NOBODY
