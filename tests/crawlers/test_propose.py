"""Drafts: what a look at a site finds, and that every draft is a source that is read but not crawled."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from core.errors import InputError
from core.terms import SourceKind
from crawlers.discovery.identity import identify
from crawlers.propose import propose
from crawlers.source import FeedDiscovery, ListingDiscovery, SitemapDiscovery, Source, read_source
from tests.crawlers.looks import Looks, quick_settings
from tests.crawlers.web import Web, redirect, reply

NOW = datetime(2025, 11, 24, 12, tzinfo=UTC)
SITE = "https://www.elnorte.cl/"
HOME = (
    '<html lang="es-CL"><head><title>Últimas noticias: "todo" | El Norte</title>'
    '<link rel="alternate" type="application/rss+xml" href="/comments/feed"/>'
    '<link rel="alternate" type="application/rss+xml" href="/rss/portada"/></head>{}</html>'
)
ITEM = "<item><link>/n/{0}</link><pubDate>Mon, 24 Nov 2025 {0:02}:00:00 GMT</pubDate></item>"
FEED = "<rss><channel>" + "".join(ITEM.format(hour) for hour in range(12)) + "</channel></rss>"
SITEMAP = "<urlset><url><loc>https://www.elnorte.cl/n/1</loc></url></urlset>"


def draft(looks: Looks, url: str = SITE, folder: Path | None = None) -> Source:
    text = propose(url, quick_settings(), fetch=looks, now=NOW)
    if folder is None:
        return Source.model_validate(yaml.safe_load(text))
    path = folder / f"{yaml.safe_load(text)['id']}.yml"
    path.write_text(text, encoding="utf-8")
    return read_source(path)


def test_what_the_site_says_of_itself_is_used(tmp_path: Path) -> None:
    pages = {SITE: HOME.format(""), f"{SITE}rss/portada": FEED, f"{SITE}news.xml": SITEMAP}
    looks = Looks(pages | {f"{SITE}robots.txt": f"User-agent: *\nSitemap: {SITE}old.xml\nsitemap: {SITE}news.xml\n"})
    source = draft(looks, folder=tmp_path)
    assert source.id == "cl_elnorte"
    assert (source.publisher, source.country, source.languages) == ("El Norte", "CL", ("es",))
    assert source.hosts == ("elnorte.cl",)
    assert source.discover == (
        FeedDiscovery(feed=f"{SITE}rss/portada"),
        SitemapDiscovery(sitemap=f"{SITE}news.xml", max_age_days=3),
    )
    assert source.expect.min < 12 / 11 * 24 * 7 < source.expect.max
    assert len(looks.rounds) == 2
    assert f"{SITE}comments/feed" not in looks.rounds[1]


def test_a_draft_is_not_crawled_before_a_person_read_the_rights() -> None:
    source = draft(Looks({SITE: HOME.format(""), f"{SITE}rss/portada": FEED}))
    assert not source.enabled
    assert source.reason == "draft: review rights"
    assert (source.rights.robots, source.rights.checked) == ("unknown", None)


def test_a_silent_site_is_tried_at_the_usual_places() -> None:
    looks = Looks({SITE: "<html><title>El Norte</title></html>", f"{SITE}feed/": FEED, f"{SITE}sitemap.xml": "<x/>"})
    assert draft(looks, "www.elnorte.cl").discover == (FeedDiscovery(feed=f"{SITE}feed/"),)


def test_without_feed_and_sitemap_the_headlines_are_listed() -> None:
    headlines = "".join(f"<h2><a href='/n/{n}'>N</a></h2>" for n in range(6))
    assert draft(Looks({SITE: HOME.format(headlines)})).discover == (ListingDiscovery(listing=SITE, links="h2 a"),)


@pytest.mark.parametrize("title", ['A: "b" # c', "- x", "{y}", "☕ ok\u0085", "", "'", "null", "x" * 900])
def test_any_title_makes_readable_yaml(title: str) -> None:
    assert draft(Looks({SITE: f"<title>{title}</title>"})).publisher


@pytest.mark.parametrize("sign", ["\x9b31m", "&#x202e;", "&#27;[2J", "\x80", "&#xffff;", "\u2066"])
def test_a_title_that_would_write_on_the_terminal_is_words(sign: str) -> None:
    """The draft is printed as it is written; C1 signs were no YAML, and a draft that is none ended the command."""
    text = propose(SITE, quick_settings(), fetch=Looks({SITE: f"<title>El {sign}Norte</title>"}), now=NOW)
    assert text.isprintable() or {c for c in text if not c.isprintable()} == {"\n"}
    assert Source.model_validate(yaml.safe_load(text)).publisher.startswith("El ")


def test_a_site_right_below_a_public_suffix_keeps_its_www() -> None:
    """All of .gob.pe is no draft's own."""
    site = "https://www.gob.pe/"
    assert draft(Looks({site: HOME.format(""), f"{site}rss/portada": FEED}), site).hosts == ("www.gob.pe",)


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "https://", "http://[x", "https://cl/"])
def test_what_is_no_site_is_refused(url: str) -> None:
    with pytest.raises(InputError, match="no web address"):
        propose(url, quick_settings(), fetch=Looks({}))


