"""Addresses of other adverts, and those that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring

from extraction.whose.kin import is_kin, leads_to

OWN = "https://avisos.example/aviso/4101-viajes-a-chile"


@pytest.mark.parametrize(
    ("address", "url", "kin"),
    [
        ("https://avisos.example/aviso/4102-taxi", OWN, True),
        ("https://arica.avisos.example/servicios/viajes/980-flete-sur", OWN, True),
        ("https://avisos.example/aviso/seguridad", OWN, False),
        ("https://avisos.example/ayuda", OWN, False),
        ("https://otros.test/aviso/4102-taxi", OWN, False),
        ("https://a.example/es/consejos", "https://a.example/es/viajes", False),
        ("https://a.example/comercio/taxi.html", "https://a.example/comercio/viajes-norte.html", True),
        ("https://a.example/aviso/98/taxi", "https://a.example/aviso/41/viajes", True),
        ("https://a.example/ver.php?id=2", "https://a.example/ver.php?id=1", True),
        ("https://a.example/77", "https://a.example/usuario/78", False),
    ],
)
def test_an_address_of_the_pages_make_is_another_adverts(address: str, url: str, kin: bool) -> None:
    assert is_kin(address, url) is kin


@pytest.mark.parametrize(
    "href",
    [
        "", "#fotos", "?foto=2", OWN, f"{OWN}/#mapa", "javascript:ver()", "tel:+573000000041", "/usuario/77",
        "https://wa.me/573000000041", "/fotos/1.jpg", "http://[", "mailto:a@avisos.example", "/denunciar?aviso=4101",
    ],
)  # fmt: skip
def test_what_leads_to_no_other_page(href: str) -> None:
    assert leads_to(fromstring(f'<a href="{href}">x</a>'), OWN) == ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_breaks_it(href: str, url: str) -> None:
    anchor = fromstring("<a>x</a>")
    anchor.set("href", "".join(character for character in href if character.isprintable()))
    address = leads_to(anchor, url)
    if address:
        assert isinstance(is_kin(address, url), bool)
