"""A report among other stories: read by itself, and nobody else of the column accused for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.terms import DocumentKind, DocumentLabel, Role
from nlp.pipeline import read_words
from nlp.trained.encoder import Answer, Encoder
from nlp.trained.reader import TrainedReader
from nlp.trained.stories import Lines, told_among_others, with_stories
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


@pytest.mark.parametrize("place", [0, 2])
@pytest.mark.parametrize("title", ["", "Lo que pasó en la región"])
def test_a_report_among_other_stories_is_read_by_itself(reader: TrainedReader, place: int, title: str) -> None:
    text = "\n\n".join([*BRIEFS[:place], REPORT, *BRIEFS[place:], *BRIEFS[:1]])
    analysis = reader.analyse(make_document(text, kind="news", title=title))
    assert analysis.labels == (DocumentLabel.SMUGGLING_REPORT,)
    assert [mention.name for mention in analysis.operators] == ["Nubia Tarazona"]
    assert [(price.amount, price.currency) for price in analysis.prices] == [(200, "USD")]
    others = {mention.name for mention in analysis.mentions if mention.role is not Role.OPERATOR}
    assert {"Ramiro Lastra", "Berta Solís"} <= others


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\u2028"])
def test_what_a_story_tells_is_shown_where_it_stands(reader: TrainedReader, newline: str) -> None:
    text = newline.join([BRIEFS[0], REPORT, *BRIEFS[1:]])
    analysis = reader.analyse(make_document(text, kind="news", title="Lo que pasó en la región"))
    (named,) = analysis.operators
    assert {text[span.start : span.end] for span in named.spans} == {"Nubia Tarazona"}
    assert all(text[price.span.start : price.span.end].startswith("200") for price in analysis.prices)
    assert analysis.signals
    assert all(" ".join(text[s.span.start : s.span.end].split()) == s.phrase for s in analysis.signals)
    assert all(s.phrase in REPORT for s in analysis.signals)
    assert not analysis.operator_contacts


def test_several_stories_are_told_and_who_is_in_two_is_one(reader: TrainedReader) -> None:
    other = (
        "La fiscalía de Arica acusó de tráfico de migrantes a Nubia Tarazona y a Baltasar Quiñe Ferro: pasaban "
        "haitianos desde Tacna hasta Santiago por 350 dólares cada uno."
    )
    analysis = reader.analyse(make_document("\n".join([BRIEFS[0], REPORT, *BRIEFS[1:], other, *BRIEFS]), kind="news"))
    assert analysis.labels == (DocumentLabel.SMUGGLING_REPORT,)
    assert [m.name for m in analysis.mentions if "Tarazona" in m.name] == ["Nubia Tarazona"]
    assert {m.name for m in analysis.operators} == {"Nubia Tarazona", "Baltasar Quiñe Ferro"}


@pytest.mark.parametrize(
    "behind",
    [
        "La jueza absolvió ayer a Nubia Tarazona: el testigo la había confundido con otra persona.",
        "La causa contra Tarazona fue archivada y quedó en libertad sin cargos.",
        "La Corte anuló ese fallo y ordenó su inmediata libertad.",
        "Rectificación: publicamos ayer por error el nombre de Nubia Tarazona, que es la intérprete del juicio.",
        "Aclaración: Nubia Tarazona es la intérprete; la condenada se llama Nuria Tarazón.",
        "Correction: an earlier version named Nubia Tarazona, who is the court's interpreter.",
        "Nubia Tarazona, vecina de Villa Nogal, presentó su libro de cocina en la biblioteca.",
    ],
)
def test_whom_the_column_clears_corrects_or_names_again_is_accused_by_no_story_alone(
    reader: TrainedReader, behind: str
) -> None:
    text = "\n\n".join([REPORT, *BRIEFS, behind])
    assert not reader.analyse(make_document(text, kind="news")).operators


@pytest.mark.parametrize("title", ["Archivan la causa contra Tarazona", "Absuelven a la acusada", "Correction"])
def test_a_title_that_clears_or_corrects_is_heard(reader: TrainedReader, title: str) -> None:
    assert not reader.analyse(make_document("\n\n".join([REPORT, *BRIEFS]), kind="news", title=title)).operators


def test_a_column_without_a_report_is_not_flagged(reader: TrainedReader) -> None:
    assert reader.analyse(make_document("\n\n".join(BRIEFS * 2), kind="news")).labels == ()


def test_a_story_without_a_label_changes_nothing(reader: TrainedReader) -> None:
    document = make_document("\n\n".join(BRIEFS), kind="news")
    column = reader.analyse(document)
    told = [(reader.analyse(make_document(BRIEFS[0], kind="news")), (0, len(BRIEFS[0])))]
    assert with_stories(column, read_words(document), told) is column


def test_what_was_refused_of_a_story_is_refused_of_its_column(reader: TrainedReader) -> None:
    document = make_document("\n".join(BRIEFS), kind="news")
    column = reader.analyse(document)
    story = replace(
        reader.analyse(make_document(BRIEFS[0], kind="news")), refused={DocumentLabel.SMUGGLING_REPORT: 0.96}
    )
    found = with_stories(column, read_words(document), [(story, (0, len(BRIEFS[0])))])
    assert (found.labels, found.refused) == ((), story.refused)


class Listening:
    """An encoder that keeps what it is asked."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.asked: list[str] = []

    def answer(self, texts: Sequence[tuple[DocumentKind, str]]) -> list[Answer]:
        self.asked += [text for _, text in texts]
        return self.encoder.answer(texts)


