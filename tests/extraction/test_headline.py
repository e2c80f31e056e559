"""Titles, authors and sections, by whatever a page offers."""

from __future__ import annotations

import pytest

from extraction.extract import extract
from extraction.headline import clean_name, without_site

URL = "http://diario-de-la-costa.example/nota"
TITLE = "Detienen a cuatro en Arica"


@pytest.mark.parametrize(
    "page",
    [
        f"<title>{TITLE} | Diario de la Costa</title>",
        f"<title>{TITLE} - Diario de la Costa</title>",
        f'<meta property="og:title" content="{TITLE} - Costa"><meta property="og:site_name" content="Costa">',
        f"<title>Diario de la Costa</title><body><h1>{TITLE}</h1>",
        f'<title>{TITLE}</title><body><h1><a href="/"><img src="l.png"> Diario de la Costa</a></h1><h1>{TITLE}</h1>',
        f'<script type="application/ld+json">{{"@type": "Article", "headline": "{TITLE}"}}</script><title>x</title>',
    ],
)
def test_title(page: str) -> None:
    assert extract(page.encode(), url=URL).title == TITLE


STEERS = "&#27;[31m&#7;&#127;&#xFFFF;&#xfffe;"


@pytest.mark.parametrize(
    "page",
    [
        f"<title>Detienen{STEERS} a cuatro en Arica</title>",
        f"<title>x</title><body><h1>Detienen{STEERS} a cuatro en Arica</h1>",
        f'<meta property="og:title" content="Detienen{STEERS} a cuatro en Arica">',
        '<script type="application/ld+json">{"@type": "Article",'
        ' "headline": "Detienen\\u001b[31m\\u0007\\uffff\\ud800 a cuatro en Arica",'
        ' "author": "Ana\\u001b[31m Soto"}</script>',
        "",
    ],
)
def test_what_steers_a_terminal_goes(page: str) -> None:
    body = f'{page}<p>Uno dos{STEERS} tres.</p><a rel="author">Ana&#27; Soto</a>'
    found = extract(body.encode(), url=URL, title_hint="Detienen\x1b[31m\x07 a cuatro en Arica")
    assert found.title == "Detienen[31m a cuatro en Arica"
    assert (found.title + found.text + found.author + found.section).replace("\n", "").isprintable()


def test_the_hint_of_a_feed_is_better_than_the_name_of_the_site() -> None:
    page = b"<title>Diario de la Costa</title><body><h1>Policial</h1><h1>Deportes</h1><p>Nada.</p>"
    assert extract(page, url=URL, title_hint=TITLE).title == TITLE


def test_titles_with_a_dash_of_their_own_stay_whole() -> None:
    title = "Iquique–La Paz: qué piden en la frontera – y qué no"
    assert without_site(f"{title} | Ecos", "Ecos") == title


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Por Ana Roa", "Ana Roa"),
        ("✎ Por: Ana Roa | 3 de mayo de 2026", "Ana Roa"),
        ("By Ana Roa @anaroa", "Ana Roa"),
        ("Ana Roa, Actualizado hace 3 horas", "Ana Roa"),
        ("Escrito por Ana Roa y Luis Peña", "Ana Roa y Luis Peña"),
        ("admin", ""),
        ("https://diario.example/autor/1", ""),
        ("12345", ""),
    ],
)
def test_names(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize(
    ("page", "author"),
    [
        ('<meta name="author" content="Ana Roa">', "Ana Roa"),
        ('<body><p class="byline">Por <a href="/a">Ana Roa</a></p>', "Ana Roa"),
        ('<body><span itemprop="author">Ana Roa</span>', "Ana Roa"),
        ('<script type="application/ld+json">{"@type": "Report", "author": [{"name": "Ana Roa"}, "Luis Paz"]}</script>',
         "Ana Roa, Luis Paz"),
        ("<body><p>Ana Roa fue vista en Arica.</p>", ""),
    ],
)  # fmt: skip
def test_author(page: str, author: str) -> None:
    assert extract(page.encode(), url=URL).author == author


@pytest.mark.parametrize(
    ("page", "section"),
    [
        ('<meta property="article:section" content="Policial">', "Policial"),
        ('<body><nav class="breadcrumbs"><a href="/">Inicio</a> <a href="/policial">Policial</a></nav>', "Policial"),
        (
            '<script type="application/ld+json">{"@type": "Article", "articleSection": ["Policial"]}</script>',
            "Policial",
        ),
        ("<body><p>Nada</p>", ""),
    ],
)
def test_section(page: str, section: str) -> None:
    assert extract(page.encode(), url=URL).section == section
