"""Every route of the application refuses what nobody allowed: walked, so that a new one can't be forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Mount

from core.settings import Settings
from core.terms import FlagState
from evidence.custody import CustodyLog
from store import audit, saved_searches, views
from store.accounts import people
from store.accounts.mailboxes import set_mailbox
from store.accounts.records import Act, Scope
from store.outgoing import recipients
from store.outgoing.recipients import Recipient
from store.search import SearchFilter
from store.session import Database
from tests.store.make import analysis, mention, read
from tests.web.accounts.doors import Clock, form_token
from tests.web.conftest import ORIGIN
from tests.web.seed import NOW
from web.accounts.access import OPEN, PROGRAMS, Need, needed, under
from web.app import create_app

MakeToken = Callable[..., dict[str, str]]
EVEN_OPEN = {"/sign-in", "/sign-in/code", "/language/{code}", "/health"}


def walk(routes: list[object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Method and path of every route, also of those in routers that were included."""
    for route in routes:
        if isinstance(route, Mount):
            assert route.path == "/static", "what is mounted has no dependency of ours"
            continue
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from walk(inner.routes, prefix)
            continue
        assert hasattr(route, "dependant"), f"{route!r} is a route without dependencies"
        for method in route.methods - {"HEAD", "OPTIONS"}:
            yield method, prefix + route.path


@pytest.fixture(scope="module")
def every_route(watch_files: object) -> list[tuple[str, str]]:
    from tests.web.conftest import settings_in

    found = sorted(walk(list(create_app(settings_in(watch_files)).routes)))  # type: ignore[arg-type]
    assert len(found) > 40
    assert ("POST", "/flags/{flag_id}/decisions") in found
    assert ("GET", "/api/v1/openapi.json") in found
    return found


def filled(path: str) -> str:
    return re.sub(r"\{(\w+)(:path)?\}", lambda hole: {"code": "es", "form": "csv"}.get(hole[1], "1"), path)


def test_nothing_is_open_before_signing_in(stranger: TestClient, every_route: list[tuple[str, str]]) -> None:
    assert {path for _method, path in every_route if needed("GET", path) is Need.NOTHING} == EVEN_OPEN
    for method, path in every_route:
        if path in EVEN_OPEN:
            continue
        answer = stranger.request(method, filled(path), **({"data": {"x": "1"}} if method != "GET" else {}))
        if under(path, PROGRAMS) and (method, path) != ("POST", "/match/{dataset}"):
            assert answer.status_code in (401, 422), (method, path)  # 422: not even JSON
        elif method == "GET":
            assert answer.status_code == 303, (method, path)
            assert answer.headers["location"].startswith("/sign-in?to="), path
        else:
            assert answer.status_code in (401, 422), (method, path)
        assert "ViveOnline" not in answer.text, path


def test_every_form_needs_its_token(ada: TestClient, every_route: list[tuple[str, str]]) -> None:
    data = {
        "role": "reader", "disabled": "true", "version": "1", "to": "confirmed", "why": "x", "who": "x", "login": "eve",
        "name": "Eve", "queries": "{}", "language": "es", "left": "1", "right": "2", "verdict": "same",
    }  # fmt: skip
    walked = 0
    for method, path in every_route:
        if method == "GET" or under(path, PROGRAMS):
            continue
        walked += 1
        for sent in (data, data | {"token": "0" * 64}, data | {"token": "é"}):
            answer = ada.request(method, filled(path), data=sent)
            assert answer.status_code in (403, 404, 422), (method, path, answer.status_code)
            assert answer.status_code != 422 or path.startswith("/searches"), (path, answer.text)
    assert walked >= 14


def test_a_reader_takes_a_bundle_under_their_own_name(
    rita: TestClient, closed: Settings, flag_ids: dict[str, int]
) -> None:
    flag_id = min(flag_ids.values())
    assert 'id="who-bundle"' not in rita.get(f"/flags/{flag_id}").text  # who has signed in is not asked
    token = form_token(rita, f"/flags/{flag_id}")
    assert rita.post(f"/flags/{flag_id}/bundle", data={"token": token, "who": "Rosa Ñandú"}).status_code == 200
    assert list(CustodyLog(closed.archive_root).entries())[-1].actor == "Rita Reyes"


def test_a_reader_sees_and_sends_nothing(
    rita: TestClient, database: Database, flag_ids: dict[str, int], every_route: list[tuple[str, str]]
) -> None:
    flag_id = min(flag_ids.values())
    page = rita.get(f"/flags/{flag_id}")
    assert page.status_code == 200
    assert "Your account may look" in page.text
    assert '/decisions"' not in page.text
    token = form_token(rita, "/account")
    sent = {"token": token, "version": "1", "to": "confirmed", "why": "x", "who": "Rosa Ñandú"}
    for method, path in every_route:
        if needed(method, path) not in (Need.DECIDE, Need.ADMIN):
            continue
        answer = rita.request(method, filled(path), data=sent)
        assert answer.status_code in (401, 403, 422), (method, path)
    with database.reading() as session:
        assert views.flag(session, flag_id).summary.state is FlagState.NEW
    assert rita.get("/accounts").status_code == 403


