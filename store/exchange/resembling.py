"""Whom of a list's newcomers documents name already, under a name that is like theirs or by a contact point: told when
a list is tried or read in, for a person to judge.

What documents name later meets a list by linking. A list that comes later is put before a person as a pair
(`store.identity.pairs`) with who bears its very name or shares a contact point, and, as `keep` notes, with whom it is
like. Nothing is put together by it. It takes milliseconds a row; only `keep` writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from sqlalchemy import exists, select

from core.names import name_key
from core.scores import SUREST
from core.terms import NameKind
from store.clusters import members_of
from store.exchange.cautions import caution, is_doubted
from store.exchange.entries import from_elsewhere
from store.identity.meetings import SHARED_BY
from store.likeness import compare, compare_if_same
from store.search.match import Likely, Wanted, likely, score
from store.seeds.keys import as_known, known_keys
from store.seeds.seed import Seed, names_of
from store.session import Session
from store.tables import ListedLikenessRow, OperatorMentionRow, OperatorNameRow
from store.tables.base import chunks, insert_new
from store.views.operator_lines import operator_lines
from store.views.operator_records import OperatorSummary

MOST = 10_000
"""Newcomers that are compared, the first of the list."""

ALIKE = 0.5
"""Score (0..1) from which a likeness is told."""

_SAID = {"name": "its name", "contact": "a contact point"}
_NEAREST = 50  # of one newcomer, lists' own entries among them


@dataclass(frozen=True, slots=True)
class Resembling:
    """A new row of a list, and an operator of documents that it may be."""

    where: str
    name: str
    key: str  # of the row
    operator_id: int
    operator_name: str
    by: tuple[str, ...]  # "its name", "a contact point"
    score: float  # 0..1
    names: tuple[str, str] | None = None  # the row's and the operator's that are most alike, where it is by its name
    caution: str = ""  # what the operator is not to be read without: a source clears it
    entry: int | None = None  # the number of the row, once it is read in


@dataclass(frozen=True, slots=True)
class Resemblances:
    """What was found, likeliest first; how many rows were looked at of how many that are new, and how many of these
    resemble so many operators that it tells nothing."""

    found: tuple[Resembling, ...] = ()
    compared: int = 0
    new: int = 0
    commonplace: int = 0


def resemblances(session: Session, listed: Iterable[Seed]) -> Resemblances:
    """Of these rows, those who are not known yet by their key; none where there are no documents."""
    if not session.scalar(select(exists().where(OperatorMentionRow.mention_id > 0))):
        return Resemblances()
    seeds = as_known(session, from_elsewhere(session, listed))
    here = known_keys(session, [seed.key for seed in seeds])
    new = [seed for seed in seeds if seed.key not in here]
    looked = new[:MOST]
    met = [(seed, likely(session, _wanted(seed), limit=_NEAREST, cutoff=ALIKE)) for seed in looked]
    operators = {each.operator_id for _seed, some in met for each in some}
    lines, names = operator_lines(session, operators), _telling_names(session, members_of(session, operators))
    told = [list(_told(seed, some, lines, names)) for seed, some in met]
    found = [each for some in told if len(some) < SHARED_BY for each in some]
    crowded = sum(len(some) >= SHARED_BY for some in told)
    return Resemblances(tuple(sorted(found, key=lambda each: -each.score)), len(looked), len(new), crowded)


def as_read_in(session: Session, told: Resemblances) -> Resemblances:
    """The same with the numbers that the rows have here by now."""
    entries = known_keys(session, list({each.key for each in told.found}))
    return replace(told, found=tuple(replace(each, entry=entries.get(each.key)) for each in told.found))


def keep(session: Session, told: Resemblances) -> None:
    """Note for the pairs which names of the rows, read in by now, are like which of an operator of documents."""
    met = [(each.entry, each.operator_id, each.names) for each in told.found if each.entry is not None and each.names]
    listed = _telling_names(session, {entry: entry for entry, _operator, _names in met})
    known = _telling_names(session, members_of(session, {operator for _entry, operator, _names in met}))
    rows = []
    for entry, operator, (one, other) in met:
        here, there = listed.get(entry, {}).get(one), known.get(operator, {}).get(other)
        if here is not None and there is not None and here != there:
            score = compare(one, other).score
            rows.append({"listed_name_id": here, "name_id": there, "score": score})
    insert_new(session, ListedLikenessRow, rows)


def _telling_names(session: Session, of: Mapping[int, int]) -> dict[int, dict[str, int]]:
    """Name -> its number, of the names of these entries that tell something by themselves, by the operators that they
    are: no commonplaces, and no nicknames or surnames alone."""
    row, found = OperatorNameRow, dict[int, dict[str, int]]()
    entries = sorted(of)
    for chunk in chunks(entries):
        some = (row.operator_id.in_(chunk), row.kind != NameKind.WEAK_ALIAS)
        query = select(row.operator_id, row.name_id, row.name).where(*some).order_by(row.name_id)
        for entry, name_id, name in session.execute(query):
            if not name_key(name).is_generic:
                found.setdefault(of[entry], {}).setdefault(name, name_id)
    return found


def _told(
    seed: Seed, some: Sequence[Likely], lines: Mapping[int, OperatorSummary], names: Mapping[int, Mapping[str, int]]
) -> Iterator[Resembling]:
    mine = [name for name, kind in names_of(seed) if kind != NameKind.WEAK_ALIAS and not name_key(name).is_generic]
    for each in some:
        line = lines[each.operator_id]
        if not line.documents:  # known from lists alone
            continue
        nearest = _nearest(mine, list(names.get(each.operator_id, ())))
        features = {**each.features, "name": min(nearest.score, SUREST) if nearest else 0.0}
        by = tuple(said for feature, said in _SAID.items() if features[feature])
        if (certain := score(features)) < ALIKE:
            continue
        yield Resembling(
            seed.where or seed.key,
            seed.name,
            seed.key,
            each.operator_id,
            line.name,
            by,
            certain,
            names=(nearest.one, nearest.other) if nearest else None,
            caution=caution(line) if is_doubted(line) else "",
        )


class _Nearest(NamedTuple):
    score: float  # 0..1
    one: str
    other: str


def _nearest(listed: Sequence[str], known: Sequence[str]) -> _Nearest | None:
    """Of two sides the names that are most alike, the first of such; None where none are."""
    compared = ((compare_if_same(one, other), one, other) for one, other in product(listed, known))
    alike = [_Nearest(found.score, one, other) for found, one, other in compared if found is not None]
    return max(alike, key=lambda each: each.score, default=None)


def _wanted(seed: Seed) -> Wanted:
    """By names that tell something."""
    names = dict.fromkeys(name for name, _kind in names_of(seed) if not name_key(name).is_generic)
    return Wanted(tuple(names), contacts=seed.contacts, countries=seed.countries)
