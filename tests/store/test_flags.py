"""One flag a story and kind; copies join, evidence moves its version, people move its state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.errors import ConflictError, InputError, NotFoundError
from core.terms import DocumentKind, DocumentLabel, FlagKind, FlagState, LegalStatus, Role, Verdict
from store import audit, decided, flags, views
from store.identity import judge
from store.identity.judge import Signature
from store.session import Database, Session
from store.tables import DecisionRow
from store.ways import Way
from tests.store.make import NOON, OFFER, REPORT, analysis, capture, mention, phone, read, register, report, save

WIRE = " ".join(f"palabra{number} sobre el caso de la frontera norte" for number in range(40))
LATER = NOON + timedelta(hours=1)
CLEARED = mention("ViveOnline", cleared=True, role=Role.VICTIM)


def _story(
    session: Session, number: int, source_id: str, *names: str, labels: tuple[DocumentLabel, ...] = (REPORT,)
) -> int | None:
    saved = save(session, capture(number, source_id=source_id), WIRE, title=f"Title {number}")
    return read(session, analysis(saved.revision_id, [mention(name) for name in names], labels=labels), now=LATER)


def _decide(session: Session, flag_id: int, to: FlagState, version: int, *, why: str = "seen") -> int:
    return flags.decide(session, flag_id, to, who="ana", why=why, expected_version=version, now=LATER)


def test_a_report_is_a_lead_with_its_reason(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        first = report(session, 1, [mention("ViveOnline")])
        advert = report(
            session, 2000, [mention("Vive Online")], [phone("+573000000017")], labels=(OFFER,), kind=DocumentKind.AD
        )
        third = report(
            session,
            3000,
            [mention("ViveOnline", status=LegalStatus.CHARGED)],
            [phone("+573000000017")],
            source_id="co_hora",
        )
        assert first is not None
        assert advert is not None
        assert third is not None
        line = views.flag(session, first).summary
        assert (line.kind, line.state, line.version, line.evidence_version) == (FlagKind.LEAD, FlagState.NEW, 1, 1)
        assert line.reason == (
            "Report in Cl Voz of smuggling or trafficking; ViveOnline: reported as operator; route CO→EC→PE→BO→CL"
        )
        assert line.operators == ((1, "ViveOnline"),)
        assert (line.labels, line.score, line.route) == ((REPORT,), 0.8, ("CO", "EC", "PE", "BO", "CL"))
        assert views.flag(session, advert).summary.reason == (
            "Advert with signs of a smuggling offer in Cl Voz; ViveOnline: named as advertiser; "
            "route CO→EC→PE→BO→CL; named since 2021-01-23"
        )
        assert views.flag(session, third).summary.reason == (
            "Report in Co Hora of smuggling or trafficking; ViveOnline: reported as charged; route CO→EC→PE→BO→CL; "
            "phone shared with 1 other document; named since 2021-01-23"
        )


def test_nothing_without_a_label_and_nothing_twice(database: Database) -> None:
    with database.transaction() as session:
        assert report(session, 1, [mention("ViveOnline")], labels=()) is None
        assert flags.pending(session, 10) == []
        flag_id = report(session, 2, [mention("ViveOnline")])
        assert flags.raise_flag(session, 2, None, LATER) == flag_id
        detail = views.flag(session, flag_id or 0)
    assert [event.what for event in detail.events] == ["raised"]
    assert detail.summary.version == 1


def test_a_report_that_names_nobody_is_a_lead_without_operators(database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 1, [mention("Fiscalía", role=Role.AUTHORITY)])
        line = views.flag(session, flag_id or 0).summary
        assert line.operators == ()
        assert line.reason.startswith("Report in cl_voz of smuggling or trafficking that names no operator")
        assert [group.operator for group in views.tonight(session, NOON)] == [None]


def test_a_wire_copy_joins(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        first = _story(session, 1, "cl_voz", "ViveOnline")
        assert _story(session, 2, "co_hora", "ViveOnline") == first
        detail = views.flag(session, first or 0)
    line = detail.summary
    assert (line.version, line.also_published, line.independent_sources) == (1, 1, 1)
    assert [copy.source_id for copy in detail.copies] == ["co_hora"]
    assert [(event.what, event.details) for event in detail.events][1:] == [("copy", "Co Hora: Title 2")]
    assert line.source_id == "cl_voz"


def test_new_evidence_moves_the_version(database: Database) -> None:
    with database.transaction() as session:
        first = _story(session, 1, "cl_voz", "ViveOnline") or 0
        _story(session, 2, "co_hora", "ViveOnline", "Kantuta", labels=(REPORT, OFFER))
        line = views.flag(session, first).summary
        assert (line.version, line.evidence_version) == (2, 2)
        assert line.labels == (REPORT, OFFER)
        assert [name for _id, name in line.operators] == ["ViveOnline", "Kantuta"]
        edited = save(session, capture(3, path="1", at=LATER), WIRE + " y algo nuevo", title="Title 1, corrected")
        weaker = replace(analysis(edited.revision_id, [mention("ViveOnline"), mention("Zorzal")]), scores={REPORT: 0.6})
        read(session, weaker, now=LATER)
        detail = views.flag(session, first)
    assert (detail.summary.version, detail.summary.title) == (3, "Title 1, corrected")
    assert detail.summary.score == 0.6  # of the version that is shown
    assert detail.events[-1].what == "revised"
    assert detail.events[-1].details == "adds Zorzal"
    assert len(detail.revisions) == 2
    assert detail.capture.capture_id == capture(3).capture_id
    assert [name for _id, name in detail.summary.operators] == ["ViveOnline", "Kantuta", "Zorzal"]


def test_a_new_contact_point_or_a_graver_standing_brings_a_dismissed_flag_back(database: Database) -> None:
    def revised(number: int, status: LegalStatus, *contacts: str) -> views.FlagSummary:
        edited = save(session, capture(number, path="1", at=LATER), f"{WIRE} y lo que llegó de {number}")
        said = [mention("ViveOnline", status=status)]
        read(session, analysis(edited.revision_id, said, [phone(each) for each in contacts]), now=LATER)
        return views.flag(session, flag_id).summary

    with database.transaction() as session:
        saved = save(session, capture(1), WIRE, title="Title 1")
        first = analysis(saved.revision_id, [mention("ViveOnline")], [phone("+573000000017")])
        flag_id = read(session, first, now=LATER) or 0
        version = _decide(session, flag_id, FlagState.DISMISSED, 1)
        same = revised(2, LegalStatus.REPORTED, "+573000000017")
        assert (same.version, same.new_evidence) == (version, False)
        number = revised(3, LegalStatus.REPORTED, "+573000000017", "+573000000029")
        assert (number.version, number.new_evidence) == (version + 1, True)
        assert number.new_since == ("adds phone +573000000029",)
        _decide(session, flag_id, FlagState.IN_REVIEW, version + 1)
        _decide(session, flag_id, FlagState.DISMISSED, version + 2)
        convicted = revised(4, LegalStatus.CONVICTED, "+573000000029")
        assert convicted.new_since == ("adds ViveOnline (convicted)",)
        assert "; ViveOnline: reported as convicted; " in convicted.reason
        lower = revised(5, LegalStatus.CHARGED, "+573000000017")
        assert lower.version == convicted.version  # whoever is convicted was charged: nothing new


def test_another_entry_of_the_same_operator_is_no_new_evidence(database: Database) -> None:
    """A copy under the operator's other name brought the dismissed flag back, with nothing new in it."""

    def copied(session: Session, number: int, name: str, status: LegalStatus) -> views.FlagSummary:
        saved = save(session, capture(number, source_id=f"cl_{number}"), WIRE)
        flag_id = read(session, analysis(saved.revision_id, [mention(name, status=status)]), now=LATER) or 0
        return views.flag(session, flag_id).summary

    with database.transaction() as session:
        for number, name in enumerate(("Ruta Zorzal", "Kantuta Viajes"), start=1):
            report(session, number, [mention(name)])
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one phone", NOON))
        flag_id = copied(session, 3, "Ruta Zorzal", LegalStatus.CHARGED).flag_id
        _decide(session, flag_id, FlagState.DISMISSED, 1)
        line = copied(session, 4, "Kantuta Viajes", LegalStatus.CHARGED)
        assert (line.flag_id, line.version, line.evidence_version, line.new_evidence) == (flag_id, 2, 1, False)
        assert copied(session, 5, "Kantuta Viajes", LegalStatus.CONVICTED).evidence_version == 2  # a graver standing is
        judge.split(session, 2, Signature("ana", "two firms", NOON))
        assert {key for key, _name in views.flag(session, flag_id).summary.operators} == {1, 2}


