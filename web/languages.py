"""In which language a page speaks: chosen by the browser's wish or the reader's own choice, kept in a cookie or with
an account."""

from __future__ import annotations

from starlette.requests import Request

from core.languages import DEFAULT, LOCALE, NAMES, Language, language, marked_text, speaking, spoken
from web.visitor import visitor_of

__all__ = ["COOKIE", "LOCALE", "NAMES", "Language", "language", "marked_text", "speaking", "spoken", "wanted"]

COOKIE = "almenara_language"


def wanted(request: Request) -> Language:
    """The language that was chosen in this browser (a cookie), else that of the account which signed in here, else the
    first that the browser wishes for and that we have, else English."""
    session = visitor_of(request).session
    for chosen in (request.cookies.get(COOKIE, ""), session.account.language if session else ""):
        if chosen in NAMES:
            return language(chosen)
    wishes: list[tuple[float, str]] = []
    for wish in request.headers.get("accept-language", "")[:500].split(","):
        tag, _, quality = wish.strip().partition(";q=")
        code = tag.partition("-")[0].lower()
        if code in NAMES:
            wishes.append((_quality(quality), code))
    best = max(wishes, key=lambda wish: wish[0], default=(1.0, DEFAULT))
    return language(best[1] if best[0] > 0 else DEFAULT)


def _quality(written: str) -> float:
    try:
        return float(written) if written else 1.0
    except ValueError:
        return 0.0
