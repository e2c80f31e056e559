"""A document that clears somebody is listed as one: whom, on which day, in which words, and whom it accuses beside."""

from __future__ import annotations

from datetime import date, timedelta

from core.terms import FlagKind, FlagState, Role
from store import flags, search, views
from store.search import DocumentHit, SearchFilter
from store.session import Database, Session
from store.views.cleared import accused_in, cleared_in
from tests.store.make import NOON, REPORT, mention, register, report
from tests.store.test_doubtful import MAY_BE, clears, decide_alone, known

ACQUITTED = "El tribunal absolvió a ViveOnline."


def acquittal(session: Session, number: int, *others: str) -> int:
    """A report that acquits ViveOnline, and names others as leads; its flag."""
    acquitted = mention("ViveOnline", cleared=True, role=Role.VICTIM, status_sentence=ACQUITTED)
    return report(session, number, [acquitted, *map(mention, others)], source_id="co_hora") or 0


def hits(session: Session) -> dict[int, DocumentHit]:
    everything = SearchFilter(label=REPORT)
    return {each.revision_id: each for each in search.find_documents(session, search.Asked(), everything)}


def dismiss(session: Session, flag_id: int) -> None:
    said = {"who": "ana", "why": "goods", "expected_version": views.flag(session, flag_id).summary.version, "now": NOON}
    flags.decide(session, flag_id, FlagState.DISMISSED, **said)  # type: ignore[arg-type]


def test_what_only_clears_is_no_report_of_smuggling(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention("ViveOnline")])
        flag_id = acquittal(session, 20_000)
        accusing, clearing = hits(session)[1], hits(session)[2]
        assert (accusing.cleared, accusing.about, accusing.is_lead, accusing.only_clears) == (
            (),
            (REPORT,),
            True,
            False,
        )
        (line,) = clearing.cleared
        assert (line.operator_id, line.name, line.sentence, line.is_unsure) == (1, "ViveOnline", ACQUITTED, False)
        assert line.on == (NOON + timedelta(minutes=20_000)).date()
        assert (clearing.flag_kind, clearing.labels, clearing.about) == (FlagKind.CLEARANCE, (REPORT,), ())
        assert not clearing.is_lead
        (said,) = views.flag(session, flag_id).summary.cleared
        (quoted,) = views.operator(session, 1).cleared
        assert said == quoted == line == search.text(session, 2).cleared[0]
        assert (search.text(session, 2).flag_id, search.text(session, 2).clearance_id) == (flag_id, flag_id)
        assert views.operator(session, 1).mentions[0].sentence != ACQUITTED


def test_what_clears_one_and_accuses_another_says_both(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention("ViveOnline")])
        lead = acquittal(session, 20_000, "Kantuta")
        hit = hits(session)[2]
        assert [line.name for line in hit.cleared] == ["ViveOnline"]
        assert [name for _id, name in hit.accused] == ["Kantuta"]
        assert (hit.flag_id, hit.is_lead, hit.about) == (lead, True, (REPORT,))
        assert views.flag(session, lead).summary.kind is FlagKind.LEAD
        assert [line.name for line in views.flag(session, lead).summary.cleared] == ["ViveOnline"]
        whole = search.text(session, 2)
        assert (whole.flag_id, whole.clearance_id) == (lead, lead + 1)
        assert [name for _id, name in whole.operators] == ["Kantuta"]
        dismiss(session, lead)
        assert accused_in(session, [2]) == {}
        assert (hits(session)[2].about, hits(session)[2].is_lead) == ((), False)


def test_a_dismissed_clearance_clears_nobody_and_says_who_dismissed_it(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention("ViveOnline")])
        dismiss(session, acquittal(session, 20_000))
        hit = hits(session)[2]
        (line,) = hit.cleared
        assert line.refusal is not None
        assert (line.counts, line.refusal.who, hit.only_clears, hit.about) == (False, "ana", False, (REPORT,))


def test_whom_it_merely_may_mean_is_told_so_until_a_person_says_more(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        detail = clears(session, 3, "Expreso Lontra Clara")
        version = detail.revisions[0].revision_id

        def told() -> list[tuple[int, bool, bool]]:
            return [(each.operator_id, each.is_unsure, each.counts) for each in cleared_in(session, [version])[version]]

        assert told() == [(1, False, True), (2, True, True)]
        (line,) = views.operator(session, 2).cleared
        assert (line.name, line.is_unsure, line.on) == (MAY_BE, True, date(2021, 2, 12))
        decide_alone(session, FlagState.CONFIRMED)
        assert told() == [(1, False, True), (2, False, True)]
        decide_alone(session, FlagState.IN_REVIEW)
        decide_alone(session, FlagState.DISMISSED)
        assert told()[1] == (2, True, False)


def test_many_are_told_at_once_and_the_newest_first(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
        for number in range(20_000, 20_006):
            acquittal(session, number)
        found = cleared_in(session, range(1, 20))
        assert sorted(found) == [2, 3, 4, 5, 6, 7]
        days = [line.on for line in views.operator(session, 1).cleared]
        assert (len(days), days) == (6, sorted(days, reverse=True))
        assert views.operator(session, 1, listed=4).cleared == views.operator(session, 1).cleared[:4]
