"""Whose page a capture of a file made elsewhere is."""

from __future__ import annotations

import pytest

from pipeline.origins import HostOrigins
from tests.store.make import capture


@pytest.mark.parametrize(
    ("url", "source_id", "country"),
    [
        ("https://www.diario.com.ar/nota/1", "web:diario.com.ar", "AR"),
        ("https://www.kent.co.uk/", "web:kent.co.uk", "GB"),
        ("https://www.europol.eu/", "web:europol.eu", ""),
        ("https://noticias.tv/", "web:noticias.tv", ""),
        ("https://diario.la/", "web:diario.la", ""),
        ("https://x.me/", "web:x.me", ""),
    ],
)
def test_a_site_nobody_described_is_a_source_of_its_own(url: str, source_id: str, country: str) -> None:
    """Of the country that its name says; a code that is sold for its letters, or a union's, says none."""
    origin = HostOrigins({})(capture(1, url=url))
    assert origin.info is not None
    assert (origin.source_id, origin.country, origin.info.country) == (source_id, country, country)
