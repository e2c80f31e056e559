"""Where names and contact points of an entry stand besides: on flags, in links and judgements, among sightings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from sqlalchemy import ColumnElement, Select, and_, delete, exists, or_, select
from sqlalchemy.orm import aliased

from core.names import name_key
from core.terms import Verdict
from store.flagging.facts import STANDING
from store.redaction import HIDDEN
from store.session import Session
from store.tables import (
    ContactSightingRow,
    FlagEventRow,
    FlagFactRow,
    FlagOperatorRow,
    FlagRow,
    JudgementRow,
    LinkRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRow,
    SourceRow,
)

Hide = Callable[[str], str]


def of_others(session: Session, operator_id: int, revision_id: int) -> tuple[set[str], set[str]]:
    """Under which names a version speaks of other operators, and the contact points of these."""
    theirs = select(OperatorMentionRow.operator_id, OperatorMentionRow.name).where(
        OperatorMentionRow.revision_id == revision_id, OperatorMentionRow.operator_id != operator_id
    )
    rows = session.execute(theirs).all()
    points = select(OperatorContactRow.value).where(OperatorContactRow.operator_id.in_({row[0] for row in rows}))
    return {name for _operator_id, name in rows}, set(session.scalars(points))


def ever_one(session: Session, operator_id: int) -> set[int]:
    """The entry, and all that a person ever judged to be one with it, whatever was judged since: while they are one,
    each goes by the name of the oldest, also on flags and in judgements of the others."""
    found, new = {operator_id}, {operator_id}
    pairs = select(JudgementRow.left_id, JudgementRow.right_id).where(JudgementRow.verdict == Verdict.SAME.value)
    while new:
        either = or_(JudgementRow.left_id.in_(new), JudgementRow.right_id.in_(new))
        new = {each for pair in session.execute(pairs.where(either)) for each in pair} - found
        found |= new
    return found


def beside(session: Session, operator_id: int, ones: Collection[int]) -> set[str]:
    """What stays on its flags and those of whoever was one with it (`ones`), also where one of its names is a part of
    it: the names of the other operators there, and those of sources."""
    others = select(FlagOperatorRow.operator_id).where(FlagOperatorRow.flag_id.in_(_on_flags(ones)))
    query = select(OperatorNameRow.name).where(
        OperatorNameRow.operator_id.in_(others), OperatorNameRow.operator_id != operator_id
    )
    return {*session.scalars(query.distinct()), *session.scalars(select(SourceRow.name))}


def _on_flags(ones: Collection[int]) -> Select[int]:
    return select(FlagOperatorRow.flag_id).where(FlagOperatorRow.operator_id.in_(ones))


def hide_on_flags(session: Session, ones: Collection[int], hidden: Hide) -> None:
    """In their lines and histories."""
    for flag in session.scalars(select(FlagRow).where(FlagRow.flag_id.in_(_on_flags(ones)))):
        flag.reason = hidden(flag.reason)
    for event in session.scalars(select(FlagEventRow).where(FlagEventRow.flag_id.in_(_on_flags(ones)))):
        event.details = hidden(event.details)


def forget_facts(session: Session, ones: Collection[int], channels: Collection[str]) -> None:
    """Its contact points among what these flags stand on, but where another whom the flag names has it; of a flag that
    names nobody any more all, for a number that went from an entry before it is a fact of the flag still."""
    other = aliased(FlagOperatorRow)
    theirs = exists().where(
        other.flag_id == FlagFactRow.flag_id,
        OperatorContactRow.operator_id == other.operator_id,
        OperatorContactRow.channel == FlagFactRow.fact,
    )
    named = exists().where(
        other.flag_id == FlagFactRow.flag_id,
        OperatorRow.operator_id == other.operator_id,
        OperatorRow.redacted_at.is_(None),
    )
    its = or_(FlagFactRow.fact.in_(channels), ~named & FlagFactRow.fact.not_like(f"{STANDING}%"))
    facts = (FlagFactRow.flag_id.in_(_on_flags(ones)), its, ~theirs)
    session.execute(delete(FlagFactRow).where(*facts).execution_options(synchronize_session=False))


def forget_links(session: Session, operator_id: int, said: Collection[tuple[int, str]]) -> None:
    """All to the entry, for by one that stayed a reader that comes back would accuse it again, without a name; and to
    whom it merely resembled in the readings that named it (`said`)."""
    session.execute(delete(LinkRow).where(LinkRow.operator_id == operator_id))
    about = select(LinkRow).where(LinkRow.analysis_id.in_({analysis_id for analysis_id, _name in said}))
    for row in session.scalars(about.where(LinkRow.linked.is_(False))).all():
        if (row.analysis_id, row.subject) in said:
            session.delete(row)
    session.flush()


def hide_in_judgements(session: Session, operator_id: int, hidden: Hide) -> None:
    """In the evidence that stood beside them; a person's own words stay, as they were signed."""
    of_it = or_(JudgementRow.left_id == operator_id, JudgementRow.right_id == operator_id)
    for row in session.scalars(select(JudgementRow).where(of_it)):
        row.evidence = [_evidence(key, what, hidden) for key, what in row.evidence]


