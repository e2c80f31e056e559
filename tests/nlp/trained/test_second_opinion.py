"""Two networks that were trained apart have to agree before anybody is listed."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from core.records import Analysis, Route
from core.terms import DocumentKind, DocumentLabel, Role
from nlp.opening import open_reader, reader_version
from nlp.pipeline import read_words
from nlp.reading import Reading
from nlp.trained import second_opinion
from nlp.trained.candidates import Candidate
from nlp.trained.encoder import Floats
from nlp.trained.entities import entities_of
from nlp.trained.heads import Judge, TwoJudges
from nlp.trained.journey import Places, places_of
from nlp.trained.names import find_named
from nlp.trained.reader import MODEL, TrainedReader
from nlp.trained.second_opinion import FOLDER, agreed_labels, agreed_shares, both_sure, may_agree, no_officer
from nlp.trained.spans import Tagged, tagged_spans
from nlp.trained.subject import without_ground
from nlp.trained.tags import KINDS, ROLES
from nlp.wording.fold import fold
from store.analyses import dump, parse
from tests.nlp.build import make_document

REPORT, OFFER = DocumentLabel.SMUGGLING_REPORT, DocumentLabel.SMUGGLING_OFFER
PAPERS = DocumentLabel.DOCUMENT_FRAUD_OFFER
ARRESTED = (
    "Detienen a cuatro migrantes en un retén de Valle Seco\n\nLa policía municipal detuvo el lunes a cuatro migrantes "
    "indocumentados que viajaban en una camioneta rumbo a la frontera norte. Los detenidos fueron identificados como "
    "Rui Paz Solano, de 24 años; Nora Alba Quispe, de 19; Ana Sol Mamani, de 31, y Beto Ruiz Condori, de 40. Según el "
    "parte, los cuatro carecían de documentos y fueron puestos a disposición de Migración para su deportación."
)
SMUGGLED = (
    "Cae coyote en Valle Seco\n\nLa policía detuvo el lunes a Rui Paz Solano, acusado de cobrar tres mil dólares a "
    "cada uno de los catorce migrantes que llevaba escondidos en un camión desde Tapachula hasta la frontera norte. "
    "Los migrantes, entre ellos Nora Alba Quispe, de 19 años, fueron puestos a disposición de Migración."
)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped reader without its second opinion."""
    folder = tmp_path_factory.mktemp("alone")
    for file in (path for path in MODEL.iterdir() if path.is_file()):
        shutil.copy(file, folder)
    return folder


def _read(folder: Path, text: str) -> Analysis:
    return TrainedReader(folder, explains=False).analyse(make_document(text, kind=DocumentKind.NEWS))


def _told(kind: DocumentKind, text: str = "Detuvieron a Rui Paz, que llevaba migrantes por la trocha.") -> Reading:
    return read_words(make_document(text, kind=kind))


def test_migrants_held_for_want_of_papers_are_no_leads() -> None:
    found = _read(MODEL, ARRESTED)
    assert (found.labels, found.operators) == ((), ())
    assert found.scores[REPORT] < 0.5


def test_whom_both_take_for_an_operator_is_one(alone: Path) -> None:
    for folder in (alone, MODEL):
        found = _read(folder, SMUGGLED)
        assert found.labels == (REPORT,)
        assert [who.name for who in found.operators] == ["Rui Paz Solano"]


@pytest.mark.parametrize(
    ("kind", "score", "agrees"),
    [
        (DocumentKind.NEWS, 0.4, False),
        (DocumentKind.AD, 0.4, False),
        (DocumentKind.NEWS, 0.6, True),
        (DocumentKind.AD, 0.6, False),
        (DocumentKind.AD, 0.8, True),
    ],
)
def test_in_an_advert_the_second_has_to_be_surer(kind: DocumentKind, score: float, agrees: bool) -> None:
    label = REPORT if kind is DocumentKind.NEWS else OFFER
    labels, scores, refused = agreed_labels(kind, [label], {label: 0.9}, {label: score}, lacking=())
    assert (labels, refused) == (((label,), {}) if agrees else ((), {label: 0.9}))
    assert scores == {label: 0.9 if agrees else score}


