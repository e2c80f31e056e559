"""Of several numbers those of the advert are read, and neither its neighbours' nor the site's."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.terms import DocumentKind
from extraction.extract import extract
from tests.extraction.samples import FOOTER, NAVIGATION

URL = "https://avisos.example/aviso/4101-viajes-a-chile"
CALL, CHAT, TAXI, HELP = (f"+57 300 000 00{n}" for n in (41, 42, 81, 91))
BUTTONS = f'<button data-phone="{CALL}">Llamar</button><button data-whatsapp="{CHAT}">WhatsApp</button>'
CARD = f"""<div class="c"><a href="/aviso/4102-taxi-legal"><h3>Taxi Legal</h3></a>
<button data-phone="{TAXI}">Ver</button></div>"""
ALONE = f'<div class="c"><h3>Taxi Legal</h3><button data-phone="{TAXI}">Ver teléfono</button></div>'
DESK = f'<div class="x"><p>¿Necesita ayuda?</p><button data-phone="{HELP}">Llámenos</button></div>'


def told(inside: str = "", *, after: str = "", before: str = "", url: str = URL) -> set[str]:
    """The last two figures of every number that is read from an advert: `inside` stands below its words, `after`
    behind all that is the advert's."""
    page = f"""<!doctype html><html lang="es"><head><title>Viajes a Chile - Avisos</title></head><body>{NAVIGATION}
<main>{before}<div class="d"><h1>Viajes a Chile</h1><p>Salidas lunes y jueves. Todo incluido, con quien conoce el
camino.</p>{inside}</div>{after}</main>{FOOTER}</body></html>"""
    text = extract(page.encode(), url=url, kind=DocumentKind.AD).text
    assert "Salidas lunes y jueves" in text
    return set(re.findall(r"30000000(\d\d)", re.sub(r"[^\d\n]", "", text)))


@pytest.mark.parametrize(
    "after",
    [
        "",
        CARD * 3,
        f"<h2>Avisos similares</h2>{ALONE}",
        f'<div class="related">{ALONE}</div>',
        f"<aside>{ALONE}</aside>",
        f"<nav>{ALONE}</nav>",
        ALONE,
        DESK,
        f'<p><a href="/aviso/77-taxi">Taxi</a><a href="/aviso/78">Flete</a></p><button data-tel="{TAXI}">Ver</button>',
        f'<a href="/aviso/78-flete"><b>Flete Sur</b><i data-phone="{TAXI}">Llamar</i></a>',
    ],
)
@pytest.mark.parametrize("url", [URL, ""])
def test_an_advert_with_two_buttons_has_both_numbers_and_nobody_elses(after: str, url: str) -> None:
    assert told(BUTTONS, after=after, url=url) == {"41", "42"}


@pytest.mark.parametrize(
    "inside",
    [
        f'<div class="b"><div class="k">{BUTTONS}</div></div>',
        f'<ul><li><button data-phone="{CALL}">Ver</button></li><li><button data-phone="{CHAT}">Ver</button></li></ul>',
        f'<h3>Contactar al anunciante</h3><p data-tel="{CALL}">Llamar</p><p data-tel="{CHAT}">WhatsApp</p>',
        f"""<b onclick="open('tel:{CALL}')">Llamar</b><b onclick="open('https://wa.me/573000000042')">Chat</b>""",
        f'<a href="/usuario/77"><h4>Yuly</h4></a>{BUTTONS}',
        f'<p><a href="/denunciar/4101">Denunciar</a> <a href="/foto/1.jpg"><img src="1.jpg"></a></p>{BUTTONS}',
    ],
)
def test_however_the_buttons_are_set(inside: str) -> None:
    assert told(inside, after=CARD * 2) == {"41", "42"}


@pytest.mark.parametrize(
    "inside",
    [
        f"{BUTTONS}{CARD}",
        f"{BUTTONS}{ALONE}",
        f"{BUTTONS}<h3>Otros avisos</h3><p data-phone='{TAXI}'>Ver</p>",
        f"{BUTTONS}<a href='/aviso/4102'><h3>Taxi</h3></a><p data-phone='{TAXI}'>Ver</p>",
        f"{BUTTONS}{DESK}",
        f"{BUTTONS}<p data-phone='01 800 000 0091'>Llamar</p>",
        f"{BUTTONS}<header data-phone='{HELP}'>Avisos</header>",
    ],
)
def test_what_stands_among_the_adverts_own_and_is_not(inside: str) -> None:
    assert told(inside) == {"41", "42"}


