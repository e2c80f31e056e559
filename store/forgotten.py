"""Persons on the watchlist whom nothing accuses any more (store.flagging.dismissals.is_over): after a time their names
and contact points are taken off it, and out of what is kept of them. Entries that are known by a contact point alone go
likewise, for it is somebody's.

The entry stays, nameless, with what was decided on it; so nobody is found by it and it is in no export. It goes no
sooner than the last text that named it could: from a text that is kept a newer reader would list them anew, without the
dismissal; where the readers of today no longer read them there, a text may stay for others. Who is cleared stays, for
others may have the accusation still.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select
from sqlalchemy.orm import aliased

from core.names import name_key
from core.terms import ContactType, LegalStatus
from store import name_words, remembered
from store.channels import channel
from store.flagging.dismissals import is_over_since
from store.flagging.withdrawn import is_mention_withdrawn
from store.hiding import hide
from store.indexing import forget_name
from store.redaction import HIDDEN, cover
from store.session import Session
from store.tables import (
    AnalysisRow,
    ContactSightingRow,
    DocumentRow,
    FlagEventRow,
    FlagFactRow,
    FlagOperatorRow,
    FlagRow,
    IdentityRow,
    JudgementRow,
    LinkRow,
    OperatorContactRow,
    OperatorKeyRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
    WithdrawnDetailRow,
)
from store.withdrawn_details import CONTACT, NAME

Hide = Callable[[str], str]


def due(query: Select[int], before: datetime, text_goes: Iterable[ColumnElement[bool]]) -> Select[int]:
    """Those who are due, for a query of OperatorRow.

    Args:
        before: when they must have been seen last, and the last lead on them dismissed or withdrawn.
        text_goes: whether a version of a text (RevisionRow with DocumentRow) is as good as gone.
    """
    cluster = func.coalesce(IdentityRow.cluster_id, OperatorRow.operator_id)
    named = exists().where(OperatorNameRow.operator_id == OperatorRow.operator_id)
    cleared = exists().where(
        OperatorStatusRow.operator_id == OperatorRow.operator_id, OperatorStatusRow.status == LegalStatus.CLEARED.value
    )
    gone = or_(RevisionRow.purged_at.is_not(None), is_mention_withdrawn(), and_(*text_goes))
    waits = exists().where(AnalysisRow.revision_id == RevisionRow.revision_id, AnalysisRow.settled.is_(False))
    kept = (
        select(OperatorMentionRow.mention_id)
        .join(DocumentRow, DocumentRow.document_id == OperatorMentionRow.document_id)
        .join(RevisionRow, RevisionRow.document_id == DocumentRow.document_id)
        .where(OperatorMentionRow.operator_id == OperatorRow.operator_id)
        .where(or_(RevisionRow.last_seen >= before, waits, ~gone))
    )
    return query.outerjoin(IdentityRow, IdentityRow.operator_id == OperatorRow.operator_id).where(
        OperatorRow.redacted_at.is_(None),
        OperatorRow.seed_key.is_(None),
        or_(OperatorRow.is_person, ~named),
        OperatorRow.last_seen < before,
        is_over_since(cluster, before),
        ~cleared,
        ~kept.exists(),
    )


def forget(session: Session, operator_id: int, now: datetime) -> None:
    """Take the names and contact points of an entry off the watchlist, and out of what was said of it."""
    entry = session.get_one(OperatorRow, operator_id)
    mentions = session.scalars(select(OperatorMentionRow).where(OperatorMentionRow.operator_id == operator_id)).all()
    called = {entry.name, *_forget_names(session, operator_id), *(row.name for row in mentions)}
    values, channels = _forget_contacts(session, operator_id)
    told = called | values | channels
    hidden = cover(told, _others(session, operator_id))
    for revision_id in {row.revision_id for row in mentions}:
        hide(session, revision_id, frozenset(row.name for row in mentions if row.revision_id == revision_id))
    _hide_on_flags(session, operator_id, hidden, channels)
    _forget_links(session, operator_id, mentions, hidden)
    _hide_in_judgements(session, operator_id, hidden)
    _forget_sightings(session, {row.document_id for row in mentions}, told, channels)
    for number, row in enumerate(mentions, start=1):
        row.name, row.core_key, row.sentence, row.spans = _numbered(number), "", "", []
    for said in session.scalars(select(OperatorStatusRow).where(OperatorStatusRow.operator_id == operator_id)):
        said.sentence = ""
    name_words.forget(session, told)
    remembered.forget(session, "withdrawn_details", [operator_id])
    remembered.forget_operator(session, operator_id)
    entry.name, entry.note, entry.redacted_at = HIDDEN, "", now
    session.flush()


def _forget_names(session: Session, operator_id: int) -> set[str]:
    """Out of the entry and the indexes, those that stand apart with them. Returns the names."""
    names = select(OperatorNameRow.name_id, OperatorNameRow.name).where(OperatorNameRow.operator_id == operator_id)
    known = dict(session.execute(names).all())
    for name_id, name in known.items():
        forget_name(session, name_id, name)
    apart = select(WithdrawnDetailRow.value).where(WithdrawnDetailRow.operator_id == operator_id)
    told = {*known.values(), *session.scalars(apart.where(WithdrawnDetailRow.what == NAME))}
    for table in (OperatorNameRow, OperatorKeyRow):
        session.execute(delete(table).where(table.operator_id == operator_id))
    return told


def _forget_contacts(session: Session, operator_id: int) -> tuple[set[str], set[str]]:
    """The same of contact points, and of all else that stands apart. Returns their values and channels."""
    here = select(OperatorContactRow.type, OperatorContactRow.value)
    apart = select(WithdrawnDetailRow.kind, WithdrawnDetailRow.value).where(WithdrawnDetailRow.what == CONTACT)
    mine = (
        here.where(OperatorContactRow.operator_id == operator_id),
        apart.where(WithdrawnDetailRow.operator_id == operator_id),
    )
    found = [(kind, value) for query in mine for kind, value in session.execute(query)]
    for table in (OperatorContactRow, WithdrawnDetailRow):
        session.execute(delete(table).where(table.operator_id == operator_id))
    channels = {channel(ContactType(kind), value) for kind, value in found} - {""}
    return {value for _kind, value in found}, channels


def forget_details(session: Session, operator_id: int, rows: Collection[WithdrawnDetailRow]) -> None:
    """Take away names and contact points that stand apart from an entry, and what is told of them on its flags. Its own
    names stay."""
    own = set(session.scalars(select(OperatorNameRow.name).where(OperatorNameRow.operator_id == operator_id)))
    channels = {channel(ContactType(row.kind), row.value) for row in rows if row.what == CONTACT} - {""}
    told = {row.value for row in rows} | channels
    _hide_on_flags(session, operator_id, cover(told - own, own | _others(session, operator_id)), channels)
    documents = select(OperatorMentionRow.document_id).where(OperatorMentionRow.operator_id == operator_id)
    _forget_sightings(session, set(session.scalars(documents)), told - own, channels)
    for row in rows:
        session.delete(row)
    session.flush()
    remembered.forget(session, "withdrawn_details", [operator_id])
    name_words.forget(session, told)


def _others(session: Session, operator_id: int) -> set[str]:
    """The names of the other operators on its flags: they stay, also where one of its own is a part of them."""
    mine, theirs = aliased(FlagOperatorRow), aliased(FlagOperatorRow)
    query = (
        select(OperatorNameRow.name)
        .join(theirs, theirs.operator_id == OperatorNameRow.operator_id)
        .join(mine, mine.flag_id == theirs.flag_id)
        .where(mine.operator_id == operator_id, theirs.operator_id != operator_id)
    )
    return set(session.scalars(query.distinct()))


def _hide_on_flags(session: Session, operator_id: int, hidden: Hide, channels: Collection[str]) -> None:
    """In their lines and histories; a fact goes that is its number's, but where another whom the flag names has it."""
    on_flags = select(FlagOperatorRow.flag_id).where(FlagOperatorRow.operator_id == operator_id)
    for flag in session.scalars(select(FlagRow).where(FlagRow.flag_id.in_(on_flags))):
        flag.reason = hidden(flag.reason)
    for event in session.scalars(select(FlagEventRow).where(FlagEventRow.flag_id.in_(on_flags))):
        event.details = hidden(event.details)
    other = aliased(FlagOperatorRow)
    theirs = exists().where(
        other.flag_id == FlagFactRow.flag_id,
        OperatorContactRow.operator_id == other.operator_id,
        OperatorContactRow.channel == FlagFactRow.fact,
    )
    facts = (FlagFactRow.flag_id.in_(on_flags), FlagFactRow.fact.in_(channels), ~theirs)
    session.execute(delete(FlagFactRow).where(*facts).execution_options(synchronize_session=False))


