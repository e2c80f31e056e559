"""Proof that a form was sent from one of our own pages: a signed double-submit token, and the browser's own word.

The cookie holds a random number, the form its HMAC under a key that lives as long as the process. A page of another
origin, or a program on another port that plants cookies, can't make the pair.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "almenara_form"
_LENGTH = 43  # of secrets.token_urlsafe(32)


class FormTokens:
    """Makes and checks the tokens of one process."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def issue(self, request: Request) -> tuple[str, str]:
        """The cookie's value (the browser's own where it has one) and the token for the form."""
        held = request.cookies.get(COOKIE, "")
        cookie = held if len(held) == _LENGTH and held.isascii() else secrets.token_urlsafe(32)
        return cookie, self._sign(cookie)

    def accepts(self, request: Request, token: str) -> bool:
        """Whether the form came from a page of this process, opened by this browser."""
        cookie = request.cookies.get(COOKIE, "")
        return (
            bool(cookie) and hmac.compare_digest(self._sign(cookie).encode(), token.encode()) and _same_origin(request)
        )

    def _sign(self, cookie: str) -> str:
        return hmac.new(self._key, cookie.encode(), sha256).hexdigest()


def set_cookie(response: Response, name: str, value: str, *, days: int = 0) -> None:
    """A cookie that scripts can't read and other sites can't send. 0 days: until the browser closes."""
    age = days * 86_400 or None
    response.set_cookie(name, value, max_age=age, path="/", httponly=True, samesite="strict")


def _same_origin(request: Request) -> bool:
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
