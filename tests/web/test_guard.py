"""What stands before every page: whose name we answer to, what the browser may do, how large a form may be."""

from __future__ import annotations

import socket

import pytest
from fastapi.testclient import TestClient

from core.errors import SettingsError
from core.settings import Settings
from web.app import create_app, led_elsewhere, serve

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", ["/", "/static/almenara.css", "/nowhere", "/api/v1/flags", "/flags/x"])
def test_every_answer_carries_the_headers(looker: TestClient, path: str) -> None:
    headers = looker.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert ("no-store" in headers["cache-control"]) is not path.startswith("/static")


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost:8321", "localhost", "[::1]:8321", "LOCALHOST"])
def test_our_own_names_are_answered(looker: TestClient, host: str) -> None:
    assert looker.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "127.0.0.1.evil.example", "evil.example:8321", "", "[::1", "a@localhost.x", "a@localhost",
        "localhost/sign-in?", "localhost/sign-in#", "localhost:8321/health", "localhost\\x", "localhost:x",
    ],
)  # fmt: skip
def test_a_foreign_name_is_refused(looker: TestClient, host: str) -> None:
    answer = looker.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert answer.headers["content-security-policy"] == POLICY


def test_the_name_that_mails_link_to_is_answered(settings: Settings) -> None:
    mail = settings.mail.model_copy(update={"base_url": "https://almenara.example/"})
    with TestClient(
        create_app(settings.model_copy(update={"mail": mail})), base_url="https://almenara.example"
    ) as client:
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"]
)
@pytest.mark.parametrize("path", ["/", "/search.csv", "/api/v1/flags"])
def test_a_proxy_that_no_setting_names_opens_nothing(looker: TestClient, path: str, header: str) -> None:
    """It stands on this machine, so all the world would come as 127.0.0.1, at an open desk to everything."""
    answer = looker.get(path, headers={header: "203.0.113.9"})
    assert answer.status_code == 403
    assert "web.trusted_proxies" in answer.text


def test_a_large_form_is_refused(looker: TestClient) -> None:
    assert looker.post("/flags/1/decisions", data={"why": "x" * 70_000}).status_code == 413
    chunked = looker.post("/flags/1/decisions", content=iter([b"why=", b"x" * 70_000]))
    assert chunked.status_code == 411
    both = {"Content-Length": "5", "Transfer-Encoding": "chunked"}
    assert looker.post("/flags/1/decisions", content=iter([b"x" * 70_000]), headers=both).status_code == 411
    padded = {"Content-Length": "000000000000070000"}
    assert looker.post("/flags/1/decisions", content=b"x" * 70_000, headers=padded).status_code == 413


def test_what_is_not_offered_is_said_to_be_so(looker: TestClient) -> None:
    """Not how long a form would have to be that nobody sent."""
    assert looker.delete("/api/v1/flags/1").status_code == 405
    assert looker.request("DELETE", "/api/v1/flags/1", content=iter([b"x" * 70_000])).status_code == 411
    assert looker.request("DELETE", "/api/v1/flags/1", content=b"x" * 70_000).status_code == 413


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "almenara.example", ""])
def test_serving_beyond_this_machine_is_refused(settings: Settings, host: str) -> None:
    wide = settings.model_copy(update={"web": settings.web.model_copy(update={"host": host})})
    for start in (create_app, serve):
        with pytest.raises(SettingsError, match=r"web\.host.*127\.0\.0\.1"):
            start(wide)


@pytest.mark.parametrize(
    ("web", "base_url", "missing"),
    [
        ({"host": "0.0.0.0", "accounts": "required"}, "https://desk.example", r"web\.trusted_proxies"),
        ({"host": "0.0.0.0", "trusted_proxies": ("10.0.0.1",)}, "https://desk.example", r"web\.accounts"),
        (
            {"host": "0.0.0.0", "accounts": "required", "trusted_proxies": ("10.0.0.1",)},
            "http://desk.example",
            r"mail\.base_url",
        ),
        ({"trusted_proxies": ("127.0.0.1",)}, "https://desk.example", r"web\.accounts"),
    ],
)
def test_what_is_missing_beyond_this_machine_is_named(
    settings: Settings, web: dict[str, object], base_url: str, missing: str
) -> None:
    wide = settings.model_copy(
        update={
            "web": settings.web.model_copy(update=web),
            "mail": settings.mail.model_copy(update={"base_url": base_url}),
        }
    )
    with pytest.raises(SettingsError, match=rf"without .*{missing}.*docs/ACCOUNTS\.md"):
        create_app(wide)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "localhost", "::1"])
def test_every_loopback_name_may_serve(settings: Settings, host: str) -> None:
    near = settings.model_copy(update={"web": settings.web.model_copy(update={"host": host})})
    assert create_app(near).title == "Almenara"


def test_a_port_that_is_taken_is_said_with_the_remedy(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        taken = settings.model_copy(update={"web": settings.web.model_copy(update={"port": port})})
        with pytest.raises(SettingsError, match=rf"port {port}.*ALMENARA_WEB__PORT"):
            serve(taken)


def test_who_moves_the_port_is_told_where_links_still_lead(settings: Settings) -> None:
    def told(port: int, base_url: str, *proxies: str) -> str:
        web = settings.web.model_copy(update={"port": port, "trusted_proxies": proxies})
        mail = settings.mail.model_copy(update={"base_url": base_url})
        return led_elsewhere(settings.model_copy(update={"web": web, "mail": mail}))

    assert "lead to http://127.0.0.1:8321 (mail.base_url), and not here" in told(8341, "http://127.0.0.1:8321")
    assert told(8341, "http://localhost:8341") == told(80, "http://127.0.0.1/") == ""
    assert told(8341, "https://desk.example") == told(8321, "https://localhost", "127.0.0.1") == ""