@pytest.mark.parametrize(
    ("kind", "first", "second", "is_given"),
    [
        (DocumentKind.NEWS, 0.3, 0.9, True),
        (DocumentKind.NEWS, 0.3, 0.7, False),
        (DocumentKind.NEWS, 0.7, 0.45, False),  # the mean would do, but the second does not agree
        (DocumentKind.AD, 0.6, 0.92, True),
        (DocumentKind.AD, 0.5, 0.9, False),
    ],
)
def test_of_what_the_first_is_not_sure_both_together_may_be(
    kind: DocumentKind, first: float, second: float, is_given: bool
) -> None:
    label = REPORT if kind is DocumentKind.NEWS else OFFER
    labels, scores, refused = agreed_labels(kind, [], {label: first}, {label: second}, lacking=())
    assert (labels, refused) == ((label,) if is_given else (), {})
    assert scores == {label: pytest.approx((first + second) / 2 if is_given else first)}
    assert agreed_labels(kind, [], {label: first}, {label: second}, lacking=[label])[0] == ()
    assert may_agree(_told(kind), {label: first}, lacking=())


def test_both_together_flag_no_report_that_clears_somebody() -> None:
    text = "Absolvieron a Rui Paz, acusado de llevar migrantes por la trocha."
    assert not may_agree(_told(DocumentKind.NEWS, text), {REPORT: 0.6}, lacking=())
    assert may_agree(_told(DocumentKind.AD, text), {OFFER: 0.6}, lacking=())  # an advert's word acquits nobody
    helps = "La gestora Nora Alba cobra 90 euros por pedir la cita de asilo de quienes llegaron en patera."
    assert not may_agree(_told(DocumentKind.NEWS, helps), {REPORT: 0.6}, lacking=())


@pytest.mark.parametrize(("kind", "first"), [(DocumentKind.NEWS, 0.09), (DocumentKind.AD, 0.49)])
def test_the_second_is_not_asked_where_it_could_not_help(kind: DocumentKind, first: float) -> None:
    label = REPORT if kind is DocumentKind.NEWS else OFFER
    assert not may_agree(_told(kind), {label: first}, lacking=())
    assert not may_agree(_told(kind), {label: 0.6 if kind is DocumentKind.NEWS else 0.9}, lacking=[label])
    assert agreed_labels(kind, [], {label: first}, {label: 1.0}, lacking=())[0] == ()


@pytest.mark.parametrize(
    ("kind", "first", "second", "is_given"),
    [
        (DocumentKind.NEWS, 0.7, 0.96, True),
        (DocumentKind.NEWS, 0.6, 0.99, False),
        (DocumentKind.NEWS, 0.99, 0.9, False),
        (DocumentKind.AD, 0.99, 0.99, False),
    ],
)
def test_for_what_the_text_has_no_word_both_have_to_be_sure(
    kind: DocumentKind, first: float, second: float, is_given: bool
) -> None:
    label = REPORT if kind is DocumentKind.NEWS else DocumentLabel.FACILITATOR_RECRUITMENT
    assert may_agree(_told(kind), {label: first}, lacking=[label]) == (kind is DocumentKind.NEWS and first >= 0.65)
    labels, scores, _refused = agreed_labels(kind, [], {label: first}, {label: second}, lacking=[label])
    assert labels == ((label,) if is_given else ())
    assert scores == {label: pytest.approx((first + second) / 2 if is_given else first)}


FALSE_FLOOR = [
    (
        "Cae el que los traía en el doble fondo\n\nLa Guardia Civil detuvo el lunes a {}, que traía a once jóvenes en "
        "el doble fondo de un camión frigorífico. Cada uno le había dado 4.000 euros. Fueron atendidos por frío."
    ),
    (
        "Eleven in the false floor\n\nOfficers held {} on Monday after eleven young men were found under the false "
        "floor of his refrigerated truck. Each had paid him 4,000 euros to be hidden there. They were treated for cold."
    ),
    (
        "Onze no fundo falso\n\nA GNR deteve na segunda-feira {}, que trazia onze rapazes no fundo falso de um camião "
        "frigorífico. Cada um dera-lhe 4.000 euros. Os onze foram tratados por causa do frio."
    ),
]


@pytest.mark.parametrize("text", FALSE_FLOOR)
def test_a_report_without_a_word_of_the_list_is_one_where_both_are_sure(text: str) -> None:
    found = _read(MODEL, text.format("Nuno Paredes"))
    assert without_ground(DocumentKind.NEWS, fold(text)) == {REPORT} == set(found.labels)
    assert [who.name for who in found.operators] == ["Nuno Paredes"]


