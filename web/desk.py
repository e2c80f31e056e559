"""What every page needs at hand: the memory, the settings, the templates, the form tokens. One an application."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import Depends, Path, Request
from fastapi.templating import Jinja2Templates
from starlette.responses import Response
from starlette.routing import Match

from core.settings import Settings
from store import runs
from store.accounts.sessions import Lifetime
from store.lock import holder
from store.session import Database, Session
from web.forms import FormTokens
from web.languages import speaking, wanted
from web.long_work import LongWork
from web.visitor import visitor_of


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that pages share."""

    settings: Settings
    database: Database
    templates: Jinja2Templates
    tokens: FormTokens
    clock: Callable[[], datetime]
    long_work: LongWork[Any]

    @property
    def lifetime(self) -> Lifetime:
        """How long a session lives."""
        web = self.settings.web
        return Lifetime(timedelta(minutes=web.session_idle_minutes), timedelta(hours=web.session_hours))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One moment of the memory; nothing is kept that is written in it."""
        with self.database.reading() as session:
            yield session

    def at_work(self, session: Session) -> int:
        """The night that somebody is at now; 0 for none. Lines of another that say `running` were cut off."""
        newest = runs.unfinished(session)
        return newest.run_id if newest is not None and holder(self.database) else 0

    def page(
        self, request: Request, template: str, values: Mapping[str, object], *, section: str = "", status: int = 200
    ) -> Response:
        """A page; `section` is the entry of the main navigation that it stands under. Where what was asked does not say
        where the page is, `values` name it (`here`)."""
        context = {"here": _here(request), **values, "section": section, "visitor": visitor_of(request)}
        with speaking(wanted(request)):
            answer = self.templates.TemplateResponse(request, template, context, status_code=status)
        answer.headers["Vary"] = "Cookie, Accept-Language"
        return answer


def desk_of(request: Request) -> Desk:
    """The desk of the application that answers this request."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)  # noqa: S101 - create_app put it there
    return desk


def _here(request: Request) -> str:
    """The address that a reader comes back to after choosing a language; from a form that was sent and not taken the
    page that it stands on, which has the same address or is the next above it."""
    if request.method in {"GET", "HEAD"}:
        return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    path, query = request.url.path, f"?{request.url.query}" if request.url.query else ""
    while path:
        asked = {**request.scope, "method": "GET", "path": path}
        if any(route.matches(asked)[0] is Match.FULL for route in request.app.routes):
            return f"{path}{query}"
        path = path.rpartition("/")[0]
    return "/"


AtDesk = Annotated[Desk, Depends(desk_of)]
MAX_ID = 2**31 - 1
"""The largest id that every database takes."""
Id = Annotated[int, Path(ge=1, le=MAX_ID)]


EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Before anything was seen."""


def now() -> datetime:
    """The time of a decision or a page, UTC."""
    return datetime.now(UTC)
