"""Many are merged at once as they would be one after another: to the last judgement and its evidence, only sooner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event, func, select

from core.errors import AlmenaraError, ConflictError, InputError
from core.terms import ContactType, Verdict
from store import audit, clusters, watchlist
from store.identity import judge, judgements, merging
from store.identity.judge import Signature
from store.session import Database, Session
from store.tables import (
    AdvertGroupRow,
    AnalysisRow,
    DocumentRow,
    IdentityRow,
    JudgementRow,
    LinkRow,
    OperatorMentionRow,
    RevisionRow,
)
from store.tables.base import insert_new
from store.watchlist import Sighting
from store.ways import Way
from tests.store.make import NOON, report

ANA = Signature("ana", "the same owner in all", NOON, way=Way(caller="root"))
BEN = Signature("ben", "another town", NOON + timedelta(hours=1))
SEEN = Sighting(NOON, NOON, counts=False)


def _operators(session: Session, count: int) -> list[int]:
    return [watchlist.create(session, f"Operator {n}", is_person=False, seen=SEEN) for n in range(count)]


def test_three_are_merged_by_whoever_has_read_every_judgement_between_them(database: Database) -> None:
    """One number never fitted two judgements, so that the three could not be merged at all."""
    with database.transaction() as session:
        one, two, three, four = _operators(session, 4)
        first = judge.judge(session, one, two, Verdict.DIFFERENT, BEN)
        again = judge.judge(session, one, two, Verdict.DIFFERENT, BEN, seen=first)
        other = judge.judge(session, one, three, Verdict.UNSURE, BEN)
        judge.judge(session, two, four, Verdict.DIFFERENT, BEN)  # not of these three
        for seen in ((), (again,), (other,), (first, other), (other + 99,)):
            with pytest.raises(ConflictError) as refused:
                merging.merge(session, [one, two, three], ANA, seen=seen)
            assert f"judged different by ben on 2021-01-23 13:00 UTC: another town (judgement {again})" in str(
                refused.value
            )
            assert refused.value.remedy.endswith(f"that you have seen each: --seen {again} --seen {other}.")
            assert clusters.members(session, one) == [one]
        assert merging.merge(session, [one, two, three], ANA, seen=(other, again)) == one
        assert clusters.members(session, one) == [one, two, three]


def test_what_is_judged_of_those_that_come_later_is_read_too(database: Database) -> None:
    """Not only the newest of all that a merge overrules."""
    with database.transaction() as session:
        one, two, three = _operators(session, 3)
        a = judge.judge(session, one, three, Verdict.DIFFERENT, BEN)
        b = judge.judge(session, two, three, Verdict.DIFFERENT, BEN)
        with pytest.raises(ConflictError, match=f"--seen {a} --seen {b}"):
            merging.merge(session, [one, two, three], ANA, seen=[b])
        with pytest.raises(InputError, match=f"Operator {two} is named twice"):
            merging.merge(session, [one, two, two], ANA)
        assert merging.merge(session, [one, two, three], ANA, seen=[a, b]) == one


def _one_by_one(session: Session, ids: Sequence[int]) -> None:
    """What a merge of many is: every two are asked about first, then each is judged to be the first."""
    before: dict[int, judgements.Judgement] = {}
    for one, other in combinations(ids, 2):
        last = judgements.between(session, clusters.members(session, one), clusters.members(session, other))
        before |= {last.judgement_id: last} if last is not None else {}
    if before:
        raise judge.conflict(*(before[each] for each in sorted(before)))
    _each(session, ids)


def _each(session: Session, ids: Sequence[int]) -> None:
    for other in ids[1:]:
        judge.judge(session, ids[0], other, Verdict.SAME, ANA, seen=None)


def _left(session: Session, work: Callable[[], object]) -> tuple[object, ...]:
    """What work leaves, or why it is refused; all of it is taken back."""
    known = session.scalar(select(func.max(JudgementRow.judgement_id))) or 0
    log, told = audit.head(session).entries, ""
    with session.begin_nested() as tried:
        try:
            work()
        except AlmenaraError as error:
            told = str(error)
        query = select(JudgementRow).where(JudgementRow.judgement_id > known).order_by(JudgementRow.judgement_id)
        judged = [
            (row.left_id, row.right_id, row.verdict, row.who, row.why, row.evidence, row.decided_at)
            for row in session.scalars(query)
        ]
        more = audit.head(session).entries - log
        entries = (
            [(e.action, e.actor, e.subject, e.details) for e in audit.entries(session, limit=more)] if more else []
        )
        identity = dict(session.execute(select(IdentityRow.operator_id, IdentityRow.cluster_id)).all())
        assert clusters.differences(session) == []
        tried.rollback()
    session.expire_all()
    return told, judged, entries, identity


@pytest.fixture(scope="module")
def five_adverts(sqlite_template: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with five texts that name nobody: three adverts of one template, and two of another."""
    path = tmp_path_factory.mktemp("five") / "almenara.db"
    path.write_bytes(sqlite_template)
    database = Database(f"sqlite:///{path}")
    with database.transaction() as session:
        for number in range(5):
            report(session, number * 9000)
        session.add_all(AdvertGroupRow(document_id=each, first_id=1 if each < 4 else 4) for each in range(1, 6))
    with database.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.rollback()
    database.close()
    return path.read_bytes()


