"""The desk behind a real proxy that ends TLS, set up with the words of docs/ACCOUNTS.md."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from core.settings import PROJECT_ROOT, Settings
from store import audit
from store.session import Database
from tests.tls import certificate
from tests.web.accounts.doors import PASSWORD
from tests.web.browser import ARGUMENTS, served
from tests.web.conftest import CHROMIUM
from tests.web.stories import REPORT

DOCS = (PROJECT_ROOT / "docs" / "ACCOUNTS.md").read_text(encoding="utf-8")
HOST = "desk.example"
_PATIENCE_S = 120  # a busy machine is no failure


@dataclass(frozen=True, slots=True)
class Door:
    """Where people reach the desk, and the certificate that they trust."""

    port: int
    pem: Path

    @property
    def origin(self) -> str:
        return f"https://{HOST}:{self.port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def block(heading: str) -> str:
    """The indented lines that follow a line of the document."""
    found = re.search(rf"^{heading}.*?:\n\n((?:    .*\n|\n)+)", DOCS, re.MULTILINE)
    assert found is not None, heading
    return textwrap.dedent(found[1])


def nginx(folder: Path, door: Door, behind: str) -> list[str]:
    words = block("nginx").replace("http://127.0.0.1:8321", behind)
    words = words.replace("listen 80", f"listen 127.0.0.1:{free_port()}")
    words = words.replace("listen 443 ssl", f"listen 127.0.0.1:{door.port} ssl")
    words = words.replace("/var/log/nginx", str(folder))
    words = re.sub(r"(ssl_certificate(?:_key)?\s+)/\S+;", rf"\1{door.pem};", words)
    own = "".join(f"{kind}_temp_path {folder}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    path = folder / "nginx.conf"
    head = f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}}\n"
    path.write_text(f"{head}http {{ access_log off; {own}\n{words}}}\n", encoding="utf-8")
    return ["nginx", "-e", str(folder / "log"), "-p", str(folder), "-c", str(path)]


def caddy(folder: Path, door: Door, behind: str) -> list[str]:
    words = block("Caddy").replace("127.0.0.1:8321", behind.removeprefix("http://"))
    words = words.replace(f"{HOST} {{", f"{door.origin} {{\n    bind 127.0.0.1\n    tls {door.pem} {door.pem}")
    path = folder / "Caddyfile"
    path.write_text(words.replace("{", "{\n    admin off\n    auto_https disable_redirects", 1), encoding="utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(path)]


PROXIES = {"nginx": nginx, "caddy": caddy}


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env={"HOME": str(folder), "PATH": "/usr/sbin:/usr/bin:/bin"}
        )
        try:
            while socket.socket().connect_ex(("127.0.0.1", port)):
                assert process.poll() is None, (folder / "said").read_text(encoding="utf-8")
                time.sleep(0.02)
            yield
        finally:
            process.terminate()
            process.wait()


def check_installed(name: str) -> None:
    if shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin") is None:
        pytest.skip(f"no {name} is installed (Debian: apt install {name})")


@pytest.fixture(params=PROXIES)
def door(request: pytest.FixtureRequest, closed: Settings, tmp_path: Path) -> Iterator[Door]:
    name = request.param
    check_installed(name)
    folder = tmp_path / "proxy"
    folder.mkdir()
    door = Door(free_port(), certificate(folder / "desk.pem", HOST))
    settings = closed.model_copy(
        update={
            "web": closed.web.model_copy(update={"trusted_proxies": ["127.0.0.1"]}),
            "mail": closed.mail.model_copy(update={"base_url": door.origin}),
        }
    )
    with served(settings) as behind, running(PROXIES[name](folder, door, behind), door.port, folder):
        yield door


@pytest.fixture
def visitor(door: Door) -> Iterator[httpx.Client]:
    """Somebody elsewhere, who also claims to be yet somewhere else."""
    trusted = ssl.create_default_context(cafile=str(door.pem))
    headers = {"Host": f"{HOST}:{door.port}", "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
    extensions = {"sni_hostname": HOST}
    wire = httpx.HTTPTransport(verify=trusted, local_address="127.0.0.2")
    address = f"https://127.0.0.1:{door.port}"
    with httpx.Client(transport=wire, base_url=address, headers=headers, timeout=_PATIENCE_S) as client:
        client.event_hooks = {"request": [lambda sent: sent.extensions.update(extensions)]}
        yield client


def test_cookies_links_and_addresses(visitor: httpx.Client, door: Door, database: Database) -> None:
    closed = visitor.get("/operators")
    assert closed.status_code == 303, closed.text
    assert closed.headers["location"] == "/sign-in?to=/operators"
    page = visitor.get("/sign-in")
    form_token = re.findall(r'name="token" value="(\w+)"', page.text)[0]
    kept = {held.split("=")[0]: held for held in page.headers.get_list("set-cookie")}
    sent = {"token": form_token, "login": "ada", "password": PASSWORD, "to": "/operators"}
    form = kept["almenara_form"].partition(";")[0]
    entered = visitor.post("/sign-in", data=sent, headers={"Origin": door.origin, "Cookie": form})
    assert (entered.status_code, entered.headers["location"]) == (303, "/operators")
    (session,) = [
        held for held in entered.headers.get_list("set-cookie") if held.startswith("__Host-almenara_session=")
    ]
    for cookie in (kept["almenara_form"], session):
        assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    assert "strict-transport-security" in entered.headers
    forged = visitor.post("/sign-in", data=sent, headers={"Origin": "https://other.example", "Cookie": form})
    assert forged.status_code == 403
    with database.reading() as moment:
        (note,) = [each for each in audit.entries(moment, limit=20) if each.action == "signed in"]
    assert note.details["address"] == "127.0.0.2"  # what the proxy saw, and not what the visitor claims
    opened = {"Cookie": session.partition(";")[0]}
    feed = visitor.get("/flags.atom", headers=opened).text
    links = set(re.findall(r'href="(https?://[^"]+?)/', feed))
    assert links == {door.origin}
    assert visitor.get("/reconcile", headers=opened).json()["view"]["url"].startswith(f"{door.origin}/operators/")


@pytest.mark.parametrize("name", PROXIES)
def test_what_people_search_for_is_in_no_log(name: str, tmp_path: Path) -> None:
    """nginx keeps the addresses of all requests, and both proxies those of requests that failed, with names in them."""
    check_installed(name)
    door = Door(free_port(), certificate(tmp_path / "desk.pem", HOST))
    command = PROXIES[name](tmp_path, door, f"http://127.0.0.1:{free_port()}")  # nothing answers there
    headers = {"Host": f"{HOST}:{door.port}", "Referer": f"{door.origin}/search?q=Kantuta"}
    trusted = ssl.create_default_context(cafile=str(door.pem))
    asking = httpx.Client(verify=trusted, headers=headers, timeout=_PATIENCE_S)
    with running(command, door.port, tmp_path), asking as client:
        address = f"https://127.0.0.1:{door.port}/search?q=Zorzal"
        assert client.get(address, extensions={"sni_hostname": HOST}).status_code == 502
    logs = [path for path in tmp_path.iterdir() if path.is_file() and path.name not in ("desk.pem", "nginx.conf")]
    said = "".join(path.read_text(encoding="utf-8") for path in logs)
    assert ("/search" in said, "Zorzal" in said, "Kantuta" in said) == (True, False, False), said


@pytest.mark.browser
def test_a_browser_signs_in_and_decides(browser: Browser, door: Door, flag_ids: dict[str, int]) -> None:
    rules = [*ARGUMENTS, f"--host-resolver-rules=MAP {HOST} 127.0.0.1"]
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=rules)
    page = chromium.new_context(base_url=door.origin, ignore_https_errors=True).new_page()
    page.goto(f"/flags/{flag_ids[REPORT.title]}")
    page.get_by_label("Login").fill("rosa")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Needs more").check()
    page.get_by_role("button", name="Record the decision").click()
    expect(page.locator(".undo .state")).to_have_text("Needs more")
    page.reload()
    held = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert held["__Host-almenara_session"]["secure"]
    assert page.evaluate("document.cookie") == ""
    chromium.close()
