"""My account, and everybody's for admins."""

from __future__ import annotations

import re
from html import unescape

import pyotp
from fastapi.testclient import TestClient

from core.settings import Settings
from store import audit, saved_searches
from store.accounts import people
from store.accounts.mailboxes import set_mailbox
from store.accounts.people import NewAccount
from store.accounts.records import AccountRole, Act
from store.outgoing import recipients
from store.outgoing.recipients import Recipient
from store.search import SearchFilter
from store.session import Database
from tests.web.accounts.doors import PASSWORD, Clock, enter, form_token, send
from tests.web.conftest import ORIGIN
from tests.web.seed import NOW
from web.app import create_app

NEW = "a phrase of my own"


def test_another_password(rosa: TestClient, closed: Settings, clock: Clock) -> None:
    with TestClient(create_app(closed, clock=clock), base_url=ORIGIN, follow_redirects=False) as other:
        enter(other, "rosa")
        before = rosa.cookies["almenara_session"]
        for old, new, again, status in (
            (PASSWORD, NEW, NEW + "!", 422), ("wrong", NEW, NEW, 401), (PASSWORD, "two words", "two words", 422),
            (PASSWORD, "rosa rosa 2026", "rosa rosa 2026", 422), (PASSWORD, *["passwordpassword"] * 2, 422),
        ):  # fmt: skip
            answer = send(rosa, "/account/password", old=old, new=new, again=again)
            assert answer.status_code == status, new
            assert 'role="alert"' in answer.text
            assert new not in answer.text
        told = send(rosa, "/account/password", old=PASSWORD, new=NEW, again=NEW).headers["location"]
        assert told == "/account?changed=true#secret"
        assert "Your password was changed." in rosa.get(told).text
        assert "Your password was changed." not in rosa.get("/account").text
        assert rosa.cookies["almenara_session"] != before
        assert rosa.get("/runs").status_code == 200
        assert other.get("/runs").status_code == 303  # signed out elsewhere
        enter(other, "rosa", expect=401)
        enter(other, "rosa", NEW)


def test_who_had_to_choose_a_password_begins_with_the_first_page(
    stranger: TestClient, database: Database, clock: Clock
) -> None:
    """They were left on their account's page, which said nothing of it."""
    given = NewAccount("luz", "Luz Mar", AccountRole.READER, PASSWORD)
    with database.transaction() as session:
        people.add(session, given, Act("ada", clock()))
    assert enter(stranger, "luz").headers["location"] == "/account"
    assert send(stranger, "/account/password", old=PASSWORD, new=NEW, again=NEW).headers["location"] == "/"


def test_a_second_factor_from_qr_code_to_removal(rosa: TestClient, clock: Clock) -> None:
    assert send(rosa, "/account/factor", password="wrong").status_code == 401
    assert send(rosa, "/account/factor", password=PASSWORD).status_code == 303
    page = rosa.get("/account").text
    assert "<svg" in page
    assert "style=" not in page  # our policy would refuse it
    (key,) = re.findall(r'<code class="address">(\w{32})</code>', page)
    assert send(rosa, "/account/factor/code", code="12").status_code == 422
    assert send(rosa, "/account/factor/code", code=pyotp.TOTP(key).at(clock())).status_code == 303
    page = rosa.get("/account").text
    assert "takes a code" in page
    assert key not in page
    assert send(rosa, "/account/factor", password=PASSWORD).status_code == 409
    assert send(rosa, "/account/factor/removal", password="wrong").status_code == 401
    assert send(rosa, "/account/factor/removal", password=PASSWORD).status_code == 303
    assert "Set up a second factor" in rosa.get("/account").text


def test_a_borrowed_browser_is_slowed_too(rosa: TestClient) -> None:
    answers = [send(rosa, "/account/factor", password="wrong").status_code for _ in range(7)]
    assert answers == [401] * 5 + [429] * 2 or answers == [401] * 4 + [429] * 3


def test_other_browsers_are_shown_and_signed_out(rosa: TestClient, closed: Settings, clock: Clock) -> None:
    with TestClient(create_app(closed, clock=clock), base_url=ORIGIN, follow_redirects=False) as other:
        other.headers["User-Agent"] = "<script>alert(1)</script>"
        clock.move(minutes=2)
        enter(other, "rosa")
        page = rosa.get("/account").text
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        (ending,) = re.findall(r'action="(/account/sessions/\d+/end)"', page)
        assert send(rosa, ending).status_code == 303
        assert other.get("/runs").status_code == 303
    assert rosa.get("/runs").status_code == 200


