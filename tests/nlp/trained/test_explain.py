"""Why a label was given: few passages are read again, and those without which the label is less sure are named."""

from __future__ import annotations

import pytest

from core.records import Analysis
from core.terms import DocumentLabel
from nlp.reading import joined
from nlp.trained.explain import LEAST, MOST
from nlp.trained.passages import LONGEST, passages
from nlp.trained.reader import TrainedReader
from nlp.trained.tags import MARKS
from tests.nlp.build import make_document

REPORT = (
    "La fiscalía acusó a cinco personas de pasar migrantes por la trocha de Tacna a cambio de 400 dólares por cabeza. "
    "La red los escondía en un camión de fruta. "
)
FILLER = "El mercado abrió temprano y los vecinos compraron pan, queso y fruta de temporada. "


@pytest.fixture(scope="module")
def reader() -> TrainedReader:
    return TrainedReader()


def read_again(reader: TrainedReader, text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Analysis, list[int]]:
    """The analysis of a news text, and the lengths of the passages that were read beyond the text's own."""
    lengths: list[int] = []
    run = reader.encoder._run

    def counted(group: list[tuple[int, ...]]) -> object:
        lengths.extend(map(len, group))
        return run(group)

    document = make_document(text, kind="news")
    own = [len(p.ids) for p in passages(reader.encoder.tokenizer, MARKS[document.kind], joined(document)[0])]
    monkeypatch.setattr(reader.encoder, "_run", counted)
    analysis = reader.analyse(document)
    for length in own:
        lengths.remove(length)
    return analysis, lengths


def test_of_a_long_text_only_a_few_passages_are_read_again(
    reader: TrainedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysis, again = read_again(reader, REPORT * 4 + FILLER * 20, monkeypatch)
    assert analysis.labels == (DocumentLabel.SMUGGLING_REPORT,)
    assert len(again) <= LEAST * 2
    assert all(length < LONGEST for length in again)


def test_of_a_short_text_more_is_tried(reader: TrainedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    analysis, again = read_again(reader, REPORT, monkeypatch)
    assert analysis.labels == (DocumentLabel.SMUGGLING_REPORT,)
    assert 0 < len(again) <= MOST
    assert any(signal.element == "sentence" and signal.weight > 0 for signal in analysis.signals)
    assert any(signal.element != "sentence" for signal in analysis.signals)


def test_what_says_nothing_of_the_subject_carries_nothing(reader: TrainedReader) -> None:
    analysis = reader.analyse(make_document(FILLER + REPORT * 2 + FILLER * 10, kind="news"))
    heaviest = max(analysis.signals, key=lambda signal: signal.weight)
    assert "migrantes" in heaviest.phrase or "camión" in heaviest.phrase


def test_a_text_without_labels_is_not_explained(reader: TrainedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    analysis, again = read_again(reader, FILLER * 2, monkeypatch)
    assert (analysis.signals, again) == ((), [])
