"""What was added to flags, in words, without whom they name no more: whom a person corrected away or no reader of today
reads there, with their contact points, and what was taken off or withdrawn of those whom they still name. The history
of a flag keeps it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from sqlalchemy import and_, select

from store.clusters import clusters_of, members_of
from store.flagging.dismissals import IS_LEAD
from store.flagging.events import ADDED
from store.flagging.refused import is_name_over
from store.redaction import cover
from store.session import Session
from store.tables import (
    FlagOperatorRow,
    FlagRow,
    OperatorContactRow,
    OperatorNameRow,
    OperatorRow,
    WithdrawnDetailRow,
)
from store.withdrawn_details import ROUTE


def covered_additions(session: Session, flag_ids: Collection[int]) -> dict[int, Callable[[str], str]]:
    """By flag, what covers them in the details of an event, behind what names its text; nothing where none is over.
    As many queries for a hundred flags as for one."""
    named = _named(session, flag_ids)
    of = members_of(session, {cluster for those in named.values() for cluster in those})
    told: dict[int, set[str]] = {}
    lost: dict[int, set[str]] = {}
    for entry, words in _told(session, of):
        told.setdefault(of[entry], set()).add(words)
    gone = select(WithdrawnDetailRow.operator_id, WithdrawnDetailRow.value)
    for entry, words in session.execute(
        gone.where(WithdrawnDetailRow.operator_id.in_(of), WithdrawnDetailRow.what != ROUTE)
    ):
        lost.setdefault(of[entry], set()).add(words)
    found = {}
    for flag_id, those in named.items():
        kept = {words for cluster, is_over in those.items() if not is_over for words in told.get(cluster, ())}
        over = {words for cluster, is_over in those.items() if is_over for words in told.get(cluster, ())}
        over = over.union(*(lost.get(cluster, ()) for cluster in those)) - kept
        if over:
            found[flag_id] = _behind(cover(over, kept))
    return found


def _named(session: Session, flag_ids: Collection[int]) -> dict[int, dict[int, bool]]:
    """By flag, the clusters that it names or named: whether it does no more, by none of their entries."""
    query = (
        select(FlagOperatorRow.flag_id, FlagOperatorRow.operator_id, and_(IS_LEAD, is_name_over()))
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .where(FlagOperatorRow.flag_id.in_(flag_ids))
    )
    rows = session.execute(query).all()
    of = clusters_of(session, {entry for _flag_id, entry, _is_over in rows})
    found: dict[int, dict[int, bool]] = {}
    for flag_id, entry, is_over in rows:
        those = found.setdefault(flag_id, {})
        those[of[entry]] = those.get(of[entry], True) and is_over
    return found


def _told(session: Session, entries: Collection[int]) -> Iterator[tuple[int, str]]:
    """The names and contact points of these."""
    for table, words in (
        (OperatorRow, OperatorRow.name),
        (OperatorNameRow, OperatorNameRow.name),
        (OperatorContactRow, OperatorContactRow.value),
    ):
        yield from session.execute(select(table.operator_id, words).where(table.operator_id.in_(entries)))


def _behind(hide: Callable[[str], str]) -> Callable[[str], str]:
    """The title of a copy before it is quoted as its publisher wrote it, as everywhere."""

    def covered(details: str) -> str:
        title, adds, added = details.rpartition(ADDED)
        return f"{title}{adds}{hide(added)}" if adds else details

    return covered
