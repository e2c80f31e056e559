"""A name is hidden at the desk: by admins alone, seen first and then for good, and on record without the name."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import wait
from dataclasses import replace
from itertools import pairwise
from threading import Event

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from core.errors import StoreError
from core.settings import Settings
from core.terms import ContactOwner
from store import audit, hide_name, saved_searches, views
from store.named import named
from store.search import SearchFilter
from store.session import Database, Session
from tests.store.make import mention, phone, register, report
from tests.web.accounts.doors import PASSWORD, form_token
from tests.web.browser import served
from tests.web.gallery import Look, hang, looking, looks
from tests.web.seed import NOW
from tests.web.stories import REPORT
from tests.web.test_access import findings
from web.desk import now
from web.long_work import Told


@pytest.fixture
def closed_origin(closed: Settings) -> Iterator[str]:
    with served(closed) as address:
        yield address


@pytest.fixture
def her(database: Database, flag_ids: dict[str, int]) -> tuple[str, int]:
    """Two words of a report that are nobody's on the watchlist, as a person's name; and the number of the document."""
    with database.reading() as session:
        detail = views.flag(session, flag_ids[REPORT.title])
        words = detail.document.text.split()
        listed = {word for line in views.operators(session) for word in line.name.casefold().split()}
        pairs = pairwise(words)
        name = next(
            f"{one} {two}" for one, two in pairs if one.isalpha() and two.isalpha() and len(one) > 5 and len(two) > 5
            and not {one.casefold(), two.casefold()} & listed
        )  # fmt: skip
        return name, int(detail.document.document_id)


def sent(client: TestClient, path: str, name: str, **more: str) -> tuple[int, str]:
    data = {"token": form_token(client, "/hidden"), "spellings": name, "case": "2026-17"} | more
    answer = client.post(path, data=data)
    return answer.status_code, answer.text


def held(database: Database, name: str) -> set[str]:
    with database.reading() as session:
        return {each.table for each in named(session, [name])}


def test_it_is_shown_first_and_then_hidden(
    ada: TestClient, database: Database, her: tuple[str, int], flag_ids: dict[str, int]
) -> None:
    name, document = her
    with database.transaction() as session:
        saved_searches.save(session, name, SearchFilter(), name="hers", owner="Rita Reyes", now=NOW)
    assert "/hidden?document=" in ada.get(f"/documents/{document}").text
    assert "/hidden" in ada.get("/search").text
    assert f"/hidden?document={document}" in ada.get(f"/flags/{flag_ids[REPORT.title]}").text
    status, shown = sent(ada, "/hidden", name)
    assert (status, "Hide it for good" in shown, name in shown) == (200, True, True)
    assert f'href="/documents/{document}"' in shown
    assert "Saved search" in shown.partition("It stays here")[2]
    assert "revisions" in held(database, name)
    status, done = sent(ada, "/hidden/for-good", name)
    assert (status, "Hidden, as number 1." in done) == (200, True)
    assert name.casefold() not in done.partition("It stays here")[0].casefold()
    assert not {"revisions", "analyses"} & held(database, name)
    assert "█" in ada.get(f"/documents/{document}").text
    with database.reading() as session:
        entry = audit.last(session, "name hidden", "hidden name 1")
        looks_on_record = [each for each in audit.entries(session, limit=20) if each.subject == "name to be hidden"]
    assert entry is not None
    assert (entry.actor, entry.details["login"], entry.details["case"]) == ("Ada Admin", "ada", "2026-17")
    assert [each.details["login"] for each in looks_on_record] == ["ada", "ada"]
    listed = ada.get("/hidden").text
    assert ("2026-17" in listed, "everywhere" in listed) == (True, True)
    lifted = ada.post("/hidden/1/lift", data={"token": form_token(ada, "/hidden")})
    assert (lifted.status_code, "2026-17" in lifted.text) == (200, False)
    assert ada.post("/hidden/1/lift", data={"token": form_token(ada, "/hidden")}).status_code == 404


def test_one_word_is_hidden_in_one_document_alone(ada: TestClient, database: Database, her: tuple[str, int]) -> None:
    word, document = her[0].split()[0], str(her[1])
    status, refused = sent(ada, "/hidden", word)
    assert (status, "it is many people" in refused) == (422, True)
    assert sent(ada, "/hidden", word, document="x")[0] == 422
    assert sent(ada, "/hidden", word, document="99999")[0] == 404
    status, done = sent(ada, "/hidden/for-good", word, document=document)
    assert (status, "in one document" in done) == (200, True)


def test_what_can_not_be_hidden_is_told_and_nothing_is_done(ada: TestClient, database: Database) -> None:
    ada.cookies.set("almenara_language", "pt")
    for path in ("/hidden", "/hidden/for-good"):
        status, refused = sent(ada, path, REPORT.operators[0][0])
        assert status == 409
        assert "na lista de acompanhamento, por isso nada foi ocultado" in refused
        assert "retire-o na página do operador" in refused
        assert sent(ada, path, " ")[0] == 422
        assert sent(ada, path, "a" * 4001)[0] == 422
        assert sent(ada, path, "Maria Flores", token="x")[0] == 403
    assert "operator_names" in held(database, REPORT.operators[0][0])


def test_a_number_in_words_is_hidden_with_its_digits(ada: TestClient, database: Database) -> None:
    said = "+51 nueve cero cero, cero cero cero, siete siete siete"
    hers = replace(phone("+51900000777", owner=ContactOwner.OTHER), as_written=said)
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 700, [mention("Kantuta del Sur")], [hers], text=f"Llame al {said}. ")
    shown = sent(ada, "/hidden", "900000777")[1]
    assert f"Texts write the number otherwise, too. That was added, so that it is hidden there: <q><bdi>{said}" in shown
    assert f'name="spellings" value="900000777\n{said}"' in shown
    assert sent(ada, "/hidden/for-good", f"900000777\r\n{said}")[0] == 200
    assert held(database, said) == set()


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event]]:
    """A watch so large that nothing is read at once: that it began, and until which event it goes on."""
    begun, go, find = Event(), Event(), hide_name.find

    def waits(session: Session, asked: hide_name.Asked, told: Told) -> hide_name.Found:
        told(2, 40)
        begun.set()
        go.wait()
        return find(session, asked, told)

    monkeypatch.setattr("web.long_work.AT_ONCE", 0.0)
    monkeypatch.setattr("store.hide_name.find", waits)
    yield begun, go
    go.set()


def _at_work(client: TestClient, path: str, name: str) -> str:
    """The address of the page on which it is waited for."""
    data = {"token": form_token(client, "/hidden"), "spellings": name, "case": "2026-17"}
    answer = client.post(path, data=data, follow_redirects=False)
    assert answer.status_code == 303
    assert name not in answer.headers["location"]
    return answer.headers["location"]


def test_a_large_watch_is_read_beside_and_nothing_is_shown_before_all_of_it_is(
    ada: TestClient, database: Database, closed: Settings, her: tuple[str, int], held_up: tuple[Event, Event]
) -> None:
    """The page answered after twenty seconds at a hundred thousand documents."""
    where = _at_work(ada, "/hidden", her[0])
    pieces = ada.app.state.desk.long_work  # type: ignore[attr-defined]
    piece = pieces.of(where.rpartition("/")[2], "ada", now())
    held_up[0].wait()
    waits = ada.get(where)
    assert (waits.status_code, waits.headers["refresh"]) == (200, f"3; url={where}")
    assert "Nothing is shown before all of it is" in waits.text
    assert "In this round: 2 of 40." in waits.text
    for early in ("Hide it for good", "It stands nowhere", her[0]):
        assert early not in waits.text
    held_up[1].set()
    wait([piece.gave])
    shown = ada.get(where)
    assert "refresh" not in shown.headers
    assert f'href="/documents/{her[1]}"' in shown.text
    assert "Hide it for good" in shown.text
    with database.reading() as session:
        on_record = [each.subject for each in audit.entries(session, limit=9)]
    assert (on_record.count("name to be hidden"), on_record.count(where)) == (1, 1)  # not each time that it was asked


def test_hiding_goes_on_beside_too(
    ada: TestClient, database: Database, her: tuple[str, int], held_up: tuple[Event, Event]
) -> None:
    where = _at_work(ada, "/hidden/for-good", her[0])
    assert "Nothing is shown before" in ada.get(where).text
    held_up[1].set()
    piece = ada.app.state.desk.long_work.of(where.rpartition("/")[2], "ada", now())  # type: ignore[attr-defined]
    wait([piece.gave])
    assert "Hidden, as number 1." in ada.get(where).text
    assert not {"revisions", "analyses"} & held(database, her[0])


def test_what_broke_off_or_is_nobodys_is_told_as_such(
    ada: TestClient, her: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ada.get("/hidden/work/x").status_code == 404
    assert "is known no more" in ada.get("/hidden/work/x").text

    def breaks(*_anything: object) -> hide_name.Found:
        raise StoreError("The database is locked.")

    monkeypatch.setattr("store.hide_name.find", breaks)
    status, told = sent(ada, "/hidden", her[0])
    assert (status, "It broke off before its end, so nothing is shown." in told) == (503, True)
    assert "Hide it for good" not in told


def test_who_asks_when_as_many_wait_as_may_is_told_so(
    ada: TestClient, her: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.long_work.MOST", 0)
    status, told = sent(ada, "/hidden", her[0])
    assert (status, "so nothing was done" in told, her[0] in told) == (503, True, True)


@pytest.mark.parametrize("role", ["rita", "rosa"])
def test_nobody_else_hides(request: pytest.FixtureRequest, role: str, her: tuple[str, int]) -> None:
    who: TestClient = request.getfixturevalue(role)
    assert who.get("/hidden").status_code == 403
    assert who.get("/hidden/work/x").status_code == 403
    assert who.post("/hidden/for-good", data={"spellings": her[0]}).status_code == 403
    assert "/hidden" not in who.get(f"/documents/{her[1]}").text


@pytest.mark.browser
@looks
def test_in_a_browser(browser: Browser, closed_origin: str, her: tuple[str, int], look: Look) -> None:
    found: list[str] = []
    with looking(browser, closed_origin, look) as seen:
        page = seen.page
        page.goto("/sign-in")
        page.locator("#login").fill("ada")
        page.locator("#password").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.goto(f"/hidden?document={her[1]}")
        expect(page.locator("#document")).to_have_value(str(her[1]))
        page.locator("#spellings").fill(her[0])
        page.locator("form[action='/hidden'] button").click()
        page.locator("form[action='/hidden/for-good']").wait_for()
        found += findings(page)
        hang(seen, "hidden-shown", look)
        page.locator("form[action='/hidden/for-good'] button").click()
        page.locator(".found").wait_for()
        assert her[0] not in page.inner_text("main")
        page.locator("details summary").first.click()
        found += findings(page)
        hang(seen, "hidden-done", look)
    assert found == []
