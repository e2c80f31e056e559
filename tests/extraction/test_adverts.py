"""Adverts keep every way to reach the advertiser, and leave out the site's own."""

from __future__ import annotations

import pytest

from core.terms import DocumentKind
from extraction.extract import extract
from extraction.fields import FieldSelectors
from tests.extraction.samples import advert

URL = "http://avisos.example/1"
WORDS = "Salidas lunes y jueves. Todo incluido, sin sellar."


def text(page: bytes, **more: object) -> str:
    return extract(page, url=URL, kind=DocumentKind.AD, **more).text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ('<a class="btn" href="tel:+573000000041">Llamar</a>', "Llamar +573000000041"),
        ('<a href="tel:+57%20300%20000%200041">Llamar</a>', "Llamar +57 300 000 0041"),
        ('<a href="https://wa.me/573000000041?text=hola">WhatsApp</a>', "WhatsApp https://wa.me/573000000041?text=hola"),
        ('<a href="https://api.whatsapp.com/send?phone=573000000041"><img src="w.png"></a>',
         "https://api.whatsapp.com/send?phone=573000000041"),
        ('<a href="https://t.me/viajes_norte">Telegram</a>', "Telegram https://t.me/viajes_norte"),
        ('<a href="mailto:viajes@rumbo.example?subject=x">Escríbanos</a>', "Escríbanos viajes@rumbo.example"),
        ('<a href="https://www.instagram.com/viajes.norte/">Instagram</a>', "Instagram https://www.instagram.com/viajes.norte/"),
        ('<a href="https://www.tiktok.com/@viajes.norte">TikTok</a>', "TikTok https://www.tiktok.com/@viajes.norte"),
        ("<p>Síguenos en Instagram @viajes.norte</p>", "Síguenos en Instagram @viajes.norte"),
        ("<p>WhatsApp: +57 300 000 0041</p>", "WhatsApp: +57 300 000 0041"),
        ('<div class="social-links"><span>Cel.</span> 300 000 0041</div>', "Cel. 300 000 0041"),
        ('<aside class="seller"><p>Contacto: viajes@rumbo.example</p></aside>', "Contacto: viajes@rumbo.example"),
        ('<p class="contacto" style="display:none">Tel. 300-000-0041</p>', "Tel. 300-000-0041"),
        ('<button data-phone="+57 300 000 0041">Ver teléfono</button>', "+57 300 000 0041"),
        ('<span class="show" data-seller-whatsapp-number="573000000041">Mostrar</span>', "Mostrar 573000000041"),
        ("""<button onclick="location.href='tel:+573000000041'">Llamar</button>""", "+573000000041"),
        ("""<a href="javascript:open('https://wa.me/573000000041')">Escribir</a>""", "Escribir 573000000041"),
        ('<a href="intent://send/573000000041#Intent;package=com.whatsapp;end">WhatsApp</a>',
         "WhatsApp https://wa.me/573000000041"),
        ('<a href="https://wa.me/573000000041?text=Hola&amp;url=https://avisos.example/1">WhatsApp</a>',
         "WhatsApp https://wa.me/573000000041?text=Hola&url=https://avisos.example/1"),
        ('<p>Llame al <a href="tel:+573000000041">+57 300 000 0041</a></p>', "Llame al +57 300 000 0041"),
    ],
)  # fmt: skip
def test_contacts_are_shown_in_place(contact: str, shown: str) -> None:
    assert text(advert(f"<div>{contact}</div>")).split("\n") == [WORDS, shown]


def test_the_sites_own_buttons_and_profiles_stay_out() -> None:
    page = advert(
        '<a href="https://www.facebook.com/sharer/sharer.php?u=http://avisos.example/1">Compartir</a>',
        '<a href="https://wa.me/?text=http://avisos.example/1">Compartir</a>',
        '<div class="related"><h3>Avisos similares</h3><p>Flete económico, llame al 300 000 0099 ahora</p></div>',
        after='<div class="footer"><a href="https://instagram.com/avisos.example/">Instagram</a> 600 000 0000</div>',
    )
    assert text(page) == WORDS


