"""Which reader reads: the rules, or the trained model that a setting names. Both are the same door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from core.records import Analysis, Document


class AnyReader(Protocol):
    """What a reader can do."""

    @property
    def version(self) -> str:
        """Name and version of what reads; a new one makes the pipeline read every document again."""

    def analyse(self, document: Document) -> Analysis:
        """Read one document."""

    def analyse_many(self, documents: Iterable[Document]) -> Iterator[Analysis]:
        """Read documents in their order."""


def open_reader(threshold: float, model: Path | None) -> AnyReader:
    """The rules with their threshold, or the trained reader of a folder with its own."""
    if model is None:
        from nlp.analyse import Reader

        return Reader(threshold)
    from nlp.trained.reader import TrainedReader

    return TrainedReader(model)
