"""The second reader: asked of news in which the first finds nothing, believed where it is sure and names somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from core.records import Analysis, Document
from core.terms import DocumentKind, DocumentLabel
from nlp.analyse import Reader
from nlp.opening import MOST_READ, SECOND_SURE, SecondedReader
from tests.nlp.build import make_document
from tests.nlp.test_triage import FLAT, OFFER, ORDINARY, REPORT

NAMES = "La fiscalía acusó a la banda 'Los Grillos' de tráfico ilícito de migrantes. La banda 'Los Grillos' cobraba."


class Blind:
    """A first reader that finds nothing."""

    version = "blind"

    def analyse(self, document: Document) -> Analysis:
        """Nothing."""
        return replace(Reader(1.0).analyse(document), labels=(), mentions=())

    def analyse_many(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Nothing of each."""
        return map(self.analyse, documents)


class Second(Reader):
    """The rules, with a score of the test's, counting what they are asked."""

    def __init__(self, score: float) -> None:
        super().__init__(0.01)
        self.said = score
        self.asked = 0

    def score(self, document: Document) -> float:
        """As told."""
        return self.said

    def analyse(self, document: Document) -> Analysis:
        """As the rules do."""
        self.asked += 1
        return super().analyse(document)


@pytest.mark.parametrize(
    ("score", "kind", "asked"),
    [
        (SECOND_SURE, DocumentKind.NEWS, 1),
        (SECOND_SURE - 0.001, DocumentKind.NEWS, 0),
        (1.0, DocumentKind.AD, 0),
    ],
)
def test_the_second_reads_only_news_of_which_it_is_sure(score: float, kind: DocumentKind, asked: int) -> None:
    second = Second(score)
    found = SecondedReader(Blind(), second).analyse(make_document(NAMES, kind=kind))
    assert second.asked == asked
    assert bool(found.labels) == bool(asked)
    assert found.reader == SecondedReader(Blind(), second).version


def test_what_a_second_opinion_refused_is_not_asked_of_the_rules() -> None:
    class Refusing(Blind):
        """A first reader whose second opinion refuses a report."""

        def analyse(self, document: Document) -> Analysis:
            """Nothing, and what was refused."""
            return replace(super().analyse(document), refused={DocumentLabel.SMUGGLING_REPORT: 0.97})

    second = Second(1.0)
    found = SecondedReader(Refusing(), second).analyse(make_document(NAMES, kind=DocumentKind.NEWS))
    assert (second.asked, found.labels) == (0, ())


@pytest.mark.parametrize("text", [REPORT, ORDINARY, OFFER, FLAT, ""])
@pytest.mark.parametrize("kind", list(DocumentKind))
def test_the_score_of_the_rules_is_that_of_their_analysis(text: str, kind: DocumentKind) -> None:
    document = make_document(text, kind=kind)
    assert Reader(0.5).score(document) == max(Reader(0.5).analyse(document).scores.values())


def test_of_a_text_without_end_the_beginning_is_read() -> None:
    given: list[int] = []

    class Counting(Blind):
        """Notes how much it is given."""

        def analyse_many(self, documents: Iterable[Document]) -> Iterator[Analysis]:
            """Nothing of each."""
            for document in documents:
                given.append(len(document.text))
                yield self.analyse(replace(document, text=""))

    reader = SecondedReader(Counting(), Second(0.0))
    texts = [make_document("a" * length) for length in (MOST_READ, MOST_READ + 1, 3 * MOST_READ)]
    assert len(list(reader.analyse_many(texts))) == 3
    assert given == [MOST_READ] * 3
