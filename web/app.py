"""The web application: put together here, served on this machine only until the desk has accounts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from core.errors import AlmenaraError, BusyError, ConflictError, InputError, NotFoundError
from core.settings import Settings
from store.session import Database
from web import (
    api,
    feed,
    flag_pages,
    judgement_api,
    match_api,
    operator_pages,
    overview_pages,
    pages,
    pair_pages,
    search_pages,
)
from web.audit import on_record
from web.desk import Desk, desk_of
from web.etags import ETags
from web.forms import FormTokens
from web.guard import Guard, allowed_hosts, check_loopback
from web.languages import marked_text as N_
from web.templating import STATIC, templates

_STATUS = {judgement_api.NobodyError: 403, NotFoundError: 404, ConflictError: 409, InputError: 422, BusyError: 503}
_HEADINGS = {404: N_("There is nothing here"), 405: N_("This can't be done here"), 422: N_("That can't be read")}
_FOR_PROGRAMS = ("/api/", "/match/", "/reconcile")
_TAGGED = ("/api/", "/flags.atom")


def create_app(settings: Settings) -> FastAPI:
    """The application over the database that the settings name; its schema must be up to date.

    Raises:
        SettingsError: web.host is not this machine.
    """
    check_loopback(settings)
    database = Database(settings.database)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        database.close()

    app = FastAPI(
        title="Almenara",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # the built-in pages load their scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = Desk(settings, database, templates(settings), FormTokens())
    app.include_router(pages.router, dependencies=[Depends(on_record)])
    app.include_router(operator_pages.router, dependencies=[Depends(on_record)])
    app.include_router(pair_pages.router, dependencies=[Depends(on_record)])
    app.include_router(flag_pages.router, dependencies=[Depends(on_record)])
    app.include_router(overview_pages.router, dependencies=[Depends(on_record)])
    app.include_router(search_pages.router, dependencies=[Depends(on_record)])
    app.include_router(api.router, dependencies=[Depends(on_record)])
    app.include_router(judgement_api.router, dependencies=[Depends(on_record)])
    app.include_router(match_api.router, dependencies=[Depends(on_record)])
    app.include_router(feed.router, dependencies=[Depends(on_record)])
    app.mount("/static", _Static(directory=STATIC), name="static")
    app.add_exception_handler(AlmenaraError, _on_almenara_error)
    app.add_exception_handler(StarletteHTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_unreadable)
    app.add_middleware(ETags, paths=_TAGGED)
    app.add_middleware(Guard, hosts=allowed_hosts(settings))
    return app


def serve(settings: Settings) -> None:
    """Bring the schema up to date, then serve until stopped.

    Raises:
        SettingsError: web.host is not this machine.
        StoreError: the database can't be used.
    """
    app = create_app(settings)
    app.state.desk.database.upgrade()
    uvicorn.run(
        app, host=settings.web.host.strip("[]"), port=settings.web.port, log_level="warning", server_header=False
    )


class _Static(StaticFiles):
    """Our own few files; their address changes with their content, so browsers may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


async def _on_almenara_error(request: Request, error: Exception) -> Response:
    what, remedy = (error.what, error.remedy) if isinstance(error, AlmenaraError) else (str(error), "")
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 503)
    return _answer(request, status, what, remedy)


async def _on_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException | StarletteHTTPException):
        raise error
    return _answer(request, error.status_code, str(error.detail), "")


async def _on_unreadable(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    named = "; ".join(f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in faults)
    return _answer(request, 422, named or "The request can't be read.", "")


def _answer(request: Request, status: int, what: str, remedy: str) -> Response:
    if request.url.path.startswith(_FOR_PROGRAMS):
        return JSONResponse({"detail": what, "remedy": remedy}, status)
    heading = _HEADINGS.get(status, N_("This could not be shown"))
    values = {"status": status, "heading": heading, "what": what, "remedy": remedy}
    return desk_of(request).page(request, "error.html", values, status=status)
