"""The web application: put together here, served beyond this machine only with accounts and behind TLS."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from core.errors import SettingsError
from core.settings import Settings
from store import views
from store.session import Database
from web import (
    api,
    clearing_api,
    comparing,
    contact_pages,
    correction_api,
    decision_api,
    faults,
    feed,
    flag_pages,
    flag_versions,
    guide_pages,
    hiding_pages,
    judgement_api,
    language_pages,
    match_api,
    operator_list,
    operator_pages,
    overview_pages,
    pages,
    pair_pages,
    reconcile_api,
    reconcile_asides,
    removal_api,
    saved_pages,
    search_pages,
    statement_pages,
    uncovering_api,
)
from web.accounts import admin_pages, own_pages, own_tokens, sign_in_pages
from web.accounts.access import admitted
from web.audit import on_record
from web.desk import AtDesk, Desk, now
from web.etags import ETags
from web.forms import FormTokens
from web.guard import Guard, allowed_hosts, check_reach, is_https, is_loopback
from web.heads import Heads
from web.known_parameters import known_parameters
from web.long_work import LongWork
from web.schemas import Fault
from web.templating import STATIC, templates

_TAGGED = ("/api/", "/flags.atom")


def create_app(settings: Settings, *, clock: Callable[[], datetime] = now) -> FastAPI:
    """The application over the database that the settings name; its schema must be up to date.

    Raises:
        SettingsError: web.host is not this machine, and accounts or TLS are missing.
    """
    check_reach(settings)
    database = Database(settings.database)
    long_work = LongWork[Any]()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        long_work.close()
        database.close()

    app = FastAPI(
        title="Almenara",
        version="1",
        openapi_url=None,  # it would be a route without our dependency: _include_routers has its own
        docs_url=None,  # the built-in pages load their scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        dependencies=[Depends(admitted)],
    )
    app.state.desk = Desk(settings, database, templates(settings), FormTokens(), clock, long_work)
    _include_routers(app)
    app.mount("/static", _Static(directory=STATIC), name="static")
    faults.install(app)
    app.add_middleware(ETags, paths=_TAGGED)
    app.add_middleware(Heads)
    proxies = settings.web.trusted_proxies
    if proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(proxies))
    secure = settings.web.signed_in and is_https(settings)
    app.add_middleware(Guard, hosts=allowed_hosts(settings), proxies=proxies, secure=secure)
    return app


def _include_routers(app: FastAPI) -> None:
    app.include_router(sign_in_pages.router)
    app.include_router(own_pages.router)
    app.include_router(own_tokens.router)
    app.include_router(guide_pages.router)
    app.include_router(language_pages.router)
    app.include_router(hiding_pages.waiting)
    recorded = [Depends(on_record)]
    shown = (
        admin_pages, pages, operator_list, operator_pages, statement_pages, contact_pages, comparing, pair_pages,
        flag_pages, flag_versions, overview_pages, search_pages, saved_pages, hiding_pages, feed,
    )  # fmt: skip
    for module in shown:
        app.include_router(module.router, dependencies=recorded)
    for_programs = [Depends(HTTPBearer(auto_error=False, description="A token of `almenara user token`."))]
    refused: dict[int | str, dict[str, Any]] = {401: {"model": Fault}, 403: {"model": Fault}}
    exact = [Depends(known_parameters)]
    for module in (
        api,
        decision_api,
        clearing_api,
        correction_api,
        removal_api,
        judgement_api,
        match_api,
        uncovering_api,
    ):
        app.include_router(module.router, dependencies=[*for_programs, *exact, *recorded], responses=refused)
    # OpenRefine sends parameters of its own, and the Reconciliation API lets it. What it asks before it asks for
    # anybody shows nobody, and the routes that show somebody put it on record themselves.
    for module in (reconcile_api, reconcile_asides):
        app.include_router(module.router, dependencies=for_programs, responses=refused)

    @app.get("/api/v1/openapi.json", include_in_schema=False)
    def contract() -> dict[str, object]:
        return app.openapi()

    @app.get("/health", include_in_schema=False)
    def health(desk: AtDesk) -> dict[str, str]:
        with desk.reading() as session:  # what can't be read is answered with 503
            views.runs(session, limit=1)
        return {"status": "ok"}


def led_elsewhere(settings: Settings) -> str:
    """A word, if links lead to this machine and not to the port that is served: who moved one may forget the other."""
    parts, web = urlsplit(settings.mail.base_url), settings.web
    if web.trusted_proxies or not is_loopback(parts.hostname or "") or (parts.port or 80) == web.port:
        return ""
    told = "links of mails, webhooks, the feed and OpenRefine lead"
    return f"almenara: {told} to {settings.mail.base_url} (mail.base_url), and not here.\n"


def serve(settings: Settings) -> None:
    """Bring the schema up to date, then serve until stopped.

    Raises:
        SettingsError: web.host is not this machine, and accounts or TLS are missing; or nobody can listen there.
        StoreError: the database can't be used.
    """
    app = create_app(settings)
    app.state.desk.database.upgrade()
    _try_port(settings)
    sys.stderr.write(f"The pages are at http://{settings.web.host}:{settings.web.port}/ (Ctrl-C ends them).\n")
    sys.stderr.write(led_elsewhere(settings))
    uvicorn.run(
        app,
        host=settings.web.host.strip("[]"),
        port=settings.web.port,
        log_level="warning",
        access_log=False,  # what people search for stands in addresses
        server_header=False,
        proxy_headers=False,  # uvicorn would believe any program on this machine: create_app believes the proxies
    )


def _try_port(settings: Settings) -> None:
    """Say what is wrong with web.host and web.port in our words; uvicorn would end with its own, and no remedy."""
    host, port = settings.web.host.strip("[]"), settings.web.port
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise SettingsError(
            f"The pages can't be served at {settings.web.host}, port {port}: {why}.",
            remedy="End what is there, or set another web.port or web.host (ALMENARA_WEB__PORT, ALMENARA_WEB__HOST).",
        ) from error


class _Static(StaticFiles):
    """Our own few files; their address changes with their content, so browsers may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response