@pytest.mark.parametrize(
    "attribute",
    [
        'data-phone="1"',
        'data-phone="ver"',
        'data-ad-number="1187443321"',
        'data-telemetry="573000000041"',
        'data-phone=""',
    ],
)
def test_what_is_no_number_of_a_person_stays_out(attribute: str) -> None:
    assert text(advert(f"<button {attribute}>Ver</button>")) == WORDS


def test_a_button_of_somebody_else_tells_nothing() -> None:
    other = '<aside><p>Taxi Legal</p><button data-phone="+57 300 000 0042">Ver</button></aside>'
    own = '<button data-phone="+57 300 000 0041">Ver teléfono</button>'
    assert text(advert(own, own)).split("\n") == [WORDS, "+57 300 000 0041"]
    assert text(advert(own, after=other)).split("\n") == [WORDS, "+57 300 000 0041"]


def test_news_shows_no_number_of_a_button() -> None:
    page = advert('<p data-phone="+573000000041">Fueron detenidas cuatro personas.</p>')
    assert "300" not in extract(page, url=URL).text


SELLER = """<script type="application/ld+json">{"@type": "Product", "name": "Viajes a Chile",
"description": "Sin pasaporte",
"offers": {"@type": "Offer", "seller": {"@type": "Person", "telephone": "+57 300 000 0041"}}}</script>"""


def test_the_number_of_who_offers_is_read_from_the_data_for_machines() -> None:
    assert text(advert(SELLER)).split("\n") == [WORDS, "+57 300 000 0041"]
    assert text(advert("<p>Cel 57 3000000041</p>", SELLER)).split("\n") == [WORDS, "Cel 57 3000000041"]
    listed = SELLER.replace('"Viajes a Chile"', '"Taxi Legal SpA"')
    assert text(advert(listed)) == WORDS  # of another page, in a list of this site's
    site = SELLER.replace('"Product"', '"Service"').replace('"Viajes a Chile"', '"Avisos"')
    assert text(advert(site)) == WORDS
    assert "300" not in extract(advert(SELLER), url=URL).text


def test_a_page_that_a_script_builds_is_read_from_its_data_for_machines() -> None:
    head = f"<head><title>Viajes a Chile - Avisos</title>{SELLER}</head>"
    page = f"<html>{head}<body><div id=root></div></body></html>".encode()
    assert text(page).split("\n") == ["Sin pasaporte", "+57 300 000 0041"]
    assert extract(page, url=URL).text == ""


def test_a_repeated_line_stands_once() -> None:
    line = "<p>Pague al llegar: 350 dólares por persona, niños gratis hasta los cinco años</p>"
    assert text(advert(line, line)).count("Pague al llegar") == 1


def test_selectors_go_first_where_they_match() -> None:
    page = advert(
        '<div id="d"><p>Uno<br>dos</p><a href="tel:+573000000041">Llamar</a></div>',
        '<b class="t">Otro título</b><i class="f">4 de marzo de 2026</i>',
        '<i class="a">Por Ana Roa</i><i class="s">Viajes</i>',
    )
    found = extract(
        page,
        url=URL,
        kind=DocumentKind.AD,
        selectors=FieldSelectors(title=".t", text="#d, #d p", published=".f", author=".a", section=".s"),
    )
    assert (found.title, found.author, found.section) == ("Otro título", "Ana Roa", "Viajes")
    assert found.text == "Uno\ndos\nLlamar +573000000041"
    assert found.published is not None
    assert found.published_source.value == "page_object"
    assert text(page, selectors=FieldSelectors(text=".nothing-here")).startswith(WORDS)


def test_the_same_words_read_as_news_are_not_lost() -> None:
    assert WORDS in extract(advert(), url=URL).text


@pytest.mark.parametrize(
    "unseen",
    ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u034f", "\u200d", "\u200c", "\u202d", "\u200f", "\u2066", "\u3164"],
)
def test_what_nobody_sees_within_words_hides_them_from_no_search(unseen: str) -> None:
    hidden = unseen.join("Somos Rutas Alba, +57 300 000 0041")
    page = advert(f"<p>{hidden}</p>").replace(b"Viajes a Chile", unseen.join("Viajes a Chile").encode())
    found = extract(page, url=URL, kind=DocumentKind.AD)
    assert found.title == "Viajes a Chile"
    assert "Somos Rutas Alba, +57 300 000 0041" in found.text
