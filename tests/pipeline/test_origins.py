"""Whose page a capture of a file made elsewhere is."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import SourceError
from pipeline.origins import HostOrigins, Unread, readable
from tests.cli.test_commands import SOURCE
from tests.store.make import capture

NOBODYS, SUBDOMAIN, KNOWN = "https://otro.example/1", "https://avisos.diario.example/1", "https://www.diario.example/1"


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


@pytest.mark.parametrize(
    ("broken", "waiting"),
    [
        ("", []),
        ("hosts: [avisos.example]", ["https://www.avisos.example/1"]),
        ("hosts: [Avisos.Diario.example]\nkind: misspelt", [SUBDOMAIN]),
        ("hosts: [diario.example]", [KNOWN, SUBDOMAIN]),
        ("hosts: [example]", [NOBODYS, "https://www.avisos.example/1"]),
        ("hosts: avisos.example", [NOBODYS, "https://www.avisos.example/1"]),
        ("hosts: [https://avisos.example/]", [NOBODYS, "https://www.avisos.example/1"]),
        ("hosts: [1]", [NOBODYS, "https://www.avisos.example/1"]),
        ("hosts: [", [NOBODYS, "https://www.avisos.example/1"]),
    ],
)
def test_what_may_be_a_page_of_a_source_that_cannot_be_read_waits(
    tmp_path: Path, broken: str, waiting: list[str]
) -> None:
    """By the hosts that its file says still; where it says none, what no other source has."""
    (tmp_path / "xx_diario.yml").write_text(SOURCE, encoding="utf-8")
    if broken:
        (tmp_path / "xx_avisos.yml").write_text(broken, encoding="utf-8")
    faults: dict[str, SourceError] = {}
    catalogue = readable([tmp_path], faults)
    origins = HostOrigins(catalogue, unread=Unread.of([tmp_path], faults))
    urls = [KNOWN, SUBDOMAIN, NOBODYS, "https://www.avisos.example/1"]
    assert [url for url in urls if origins(capture(1, source_id="", url=url)) is None] == waiting
    assert (origins(capture(1, source_id="xx_avisos", url=KNOWN)) is None) == bool(broken)
    assert origins(capture(1, source_id="xx_diario", url=NOBODYS)) is not None


def test_a_folder_that_is_not_there_may_hold_any_source(tmp_path: Path) -> None:
    (tmp_path / "xx_diario.yml").write_text(SOURCE, encoding="utf-8")
    folders, faults = [tmp_path, tmp_path / "gone"], dict[str, SourceError]()
    origins = HostOrigins(readable(folders, faults), unread=Unread.of(folders, faults))
    assert origins(capture(1, source_id="", url=NOBODYS)) is None
    with pytest.raises(SourceError, match="gone"):
        readable(folders[1:], {})
