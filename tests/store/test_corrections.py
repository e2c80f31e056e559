"""A person corrects what was read of a standing: the lead stays, what is corrected counts so everywhere, and something
new counts as it is read."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from core.errors import ConflictError, InputError, NotFoundError
from core.terms import FlagKind, FlagState, LegalStatus, Role, Verdict
from store import analyses, audit, decided, flags, search, sql, views
from store.exchange.entries import entries
from store.flagging import corrections
from store.identity import judge
from store.identity.judge import Signature
from store.outgoing import webhook_events, webhooks
from store.search import SearchFilter
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database, Session
from store.tables import DeliveryRow
from store.views import FlagFilter
from store.views.history_records import StatusLine
from tests.store.make import NOON, analysis, capture, mention, read, register, report, save

FIRM, CLERK = "Rota Lontra", "Ines Zorzal"
REPORTED, CHARGED, CONVICTED = LegalStatus.REPORTED, LegalStatus.CHARGED, LegalStatus.CONVICTED
LATER = NOON + timedelta(days=9)
STORY = "Acusan a la agencia por la ruta del norte "


def lead(session: Session) -> int:
    """A report that names a firm and its clerk as charged, and a copy of it; the flag."""
    register(session, "cl_voz", "co_hora", "ec_andes")
    return report(session, 1, [mention(FIRM, status=CHARGED), mention(CLERK, status=CHARGED, at=90)]) or 0


def statements(session: Session, name: str) -> tuple[StatusLine, ...]:
    return views.operator(session, entry(session, name)).statuses


def entry(session: Session, name: str) -> int:
    return next(line.operator_id for line in views.operators(session) if line.name == name)


def correct(session: Session, name: str, to: LegalStatus | None, *, who: str = "Ana", why: str = "a namesake") -> int:
    line = statements(session, name)[0]
    return corrections.correct(
        session, line.statement_id, to, who=who, why=why, expected_version=line.version, now=LATER
    )


def standing(session: Session, name: str) -> LegalStatus | None:
    return views.operator_line(session, entry(session, name)).status


def rungs(session: Session, name: str) -> list[tuple[LegalStatus, int]]:
    return [(rung.status, rung.documents) for rung in views.operator(session, entry(session, name)).ladder]


def test_who_is_not_accused_is_no_lead_and_the_others_stay(database: Database) -> None:
    """A lead that named a firm rightly and a clerk wrongly could be dismissed for both, or for none."""
    with database.transaction() as session:
        flag_id = lead(session)
        assert correct(session, CLERK, None) == 1
        flag = views.flag(session, flag_id).summary
        assert ([name for _id, name in flag.operators], [name for _id, name in flag.corrected_operators]) == (
            [FIRM],
            [CLERK],
        )
        assert CLERK in flag.reason
        assert CLERK not in flag.reason_now
        assert FIRM in flag.reason_now
        line = views.operator_line(session, entry(session, CLERK))
        assert (line.status, line.dismissed, line.documents, line.dismissed_documents, line.open_flags) == (
            None,
            True,
            0,
            1,
            0,
        )
        assert (standing(session, FIRM), rungs(session, CLERK)) == (CHARGED, [])
        assert [each.name for each in entries(session)] == [FIRM]
        (said,) = statements(session, CLERK)
        assert said.refusal is not None
        assert (said.refusal.who, said.refusal.is_correction, said.stands_as) == ("Ana", True, None)
        (named,) = views.operator(session, entry(session, CLERK)).mentions
        assert named.refusal == said.refusal
        (exhibit,) = views.exhibits(session, [entry(session, CLERK)])
        assert exhibit.refusal == said.refusal


def test_to_confirm_the_lead_confirms_nothing_of_who_is_not_accused(database: Database) -> None:
    with database.transaction() as session:
        flag_id = lead(session)
        correct(session, CLERK, None)
        version = views.flag(session, flag_id).summary.version
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=version, now=LATER)
        assert [each.name for each in entries(session, confirmed=True)] == [FIRM]
        correct(session, CLERK, CHARGED, why="the court's file names her")
        assert sorted(each.name for each in entries(session, confirmed=True)) == [CLERK, FIRM]


def test_a_standing_that_was_read_too_high_stands_lower_everywhere(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        correct(session, FIRM, REPORTED, why="it quotes the police, no charge")
        assert (standing(session, FIRM), rungs(session, FIRM)) == (REPORTED, [(REPORTED, 1)])
        line = views.operator_line(session, entry(session, FIRM))
        assert (line.documents, line.dismissed) == (1, False)
        asked = search.understand(session, "")
        for status, found in ((CHARGED, [CLERK]), (REPORTED, [FIRM])):
            people = search.find_operators(session, asked, SearchFilter(status=status))
            assert [each.name for each in people] == found
            assert len(search.find_documents(session, asked, SearchFilter(status=status))) == 1
        assert {each.name: each.standing for each in entries(session)} == {FIRM: REPORTED, CLERK: CHARGED}
        (said,) = statements(session, FIRM)
        assert (said.status, said.stands_as, said.refusal) == (CHARGED, REPORTED, None)


def test_a_correction_is_taken_back(database: Database) -> None:
    with database.transaction() as session:
        flag_id = lead(session)
        correct(session, CLERK, None)
        assert correct(session, CLERK, CHARGED, who="Ben", why="she is meant") == 2
        assert (standing(session, CLERK), rungs(session, CLERK)) == (CHARGED, [(CHARGED, 1)])
        assert len(views.flag(session, flag_id).summary.operators) == 2
        (said,) = statements(session, CLERK)
        assert [(each.stands_as, each.who) for each in said.corrections] == [(None, "Ana"), (CHARGED, "Ben")]


def test_copies_are_corrected_with_it_and_come_back_with_it(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        for number, source_id in ((2, "co_hora"), (3, "ec_andes")):
            saved = save(session, capture(number, source_id=source_id), STORY * 20)
            read(session, analysis(saved.revision_id, [mention(FIRM, status=CONVICTED)]))
        assert (standing(session, FIRM), rungs(session, FIRM)) == (CONVICTED, [(CHARGED, 1), (CONVICTED, 2)])
        correct(session, FIRM, REPORTED, why="another firm was convicted")
        assert rungs(session, FIRM) == [(REPORTED, 2), (CHARGED, 1)]
        correct(session, FIRM, None)
        assert rungs(session, FIRM) == [(CHARGED, 1)]
        correct(session, FIRM, CONVICTED)
        assert rungs(session, FIRM) == [(CHARGED, 1), (CONVICTED, 2)]


def test_a_copy_in_the_same_words_stands_corrected_and_one_that_says_more_counts(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora", "ec_andes", "br_norte")
        first = save(session, capture(1), STORY * 20)
        read(session, analysis(first.revision_id, [mention(FIRM, status=CHARGED)]))
        correct(session, FIRM, None)
        copy = save(session, capture(2, source_id="co_hora"), STORY * 20)
        read(session, analysis(copy.revision_id, [mention(FIRM, status=CHARGED)]))
        assert (standing(session, FIRM), views.operator_line(session, 1).dismissed) == (None, True)
        newest = statements(session, FIRM)[0]
        assert [(each.stands_as, each.is_by_watch, each.why) for each in newest.corrections] == [
            (None, True, "a namesake")
        ]
        more = save(session, capture(3, source_id="ec_andes"), STORY * 20)
        said = mention(FIRM, status=CHARGED, sentence="The firm's own books show the fares.")
        read(session, analysis(more.revision_id, [said]))
        assert (standing(session, FIRM), rungs(session, FIRM)) == (CHARGED, [(CHARGED, 1)])
        assert not views.operator_line(session, 1).dismissed
        assert decided.faults(session) == []


def test_a_newer_reader_brings_nothing_back_and_a_changed_page_does(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        correct(session, FIRM, None)
        (revision,) = {each.revision_id for each in views.operator(session, 1).mentions}
        again = [mention(FIRM, status=CONVICTED, sentence="Read in another way.")]
        read(session, analysis(revision, again, reader="r2"))
        assert standing(session, FIRM) is None
        changed = save(session, capture(1, at=LATER), "Quite another text of the same page " * 9)
        read(session, analysis(changed.revision_id, [mention(FIRM, status=CHARGED, sentence="He was charged.")]))
        assert standing(session, FIRM) is CHARGED
        line = next(each for each in statements(session, FIRM) if each.status is CHARGED)
        assert [(each.stands_as, each.is_by_watch) for each in line.corrections] == [(None, False), (CHARGED, True)]
        assert decided.faults(session) == []


def test_what_a_list_says_is_corrected_alone(database: Database) -> None:
    with database.transaction() as session:
        loading.load(session, [Seed("x-1", FIRM, status=CHARGED, said_on=NOON.date())], NOON)
        correct(session, FIRM, None)
        assert standing(session, FIRM) is None
        loading.load(session, [Seed("x-1", FIRM, status=CHARGED, said_on=NOON.date())], LATER)
        assert standing(session, FIRM) is None  # it says it again
        line = views.operator_line(session, 1)
        assert line.dismissed is False  # the list has it


def test_of_merged_entries_both_are_corrected_and_stay_so_when_they_are_parted(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        clerk = entry(session, CLERK)
        judge.judge(session, 1, clerk, Verdict.SAME, Signature("Ana", "one", NOON), seen=0)
        correct(session, FIRM, None)
        assert standing(session, FIRM) is None
        judge.judge(session, 1, clerk, Verdict.DIFFERENT, Signature("Ana", "two", LATER), seen=1)
        assert (standing(session, FIRM), standing(session, CLERK)) == (None, None)


def test_nobody_corrects_over_anothers_head_or_without_a_reason(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        number = statements(session, FIRM)[0].statement_id
        good = {"who": "Ben", "why": "read it", "expected_version": 0, "now": LATER}
        for wrong, told in (
            ({"why": " "}, "needs a reason"),
            ({"who": ""}, "needs a name"),
            ({"expected_version": 4}, "has no version 4"),
        ):
            with pytest.raises(InputError, match=told):
                corrections.correct(session, number, None, **(good | wrong))  # type: ignore[arg-type]
        for to, told in (
            (CHARGED, "stands so already"),
            (CONVICTED, "people add nothing"),
            (LegalStatus.CLEARED, "add"),
        ):
            with pytest.raises(InputError, match=told):
                corrections.correct(session, number, to, **good)  # type: ignore[arg-type]
        correct(session, FIRM, None)
        with pytest.raises(ConflictError, match="Ana made it no accusation"):
            corrections.correct(session, number, REPORTED, **good)  # type: ignore[arg-type]


def test_who_is_cleared_is_decided_on_elsewhere(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(FIRM)])
        report(session, 2, [mention(FIRM, cleared=True, role=Role.VICTIM)], labels=(), text="Another ")
        cleared = next(each for each in statements(session, FIRM) if each.status is LegalStatus.CLEARED)
        assert cleared.choices == ()
        for number in (cleared.statement_id, 999):
            with pytest.raises(NotFoundError):
                corrections.correct(session, number, None, who="a", why="b", expected_version=0, now=LATER)
        assert views.flag(session, 2).summary.kind is FlagKind.CLEARANCE


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE corrections SET who = 'eve'", "decision of version 1: its who is not the one of audit"),
        ("UPDATE corrections SET stands_as = 'charged'", "decision of version 1: its to is not the one of"),
        ("DELETE FROM corrections", "the decision of version 1 is gone; audit entry"),
        ("UPDATE corrections SET version = 3", "the audit log knows no decision of version 3"),
    ],
)
def test_a_correction_that_was_changed_without_the_log_is_told(database: Database, change: str, fault: str) -> None:
    with database.transaction() as session:
        lead(session)
        correct(session, FIRM, None)
        assert decided.faults(session) == []
        (logged,) = audit.entries(session, subject=f"statement {statements(session, FIRM)[0].statement_id}")
        assert (logged.actor, logged.details["to"], logged.details["operator"]) == ("Ana", "", 1)
        session.execute(text(change))
        assert fault in "\n".join(decided.faults(session))


def test_who_keeps_a_copy_is_told(database: Database) -> None:
    """By what changed since, and by a webhook: whoever was posted the lead had the name in their system for good."""
    with database.transaction() as session:
        flag_id = lead(session)
        webhooks.add(session, "https://other.example/hook", who="ana", now=NOON)
        number = statements(session, CLERK)[0].statement_id
        since = LATER - timedelta(minutes=1)
        assert views.flags(session, FlagFilter(changed_since=since)) == []
        correct(session, CLERK, None)
        assert [each.flag_id for each in views.flags(session, FlagFilter(changed_since=since))] == [flag_id]
        assert views.flag(session, flag_id).summary.changed_at == LATER
        webhook_events.queue_new(session, "https://desk.example", LATER)
        told = [
            json.loads(row.body) for row in session.scalars(select(DeliveryRow)) if row.key.startswith("correction:")
        ]
    (event,) = told
    assert (event["event"], event["statement"]["id"], event["statement"]["stands_as"]) == (
        "statement.corrected",
        number,
        None,
    )
    assert event["statement"]["operators"] == [CLERK]
    assert "No lead" in event["statement"]["standings"][0]["caution"]
    assert "namesake" not in json.dumps(event)


def test_views_in_sql_tell_it(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        correct(session, CLERK, None)
        correct(session, FIRM, REPORTED)

    def asked(question: str) -> list[tuple[object, ...]]:
        with sql.ask(database, question, timeout_s=30) as answer:
            return [tuple(row) for row in answer.rows]

    told = asked("SELECT status, stands_as, CAST(dismissed AS INTEGER) FROM watch_statuses ORDER BY statement_id")
    assert told == [("charged", "reported", 0), ("charged", "", 1)]
    assert asked("SELECT CAST(dismissed AS INTEGER) FROM watch_mentions ORDER BY mention_id") == [(0,), (1,)]
    assert asked("SELECT stands_as, who FROM watch_corrections ORDER BY stands_as") == [
        ("", "Ana"),
        ("reported", "Ana"),
    ]


def test_what_its_line_names_is_without_whom_it_does_not_accuse(database: Database) -> None:
    """Mails and lists said 'Rota Lontra: reported as charged' of who stood alone in their standing, was merged, or was
    named with signs that the line has otherwise; and cut the name of another that ended alike."""
    with database.transaction() as session:
        register(session, "cl_voz")
        names = ("Kilo Sur, Zorzal", "Zorzal", "Grupo: Sol")
        statuses = (CHARGED, CHARGED, CONVICTED)
        flag_id = report(
            session,
            1,
            [mention(name, status=each, at=50 * n) for n, (name, each) in enumerate(zip(names, statuses, strict=True))],
        )
        assert flag_id is not None
        correct(session, "Zorzal", None)
        correct(session, "Grupo: Sol", None)
        told = views.flag(session, flag_id).summary.reason_now
        assert "; Kilo Sur, Zorzal: reported as charged; route" in told
        assert "Sol" not in told
        correct(session, "Kilo Sur, Zorzal", None)
        assert "reported as" not in views.flag(session, flag_id).summary.reason_now


def test_of_a_merged_entry_the_line_is_without_its_own_name(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention("Paso Kantuta")])
        flag_id = report(
            session, 2, [mention(FIRM, status=CHARGED), mention(CLERK, status=CHARGED, at=90)], text="Else "
        )
        judge.judge(session, 1, 2, Verdict.SAME, Signature("Ana", "one", NOON), seen=0)
        statement = views.statements_of_flag(session, flag_id or 0)[1]
        corrections.correct(session, statement, None, who="Ana", why="no", expected_version=0, now=LATER)
        told = views.flag(session, flag_id or 0).summary.reason_now
        assert (FIRM in told, CLERK in told) == (False, True)


def test_what_was_read_and_not_yet_linked_when_a_person_corrected_is_new(database: Database) -> None:
    """A night reads first and links later: what nobody had seen was corrected with the rest, in silence."""
    with database.transaction() as session:
        lead(session)
        changed = save(session, capture(1, at=LATER), "Quite another text of the same page " * 9)
        waits = analysis(
            changed.revision_id, [mention(FIRM, status=CONVICTED, sentence="The court convicted it today.")]
        )
        analyses.save(session, waits)
        correct(session, FIRM, None)
        read(session, waits)
        assert standing(session, FIRM) is CONVICTED


def test_what_is_taken_back_brings_back_no_other_correction(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        clerk = entry(session, CLERK)
        correct(session, CLERK, None, who="Ben", why="she is the victim")
        judge.judge(session, 1, clerk, Verdict.SAME, Signature("Ana", "one", NOON), seen=0)
        lines = {each.operator_id: each for each in views.operator(session, 1).statuses}
        for to in (None, CHARGED):
            line = views.statement(session, lines[1].statement_id).line
            corrections.correct(
                session, line.statement_id, to, who="Ana", why="x", expected_version=line.version, now=LATER
            )
        assert views.statement(session, lines[1].statement_id).line.stands_as is CHARGED
        assert views.statement(session, lines[clerk].statement_id).line.stands_as is None


def test_a_lowering_holds_against_a_newer_reader_and_under_another_entry(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        correct(session, FIRM, REPORTED)
        (revision,) = {each.revision_id for each in views.operator(session, 1).mentions}
        read(session, analysis(revision, [mention(FIRM, status=CONVICTED)], reader="r2"))
        assert standing(session, FIRM) is REPORTED


def test_a_copy_of_what_was_corrected_is_no_new_evidence(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        first = save(session, capture(1), STORY * 20)
        flag_id = (
            read(session, analysis(first.revision_id, [mention(FIRM, status=CHARGED), mention(CLERK, at=90)])) or 0
        )
        correct(session, FIRM, None)
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=LATER)
        copy = save(session, capture(2, source_id="co_hora"), STORY * 20)
        read(session, analysis(copy.revision_id, [mention(FIRM, status=CONVICTED), mention(CLERK, at=90)]))
        line = views.flag(session, flag_id).summary
        assert (line.new_evidence, [name for _id, name in line.operators]) == (False, [CLERK])


def test_what_is_said_anew_shows_the_new_words(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        correct(session, FIRM, None)
        changed = save(session, capture(1, at=LATER), "Quite another text of the same page " * 9)
        said = "The court file of Arica names the firm."
        read(session, analysis(changed.revision_id, [mention(FIRM, status=CHARGED, sentence=said)]))
        (line,) = statements(session, FIRM)
        assert (line.stands_as, line.sentence, line.on) == (CHARGED, said, LATER.date())


def test_a_line_says_no_more_of_somebody_than_a_person_let_stand(database: Database) -> None:
    """It said 'reported as charged' beside a standing that a person had corrected to reported."""
    with database.transaction() as session:
        flag_id = lead(session)
        assert f"; {FIRM}, {CLERK}: reported as charged; " in views.flag(session, flag_id).summary.reason_now
        correct(session, FIRM, REPORTED)
        line = views.flag(session, flag_id).summary
        assert f"; {CLERK}: reported as charged; {FIRM}: reported as operator; " in line.reason_now
        assert f"; {FIRM}, {CLERK}: reported as charged; " in line.reason
        correct(session, CLERK, None)
        told = views.flag(session, flag_id).summary.reason_now
        assert ("charged" in told, f"; {FIRM}: reported as operator; " in told) == (False, True)
        correct(session, FIRM, CHARGED)
        assert f"; {FIRM}: reported as charged; " in views.flag(session, flag_id).summary.reason_now


def test_what_a_copy_says_still_is_said(database: Database) -> None:
    with database.transaction() as session:
        first = save(session, capture(1), STORY * 20)
        flag_id = read(session, analysis(first.revision_id, [mention(FIRM, status=CHARGED)])) or 0
        correct(session, FIRM, REPORTED)
        more = save(session, capture(2, source_id="co_hora"), STORY * 20)
        said = mention(FIRM, status=CHARGED, sentence="The court's own file says so.")
        read(session, analysis(more.revision_id, [said]))
        assert standing(session, FIRM) is CHARGED
        assert f"{FIRM}: reported as charged" in views.flag(session, flag_id).summary.reason_now


@given(st.sampled_from(list(LegalStatus)))
def test_nothing_is_made_more_than_it_was_read_as(status: LegalStatus) -> None:
    ladder = list(LegalStatus)
    chosen = corrections.choices(status)
    assert all(ladder.index(each) <= ladder.index(status) for each in chosen)
    assert bool(chosen) == (status is not LegalStatus.CLEARED)
    assert not chosen or chosen[0] is status