@pytest.mark.parametrize(
    "text",
    [
        "Cae el que los traía en el doble fondo\n\nLa Guardia Civil detuvo el lunes a Nuno Paredes, que traía once "
        "jamones en el doble fondo de un camión frigorífico. Cada uno valía 400 euros.",
        "Eleven in the false floor\n\nOfficers held Nuno Paredes on Monday after eleven hams were found under the "
        "false floor of his refrigerated truck. Each was worth 400 euros.",
        "Onze no fundo falso\n\nA GNR deteve na segunda-feira Nuno Paredes, que trazia onze presuntos no fundo falso "
        "de um camião frigorífico. Cada um valia 400 euros.",
    ],
)
def test_the_same_tone_without_people_is_none(text: str) -> None:
    assert _read(MODEL, text).labels == ()


@pytest.mark.parametrize(
    ("first", "second", "lacking", "labels", "refused"),
    [
        (0.5, 0.4, (), (OFFER, PAPERS), {}),
        (0.3, 0.4, (), (OFFER,), {}),
        (0.8, 0.6, (), (OFFER, PAPERS), {}),  # what it would refuse by itself
        (0.8, 0.6, (PAPERS,), (OFFER,), {PAPERS: 0.8}),
    ],
)
def test_an_advert_that_carries_one_label_carries_another_sooner(
    first: float,
    second: float,
    lacking: tuple[DocumentLabel, ...],
    labels: tuple[DocumentLabel, ...],
    refused: dict[DocumentLabel, float],
) -> None:
    given = [OFFER, PAPERS] if first >= 0.75 else [OFFER]
    mine, theirs = {OFFER: 0.9, PAPERS: first}, {OFFER: 0.9, PAPERS: second}
    found = agreed_labels(DocumentKind.AD, given, mine, theirs, lacking=lacking)
    assert (found[0], found[2]) == (labels, refused)
    wanted = (first + second) / 2 if PAPERS in labels else second if refused else first
    assert found[1] == {OFFER: 0.9, PAPERS: pytest.approx(wanted)}
    unsure = mine | {OFFER: 0.2}
    assert agreed_labels(DocumentKind.AD, [], unsure, theirs, lacking=lacking)[0] == ()  # none carries it alone


def test_of_a_long_text_in_which_it_sees_nothing_it_takes_a_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    second = second_opinion.second_opinion(MODEL)
    assert second is not None
    read: list[int] = []
    whole = second.encoder.answer
    monkeypatch.setattr(second.encoder, "answer", lambda texts: read.append(len(texts)) or whole(texts))
    ordinary = "El municipio inauguró el martes la nueva plaza del barrio; en marzo comenzarán las obras. "
    assert second.of(_told(DocumentKind.NEWS, ordinary * 30), skims=True)[0][REPORT] < 0.5
    assert read == []
    told = _told(DocumentKind.NEWS, SMUGGLED)
    assert second.of(told, skims=True)[0] == second.of(told)[0]
    assert read == [1, 1]


