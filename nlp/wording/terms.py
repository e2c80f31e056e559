"""The phrase lists (terms/*.yml) as checked data: elements with reason and labels, phrases by language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from core.errors import InputError
from core.terms import DocumentLabel, Language
from nlp.wording.phrases import PhraseIndex


@dataclass(frozen=True, slots=True)
class Element:
    """One element of an offer, a fraud, a lure or a report, or of what only looks like one (`against`)."""

    name: str
    labels: tuple[DocumentLabel, ...]
    weight: float  # log-odds, positive
    against: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase of the list, as it stands in the file."""

    element: Element
    phrase: str
    weight: float
    order: int  # which phrase of its element


def _load(name: str) -> dict[str, Any]:
    content = yaml.safe_load((resources.files("nlp.terms") / name).read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise InputError(f"nlp/terms/{name} holds no table of elements.", remedy="Restore it from the release.")
    return content


@cache
def elements() -> dict[str, Element]:
    """All elements by name, from terms/elements.yml."""
    return {
        name: Element(
            name=name,
            labels=tuple(DocumentLabel(label) for label in entry["labels"]),
            weight=float(entry["weight"]),
            against=bool(entry.get("against", False)),
            reason=str(entry["reason"]),
        )
        for name, entry in _load("elements.yml").items()
    }


def terms(language: Language) -> list[Term]:
    """The phrases of one language; InputError where one names an unknown element."""
    known, found = elements(), []
    for name, phrases in _load(f"{language.value}.yml").items():
        if name not in known:
            raise InputError(f"nlp/terms/{language.value}.yml: unknown element {name!r}.", remedy="See elements.yml.")
        for order, entry in enumerate(phrases):
            phrase, weight = (entry["say"], entry["weight"]) if isinstance(entry, dict) else (str(entry), None)
            found.append(Term(known[name], phrase, float(weight or known[name].weight), order))
    return found


@cache
def phrase_index(language: Language) -> PhraseIndex[Term]:
    """The phrases of one language, ready to be found in folded text."""
    index: PhraseIndex[Term] = PhraseIndex()
    for term in terms(language):
        index.add(term.phrase, term)
    return index
