"""Who may what: the one dependency of every route, which refuses unless something here allows.

A route that nobody thought of wants an account to be looked at, and a reviewer to be sent to: to open one further, name
it below. A token opens what programs use, and nothing else; a judgement by a program always takes a token.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from fastapi import Request

from core.errors import AlmenaraError, NotFoundError
from store.accounts import sessions, tokens
from store.accounts.records import Scope, Token
from web.accounts import cookie
from web.desk import AtDesk, Desk
from web.languages import marked_text as N_
from web.visitor import Visitor

OPEN = ("/sign-in", "/language", "/health")
"""Before anybody has signed in. /static is no route but a mount: our own few files."""
OWN = ("/account", "/sign-out")
"""Everybody's own affairs, whatever their role."""
KEPT = ("/searches",)
"""Searches that people keep: each their own, whatever their role."""
ADMIN = ("/accounts",)
HIDING = ("/hidden",)
"""Names hidden for who asks: by admins, and at an open desk."""
PROGRAMS = ("/api", "/match", "/reconcile", "/flags.atom")
EXPORTS = ("/search.csv", "/search.xlsx", "/operators.csv")
DOSSIER, BUNDLE = "/dossier.pdf", "/bundle"
"""How the address of a file that leaves the desk ends, wherever it begins; a bundle is noted, so it is sent for."""
READ_BY_POST = ("/match", "/reconcile")
SIGN_IN, ACCOUNT = "/sign-in", "/account"


class Need(StrEnum):
    """What a request takes."""

    NOTHING = "nothing"
    READ = "read"
    EXPORT = "export"
    KEEP = "keep"
    DECIDE = "decide"
    OWN = "own"
    ADMIN = "admin"
    HIDE = "hide"


_PLACES = (
    (OPEN, Need.NOTHING),
    (ADMIN, Need.ADMIN),
    (HIDING, Need.HIDE),
    (OWN, Need.OWN),
    (READ_BY_POST, Need.READ),
    (KEPT, Need.KEEP),
)
_SCOPES = {Need.READ: Scope.READ, Need.EXPORT: Scope.EXPORT, Need.DECIDE: Scope.DECIDE}


class RefusalError(AlmenaraError):
    """Not for this visitor; `to` is the page that helps one who only looks."""

    def __init__(self, status: int, what: str, *, remedy: str = "", to: str = "") -> None:
        super().__init__(what, remedy=remedy)
        self.status = status
        self.to = to


def needed(method: str, path: str) -> Need:
    """What a request of this path takes."""
    for places, need in _PLACES:
        if under(path, places):
            return need
    if method in ("GET", "HEAD"):
        return Need.EXPORT if under(path, EXPORTS) or path.endswith(DOSSIER) else Need.READ
    return Need.EXPORT if path.startswith("/flags/") and path.endswith(BUNDLE) else Need.DECIDE


def under(path: str, places: tuple[str, ...]) -> bool:
    """Whether the path is one of these, or below one."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def admitted(request: Request, desk: AtDesk) -> None:
    """The dependency of every route: finds out who asks, keeps it for the pages, and refuses what they may not.

    Raises:
        RefusalError: this visitor may not.
        NotFoundError: pages of accounts, at a desk without.
    """
    visitor = identify(request, desk)
    request.state.visitor = visitor
    path = str(request.scope["path"])  # what the routes go by; request.url also holds what the Host header says
    need = needed(request.method, path)
    if not desk.settings.web.signed_in and (need in (Need.OWN, Need.ADMIN) or under(path, (SIGN_IN,))):
        raise NotFoundError("This desk has no accounts.", remedy='Set web.accounts = "required" for them.')
    if need is Need.NOTHING:
        return
    if visitor.token is not None:
        _check_token(visitor, need, path)
    elif need is Need.DECIDE and under(path, PROGRAMS):
        raise RefusalError(401, "A judgement by a program needs a token.", remedy="Send it as Authorization: Bearer.")
    else:
        _check_person(request, visitor, need)


def identify(request: Request, desk: Desk) -> Visitor:
    """Who asks. A session is used, a token too: that is written down once a minute.

    Raises:
        RefusalError: the token that was sent opens nothing.
    """
    now, is_open = desk.clock(), not desk.settings.web.signed_in
    scheme, _, sent = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return Visitor(is_open, token=_token(desk, sent.strip(), now))
    secret = "" if is_open else cookie.held(desk.settings, request)
    if not secret:
        return Visitor(is_open)
    with desk.reading() as session:
        held = sessions.find(session, secret, desk.lifetime, now)
    if held is None or not held.whole:
        return Visitor(is_open)
    if sessions.wants_touch(held, now):
        with desk.database.transaction() as session:
            sessions.touch(session, held, now)
    return Visitor(is_open, session=held)


def _token(desk: Desk, sent: str, now: datetime) -> Token:
    with desk.reading() as session:
        found = tokens.find(session, sent[:200], now)
    if found is None:
        raise RefusalError(401, "This token opens nothing.", remedy="It may be over: make another.")
    if tokens.wants_touch(found, now):
        with desk.database.transaction() as session:
            tokens.touch(session, found, now)
    return found


def _check_token(visitor: Visitor, need: Need, path: str) -> None:
    scope = _SCOPES.get(need)
    if scope is None or not under(path, (*PROGRAMS, *EXPORTS)):
        raise RefusalError(403, "A token opens the API only.", remedy="Sign in for the pages.")
    assert visitor.token is not None  # noqa: S101 - the caller saw it
    if scope not in visitor.token.scopes:
        raise RefusalError(403, f"This token lacks the scope {scope.value}.", remedy="Make one that has it.")
    if need is Need.DECIDE and not visitor.may_decide:
        raise RefusalError(403, "This account decides nothing.", remedy="An admin can make it a reviewer.")


def _check_person(request: Request, visitor: Visitor, need: Need) -> None:
    if visitor.account is None:
        if visitor.open_desk:
            return
        if under(str(request.scope["path"]), PROGRAMS):
            raise RefusalError(401, "This desk takes a token.", remedy="Send it as Authorization: Bearer.")
        raise RefusalError(
            401,
            N_("Nobody is signed in here, so nothing was shown or recorded."),
            remedy=N_("Sign in, then do it once more."),
            to=_first(SIGN_IN, request),
        )
    if need is Need.OWN:
        return
    if not visitor.may_read:
        raise RefusalError(403, N_("Choose a password of your own first."), to=_first(ACCOUNT, request))
    allowed = {
        Need.DECIDE: visitor.may_decide,
        Need.ADMIN: visitor.may_administer,
        Need.HIDE: visitor.may_hide,
    }.get(need, True)
    if not allowed:
        raise RefusalError(403, N_("Your account may not do this."), remedy=N_("An admin can change what it may do."))


def _first(page: str, request: Request) -> str:
    """Another page, which leads back to the one that was asked for."""
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"{page}?to={quote(back[:1500])}"
