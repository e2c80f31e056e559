"""What browsers show without being asked is read: streamed parts in their place, declared shadow roots."""

from __future__ import annotations

import pytest

from core.terms import DocumentKind
from extraction.extract import extract

URL = "http://avisos.example/1"
OFFER = "Salidas lunes y jueves a Iquique, sin sellar, WhatsApp +56 9 8000 0041."
FOOTER = "<footer><p>Avisos 2026. Términos y condiciones.</p></footer>"


def _text(body: str) -> str:
    page = f"<!doctype html><html lang=es><head><title>Viajes</title></head><body>{body}{FOOTER}</body></html>"
    return extract(page.encode(), url=URL, kind=DocumentKind.AD).text


@pytest.mark.parametrize("call", ['$RC("B:0","S:0")', "$RC('B:0', 'S:0')", '$RS("S:0","B:0")', '$RR("B:0","S:0",[])'])
def test_a_streamed_part_stands_in_its_place(call: str) -> None:
    page = (
        '<main><h1>Viajes</h1><!--$?--><template id="B:0"></template><p>Cargando</p><!--/$-->'
        "<p>Precio a convenir</p></main>"
        f'<div hidden id="S:0"><p>{OFFER}</p></div><script>function $RC(a,b){{}};{call}</script>'
    )
    lines = _text(page).split("\n")
    assert lines.index(OFFER) < lines.index("Precio a convenir")


@pytest.mark.parametrize(
    "call", ["", '$RC("B:1","S:0")', '$RC("B:0","S:1")', '$RX("B:0","S:0")', 'other("B:0","S:0")', '$RC("S:0","S:0")']
)
def test_what_no_call_moves_stays_hidden(call: str) -> None:
    page = (
        '<main><p>Precio a convenir, consulte por mensaje.</p><template id="B:0"></template></main>'
        f'<div hidden id="S:0"><p>{OFFER}</p></div><script>{call}</script>'
    )
    assert OFFER not in _text(page)


def test_a_part_is_not_moved_into_itself() -> None:
    page = f'<div hidden id="S:0"><template id="B:0"></template><p>{OFFER}</p></div><script>$RC("B:0","S:0")</script>'
    assert OFFER not in _text(page + "<p>Precio a convenir, consulte por mensaje.</p>")


def test_a_declared_shadow_root_is_shown_and_another_template_is_not() -> None:
    shown = f'<x-aviso><template shadowrootmode="open"><p>{OFFER}</p></template></x-aviso>'
    assert _text(shown).split("\n")[0] == OFFER
    assert OFFER not in _text(shown.replace(' shadowrootmode="open"', "") + "<p>Precio a convenir, consulte.</p>")
