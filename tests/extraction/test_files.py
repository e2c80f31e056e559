"""Saved pages, read from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import InputError
from extraction.files import extract_file
from tests.extraction.samples import PARAGRAPHS, article


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        ('<link rel="canonical" href="http://Diario.example/a?utm_source=x">', "", "http://diario.example/a"),
        ('<meta property="og:url" content="http://diario.example/b">', "", "http://diario.example/b"),
        ('<base href="http://diario.example/"><link rel="canonical" href="/c">', "", "http://diario.example/c"),
        ('<link rel="canonical" href="http://diario.example/a">', "http://diario.example/d", "http://diario.example/d"),
        ('<link rel="canonical" href="/relative"><link rel="canonical" href="http://[bad">', "", ""),
    ],
)
def test_the_address(tmp_path: Path, head: str, url: str, expected: str) -> None:
    saved = tmp_path / "nota.html"
    saved.write_bytes(article(head=head))
    page = extract_file(saved, url)
    assert page.url == expected
    assert page.text == "\n".join(PARAGRAPHS)


def test_what_cant_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.html"):
        extract_file(tmp_path / "missing.html")
    picture = tmp_path / "picture.html"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(InputError, match=r"picture\.html"):
        extract_file(picture)
    with pytest.raises(InputError, match=r"picture\.html.*binary"):
        extract_file(picture, "http://diario.example/a")
