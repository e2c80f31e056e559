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
        ("Four held", "Police said Davor Pennic was convicted of smuggling migrants.", "Davor Pennic"),
        ("Four held", "We said on Friday that police sought Davor Pennic.", "Davor Pennic"),
    ],
)  # fmt: skip
def test_whom_it_still_accuses(title: str, text: str, form: str) -> None:
    assert not taken_back(text, form, title=title)


def test_an_advert_corrects_nothing() -> None:
    text = "Correction: an earlier version said Rutas Sol. We are Rutas Sol."
    assert not taken_back(text, "Rutas Sol", kind="ad")
