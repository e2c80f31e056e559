"""Proof that a form was sent from one of our own pages: a signed double-submit token, and the browser's own word.

The cookie holds a random number, the form its HMAC under a key that lives as long as the process; where somebody has
signed in, their session is part of it. A page of another origin, or a program on another port that plants cookies,
can't make the pair.
"""

from __future__ import annotations

import hmac
import math
import secrets
from collections.abc import Callable, Coroutine
from hashlib import sha256
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from core.errors import InputError
from core.text import plain
from web.guard import place_of
from web.languages import marked_text as N_
from web.visitor import visitor_of

COOKIE = "almenara_form"
UNTRUSTED = N_("This form could not be trusted, so nothing was recorded.")
ONCE_MORE = N_("Please send it once more.")
_LENGTH = 43  # of secrets.token_urlsafe(32)


class LongFormRoute(APIRoute):
    """Reads a form of however many fields: how long it may be web.guard says, and another count would lose what was
    typed."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of the route, with the form read before it."""
        answer = super().get_route_handler()

        async def read_before(request: Request) -> Response:
            if request.method == "POST":
                await request.form(max_fields=math.inf)
            return await answer(request)

        return read_before


class FormTokens:
    """Makes and checks the tokens of one process."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def issue(self, request: Request) -> tuple[str, str]:
        """The cookie's value (the browser's own where it has one) and the token for the form."""
        held = request.cookies.get(COOKIE, "")
        cookie = held if len(held) == _LENGTH and held.isascii() else secrets.token_urlsafe(32)
        return cookie, self._sign(request, cookie)

    def accepts(self, request: Request, token: str) -> bool:
        """Whether the form came from a page of this process, opened by this browser."""
        cookie = request.cookies.get(COOKIE, "")
        expected = self._sign(request, cookie).encode()
        return bool(cookie) and hmac.compare_digest(expected, token.encode("utf-8", "replace")) and same_origin(request)

    def refusal(self, request: Request, token: str) -> InputError | None:
        """Why a form is not believed, for the page to say; None where it is."""
        return None if self.accepts(request, token) else InputError(UNTRUSTED, remedy=ONCE_MORE)

    def _sign(self, request: Request, cookie: str) -> str:
        session = visitor_of(request).session
        bound = f"{session.session_id if session else 0}:{cookie}"
        return hmac.new(self._key, bound.encode("utf-8", "replace"), sha256).hexdigest()


def set_cookie(response: Response, name: str, value: str, *, days: int = 0) -> None:
    """A cookie that scripts can't read. Lax, as the session's: a link in a mail must find the language, the name and
    the visit of who reads it, and leave open forms good; other sites' forms don't send it. 0 days: until the browser
    closes."""
    age = days * 86_400 or None
    response.set_cookie(name, value, max_age=age, path="/", httponly=True, samesite="lax")


def drop_cookie(response: Response, name: str) -> None:
    """Forget one of these."""
    response.delete_cookie(name, path="/", httponly=True, samesite="lax")


def within(to: str) -> str:
    """An address of our own pages that a form or a link asks to go back to; anything else leads to the first page.

    Browsers read a backslash as a slash, and leave out control characters: neither may stand there.
    """
    ours = to.startswith("/") and not to.startswith("//") and "\\" not in to and to == plain(to) and len(to) <= 2000
    return to if ours else "/"


def missing(**fields: str) -> str:
    """The fields of a form in which nothing stands, with spaces between; "" where something stands in all of them."""
    return " ".join(name for name, typed in fields.items() if not typed.strip())


def same_origin(request: Request) -> bool:
    """Whether a form was sent from a page of ours, by the browser's own word."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or place_of(origin)[1] == request.headers.get("host", "")