def test_a_reviewer_decides_under_their_own_name(
    rosa: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    flag_id = min(flag_ids.values())
    page = rosa.get(f"/flags/{flag_id}").text
    assert "You decide as" in page
    assert 'name="who" required' not in page
    token = form_token(rosa, f"/flags/{flag_id}")
    sent = {"token": token, "version": "1", "to": "confirmed", "why": "seen", "who": "Somebody Else"}
    answer = rosa.post(f"/flags/{flag_id}/decisions", data=sent)
    assert answer.status_code == 303
    assert "almenara_who" not in answer.headers.get("set-cookie", "")
    with database.reading() as session:
        assert [each.who for each in views.flag(session, flag_id).decisions] == ["Rosa Ñandú"]
    assert rosa.get("/accounts").status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "need"),
    [
        ("GET", "/", Need.READ), ("GET", "/flags/1", Need.READ), ("POST", "/flags/1/decisions", Need.DECIDE),
        ("POST", "/flags/1/bundle", Need.EXPORT),
        ("POST", "/never/thought/of", Need.DECIDE), ("DELETE", "/flags/1", Need.DECIDE), ("GET", "/x", Need.READ),
        ("POST", "/match/watchlist", Need.READ), ("GET", "/search.csv", Need.EXPORT),
        ("GET", "/operators.csv", Need.EXPORT),
        ("GET", "/operators/1/dossier.pdf", Need.EXPORT), ("GET", "/api/v1/operators/1/dossier.pdf", Need.EXPORT),
        ("POST", "/searches", Need.KEEP), ("POST", "/searches/1/forget", Need.KEEP), ("GET", "/accounts", Need.ADMIN),
        ("POST", "/accounts/1/role", Need.ADMIN), ("POST", "/account/password", Need.OWN),
        ("GET", "/sign-in", Need.NOTHING), ("GET", "/sign-inx", Need.READ), ("GET", "/accountsx", Need.READ),
        ("GET", "//sign-in", Need.READ), ("GET", "/Sign-In", Need.READ), ("POST", "/api/v1/anything", Need.DECIDE),
    ],
)  # fmt: skip
def test_what_a_path_takes(method: str, path: str, need: Need) -> None:
    assert needed(method, path) is need


def test_what_is_open_stays_little() -> None:
    assert OPEN == ("/sign-in", "/language", "/health")