def test_what_the_second_refuses_is_said(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _read(alone, SMUGGLED)
    assert first.refused == _read(MODEL, SMUGGLED).refused == {}
    monkeypatch.setitem(second_opinion._AGREES, DocumentKind.NEWS, 1.1)
    found = _read(MODEL, SMUGGLED)
    assert (found.labels, found.operators) == ((), ())
    assert found.refused == {REPORT: first.scores[REPORT]}
    assert found.scores[REPORT] != first.scores[REPORT]
    assert parse(dump(replace(found, document_id="1"))).refused == found.refused


def test_a_name_needs_both() -> None:
    sure: dict[Role | None, float] = {Role.OPERATOR: 0.95, Role.VICTIM: 0.05, Role.AUTHORITY: 0.0}
    doubts: dict[Role | None, float] = {Role.OPERATOR: 0.1, Role.VICTIM: 0.9, Role.AUTHORITY: 0.0}
    half: dict[Role | None, float] = {Role.OPERATOR: 0.4, Role.VICTIM: 0.1, Role.OTHER: 0.5, Role.AUTHORITY: 0.0}
    victim: dict[Role | None, float] = {Role.OPERATOR: 0.41, Role.VICTIM: 0.45, Role.AUTHORITY: 0.0}
    assert agreed_shares(sure, doubts) is doubts
    assert agreed_shares(sure, half) is sure
    assert agreed_shares(sure, victim) is victim
    maybe: dict[Role | None, float] = {Role.OPERATOR: 0.7, Role.VICTIM: 0.28, Role.AUTHORITY: 0.0}
    assert agreed_shares(sure, maybe) is maybe
    assert agreed_shares(doubts, sure) is doubts


@pytest.mark.parametrize(
    ("first", "second", "is_officer"),
    [
        ((0.9, 0.05), (0.9, 0.01), False),
        ((0.9, 0.05), (0.7, 0.01), True),
        ((0.7, 0.05), (0.9, 0.01), True),
        ((0.85, 0.11), (0.95, 0.01), True),
        ((0.95, 0.03), (0.85, 0.12), True),
    ],
)
def test_an_officer_whom_both_take_for_one_of_the_ring_may_be(
    first: tuple[float, float], second: tuple[float, float], is_officer: bool
) -> None:
    def shares(operator: float, authority: float) -> dict[Role | None, float]:
        return {Role.OPERATOR: operator, Role.AUTHORITY: authority, Role.VICTIM: 0.0}

    assert no_officer(shares(*first), shares(*second)) is not is_officer


def test_in_a_report_less_is_enough_where_both_are_sure() -> None:
    def shares(operator: float, victim: float = 0.0, authority: float = 0.0) -> dict[Role | None, float]:
        rest = {Role.AUTHORITY: authority, Role.OTHER: 1 - operator - victim - authority}
        return {Role.OPERATOR: operator, Role.VICTIM: victim, **rest}

    assert both_sure(shares(0.65), shares(0.75))
    assert not both_sure(shares(0.55), shares(0.95))
    assert not both_sure(shares(0.75), shares(0.65))
    assert not both_sure(shares(0.65, 0.2), shares(0.75))
    assert not both_sure(shares(0.65), shares(0.75, 0.2))
    assert not both_sure(shares(0.65), shares(0.95, authority=0.03))


@pytest.mark.parametrize(
    ("kind", "second", "wanted"),
    [
        (DocumentKind.NEWS, 0.75, Role.OPERATOR),
        (DocumentKind.NEWS, 0.65, Role.OTHER),
        (DocumentKind.AD, 0.75, Role.OTHER),
    ],
)
def test_a_name_that_one_is_half_sure_of_is_a_lead_in_news_alone(
    kind: DocumentKind, second: float, wanted: Role
) -> None:
    reading = read_words(make_document("Cayó Rui Paz Solano, socio de Beto Ansaldi, con migrantes.", kind=kind))
    tags = [
        Tagged(start := reading.text.index(name), start + len(name), "operator", np.ones(len(KINDS), np.float32))
        for name in ("Rui Paz Solano", "Beto Ansaldi")
    ]
    mine, theirs = (_Saying(share) for share in (0.65, second))
    named = {who.name: who.role for who in find_named(reading, mine, tags, labelled=True, second=theirs)}
    assert named == {"Rui Paz Solano": wanted, "Beto Ansaldi": Role.OPERATOR}


class _Saying:
    """Heads to which the first name is an operator's with that share, and every other surely."""

    def __init__(self, share: float) -> None:
        self.share = share

    def logits(self, candidates: Sequence[Candidate], others: Sequence[Candidate] = ()) -> Floats:
        """See `Judging`."""
        rows = np.full((len(candidates), len(ROLES) + 1), -9.0, np.float32)
        shares = [self.share, *[0.99] * (len(candidates) - 1)]
        rows[:, ROLES.index(Role.OPERATOR)] = np.log(shares)
        rows[:, ROLES.index(Role.OTHER)] = np.log([1 - share for share in shares])
        return rows


def test_the_journey_of_what_is_flagged_is_told_by_both(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = TrainedReader(MODEL, explains=False)
    second = reader.second
    assert second is not None
    reading = read_words(make_document(SMUGGLED, kind=DocumentKind.NEWS))
    (mine,), (theirs,) = (each.encoder.answer([(DocumentKind.NEWS, reading.text)]) for each in (reader, second))
    both = TwoJudges(Judge(reader.heads, mine), Judge(second.heads, theirs))
    wanted = places_of(reading, both, tagged_spans(mine, reading.text), entities_of(reading.doc))
    told: list[Places] = []

    def route(_reading: Reading, places: Places) -> Route:
        told.append(places)
        return Route(("MX", "US"))

    monkeypatch.setattr(second, "journeys", SimpleNamespace(route=route))
    assert reader.analyse(make_document(SMUGGLED, kind=DocumentKind.NEWS)).route.countries == ("MX", "US")
    assert [each.stop_logits.ravel().tolist() for each in told] == [
        pytest.approx(wanted.stop_logits.ravel().tolist(), abs=1e-3)
    ]


def test_the_version_names_both_and_is_known_without_loading(alone: Path) -> None:
    assert (MODEL / FOLDER).is_dir()
    assert reader_version(0.5, MODEL) == open_reader(0.5, MODEL).version
    assert reader_version(0.5, MODEL) != reader_version(0.5, alone)
