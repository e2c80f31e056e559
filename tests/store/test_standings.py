"""How operators stand: what a person's confirmation covers, and what came or was judged after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from core.errors import ConflictError
from core.terms import FlagState, LegalStatus, Role, Verdict
from store import flags, views
from store.exchange.entries import entries
from store.identity import judge
from store.identity.judge import Signature
from store.session import Database, Session
from tests.store.make import NOON, analysis, capture, mention, read, register, report, save

WIRE = " ".join(f"palabra{number} sobre el caso de la frontera norte" for number in range(40))
CLEARED, CONVICTED = LegalStatus.CLEARED, LegalStatus.CONVICTED


def _day(number: int) -> datetime:
    return NOON + timedelta(days=number)


def _clears(session: Session, number: int, *names: str, day: int) -> int:
    """One more copy of a story that clears these; the flag."""
    saved = save(session, capture(number, source_id=f"cl_{number}", at=_day(day)), WIRE)
    people = [mention(name, cleared=True, role=Role.VICTIM) for name in names]
    flag_id = read(session, analysis(saved.revision_id, people, labels=()), now=_day(day))
    assert flag_id is not None
    return flag_id


def _convicts(session: Session, number: int, name: str, *, day: int) -> None:
    report(session, number, [mention(name, status=CONVICTED)], text=f"Sentencia {number} ", at=_day(day))


def _confirm(session: Session, flag_id: int, *, day: int) -> None:
    line = views.flag(session, flag_id).summary
    said = {"who": "ana", "why": "read it", "now": _day(day)}
    version = line.version
    if line.state is FlagState.CONFIRMED:
        version = flags.decide(session, flag_id, FlagState.IN_REVIEW, expected_version=version, **said)  # type: ignore[arg-type]
    flags.decide(session, flag_id, FlagState.CONFIRMED, expected_version=version, **said)  # type: ignore[arg-type]


def _stands(session: Session, operator_id: int) -> tuple[LegalStatus | None, bool]:
    line = views.operator_line(session, operator_id)
    return line.status, line.clearance_waits


def test_a_copy_that_clears_somebody_else_too_waits_for_a_person(database: Database) -> None:
    with database.transaction() as session:
        _convicts(session, 1, "Ruta Zorzal", day=0)
        _convicts(session, 2, "Paso Kantuta", day=0)
        flag_id = _clears(session, 3, "Ruta Zorzal", day=1)
        _confirm(session, flag_id, day=2)
        assert _clears(session, 4, "Ruta Zorzal", "Paso Kantuta", day=3) == flag_id
        assert views.flag(session, flag_id).summary.new_evidence
        assert _stands(session, 1)[0] is CLEARED
        assert _stands(session, 2) == (CONVICTED, True)
        assert {entry.name: entry.standing for entry in entries(session)}["Paso Kantuta"] is CONVICTED
        _confirm(session, flag_id, day=4)
        assert [_stands(session, each) for each in (1, 2)] == [(CLEARED, False)] * 2


def test_a_confirmation_covers_only_copies_that_the_person_can_have_seen(database: Database) -> None:
    """A page opened before them confirmed the reprint, too, and lifted the conviction between the two."""
    with database.transaction() as session:
        register(session, "cl_3", "cl_4")
        report(session, 1, [mention("Ruta Zorzal")], text="Nota 1 ")
        flag_id = _clears(session, 3, "Ruta Zorzal", day=1)
        _convicts(session, 2, "Ruta Zorzal", day=5)
        assert _clears(session, 4, "Ruta Zorzal", day=6) == flag_id
        line = views.flag(session, flag_id).summary
        assert (line.version, line.evidence_version, line.updated_at) == (2, 1, _day(1))
        said = {"who": "ana", "why": "read it", "now": _day(7)}
        with pytest.raises(ConflictError, match="a copy or new evidence came in"):
            flags.decide(session, flag_id, FlagState.CONFIRMED, expected_version=1, **said)  # type: ignore[arg-type]
        assert _stands(session, 1) == (CONVICTED, True)
        flags.decide(session, flag_id, FlagState.CONFIRMED, expected_version=2, **said)  # type: ignore[arg-type]
        assert _stands(session, 1) == (CLEARED, False)


def test_what_was_proposed_before_a_reprint_is_proposed_again(database: Database) -> None:
    with database.transaction() as session:
        _convicts(session, 1, "Ruta Zorzal", day=0)
        flag_id = _clears(session, 3, "Ruta Zorzal", day=1)
        said = {"why": "read it", "now": _day(2), "four_eyes": True}
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", expected_version=1, **said)  # type: ignore[arg-type]
        assert views.flag(session, flag_id).summary.proposed_by == "ana"
        _clears(session, 4, "Ruta Zorzal", day=3)
        assert views.flag(session, flag_id).summary.proposed_by == ""
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ben", expected_version=3, **said)  # type: ignore[arg-type]
        assert _stands(session, 1) == (CONVICTED, True)
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", expected_version=4, **said)  # type: ignore[arg-type]
        assert _stands(session, 1) == (CLEARED, False)


def test_a_reprint_is_no_new_evidence_and_is_counted_once(database: Database) -> None:
    with database.transaction() as session:
        for number, name in enumerate(("Ruta Zorzal", "Paso Kantuta"), start=1):
            report(session, number, [mention(name)], text=f"Nota {number} ")
        flag_id = _clears(session, 3, "Ruta Zorzal", day=1)
        _confirm(session, flag_id, day=2)
        _clears(session, 4, "Ruta Zorzal", day=3)
        line = views.flag(session, flag_id).summary
        assert (line.version, line.evidence_version, line.new_evidence) == (3, 1, False)
        again = analysis(4, [mention("Ruta Zorzal", cleared=True, role=Role.VICTIM)], labels=(), reader="rules 2")
        read(session, again, now=_day(4))  # the same copy, read by a newer reader
        assert views.flag(session, flag_id).summary.version == 3
        _clears(session, 5, "Ruta Zorzal", "Paso Kantuta", day=5)
        line = views.flag(session, flag_id).summary
        assert (line.version, line.evidence_version) == (4, 2)
        assert line.new_since == ("cl_5: Title; adds Paso Kantuta",)
        assert [each.what for each in views.flag(session, flag_id).events] == ["raised", "reprint", "copy", "copy"]


def test_a_reprint_lifts_nothing_that_was_said_after_what_was_decided_on(database: Database) -> None:
    with database.transaction() as session:
        _convicts(session, 1, "Ruta Zorzal", day=0)
        flag_id = _clears(session, 3, "Ruta Zorzal", day=10)
        _confirm(session, flag_id, day=11)
        assert _stands(session, 1) == (CLEARED, False)
        _convicts(session, 2, "Ruta Zorzal", day=12)
        assert _clears(session, 4, "Ruta Zorzal", day=14) == flag_id
        assert not views.flag(session, flag_id).summary.new_evidence
        line = views.operator_line(session, 1)
        assert (line.status, line.said_cleared, line.clearance_waits) == (CONVICTED, _day(14).date(), True)
        _confirm(session, flag_id, day=15)
        assert _stands(session, 1) == (CLEARED, False)


def test_a_reprint_of_what_was_confirmed_waits_for_nobody_where_nothing_was_said_since(database: Database) -> None:
    with database.transaction() as session:
        _convicts(session, 1, "Ruta Zorzal", day=0)
        flag_id = _clears(session, 3, "Ruta Zorzal", day=10)
        _confirm(session, flag_id, day=11)
        _clears(session, 4, "Ruta Zorzal", day=14)
        assert _stands(session, 1) == (CLEARED, False)
        _convicts(session, 2, "Ruta Zorzal", day=20)  # after the reprint, which lifts nothing of it
        assert _stands(session, 1) == (CONVICTED, False)


def _signed(day: int) -> Signature:
    return Signature("ana", "one firm", _day(day))


def _same(session: Session, one: int, other: int, *, day: int) -> None:
    judge.judge(session, one, other, Verdict.SAME, _signed(day), seen=None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([(1, 2)], lambda session: _same(session, 2, 3, day=9)),
        ([(1, 2)], lambda session: _same(session, 1, 2, day=9)),
        ([(1, 3), (2, 3)], lambda session: judge.split(session, 3, _signed(9))),
    ],
    ids=["another entry merged", "judged once more", "the linking entry split off"],
)
def test_who_was_cleared_stays_so_whatever_is_judged_of_its_cluster(
    database: Database, before: list[tuple[int, int]], after: Callable[[Session], object]
) -> None:
    with database.transaction() as session:
        for number, name in enumerate(("Ruta Zorzal", "Paso Kantuta", "Agencia Tika"), start=1):
            report(session, number, [mention(name)], text=f"Nota {number} ")
        _convicts(session, 8, "Paso Kantuta", day=0)
        for one, other in before:
            _same(session, one, other, day=1)
        _confirm(session, _clears(session, 9, "Ruta Zorzal", day=2), day=3)
        assert _stands(session, 1) == (CLEARED, False)
        after(session)
        assert _stands(session, 1) == (CLEARED, False)


def test_who_was_split_off_before_and_merged_after_the_decision_is_not_lifted(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("Ruta Zorzal")], text="Nota 1 ")
        _convicts(session, 8, "Paso Kantuta", day=0)
        _same(session, 1, 2, day=1)
        judge.split(session, 2, _signed(2))
        _confirm(session, _clears(session, 9, "Ruta Zorzal", day=3), day=4)
        assert _stands(session, 1)[0] is CLEARED
        _same(session, 1, 2, day=5)
        assert _stands(session, 1)[0] is CONVICTED