def test_an_open_desk_is_as_it_was(client: TestClient, flag_ids: dict[str, int]) -> None:
    for path in ("/", f"/flags/{min(flag_ids.values())}", "/api/v1/flags", "/flags.atom", "/health"):
        assert client.get(path).status_code == 200
    assert 'name="who" required' in client.get(f"/flags/{min(flag_ids.values())}").text
    for path in ("/sign-in", "/account", "/accounts"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "no accounts" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8321/sign-in?", "127.0.0.1/health#", "127.0.0.1:8321/sign-in/code?x="])
def test_the_host_header_opens_nothing(stranger: TestClient, flag_ids: dict[str, int], host: str) -> None:
    """Addresses are put together from it: what it says of a path must not count."""
    answer = stranger.get(f"/flags/{min(flag_ids.values())}", headers={"host": host})
    assert answer.status_code == 421


def test_unknown_addresses_tell_strangers_nothing(stranger: TestClient) -> None:
    answer = stranger.get("/nowhere")
    assert answer.status_code == 404
    assert 'aria-label="Main"' not in answer.text
    assert stranger.get("/static/almenara.css").status_code == 200
    assert stranger.get("/static/../flags/1").status_code != 200
    assert stranger.get("/language/../flags/1").status_code != 200


def test_strangers_write_nothing_into_the_audit_log(stranger: TestClient, database: Database) -> None:
    """Each choice of a language was a view on record, by whoever reached the first page, without end."""
    with database.reading() as session:
        before = audit.head(session)
    for path in (
        "/language/es",
        "/language/xx",
        "/",
        "/flags/1",
        "/api/v1/flags",
        "/flags.atom",
        "/sign-in",
        "/health",
    ):
        stranger.get(path, follow_redirects=False)
    with database.reading() as session:
        assert audit.head(session) == before


def test_no_alert_is_offered_to_a_mailbox_that_gets_no_digest(rita: TestClient, database: Database) -> None:
    """The form promised it, and then refused the search: name another address, it said, and had no field for one."""
    with database.transaction() as session:
        set_mailbox(session, people.find(session, "rita").account_id, "rita@fiscalia.example", Act("ada", NOW))
    for paused in (None, True, False):
        if paused is not None:
            told = Recipient("rita@fiscalia.example", paused=paused)
            with database.transaction() as session:
                (recipients.add if paused else recipients.change)(session, told, who="ada", now=NOW)
        page = rita.get("/search?q=sol").text
        assert ('name="alert"' in page) == (paused is False)
        assert ("no digest goes to rita@fiscalia.example" in page) == (paused is not False)


def test_a_search_that_alerts_nobody_any_more_says_so(rita: TestClient, database: Database) -> None:
    """It went on saying that it alerts by mail, after its mailbox had been paused."""
    told = Recipient("rita@fiscalia.example")
    with database.transaction() as session:
        set_mailbox(session, people.find(session, "rita").account_id, told.address, Act("ada", NOW))
        recipients.add(session, told, who="ada", now=NOW)
    sent = {"token": form_token(rita, "/search?q=sol"), "query": "q=sol", "name": "sol", "alert": "true"}
    assert rita.post("/searches", data=sent).status_code == 303
    assert "Alerts by mail" in rita.get("/search").text
    with database.transaction() as session:
        recipients.change(session, replace(told, paused=True), who="ada", now=NOW)
    page = rita.get("/search").text
    assert "Alerts by mail" not in page
    assert 'Alerts nobody now</span> <span class="quiet">No digest goes to its address.</span>' in page


def test_a_reader_keeps_searches_of_their_own_that_alert_nobody_else(rita: TestClient, database: Database) -> None:
    sent = {"token": form_token(rita, "/search?q=sol"), "query": "q=sol", "name": "sol", "who": "Somebody Else"}
    page = rita.get("/search?q=sol").text
    assert "no mail address is noted for your account" in page
    assert 'name="address"' not in page
    others = {"address": "desk@fiscalia.example", "alert": "true"}  # whatever a form says
    with database.transaction() as session:
        recipients.add(session, Recipient("desk@fiscalia.example"), who="ada", now=NOW)
        recipients.add(session, Recipient("rita@fiscalia.example"), who="ada", now=NOW)
    assert rita.post("/searches", data=sent | others).status_code == 303
    assert "Whoever signs in here sees it, with your name." in page
    with database.transaction() as session:
        rita_s = people.find(session, "rita")
        set_mailbox(session, rita_s.account_id, "Rita <RITA@fiscalia.example>", Act("ada", NOW))
    assert "rita@fiscalia.example" in rita.get("/search?q=sol").text
    assert rita.post("/searches", data=sent | others | {"name": "again"}).status_code == 303
    with database.reading() as session:
        kept = {each.name: (each.owner, each.mailbox) for each in saved_searches.saved(session)}
    assert kept == {"sol": ("Rita Reyes", ""), "again": ("Rita Reyes", "rita@fiscalia.example")}
    page = rita.get("/search")
    assert page.text.count("/forget") == 2
    token = form_token(rita, "/search?q=sol")
    assert rita.post("/searches/1/forget", data={"token": token}).status_code == 303
    assert rita.get("/search?q=sol").text.count("/forget") == 1


def test_nobody_forgets_the_search_of_another(rosa: TestClient, database: Database) -> None:
    with database.transaction() as session:
        saved_searches.save(session, "sol", SearchFilter(), name="sol", owner="Rita Reyes", now=NOW)
    page = rosa.get("/search?q=sol").text
    assert "Rita Reyes" in page
    assert "/forget" not in page
    sent = {"token": form_token(rosa, "/search?q=sol"), "who": "Rita Reyes"}
    assert rosa.post("/searches/1/forget", data=sent).status_code == 404


def test_an_admin_forgets_the_search_of_another_and_whose_it_was_is_on_record(
    ada: TestClient, database: Database
) -> None:
    with database.transaction() as session:
        saved_searches.save(session, "sol", SearchFilter(), name="sol", owner="Rita Reyes", now=NOW)
    assert "/searches/1/forget" in ada.get("/search?q=sol").text
    sent = {"token": form_token(ada, "/search?q=sol")}
    assert ada.post("/searches/1/forget", data=sent).status_code == 303
    with database.reading() as session:
        assert saved_searches.saved(session) == []
        entry = audit.last(session, "search forgotten")
        assert entry is not None
        assert (entry.actor, entry.details["owner"]) == ("Ada Admin", "Rita Reyes")


# Programs


def test_tokens_open_the_api_within_their_scopes(
    stranger: TestClient, token_of: MakeToken, flag_ids: dict[str, int]
) -> None:
    read, export = token_of("rita", Scope.READ), token_of("rita", Scope.EXPORT)
    asked = {"queries": {"a": {"properties": {"name": ["ViveOnline"]}}}}
    for path in ("/api/v1/flags", "/flags.atom", "/reconcile", "/api/v1/openapi.json"):
        refused = stranger.get(path)
        assert (refused.status_code, refused.json()["remedy"]) == (401, "Send it as Authorization: Bearer.")
        assert stranger.get(path, headers=read).status_code == 200, path
        assert stranger.get(path, headers=export).status_code == 403
    assert stranger.post("/match/watchlist", json=asked, headers=read).status_code == 200
    refused = stranger.post("/match/watchlist", json=asked)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == "Bearer"
    assert stranger.get("/search.csv?q=a", headers=export).status_code == 200
    assert stranger.get("/api/v1/operators/1/dossier.pdf", headers=export).status_code == 200
    assert stranger.get("/api/v1/operators/1/dossier.pdf", headers=read).status_code == 403
    for path in ("/search.csv?q=a", "/operators.csv"):  # a page would be written into the file that a program keeps
        refused = stranger.get(path, headers=read)
        assert (refused.status_code, refused.json()["detail"]) == (403, "This token lacks the scope export.")
        refused = stranger.get(path, headers={"Authorization": "Bearer alm_x"}, follow_redirects=False)
        assert (refused.status_code, refused.headers["content-type"]) == (401, "application/json")
    for page in ("/", "/account", f"/flags/{min(flag_ids.values())}", "/accounts"):
        assert stranger.get(page, headers=read).status_code == 403, page
    for wrong in ("Bearer ", "Bearer alm_x", "Bearer " + "x" * 5000, "bearer \xff"):
        answer = stranger.get("/api/v1/flags", headers={"Authorization": wrong.encode("latin-1")})  # type: ignore[dict-item]
        assert answer.status_code == 401


def test_a_program_decides_in_its_persons_name(
    stranger: TestClient, token_of: MakeToken, database: Database, flag_ids: dict[str, int]
) -> None:
    flag_id = min(flag_ids.values())
    path, decide = f"/api/v1/flags/{flag_id}/decisions", token_of("rosa", Scope.READ, Scope.DECIDE)
    wanted = {"to": "dismissed", "why": "a coach line", "version": 1}
    assert stranger.post(path, json=wanted).status_code == 401
    assert stranger.post(path, json=wanted, headers=token_of("rosa", Scope.READ)).status_code == 403
    assert stranger.post(path, json=wanted | {"who": "Eve"}, headers=decide).status_code == 422
    assert stranger.post(path, json=wanted | {"why": ""}, headers=decide).status_code == 422
    assert stranger.post("/api/v1/flags/9999/decisions", json=wanted, headers=decide).status_code == 404
    made = stranger.post(path, json=wanted, headers=decide)
    assert made.status_code == 201
    assert (made.json()["state"], made.json()["version"]) == ("dismissed", 2)
    assert made.json()["decision"]["who"] == "Rosa Ñandú"
    again = stranger.post(path, json=wanted, headers=decide)
    assert again.status_code == 409
    assert "Rosa Ñandú made it dismissed" in again.json()["detail"]
    stays = wanted | {"version": 2, "why": "seen: the same line"}
    assert stranger.post(path, json=stays, headers=decide).status_code == 422  # nothing came since
    with database.transaction() as session:
        revision_id = int(views.flag(session, flag_id).analysis.document_id)
        read(session, analysis(revision_id, [mention("Kantuta del Sur")], reader="rules 2"))
    left = stranger.post(path, json=stays | {"version": 3}, headers=decide)
    assert (left.status_code, left.json()["decision"]["from_state"]) == (201, "dismissed")
    assert not stranger.get(f"/api/v1/flags/{flag_id}", headers=decide).json()["new_evidence"]


def test_a_session_alone_does_not_decide_through_the_api(rosa: TestClient, flag_ids: dict[str, int]) -> None:
    """A form of another site could send it."""
    path = f"/api/v1/flags/{min(flag_ids.values())}/decisions"
    assert rosa.post(path, json={"to": "confirmed", "version": 1}).status_code == 401
    assert rosa.get("/api/v1/flags").status_code == 200


def test_an_open_desk_takes_judgements_of_programs_by_token_only(
    settings: Settings, clock: Clock, token_of: MakeToken, flag_ids: dict[str, int]
) -> None:
    client = TestClient(create_app(settings, clock=clock), base_url=ORIGIN)
    path = f"/api/v1/flags/{min(flag_ids.values())}/decisions"
    wanted = {"to": "confirmed", "why": "seen", "version": 1}
    assert client.post(path, json=wanted).status_code == 401
    assert client.post(path, json=wanted, headers=token_of("rosa", Scope.DECIDE)).status_code == 201
    assert client.get("/api/v1/flags").status_code == 200
