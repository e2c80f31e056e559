"""Languages of long and short texts, with the neighbours that look like ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.terms import Language
from extraction.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Viajes a Chile sin papeles, escribe al WhatsApp", "es"),
        ("PASAJES CUCUTA SANTIAGO 350 DOLARES LLAMA YA", "es"),
        ("Se alquila habitación", "es"),
        ("cruce seguro pase por trocha info al dm", "es"),
        ("Viagem para os EUA pelo México, chame no zap", "pt"),
        ("Levamos você até a fronteira com segurança", "pt"),
        ("Aluga-se quarto", "pt"),
        ("Travel to USA no visa needed call now", "en"),
        ("Safe crossing, pay on arrival, WhatsApp only +1 305 555 0101", "en"),
        ("Viatges a Xile amb papers, contacte per WhatsApp, preus econòmics i segurs", "other"),
        ("El judici comença dilluns a l'Audiència de Barcelona amb els tres acusats", "other"),
        ("A Xunta abre o prazo de axudas para as familias que volven a Galicia", "other"),
        ("La polizia ha arrestato sette persone a Palermo per traffico di migranti", "other"),
        ("Voyage au Chili depuis Haïti, papiers et visa inclus, appelez maintenant", "other"),
        ("Nap fè vwayaj pou Chili ak Brezil, rele nou sou WhatsApp kounye a", "other"),
        ("", "other"),
        ("+57 300 000 0001 https://wa.me/573000000001 🙂", "other"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect(text) is Language(language)


@given(st.text(max_size=200))
def test_any_text_has_one_and_the_same(text: str) -> None:
    assert detect(text) is detect(text)