def _forget_links(session: Session, operator_id: int, mentions: Iterable[OperatorMentionRow], hidden: Hide) -> None:
    """Whom it resembled, and who resembled it, goes; what the machine linked stays, without the names."""
    said = {(row.analysis_id, row.name) for row in mentions}
    about = select(LinkRow).where(
        or_(LinkRow.operator_id == operator_id, LinkRow.analysis_id.in_({analysis for analysis, _name in said}))
    )
    number = 0
    for row in session.scalars(about).all():
        if row.operator_id == operator_id and row.linked:
            number += 1
            row.subject = _numbered(number)
            row.reasons = [[_reason(what, hidden), weight] for what, weight in row.reasons]
        elif row.operator_id == operator_id or (not row.linked and (row.analysis_id, row.subject) in said):
            session.delete(row)
    session.flush()


def _hide_in_judgements(session: Session, operator_id: int, hidden: Hide) -> None:
    """In the evidence that stood beside them; a person's own words stay, as they were signed."""
    of_it = or_(JudgementRow.left_id == operator_id, JudgementRow.right_id == operator_id)
    for row in session.scalars(select(JudgementRow).where(of_it)):
        row.evidence = [_evidence(key, what, hidden) for key, what in row.evidence]


def _evidence(key: str, what: str, hidden: Hide) -> list[str]:
    """Of a name or a contact point no more than that it was one."""
    kind = key.partition(":")[0]
    return [f"{kind}:{HIDDEN}", HIDDEN] if kind in {"name", "contact"} else [hidden(key), hidden(what)]


def _reason(what: str, hidden: Hide) -> str:
    """Of names that were compared nothing: it tells their words one by one, as they are compared."""
    return HIDDEN if "“" in what else hidden(what)


def _forget_sightings(
    session: Session, documents: Collection[int], told: Iterable[str], channels: Collection[str]
) -> None:
    """Under its names, and of its contact points where nobody else in the document has them."""
    cores = {name_key(name).core for name in told} - {""}
    other = aliased(OperatorMentionRow)
    theirs = exists().where(
        other.document_id == ContactSightingRow.document_id,
        OperatorContactRow.operator_id == other.operator_id,
        OperatorContactRow.channel == ContactSightingRow.channel,
    )
    mine = or_(
        ContactSightingRow.core_key.in_(cores),
        and_(ContactSightingRow.channel.in_(channels), ContactSightingRow.core_key == "", ~theirs),
    )
    of_it = delete(ContactSightingRow).where(ContactSightingRow.document_id.in_(documents), mine)
    session.execute(of_it.execution_options(synchronize_session=False))


def _numbered(number: int) -> str:
    """What stands in the place of a name of which one row may have each only once."""
    return HIDDEN if number == 1 else f"{HIDDEN} {number}"