def test_what_a_copy_adds_is_told_by_the_name_of_its_operator(database: Database) -> None:
    """The entry that it was linked to is an advert's number, which a person found to be Kantuta's."""
    with database.transaction() as session:
        number = phone("+573000000017")
        report(session, 1, [], [number], labels=(OFFER,), kind=DocumentKind.AD)
        report(session, 9000, [mention("Kantuta Viajes")])
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one phone", NOON))
        copies = [save(session, capture(3 + copy, source_id=f"cl_{copy}"), WIRE) for copy in (0, 1)]
        flag_id = read(session, analysis(copies[0].revision_id, [mention("Ruta Zorzal")])) or 0
        read(session, analysis(copies[1].revision_id, [], [number], labels=(OFFER,)), now=LATER)
        flag = views.flag(session, flag_id)
        assert "adds Kantuta Viajes, smuggling_offer, phone +573000000017" in flag.events[-1].details


def test_a_clearance_is_a_flag_of_its_own_and_never_a_lead(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")])
        flag_id = report(session, 2, [CLEARED], labels=())
        assert report(session, 3, [CLEARED]) is not None  # it carries a label, and still is no lead
        assert report(session, 4, [mention("Desconocida", cleared=True)]) is None
        lines = views.flags(session)
    assert [line.kind for line in lines] == [FlagKind.CLEARANCE, FlagKind.CLEARANCE, FlagKind.LEAD]
    line = lines[1]
    assert line.flag_id == flag_id
    assert line.operators == ((1, "ViveOnline"),)
    assert line.reason.startswith("ViveOnline: reported as cleared or impersonated in Cl Voz; proposed for downgrade")


def test_confirming_a_clearance_lowers_the_standing_until_something_new_is_said(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline", status=LegalStatus.CHARGED)])
        flag_id = report(session, 2, [CLEARED], labels=()) or 0
        assert views.operators(session)[0].status is LegalStatus.CHARGED
        _decide(session, flag_id, FlagState.CONFIRMED, 1)
        assert views.operators(session)[0].status is LegalStatus.CLEARED
        report(session, 3, [mention("ViveOnline")], at=NOON + timedelta(days=9))
        assert views.operators(session)[0].status is LegalStatus.REPORTED


def test_decisions_stay_on_record(database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 1, [mention("ViveOnline")]) or 0
        assert _decide(session, flag_id, FlagState.IN_REVIEW, 1) == 2
        assert _decide(session, flag_id, FlagState.CONFIRMED, 2, why="two sources") == 3
        detail = views.flag(session, flag_id)
    assert detail.summary.state is FlagState.CONFIRMED
    assert detail.allowed_moves == (FlagState.IN_REVIEW,)
    assert [(line.from_state, line.to_state, line.who, line.why) for line in detail.decisions] == [
        (FlagState.NEW, FlagState.IN_REVIEW, "ana", "seen"),
        (FlagState.IN_REVIEW, FlagState.CONFIRMED, "ana", "two sources"),
    ]


def test_only_allowed_signed_and_reasoned_moves(database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 1, [mention("ViveOnline")]) or 0
        with pytest.raises(InputError, match=r"is new and can't become new.*Allowed: confirmed"):
            _decide(session, flag_id, FlagState.NEW, 1)
        with pytest.raises(InputError, match="needs a reason"):
            _decide(session, flag_id, FlagState.DISMISSED, 1, why=" ")
        with pytest.raises(InputError, match="needs a name"):
            flags.decide(session, flag_id, FlagState.DISMISSED, who=" ", why="x", expected_version=1, now=NOON)
        with pytest.raises(NotFoundError, match="no flag 99"):
            _decide(session, 99, FlagState.DISMISSED, 1)
        assert session.scalars(select(DecisionRow)).all() == []


def test_the_slower_of_two_is_told(database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 1, [mention("ViveOnline")]) or 0
    with database.reading() as slow:
        seen = views.flag(slow, flag_id).summary.version
    with database.transaction() as fast:
        _decide(fast, flag_id, FlagState.DISMISSED, seen, why="no smuggler")
    with (
        pytest.raises(ConflictError, match=r"ana made it dismissed.*Read it again"),
        database.transaction() as session,
    ):
        _decide(session, flag_id, FlagState.CONFIRMED, seen)


def test_two_deciding_at_the_same_moment(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite lets one write at a time")
    with database.transaction() as session:
        flag_id = report(session, 1, [mention("ViveOnline")]) or 0
    with database.transaction() as slow:
        views.flag(slow, flag_id)  # the row is in this session, as it was
        with database.transaction() as fast:
            _decide(fast, flag_id, FlagState.CONFIRMED, 1)
        with pytest.raises(ConflictError, match="ana made it confirmed"):
            _decide(slow, flag_id, FlagState.DISMISSED, 1)


def test_a_dismissed_flag_comes_back_on_new_evidence_and_says_which(database: Database) -> None:
    with database.transaction() as session:
        flag_id = _story(session, 1, "cl_voz", "ViveOnline") or 0
        _decide(session, flag_id, FlagState.DISMISSED, 1)
        assert views.tonight(session, NOON) == []
        assert views.open_flags(session) == 0
        _story(session, 2, "co_hora", "ViveOnline")  # a copy adds nothing
        assert views.tonight(session, NOON) == []
        _story(session, 3, "ec_andes", "ViveOnline", "Kantuta")
        (line, _same) = (group.flags[0] for group in views.tonight(session, NOON))
        assert (line.state, line.new_evidence, line.flag_id) == (FlagState.DISMISSED, True, flag_id)
        assert [operator.open_flags for operator in views.operators(session)] == [1, 1]
        assert views.flag(session, flag_id).events[-1].details == "ec_andes: Title 3; adds Kantuta"
        with pytest.raises(ConflictError, match="new evidence came in"):
            _decide(session, flag_id, FlagState.IN_REVIEW, 2)
        _decide(session, flag_id, FlagState.IN_REVIEW, line.version)
        assert views.flag(session, flag_id).summary.new_evidence is False


@pytest.mark.parametrize("state", [FlagState.CONFIRMED, FlagState.DISMISSED, FlagState.NEEDS_MORE])
def test_new_evidence_may_be_seen_and_a_flag_stays_as_it_is(database: Database, state: FlagState) -> None:
    """A confirmed lead with new evidence could only be taken back into review."""
    with database.transaction() as session:
        flag_id = _story(session, 1, "cl_voz", "ViveOnline") or 0
        _decide(session, flag_id, state, 1)
        with pytest.raises(InputError, match="can't become"):  # nothing came since
            _decide(session, flag_id, state, 2)
        _story(session, 2, "ec_andes", "ViveOnline", "Kantuta")
        detail = views.flag(session, flag_id)
        assert (detail.summary.new_evidence, detail.summary.version) == (True, 3)
        assert state in detail.allowed_moves
        with pytest.raises(InputError, match="needs a reason"):
            _decide(session, flag_id, state, 3, why=" ")
        assert flags.stays(session, flag_id, state)
        assert _decide(session, flag_id, state, 3, why="read it: the same firm") == 4
        assert not flags.stays(session, flag_id, state)
        seen = views.flag(session, flag_id)
        assert (seen.summary.state, seen.summary.new_evidence, seen.summary.new_since) == (state, False, ())
        assert [(each.stays, each.why) for each in seen.decisions] == [
            (False, "seen"),
            (True, "read it: the same firm"),
        ]
        (entry,) = audit.entries(session, limit=1)
        assert (entry.action, entry.details["from"], entry.details["to"]) == ("flag decided", state, state)
        assert state not in seen.allowed_moves
        assert decided.faults(session) == []


def test_who_leaves_it_confirmed_proposes_that_where_four_eyes_are_asked_for(database: Database) -> None:
    with database.transaction() as session:
        flag_id = _story(session, 1, "cl_voz", "ViveOnline") or 0
        for who, version in (("ana", 1), ("ben", 2)):
            said = {"who": who, "why": "read", "now": NOON, "expected_version": version}
            flags.decide(session, flag_id, FlagState.CONFIRMED, four_eyes=True, **said)  # type: ignore[arg-type]
        _story(session, 2, "ec_andes", "ViveOnline", "Kantuta")
        said = {"why": "read", "now": NOON, "four_eyes": True}
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", expected_version=4, **said)  # type: ignore[arg-type]
        line = views.flag(session, flag_id).summary
        assert (line.state, line.proposed_by) == (FlagState.IN_REVIEW, "ana")
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ben", expected_version=5, **said)  # type: ignore[arg-type]
        assert views.flag(session, flag_id).summary.state is FlagState.CONFIRMED


def test_a_version_that_never_was_is_no_change_of_others(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        _story(session, 1, "cl_voz", "ViveOnline")
        with pytest.raises(InputError, match="has no version 99: it is at 1"):
            _decide(session, 1, FlagState.IN_REVIEW, 99)


def test_four_eyes(database: Database) -> None:
    def confirm(session: Session, who: str, version: int) -> int:
        return flags.decide(
            session,
            1,
            FlagState.CONFIRMED,
            who=who,
            why="seen",
            expected_version=version,
            now=LATER,
            four_eyes=True,
        )

    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        _story(session, 1, "cl_voz", "ViveOnline")
        assert confirm(session, "Ana", 1) == 2
        detail = views.flag(session, 1)
        assert (detail.summary.state, detail.decisions[-1].proposes) == (FlagState.IN_REVIEW, FlagState.CONFIRMED)
        with pytest.raises(InputError, match="Ana proposed to confirm it, and can't be the second person"):
            confirm(session, "ana ", 2)
        with pytest.raises(InputError, match="can't be the second person"):
            confirm(session, "Аnа", 2)  # with two Cyrillic letters
        _story(session, 2, "co_hora", "Kantuta")  # new evidence: what was proposed before it doesn't count
        assert confirm(session, "ben", 3) == 4
        assert views.flag(session, 1).summary.state is FlagState.IN_REVIEW
        assert confirm(session, "ana", 4) == 5
        detail = views.flag(session, 1)
        assert detail.summary.state is FlagState.CONFIRMED
        assert [(d.who, d.to_state, d.proposes) for d in detail.decisions] == [
            ("Ana", FlagState.IN_REVIEW, FlagState.CONFIRMED),
            ("ben", FlagState.IN_REVIEW, FlagState.CONFIRMED),
            ("ana", FlagState.CONFIRMED, None),
        ]


def test_a_flag_that_was_decided_on_is_among_the_latest_again(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        for number, name in enumerate(("ViveOnline", "Kantuta", "Zorzal")):
            report(session, 1 + number * 9000, [mention(name)])
        assert [line.flag_id for line, _changed in views.lately(session, limit=1)] == [3]
        _decide(session, 1, FlagState.DISMISSED, 1)
        (newest, raised), (old, decided) = views.lately(session, limit=1)
        assert (newest.flag_id, raised) == (3, newest.updated_at)
        assert (old.flag_id, old.state, decided) == (1, FlagState.DISMISSED, LATER)


def test_an_old_flag_that_is_withdrawn_read_again_or_grown_is_among_the_latest_again(database: Database) -> None:
    """Behind a hundred newer ones no feed reader heard that a lead was withdrawn, which a new reader does to many."""
    with database.transaction() as session:
        register(session, "cl_voz")
        for number in (1, 2):
            report(session, number, [mention("Kantuta" if number == 1 else "Ruta Zorzal")])
        told = []
        for day, (labels, names) in enumerate((((), ()), ((REPORT,), ("Kantuta",)), ((OFFER,), ("Kantuta",))), start=1):
            now = NOON + timedelta(days=day)
            read(session, analysis(1, map(mention, names), labels=labels, reader=f"rules 1.{day}"), now=now)
            lately = {line.flag_id: (line.withdrawn, changed) for line, changed in views.lately(session, limit=1)}
            told.append(lately[1])
        assert told == [(day == 1, NOON + timedelta(days=day)) for day in (1, 2, 3)]


def test_one_caller_is_one_pair_of_eyes_whatever_name_is_typed(database: Database) -> None:
    def confirm(session: Session, who: str, version: int, caller: str) -> int:
        return flags.decide(
            session,
            1,
            FlagState.CONFIRMED,
            who=who,
            why="seen",
            expected_version=version,
            now=LATER,
            four_eyes=True,
            way=Way(caller=caller),
        )

    with database.transaction() as session:
        register(session, "cl_voz")
        _story(session, 1, "cl_voz", "ViveOnline")
        assert confirm(session, "Ana", 1, "carla") == 2
        for _look in range(101):  # they stood before the decision, and nobody knew its caller any more
            audit.record(session, "viewed", "carla", "flag 1")
        with pytest.raises(InputError, match="carla proposed to confirm it as Ana, and can't be the second person"):
            confirm(session, "Bea", 2, "carla")
        (entry,) = audit.entries(session, subject="flag 1", action="flag decided")
        assert (entry.actor, entry.details["caller"]) == ("Ana", "carla")
        for _look in range(101):
            audit.record(session, "viewed", "Bea", "flag 1")
        with pytest.raises(InputError, match="carla proposed to confirm it as Ana"):
            confirm(session, "Bea", 2, "carla")  # however often it was looked at in between
        assert confirm(session, "Bea", 2, "dora") == 3
        assert views.flag(session, 1).summary.state is FlagState.CONFIRMED


def test_four_eyes_are_for_operators(database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 1)
        assert flag_id is not None
        flags.decide(
            session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=LATER, four_eyes=True
        )
        assert views.flag(session, flag_id).summary.state is FlagState.CONFIRMED


def test_a_dismissed_flag_says_what_is_new(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora", "ec_andes")
        _story(session, 1, "cl_voz", "ViveOnline")
        _decide(session, 1, FlagState.DISMISSED, 1)
        _story(session, 2, "co_hora", "ViveOnline")
        assert views.flag(session, 1).summary.new_since == ()
        assert views.tonight(session, NOON) == []
        _story(session, 3, "ec_andes", "ViveOnline", "Kantuta")
        line = views.flag(session, 1).summary
        assert line.new_evidence
        assert line.new_since == ("Ec Andes: Title 3; adds Kantuta",)
        assert views.added_after(session, {1: 1, 2: 0}) == {1: line.new_since}
        assert views.added_after(session, {1: line.evidence_version}) == {}
