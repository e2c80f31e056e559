"""Which reader reads: the trained model that a setting names, seconded by the rules, or these alone. One door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee
from pathlib import Path
from typing import Protocol

from core.records import Analysis, Document
from core.terms import DocumentKind, Role
from nlp.weighing import weighed

SECOND_SURE = 0.9
"""Score (0..1) from which the second reader is believed. On the development part it was never sure and wrong."""


MOST_READ = 100_000
"""Characters of a text that are read. No report or advert is so long; a text of megabytes held a worker until it was
ended, and was set aside with the advert at its start."""


class AnyReader(Protocol):
    """What a reader can do."""

    @property
    def version(self) -> str:
        """Name and version of what reads; a new one makes the pipeline read every document again."""

    def analyse(self, document: Document) -> Analysis:
        """Read one document."""

    def analyse_many(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Read documents in their order."""


class Second(AnyReader, Protocol):
    """What one can do that is asked after another."""

    def score(self, document: Document) -> float:
        """The highest score (0..1) that `analyse` would give a label."""


def open_reader(threshold: float, model: Path | None, *, skims: bool = False, threads: int = 0) -> AnyReader:
    """The rules with their threshold, or the trained reader of a folder with its own, which the rules second.

    `skims`: whether long texts in which there is plainly nothing are left after a glance. `threads`: how many cores the
    network may take; 0 for all.
    """
    from nlp.analyse import Reader

    if model is None:
        return Reader(threshold)
    from nlp.trained.reader import TrainedReader

    return SecondedReader(TrainedReader(model, skims=skims, threads=threads), Reader(threshold))


def reader_version(threshold: float, model: Path | None, *, skims: bool = False) -> str:
    """The version of the reader that `open_reader` would give, without loading its network."""
    from nlp.analyse import Reader

    rules = Reader(threshold).version
    if model is None:
        return rules
    from nlp.trained.calibration import read_calibration, version_of
    from nlp.trained.second_opinion import FOLDER

    second = read_calibration(model / FOLDER) if (model / FOLDER).is_dir() else None
    return _both(version_of(read_calibration(model), skims=skims, second=second), rules)


def _both(first: str, second: str) -> str:
    return f"{first}+{second}"


def _start_of(document: Document) -> Document:
    """The document with as much of its text as is read."""
    return document if len(document.text) <= MOST_READ else replace(document, text=document.text[:MOST_READ])


def _is_silent(document: Document, found: Analysis) -> bool:
    """Whether it is news in which nothing was found, and nothing that the first reader's second opinion refused."""
    return document.kind is DocumentKind.NEWS and not found.labels and not found.refused


def _names_somebody(found: Analysis) -> bool:
    """Whether a second reader's word counts: it gives a label and names an operator."""
    return bool(found.labels) and any(mention.role is Role.OPERATOR for mention in found.mentions)


class SecondedReader:
    """A reader, and a second that is asked of news in which the first finds nothing, and believed where it is sure.
    What the first would have flagged, and its second opinion refused, is not asked again.

    The two err in different places: the trained reader takes an announcement for politics, the rules miss what no list
    of theirs has words for. A lead that either can give reasons for is worth a person's look. Of adverts the rules have
    nothing to add: what they alone found there was wrong.
    """

    def __init__(self, first: AnyReader, second: Second) -> None:
        self.first = first
        self.second = second

    @property
    def version(self) -> str:
        """Both versions."""
        return _both(self.first.version, self.second.version)

    def analyse(self, document: Document) -> Analysis:
        """Read one document."""
        return next(self.analyse_many([document]))

    def analyse_many(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Read documents in their order."""
        kept, shown = tee(map(_start_of, documents))
        for document, found in zip(kept, self.first.analyse_many(shown), strict=True):
            ask = _is_silent(document, found) and self.second.score(document) >= SECOND_SURE
            second = self.second.analyse(document) if ask else None
            yield replace(
                found
                if second is None or not _names_somebody(second)
                else replace(second, signals=weighed(document, second, self.second.score)),
                reader=self.version,
            )
