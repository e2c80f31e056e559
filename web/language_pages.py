"""The language of a browser, also before anybody signed in. It shows nobody, and so is no view that is put on record:
whoever reaches the first page could write into the audit log without end."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from core.errors import NotFoundError
from web import languages
from web.forms import set_cookie, within

router = APIRouter(include_in_schema=False)


@router.get("/language/{code}")
def speak(code: str, to: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """Remember a language in this browser, and go back to the page."""
    if code not in languages.NAMES:
        raise NotFoundError(f"The pages do not speak {code!r}.", remedy="They speak es, en and pt.")
    response = RedirectResponse(within(to), status_code=303)
    set_cookie(response, languages.COOKIE, code, days=365)
    return response
