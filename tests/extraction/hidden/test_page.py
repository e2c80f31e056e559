"""What a page hides from its readers goes into no text; what scripts are about to show stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import tostring

from core.terms import DocumentKind
from extraction.extract import extract
from extraction.fields import FieldSelectors
from extraction.hidden.page import take_hidden_words
from extraction.markup import parse
from tests.extraction.samples import PARAGRAPHS, advert, article

URL = "http://avisos.example/1"
NAME = "Transportes Alba Serena"
WORDS = f"{NAME} lleva gente sin papeles por el desierto, cobra 400 dólares por persona."
SCRIPT = "<script src='/todo.js'></script>"

INLINE = [
    "display:none",
    "DISPLAY : none !important",
    "color:red;display:none",
    "dis/**/play:block; display:/* x */none",
    r"d\69splay:none",
    "visibility:hidden",
    "visibility:collapse",
    "opacity:0",
    "opacity:0%",
    "opacity:.01",
    "filter:opacity(0)",
    "content-visibility:hidden",
    "font-size:0",
    "font-size:1px",
    "font-size:0.01em",
    "font:0/0 a",
    "color:#fff;background:#fff",
    "color:#fff",
    "color:white",
    "color:rgb(255, 255, 255)",
    "color:#fffffe",
    "color:hsl(0, 0%, 100%)",
    "color:#ff000000",
    "color:transparent",
    "-webkit-text-fill-color:transparent",
    "color:rgba(0,0,0,0)",
    "background:#f3e2d1;color:#f3e2d1",
    "position:absolute;left:-9999px",
    "position:absolute;left:-100vw",
    "position:fixed;top:-200%",
    "margin-left:-9999px",
    "margin:0 0 0 -9999px",
    "text-indent:-9999px",
    "text-indent:-999em",
    "transform:translateX(-9999px)",
    "transform:scale(0)",
    "translate:-9999px 0",
    "position:absolute;clip:rect(0,0,0,0)",
    "position:absolute;clip:rect(1px, 1px, 1px, 1px)",
    "clip-path:inset(50%)",
    "clip-path:circle(0)",
    "clip-path:polygon(0 0, 0 0, 0 0)",
    "height:0;overflow:hidden",
    "max-height:0;overflow-y:hidden",
    "width:1px;height:1px;overflow:hidden",
]
SHEETS = [
    ".x{display:none}",
    ".a, .x { color: red; display: none }",
    "p.x{visibility:hidden}",
    "#x{opacity:0}",
    "@media screen{.x{display:none}}",
    "@media all, print{.x{display:none}}",
    "@media (min-width:1px){.x{display:none}}",
    "@media print{.x{display:block}} .x{display:none}",
    "@layer base{.x{font-size:0}}",
    "@supports (display:grid){.x{display:none}}",
    ".x{display:none} @media (min-width:90000px){.x{display:block}}",
    ".x{display:block} .x{display:none}",
    "p.x{display:none} .x{display:block}",
    ".x{display:none!important} #x{display:block}",
    "/* .y{ */ .x{display:none} /* } */",
    ".y:before{content:'}'} .x{display:none}",
    "@import url('x.css'); .x{display:none}",
    "@font-face{font-family:x} @keyframes y{from{opacity:0}to{opacity:1}} .x{display:none}",
    "article .x, .aviso .x{display:none}",
    "div > .x{display:none}",
    ".x{color:#fff}",
    "body{background:#fff} .x{color:#fefefe}",
    r".\78{display:none}",
    "<!-- .x{display:none} -->",
]
ATTRIBUTES = [
    "<p hidden>{}</p>",
    "<p hidden='until-found'>{}</p>",
    "<div hidden><p>{}</p></div>",
    "<p class='sr-only'>{}</p>",
    "<p class='a visually-hidden'>{}</p>",
    "<template><p>{}</p></template>",
    "<noscript><p>{}</p></noscript>",
    "<dialog><p>{}</p></dialog>",
    "<p><font color='white'>{}</font></p>",
    "<table><tr bgcolor='#f0e0d0'><td><font color='#f0e0d0'>{}</font></td></tr></table>",
]
HIDDEN = [
    *(f'<p style="{style}">{WORDS}</p>' for style in INLINE),
    *(f'<style>{css}</style><p class="x" id="x">{WORDS}</p>' for css in SHEETS),
    *(each.format(WORDS) for each in ATTRIBUTES),
    f'<div style="display:none"><p>{WORDS}</p><ul><li><b>{NAME}</b></li></ul></div>',
    f"<p>Se vende <span style='display:none'>{WORDS}</span></p>",
    f"<h2 style='opacity:0'>{NAME}</h2>",
    f"<ul><li hidden>{WORDS}</li></ul>",
    f"<style media='screen'>.x{{display:none}}</style><p class=x>{WORDS}</p>",
    f"<div style='background:#111'><div style='background:#eee;color:#eee'>{WORDS}</div></div>",
    f"<div style='background:#111'><div style='background:#fff'><p style='color:#fff'>{WORDS}</p></div></div>",
]


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_that_is_hidden_is_read(hidden: str) -> None:
    selectors = FieldSelectors(text=".aviso, .cuerpo")
    for kind, page in ((DocumentKind.NEWS, article(hidden)), (DocumentKind.AD, advert(hidden))):
        for chosen in (FieldSelectors(), selectors):
            found = extract(page, url=URL, kind=kind, selectors=chosen)
            assert NAME not in f"{found.title}\n{found.text}"
            shown = PARAGRAPHS if kind is DocumentKind.NEWS else ("Salidas lunes y jueves. Todo incluido, sin sellar.",)
            assert all(line in found.text for line in shown)


@pytest.mark.parametrize("selector", ["p.x", ".x b", "template p", "noscript p"])
def test_a_selector_of_a_source_finds_nothing_in_what_is_hidden(selector: str) -> None:
    hidden = (
        f"<p class=x hidden><b>{WORDS}</b></p><template><p>{WORDS}</p></template><noscript><p>{WORDS}</p></noscript>"
    )
    selectors = FieldSelectors(text=selector, title=selector, author=selector)
    found = extract(article(hidden), url=URL, selectors=selectors)
    assert NAME not in f"{found.title}{found.text}{found.author}"
    assert found.text.split("\n") == list(PARAGRAPHS)


def test_a_hidden_headline_is_no_title() -> None:
    page = (
        f"<html><body><h1 hidden>{NAME} lleva gente</h1><h1>Abre la feria del libro</h1><p>{PARAGRAPHS[0]}</p></body>"
    )
    assert extract(page.encode(), url=URL).title == "Abre la feria del libro"


@pytest.mark.parametrize(
    "shown",
    [
        "<details><summary>Más</summary><p>{}</p></details>",
        "<p style='display:block;opacity:.9;font-size:12px'>{}</p>",
        "<p style='color:#fff;background:#222'>{}</p>",
        "<div style='background:url(a.png)'><p style='color:white'>{}</p></div>",
        "<style>.dark{{background:#111}}</style><div class=dark><div><p style='color:#fff'>{}</p></div></div>",
        "<p style='color:transparent;background:linear-gradient(red,blue);background-clip:text'>{}</p>",
        "<p style='text-indent:-20px;margin-left:20px;left:-3px;top:-100%'>{}</p>",
        "<p style='background:url(data:image/png;display:none)'>{}</p>",
        "<div style='visibility:hidden'><p style='visibility:visible'>{}</p></div>",
        "<div style='font-size:0'><p style='font-size:14px'>{}</p></div>",
        "<style>.f{{font-size:0}} .f p{{font-size:1rem}}</style><div class=f><p>{}</p></div>",
        "<style>.x{{display:none}} .x{{display:block}}</style><p class=x>{}</p>",
        "<style>.x{{display:none}} p.x{{display:block}}</style><p class=x>{}</p>",
        "<style>.x{{display:none}}</style><p class=x style='display:block'>{}</p>",
        "<style>@media print{{.x{{display:none}}}}</style><p class=x>{}</p>",
        "<style media=print>.x{{display:none}}</style><p class=x>{}</p>",
        "<style>@media (max-width:600px){{.x{{display:none}}}}</style><p class=x>{}</p>",
        "<style>.x{{display:none}} @media (min-width:600px){{.x{{display:block}}}}</style><p class=x>{}</p>",
        "<style>@supports not (display:grid){{.x{{display:none}}}}</style><p class=x>{}</p>",
        "<style>.x:hover, .js .x, .menu .x, .y{{display:none}}</style><p class=x>{}</p>",
        "<style>@keyframes x{{from{{opacity:0}}}} .z{{ .x{{display:none}} color:red }}</style><p class=x>{}</p>",
        "<noscript><style>.x{{display:none}}</style></noscript><p class=x>{}</p>",
        "<style>html, body{{visibility:hidden;opacity:0}}</style><p>{}</p>",
        "<style>.x{{height:0;padding-bottom:56%;overflow:hidden}}</style><div class=x><p>{}</p></div>",
        "<style>.x{{margin-left:-100%;float:left}}</style><p class=x>{}</p>",
    ],
)  # fmt: skip
def test_what_readers_see_stays(shown: str) -> None:
    said = "La agencia abrió otra oficina en Tacna, dijo el fiscal que lleva la causa desde marzo."
    found = extract(article(shown.format(said)), url=URL).text
    assert [line for line in found.split("\n") if line != "Más"] == [*PARAGRAPHS[:2], said, *PARAGRAPHS[2:]]


LONG = [f"{number}. {paragraph}" for number in range(4) for paragraph in PARAGRAPHS]
BODY = "".join(f"<p class=r>{paragraph}</p>" for paragraph in LONG)


@pytest.mark.parametrize(
    ("head", "opening", "closing"),
    [
        ("<style>.r{opacity:0}</style>", "<div>", "</div>"),
        ("<style>.w{visibility:hidden}</style>", "<div class=w>", "</div>"),
        ("", "<div style='display:none'>", "</div>"),
        ("", "<article style='opacity:0'>", "</article>"),
        ("", "<main hidden>", "</main>"),
        ("<style>.r{color:#fff}</style>", "<div>", "</div>"),
    ],
)
def test_what_holds_most_of_the_page_is_shown_by_a_script_in_the_end(head: str, opening: str, closing: str) -> None:
    page = f"<head>{head}{SCRIPT}</head><body><h1>Cuatro detenidos</h1>{opening}{BODY}{closing}<p>Contacto</p></body>"
    assert extract(page.encode(), url=URL).text.split("\n") == LONG


@pytest.mark.parametrize("style", ["display:none", "opacity:0; left:0"])
def test_what_waits_for_a_script_covers_for_nothing_else(style: str) -> None:
    waiting = f"<div style='{style}'>{BODY}<p style='display:none'>{WORDS}</p></div><p style='display:none'>{WORDS}</p>"
    text = extract(f"<body>{SCRIPT}{waiting}".encode(), url=URL).text
    assert NAME not in text
    assert text.split("\n") == LONG


def test_a_short_article_may_wait_for_its_script_and_a_short_box_may_not() -> None:
    page = "<html><body>{}<h1>Cuatro detenidos</h1><{} style='opacity:0'>" + BODY[:400] + "</p></{}></body>"
    assert extract(page.format(SCRIPT, "article", "article").encode(), url=URL).text.startswith("0. Cuatro")
    assert extract(page.format(SCRIPT, "div", "div").encode(), url=URL).text == ""
    assert extract(page.format("", "article", "article").encode(), url=URL).text == ""


def test_a_number_behind_a_button_of_an_advert_is_shown_and_a_name_beside_it_is_not() -> None:
    page = advert("<p hidden>Tel. +57 300 000 0041</p>", f"<p hidden>{NAME} +57 300 000 0042</p>")
    text = extract(page, url=URL, kind=DocumentKind.AD).text
    assert "300 000 0041" in text
    assert "0042" not in text
    assert "300" not in extract(page, url=URL).text


def test_what_stands_for_browsers_without_scripts_is_read_where_there_is_nothing_else() -> None:
    page = f"<html><body><div id=root></div><noscript><p>{PARAGRAPHS[0]}</p></noscript>%s</body></html>"
    assert extract((page % "").encode(), url=URL).text == PARAGRAPHS[0]
    assert PARAGRAPHS[0] not in extract((page % f"<p>{PARAGRAPHS[1]}</p>").encode(), url=URL).text


def test_links_in_what_is_hidden_reach_nobody() -> None:
    page = advert("<p style='opacity:0'><a href='https://wa.me/573000000041'>Escríbanos ahora</a></p>")
    assert "wa.me" not in extract(page, url=URL, kind=DocumentKind.AD).text


def test_data_for_machines_stays_where_it_is_hidden() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "author": "Ana Rojas"}</script>'
    page = article(f"<div hidden>{data}<meta itemprop=x content=y><time datetime='2026-03-01T10:00:00Z'>x</time></div>")
    found = extract(page, url=URL)
    assert found.author == "Ana Rojas"
    assert found.published is not None


STYLES = st.dictionaries(
    st.sampled_from(["color", "background", "font-size", "opacity", "left", "margin", "font", "display", "clip"]),
    st.sampled_from(
        ["red", "#123", "0", "12px", ".5", "block", "1em", "url(x", "rect(", "hsl(1,2", "9" * 400, "-1e99px"]
    ),
)
CSS = st.lists(
    st.sampled_from([".x", "#x", "p", "*", ">", " ", "{", "}", "display:none", ";", ",", "@media ", "print", "'", '"',
                     "/*", "*/", "\\", "(", ")", "color:#fff", "opacity:0", "\n", "url(", ":not(.x)", "é", "😀"]),
    max_size=40,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(CSS, STYLES)
def test_any_style_is_eaten_and_adds_no_word(parts: list[str], style: dict[str, str]) -> None:
    inline = ";".join(f"{name}:{value}" for name, value in style.items())
    shown = f"<p class=x id=x style='{inline}'>uno <b>dos</b></p><p>tres <i hidden>y</i> fin</p>"
    tree = parse(f"<style>{''.join(parts)}</style>{shown}".encode()).tree
    before = [text for text in tree.itertext() if text.strip()]
    take_hidden_words(tree)
    after = [text for text in tree.itertext() if text.strip()]
    assert "y" not in after
    assert after == [text for text in before if text in after]


def test_what_a_page_shows_is_not_sought_in_rules_of_some_screens() -> None:
    plain = ".card{opacity:0} .txt{visibility:hidden} .list .card{opacity:1} .list .txt{visibility:visible}"
    narrow = [f"@media (min-width:{n}px){{.list .card, .list .card .txt{{margin-top:{n}px}}}}" for n in range(600, 900)]
    cards = [f"<div class=card><p class=txt>{text}</p></div>" for text in (*["x"] * 500, WORDS)]
    tree = parse(f"<style>{plain}{''.join(narrow)}</style><div class=list>{''.join(cards)}</div>".encode()).tree
    take_hidden_words(tree)
    assert [p.text for p in tree.iter("p")][-1] == WORDS


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "<div class=x>", "<b style='color:#123'>", "uno", "</p>", "<a href=/x>", "</div>"])
    )
)
def test_a_page_that_hides_nothing_is_left_as_it_is(parts: list[str]) -> None:
    tree = parse(("<style>.x{color:#222}</style>" + "".join(parts)).encode()).tree
    before = tostring(tree)
    take_hidden_words(tree)
    assert tostring(tree) == before


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([hidden for hidden in HIDDEN if "div > " not in hidden]),
    st.lists(st.sampled_from(["<div>", "<section class=y>", "<b>", "<td>", "<li>"]), max_size=6),
)
def test_however_deep_it_lies(hidden: str, around: list[str]) -> None:
    page = advert("".join(around) + hidden)
    assert NAME not in extract(page, url=URL, kind=DocumentKind.AD).text


CELLS = "<b class=c>x</b>" * 3_000
NESTED = (
    "".join(f"<div class=c{n}>" for n in range(1_500))
    + "x<style>"
    + "".join(f".c{n} .c1499{{opacity:0}}" for n in range(1_500))
    + "</style>"
)


@pytest.mark.parametrize(
    "page",
    [
        "<style>" + "{" * 40_000 + "}" * 40_000 + "</style>",
        "<style>" + ".a" * 50_000 + "{display:none}</style><p class=a>x</p>",
        "<style>" + ".a .a " * 20_000 + "{display:none}</style>" + "<div class=a>" * 300 + "x",
        "<style>" + ".a .b .a .b .a .c{display:none}" * 3_000 + "</style>" + "<i class='a b'>" * 200 + CELLS,
        "<style>" + "*{display:none}" * 4_000 + "</style>" + "<p>x</p>" * 4_000,
        "<style>" + "url(" * 30_000 + "</style>" + "<p style='color:red;background:" + "url(" * 30_000 + "'>x</p>",
        "<style>" + "'\"" * 40_000 + "/*" * 40_000 + "</style>",
        "<p style='clip-path:inset(" + "1" * 90_000 + "'>x</p>",
        "<div style='opacity:0'>x" * 1_500,
        "<div style='color:#fff' class=c>x" * 1_500 + "<style>.c{background:inherit}</style>",
NESTED,
        "<p hidden>" + " " * 200_000 + "</p>",
    ],
    ids=range(12),
)  # fmt: skip
def test_every_style_is_read_to_its_end(page: str) -> None:
    tree = parse(f"<p style='display:none'>{NAME}</p>{page}".encode()).tree
    take_hidden_words(tree)
    assert NAME not in tostring(tree, encoding="unicode")


CONTROLS = [
    '<button aria-controls="mas">Ver descripción</button>',
    '<a data-toggle="collapse" href="#mas">Ver descripción</a>',
    '<button data-bs-toggle="collapse" data-bs-target="#mas">Ver descripción</button>',
    '<span role="button" data-target="#mas">Ver descripción</span>',
]


@pytest.mark.parametrize("control", CONTROLS)
def test_an_advert_shows_what_its_button_opens(control: str) -> None:
    page = advert(control, f'<div id="mas" style="display:none"><p>{WORDS}</p></div>')
    assert WORDS in extract(page, url=URL, kind=DocumentKind.AD).text
    assert WORDS not in extract(page, url=URL).text
    assert WORDS not in extract(page.replace(b'id="mas"', b'id="otro"'), url=URL, kind=DocumentKind.AD).text
    faint = page.replace(b"display:none", b"font-size:0")  # no button shows that
    assert WORDS not in extract(faint, url=URL, kind=DocumentKind.AD).text
