"""The probe: one real process, on a web on loopback, with the rules of a crawl."""

from __future__ import annotations

import pytest

from core.errors import SettingsError
from crawlers.probe import fetcher
from crawlers.source import Source
from tests.crawlers.looks import quick_settings
from tests.crawlers.night import source
from tests.crawlers.web import Web, redirect, reply

SITE = Source.model_validate(source("diario.example", [{"feed": "http://diario.example/feed"}]))
ROBOTS = reply("User-agent: *\nDisallow: /closed\n", "text/plain")


def test_every_address_is_answered_or_its_trouble_told() -> None:
    answers = {
        ("diario.example", "/robots.txt"): ROBOTS,
        ("diario.example", "/feed"): reply(b"\x00\xff" * 1000, "application/rss+xml"),
        ("diario.example", "/closed"): reply("never"),
    }
    paths = ["robots.txt", "feed", "closed", "feed", "none"]
    urls = [f"http://diario.example/{path}" for path in paths] + ["http://other.example/", "http://10.0.0.1/"]
    with Web(answers) as web:
        looked = fetcher(quick_settings(web))(SITE, urls)
        asked = web.paths("diario.example")
    assert [each.requested for each in looked] == urls
    assert [each.status for each in looked] == [200, 200, 0, 200, 404, 0, 0]
    assert looked[1].body == b"\x00\xff" * 1000
    assert looked[1].content_type == "application/rss+xml"
    assert [each.trouble for each in looked if each.trouble] == [
        "robots.txt forbids it",
        "another host",
        "private address",
    ]
    assert "/closed" not in asked
    assert asked.count("/feed") == 1


def test_a_sitemap_larger_than_a_page_is_looked_at() -> None:
    body = b"<urlset>" + b" " * 300_000 + b"</urlset>"
    with Web({("diario.example", "/sitemap.xml"): reply(body, "text/xml")}) as web:
        [looked] = fetcher(quick_settings(web))(SITE, ["http://diario.example/sitemap.xml"])
    assert (looked.trouble, looked.body) == ("", body)


def test_where_a_site_has_moved_is_told() -> None:
    with Web({("diario.example", "/robots.txt"): redirect("http://nuevo.example/robots.txt")}) as web:
        looked = fetcher(quick_settings(web))(SITE, ["http://diario.example/robots.txt"])
    assert [each.trouble for each in looked] == ["redirect to another host (nuevo.example)"]


def test_a_name_of_this_machine_is_not_connected_to() -> None:
    with Web({"localhost": reply("secret")}) as web:
        url = f"http://localhost:{web.port}/feed"
        local = Source.model_validate(source(f"localhost:{web.port}", [{"feed": url}]))
        [answer] = fetcher(quick_settings())(local, [url])
        assert web.connections == 0
    assert "private address" in answer.trouble
    assert answer.body == b""


def test_without_a_contact_nobody_is_asked() -> None:
    with pytest.raises(SettingsError, match="contact"):
        fetcher(quick_settings(contact=""))(SITE, ["http://diario.example/"])