def _evidence(key: str, what: str, hidden: Hide) -> list[str]:
    """Of a name or a contact point no more than that it was one: it tells the words of names one by one."""
    kind = key.partition(":")[0]
    return [f"{kind}:{HIDDEN}", HIDDEN] if kind in {"name", "contact"} else [hidden(key), hidden(what)]


def hide_among_theirs(session: Session, operator_id: int, ones: Collection[int], hidden: Hide) -> None:
    """The same in judgements of whoever was one with it (`ones`), where the evidence tells of it; their own stays."""
    others = set(ones) - {operator_id}
    of_them = or_(JudgementRow.left_id.in_(others), JudgementRow.right_id.in_(others))
    for row in session.scalars(select(JudgementRow).where(of_them)):
        row.evidence = [
            _evidence(key, what, hidden) if (hidden(key), hidden(what)) != (key, what) else [key, what]
            for key, what in row.evidence
        ]


def forget_sightings(
    session: Session,
    operator_id: int,
    told: Iterable[str],
    channels: Collection[str],
    kept: Iterable[str] = (),
) -> None:
    """Of its documents those under its names and of its contact points, but where another in the document has that
    name or that contact point, or the entry itself has (`kept`)."""
    documents = select(OperatorMentionRow.document_id).where(OperatorMentionRow.operator_id == operator_id)
    cores = {name_key(name).core for name in told} - {name_key(name).core for name in kept} - {""}
    named, other = aliased(OperatorMentionRow), aliased(OperatorMentionRow)
    bears = exists().where(
        named.document_id == ContactSightingRow.document_id,
        named.operator_id != operator_id,
        named.core_key == ContactSightingRow.core_key,
    )
    uses = exists().where(
        other.document_id == ContactSightingRow.document_id,
        OperatorContactRow.operator_id == other.operator_id,
        OperatorContactRow.channel == ContactSightingRow.channel,
    )
    under_it = or_(ContactSightingRow.core_key == "", ContactSightingRow.core_key.in_(cores), *_under(kept))
    mine = or_(
        and_(ContactSightingRow.core_key.in_(cores), ~bears),
        and_(ContactSightingRow.channel.in_(channels), under_it, ~uses),
    )
    of_it = delete(ContactSightingRow).where(ContactSightingRow.document_id.in_(set(session.scalars(documents))), mine)
    session.execute(of_it.execution_options(synchronize_session=False))


def _under(names: Iterable[str]) -> list[ColumnElement[bool]]:
    cores = {name_key(name).core for name in names} - {""}
    return [ContactSightingRow.core_key.in_(cores)] if cores else []


def numbered(number: int) -> str:
    """What stands in the place of a name of which one row may have each only once."""
    return HIDDEN if number == 1 else f"{HIDDEN} {number}"
