"""Why a label was given: few passages are read again, and those without which the label is less sure are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from core.records import Analysis, Signal
from core.terms import DocumentKind, DocumentLabel
from nlp.reading import joined
from nlp.trained.encoder import Answer, Encoder, Floats
from nlp.trained.explain import LEAST, MOST, signals_for
from nlp.trained.passages import LONGEST, Passage, passages
from nlp.trained.reader import TrainedReader
from nlp.trained.tags import MARKS
from tests.nlp.build import make_document
from tests.nlp.readings import reading_of

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


class Scripted:
    """In the place of the encoder: says of the n-th text with a blank how far its logits fall."""

    def __init__(self, *falls: float) -> None:
        self.falls = falls
        self.tried = 0

    def without(self, kind: DocumentKind, text: str, answer: Answer, spots: Sequence[tuple[int, int]]) -> list[Floats]:
        before, self.tried = self.tried, self.tried + len(spots)
        last = len(self.falls) - 1
        return [answer.labels - np.float32(self.falls[min(n, last)]) for n in range(before, self.tried)]


def explained(script: Scripted) -> tuple[Signal, ...]:
    """The signals of a text of one passage that is neither short nor long."""
    reading, nothing = reading_of(FILLER * 20, kind="news"), np.zeros((0, 5), np.float32)
    passage = Passage((0,) * LONGEST, ((0, 0),) * LONGEST, ((0, 0),) * LONGEST)
    labels = np.zeros(5, np.float32)
    answer = Answer(labels, (), nothing, nothing, ((passage, labels),))
    return signals_for(cast(Encoder, script), reading, [DocumentLabel.SMUGGLING_REPORT], [], [], answer=answer)


def test_as_many_are_tried_as_the_length_allows() -> None:
    script = Scripted(0, 0, 0.1)
    assert len(explained(script)) == LEAST - 2
    assert script.tried == LEAST


def test_the_search_goes_on_where_nothing_carried_the_label() -> None:
    script = Scripted(*[0.0] * (LEAST + 1), 0.3, 0)
    (signal,) = explained(script)
    assert (signal.weight, script.tried) == (0.3, LEAST + 2)
    script = Scripted(0)
    assert explained(script) == ()
    assert script.tried == MOST


def test_words_that_speak_against_a_label_carry_nothing() -> None:
    script = Scripted(*[-9.0] * LEAST, 6)
    assert sorted(signal.weight for signal in explained(script)) == [*[-9] * LEAST, 6]
