"""Labels: combinations flag a document, single words and look-alikes do not; every score can be explained."""

from __future__ import annotations

import pytest

from core.terms import DocumentLabel, Language
from nlp.analyse import Reader
from nlp.wording.terms import elements, terms
from tests.nlp.build import analyse, make_document

_LANGUAGES = [Language.SPANISH, Language.ENGLISH, Language.PORTUGUESE]


@pytest.mark.parametrize(
    "word", ["coyote", "trocha", "pasaporte", "frontera", "sin papeles", "tráfico de migrantes", "chamán"]
)
@pytest.mark.parametrize("kind", ["ad", "news"])
def test_one_word_never_flags(word: str, kind: str) -> None:
    analysis = analyse(f"Hoy se habló mucho de {word} en la radio.", kind=kind)
    assert analysis.labels == ()


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("Te cruzamos de Tacna a Arica por la pampa, sin sello. Pagas al llegar.", "es", DocumentLabel.SMUGGLING_OFFER),
        (
            "Busco chofer para mover gente de noche por la frontera, sin preguntas, pago por cabeza.",
            "es",
            DocumentLabel.FACILITATOR_RECRUITMENT,
        ),
        (
            "Pasaporte original registrado en el sistema, sin cita, contacto dentro de migración.",
            "es",
            DocumentLabel.DOCUMENT_FRAUD_OFFER,
        ),
        (
            "Girls 18-22 only for a club in Dubai, no experience, flight paid, deducted from wages, passport kept.",
            "en",
            DocumentLabel.TRAFFICKING_LURE,
        ),
        (
            "Levamos você até Boston sem visto, guia em cada fronteira, paga quando chegar.",
            "pt",
            DocumentLabel.SMUGGLING_OFFER,
        ),
    ],
)
def test_adverts_that_offer(text: str, language: str, label: DocumentLabel) -> None:
    assert analyse(text, language=language).labels == (label,)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bus a Santiago. Pasaporte vigente obligatorio, paramos en migración. Boletos en el terminal.", "es"),
        ("¿Alguien sabe si se puede pasar a Chile sin pasaporte por Colchane? Busco información.", "es"),
        ("Abogada colegiada: visa y residencia. No garantizamos resultados.", "es"),
        ("Don't be fooled: nobody can guarantee a safe crossing without papers. Report it to the hotline.", "en"),
        ("Mudanças de Lisboa a Paris, transportamos móveis e caixas.", "pt"),
    ],
)
def test_look_alikes_carry_no_label(text: str, language: str) -> None:
    assert analyse(text, language=language).labels == ()


def test_the_score_drops_when_its_reasons_go() -> None:
    text = "Te cruzamos de Tacna a Arica por la pampa, sin sello. Pagas al llegar."
    full = analyse(text)
    without = text
    for signal in full.signals:
        if signal.label is DocumentLabel.SMUGGLING_OFFER and signal.weight > 1.5:
            without = without.replace(signal.phrase, "")
    assert full.scores[DocumentLabel.SMUGGLING_OFFER] > 0.5 > analyse(without).scores[DocumentLabel.SMUGGLING_OFFER]


def test_signals_stand_where_they_say() -> None:
    document = make_document("Sin pasaporte y por la trocha, pagas al llegar.", title="Te llevamos a Chile sin sello")
    for signal in Reader(0.5).analyse(document).signals:
        source = document.title if signal.span.in_title else document.text
        assert source[signal.span.start : signal.span.end] == signal.phrase


def test_the_threshold_decides_and_is_part_of_the_version() -> None:
    document = make_document("Te cruzamos de Tacna a Arica por la pampa, sin sello. Pagas al llegar.")
    assert Reader(0.5).analyse(document).labels
    assert Reader(1.0).analyse(document).labels == ()
    assert Reader(0.5).version != Reader(0.6).version


def test_reading_is_deterministic() -> None:
    document = make_document("Te cruzamos de Tacna a Arica por la pampa, sin sello. Pagas al llegar.")
    assert Reader(0.5).analyse(document) == Reader(0.5).analyse(document)


def test_every_element_has_phrases_in_every_language_and_a_reason() -> None:
    for language in _LANGUAGES:
        assert {term.element.name for term in terms(language)} == set(elements())
    assert all(len(element.reason) > 20 and element.weight > 0 for element in elements().values())
