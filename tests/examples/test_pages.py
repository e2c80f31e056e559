"""Every page is listed, says what its gold record says it says, and points at nobody real."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from parsel import Selector

from core.terms import ContactType, DocumentLabel, Role
from core.urls import canonical
from crawlers.source import SitemapDiscovery
from examples.expected import read_expected, read_nights
from tests.examples.small_web import EXAMPLES, TODAY, ask, landing, listed, markup, sources, visible, web

RECORDS = read_expected(today=TODAY)
NEVER = {f"http://{url}" for url in read_nights()["never_fetched"]}
FICTIONAL = re.compile(
    r"\+?(57 ?300 ?000 ?00\d\d|56 ?9 ?4000 ?00\d\d|51 ?900 ?000 ?0\d\d|55 ?\d\d ?90000-?00\d\d|1 ?305 ?555 ?01\d\d)"
    r"|300 000 00\d\d|900 000 0\d\d|\(?(11|68)\)? 9 ?0000[- ]?00\d\d|\(305\) 555-01\d\d"
)
PHONE_LIKE = re.compile(r"(?<![\w:/.-])\+?\(?\d[\d ()-]{7,}\d(?![\w:/-])")
REAL_HOSTS = {"schema.org", "www.w3.org", "www.sitemaps.org", "www.google.com", "jsonfeed.org", "ogp.me", "wa.me"}


def by_id(record: dict[str, Any]) -> str:
    return str(record["id"])


@pytest.mark.parametrize("record", RECORDS, ids=by_id)
def test_the_page_says_what_its_record_says(record: dict[str, Any]) -> None:
    seen = visible(markup(record["url"], record["night"]))
    assert record["title"] in seen
    for paragraph in record["text"].splitlines():
        assert paragraph in seen


@pytest.mark.parametrize("record", RECORDS, ids=by_id)
def test_what_a_record_names_stands_in_its_title_or_text(record: dict[str, Any]) -> None:
    words = f"{record['title']}\n{record['text']}"
    names = [name for operator in record["operators"] for name in (operator["name"], *operator["aliases"])]
    for name in [*names, *(other["name"] for other in record["others"]), *record["waypoints"]]:
        assert name in words, name
    digits = re.sub(r"\D", "", words)
    for contact in record["operator_contacts"]:
        if contact["value"].startswith("+"):
            spelt_out = contact["value"].endswith("061") and "cero seis uno" in words
            assert spelt_out or re.sub(r"\D", "", contact["value"])[-9:] in digits, contact
        else:
            assert contact["value"] in words.lower(), contact
    for price in record["prices"]:
        plain = re.sub(r"(?<=\d)[.,](?=\d{3})", "", words).replace(",", ".")
        assert f"{price['amount']}" in plain or f"{price['amount'] // 1000} mil" in plain, price


@pytest.mark.parametrize("record", RECORDS, ids=by_id)
def test_records_use_the_closed_vocabularies(record: dict[str, Any]) -> None:
    assert all(DocumentLabel(label) for label in record["labels"])
    assert all(Role(other["role"]) is not Role.OPERATOR for other in record["others"])
    assert not record["operators"] or record["labels"], "an operator without a label"
    assert all(re.fullmatch("[A-Z]{2}", country) for country in record["route"])
    assert all(a != b for a, b in zip(record["route"], record["route"][1:], strict=False))
    for contact in record["operator_contacts"]:
        if ContactType(contact["type"]) in {ContactType.PHONE, ContactType.WHATSAPP}:
            assert FICTIONAL.fullmatch(contact["value"].replace("-", "")), contact


@pytest.mark.parametrize("night", [1, 2])
def test_every_page_is_listed_and_every_listed_page_exists(night: int) -> None:
    found = {landing(canonical(url), night) for source in sources().values() for url in listed(source, night)}
    silent = {"achados-fronteira.example"} if night == 2 else set()
    known = {record["url"] for record in read_expected(today=TODAY, night=night)}
    hidden = {"http://avisos-andinos.example/contactos/hora-feliz"}
    assert found == {url for url in known - hidden if urlsplit(url).hostname not in silent}
    gone = [url for url in found if ask(url, night).status != 200]
    expected_gone = read_nights()["nights"][night - 1].get("gone", [])
    assert gone == [f"http://{url}" for url in expected_gone]


def test_no_page_lies_about_unlisted() -> None:
    addresses = {record["url"].removeprefix("http://") for record in RECORDS}
    for layer in ("web", "web-night2"):
        for file in (EXAMPLES / layer).rglob("*.html"):
            text = file.read_text(encoding="utf-8")
            is_page = re.search(
                r'class="(cuerpo|ficha-texto|materia__texto|descricao|story-body)"|articleBody|texto-com', text
            )
            if is_page and not file.name.startswith("_"):
                address = file.relative_to(EXAMPLES / layer).as_posix()
                assert address in addresses or address.removesuffix(".html") in addresses


def test_pages_link_to_pages() -> None:
    """A link leads to a page, or where robots.txt forbids to go."""
    robots = {host: _robots(host) for host in web().hosts}
    for record in RECORDS:
        page = Selector(markup(record["url"], record["night"]))
        for link in page.xpath("//a/@href").getall():
            url = urljoin(record["url"], link)
            host = urlsplit(url).hostname
            if host in robots and url.startswith("http") and robots[host].can_fetch("Almenara", url):
                assert ask(url, record["night"]).status == 200, f"{record['id']} links to {url}"


def _robots(host: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(markup(f"http://{host}/robots.txt").splitlines())
    return parser


def test_robots_allow_every_page_but_the_forbidden_advert() -> None:
    forbidden = {
        record["url"]
        for record in RECORDS
        if not _robots(urlsplit(record["url"]).hostname or "").can_fetch("Almenara", record["url"])
    }
    assert forbidden == {"http://avisos-andinos.example/contactos/hora-feliz"}
    assert "/contactos/hora-feliz" in markup("http://avisos-andinos.example/avisos")


def test_the_archived_page_is_outside_the_window() -> None:
    (way,) = sources()["br_diario_do_acre"].discover
    assert isinstance(way, SitemapDiscovery)
    ages = {record["url"]: _age(record) for record in RECORDS if "diario-do-acre" in record["url"]}
    too_old = {url for url, days in ages.items() if days > way.max_age_days}
    assert too_old == {url for url in NEVER if "diario-do-acre" in url}
    assert all(days + 2 <= way.max_age_days for url, days in ages.items() if url not in too_old)


def _age(record: dict[str, Any]) -> int:
    return (TODAY - TODAY.fromisoformat(record["published"])).days


def test_nothing_is_published_in_the_future() -> None:
    assert min(map(_age, RECORDS)) == 1


def test_lookalikes_outnumber_positives_in_every_language() -> None:
    on_first_night = [r for r in read_expected(today=TODAY, night=1) if r["url"] not in NEVER]
    positive = Counter(r["lang"] for r in on_first_night if r["labels"])
    negative = Counter(r["lang"] for r in on_first_night if not r["labels"])
    assert sum(positive.values()) >= 16
    assert all(negative[lang] > positive[lang] > 0 for lang in ("es", "en", "pt"))


def test_every_number_and_address_is_fictional() -> None:
    for file in sorted((EXAMPLES).rglob("*")):
        if file.suffix not in {".html", ".rss", ".atom", ".json", ".jsonl", ".xml", ".txt", ".yml"}:
            continue
        text = re.sub(r"\{\{.*?\}\}|datetime=\S+|\b\d{4}-\d\d-\d\d\b", "", file.read_text(encoding="utf-8"))
        for found in PHONE_LIKE.findall(text):
            assert FICTIONAL.search(found.strip()), f"{file.name}: {found}"
        for host in re.findall(r"https?://([\w.-]+)", text):
            assert host.endswith(".example") or host in REAL_HOSTS, f"{file.name}: {host}"
        for mail in re.findall(r"[\w.]+@[\w-]+\.[\w.-]+\b", text):
            assert mail.endswith(".example"), f"{file.name}: {mail}"


def test_articles_of_ecos_hide_their_date_where_only_a_page_object_finds_it() -> None:
    page = Selector(markup("http://ecos-del-norte.example/nota/detienen-a-seis-en-colchane"))
    assert page.css("script#nota-meta::text").re(r'"fecha_publicacion": "([^"]+)"') == ["2026-03-09T18:05:00-03:00"]
    assert page.css("div.firma::attr(data-autor)").get() == "Agencia Puna"
    assert "Actualizado hace 3 horas" in page.css("div.firma").get("")
    assert not page.css("time, meta[property], meta[name=author], script[type='application/ld+json']")
