"""Whom of a list's newcomers documents may name already, by a name that is like theirs or a contact point: told when
the list is read in, or tried, for a person to judge.

What documents name later meets a list by linking; a list that comes later meets nobody but who bears its very name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select

from store.search.match import Wanted, likely
from store.seed import Seed, names_of
from store.seed_keys import known_keys
from store.session import Session
from store.tables import OperatorMentionRow
from store.views.operator_lines import operator_lines

MOST = 10_000
"""Newcomers that are compared, the first of the list: each takes milliseconds, and an import is one transaction."""

ALIKE = 0.5
"""Score (0..1) from which a likeness is told: a list of hundreds has many that are less like (linking shows 0.4)."""

_EACH = 3  # of one newcomer


@dataclass(frozen=True, slots=True)
class Resembling:
    """A row of a list, and an operator that documents name and that it may be. `score`: 0..1."""

    where: str
    name: str
    operator_id: int
    operator_name: str
    score: float


@dataclass(frozen=True, slots=True)
class Resemblances:
    """What was found, likeliest first, and how many rows were looked at of how many that are new."""

    found: tuple[Resembling, ...]
    compared: int
    new: int


NOTHING = Resemblances((), 0, 0)


def resemblances(session: Session, listed: Sequence[Seed]) -> Resemblances:
    """Of these rows, those who are not known yet by their key; none where there are no documents."""
    if not session.scalar(select(exists().where(OperatorMentionRow.mention_id > 0))):
        return NOTHING
    here = known_keys(session, [seed.key for seed in listed])
    new = [seed for seed in listed if seed.key not in here]
    looked = new[:MOST]
    met = [(seed, *each) for seed in looked for each in likely(session, _wanted(seed), limit=_EACH, cutoff=ALIKE)]
    lines = operator_lines(session, list({key for _seed, key, _features, _score in met}))
    found = [
        Resembling(seed.where or seed.key, seed.name, key, lines[key].name, score)
        for seed, key, _features, score in met
        if lines[key].documents
    ]
    return Resemblances(tuple(sorted(found, key=lambda each: -each.score)), len(looked), len(new))


def _wanted(seed: Seed) -> Wanted:
    names = tuple(dict.fromkeys(name for name, _kind in names_of(seed)))
    return Wanted(names, contacts=seed.contacts, countries=seed.countries)
