"""How far a text is read: no further than a glance where there is nothing, to its end where there may be something."""

from __future__ import annotations

import numpy as np
import pytest

from core.records import Document
from core.terms import DocumentKind, DocumentLabel
from nlp.naming.clearance import may_clear
from nlp.opening import open_reader, reader_version
from nlp.trained.glance import LONG, Glance
from nlp.trained.passages import GLANCE, glances
from nlp.trained.reader import MODEL, TrainedReader
from nlp.trained.tags import LABELS, MARKS
from tests.nlp.build import make_document
from tests.nlp.readings import reading_of
from tests.nlp.trained.test_calibration import PLAIN

MARKET = "The council met on Tuesday to discuss the bakery, the bridge and the new roof of the town library. "
REPORT = (
    "Police arrested three members of a ring that smuggled migrants across the border hidden in lorries. "
    "They charged each migrant 4,000 euros for the crossing, prosecutors said. "
)
ACQUITTED = "Rosalba Quintero was acquitted. "


def news(text: str) -> Document:
    return make_document(text, kind="news", language="en", country="GB")


@pytest.fixture(scope="module")
def hasty() -> TrainedReader:
    return TrainedReader(explains=False, skims=True)


@pytest.fixture(scope="module")
def thorough() -> TrainedReader:
    return TrainedReader(explains=False)


def covered(reader: TrainedReader, text: str) -> int:
    """How many characters of a text from its beginning the answer is about, holes left out."""
    (answer,) = reader._answers([reading_of(text, kind="news", language="en")])
    return sum(end - start for start, end in answer.offsets)


def test_of_a_long_text_without_a_trace_of_the_subject_little_is_read(hasty: TrainedReader) -> None:
    text = MARKET * 40
    assert covered(hasty, text) < len(text) / 2
    analysis = hasty.analyse(news(text))
    assert analysis.labels == ()
    assert analysis.scores[DocumentLabel.SMUGGLING_REPORT] < 0.05


def test_what_is_reported_is_read_to_its_end_and_as_ever(hasty: TrainedReader, thorough: TrainedReader) -> None:
    document = news(REPORT * 3 + MARKET * 10 + "The firm is called Sarwar Boat.")
    one, other = hasty.analyse(document), thorough.analyse(document)
    assert one.labels == other.labels == (DocumentLabel.SMUGGLING_REPORT,)
    assert one.mentions == other.mentions


def test_a_report_far_down_is_found_where_triage_points_to(hasty: TrainedReader) -> None:
    text = MARKET * 16 + REPORT * 2
    at = hasty.haste.glance_at(text) if hasty.haste else None
    assert at is not None
    assert "smuggled" in text[at : at + GLANCE]
    assert covered(hasty, text) > 0.9 * len(text.replace(" ", ""))


def test_where_the_opening_sees_something_no_second_glance_is_taken(
    hasty: TrainedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[int, ...]] = []
    run = hasty.encoder._run

    def kept(group: list[tuple[int, ...]]) -> object:
        ran.extend(group)
        return run(group)

    def ids(text: str) -> set[tuple[int, ...]]:
        assert hasty.haste is not None
        at = hasty.haste.glance_at(text)
        assert at is not None
        return {one.ids for one in glances(hasty.encoder.tokenizer, MARKS[DocumentKind.NEWS], text, at)}

    monkeypatch.setattr(hasty.encoder, "_run", kept)
    seen, unseen = REPORT * 2 + MARKET * 20 + REPORT * 3, MARKET * 20
    covered(hasty, seen + unseen)
    assert len(ids(seen + unseen).intersection(ran)) == 1
    covered(hasty, unseen)
    assert ids(unseen) <= set(ran)


def test_a_text_that_may_clear_somebody_is_read_to_its_end(hasty: TrainedReader) -> None:
    text = MARKET * 40
    assert not may_clear(reading_of(text, kind="news", language="en"))
    assert may_clear(reading_of(text + ACQUITTED, kind="news", language="en"))
    assert covered(hasty, text + ACQUITTED) > 0.9 * len((text + ACQUITTED).replace(" ", ""))


def test_a_short_text_is_read_at_once() -> None:
    assert Glance(PLAIN).glance_at("x" * (LONG - 1)) is None
    assert Glance(PLAIN).glance_at("word " * LONG) is not None


def test_a_glance_that_sees_a_label_of_the_kind_is_not_hopeless() -> None:
    glance = Glance(PLAIN)
    nothing = np.full(len(LABELS), -9, np.float32)
    assert glance.is_hopeless(DocumentKind.NEWS, nothing)
    seen = nothing.copy()
    seen[LABELS.index(DocumentLabel.SMUGGLING_REPORT)] = 0
    assert not glance.is_hopeless(DocumentKind.NEWS, seen)
    assert glance.is_hopeless(DocumentKind.AD, seen), "an advert can't carry that label"


def test_the_first_passage_settles_it_only_where_no_other_could_lift_it() -> None:
    glance = Glance(PLAIN)
    first = np.full(len(LABELS), -5, np.float32)
    assert glance.is_settled(DocumentKind.NEWS, first, 2)
    assert not glance.is_settled(DocumentKind.NEWS, first, 10), "the first counts little more than half"
    assert not glance.is_settled(DocumentKind.AD, first, 2), "any passage of an advert may offer"


def test_who_skims_says_so_in_its_version() -> None:
    assert reader_version(0.5, MODEL, skims=True) == open_reader(0.5, MODEL, skims=True).version
    assert reader_version(0.5, MODEL, skims=True) != reader_version(0.5, MODEL)
