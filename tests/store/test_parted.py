"""A split brings back the flags on which it leaves somebody whom nobody saw when they were decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from core.errors import ConflictError
from core.terms import FlagState, Verdict
from store import audit, flags, views
from store.exchange.entries import entries
from store.identity import judge
from store.identity.judge import Signature
from store.outgoing import webhook_events, webhooks
from store.session import Database, Session
from tests.store.make import NOON, analysis, capture, mention, read, report, save

WIRE = " ".join(f"palabra{number} sobre el caso de la frontera norte" for number in range(40))
LATER = NOON + timedelta(days=2)
A, B = "Ruta Zorzal", "Kantuta Viajes"
ONE, TWO = Signature("ana", "one phone", NOON), Signature("ben", "two firms", LATER)


def _copy(session: Session, number: int, *names: str) -> int:
    saved = save(session, capture(number, source_id=f"cl_{number}"), WIRE)
    return read(session, analysis(saved.revision_id, map(mention, names)), now=NOON) or 0


def _decide(session: Session, flag_id: int, to: FlagState) -> None:
    version = views.flag(session, flag_id).summary.version
    flags.decide(session, flag_id, to, who="ana", why="seen", expected_version=version, now=NOON)


def _decided(session: Session, state: FlagState, *after: str) -> int:
    """A lead on A, decided while A and B were one; copies that name others join it afterwards."""
    for number, name in enumerate((A, B), start=1):
        _decide(session, report(session, number, [mention(name)], text=f"Nota {number} ") or 0, FlagState.DISMISSED)
    judge.judge(session, 1, 2, Verdict.SAME, ONE)
    flag_id = _copy(session, 10, A)
    _decide(session, flag_id, state)
    for number, name in enumerate(after, start=11):
        assert _copy(session, number, name) == flag_id
    return flag_id


def _split(session: Session) -> None:
    judge.split(session, 2, TWO)


def _take_back(session: Session) -> None:
    judge.judge(session, 1, 2, Verdict.UNSURE, TWO, seen=None)


@pytest.mark.parametrize("parting", [_split, _take_back])
@pytest.mark.parametrize("state", [FlagState.CONFIRMED, FlagState.DISMISSED])
def test_who_joined_as_another_s_name_is_new_once_it_is_parted(
    database: Database, state: FlagState, parting: Callable[[Session], None]
) -> None:
    """The flag read confirmed with both; where it was dismissed, B stood dismissed and left the export."""
    with database.transaction() as session:
        flag_id = _decided(session, state, B)
        before = views.flag(session, flag_id).summary
        assert (before.version, before.evidence_version, before.new_evidence) == (2, 1, False)
        parting(session)
        line = views.flag(session, flag_id).summary
        assert (line.version, line.evidence_version, line.new_evidence, line.updated_at) == (3, 2, True, LATER)
        assert line.new_since == (f"cl_11: Title; adds {B}",)
        assert {entry.name for entry in entries(session)} == {A, B}
        assert A in {entry.name for entry in entries(session, confirmed=True)} or state is FlagState.DISMISSED
        assert B not in {entry.name for entry in entries(session, confirmed=True)}
        with pytest.raises(ConflictError, match="new evidence came in"):
            flags.decide(session, flag_id, FlagState.IN_REVIEW, who="a", why="", expected_version=2, now=LATER)
        (entry,) = audit.entries(session, subject=f"flag {flag_id}", action="flag parted")
        assert entry.details["operators"] == [2]
        _decide(session, flag_id, FlagState.IN_REVIEW)
        _decide(session, flag_id, FlagState.CONFIRMED)
        assert {entry.name for entry in entries(session, confirmed=True)} == {A, B}


def test_what_is_added_after_a_split_is_told_as_what_it_is(database: Database) -> None:
    with database.transaction() as session:
        flag_id = _decided(session, FlagState.CONFIRMED, B)
        hook = webhooks.add(session, "https://cases.example/hook", who="ana", now=NOON + timedelta(days=1))
        assert webhook_events.queue_new(session, "https://desk.example", LATER) == 0
        _split(session)
        assert webhook_events.queue_new(session, "https://desk.example", LATER) == 1
        assert len(webhooks.due(session, hook.webhook_id, LATER)) == 1
        _decide(session, flag_id, FlagState.IN_REVIEW)
        _copy(session, 12, "Agencia Tika")
        assert views.flag(session, flag_id).summary.new_since == ("cl_12: Title; adds Agencia Tika",)


def test_who_stood_on_the_flag_when_it_was_decided_brings_nothing_back(database: Database) -> None:
    with database.transaction() as session:
        for number, name in enumerate((A, B), start=1):
            report(session, number, [mention(name)], text=f"Nota {number} ")
        judge.judge(session, 1, 2, Verdict.SAME, ONE)
        flag_id = _copy(session, 10, A)
        _copy(session, 11, B)
        _decide(session, flag_id, FlagState.CONFIRMED)
        _copy(session, 12, A)
        _split(session)
        assert (views.flag(session, flag_id).summary.version, views.flag(session, 1).summary.version) == (2, 1)


def test_whoever_stays_one_with_somebody_seen_brings_nothing_back(database: Database) -> None:
    with database.transaction() as session:
        flag_id = _decided(session, FlagState.CONFIRMED, B)
        report(session, 3, [mention("Agencia Tika")], text="Nota 3 ")
        judge.judge(session, 1, 3, Verdict.SAME, ONE)
        judge.split(session, 3, TWO)
        assert not views.flag(session, flag_id).summary.new_evidence
