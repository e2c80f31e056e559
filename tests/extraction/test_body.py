"""The article and nothing else, whatever stands around and inside it."""

from __future__ import annotations

import json

import pytest

from extraction.extract import extract
from tests.extraction.samples import PARAGRAPHS, article

URL = "http://diario-de-la-costa.example/nota"


def lines(body: bytes) -> list[str]:
    return extract(body, url=URL).text.split("\n")


def test_the_article_alone() -> None:
    assert lines(article()) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "furniture",
    [
        '<p><strong>Lea también:</strong> <a href="/x">Cae banda que operaba en el puerto de Iquique</a></p>',
        "<p>VEA TAMBIÉN: Entre la pampa y el mar, la feria que todos esperan</p>",
        '<p><a href="/x">LE PUEDE INTERESAR: La ficha de los detenidos en el operativo</a></p>',
        '<p>MIRA: <a href="/x">Madre espera noticias de su hijo</a></p>',
        "<p>Veja também: O que se sabe da operação na fronteira</p>",
        '<p>Read more: <a href="/x">Four held over desert crossings</a></p>',
        "<p>Síguenos en Telegram, Instagram, Facebook y Twitter</p>",
        "<p>¿Ya sabías que tenemos canal de WhatsApp? Únete desde tu celular en este enlace.</p>",
        "<p>Assine a nossa newsletter e receba as notícias no seu e-mail</p>",
        "<p>Sign up for our newsletter to get the news delivered to your inbox</p>",
        "<p>(Foto: Agencia Norte)</p>",
        "<figure><img src='a.jpg'><figcaption>Los detenidos a la salida del juzgado de Arica.</figcaption></figure>",
        '<div class="related-posts"><h4>Noticias relacionadas</h4><p><a href="/x">Otra nota del día</a></p></div>',
        '<div class="c-share share-buttons"><a href="#">Compartir</a> <a href="#">Tuitear</a></div>',
        '<div class="ad-container"><p>Publicidad</p></div>',
        '<aside><p>El dato: la ciudad recibió doscientas mil visitas el último verano, según el municipio.</p></aside>',
        '<div style="display:none"><p>Este texto no lo ve nadie y no debe aparecer, dijo el editor.</p></div>',
        "<script>document.write('<p>Nada de esto es texto, aunque lo parezca mucho.</p>')</script>",
        '<p class="tags">Temas: <a href="/t">frontera</a></p>',
        "<h3>Galería de fotos</h3>",
        "<p>Todos los derechos reservados. Prohibida su reproducción.</p>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["inside", "after"])
def test_furniture_stays_out(furniture: str, place: str) -> None:
    page = article(furniture) if place == "inside" else article(after=furniture)
    found = lines(page)
    if furniture.startswith("<h3>") and place == "inside":  # a heading before text announces it
        found.remove("Galería de fotos")
    assert found == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "said",
    [
        "Lea fue la primera en llegar al refugio, donde la recibieron dos voluntarias de la parroquia.",
        "Vea usted lo que ocurrió después, dijo el fiscal ante el tribunal que llevaba la causa de los viajes.",
        "Related charges were filed against two officers of the border police in March, the court said.",
        "Fotos de los viajes circularon en grupos de mensajes durante meses, según el informe de la policía.",
        "Compartía la habitación con otras nueve personas, contó a este medio la segunda de las testigos.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(said: str) -> None:
    assert lines(article(f"<p>{said}</p>")) == [*PARAGRAPHS[:2], said, *PARAGRAPHS[2:]]


def test_lists_quotes_and_headings_of_the_article_stay_in_order() -> None:
    inside = (
        "<h2>Cómo operaban</h2>",
        "<ul><li>Captaban por redes a familias enteras.</li><li>Cobraban por adelantado, en dólares.</li></ul>",
        "<blockquote><p>“Nunca nos dieron un recibo”, dijo otra de las víctimas.</p></blockquote>",
    )
    assert lines(article(*inside)) == [
        *PARAGRAPHS[:2],
        "Cómo operaban",
        "Captaban por redes a familias enteras.",
        "Cobraban por adelantado, en dólares.",
        "“Nunca nos dieron un recibo”, dijo otra de las víctimas.",
        *PARAGRAPHS[2:],
    ]


def test_a_standfirst_that_adds_something_is_kept_and_one_that_repeats_is_not() -> None:
    new = "El grupo Paso Zafiro reclutaba choferes jubilados con anuncios pegados en terminales bolivianos."
    again = "Cuatro personas fueron detenidas en Arica por ofrecer traslados desde la frontera."
    assert lines(article(before=f"<h2 class='bajada'>{new}</h2>")) == [new, *PARAGRAPHS]
    assert lines(article(before=f"<h2 class='bajada'>{again}</h2>")) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "name", ["related", "comments sidebar", "advert", "content-with-ads", "tags-body", "hidden-share"]
)
def test_a_name_that_covers_the_text_is_not_believed(name: str) -> None:
    assert lines(article(name=name)) == list(PARAGRAPHS)


def test_the_structured_body_brings_back_what_looks_like_furniture_to_trafilatura() -> None:
    ld = '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "%s"}</script>'
    body = " ".join(PARAGRAPHS).replace("“", "").replace("”", "")
    assert lines(article(head=ld % body)) == list(PARAGRAPHS)


def test_the_next_article_of_an_endless_page_is_another() -> None:
    other = "<h1>Feria en Pica</h1><div><p>Treinta productores llegaron el sábado a la plaza.</p></div>"
    page = article().decode().replace("</main>", f"</main><main><article>{other}</article></main>", 1)
    assert lines(page.encode()) == list(PARAGRAPHS)


def test_line_breaks_make_lines_and_inline_elements_do_not() -> None:
    inside = "<p>La agencia <b>Sendero</b><i> Claro</i>, dijo<br>el fiscal, operaba en tres&shy;cientas ciudades.</p>"
    assert lines(article(inside))[2:4] == [
        "La agencia Sendero Claro, dijo",
        "el fiscal, operaba en trescientas ciudades.",
    ]


def test_phone_links_of_a_story_show_their_number() -> None:
    inside = (
        '<p>La línea gratuita para denunciar es <a href="tel:+56 9 4000 0012">esta que atiende siempre</a>, dijo.</p>'
    )
    assert "esta que atiende siempre, dijo. +56 9 4000 0012" in "\n".join(lines(article(inside)))


def test_a_page_meant_for_javascript_is_read_from_its_noscript() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<html><body><div id='root'></div><noscript><h1>Hola</h1>{paragraphs}</noscript></body></html>"
    assert lines(page.encode()) == list(PARAGRAPHS)


def test_a_kicker_above_the_headline_is_no_text() -> None:
    page = article(before="<h2>Niños entre los rescatados por la patrulla de Putre esa madrugada</h2>").decode()
    page = page.replace('<div class="cuerpo">', "", 1).replace("</div></article>", "</article>", 1)
    page = page.replace("<h1>", "<p>Policial</p><h1>", 1)
    assert lines(page.encode())[0] == "Niños entre los rescatados por la patrulla de Putre esa madrugada"


def test_what_a_page_shows_only_the_beginning_of_is_read_from_its_data_for_machines() -> None:
    told = "<p>".join((*PARAGRAPHS, *PARAGRAPHS[:2]))
    data = json.dumps({"@type": "NewsArticle", "headline": "Detienen a cuatro en Arica", "articleBody": told})
    head = f'<title>Detienen a cuatro en Arica | Diario</title><script type="application/ld+json">{data}</script>'
    beginning = f"<article><p>{PARAGRAPHS[0]}</p><p>Suscríbete para seguir leyendo.</p></article>"
    for shown in (beginning, "<div id=root></div>"):
        page = f"<!doctype html><html lang=es>{head}<body>{shown}</body></html>".encode()
        assert lines(page) == [*PARAGRAPHS, *PARAGRAPHS[:2]]
    whole = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<!doctype html><html lang=es>{head}<body><article>{whole}</article></body></html>".encode()
    assert lines(page) == list(PARAGRAPHS)


def test_another_articles_data_for_machines_is_not_read() -> None:
    other = {"@type": "NewsArticle", "headline": "Cae Rutas del Sur en Tacna", "articleBody": " ".join(PARAGRAPHS) * 3}
    head = f'<script type="application/ld+json">{json.dumps(other)}</script>'
    page = f"""<!doctype html><html lang=es><head><title>Detienen a cuatro en Arica | Diario</title>{head}</head><body>
<article><h1>Detienen a cuatro en Arica</h1><p>{PARAGRAPHS[0]}</p></article></body></html>"""
    assert lines(page.encode()) == [PARAGRAPHS[0]]
    own = page.replace('{"@type"', f'{{"url": "{URL}", "@type"')
    assert len(lines(own.encode())) > 1 or "Sendero Claro" in lines(own.encode())[0]