def test_a_site_that_does_not_answer_is_named() -> None:
    with pytest.raises(InputError, match=r"elnorte\.cl/ does not answer with a page: robots\.txt forbids it"):
        propose(SITE, quick_settings(), fetch=Looks({SITE: "!robots.txt forbids it"}))


def test_a_site_that_has_moved_is_told_where_to() -> None:
    """Its robots.txt is on another host, so no page of it is asked for."""
    pages = {SITE: "!robots.txt not readable: redirect to another host"}
    pages[f"{SITE}robots.txt"] = "!redirect to another host (nuevo.example)"
    with pytest.raises(InputError, match=r"another host \(nuevo\.example\)\. .* give that host's address"):
        propose(SITE, quick_settings(), fetch=Looks(pages))


BOARD = '<html lang="pt-BR"><a href="/">Boa</a>' + "".join(f'<a href="/{{0}}/{n}">{n}</a>' for n in range(4))


@pytest.mark.parametrize(
    ("url", "html", "country", "language", "kind"),
    [
        ("https://www.fiscalia.gob.ec/", "", "EC", "es", SourceKind.OFFICIAL),
        ("https://www.justice.gov/", "", "US", "en", SourceKind.OFFICIAL),
        ("https://www.kent.co.uk/", "", "GB", "en", SourceKind.NEWS),
        ("https://avisos.example.com/", '<html lang="es">', "", "es", SourceKind.CLASSIFIEDS),
        ("https://jornal.tv/", '<html lang="pt-BR">', "BR", "pt", SourceKind.NEWS),
        ("https://boa.com.br/", BOARD.format("anuncio"), "BR", "pt", SourceKind.CLASSIFIEDS),
        ("https://boa.com.br/", BOARD.format("noticia"), "BR", "pt", SourceKind.NEWS),
        ("https://forum.boa.com.br/f2", "", "BR", "pt", SourceKind.CLASSIFIEDS),
        ("https://boa.com.br/f2", '<body id="phpbb" class="ltr">', "BR", "pt", SourceKind.CLASSIFIEDS),
        (
            "https://boa.com.br/f2",
            '<p>Powered by <a href="https://x.example/">SMF</a>',
            "BR",
            "pt",
            SourceKind.CLASSIFIEDS,
        ),
        ("https://jornalforum.com.br/", "<p>Discourse, o jornal</p>", "BR", "pt", SourceKind.NEWS),
        ("https://nouvelles.ht/", '<html lang="fr">', "HT", "", SourceKind.NEWS),
    ],
)
def test_guesses(url: str, html: str, country: str, language: str, kind: SourceKind) -> None:
    guessed = identify(html, url)
    assert (guessed.country, guessed.language, guessed.kind) == (country, language, kind)


def test_a_real_look_over_the_wire() -> None:
    host = "www.elnorte.example"
    answers = {
        (host, "/"): reply(HOME.format("")),
        (host, "/rss/portada"): reply(FEED, "application/rss+xml"),
        (host, "/robots.txt"): reply("User-agent: *\nDisallow: /x\n", "text/plain"),
    }
    with Web(answers) as web:
        source = Source.model_validate(yaml.safe_load(propose(f"http://{host}", quick_settings(web))))
    assert source.discover == (FeedDiscovery(feed=f"http://{host}/rss/portada"),)
    assert source.id == "cl_elnorte"


def test_a_site_that_sends_on_to_a_subdomain_owns_what_it_was_asked_as() -> None:
    """Its feed may lie beside the subdomain."""
    feed = '<link rel="alternate" type="application/rss+xml" href="http://elnorte.example/rss/portada"/>'
    answers = {
        ("elnorte.example", "/"): redirect("http://m.elnorte.example/"),
        ("m.elnorte.example", "/"): reply(f"<html><head>{feed}</head></html>"),
        ("elnorte.example", "/rss/portada"): reply(FEED, "application/rss+xml"),
    }
    with Web(answers) as web:
        source = Source.model_validate(yaml.safe_load(propose("http://elnorte.example", quick_settings(web))))
    assert (source.home, source.hosts) == ("http://m.elnorte.example/", ("elnorte.example",))
    assert source.discover == (FeedDiscovery(feed="http://elnorte.example/rss/portada"),)
