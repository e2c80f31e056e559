"""The pairs of a night as people are told them: by name only where nothing more has to be said of either."""

from __future__ import annotations

from datetime import timedelta

from core.terms import NightState, Verdict
from store import runs
from store.identity import judge
from store.identity.judge import Signature
from store.identity.lately_met import note
from store.session import Database, Session
from store.views import night_pairs
from tests.store.make import NOON, REPORT, mention, phone, register, report


def _night(session: Session, day: int) -> int:
    now = NOON + timedelta(days=day)
    run = runs.start_or_resume(session, now.date(), "manual", now)
    note(session, run.run_id)
    runs.finish(session, run.run_id, NightState.DONE, now + timedelta(hours=1))
    return run.run_id


def test_a_pair_of_whom_a_source_clears_is_counted_and_not_named(database: Database) -> None:
    number, at = phone("+56940000001"), NOON + timedelta(hours=6)
    with database.transaction() as session:
        register(session, "cl_voz", "cl_hora")
        report(session, 1, [mention("Ruta Zorzal")], [number])
        report(session, 2, [mention("Vizcacha del Sur")])
        first = _night(session, 0)
        judge.judge(session, 1, 2, Verdict.DIFFERENT, Signature("ana", "another firm", NOON))
        report(session, 3, [mention("Vizcacha del Sur")], [number], source_id="cl_hora", now=at, at=at)
        second = _night(session, 1)
        assert night_pairs(session, first) is None
        told = night_pairs(session, second)
        assert told is not None
        assert [(each.left, each.right) for each in told.named] == [("Ruta Zorzal", "Vizcacha del Sur")]
        report(session, 4, [mention("Ruta Zorzal", cleared=True)], labels=(REPORT,), now=at, at=at)
        told = night_pairs(session, second)
        assert told is not None
        assert (told.back, told.named) == (1, ())