def test_a_token_is_shown_once(rosa: TestClient, clock: Clock) -> None:
    assert send(rosa, "/account/tokens", name="feed", scope="read", password="wrong").status_code == 401
    assert send(rosa, "/account/tokens", name="  ", scope="read", password=PASSWORD).status_code == 422
    answer = send(rosa, "/account/tokens", name="<b>feed</b>", scope="read", days="30", password=PASSWORD)
    assert answer.headers["cache-control"] == "no-store"
    (secret,) = re.findall(r'<code class="secret">([\w-]+)</code>', answer.text)
    page = rosa.get("/account").text
    assert secret not in page
    assert f"{secret[:10]}…" in page
    assert "&lt;b&gt;feed&lt;/b&gt;" in page
    bearer = {"Authorization": f"Bearer {secret}"}
    rosa.cookies.clear()
    assert rosa.get("/api/v1/flags", headers=bearer).status_code == 200
    clock.move(minutes=1)
    enter(rosa, "rosa")
    (revoking,) = re.findall(r'action="(/account/tokens/\d+/revoke)"', rosa.get("/account").text)
    assert send(rosa, revoking).status_code == 303
    assert rosa.get("/api/v1/flags", headers=bearer).status_code == 401
    assert send(rosa, revoking).status_code == 303


def test_a_reader_is_not_offered_to_decide(rita: TestClient) -> None:
    assert 'value="decide"' not in rita.get("/account").text
    assert send(rita, "/account/tokens", name="x", scope="decide", password=PASSWORD).status_code == 422
    assert "Your account may look, and decides nothing." in rita.get("/pairs/1/2").text
    keys = re.findall("<kbd>(.*?)</kbd>", rita.get("/account").text)
    assert "j k" in keys
    assert not {"r c d m", "e d m", "w", "z"} & set(keys)


def test_my_language_follows_me(rosa: TestClient) -> None:
    assert send(rosa, "/account/language", language="pt").status_code == 303
    rosa.cookies.clear()
    enter(rosa, "rosa")
    assert '<html lang="pt-BR">' in rosa.get("/account").text
    assert send(rosa, "/account/language", language="xx").status_code == 422


def test_my_language_holds_in_every_browser_until_the_browser_is_asked(
    rosa: TestClient, closed: Settings, clock: Clock
) -> None:
    with TestClient(create_app(closed, clock=clock), base_url=ORIGIN, follow_redirects=False) as other:
        enter(other, "rosa")
        assert '<html lang="en">' in other.get("/account").text
        send(rosa, "/account/language", language="pt")
        for browser in (rosa, other):
            assert '<html lang="pt-BR">' in browser.get("/account").text
        other.get("/language/es")  # chosen in this browser alone
        assert '<html lang="es-419">' in other.get("/account").text
        assert '<html lang="pt-BR">' in rosa.get("/account").text
        send(rosa, "/account/language", language="")
        assert '<html lang="en">' in rosa.get("/account").text
        send(other, "/account/language", language="")
        assert '<html lang="en">' in other.get("/account").text


def test_what_was_typed_stands_in_the_forms_that_come_back(ada: TestClient) -> None:
    answer = ada.post(
        "/account/tokens",
        data={
            "token": form_token(ada, "/account"), "name": "<feed>", "scope": ["export", "decide"], "days": "30",
            "password": "wrong",
        },
    )  # fmt: skip
    assert answer.status_code == 401
    assert 'value="&lt;feed&gt;"' in answer.text
    assert 'value="30"' in answer.text
    assert re.findall(r'name="scope" value="(\w+)" checked', answer.text) == ["export", "decide"]
    assert "wrong" not in answer.text
    answer = send(ada, "/accounts", "/accounts", login="rosa", name="Luz Mar", role="reviewer")
    assert answer.status_code == 409
    new = answer.text[answer.text.index('id="login"') :]
    assert 'value="rosa"' in new
    assert 'value="Luz Mar"' in new
    assert '<option value="reviewer" selected>' in new
    assert '/language/pt?to=/accounts"' in answer.text


def test_the_language_link_of_a_sign_in_keeps_the_way_on(stranger: TestClient) -> None:
    page = enter(stranger, "rosa", "wrong", to="/flags/3", expect=401).text
    assert '/language/pt?to=/sign-in%3Fto%3D/flags/3"' in page


