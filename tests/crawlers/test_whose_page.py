"""Whose page an address is."""

from __future__ import annotations

import pytest

from crawlers.source import Source
from crawlers.whose_page import Hosts
from tests.crawlers.night import source

HOSTS = Hosts(
    {
        f"xx_{name}": Source.model_validate(source(host, [{"feed": f"http://{host}/feed"}]) | {"id": f"xx_{name}"})
        for name, host in (("diario", "diario.example"), ("norte", "norte.diario.example"))
    }
)


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://diario.example/nota/1", "xx_diario"),
        ("https://WWW.Diario.example:8443/nota/1", "xx_diario"),
        ("https://norte.diario.example/nota/1", "xx_norte"),
        ("https://m.norte.diario.example/nota/1", "xx_norte"),
        ("https://otrodiario.example/nota/1", ""),
        ("https://diario.example.org/nota/1", ""),
        ("nota.html", ""),
        ("http://[bad", ""),
        ("", ""),
    ],
)
def test_the_nearest_name_has_it(url: str, owner: str) -> None:
    found = HOSTS.source_of(url)
    assert (found.id if found is not None else "") == owner
