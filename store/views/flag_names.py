"""Whom flags name, many at a time."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select

from core.terms import LegalStatus
from store import clusters
from store.built_once import asked, built_once
from store.clusters import label, members_of
from store.flagging.corrected import ACCUSING, is_name_corrected, is_name_lowered, stands_as
from store.flagging.dismissals import IS_LEAD
from store.flagging.withdrawn import is_name_withdrawn
from store.session import Session
from store.tables import (
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    IdentityRow,
    OperatorNameRow,
    OperatorRow,
    OperatorStatusRow,
)

_Named = dict[int, list[tuple[int, str]]]


class FlagNames(NamedTuple):
    """By flag, each cluster once as (the entry that it goes by, its name), surest first."""

    operators: _Named  # that it names
    doubtful: dict[int, frozenset[int]]  # those of them whom it merely may mean, which it does by no entry surely
    unread: _Named  # whom withdrawn readings alone name: among the first only where a person confirmed it
    corrected: _Named  # whom it does not accuse, by a person's word: not among the first
    away: dict[int, frozenset[str]]  # the names of all entries of these
    lowered: dict[int, dict[str, LegalStatus]]  # of those whom it names, by all their names, of whom it says less now

    def all_of(self, flag_id: int) -> list[tuple[int, str]]:
        """Whom a flag names or named, whatever was withdrawn or corrected of it."""
        return [each for some in (self.operators, self.unread, self.corrected) for each in some.get(flag_id, ())]


def named_by(session: Session, flag_ids: list[int]) -> FlagNames:
    """The operators that each of these flags names."""
    rows = session.execute(_named(), {"of": flag_ids})
    found: dict[int, dict[int, str]] = {}
    unread: dict[int, dict[int, str]] = {}
    corrected: dict[int, dict[int, str]] = {}
    less: dict[int, list[tuple[int, str]]] = {}
    sure: dict[int, set[int]] = {}
    read: dict[int, set[int]] = {}
    for flag_id, operator_id, name, doubtful, once, counts_no_more, is_other, is_less in rows:
        if is_less:
            less.setdefault(flag_id, []).append((operator_id, name))
        if is_other:
            corrected.setdefault(flag_id, {}).setdefault(operator_id, name)
            continue
        if not counts_no_more:
            found.setdefault(flag_id, {}).setdefault(operator_id, name)
            sure.setdefault(flag_id, set()).update(() if doubtful else (operator_id,))
        if once:
            unread.setdefault(flag_id, {}).setdefault(operator_id, name)
        else:
            read.setdefault(flag_id, set()).add(operator_id)
    merely = {flag_id: frozenset(named.keys() - sure[flag_id]) for flag_id, named in found.items()}
    away = _but(corrected, {flag_id: set(named) for flag_id, named in found.items()})
    return FlagNames(
        {flag_id: list(named.items()) for flag_id, named in found.items()},
        merely,
        _but(unread, read),
        away,
        _names(session, away) if away else {},
        _lowered(session, less) if less else {},
    )


@built_once
def _named() -> Select[*tuple[Any, ...]]:
    goes_by = func.coalesce(IdentityRow.cluster_id, FlagOperatorRow.operator_id)
    is_doubtful, is_unread = FlagOperatorRow.is_doubtful, FlagOperatorRow.is_withdrawn
    is_corrected = and_(IS_LEAD, is_name_corrected())
    told = (is_doubtful, is_unread, is_name_withdrawn(), is_corrected, and_(IS_LEAD, is_name_lowered()))
    return (
        select(FlagRow.flag_id, OperatorRow.operator_id, label(), *told)
        .select_from(FlagOperatorRow)
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .outerjoin(IdentityRow, IdentityRow.operator_id == FlagOperatorRow.operator_id)
        .join(OperatorRow, OperatorRow.operator_id == goes_by)
        .where(FlagOperatorRow.flag_id.in_(asked("of")))
        .order_by(FlagOperatorRow.score.desc(), OperatorRow.operator_id)
    )


def _names(session: Session, away: _Named) -> dict[int, frozenset[str]]:
    known = _all_names(session, away)
    return {flag_id: frozenset().union(*(known[key] for key, _name in named)) for flag_id, named in away.items()}


def _all_names(session: Session, named: _Named) -> dict[int, set[str]]:
    """Of all entries of these, by the one that they go by."""
    of = members_of(session, {operator_id for those in named.values() for operator_id, _name in those})
    known: dict[int, set[str]] = {}
    for table in (OperatorNameRow, OperatorRow):
        for entry, name in session.execute(select(table.operator_id, table.name).where(table.operator_id.in_(of))):
            known.setdefault(of[entry], set()).add(name)
    return known


def _lowered(session: Session, less: _Named) -> dict[int, dict[str, LegalStatus]]:
    """As what those stand of whom something was corrected to less, where all that the story says of them is less."""
    known, of = _all_names(session, less), clusters.goes_by(FlagOperatorRow.operator_id)
    query = (
        select(FlagRow.flag_id, of, OperatorStatusRow.status, stands_as())
        .select_from(FlagOperatorRow)
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .join(OperatorStatusRow, OperatorStatusRow.operator_id == FlagOperatorRow.operator_id)
        .join(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .where(FlagRow.flag_id.in_(less), DocumentRow.story_id == FlagRow.story_id)
        .where(OperatorStatusRow.status.in_(ACCUSING))
    )
    read: dict[tuple[int, int], list[int]] = {}
    now: dict[tuple[int, int], list[int]] = {}
    for flag_id, key, status, stands in session.execute(query):
        read.setdefault((flag_id, key), []).append(ACCUSING.index(status))
        now.setdefault((flag_id, key), []).extend([ACCUSING.index(stands)] if stands else [])
    found: dict[int, dict[str, LegalStatus]] = {}
    for flag_id, those in less.items():
        for key, _name in those:
            highest = max(now[flag_id, key], default=-1)
            if 0 <= highest < max(read[flag_id, key]):
                found.setdefault(flag_id, {}).update(dict.fromkeys(known[key], LegalStatus(ACCUSING[highest])))
    return found


def _but(named: dict[int, dict[int, str]], others: dict[int, set[int]]) -> _Named:
    """Those who are not named otherwise, too."""
    return {
        flag_id: [(key, name) for key, name in mine.items() if key not in others.get(flag_id, ())]
        for flag_id, mine in named.items()
    }
