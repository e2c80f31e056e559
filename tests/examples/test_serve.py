"""The server speaks HTTP as a publisher's does: names, conditional requests, packing, redirects, kept connections."""

from __future__ import annotations

import gzip
import http.client
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import InputError
from examples.extra import read_extra
from examples.serve import WebServer, running
from examples.website import Web
from tests.examples.small_web import EXAMPLES, TODAY, web

NEWS = "ecos-del-norte.example"
ADS_PT = "achados-fronteira.example"
PRESS = "sala-de-prensa.example"
ARTICLE = "/nota/pasozafiro-asesores-en-cada-frontera"
REMOVED = "/aviso/4115-choferes-noche-frontera"

Reply = tuple[http.client.HTTPResponse, bytes]


@pytest.fixture(scope="module")
def server() -> Iterator[WebServer]:
    with running(web()) as started:
        yield started


def get(server: WebServer, host: str, path: str, method: str = "GET", **headers: str) -> Reply:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": host, **named})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_hosts_are_told_apart_by_name(server: WebServer) -> None:
    first, _ = get(server, f"{NEWS}:{server.port}", "/robots.txt")
    other, _ = get(server, "nobody.example", "/robots.txt")
    assert (first.status, other.status) == (200, 404)
    assert get(server, NEWS, "/robots.txt")[1] != get(server, ADS_PT, "/robots.txt")[1]


