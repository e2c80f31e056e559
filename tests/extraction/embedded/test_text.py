"""Pages that carry their content in scripts are read from it, where they show nothing of it, or a beginning."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from core.records import Extracted
from core.terms import DateSource, DocumentKind
from extraction.extract import extract
from tests.extraction.embedded.samples import (
    ADVERT,
    ADVERT_URL,
    ARTICLE,
    ARTICLE_URL,
    OFFER,
    TITLE,
    next_script,
    nuxt_script,
    shell,
    state_script,
)
from tests.extraction.samples import FOOTER, NAVIGATION, PARAGRAPHS, article

WRITERS = [
    lambda thing: next_script({"post": thing, "menu": [{"title": "Portada", "body": "x " * 900}]}),
    lambda thing: next_script({"apollo": {"ROOT": {}, "Post:1": thing}}),
    next_script,
    nuxt_script,
    lambda thing: state_script({"page": {"item": thing}}),
    lambda thing: state_script({"page": [thing]}, "__PRELOADED_STATE__"),
]


def news(page: bytes, url: str = ARTICLE_URL) -> Extracted:
    return extract(page, url=url)


def advert(page: bytes, url: str = ADVERT_URL) -> Extracted:
    return extract(page, url=url, kind=DocumentKind.AD)


@pytest.mark.parametrize("write", WRITERS)
def test_an_article_is_read_from_what_the_scripts_carry(write: Callable[[object], str]) -> None:
    for inside in ("", "<p>Cargando…</p>", f"{NAVIGATION}<h1>{TITLE}</h1><p>{PARAGRAPHS[0][:60]}…</p>{FOOTER}"):
        found = news(shell(write(ARTICLE), inside=inside))
        assert found.text.split("\n") == list(PARAGRAPHS)
        assert found.title == TITLE
        assert found.published is not None
        assert found.published.isoformat() == "2026-03-04T10:00:00+00:00"
        assert found.published_source is DateSource.STRUCTURED_DATA


@pytest.mark.parametrize("write", WRITERS)
def test_an_advert_is_read_with_its_price_and_who_offers_it(write: Callable[[object], str]) -> None:
    found = advert(shell(write(ADVERT), title="Viajes a Chile"))
    assert found.text.split("\n") == [OFFER, "350 USD", "+57 300 000 0041", "573000000042"]
    assert found.title == "Viajes a Chile"
    assert found.published is not None
    assert found.published.year == 2026


def test_what_a_page_shows_itself_is_not_replaced() -> None:
    script = next_script({"post": {**ARTICLE, "body": " ".join(PARAGRAPHS) + " Otra frase al final de todo."}})
    shown = article().replace(b"</body>", script.encode() + b"</body>")
    assert news(shown).text.split("\n") == list(PARAGRAPHS)
    long = "".join(f"<p>{n}. {paragraph}</p>" for n in range(4) for paragraph in PARAGRAPHS)
    script = next_script({"post": {**ARTICLE, "body": "Otra cosa muy distinta de lo que se ve. " * 400}})
    assert "Otra cosa" not in news(shell(script, inside=f"<article><h1>{TITLE}</h1>{long}</article>")).text


def test_an_advert_that_shows_its_text_has_the_number_of_its_data() -> None:
    inside = f"{NAVIGATION}<div><h1>Viajes a Chile</h1><p>{OFFER}</p><p>Arica, hoy mismo.</p></div>{FOOTER}"
    found = advert(shell(next_script({"ad": ADVERT}), title="Viajes a Chile", inside=inside))
    assert found.text.split("\n") == [OFFER, "Arica, hoy mismo.", "+57 300 000 0041", "573000000042"]


def test_an_advert_that_shows_its_headline_keeps_what_it_shows_beside() -> None:
    inside = '<div><h1>Viajes a Chile</h1><p>Arica, hoy mismo.</p><a href="https://t.me/yuly_0">Telegram</a></div>'
    found = advert(shell(next_script({"ad": ADVERT}), title="Viajes a Chile", inside=inside))
    assert found.text.split("\n")[:4] == [OFFER, "350 USD", "Arica, hoy mismo.", "Telegram https://t.me/yuly_0"]
    plain = inside.replace("h1", "span")
    assert advert(shell(next_script({"ad": ADVERT}), title="Viajes a Chile", inside=plain)).text == found.text
    frame = '<div><p>Avisos del norte, desde siempre.</p><a href="https://wa.me/573000000091">Ayuda</a></div>'
    found = advert(shell(next_script({"ad": ADVERT}), title="Viajes a Chile", inside=frame))
    assert "0091" not in found.text
    assert found.text.startswith(OFFER)


def test_a_page_that_names_only_its_site_has_title_and_text_by_its_address() -> None:
    thing = {**ARTICLE, "url": "/policial/detienen-a-cuatro-en-arica/"}
    found = news(shell(next_script({"post": thing}), title="Diario de la Costa"))
    assert (found.title, found.text.split("\n")) == (TITLE, list(PARAGRAPHS))
    nameless = shell(next_script({"post": ARTICLE}), title="Diario de la Costa")
    assert news(nameless).text != "\n".join(PARAGRAPHS)
    assert extract(nameless, url=ARTICLE_URL, title_hint=TITLE).text == "\n".join(PARAGRAPHS)


def test_contacts_in_an_adverts_html_are_shown_in_place() -> None:
    body = f'<p>{OFFER}</p><p hidden>Oculto</p><p><a href="https://wa.me/573000000043">WhatsApp</a></p>'
    found = advert(shell(next_script({"ad": {"title": "Viajes a Chile", "body": body}}), title="Viajes a Chile"))
    assert found.text.split("\n") == [OFFER, "WhatsApp https://wa.me/573000000043"]


def test_a_line_for_search_engines_is_no_article() -> None:
    thing = {"title": TITLE, "description": PARAGRAPHS[0]}
    assert news(shell(next_script({"post": thing}), inside="")).text == ""
    told = {**thing, "description": "\n".join(PARAGRAPHS)}
    assert news(shell(next_script({"post": told}), inside="")).text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "script",
    [
        '<script id="__NEXT_DATA__" type="application/json">{"props": </script>',
        '<script id="__NEXT_DATA__" type="application/json">' + "[" * 100_000 + "</script>",
        '<script id="__NEXT_DATA__" type="application/json">' + '{"props":' * 30_000 + "</script>",
        '<script id="__NUXT_DATA__">[[0],{"a":0},["Reactive",2]]</script>',
        "<script>window.__INITIAL_STATE__ = {title: go(), body: 'x'}</script>",
        "<script>window.__INITIAL_STATE__ = JSON.parse(atob('e30='))</script>",
        '<script>window.__INITIAL_STATE__ = {"title": undefined}</script>',
        next_script({"title": TITLE, "body": "\ud800 <p>\udfff</p>", "url": "http://["}),
        next_script({"title": [TITLE], "body": {"content": [None, 7, True, {"text": 8}]}, "price": {"value": "x"}}),
    ],
)
@pytest.mark.parametrize("kind", list(DocumentKind))
def test_what_is_no_data_is_passed_over(script: str, kind: DocumentKind) -> None:
    found = extract(shell(script, inside=f"<p>{PARAGRAPHS[0]}</p>"), url=ARTICLE_URL, kind=kind)
    assert found.text == PARAGRAPHS[0]


def test_nothing_in_the_data_is_run_or_followed() -> None:
    body = f"<p>{OFFER}</p><script>document.write('Robado')</script><iframe src='/x'>Marco</iframe>"
    found = advert(shell(next_script({"ad": {"title": "Viajes a Chile", "body": body}}), title="Viajes a Chile"))
    assert found.text == OFFER


def test_a_state_beside_other_code_is_found() -> None:
    state = json.dumps({"ad": ADVERT})
    script = f"<script>(function(){{var a=1;}})();window['__PRELOADED_STATE__'] = {state};var b={{}};</script>"
    assert OFFER in advert(shell(script, title="Viajes a Chile")).text
