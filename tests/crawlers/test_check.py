"""The check of a source: three looks, each with a sentence, and the verdict on all of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from crawlers.check import SourceCheck, check
from crawlers.source import Source
from tests.crawlers.looks import Looks, quick_settings
from tests.crawlers.night import source
from tests.crawlers.web import Web, reply

NOW = datetime(2025, 11, 24, 12, tzinfo=UTC)
SITE = "http://diario.example"
PLAN = [{"feed": f"{SITE}/feed"}]
FEED = (
    "<rss><channel><item><title>Cae una red</title><link>/nota/1</link><pubDate>{}</pubDate></item>"
    "<item><link>http://other.example/2</link></item></channel></rss>"
)
TEXT = "La policía detuvo a tres personas en la frontera y la fiscalía abrió una investigación sobre los hechos. " * 5
PAGE = f"<html lang='es'><h1>Cae una red</h1><article><p>{TEXT}</p><p>{TEXT}</p></article></html>"
GOOD: dict[str, str | int] = {
    f"{SITE}/robots.txt": "User-agent: *\nAllow: /",
    f"{SITE}/feed": FEED.format("Mon, 24 Nov 2025 08:00:00 GMT"),
    f"{SITE}/nota/1": PAGE,
}


def look(pages: dict[str, str | int], plan: list[dict[str, Any]] | None = None, **more: Any) -> SourceCheck:
    described = Source.model_validate(source("diario.example", plan or PLAN, **more))
    return check(described, quick_settings(), fetch=Looks(GOOD | pages), now=NOW)


def faults(checked: SourceCheck) -> list[tuple[str, str]]:
    return [(each.step, each.what) for each in checked.looks if not each.ok]


def test_a_good_source_passes_all_three() -> None:
    checked = look({})
    assert checked.ok
    assert [each.step for each in checked.looks] == ["robots", "discovery", "extraction"]
    assert (checked.found, checked.newest) == (1, "2025-11-24T08:00:00+00:00")
    assert checked.extracted is not None
    assert "frontera" in checked.extracted.text
    assert "2025-11-24" in checked.looks[-1].what


def test_robots_that_forbid_are_told() -> None:
    checked = look({f"{SITE}/feed": "!robots.txt forbids it"})
    assert faults(checked) == [("discovery", "robots.txt forbids it: disable the source, or look elsewhere")]
    assert faults(look({f"{SITE}/nota/1": "!robots.txt forbids it"}))[0][0] == "extraction"


def test_no_robots_file_forbids_nothing_but_a_failing_one_everything() -> None:
    assert look({f"{SITE}/robots.txt": 404}).ok
    assert faults(look({f"{SITE}/robots.txt": 503})) == [("robots", "answered HTTP 503: nothing is allowed")]
    assert faults(look({f"{SITE}/robots.txt": "!timed out"})) == [
        ("robots", "not readable (timed out): nothing is allowed")
    ]


def test_empty_gone_and_abandoned_discovery_fail() -> None:
    empty = "0 addresses: an empty feed, or another kind of page in its place"
    assert faults(look({f"{SITE}/feed": "<html>"})) == [("discovery", empty)]
    assert faults(look({f"{SITE}/feed": 410})) == [("discovery", "HTTP 410")]
    old = look({f"{SITE}/feed": FEED.format("Mon, 24 Feb 2025 08:00:00 GMT")})
    assert faults(old) == [("discovery", "the newest is of 2025-02-24: abandoned?")]


def test_a_page_in_a_sitemaps_place_is_told() -> None:
    checked = look(
        {f"{SITE}/sitemap.xml": "<!doctype html><html><body>Portada</body></html>"},
        [{"sitemap": f"{SITE}/sitemap.xml"}],
    )
    assert faults(checked) == [("discovery", "another kind of page, no sitemap")]


def test_patterns_that_leave_nothing_fail() -> None:
    assert "passes `include` and `exclude`" in faults(look({}, include=["/articulo/"]))[0][1]
    assert "passes `include` and `exclude`" in faults(look({}, exclude=["nota"]))[0][1]


def test_a_page_without_text_fails() -> None:
    [(step, what)] = faults(look({f"{SITE}/nota/1": "<h1>Cae una red</h1>"}))
    assert step == "extraction"
    assert "no date" in what or "2025-11-24" in what


def test_an_index_of_sitemaps_is_followed_into_a_few() -> None:
    parts = "".join(f"<sitemap><loc>{SITE}/part{n}.xml</loc></sitemap>" for n in range(9))
    pages: dict[str, str | int] = {
        f"{SITE}/index.xml": f"<sitemapindex>{parts}</sitemapindex>",
        f"{SITE}/part8.xml": f"<urlset><url><loc>{SITE}/nota/1</loc></url></urlset>",
    }
    checked = look(pages, [{"sitemap": f"{SITE}/index.xml"}])
    assert checked.ok
    assert "1 addresses, and 9 more sitemaps" in [each.what for each in checked.looks]


def test_a_listing_is_read_by_its_selectors() -> None:
    pages: dict[str, str | int] = {f"{SITE}/lista": "<a class=t href='/nota/1'>Uno</a><a href='/x'>x</a>"}
    checked = look(pages, [{"listing": f"{SITE}/lista", "links": "a.t"}])
    assert (checked.ok, checked.found) == (True, 1)


def test_whether_a_listing_goes_on_is_told() -> None:
    page = "<a class=t href='/nota/1'>Uno</a><a rel=next href='/lista?p=2'>Siguiente</a>"
    for following, told in (("a[rel=next]", f", next {SITE}/lista?p=2"), ("a.mas", "`next` selects no other address")):
        plan = [{"listing": f"{SITE}/lista", "links": "a.t", "next": following, "pages": 3}]
        checked = look({f"{SITE}/lista": page}, plan)
        assert checked.ok
        assert checked.looks[1].what.endswith(told)


def test_an_advert_is_short_and_one_of_three_may_be_a_picture() -> None:
    words = "<h1>Van a la frontera</h1><p>Salidas lunes y jueves, 40.000 pesos. Llamar al +56 9 4000 0041.</p>"
    links = "".join(f"<a href='/nota/{number}'>Aviso</a>" for number in (2, 3, 1))
    pages: dict[str, str | int] = {f"{SITE}/lista": links, f"{SITE}/nota/1": words}
    pages |= dict.fromkeys((f"{SITE}/nota/2", f"{SITE}/nota/3"), "<h1>Foto</h1><p>Foto</p>")
    plan = [{"listing": f"{SITE}/lista", "links": "a"}]
    assert look(pages, plan, kind="classifieds").ok
    assert faults(look(pages, plan, kind="news"))[0][0] == "extraction"
    pages[f"{SITE}/nota/1"] = pages[f"{SITE}/nota/2"]
    assert faults(look(pages, plan, kind="classifieds"))[0][0] == "extraction"


def test_adverts_are_read_as_adverts_and_boxes_stay_out() -> None:
    written = "<p>Contacto: <a href='mailto:viajes@ruta.example'>escribir</a></p><p class=caja>Otra cosa.</p></article>"
    advert = PAGE.replace("</article>", written)
    plan = [{"listing": f"{SITE}/lista", "links": "a"}]
    pages: dict[str, str | int] = {f"{SITE}/lista": "<a href='/nota/1'>Uno</a>", f"{SITE}/nota/1": advert}
    checked = look(pages, plan, kind="classifieds", detail={"without": ".caja"})
    assert checked.extracted is not None
    assert "viajes@ruta.example" in checked.extracted.text
    assert "Otra cosa" not in checked.extracted.text


def test_a_real_check_over_the_wire() -> None:
    host = "diario.example"
    answers = {
        (host, "/robots.txt"): reply("User-agent: *\nDisallow: /privado\n", "text/plain"),
        (host, "/feed"): reply(FEED.format("Mon, 24 Nov 2025 08:00:00 GMT"), "application/rss+xml"),
        (host, "/nota/1"): reply(PAGE),
    }
    with Web(answers) as web:
        checked = check(Source.model_validate(source(host, PLAN)), quick_settings(web), now=NOW)
    assert checked.ok, faults(checked)
