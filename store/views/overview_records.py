"""The whole watch at a glance: read models, frozen and free of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Week:
    """Flags that were raised in the week that begins on a Monday (UTC)."""

    begins: date
    leads: int
    clearances: int

    @property
    def flags(self) -> int:
        """All of them."""
        return self.leads + self.clearances


@dataclass(frozen=True, slots=True)
class Leg:
    """Two countries that follow each other on routes, and how many leads that stand speak of it."""

    start: str
    end: str
    leads: int


@dataclass(frozen=True, slots=True)
class CorridorPrices:
    """What documents say that a journey costs, from its first country to its last."""

    start: str
    end: str
    currency: str
    per_person: bool
    documents: int
    lowest: Decimal
    median: Decimal
    highest: Decimal
    newest: date


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well a country is watched."""

    country: str
    sources: int
    enabled: int
    heard: int  # enabled, visited, and not silent or failed
    documents: int
    flags: int


@dataclass(frozen=True, slots=True)
class RisingTerm:
    """A word or two that newly stand near coded words in flagged texts."""

    phrase: str  # folded
    newer: int  # flagged texts since that day that have it there
    older: int  # before
    since: date
    revision_id: int  # an example
