"""A correction does not accuse whom it takes back, and goes on accusing whom it names instead."""

# ruff: noqa: E501  an example is one line

from __future__ import annotations

import pytest

from nlp.naming.corrections import is_taken_back
from nlp.naming.occurrences import Occurrence
from tests.nlp.readings import reading_of


def taken_back(text: str, *forms: str, title: str = "", kind: str = "news") -> bool:
    reading = reading_of(text, title=title, kind=kind, language="en")
    at = [
        Occurrence(form, start, start + len(form), reading.sentence_index(start))
        for form in forms
        for start in range(len(reading.text))
        if reading.text.startswith(form, start)
    ]
    assert at
    return is_taken_back(reading, at)


@pytest.mark.parametrize(
    ("title", "text", "forms"),
    [
        ("Correction", "An earlier version of this story said Davy Penn was convicted of smuggling migrants. Mr Penn is the prosecutor.", ("Davy Penn", "Mr Penn")),
        ("Rectificación", "Ayer publicamos que Julián Arce fue condenado por tráfico de migrantes. El señor Arce es el fiscal.", ("Julián Arce", "señor Arce")),
        ("Correção", "A reportagem de ontem disse que Renato Dias foi condenado. Dias é o juiz que assinou a sentença.", ("Renato Dias", "Dias é")),
        ("", "We apologise. Our headline on Hale should have read otherwise. Peter Hale has never been accused of smuggling.", ("Hale",)),
        ("Correction", "On Sunday, the Lagoon Herald stated that Davy Penn took money from the ring. The man charged is Davor Pennic.", ("Davy Penn",)),
        ("Correcção", "Por lapso, o jornal noticiou que Davy Penn foi detido por auxílio à imigração ilegal. O detido é Davor Pennic.", ("Davy Penn",)),
        ("O PÚBLICO errou", "Na edição de ontem escreveu-se que Davy Penn foi detido. O detido é Davor Pennic.", ("Davy Penn",)),
        ("Fe de errores", "En la edición de ayer se publicó que Davy Penn fue detenido. El detenido es Davor Pennic.", ("Davy Penn",)),
        ("", "Because of an editing error, an article on Friday about the ring named Davy Penn as the man arrested. The man arrested is Davor Pennic.", ("Davy Penn",)),
        ("Rectificación", "El jueves incluimos el nombre de Davy Penn como detenido. El detenido es Davor Pennic.", ("Davy Penn",)),
        ("For the record", "A story in Monday's edition said Davy Penn was arrested for smuggling. The man arrested is Davor Pennic.", ("Davy Penn",)),
        ("Correction", "We misidentified the man arrested on Friday as Davy Penn. He is Davor Pennic. Davy Penn is a nurse.", ("Davy Penn",)),
        ("Correction", "An earlier version said Davy Penn was arrested. Davor Pennic, not Davy Penn, was arrested.", ("Davy Penn",)),
        ("Rectificación", "El detenido del viernes es Davor Pennic, y no Davy Penn.", ("Davy Penn",)),
        ("Correção", "Foi preso Davor Pennic, e não Davy Penn.", ("Davy Penn",)),
        ("Fe de erratas", "Por error, en la nota de ayer se señaló a Patricio Leiva como líder de la banda. Es el dueño del camión.", ("Patricio Leiva",)),
    ],
)  # fmt: skip
def test_whom_it_named_by_mistake(title: str, text: str, forms: tuple[str, ...]) -> None:
    assert taken_back(text, *forms, title=title)


@pytest.mark.parametrize(
    ("title", "text", "form"),
    [
        ("Correction", "An earlier version said Davy Penn was convicted. The man convicted is Davor Pennic, 38.", "Davor Pennic"),
        ("Correction", "An earlier version said Davor Pennic was from Leeds. Davor Pennic was jailed for smuggling; he is from Hull.", "Davor Pennic"),
        ("Correction", "Davy Penn is a nurse. The Lagoon Herald stated that Davor Pennic took money from the ring.", "Davor Pennic"),
        ("Correction", "Because of an editing error, an article said Davy Penn was arrested. The man arrested is Davor Pennic.", "Davor Pennic"),
        ("Correcção", "Por lapso, noticiou-se que Davy Penn foi detido. O detido é Davor Pennic.", "Davor Pennic"),
        ("Correção", "Foi preso Davor Pennic, e não Davy Penn.", "Davor Pennic"),
        ("Fe de errores", "Se publicó que Davy Penn fue detenido. El detenido es Davor Pennic.", "Davor Pennic"),
        ("", "Un testigo se retractó. En vez de Davor Pennic pagó su hermano. Davor Pennic manda en la red y cobra.", "Davor Pennic"),
        ("", "Uma testemunha retratou-se. Em vez de Davor Pennic pagou o irmão. Davor Pennic manda na rede.", "Davor Pennic"),
        ("", "A witness retracted. Instead of Davor Pennic his brother paid. Davor Pennic runs the ring.", "Davor Pennic"),
        ("Four held", "Police said Davor Pennic was convicted of smuggling migrants.", "Davor Pennic"),
        ("Four held", "We said on Friday that police sought Davor Pennic.", "Davor Pennic"),
    ],
)  # fmt: skip
def test_whom_it_still_accuses(title: str, text: str, form: str) -> None:
    assert not taken_back(text, form, title=title)


def test_an_advert_corrects_nothing() -> None:
    text = "Correction: an earlier version said Rutas Sol. We are Rutas Sol."
    assert not taken_back(text, "Rutas Sol", kind="ad")
