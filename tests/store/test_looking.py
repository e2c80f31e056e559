"""Who looked at operator 7, whatever the log calls it, and whoever it is one with."""

from __future__ import annotations

from core.terms import Verdict
from store import audit, looking
from store.identity import judge
from store.identity.judge import Signature
from store.session import Database, Session
from tests.store.make import NOON, mention, report


def found(session: Session, subject: str, **chosen: str) -> list[str]:
    return [f"{e.action} {e.subject}" for e in looking.about(session, subject, **chosen)]  # type: ignore[arg-type]


def test_a_page_the_terminal_and_older_entries_are_about_one_thing(database: Database) -> None:
    mine = ["/operators/7", "/operators/7/network.svg", "/api/v1/operators/7", "/pairs/7/9", "/api/v1/pairs/2/7"]
    others = ["/operators/77", "/operators/1", "/pairs/70/17", "/flags/7", "/api/v1/flags/7", "flag 7", "x/operators/7"]
    with database.transaction() as session:
        for subject in (*mine, *others, "dossier of operator 7"):
            audit.record(session, "viewed", "ana", subject)
        looking.viewed(session, "bea", "operator 7", details={"path": "/operators/7"})
        looking.viewed(session, "bea", "/match/watchlist", operators=[3, 7, 11], details={"queries": 2})
        audit.record(session, "viewed", "bea", "/search", details={"why": '"operators":[7]', "operators": 7})
        expected = ["/match/watchlist", "operator 7", "dossier of operator 7", *reversed(mine)]
        assert found(session, "operator 7") == [f"viewed {each}" for each in expected]
        assert found(session, "operator 7", who="bea") == ["viewed /match/watchlist", "viewed operator 7"]
        assert found(session, "flag 7") == ["viewed flag 7", "viewed /api/v1/flags/7", "viewed /flags/7"]
        assert found(session, "operator 11") == ["viewed /match/watchlist"]
        assert found(session, "/flags/7") == ["viewed /flags/7"]
        assert found(session, "operator 99999999999") == found(session, "operator") == found(session, "flag .*") == []
        assert [e.subject for e in looking.about(session, "operator 7", limit=1)] == ["/match/watchlist"]
        assert audit.verify(session) == []


def test_entries_that_are_one_count_as_one_also_after_they_were_parted(database: Database) -> None:
    signed = Signature("ana", "one number", NOON)
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
        report(session, 9000, [mention("Kantuta")])
        audit.record(session, "viewed", "ana", "/operators/2")
        judge.judge(session, 1, 2, Verdict.SAME, signed)
        looking.viewed(session, "bea", "operator 1")
        both = ["viewed operator 1", "operators judged same operator 1"]
        raised = [f"flag raised flag {number}" for number in (2, 1)]
        one = [*both, "viewed /operators/2", *raised]
        assert found(session, "operator 2") == found(session, "operator 1") == one
        assert looking.about(session, "operator 2")[0].details == {"operators": [1, 2]}
        judge.split(session, 2, signed)
        parted = "operators judged different operator 1"
        assert found(session, "operator 2") == [parted, *one[:4]]  # who looked at 1 saw it, too
        assert found(session, "operator 1") == [parted, *both, raised[1]]


def test_what_was_decided_on_a_list_s_clearing_is_about_whom_it_clears(database: Database) -> None:
    """The decision about operator 17 was found under "clearing 35" alone."""
    with database.transaction() as session:
        audit.record(session, "clearing decided", "ana", "clearing 35", details={"operator": 17, "why": "read"})
        audit.record(session, "clearing decided", "ana", "clearing 36", details={"operator": 177})
        audit.record(
            session, "clearing decided", "ana", "clearing 37", details={"operator": 1, "why": '"operator":17}'}
        )
        assert found(session, "operator 17") == ["clearing decided clearing 35"]
        assert found(session, "operator 177") == ["clearing decided clearing 36"]
        assert found(session, "operator 7") == []
