"""An operator under a name that nobody knew it by: where a copy or a later version brings it, it is new evidence.

Other spellings of a known name are none. Nothing is kept beside the flag for it, so that whoever is forgotten or hidden
leaves no name there: what was told is known by what other texts, or an earlier reading of this one, gave.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select

from core.names import name_key
from store.clusters import clusters_of, members_of
from store.likeness import compare_if_same
from store.place import Place
from store.session import Session
from store.tables import OperatorMentionRow, OperatorNameRow


def new_names(session: Session, place: Place) -> tuple[str, ...]:
    """The names of operators that a linked version is the first to give, and that resemble none which they had."""
    query = select(OperatorMentionRow).where(OperatorMentionRow.analysis_id == place.row.analysis_id)
    mentions = [row for row in session.scalars(query.order_by(OperatorMentionRow.mention_id)) if row.core_key]
    if not mentions:
        return ()
    clusters = clusters_of(session, {row.operator_id for row in mentions})
    entries: dict[int, list[int]] = {}
    for entry, cluster in members_of(session, set(clusters.values())).items():
        entries.setdefault(cluster, []).append(entry)
    here = {name_key(name).core for each in place.analysis.operators for name in (each.name, *each.aliases)}
    found = (row.name for row in mentions if _is_new(session, row, entries[clusters[row.operator_id]], here))
    return tuple(dict.fromkeys(found))


def _is_new(session: Session, row: OperatorMentionRow, entries: Collection[int], here: Collection[str]) -> bool:
    theirs = OperatorMentionRow.operator_id.in_(entries)
    told = select(OperatorMentionRow.core_key).where(theirs, OperatorMentionRow.analysis_id != row.analysis_id)
    cores = set(session.scalars(told.distinct()))
    if row.core_key in cores:
        return False
    known = _known(session, entries, cores, here)
    return bool(known) and not any(compare_if_same(row.name, name) for name in known)


def _known(session: Session, entries: Collection[int], elsewhere: Collection[str], here: Collection[str]) -> list[str]:
    """The names that these entries have from elsewhere: from another text, a list or a person."""
    names = OperatorNameRow
    before = or_(names.is_given, names.documents > 1, names.core_key.in_(elsewhere), names.core_key.not_in(here))
    return list(session.scalars(select(names.name).where(names.operator_id.in_(entries), before)))