def asked_of(reader: TrainedReader, text: str, title: str = "") -> tuple[list[str], int]:
    """The stories of a column that the network is asked about, and how many of them surely report."""
    ears = Listening(reader.encoder)
    column = read_words(make_document(text, kind="news", title=title))
    told = told_among_others(cast("Encoder", ears), reader.calibration, column)
    return ears.asked, len(told)


YACHT = (
    "Luan Vethi, 39, and Stephen Garrop, 52, were jailed for eight and five years at Lewes Crown Court for taking "
    "Albanian nationals from Ostend to Newhaven by yacht at £12,000 a time, after a National Crime Agency inquiry."
)  # without any word of nlp.trained.subject


HOSPITAL = (
    "El detenido por el asesinato de una mujer de 28 años, su ex pareja, declarará mañana ante la fiscal; los agentes "
    "lo hallaron herido en la cocina de la casa."
)


@pytest.mark.parametrize("report", [REPORT, YACHT])
def test_only_what_may_carry_a_label_is_asked_of_the_network(reader: TrainedReader, report: str) -> None:
    assert asked_of(reader, "\n".join([BRIEFS[2], report, HOSPITAL])) == ([report], 1)


@pytest.mark.parametrize("title", ["Archivan la causa contra Tarazona", "Correction"])
def test_nothing_is_asked_where_it_would_be_taken_back(reader: TrainedReader, title: str) -> None:
    assert asked_of(reader, "\n".join([*BRIEFS, REPORT]), title) == ([], 0)


DOCKET = (
    "Court 1. Edwin Pask, 40, of Margate: burglary at a garden centre. For trial.",
    "Court 2. Rebin Sadiq Omer, 29: assisting unlawful immigration. He is said to have gathered 31 migrants on the "
    "beach at Wimereux on 2 May and steered them towards Dover in a dinghy, at £1,200 a seat.",
    "Court 3. Marsh Gate Pallets Ltd, call +44 7700 900123: burning waste on farmland. Brought by the council.",
    "Court 5. Nora Whitlock, 66: theft from a charity shop. Mention.",
)


def test_who_stands_before_the_court_for_something_else_is_no_lead(reader: TrainedReader) -> None:
    analysis = reader.analyse(make_document("\n".join(DOCKET), kind="news", title="In the dock: this week's list"))
    assert [mention.name for mention in analysis.operators] == ["Rebin Sadiq Omer"]
    assert not analysis.operator_contacts


@given(st.text(alphabet=st.sampled_from("ab .\n\r\u2028"), max_size=200), st.integers(0, 200))
def test_a_place_is_in_its_line(text: str, place: int) -> None:
    if not text.strip("\n\r\u2028"):
        return
    start, end = Lines(text).at(place)
    assert not re.search(r"[\n\r\u2028]", text[start:end])
    assert start <= place < end or text[place : place + 1] in "\n\r\u2028" or place >= len(text)


def test_a_text_of_one_story_that_both_flag_together_names_no_bystander() -> None:
    """Its body alone says more than the whole with its title, which is no reason to name the baker."""
    text = (
        "A padaria de Lurdes Cabaço distribui duzentos pães por noite em Odemira. Entre os que vêm há nepaleses que "
        "deviam cinco mil euros a quem os trouxe. Dois intermediários foram detidos em novembro por tráfico de pessoas."
        " Lurdes não quer falar disso: quer farinha."
    )
    title = "Padaria solidária faz dez anos"
    document = make_document(text, kind="news", country="PT", language="pt", title=title)
    found = TrainedReader(explains=False).analyse(document)
    assert found.labels
    assert found.operators == ()
