"""The figures by which reading is judged: predictions against labelled records, by the guide.

Names match on any form they share, compared without case, accents, signs and legal form; routes exactly; prices and
stops only in documents that carry a label, as the guide defines them there. All counts can be added up over parts of
the data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.terms import DocumentLabel
from nlp.wording.fold import name_key

Record = Mapping[str, Any]


@dataclass(slots=True)
class Count:
    """Right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: set[Any], wanted: set[Any]) -> None:
        """Count one document's set."""
        self.right += len(found & wanted)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing found."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else 1.0


@dataclass(slots=True)
class Figures:
    """Everything counted over some documents."""

    documents: int = 0
    flagged: Count = field(default_factory=Count)
    labels: Count = field(default_factory=Count)
    by_label: dict[str, Count] = field(default_factory=lambda: {label.value: Count() for label in DocumentLabel})
    operators: Count = field(default_factory=Count)
    accused: Counter[str] = field(default_factory=Counter)  # role -> names of that role given as operator
    contacts: Count = field(default_factory=Count)
    waypoints: Count = field(default_factory=Count)
    prices: Count = field(default_factory=Count)
    routes: int = 0
    routes_exact: int = 0
    clean: int = 0
    clean_flagged: int = 0

    def rates(self) -> dict[str, float]:
        """The figures that have floors."""
        return {
            "flagged": self.flagged.f1,
            "labels": self.labels.f1,
            "operators": self.operators.f1,
            "contacts": self.contacts.f1,
            "route_exact": self.routes_exact / self.routes if self.routes else 1.0,
            "waypoints": self.waypoints.f1,
            "prices": self.prices.f1,
            "false_alarms": self.clean_flagged / self.clean if self.clean else 0.0,
            "accused": float(self.accused.total()),
            **{f"{role}_accused": float(self.accused[role]) for role in ("authority", "media", "victim")},
        }


def score(pairs: Iterable[tuple[Record, Record]]) -> Figures:
    """Figures over (labelled, predicted) records."""
    figures = Figures()
    for gold, read in pairs:
        _add(figures, gold, read)
    return figures


def _add(figures: Figures, gold: Record, read: Record) -> None:
    wanted, given = set(gold["labels"]), set(read["labels"])
    figures.documents += 1
    figures.flagged.add({"any"} if given else set(), {"any"} if wanted else set())
    figures.labels.add(given, wanted)
    for label, count in figures.by_label.items():
        count.add(given & {label}, wanted & {label})
    if not wanted:
        figures.clean += 1
        figures.clean_flagged += bool(given)
    _add_operators(figures, gold, read)
    figures.contacts.add(_contacts(read), _contacts(gold))
    if wanted:
        figures.waypoints.add(set(map(name_key, read["waypoints"])), set(map(name_key, gold["waypoints"])))
        figures.prices.add(_prices(read), _prices(gold))
        if gold["route"]:
            figures.routes += 1
            figures.routes_exact += list(read["route"]) == list(gold["route"])


def _add_operators(figures: Figures, gold: Record, read: Record) -> None:
    left = list(gold["operators"])
    for found in read["operators"]:
        match = next((entity for entity in left if _forms(entity) & _forms(found)), None)
        if match is not None:
            left.remove(match)
            figures.operators.right += 1
        elif not any(_forms(entity) & _forms(found) for entity in gold["operators"]):
            figures.operators.wrong += 1
            role = next((o["role"] for o in gold["others"] if _forms(o) & _forms(found)), "not labelled")
            figures.accused[role] += role != "not labelled"
    figures.operators.missed += len(left)


def _forms(entity: Record) -> set[str]:
    return {key for form in (entity["name"], *entity.get("aliases", ())) if (key := name_key(form))}


def _contacts(record: Record) -> set[tuple[str, str]]:
    return {
        ("number" if c["type"] in {"phone", "whatsapp"} else c["type"], str(c["value"]).casefold().lstrip("@"))
        for c in record["operator_contacts"]
    }


def _prices(record: Record) -> set[tuple[float, str]]:
    return {(float(price["amount"]), price["currency"]) for price in record["prices"]}