def _know(session: Session, operator: int, what: str, text: int) -> None:
    """That a text names an operator, or that a name in it was counted to it, or was found to resemble it."""
    (row,) = session.execute(
        select(AnalysisRow.analysis_id, RevisionRow.revision_id, DocumentRow.document_id, DocumentRow.story_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .where(DocumentRow.document_id == text + 1)
    )
    about = {"operator_id": operator, "analysis_id": row.analysis_id, "score": (operator + text) % 3 / 4}
    if what == "named":
        place = {"revision_id": row.revision_id, "document_id": row.document_id, "story_id": row.story_id}
        insert_new(session, OperatorMentionRow, [
            about | place | {"name": "", "core_key": "", "sentence": "", "spans": []}
        ])  # fmt: skip
        return
    said = [[f"resembles in {text}", 0.4], ["another town", -0.1]]
    insert_new(session, LinkRow, [
        about | {"subject": f"Ruta {text % 2}", "reasons": said, "linked": what == "counted", "is_new": False,
                 "is_clearance": False}
    ])  # fmt: skip


@pytest.mark.parametrize("seed", range(24))
def test_to_merge_many_is_to_judge_each_in_turn(five_adverts: bytes, tmp_path: Path, seed: int) -> None:
    """Numbers that a crowd uses begin to speak when the crowd is found to be few, names met in documents, groups of
    adverts, what others judged before: all as it was when each two were asked about."""
    lot = Random(seed)
    (tmp_path / "almenara.db").write_bytes(five_adverts)
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    with database.transaction() as session:
        ids = _operators(session, 14)
        mine, strangers = ids[:9], ids[9:]
        for number in range(3):
            users = lot.sample(mine, lot.randint(2, 6)) + lot.sample(strangers, lot.randint(0, 4))
            for one in lot.sample(users, len(users)):
                kind = lot.choice([ContactType.WHATSAPP, ContactType.PHONE])
                watchlist.add_contacts(session, one, [(kind, f"+57300000001{number}")], SEEN)
        for _ in range(24):
            _know(session, lot.choice(mine), lot.choice(["named", "counted", "resembles"]), lot.randrange(5))
        for _ in range(lot.choice([0, 5, 20])):
            try:
                judge.judge(session, *lot.sample(ids[:11], 2), lot.choice(list(Verdict)), BEN, seen=None)
            except InputError:
                continue
        chosen = lot.sample(mine, lot.randint(2, 9))
        assert _left(session, lambda: merging.merge(session, chosen, ANA)) == _left(
            session, lambda: _one_by_one(session, chosen)
        )
        assert _left(session, lambda: merging.merge(session, chosen, ANA, seen=None)) == _left(
            session, lambda: _each(session, chosen)
        )
    database.close()


def test_forty_are_asked_about_four_times_as_often_as_ten(database: Database) -> None:
    """Sixty took half a minute: every two were asked about, and each merge read all that were merged before."""
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda _one, _two, said, *_: asked.append(said))
    times: list[int] = []
    for count in (10, 20, 40):
        with database.transaction() as session:
            ids = _operators(session, count)
            for number, one in enumerate(ids):
                watchlist.add_contacts(session, one, [(ContactType.PHONE, f"+5730000{count}{number // 3:03}")], SEEN)
            asked.clear()
            merging.merge(session, ids, ANA)
            times.append(len(asked))
            assert clusters.members(session, ids[-1]) == ids
    ten, twenty, forty = times
    assert forty - twenty <= 2 * (twenty - ten) + 2
    assert forty <= 5 * 40