@pytest.mark.parametrize(
    "inside",
    [
        ALONE + ALONE.replace(TAXI, HELP),
        f"<p>Taxi <b data-phone='{TAXI}'>Ver</b></p><p>Flete <b data-phone='{CALL}'>Ver</b></p>",
        "".join(f"<button data-phone='+57 300 000 00{n}'>Ver</button>" for n in range(51, 56)),
        f"{CARD}<footer><i data-phone='{HELP}'>Avisos</i></footer>",
        f"<aside>{BUTTONS}</aside>",
    ],
)
def test_where_nothing_tells_whose_they_are_none_is_read(inside: str) -> None:
    assert told(inside) == set()


def test_buttons_far_from_the_text_are_read_in_the_one_box_of_the_seller() -> None:
    box = f'<aside class="seller-card"><a href="/usuario/7">Yuly</a>{BUTTONS}</aside>'
    assert told(after=f"{box}<section>{CARD * 2}</section>") == {"41", "42"}
    assert told(after=box + box.replace(CALL, TAXI)) == set()
    assert told(after=f'<div class="x">{BUTTONS}</div>{ALONE}') == set()
    assert told(after=f'<footer><div class="seller">{BUTTONS}</div></footer>') == set()
    carded = f'<li class="seller"><h3><a href="/aviso/8-taxi">Taxi</a></h3>{BUTTONS}</li>'
    assert told(after=f"<ul>{carded}</ul>") == set()


def test_a_number_that_stands_on_cards_or_in_the_frame_too_is_the_sites() -> None:
    assert told(f"{BUTTONS}<p data-phone='{TAXI}'>Llamar</p>", after=CARD) == {"41", "42"}
    frame = f'<footer><a href="tel:{TAXI}">Avisos</a></footer>'
    assert told(f"{BUTTONS}<p data-phone='{TAXI}'>Llamar</p>", after=frame) == {"41", "42"}


def test_a_card_of_another_advert_tells_nothing_though_it_is_the_only_one() -> None:
    assert told(after=CARD) == set()
    assert told(after=f'<div><h3><a href="/consejos">Consejos</a></h3><b data-phone="{CALL}">Ver</b></div>') == {"41"}
    link = f'<div><a href="/aviso/4102-taxi">Taxi Legal</a> <a href="tel:{TAXI}">Llamar</a></div>'
    assert told(f'<a href="tel:{CALL}">Llamar</a>', after=link * 2) == {"41"}


def test_a_page_without_its_headline_tells_no_number_of_several() -> None:
    page = f"<html><title>Avisos</title><body><div><p>Salidas lunes y jueves, todo incluido.</p>{BUTTONS}</div></body>"
    assert "300" not in extract(page.encode(), url=URL, kind=DocumentKind.AD).text
    flat = f"<html><body><h1>Viajes a Chile</h1><p>Salidas lunes y jueves.</p>{BUTTONS}</body></html>"
    assert "300" not in extract(flat.encode(), url=URL, kind=DocumentKind.AD).text


@pytest.mark.parametrize(
    "words", ["Salidas cada noche, con quien conoce el camino.", "Flete económico a todo el país."]
)
def test_a_list_of_adverts_tells_no_number(words: str) -> None:
    text = "Taxi legal y rápido al aeropuerto, todos los días."
    rows = [f"<div class='r'><p>{text}</p><b data-phone='{CALL}'>Ver</b></div>"]
    own = listed(*rows, f"<div class='r'><b data-phone='{CHAT}'>WhatsApp</b></div>")
    assert CALL in own
    assert CHAT in own
    assert "300" not in listed(*rows, f"<div class='r'><p>{words}</p><b data-phone='{TAXI}'>Ver</b></div>")


def listed(*rows: str) -> str:
    page = (
        f"<html><title>Viajes en Arica</title><body><main><h1>Viajes en Arica</h1>{''.join(rows)}</main></body></html>"
    )
    return extract(page.encode(), url=URL, kind=DocumentKind.AD).text


def test_a_list_of_thousands_of_buttons_is_none_of_one_advert() -> None:
    assert told("".join(f"<p data-phone='+57 300 {n:07}'>Ver</p>" for n in range(5_000))) == set()


PIECES = st.lists(
    st.sampled_from([BUTTONS, CARD, ALONE, DESK, "<div>", "</div>", "<section>", "</section>", "<p>Uno dos tres.</p>"]),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(PIECES, PIECES)
def test_no_arrangement_names_who_stands_on_cards(inside: list[str], after: list[str]) -> None:
    pieces = {*inside, *after}
    foreign = {"81"} if CARD in pieces else set()
    foreign |= {"91"} if DESK in pieces and not pieces.isdisjoint({CARD, ALONE, BUTTONS}) else set()
    assert told("".join(inside), after="".join(after)).isdisjoint(foreign)
