"""Saved pages, read from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import InputError
from extraction.fields import FieldSelectors, Manner
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


def test_a_page_is_read_as_its_source_wants(tmp_path: Path) -> None:
    saved = tmp_path / "nota.html"
    box = '<div class="caja"><p>Aparte, el ministerio presentó un plan que nada tiene que ver.</p></div>tras ella'
    head = '<link rel="canonical" href="http://diario.example/a">'
    saved.write_bytes(article(head=head).replace(b"</article>", f"{box}</article>".encode()))
    assert "nada tiene que ver" in extract_file(saved).text
    asked: list[str] = []

    def manner_of(address: str) -> Manner:
        asked.append(address)
        return Manner(selectors=FieldSelectors(without=".caja"))

    text = extract_file(saved, manner_of=manner_of).text
    assert asked == ["http://diario.example/a"]
    assert "nada tiene que ver" not in text
    assert text.startswith("\n".join(PARAGRAPHS))


def test_what_cant_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.html"):
        extract_file(tmp_path / "missing.html")
    picture = tmp_path / "picture.html"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(InputError, match=r"picture\.html"):
        extract_file(picture)
    with pytest.raises(InputError, match=r"picture\.html.*binary"):
        extract_file(picture, "http://diario.example/a")


@pytest.mark.parametrize("content", [b"", b" \n"])
def test_an_empty_file_is_named(tmp_path: Path, content: bytes) -> None:
    saved = tmp_path / "nota.html"
    saved.write_bytes(content)
    with pytest.raises(InputError, match=r"nota\.html: is empty"):
        extract_file(saved)
