"""Judgements are kept for good, identity follows from them, and nobody decides over the head of somebody faster."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from core.errors import AlmenaraError, ConflictError, InputError, NotFoundError
from core.terms import Verdict
from store import clusters, views, watchlist
from store.identity import judge, judgements, merging
from store.identity.judge import Signature
from store.session import Database, Session
from store.tables import IdentityRow, JudgementRow, OperatorNameRow, OperatorRow
from store.watchlist import Sighting
from tests.store.make import NOON, mention, phone, register, report

ANA = Signature("ana", "the same owner in both", NOON)
BEN = Signature("ben", "another town", NOON + timedelta(hours=1))
SEEN = Sighting(NOON, NOON, counts=False)


def _operators(session: Session, count: int) -> list[int]:
    return [watchlist.create(session, f"Operator {n}", is_person=False, seen=SEEN) for n in range(count)]


def _clusters(session: Session) -> dict[int, int]:
    return dict(session.execute(select(IdentityRow.operator_id, IdentityRow.cluster_id)).all())


def test_merging_and_splitting_take_each_other_back(database: Database) -> None:
    with database.transaction() as session:
        one, two, three = _operators(session, 3)
        assert merging.merge(session, [three, one, two], ANA) == one
        assert _clusters(session) == {two: one, three: one}
        assert judge.split(session, one, BEN) == [two, three]
        assert _clusters(session) == {three: two}  # the others stay together though one held them
        with pytest.raises(ConflictError, match=r"judged different by ben on 2021-01-23 13:00 UTC: another town"):
            merging.merge(session, [one, two], ANA)
        last = judgements.between(session, [one], clusters.members(session, two))
        assert last is not None
        assert merging.merge(session, [one, two], ANA, seen=[last.judgement_id]) == one
        assert clusters.members(session, three) == [one, two, three]
        said = [(j.left_id, j.right_id, j.verdict.value, j.who) for j in judgements.history(session, [one, two, three])]
        assert said[:4] == [(1, 3, "same", "ana"), (2, 3, "same", "ana"), (1, 2, "different", "ben"),
                            (1, 3, "different", "ben")]  # fmt: skip
        assert said[-2:] == [(1, 2, "same", "ana"), (1, 3, "same", "ana")]  # what parted them is overruled, on record
        assert session.scalar(select(func.count()).select_from(OperatorRow)) == 3
        assert clusters.differences(session) == []


def test_what_can_not_be_judged(database: Database) -> None:
    with database.transaction() as session:
        one, two, three = _operators(session, 3)
        merging.merge(session, [one, two, three], ANA)
        with pytest.raises(InputError, match=r"are one by earlier judgements.*operator split 3"):
            judge.judge(session, two, three, Verdict.DIFFERENT, BEN, seen=None)
        with pytest.raises(InputError, match="named twice"):
            judge.judge(session, one, one, Verdict.SAME, ANA)
        with pytest.raises(InputError, match="needs a name and a reason"):
            judge.judge(session, one, two, Verdict.SAME, Signature("ana", " ", NOON))
        with pytest.raises(NotFoundError, match="no operator 99"):
            judge.judge(session, one, 99, Verdict.SAME, ANA)
        with pytest.raises(InputError, match="alone can't be merged"):
            merging.merge(session, [one], ANA)
        judge.split(session, three, BEN)
        with pytest.raises(InputError, match="stands alone"):
            judge.split(session, three, BEN)


def test_a_wrong_merge_of_two_clusters_is_taken_back_as_it_was_made(database: Database) -> None:
    """To split one entry off left {1, 2, 4} and a tie of 1 and 4, which nobody had judged."""
    with database.transaction() as session:
        one, two, three, four = _operators(session, 4)
        merging.merge(session, [one, two], ANA)
        merging.merge(session, [three, four], ANA)
        slip = judge.judge(session, two, three, Verdict.SAME, ANA)
        with pytest.raises(ConflictError, match="judged same by ana"):
            judge.judge(session, two, three, Verdict.DIFFERENT, BEN)
        with pytest.raises(InputError, match="one by earlier judgements"):  # nobody judged these two
            judge.judge(session, one, four, Verdict.DIFFERENT, BEN, seen=None)
        given = judge.judge(session, two, three, Verdict.UNSURE, BEN, seen=slip)
        assert _clusters(session) == {two: one, four: three}
        assert [row.judgement_id for row in judgements.history(session, [one, two, three, four])][-1] == given
        judge.judge(session, two, three, Verdict.SAME, ANA, seen=given)
        judge.judge(session, one, four, Verdict.SAME, ANA, seen=None)
        with pytest.raises(InputError, match="one by earlier judgements"):  # 1 and 4 hold them together now
            judge.judge(session, two, three, Verdict.DIFFERENT, BEN, seen=None)
        assert clusters.members(session, four) == [one, two, three, four]
        assert clusters.differences(session) == []


@pytest.mark.parametrize("taken_back", [(2, 4), (1, 3)])
def test_a_slip_that_overruled_a_difference_is_taken_back_with_all_its_ties(
    database: Database, taken_back: tuple[int, int]
) -> None:
    """Each of its two ties held the other, and both were refused."""
    with database.transaction() as session:
        one, two, three, four = _operators(session, 4)
        merging.merge(session, [one, two], ANA)
        merging.merge(session, [three, four], ANA)
        parted = judge.judge(session, one, three, Verdict.DIFFERENT, ANA)
        slip = Signature("ana", "a slip", NOON + timedelta(minutes=5))
        judge.judge(session, two, four, Verdict.SAME, slip, seen=parted)
        assert clusters.members(session, four) == [one, two, three, four]
        judge.judge(session, *taken_back, Verdict.DIFFERENT, BEN, seen=None)
        assert _clusters(session) == {two: one, four: three}
        newest = clusters.latest(session, [one, two, three, four])
        assert {newest[pair].verdict for pair in ((1, 3), (2, 4))} == {Verdict.DIFFERENT}
        assert {newest[pair].verdict for pair in ((1, 2), (3, 4))} == {Verdict.SAME}
        assert clusters.differences(session) == []


def test_taking_back_a_slip_as_unsure_leaves_what_another_had_judged_different(database: Database) -> None:
    with database.transaction() as session:
        one, two, three, four = _operators(session, 4)
        merging.merge(session, [one, two], ANA)
        merging.merge(session, [three, four], ANA)
        judge.judge(session, one, three, Verdict.DIFFERENT, ANA)
        slip = Signature("ana", "a slip", NOON + timedelta(minutes=5))
        judge.judge(session, two, four, Verdict.SAME, slip, seen=None)
        judge.judge(session, two, four, Verdict.UNSURE, BEN, seen=None)
        newest = clusters.latest(session, [one, two, three, four])
        assert {pair: newest[pair].verdict for pair in ((1, 3), (2, 4))} == {
            (1, 3): Verdict.DIFFERENT,
            (2, 4): Verdict.UNSURE,
        }
        assert clusters.differences(session) == []


def test_of_three_that_were_merged_at_once_one_is_taken_out_alone(database: Database) -> None:
    with database.transaction() as session:
        one, two, three = _operators(session, 3)
        merging.merge(session, [one, two, three], ANA)
        judge.judge(session, one, two, Verdict.DIFFERENT, BEN, seen=None)
        assert _clusters(session) == {three: one}


def test_the_second_of_two_who_judge_at_once_is_told(database: Database) -> None:
    with database.transaction() as session:
        one, two = _operators(session, 2)
    start, told = Barrier(2), list[str]()

    def decide(verdict: Verdict, who: str) -> None:
        start.wait()
        try:
            with database.transaction() as session:
                judge.judge(session, one, two, verdict, Signature(who, "seen", NOON))
        except AlmenaraError as error:
            told.append(str(error))

    threads = [Thread(target=decide, args=pair) for pair in ((Verdict.SAME, "ana"), (Verdict.DIFFERENT, "ben"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(JudgementRow)) == 1
    assert len(told) == 1
    assert "ana" in told[0] or "ben" in told[0]


def test_a_merged_operator_is_shown_once_with_all_that_is_known(database: Database) -> None:
    person, number = "Juan Pérez Quispe", "+573000000017"
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention(person, is_person=True)])
        report(session, 9000, [mention("El Rápido")], [phone(number)], source_id="co_hora")
        before = [line.operator_id for line in views.operators(session)]
        merging.merge(session, [1, 2], ANA)
        (line,) = views.operators(session)
        assert (line.name, line.aliases, line.entries) == (person, ("El Rápido",), (1, 2))
        assert (line.documents, line.independent_sources, line.open_flags) == (2, 2, 2)
        detail = views.operator(session, 2)
        assert detail.summary == line
        assert [mention.operator_id for mention in detail.mentions] == [2, 1]
        assert len(detail.flags) == 2
        assert [group.operator.operator_id for group in views.tonight(session, NOON) if group.operator] == [1]
        assert {flag.operators for flag in views.flags(session)} == {((1, person),)}
        judge.split(session, 2, BEN)
        assert [line.operator_id for line in views.operators(session)] == before
        assert views.operator(session, 2).summary.aliases == ()


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=15))
def test_no_order_of_judgements_loses_a_row_or_contradicts_itself(
    database: Database, steps: list[tuple[int, int, bool]]
) -> None:
    with database.transaction() as session:
        for table in (IdentityRow, JudgementRow, OperatorNameRow, OperatorRow):
            session.query(table).delete()
        ids = _operators(session, 6)
        for left, right, joins in steps:
            one, other = ids[left], ids[right]
            kept = session.scalar(select(func.count()).select_from(JudgementRow)) or 0
            try:
                if joins:
                    merging.merge(session, [one, other], ANA, seen=None)
                    assert other in clusters.members(session, one)
                else:
                    judge.split(session, one, BEN)
                    assert clusters.members(session, one) == [one]
            except InputError:
                continue
            assert (session.scalar(select(func.count()).select_from(JudgementRow)) or 0) > kept
        assert clusters.differences(session) == []
        assert {member for one in ids for member in clusters.members(session, one)} == set(ids)
        assert all(clusters.cluster_of(session, one) == min(clusters.members(session, one)) for one in ids)
        for (a, b), row in clusters.latest(session, ids).items():
            together = b in clusters.members(session, a)
            assert row.verdict == Verdict.UNSURE or together == (row.verdict == Verdict.SAME)
