"""The cookie of a session. Lax, not Strict: a link in a mail must find its reader signed in, and form tokens guard
whatever changes something. Where people come by https its name begins with __Host-, which no other host can plant."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from core.settings import Settings
from web.guard import is_https

_NAME = "almenara_session"


def cookie_name(settings: Settings) -> str:
    """What the cookie is called here."""
    return f"__Host-{_NAME}" if is_https(settings) else _NAME


def held(settings: Settings, request: Request) -> str:
    """The session's id that the browser sent; empty where it sent none."""
    return request.cookies.get(cookie_name(settings), "")[:200]


def keep(settings: Settings, response: Response, secret: str) -> None:
    """Until the browser closes; the server ends it earlier."""
    response.set_cookie(
        cookie_name(settings), secret, path="/", httponly=True, samesite="lax", secure=is_https(settings)
    )


def drop(settings: Settings, response: Response) -> None:
    """Forget it."""
    response.delete_cookie(cookie_name(settings), path="/", httponly=True, samesite="lax", secure=is_https(settings))
