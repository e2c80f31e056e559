"""Every page object against its saved page: one folder each, page.html and expected.json are the whole test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import SourceError
from extraction.extract import everything, extract, opened
from extraction.pages.base import Given, PageObject, resolve

FOLDERS = sorted(path.parent for path in (Path(__file__).parent / "pages").glob("*/expected.json"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_page_object(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    page = extract((folder / "page.html").read_bytes(), url=expected["url"], page_class=expected["page"])
    found = {
        "page": expected["page"],
        "url": page.url,
        "title": page.title,
        "text": page.text.split("\n"),
        "published": page.published.isoformat() if page.published else None,
        "published_source": page.published_source.value,
        "author": page.author,
        "section": page.section,
        "language": page.language.value,
    }
    assert found == expected


@pytest.mark.parametrize("data", ["[" * 100_000, "9" * 5000, "{", "[1]", '{"fecha_publicacion": [1]}'])
def test_data_that_no_parser_holds_hide_no_page(data: str) -> None:
    body = f'<html><title>Abre la feria</title><script id="nota-meta">{data}</script><p>Abre el martes.</p></html>'
    page = extract(body.encode(), url="https://ecos.example/1", page_class="ecos_del_norte:ArticlePage")
    assert page.title == "Abre la feria"


def test_an_opened_page_finds_what_is_asked_for_and_no_more() -> None:
    body = b"<html><title>Abre la feria</title><time>2026-11-20</time><p>La feria abre el martes.</p></html>"
    page = opened(body, Given(url="https://diario.example/1"))
    assert (page.title, page.text) == ("Abre la feria", "La feria abre el martes.")
    assert "dated" not in vars(page)
    assert everything(page) == extract(body, url="https://diario.example/1")


def test_every_page_object_has_its_saved_page() -> None:
    modules = {path.stem for path in Path(PageObject.__module__.replace(".", "/")).parent.glob("*.py")}
    assert modules - {"__init__", "base"} == {folder.name for folder in FOLDERS}


@pytest.mark.parametrize(
    "name",
    [
        "os:Path",
        "..store:X",
        "base",
        "base:",
        "nothing_here:ArticlePage",
        "ecos_del_norte:Missing",
        "base:Given",
        "a.b:C",
    ],
)
def test_only_page_objects_of_this_folder_are_loaded(name: str) -> None:
    with pytest.raises(SourceError, match="page object"):
        resolve(name)


def test_no_name_means_the_generic_page() -> None:
    assert resolve("") is PageObject


def test_a_subclass_overrides_one_field_and_keeps_the_rest() -> None:
    body = (FOLDERS[0] / "page.html").read_bytes()
    generic = extract(body, url="http://ecos-del-norte.example/x")
    special = extract(body, url="http://ecos-del-norte.example/x", page_class="ecos_del_norte:ArticlePage")
    assert (generic.title, generic.text) == (special.title, special.text)
    assert generic.author != special.author
