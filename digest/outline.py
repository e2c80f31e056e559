"""The order in which a digest is read: leads by operator, clearances apart, what was left out counted.

Pure: from `core.records.Digest` to what the templates walk through. Limits keep a mail of a bad night (a loop in a
classifieds site, thousands of adverts) deliverable; what they leave out is always said, with a link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.nights import Digest, DigestLine, DigestOperator, DigestStanding

LINES_PER_OPERATOR = 25
OPERATORS = 200
NAMES = 12


@dataclass(frozen=True, slots=True)
class Group:
    """One operator as the mail shows it; `name` is empty for leads that name nobody. `more_*`: left out here."""

    operator_id: int | None
    name: str
    aliases: tuple[str, ...]
    more_aliases: int
    contacts: tuple[str, ...]
    more_contacts: int
    lines: tuple[DigestLine, ...]
    more_lines: int
    standing: DigestStanding | None = None
    told_above: frozenset[int] = frozenset()  # flags of these lines that stand in full under another operator


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole mail. The counts are of the digest, not of what is shown."""

    leads: tuple[Group, ...]
    clearances: tuple[Group, ...]
    more_operators: int
    lead_count: int  # that no earlier mail told of
    grown_count: int  # leads that one told of, with something added since
    clearance_count: int
    operator_count: int
    hit_count: int  # documents that saved searches found, each once; those without room as each search counts them


def outline(digest: Digest) -> Outline:
    """Order and bound a digest: named operators first, then leads that name nobody; best leads first in each."""
    named_first = sorted(digest.operators, key=lambda operator: (not operator.name, -_best(operator.lines)))
    leads = [_group(operator, _leads(operator)) for operator in named_first if _leads(operator)]
    clearances = [_group(operator, _clearances(operator)) for operator in named_first if _clearances(operator)]
    all_leads = [line for operator in digest.operators for line in _leads(operator)]
    return Outline(
        leads=_once(leads[:OPERATORS]),
        clearances=_once(clearances[:OPERATORS]),
        more_operators=max(0, len(leads) - OPERATORS) + max(0, len(clearances) - OPERATORS),
        lead_count=_distinct(line for line in all_leads if not line.told_before),
        grown_count=_distinct(line for line in all_leads if line.told_before),
        clearance_count=_distinct(line for operator in digest.operators for line in _clearances(operator)),
        operator_count=sum(1 for operator in digest.operators if operator.name and _leads(operator)),
        hit_count=len({hit.revision_id for search in digest.searches for hit in search.hits})
        + sum(search.more for search in digest.searches),
    )


def _group(operator: DigestOperator, lines: tuple[DigestLine, ...]) -> Group:
    return Group(
        operator_id=operator.operator_id,
        name=operator.name,
        aliases=operator.aliases[:NAMES],
        more_aliases=max(0, len(operator.aliases) - NAMES),
        contacts=operator.contacts[:NAMES],
        more_contacts=max(0, len(operator.contacts) - NAMES),
        lines=tuple(sorted(lines, key=lambda line: -line.score)[:LINES_PER_OPERATOR]),
        more_lines=max(0, len(lines) - LINES_PER_OPERATOR),
        standing=operator.standing,
    )


def _once(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Each flag in full under the first operator that it names; an arrest of four stood there four times over."""
    told: set[int] = set()
    found = []
    for group in groups:
        ids = {line.flag_id for line in group.lines}
        found.append(replace(group, told_above=frozenset(ids & told)))
        told |= ids
    return tuple(found)


def _leads(operator: DigestOperator) -> tuple[DigestLine, ...]:
    return tuple(line for line in operator.lines if not line.is_clearance)


def _clearances(operator: DigestOperator) -> tuple[DigestLine, ...]:
    return tuple(line for line in operator.lines if line.is_clearance)


def _best(lines: tuple[DigestLine, ...]) -> float:
    return max((line.score for line in lines), default=0.0)


def _distinct(lines: Iterable[DigestLine]) -> int:
    """A flag about two operators stands under both and is counted once."""
    return len({line.flag_id for line in lines})
