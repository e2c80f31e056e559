"""A report among other stories: read by itself, and nobody else of the column accused for it."""

from __future__ import annotations

import pytest

from core.records import Analysis
from core.terms import DocumentLabel, Role
from nlp.trained.reader import TrainedReader
from nlp.trained.stories import with_stories
from tests.nlp.build import make_document

BRIEFS = (
    "El municipio de Altavista inauguró el martes la nueva plaza del barrio, dijo el concejal Ramiro Lastra, y anunció "
    "que en marzo comenzarán las obras del mercado.",
    "La cooperativa de taxis de Villa Nogal eligió a su directiva el domingo; Berta Solís seguirá al frente dos años "
    "más y prometió revisar la tarifa nocturna. Informes al 0800 000 0042.",
    "Los bomberos sofocaron en dos horas un incendio de pastizales junto a la ruta provincial, sin heridos; se "
    "investiga si el fuego fue intencional.",
)
REPORT = (
    "El tribunal de Colchane condenó a cinco años a Nubia Tarazona, cabecilla de una red que llevaba migrantes "
    "venezolanos por pasos no habilitados desde Bolivia y cobraba 200 dólares por persona."
)


@pytest.fixture(scope="module")
def reader() -> TrainedReader:
    return TrainedReader()


@pytest.mark.parametrize("place", [0, 2, 3])
@pytest.mark.parametrize("title", ["", "Breves de la región"])
def test_a_report_among_other_stories_is_read_by_itself(reader: TrainedReader, place: int, title: str) -> None:
    text = "\n\n".join([*BRIEFS[:place], REPORT, *BRIEFS[place:]])
    analysis = reader.analyse(make_document(text, kind="news", title=title))
    assert analysis.labels == (DocumentLabel.SMUGGLING_REPORT,)
    assert [mention.name for mention in analysis.operators] == ["Nubia Tarazona"]
    assert [(price.amount, price.currency) for price in analysis.prices] == [(200, "USD")]
    others = {mention.name: mention.role for mention in analysis.mentions if mention.role is not Role.OPERATOR}
    assert {"Ramiro Lastra", "Berta Solís"} <= others.keys()


@pytest.mark.parametrize("place", [0, 2])
def test_what_a_story_tells_is_shown_where_it_stands(reader: TrainedReader, place: int) -> None:
    text = "\n\n".join([*BRIEFS[:place], REPORT, *BRIEFS[place:]])
    analysis = reader.analyse(make_document(text, kind="news", title="Breves"))
    (named,) = analysis.operators
    assert {text[span.start : span.end] for span in named.spans} == {"Nubia Tarazona"}
    assert all(text[price.span.start : price.span.end].startswith("200") for price in analysis.prices)
    assert analysis.signals
    assert all(" ".join(text[s.span.start : s.span.end].split()) == s.phrase for s in analysis.signals)
    assert all(s.phrase in REPORT for s in analysis.signals)
    assert not analysis.operator_contacts


def test_a_column_without_a_report_is_not_flagged(reader: TrainedReader) -> None:
    assert reader.analyse(make_document("\n\n".join(BRIEFS * 2), kind="news")).labels == ()


def test_a_story_without_a_label_changes_nothing(reader: TrainedReader) -> None:
    column: Analysis = reader.analyse(make_document("\n\n".join(BRIEFS), kind="news"))
    assert with_stories(column, [(reader.analyse(make_document(BRIEFS[0], kind="news")), 0)]) is column


DOCKET = (
    "Court 1. Edwin Pask, 40, of Margate: burglary at a garden centre. For trial.",
    "Court 2. Rebin Sadiq Omer, 29: assisting unlawful immigration. He is said to have gathered 31 migrants on the "
    "beach at Wimereux on 2 May and steered them towards Dover in a dinghy, at £1,200 a seat.",
    "Court 3. Marsh Gate Pallets Ltd: burning waste on farmland. Brought by the Environment Agency.",
    "Court 5. Nora Whitlock, 66: theft from a charity shop. Mention.",
)


def test_who_stands_before_the_court_for_something_else_is_no_lead(reader: TrainedReader) -> None:
    analysis = reader.analyse(make_document("\n".join(DOCKET), kind="news", title="In the dock: this week's list"))
    assert [mention.name for mention in analysis.operators] == ["Rebin Sadiq Omer"]


def test_who_is_cleared_further_down_is_no_lead_by_a_line_read_alone(reader: TrainedReader) -> None:
    cleared = "La jueza absolvió ayer a Nubia Tarazona: el testigo la había confundido con otra persona."
    analysis = reader.analyse(make_document("\n\n".join([BRIEFS[0], REPORT, BRIEFS[1], cleared]), kind="news"))
    assert not analysis.operators
