"""Walls that answer 200: those that say so, and those that are found because all pages look alike."""

from __future__ import annotations

import pytest

from extraction.walls import look, named_wall, walls

CLOUDFLARE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><div class='main-content'><noscript>"
    b"Enable JavaScript and cookies to continue</noscript></div><script>window._cf_chl_opt={cvId:'3'}</script></body>"
)
IMPERVA = (
    b'<html><head></head><body><iframe id="main-iframe" src="/_Incapsula_Resource?CWUDNSAI=9&xinfo=1-2-0">'
    b"Request unsuccessful. Incapsula incident ID: 1234-5678</iframe></body></html>"
)
ARTICLE = "<p>" + "La comisaria del puerto dijo que la red pedia dinero por cruzar en lancha. " * 20 + "</p>"
MENU = "Portada Nacional Mundo Deportes Opinion Economia Sociedad Cultura Tecnologia Salud Viajes Clima Radio "


def shell(title: str, more: str = "") -> bytes:
    """A page that a script would fill."""
    return f"<html><head><title>{title}</title></head><body><div id=root></div><script>go()</script>{more}".encode()


def consent(serial: str) -> bytes:
    """A consent in front of every page, with the number of the visit."""
    words = "Antes de seguir leyendo, acepta las condiciones de uso y las cookies de nuestros socios. " * 3
    return f"<html><body><main>{words} Ref {serial}</main></body></html>".encode()


def article(number: int) -> bytes:
    """A short report under the menu of its newspaper."""
    return f"<html><body><nav>{MENU * 2}</nav><p>Informe {number} del puesto de control.</p></body></html>".encode()


@pytest.mark.parametrize(("body", "name"), [(CLOUDFLARE, "wall: Cloudflare"), (IMPERVA, "wall: Imperva")])
def test_a_wall_that_says_so_is_named(body: bytes, name: str) -> None:
    assert named_wall(body) == name


@pytest.mark.parametrize(
    "body",
    [
        f"<html><body>{ARTICLE}<code>_cf_chl_opt</code></body></html>".encode(),
        f"<html><body>{ARTICLE}<script>window.__CF$cv$params={{}}</script></body></html>".encode(),
        f"<html><body>{ARTICLE}<script src='/_Incapsula_Resource?SWJIYLWA=7'></script></body></html>".encode(),
        b"<p>hola</p>",
        b"",
    ],
)
def test_a_page_that_a_guard_lets_through_is_none(body: bytes) -> None:
    assert named_wall(body) == ""


@pytest.mark.parametrize(
    "pages",
    [
        [shell(f"Title {number}") for number in range(6)],
        [consent(f"8f3a{number}bc19d2") for number in range(6)],
        [f"<meta http-equiv=refresh content='0;url=/go?{number}'>{number}".encode() for number in range(6)],
    ],
    ids=["shell", "consent", "refresh"],
)
def test_what_most_pages_show_is_a_wall(pages: list[bytes]) -> None:
    looks = [look(page) for page in pages]
    others = [look(article(number)) for number in range(5)]
    assert walls([*looks, *others]) == set(looks)
    assert len(set(looks)) == 1
    assert walls([*looks[:2]]) == frozenset()  # two pages of a quiet night may be alike
    assert walls([*looks[:4], *others]) == frozenset()


def test_pages_that_differ_in_a_number_are_pages() -> None:
    """A notice of each day, an advert under another telephone number."""
    assert walls([look(article(number)) for number in range(60)]) == frozenset()


def test_a_shell_whose_data_hold_the_text_is_a_page() -> None:
    data = '<script type="application/ld+json">{"articleBody": "%s %d"}</script>'
    assert walls([look(shell("x", data % (ARTICLE, number))) for number in range(60)]) == frozenset()
    state = '<script>window.__INITIAL_STATE__ = {"body": "%s %d"}</script>'
    assert walls([look(shell("x", state % (ARTICLE, number))) for number in range(60)]) == frozenset()
    code = "<script>function go() {/* %s %d */}</script>"
    assert walls([look(shell("x", code % (ARTICLE, number))) for number in range(60)]) == {"few"}
    brief = '<script type="application/ld+json">{"headline": "Nota %d"}</script>'
    assert walls([look(shell("x", brief % number)) for number in range(60)]) == {"few"}


@pytest.mark.parametrize("piece", [b"<!--", b"<script>", b"<", b"<title ", b"<style></styl", b"a1"])
def test_broken_markup_is_read_to_its_end(piece: bytes) -> None:
    assert look(piece * ((1 << 18) // len(piece)))
