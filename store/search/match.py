"""Somebody else's list against the watchlist: a name or contact point, and the operators that it may be, explained.

As linking judges (store.linking), but without a document around the name: what comes out is a likeness to look at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from core.scores import SUREST
from core.terms import ContactType
from store import name_index
from store.channels import channel
from store.clusters import clusters_of, members_of
from store.likeness import compare_if_same
from store.linking import lookup
from store.linking.scoring import Known
from store.search.phones import spellings
from store.session import Session
from store.views.operator_lines import operator_lines
from store.views.operator_records import OperatorSummary

SHARED, COUNTRY = 0.9, 0.05
"""What a shared contact point counts, and what countries that agree or disagree add or take."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is looked for; phones in any spelling, countries as ISO codes."""

    names: tuple[str, ...]
    phones: tuple[str, ...] = ()
    contacts: tuple[tuple[ContactType, str], ...] = ()
    countries: tuple[str, ...] = ()


class Likely(NamedTuple):
    """An operator that may be meant, by its number."""

    operator_id: int
    features: dict[str, float]
    score: float  # 0..SUREST


@dataclass(frozen=True, slots=True)
class Match:
    """An operator that may be meant: score 0..SUREST, and what it is made of."""

    operator: OperatorSummary
    score: float
    features: dict[str, float]


def match_all(
    session: Session, wanted: Mapping[str, Wanted], limits: Mapping[str, int], *, cutoff: float = 0.0
) -> dict[str, list[Match]]:
    """Of each that is looked for, by its key, the operators that may be meant, likeliest first; none below the cutoff.
    Many at once take a tenth of the time, for what is known of all that are found is read together."""
    found = {key: likely(session, each, limit=limits[key], cutoff=cutoff) for key, each in wanted.items()}
    lines = operator_lines(session, {each.operator_id for some in found.values() for each in some})
    return {
        key: [Match(lines[each.operator_id], each.score, each.features) for each in some] for key, some in found.items()
    }


def likely(session: Session, wanted: Wanted, *, limit: int = 5, cutoff: float = 0.0) -> list[Likely]:
    """The operators that may be meant, likeliest first, with nothing that is known of them besides."""
    channels = _channels(wanted)
    names = {
        **name_index.find(session, wanted.names).names,
        **lookup.names_of(session, lookup.by_contact(session, channels)),
    }
    scored = [(known.operator_id, _features(wanted, known, channels)) for known in _clusters(session, names)]
    judged = [Likely(key, features, score(features)) for key, features in scored]
    found = [each for each in judged if each.score > 0 and each.score >= cutoff]
    return sorted(found, key=lambda each: (-each.score, each.operator_id))[:limit]


def _clusters(session: Session, names: Mapping[int, tuple[str, ...]]) -> list[Known]:
    """The operators behind these entries, each once, with the contact points and countries of all its entries."""
    of = members_of(session, set(clusters_of(session, names).values()))
    found: dict[int, Known] = {}
    for entry in sorted(
        lookup.known(session, {key: names.get(key, ()) for key in of}), key=lambda each: each.operator_id
    ):
        cluster = of[entry.operator_id]
        known = found.get(cluster)
        found[cluster] = (
            replace(entry, operator_id=cluster)
            if known is None
            else replace(
                known,
                names=(*known.names, *entry.names),
                channels=known.channels | entry.channels,
                countries=known.countries | entry.countries,
            )
        )
    return list(found.values())


def _channels(wanted: Wanted) -> frozenset[str]:
    numbers = {number for phone in wanted.phones for number in spellings(phone)[1]}
    found = {channel(ContactType.PHONE, number) for number in numbers}
    return frozenset(found | {channel(kind, value) for kind, value in wanted.contacts}) - {""}


def _features(wanted: Wanted, known: Known, channels: frozenset[str]) -> dict[str, float]:
    compared = [compare_if_same(name, written) for name in wanted.names for written in known.names]
    best = max((found.score for found in compared if found is not None), default=0.0)
    found = {"name": round(min(best, SUREST), 3), "contact": SHARED if channels & known.channels else 0.0}
    if wanted.countries and known.countries:
        found["country"] = COUNTRY if known.countries & set(wanted.countries) else -COUNTRY
    return found


def score(features: Mapping[str, float]) -> float:
    """How sure they make, 0..1."""
    witnesses = 1 - (1 - features["name"]) * (1 - features["contact"])
    if not witnesses:
        return 0.0
    return round(min(max(witnesses + features.get("country", 0.0), 0.0), SUREST), 3)
