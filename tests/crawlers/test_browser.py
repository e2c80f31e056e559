"""Pages that need JavaScript, in a real Chromium: rendered, archived, and held to the same hosts and addresses."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from core.errors import SourceError
from crawlers.download import chromium
from evidence.format.records import Record, records
from tests.crawlers.night import Night, run, source
from tests.crawlers.web import Answer, Web, article, feed, redirect, reply

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_spec("scrapy_playwright") is None, reason="the extra js isn't installed"),
    pytest.mark.skipif(not any(map(shutil.which, chromium.NAMES)), reason="no Chromium is installed"),
]
HOST = "js.example"
SITE = f"http://{HOST}"
LIST = """<html><body><div id=list></div><script>
for (const n of ["app", "escape", "loop", "away", "inside", "forbidden", "plain", "gone"])
  document.getElementById("list").innerHTML += `<a href="/${n}">${n}</a>`;
</script></body></html>"""
APP = """<html><head><meta charset="iso-8859-1"></head><body><main>empty</main><script>
document.cookie = "seen=1";
fetch("/data.json").then(answer => answer.json()).then(data => {
  document.querySelector("main").textContent = data.text;
});
</script></body></html>"""
ESCAPE = """<html><body><p>start</p><img src="http://169.254.169.254/latest/"><img src="http://evil.example/pixel">
<iframe src="http://evil.example/frame"></iframe><iframe src="file:///etc/hostname"></iframe><script>
for (const url of ["http://evil.example/", "http://127.0.0.1:%(port)s/inside", "http://localhost:%(port)s/inside",
                   "/to-inside"])
  fetch(url, {mode: "no-cors"}).then(() => document.body.innerHTML += "<b>open</b>", () => 0);
new WebSocket("ws://127.0.0.1:%(port)s/socket");
</script></body></html>"""


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    data = reply('{"text": "Cruce de frontera garantizado"}', "application/json")
    with Web({}) as served:
        pages: dict[str, Answer] = {
            "/robots.txt": reply("User-agent: *\nDisallow: /forbidden", "text/plain"),
            "/list": reply(LIST),
            "/app": reply(APP, "text/html", headers="X-Odd: yes\r\n"),
            "/data.json": data,
            "/escape": reply(ESCAPE % {"port": served.port}),
            "/loop": reply("<html><script>while (true) {}</script></html>"),
            "/away": redirect("http://evil.example/"),
            "/inside": redirect(f"http://127.0.0.1:{served.port}/inside"),
            "/to-inside": redirect(f"http://127.0.0.1:{served.port}/inside"),
            "/forbidden": article("never"),
            "/plain": article("no script at all"),
            "/feed": feed(f"{SITE}/of-feed"),
            "/of-feed": article("named by a feed"),
        }
        served.answers = {(HOST, path): answer for path, answer in pages.items()}
        yield served


@pytest.fixture(scope="module")
def night(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Night:
    discover = [{"feed": f"{SITE}/feed"}, {"listing": f"{SITE}/list", "links": "#list a"}]
    description = source(HOST, discover, javascript=True)
    done = run(tmp_path_factory.mktemp("browser"), web, description, settings={"timeout_s": 15})
    assert done.code == 0, done.log
    return done


def test_the_rendered_page_is_archived_beside_what_came(night: Night) -> None:
    page = night.pages[f"{SITE}/app"]
    assert "Cruce de frontera garantizado" in page.body.decode()
    responses = [
        record.block or b""
        for warc in night.warcs
        for record in records(warc)
        if isinstance(record, Record)
        and record.kind == "response"
        and record.headers["warc-target-uri"].endswith("/app")
    ]
    assert len(responses) == 1
    assert responses[0].endswith(b"\r\n\r\n" + APP.encode())
    assert b"\r\nX-Odd: yes\r\n" in responses[0]


def test_what_becomes_of_each_page(night: Night) -> None:
    outcomes = {path: night.outcome(f"{SITE}{path}") for path in ("/app", "/escape", "/plain", "/forbidden", "/gone")}
    assert outcomes == {
        "/app": ("fetched", ""),
        "/escape": ("fetched", ""),
        "/plain": ("fetched", ""),
        "/forbidden": ("skipped", "robots.txt forbids it"),
        "/gone": ("failed", "HTTP 404"),
    }
    assert night.outcome(f"{SITE}/loop") == ("failed", "timed out")
    assert night.outcome(f"{SITE}/away") == ("skipped", "redirect to another host")
    assert night.outcome(f"{SITE}/inside") == ("skipped", "redirect to private address")


def test_no_script_frame_or_redirect_gets_out(night: Night, web: Web) -> None:
    assert night.code == 0
    assert {visit.host for visit in web.visits} == {HOST}
    assert not [visit for visit in web.visits if visit.path in {"/inside", "/socket"} and visit.host != HOST]


def test_no_cookie_outlives_its_page(night: Night, web: Web) -> None:
    assert night.code == 0
    with_cookie = {visit.path for visit in web.visits if "cookie" in visit.headers}
    assert with_cookie <= {"/data.json"}


def test_the_browser_says_who_it_is(night: Night, web: Web) -> None:
    assert night.code == 0
    assert {visit.headers["user-agent"] for visit in web.visits} == {
        "Almenara/0.1 (watch for migrant smuggling; watch@almenara.example)"
    }


def test_feeds_of_such_a_source_need_no_browser(night: Night, web: Web) -> None:
    assert night.outcome(f"{SITE}/of-feed") == ("fetched", "")
    assert "upgrade-insecure-requests" not in web.asked(HOST, "/feed")[0].headers
    assert "upgrade-insecure-requests" in web.asked(HOST, "/list")[0].headers


def test_a_missing_browser_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SourceError, match="apt install chromium"):
        chromium.find_chromium("xx_test")
    monkeypatch.setattr(chromium, "find_spec", lambda name: None)
    with pytest.raises(SourceError, match=r"pip install -c constraints.txt -e '\.\[js\]'"):
        chromium.find_chromium("xx_test")
