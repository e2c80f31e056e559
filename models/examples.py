"""What is learnt from one text: the spans of its words, and the candidates that its heads decide upon."""

from __future__ import annotations

from dataclasses import dataclass

from models.records import Record
from nlp.trained.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Labelled:
    """A piece of the text with what it is; `form`: the name that stands there, as the record writes it."""

    start: int
    end: int
    kind: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A candidate with what it is: a class of its family's head (1 and 0: yes and no); `order` along the journey."""

    candidate: Candidate
    answer: int
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """One text to learn from: its spans by position, none overlapping, and its candidates."""

    record: Record
    text: str
    spans: tuple[Labelled, ...]
    targets: tuple[Target, ...] = ()
