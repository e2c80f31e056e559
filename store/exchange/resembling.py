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

from sqlalchemy import exists, select

from core.names import name_key
from store.exchange.cautions import caution, is_doubted
from store.exchange.entries import from_elsewhere
from store.identity.clusters import members_of
from store.identity.evidence import SHARED_BY
from store.likeness import compare_if_same
from store.search.match import Likely, Wanted, likely
from store.seed import Seed, names_of
from store.seed_keys import as_known, known_keys
from store.session import Session
from store.tables import ListedLikenessRow, OperatorMentionRow, OperatorNameRow
from store.tables.base import CHUNK, insert_new
from store.views.operator_lines import operator_lines
from store.views.operator_records import OperatorSummary

MOST = 10_000
"""Newcomers that are compared, the first of the list."""

ALIKE = 0.5
"""Score (0..1) from which a likeness is told."""

SAID = {"name": "its name", "contact": "a contact point"}
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
    lines = operator_lines(session, {each.operator_id for _seed, some in met for each in some})
    told = [list(_told(seed, some, lines)) for seed, some in met]
    found = [each for some in told if len(some) < SHARED_BY for each in some]
    crowded = sum(len(some) >= SHARED_BY for some in told)
    return Resemblances(tuple(sorted(found, key=lambda each: -each.score)), len(looked), len(new), crowded)


def as_read_in(session: Session, told: Resemblances) -> Resemblances:
    """The same with the numbers that the rows have here by now."""
    entries = known_keys(session, list({each.key for each in told.found}))
    return replace(told, found=tuple(replace(each, entry=entries.get(each.key)) for each in told.found))


def keep(session: Session, told: Resemblances) -> None:
    """Note for the pairs which names of the rows, read in by now, are like which of an operator of documents."""
    met = [(each.entry, each.operator_id) for each in told.found if each.entry is not None and SAID["name"] in each.by]
    rows = {entry: entry for entry, _operator in met}
    listed, known = _names(session, rows), _names(session, members_of(session, {operator for _entry, operator in met}))
    nearest = [_nearest(listed.get(entry, ()), known.get(operator, ())) for entry, operator in met]
    insert_new(session, ListedLikenessRow, [row for row in nearest if row is not None])


def _names(session: Session, of: Mapping[int, int]) -> dict[int, list[tuple[int, str]]]:
    """Number and name of the names that tell something, by the operators that these entries are."""
    row, found = OperatorNameRow, dict[int, list[tuple[int, str]]]()
    entries = sorted(of)
    for start in range(0, len(entries), CHUNK):
        some = row.operator_id.in_(entries[start : start + CHUNK])
        query = select(row.operator_id, row.name_id, row.name).where(some).order_by(row.name_id)
        for entry, name_id, name in session.execute(query):
            if not name_key(name).is_generic:
                found.setdefault(of[entry], []).append((name_id, name))
    return found


def _nearest(listed: Sequence[tuple[int, str]], known: Sequence[tuple[int, str]]) -> dict[str, float] | None:
    """Of two sides the names that are most alike, the first of such; None where none are."""
    rows = [
        {"listed_name_id": here, "name_id": there, "score": found.score}
        for (here, one), (there, other) in product(listed, known)
        if here != there and (found := compare_if_same(one, other)) is not None
    ]
    return max(rows, key=lambda row: row["score"], default=None)


def _told(seed: Seed, some: Sequence[Likely], lines: dict[int, OperatorSummary]) -> Iterator[Resembling]:
    for each in some:
        line = lines[each.operator_id]
        if not line.documents:  # known from lists alone
            continue
        by = tuple(said for feature, said in SAID.items() if each.features[feature])
        doubt = caution(line) if is_doubted(line) else ""
        yield Resembling(
            seed.where or seed.key, seed.name, seed.key, each.operator_id, line.name, by, each.score, caution=doubt
        )


def _wanted(seed: Seed) -> Wanted:
    """By names that tell something."""
    names = dict.fromkeys(name for name, _kind in names_of(seed) if not name_key(name).is_generic)
    return Wanted(tuple(names), contacts=seed.contacts, countries=seed.countries)
