"""Adverts that have expired: their board's sentence, and nothing of the adverts that it shows instead."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.records import Extracted
from core.terms import DocumentKind
from extraction.expired import sentence_of
from extraction.extract import extract
from extraction.markup import parse

URL = "http://avisos.example/anuncios/anuncio-102.html"
CARD = """<div class="card"><a class="lnk" href="anuncio-{0}.html"><img src="/i/{0}.jpg" alt=""><h3>{1}</h3></a>
<span>28/11/2026</span><span class="tel" data-phone="(45) 90000-0047">ver telefone</span><p>{2}</p></div>"""
OTHERS = CARD.format(107, "Fretes e mudanças", "Fretes para todo o Brasil, nota fiscal.") + CARD.format(
    108, "Travessia garantida", "Passo pro lado de lá sem visto, 400 euros."
)


def read(heading: str, body: str, title: str = "Classificados", kind: DocumentKind = DocumentKind.AD) -> Extracted:
    page = f"""<html lang="pt"><head><meta charset="utf-8"><title>{title}</title></head><body>
<h1>{heading}</h1>{body}</body></html>"""
    seen = datetime(2026, 12, 2, tzinfo=UTC)
    return extract(page.encode(), url=URL, kind=kind, title_hint="Van até Foz, sem carimbo", fetched_at=seen)


@pytest.mark.parametrize("body", [OTHERS, f"<section>{OTHERS}</section>", CARD.format(107, "Fretes", "Sem visto.")])
def test_what_its_board_shows_instead_is_not_the_adverts(body: str) -> None:
    """Neither words nor numbers, nor a day, nor the title under which a list had named it."""
    found = read("Este anúncio expirou", f"<p>O anúncio que você procura não está mais disponível.</p>{body}")
    assert found.is_expired
    assert found.title == "Este anúncio expirou"
    assert found.text == "Este anúncio expirou\nO anúncio que você procura não está mais disponível."
    assert found.published is None


def test_a_living_advert_that_is_called_so_is_read() -> None:
    found = read("Anúncio expirado", "<p>Levo de Ciudad del Este a Foz sem carimbo, 400 dólares. (45) 90000-0042</p>")
    assert "Levo de Ciudad del Este a Foz sem carimbo, 400 dólares. (45) 90000-0042" in found.text


@pytest.mark.parametrize(
    "heading",
    [
        "Anúncio expirado",
        "Este anúncio foi removido.",
        "Ops! Anúncio não encontrado",
        "O anúncio não está mais disponível",
        "Este aviso ha caducado",
        "El anuncio ya no está disponible",
        "Aviso finalizado",
        "Esta publicación fue eliminada",
        "This ad has expired",
        "Sorry, this listing is no longer available",
        "Advert not found",
    ],
)
def test_sentences(heading: str) -> None:
    assert sentence_of(parse(f"<html><body><h1>{heading}</h1></body></html>".encode()).tree) == heading
    tree = parse(f"<html><head><title>{heading} | Avisos</title></head><body>x</body></html>".encode()).tree
    assert sentence_of(tree)


@pytest.mark.parametrize(
    "heading",
    ["Passaporte expirado? Resolvemos", "Visto vencido, levo assim mesmo", "Aviso: a ponte foi fechada", "Ad", "Post"],
)
def test_what_is_no_such_sentence(heading: str) -> None:
    assert not read(heading, "<p>Sem visto, 400 dólares.</p>").is_expired


def test_news_may_be_headed_so() -> None:
    assert not read("Aviso finalizado", "<p>Prefeitura encerra.</p>", kind=DocumentKind.NEWS).is_expired