def test_etag_gives_304_without_body(server: WebServer) -> None:
    first, body = get(server, NEWS, ARTICLE)
    again, nothing = get(server, NEWS, ARTICLE, If_None_Match=f'W/"other", {first.headers["ETag"]}')
    assert body
    assert (again.status, nothing, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert get(server, NEWS, ARTICLE, If_None_Match='"other"')[0].status == 200


@pytest.mark.parametrize(("offset", "status"), [("same", 304), ("Thu, 01 Jan 2026 00:00:00 GMT", 200), ("never", 200)])
def test_last_modified_gives_304(server: WebServer, offset: str, status: int) -> None:
    modified = get(server, NEWS, ARTICLE)[0].headers["Last-Modified"]
    asked = modified if offset == "same" else offset
    assert get(server, NEWS, ARTICLE, If_Modified_Since=asked)[0].status == status


def test_a_tag_counts_more_than_a_date(server: WebServer) -> None:
    modified = get(server, NEWS, ARTICLE)[0].headers["Last-Modified"]
    reply, _ = get(server, NEWS, ARTICLE, If_None_Match='"other"', If_Modified_Since=modified)
    assert reply.status == 200


def test_packing_is_asked_for_and_always_the_same(server: WebServer) -> None:
    plain, body = get(server, NEWS, ARTICLE)
    packed, bytes_1 = get(server, NEWS, ARTICLE, Accept_Encoding="gzip, br")
    _, bytes_2 = get(server, NEWS, ARTICLE, Accept_Encoding="gzip")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert bytes_1 == bytes_2
    assert gzip.decompress(bytes_1) == body
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_head_is_get_without_body(server: WebServer) -> None:
    head, nothing = get(server, NEWS, ARTICLE, method="HEAD")
    full, body = get(server, NEWS, ARTICLE)
    assert nothing == b""
    assert head.headers["Content-Length"] == full.headers["Content-Length"] == str(len(body))


def test_one_connection_serves_many_requests(server: WebServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    ports = set()
    for path in ("/", ARTICLE, "/nothing-here", "/robots.txt"):
        connection.request("GET", path, headers={"Host": NEWS})
        connection.getresponse().read()
        ports.add(connection.sock.getsockname()[1])
    connection.close()
    assert len(ports) == 1


def test_redirects_and_removed_pages(server: WebServer) -> None:
    old, _ = get(server, NEWS, "/n/1187")
    assert (old.status, old.headers["Location"]) == (301, f"http://{NEWS}{ARTICLE}")
    with running(Web(today=TODAY, night=2)) as later:
        assert get(server, "avisos-andinos.example", REMOVED)[0].status == 200
        assert get(later, "avisos-andinos.example", REMOVED)[0].status == 410


def test_charsets_and_types(server: WebServer) -> None:
    latin, body = get(server, ADS_PT, "/anuncio.php/3301")
    assert latin.headers["Content-Type"] == "text/html; charset=iso-8859-1"
    assert "não".encode("latin-1") in body.lower()
    assert b"&#128591;" in body  # an emoji
    assert get(server, NEWS, "/rss/noticias.rss")[0].headers["Content-Type"].startswith("application/rss+xml")
    sitemap, packed = get(server, "diario-do-acre.example", "/sitemap/noticias.xml.gz")
    assert sitemap.headers["Content-Type"] == "application/gzip"
    assert b"<news:publication_date>2026-03-10T" in gzip.decompress(packed)


@pytest.mark.parametrize(
    "path", ["/_site.toml", "/../serve.py", "/%2e%2e/%2e%2e/serve.py", "/nota/../_pie.html", "/%00"]
)
def test_nothing_but_pages_is_served(server: WebServer, path: str) -> None:
    assert get(server, NEWS, path)[0].status == 404


def test_the_calendar_never_ends(server: WebServer) -> None:
    path = "/events?month=2026-03"
    for _ in range(15):
        body = get(server, "border-ledger.example", path)[1].decode()
        path = body.rpartition('<a rel="next" href="')[2].partition('"')[0]
    assert path == "/events?month=2027-06"


def test_a_page_that_did_not_change_keeps_its_tag_on_the_second_night(server: WebServer) -> None:
    with running(Web(today=TODAY, night=2)) as later:
        same = "/nota/feria-costumbrista-de-pica"
        assert get(server, NEWS, same)[0].headers["ETag"] == get(later, NEWS, same)[0].headers["ETag"]
        before, after = get(server, NEWS, ARTICLE)[0], get(later, NEWS, ARTICLE)[0]
        assert before.headers["ETag"] != after.headers["ETag"]
        since = before.headers["Last-Modified"]
        assert get(later, NEWS, ARTICLE, If_Modified_Since=since)[0].status == 200


def test_requests_are_remembered() -> None:
    with running(web()) as own:
        get(own, NEWS, "/n/1187")
        get(own, NEWS, "/nothing")
        assert own.requests == [(NEWS, "/n/1187", 301), (NEWS, "/nothing", 404)]


def test_a_text_file_becomes_a_page_and_an_entry(tmp_path: Path) -> None:
    text = tmp_path / "release.txt"
    text.write_text(
        "JAN. 3, 2021\n\nHarbour office <opens>\n\nThe first\nparagraph.\n\nThe second.\n", encoding="utf-8"
    )
    extra = read_extra(f"{PRESS}/comunicados/9001={text}")
    with running(Web(today=TODAY, extras=[extra])) as own:
        page = get(own, PRESS, "/comunicados/9001")[1].decode()
        feed = get(own, PRESS, "/comunicados.atom")[1].decode()
    assert "<p>The first paragraph.</p>\n<p>The second.</p>" in page
    assert "Harbour office &lt;opens&gt;</h2>" in page
    assert "JAN. 3, 2021" in page
    assert "{{" not in page + feed
    assert '<link href="http://sala-de-prensa.example/comunicados/9001"/>' in feed
    assert "<published>2021-01-03T12:00:00Z</published>" in feed


@pytest.mark.parametrize("argument", ["no-slash=x.txt", f"{PRESS}/c/1", f"{PRESS}/c/1=/does/not/exist.txt"])
def test_a_bad_extra_says_what_is_wrong(argument: str) -> None:
    with pytest.raises(InputError, match="--extra"):
        read_extra(argument)


def test_the_command_tells_where_it_listens(tmp_path: Path) -> None:
    ready = tmp_path / "ready.txt"
    command = [sys.executable, str(EXAMPLES / "serve.py"), "--ready-file", str(ready), "--today", "2026-03-12"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[0]
        while not ready.exists():  # it is written right after the line
            assert process.poll() is None
        assert ready.read_text(encoding="utf-8").strip() == address
        connection = http.client.HTTPConnection(address, timeout=300)
        connection.request("GET", "/comunicados/2214", headers={"Host": PRESS})
        assert "10 de marzo de 2026" in connection.getresponse().read().decode()
        process.terminate()
