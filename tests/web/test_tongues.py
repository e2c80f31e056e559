"""Whose language words are in: what stands in a document is read aloud by its own voice, what we say by the page's."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from core.languages import language, speaking
from core.settings import Settings
from tests.web.stories import ADVERT, CLEARED
from web.templating import templates


@pytest.mark.parametrize("code", ["en", "pt"])
def test_what_documents_say_stands_in_their_language(looker: TestClient, flag_ids: dict[str, int], code: str) -> None:
    asked = {"accept-language": code}
    page = looker.get("/operators/1", headers=asked).text
    assert f'<bdi lang="es">{CLEARED.title}</bdi>' in page
    quoted = re.findall(r"<blockquote><p([^>]*)>", page)
    assert set(quoted) == {' dir="auto" lang="es"'}
    assert '<p dir="auto" lang="es">' in page.partition('class="ladder"')[2].partition("</section>")[0]
    page = looker.get(f"/flags/{flag_ids[ADVERT.title]}", headers=asked).text
    assert re.search(r'<q><a href="#w\d+"><bdi lang="es">', page)
    assert re.search(r'<h1 class="document-title" lang="es">', page)


def test_words_of_ours_in_the_place_of_a_title_are_the_pages(settings: Settings) -> None:
    shown = templates(settings).env.from_string('{% import "macros.html" as m with context %}{{ m.title(of) }}')
    with speaking(language("pt")):
        untitled = shown.render(of=SimpleNamespace(title=" ", language="es", purged_at=None))
        titled = shown.render(of=SimpleNamespace(title="Cae banda", language="other", purged_at=None))
    assert untitled == "Sem título"
    assert titled == '<bdi lang="">Cae banda</bdi>'


@pytest.mark.parametrize("path", ["/operators", "/search?q=migrantes"])
def test_a_list_of_one_page_has_no_landmark_of_pages(looker: TestClient, path: str) -> None:
    assert 'class="pager"' not in looker.get(path).text
