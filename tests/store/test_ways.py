"""By which way a decision came, as the audit log tells it; older entries tell nothing."""

from __future__ import annotations

from sqlalchemy import text

from core.terms import FlagState
from store import audit, decided, flags, views
from store.flagging.decisions import DECIDED
from store.session import Database
from store.ways import UNKNOWN, Way, way_in, ways
from tests.store.make import NOON, mention, register, report

BY_TOKEN = Way(login="ana", token="alm_AbCdEf", path="/api/v1/flags/1/decisions")


def test_what_is_on_record_is_read_again() -> None:
    assert way_in(BY_TOKEN.details) == BY_TOKEN
    assert BY_TOKEN.details.keys() == {"login", "token", "path"}
    assert UNKNOWN.details == {}
    assert way_in({"why": "seen", "token": None, "login": 7, "caller": "root"}) == Way(caller="root")


def test_a_user_of_the_machine_and_the_login_of_that_name_are_one_person() -> None:
    assert Way(caller="Ana", login="beto").persons & Way(login="ana").persons == {"ana"}
    assert not Way(caller="root", login="beto").persons & BY_TOKEN.persons


def test_each_decision_is_told_by_its_way(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")])
        moves = (FlagState.IN_REVIEW, BY_TOKEN), (FlagState.NEEDS_MORE, Way(caller="root")), (FlagState.IN_REVIEW, None)
        for version, (to, way) in enumerate(moves, 1):
            more = {"way": way} if way else {}
            flags.decide(session, 1, to, who="Ana", why="", expected_version=version, now=NOON, **more)  # type: ignore[arg-type]
        audit.record(session, DECIDED, "eve", "flag 1", details={"version": "by hand"})
        said = [(each.token, each.caller) for each in views.flag(session, 1).decisions]
        assert said == [("alm_AbCdEf", ""), ("", "root"), ("", "")]
        assert ways(session, DECIDED, ["flag 1"])["flag 1", 2] == BY_TOKEN
        assert [fault for fault in decided.faults(session) if "by" not in fault] == []
        session.execute(text("UPDATE audit_entries SET line = 'broken' WHERE action = 'flag decided'"))
        assert [each.token for each in views.flag(session, 1).decisions] == ["", "", ""]
