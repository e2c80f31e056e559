"""What a request gets that can't be answered: in the reader's language, and nothing of our insides."""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from core.error_words import said_again
from core.languages import language, speaking
from core.settings import PROJECT_ROOT, Settings
from store import views
from tests.web.conftest import ORIGIN
from tests.web.test_pages import Page
from tests.web.test_pairs import fields
from web.app import create_app, serve


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/flags/999", 404, "No hay ninguna alerta 999."),
        ("/pairs/1/99999", 404, "No hay ningún operador 99999."),
        ("/nowhere", 404, "Nada tiene esta dirección."),
        ("/flags/99999999999999999999", 404, "Nada tiene esta dirección."),
        ("/runs/tonight", 404, "Nada tiene esta dirección."),
        ("/search?since=yesterday", 422, "Algo en esta dirección, o en lo enviado, no tiene una forma"),
    ],
)
def test_errors_speak_the_readers_language(looker: TestClient, path: str, status: int, said: str) -> None:
    answer = looker.get(path, headers={"accept-language": "es"})
    page = Page(answer.text)
    assert answer.status_code == status
    assert said in page.text
    assert "almenara flag" not in page.text  # nobody reads a page at a terminal
    assert "/search" in page.links


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "Flag 3 has changed since you saw it: Ana made it dismissed.",
            "O alerta 3 mudou desde que você o viu: Ana o marcou como descartado.",
        ),
        ("Flag 3 is new and can't become new.", "O alerta 3 está como novo e não pode passar a novo."),
        ("Allowed: dismissed, in_review.", "Permitido: descartado, em análise."),
        ("Operators 6 and 7 are one, and no pair.", "Os operadores 6 e 7 são um só, e não um par."),
        ("Something that nobody foresaw.", "Something that nobody foresaw."),
    ],
)
def test_messages_are_known_by_their_form(message: str, said: str) -> None:
    assert said_again(message) == message
    with speaking(language("pt")):
        assert said_again(message) == said


RAISING = (
    "web",
    "store/flagging",
    "store/identity",
    "store/search",
    "store/accounts",
    "store/views",
    "store/saved_searches.py",
)
"""Where what people read on a page is raised."""
FOR_PROGRAMS = (
    "api.py",
    "known_parameters.py",
    "match_api.py",
    "reconcile_api.py",
    "judgement_api.py",
    "mailboxes.py",  # at the terminal alone
    "guard.py",
    "app.py",
)


DECIDED_ON = {"corrections.py": ("Statement 7",), "removals.py": ("Operator 7",)}
"""What `what` stands for in messages, by the file that has them; OTHERWISE in all others."""
OTHERWISE = ("Flag 7", "Clearing 7")


def raised() -> Iterator[tuple[str, str]]:
    """Every message and remedy of an error that a page can show, with 7 for what stands in its holes."""
    places = [PROJECT_ROOT / each for each in RAISING]
    for path in [file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place])]:
        if path.name in FOR_PROGRAMS:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if isinstance(node, ast.Call) and name in ("NotFoundError", "ConflictError", "InputError"):
                for told in [*node.args[:1], *(each.value for each in node.keywords if each.arg == "remedy")]:
                    parts = told.values if isinstance(told, ast.JoinedStr) else [told]
                    said = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts)
                    if said == "7" or "`almenara" in said:  # which pages leave out
                        continue
                    is_shared = ast.unparse(told)[2:].startswith("{what}")
                    on = DECIDED_ON.get(path.name, OTHERWISE)
                    whole = [said.replace("7", each, 1) for each in on] if is_shared else [said]
                    yield from ((path.name, each) for each in whole)


@pytest.mark.parametrize("code", ["es", "pt"])
def test_every_error_of_a_page_can_be_said_in_every_language(code: str) -> None:
    found = set(raised())
    assert len(found) > 40
    with speaking(language(code)):
        assert sorted(each for each in found if said_again(each[1]) == each[1]) == []


def test_a_broken_database_tells_nobody_where_it_is(
    settings: Settings, client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    for path in settings.data_dir.glob("almenara.db*"):
        path.unlink()
    (settings.data_dir / "almenara.db").write_bytes(b"no database at all, but long enough to be read as one" * 99)
    page, answer = client.get("/?q=Ana"), client.get("/api/v1/flags")
    for each in (page, answer, client.get("/health")):
        assert each.status_code == 503
        assert str(settings.data_dir) not in each.text
    sign = re.findall(r"<code>([0-9a-f]{8})</code>", page.text)[0]
    assert any(sign in line.getMessage() and "almenara.db" in line.getMessage() for line in caplog.records)
    ours = [line.getMessage() for line in caplog.records if not line.name.startswith("httpx")]  # the client's own log
    assert "Ana" not in "\n".join(ours)


def test_our_own_mistake_is_a_page_too(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("the secret of the house")

    monkeypatch.setattr(views, "flag", broken)
    with TestClient(create_app(settings), base_url=ORIGIN, raise_server_exceptions=False) as client:
        page, answer = client.get("/flags/1"), client.get("/api/v1/flags/1")
    assert (page.status_code, answer.status_code) == (500, 500)
    assert "Something broke" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert set(answer.json()) == {"detail", "remedy"}
    assert "secret" not in page.text + answer.text
    signs = [line.getMessage()[:8] for line in caplog.records if line.levelno == logging.ERROR]
    assert re.findall(r"<code>([0-9a-f]{8})</code>", page.text)[0] in signs


def test_an_origin_that_is_no_address_is_refused(client: TestClient) -> None:
    action = "/flags/3/decisions"
    sent = fields(client, "/flags/3", action) | {"to": "in_review", "who": "Ana"}
    assert client.post(action, data=sent, headers={"Origin": "http://["}).status_code == 403
    assert client.post(action, data=sent, headers={"Origin": ORIGIN}, follow_redirects=False).status_code == 303


def test_no_log_keeps_what_addresses_ask_for(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}
    monkeypatch.setattr("web.app.uvicorn.run", lambda _app, **given: asked.update(given))
    serve(settings.model_copy(update={"web": settings.web.model_copy(update={"port": 0})}))
    assert (asked["access_log"], asked["log_level"]) == (False, "warning")
