"""Signing in and out through the pages: cookies, the throttle by a clock set by hand, hostile forms."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from fastapi.testclient import TestClient

from core.settings import Settings
from store import audit, views
from store.accounts import people, totp
from store.accounts.records import AccountRole, Act
from store.session import Database
from tests.web.accounts.doors import PASSWORD, Clock, enter, form_token, send
from tests.web.seed import NOW
from tests.web.stories import REPORT
from web.app import create_app

COOKIE = "almenara_session"


def test_in_out_and_on_record(stranger: TestClient, database: Database) -> None:
    answer = stranger.get("/operators?offset=0")
    assert answer.headers["location"] == "/sign-in?to=/operators%3Foffset%3D0"
    answer = enter(stranger, "rosa", to="/operators?offset=0")
    assert answer.headers["location"] == "/operators?offset=0"
    cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith(f"{COOKIE}="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # plain http on loopback
    assert "Max-Age" not in cookie
    page = stranger.get("/operators")
    assert page.status_code == 200
    assert "Rosa Ñandú" in page.text
    held = stranger.cookies[COOKIE]
    assert send(stranger, "/sign-out").headers["location"] == "/sign-in"
    assert COOKIE not in stranger.cookies
    stranger.cookies.set(COOKIE, held)
    assert stranger.get("/operators").status_code == 303  # ended at the server too
    with database.reading() as session:
        done = [(entry.action, entry.actor) for entry in reversed(audit.entries(session))]
    assert ("signed in", "Rosa Ñandú") in done
    assert ("viewed", "Rosa Ñandú") in done
    assert done[-1] == ("signed out", "Rosa Ñandú")


def test_the_session_is_renewed(stranger: TestClient) -> None:
    stranger.cookies.set(COOKIE, "planted-by-somebody")
    enter(stranger, "rosa")
    first = stranger.cookies.get(COOKIE, domain="127.0.0.1")
    assert first != "planted-by-somebody"
    stranger.cookies.clear()
    enter(stranger, "rosa")
    assert stranger.cookies[COOKIE] != first


def test_one_answer_for_all_that_is_wrong(stranger: TestClient) -> None:
    token = form_token(stranger, "/sign-in")

    def sent(login: str, password: str) -> tuple[int, str]:
        answer = stranger.post("/sign-in", data={"token": token, "login": login, "password": password})
        return answer.status_code, answer.text.replace(login, "LOGIN") if login else answer.text

    known, unknown = sent("rosa", "wrong password"), sent("zora", PASSWORD)
    assert known[0] == 401
    assert known == unknown
    assert "wrong password" not in known[1]
    for login, password in (("rosa\x00", PASSWORD), ("rosa", PASSWORD + "\x00"), ("rosa", "x" * 50_000)):
        assert sent(login, password)[0] in (401, 429)


def test_a_password_of_a_megabyte_is_refused_at_the_door(stranger: TestClient) -> None:
    token = form_token(stranger, "/sign-in")
    answer = stranger.post("/sign-in", data={"token": token, "login": "rosa", "password": "x" * 1_000_000})
    assert answer.status_code == 413


def test_one_spelling_for_every_keyboard(stranger: TestClient, database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        rosa = people.find(session, "rosa")
        people.set_password(session, rosa.account_id, "contrase\u00f1a del caf\u00e9", Act("rosa", clock()), own=True)
    enter(stranger, "ROSA", "contrasen\u0303a del cafe\u0301")


def test_tries_are_slowed_and_never_locked(stranger: TestClient, clock: Clock) -> None:
    for _ in range(5):
        enter(stranger, "rosa", "wrong password", expect=401)
    answer = enter(stranger, "rosa", expect=429)
    assert answer.headers["retry-after"] == "1"
    assert "Nobody is locked out" in answer.text
    clock.move(seconds=1)
    enter(stranger, "rosa", "wrong password", expect=401)
    assert enter(stranger, "rosa", expect=429).headers["retry-after"] == "2"
    clock.move(seconds=2)
    enter(stranger, "rosa")


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
        "/\n/evil.example", "javascript:alert(1)", " //evil.example", "/\x00/evil.example", "evil.example", "",
        "/" * 3000, "/%0d%0aSet-Cookie:x\r\nx: y",
    ],
)  # fmt: skip
def test_the_way_on_stays_in_the_house(stranger: TestClient, to: str) -> None:
    assert enter(stranger, "rosa", to=to[:2000]).headers["location"] == "/"
    assert stranger.get("/sign-in", params={"to": to[:2000]}).headers["location"] == "/"


def test_forms_of_before_are_not_good_after(stranger: TestClient) -> None:
    """The token is bound to the session: what a page showed before signing in opens nothing after it."""
    before = form_token(stranger, "/sign-in")
    enter(stranger, "rosa")
    assert stranger.post("/account/language", data={"token": before, "language": "es"}).status_code == 403
    assert send(stranger, "/account/language", language="es").status_code == 303


def test_sign_in_is_guarded_against_other_sites(stranger: TestClient) -> None:
    data = {"token": form_token(stranger, "/sign-in"), "login": "rosa", "password": PASSWORD}
    assert stranger.post("/sign-in", data=data | {"token": "0" * 64}).status_code == 403
    assert stranger.post("/sign-in", data=data, headers={"Origin": "https://evil.example"}).status_code == 403
    assert COOKIE not in stranger.cookies


def test_a_session_ends_by_idling_and_for_good(stranger: TestClient, clock: Clock) -> None:
    enter(stranger, "rosa")
    for _ in range(16):
        clock.move(minutes=45)
        last = stranger.get("/runs").status_code
    assert last == 303  # twelve hours are over, though it never idled
    enter(stranger, "rosa")
    clock.move(minutes=59)
    assert stranger.get("/runs").status_code == 200
    clock.move(minutes=61)
    assert stranger.get("/runs").status_code == 303


def test_with_a_second_factor(stranger: TestClient, database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        rosa = people.find(session, "rosa")
        totp.prepare(session, rosa.account_id)
        telephone = pyotp.TOTP(totp.pending(session, rosa.account_id)[0])
        earlier = clock() - timedelta(minutes=2)
        assert totp.confirm(session, rosa.account_id, telephone.at(earlier), Act("rosa", earlier))
    answer = enter(stranger, "rosa", to="/runs")
    assert answer.headers["location"] == "/sign-in/code?to=/runs"
    half = stranger.cookies[COOKIE]
    assert stranger.get("/runs").status_code == 303  # half a session opens nothing
    assert send(stranger, "/sign-in/code", "/sign-in/code?to=/runs", code="000000").status_code == 401
    code = telephone.at(clock())
    answer = send(stranger, "/sign-in/code", "/sign-in/code?to=/runs", code=code, to="/runs")
    assert answer.headers["location"] == "/runs"
    assert stranger.cookies[COOKIE] != half
    assert stranger.get("/runs").status_code == 200
    stranger.cookies.clear()
    enter(stranger, "rosa")
    assert send(stranger, "/sign-in/code", "/sign-in/code", code=code).status_code == 401  # used
    clock.move(minutes=6)
    assert stranger.get("/sign-in/code").headers["location"] == "/sign-in?to=/"
    late = stranger.post("/sign-in/code", data={"token": form_token(stranger, "/sign-in"), "code": "1"})
    assert "came too late" in late.text


def test_a_given_password_must_be_changed_first(stranger: TestClient, database: Database, clock: Clock) -> None:
    with database.transaction() as session:
        rosa = people.find(session, "rosa")
        people.set_password(session, rosa.account_id, "a given phrase here", Act("ada", clock()), own=False)
    assert enter(stranger, "rosa", "a given phrase here", to="/runs").headers["location"] == "/account?to=/runs"
    assert stranger.get("/search?q=a%26b").headers["location"] == "/account?to=/search%3Fq%3Da%2526b"
    for path in ("/runs", "/api/v1/flags"):
        assert stranger.get(path).status_code in (303, 403)
    assert "given to you by somebody else" in stranger.get("/account").text
    mine = "a phrase of my own"
    page = stranger.get("/account?to=/runs").text
    assert '<input type="hidden" name="to" value="/runs">' in page
    assert "/language/es?to=/account%3Fto%3D/runs" in page
    given = {"old": "a given phrase here", "new": mine, "to": "/runs"}
    refused = send(stranger, "/account/password", **given, again="")
    assert '<input type="hidden" name="to" value="/runs">' in refused.text
    (marked,) = re.findall(r"<[^>]* autofocus[^>]*>", refused.text)
    assert 'id="again"' in marked
    assert ' required autocomplete="new-password" aria-invalid="true" aria-describedby="problem"' in marked
    assert send(stranger, "/account/password", **given, again=mine).headers["location"] == "/runs"
    assert stranger.get("/runs").status_code == 200


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil"]
)
def test_another_password_leads_nowhere_else(stranger: TestClient, to: str) -> None:
    enter(stranger, "rosa")
    page = stranger.get("/account", params={"to": to}).text
    assert "evil" not in page
    assert '<input type="hidden" name="to" value="/">' in page
    mine = "a phrase of my own"
    answer = send(stranger, "/account/password", old=PASSWORD, new=mine, again=mine, to=to)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_no_secret_is_logged_or_told(
    stranger: TestClient, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    enter(stranger, "rosa", "wrong secret phrase", expect=401)
    enter(stranger, "typed my passphrase here", "x", expect=401)
    enter(stranger, "rosa")
    with database.reading() as session:
        lines = "".join(entry.line.decode() for entry in audit.entries(session))
    said = lines + "".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    for secret in (PASSWORD, "wrong secret phrase", "typed my passphrase", stranger.cookies[COOKIE]):
        assert secret not in said


# Behind a proxy


@pytest.fixture
def proxied(closed: Settings) -> Settings:
    """A desk that is reached by https, through a proxy at 10.0.0.1."""
    web = closed.web.model_copy(update={"host": "0.0.0.0", "trusted_proxies": ("10.0.0.1",)})
    mail = closed.mail.model_copy(update={"base_url": "https://desk.example"})
    return closed.model_copy(update={"web": web, "mail": mail})


def test_cookies_are_secure_behind_a_proxy(proxied: Settings, clock: Clock) -> None:
    app = create_app(proxied, clock=clock)
    with TestClient(app, "https://desk.example", client=("10.0.0.1", 5), follow_redirects=False) as client:
        answer = enter(client, "rosa")
        cookies = answer.headers.get_list("set-cookie") + client.get("/language/es").headers.get_list("set-cookie")
        assert client.get("/runs").status_code == 200
        assert answer.headers["strict-transport-security"].startswith("max-age=")
    assert any(each.startswith("__Host-almenara_session=") for each in cookies)
    assert len(cookies) > 1
    for each in cookies:
        assert "; Secure" in each
        assert each.count("Secure") == 1
        assert "Domain" not in each


def test_only_the_proxy_is_believed_about_addresses(proxied: Settings, database: Database, clock: Clock) -> None:
    def address_seen(peer: str) -> str:
        with TestClient(create_app(proxied, clock=clock), "https://desk.example", client=(peer, 5)) as client:
            client.follow_redirects = False
            client.headers["X-Forwarded-For"] = "198.51.100.1, 203.0.113.5"
            enter(client, "rosa")
        with database.reading() as session:
            return str(audit.entries(session, limit=1)[0].details["address"])

    assert address_seen("10.0.0.1") == "203.0.113.5"  # what the proxy saw, not what the visitor claims
    assert address_seen("127.0.0.1") == "127.0.0.1"


def test_the_way_around_the_proxy_is_closed(proxied: Settings) -> None:
    with TestClient(create_app(proxied), "https://desk.example", client=("10.0.0.9", 5)) as client:
        answer = client.get("/sign-in", headers={"X-Forwarded-For": "10.0.0.1"})
        assert answer.status_code == 403
        assert "mail.base_url" in answer.text


def test_what_was_written_is_told_back_where_the_session_ran_out(
    rosa: TestClient, clock: Clock, database: Database, flag_ids: dict[str, int]
) -> None:
    """Firefox forgets what was typed into a page that is not to be stored: whoever went back had lost their reason."""
    page = f"/flags/{flag_ids[REPORT.title]}"
    why = "First line.\n\n<b>Second</b>"
    sent = {"token": form_token(rosa, page), "version": "1", "to": "dismissed", "why": why}
    clock.move(hours=2)
    refused = rosa.post(f"{page}/decisions?since=week", data=sent)
    assert refused.status_code == 401
    assert "First line.\n\n&lt;b&gt;Second&lt;/b&gt;" in refused.text
    assert "What you wrote stands below." in refused.text
    foreign = rosa.post(f"{page}/decisions", data=sent, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 401
    assert "First line." not in foreign.text  # another site puts no words on our pages
    (way,) = re.findall(r'class="button" href="(/sign-in[^"]*)"', refused.text)
    to = parse_qs(urlsplit(way).query)["to"][0]
    back = enter(rosa, "rosa", to=to).headers["location"]
    assert rosa.get(back).headers["location"] == f"{page}?since=week"
    with database.reading() as session:
        assert views.flag(session, flag_ids[REPORT.title]).decisions == ()


def test_nothing_is_told_back_where_nothing_was_written(rosa: TestClient, clock: Clock) -> None:
    token = form_token(rosa, "/account")
    clock.move(hours=2)
    refused = rosa.post("/searches", data={"token": token, "name": "x"})
    assert refused.status_code == 401
    assert "What you wrote" not in refused.text
    assert "Sign in, then do it once more." in refused.text


def test_what_was_written_is_told_back_to_who_may_decide_no_more(rosa: TestClient, database: Database) -> None:
    token = form_token(rosa, "/flags/1")
    with database.transaction() as session:
        me = people.find(session, "rosa").account_id
        people.set_role(session, me, AccountRole.READER, Act("Ada Admin", NOW))
    refused = rosa.post("/flags/1/decisions", data={"token": token, "version": "1", "to": "dismissed", "why": "A bus."})
    assert refused.status_code == 403
    assert ">A bus.</bdi>" in refused.text
    assert "in another window" not in refused.text  # to sign in would not help