def test_an_admin_makes_and_resets_accounts(ada: TestClient, database: Database) -> None:
    answer = send(ada, "/accounts", "/accounts", login="Luz", name="Luz <i>Mar</i>", role="reviewer")
    assert answer.status_code == 200
    (given,) = re.findall(r'<code class="secret">([\w-]+)</code>', answer.text)
    assert "Luz &lt;i&gt;Mar&lt;/i&gt;" in answer.text
    assert given not in ada.get("/accounts").text
    assert send(ada, "/accounts", "/accounts", login="luz", name="Other", role="reader").status_code == 409
    assert send(ada, "/accounts", "/accounts", login="!", name="Other", role="reader").status_code == 422
    nameless = send(ada, "/accounts", "/accounts", login="sol", name=" ", role="reader")
    assert [each[:30] for each in re.findall(r"<input[^>]* autofocus>", nameless.text)] == [
        '<input type="text" id="name" n'
    ]
    with database.reading() as session:
        luz = people.find(session, "luz")
    assert luz.must_change
    ada.cookies.clear()
    assert enter(ada, "luz", given).headers["location"] == "/account"
    ada.cookies.clear()
    enter(ada, "ada")
    answer = send(ada, f"/accounts/{luz.account_id}/reset", "/accounts", factor="true")
    (again,) = re.findall(r'<code class="secret">([\w-]+)</code>', answer.text)
    assert send(ada, f"/accounts/{luz.account_id}/role", "/accounts", role="reader").status_code == 303
    assert send(ada, f"/accounts/{luz.account_id}/disabled", "/accounts", disabled="true").status_code == 303
    token = form_token(ada, "/accounts")
    with database.reading() as session:
        me = people.find(session, "ada").account_id
        lines = "".join(entry.line.decode() for entry in audit.entries(session))
    for path, data in (
        (f"/accounts/{me}/role", {"role": "reader"}),
        (f"/accounts/{me}/disabled", {"disabled": "true"}),
    ):
        refused = ada.post(path, data={"token": token} | data)
        assert refused.status_code == 409
        assert "last admin" in unescape(refused.text)
    assert ada.post("/accounts/999/reset", data={"token": token}).status_code == 404
    for secret in (given, again):
        assert secret not in lines
    for action in ("account made", "role changed", "account disabled", "password reset"):
        assert action in lines
    ada.cookies.clear()
    enter(ada, "luz", again, expect=401)


def test_the_page_says_who_is_shut_out_and_still_gets_mail(ada: TestClient, database: Database) -> None:
    with database.transaction() as session:
        rita = people.find(session, "rita").account_id
        set_mailbox(session, rita, "rita@desk.example", Act("ada", NOW))
        recipients.add(session, Recipient("rita@desk.example"), who="ada", now=NOW)
    assert "still gets mail" not in ada.get("/accounts").text
    send(ada, f"/accounts/{rita}/disabled", "/accounts", disabled="true")
    assert "almenara digest recipient pause rita@desk.example" in ada.get("/accounts").text
    assert 'health-bad">Bloqueada</span>' in ada.get("/accounts", headers={"accept-language": "es"}).text


def test_who_looks_at_everybody_s_accounts_is_on_record_however_they_came_there(
    ada: TestClient, database: Database
) -> None:
    for login, status, action in (("!", 422, ("viewed", "/accounts")), ("luz", 200, ("account made", "account luz"))):
        assert send(ada, "/accounts", "/accounts", login=login, name="Luz Mar", role="reader").status_code == status
        with database.reading() as session:
            last, before = audit.entries(session, limit=2)
        assert ((last.action, last.subject), before.subject) == (action, "/accounts")


def test_a_reader_sees_and_stops_their_own_alerts(stranger: TestClient, database: Database, clock: Clock) -> None:
    """They stood on the search page alone, among everybody's, and could only be forgotten."""
    with database.transaction() as session:
        recipients.add(session, Recipient("rita@desk.example"), who="ada", now=clock())
        set_mailbox(session, people.find(session, "rita").account_id, "rita@desk.example", Act("ada", clock()))
        for owner, name, address in (("Rita Reyes", "mine", "rita@desk.example"), ("Rosa Ñandú", "hers", "")):
            saved_searches.save(
                session, "ViveOnline", SearchFilter(), name=name, owner=owner, address=address, now=clock()
            )
        (mine,) = [each for each in saved_searches.saved(session) if each.name == "mine"]
        (hers,) = [each for each in saved_searches.saved(session) if each.name == "hers"]
    enter(stranger, "rita")
    shown = stranger.get("/account").text
    assert "mine</bdi>" in shown
    assert "hers</bdi>" not in shown
    assert 'href="/flags.atom"' in shown
    assert shown.count("Stop the alerts") == 1
    token = form_token(stranger, "/account")
    assert stranger.post(f"/searches/{mine.search_id}/silence", data={"token": "x"}).status_code == 403
    assert stranger.post(f"/searches/{hers.search_id}/silence", data={"token": token}).status_code == 404
    assert stranger.post(f"/searches/{mine.search_id}/silence", data={"token": token}).status_code == 303
    assert "Stop the alerts" not in stranger.get("/account").text
    with database.reading() as session:
        assert [each.mailbox for each in saved_searches.saved_by(session, "Rita Reyes")] == [""]
        assert audit.last(session, "search alerts no more", f"saved search {mine.search_id}") is not None
    assert 'href="/flags.atom"' in stranger.get("/search").text.split("<main")[1]
