"""What a newer reader no longer reads accuses nobody any more, unless a person confirmed it; read again, it does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.terms import DocumentKind, DocumentLabel, FlagState, LegalStatus, Role
from store import analyses, audit, flags, linking, purge, search, sql, views
from store.exchange.cautions import WITHDRAWN, caution, is_doubted
from store.exchange.entries import entries
from store.flagging.withdrawn import Withdrawal
from store.identity import merging
from store.identity.judge import Signature
from store.purge import Purged, Retention
from store.search import SearchFilter
from store.seeds import loading
from store.seeds.seed import Seed, SeedStatus
from store.session import Database, Session
from store.tables import AnalysisRow, FlagEventRow, FlagOperatorRow, OperatorMentionRow, WithdrawnReadingRow
from store.views import FlagFilter, FlagSummary, OperatorSummary
from tests.store.make import NOON, OFFER, REPORT, analysis, capture, mention, phone, read, register, report, save

NAME, OTHER = "Rosa Amaru Tika", "Kantuta"
CHARGED, REPORTED = LegalStatus.CHARGED, LegalStatus.REPORTED
LATER = NOON + timedelta(days=9)
OLD, TODAY = "rules 1", "rules 2"
MARK = Withdrawal(OLD, LATER, stands=False)
WIRE = "Acusan a la agencia por la ruta del norte " * 20


def first(session: Session, number: int = 1, *others: str) -> int:
    """A report that the old reader took to name her. The flag."""
    people = [mention(NAME, is_person=True, status=CHARGED), *(mention(other, at=90) for other in others)]
    return report(session, number, people, [phone("+573000000017")]) or 0


def again(session: Session, revision_id: int = 1, *names: str, reader: str = TODAY, **more: object) -> int | None:
    """The text read once more; the new reader names these alone."""
    people = [mention(name, is_person=name == NAME, status=CHARGED) for name in names]
    labels = more.pop("labels", (REPORT,) if names else ())
    return read(session, analysis(revision_id, people, labels=labels, reader=reader, **more), now=LATER)  # type: ignore[arg-type]


def decide(session: Session, flag_id: int, to: FlagState) -> None:
    version = views.flag(session, flag_id).summary.version
    flags.decide(session, flag_id, to, who="ana", why="seen", expected_version=version, now=LATER)


def line(session: Session, operator_id: int = 1) -> OperatorSummary:
    """As the pages see it, and as exports do."""
    found = views.operator_line(session, operator_id)
    assert found.is_over is (found.name not in {entry.name for entry in entries(session)})
    return found


def flag(session: Session, flag_id: int = 1) -> FlagSummary:
    return views.flag(session, flag_id).summary


def names(summary: FlagSummary) -> tuple[list[str], list[str]]:
    return [name for _id, name in summary.operators], [name for _id, name in summary.withdrawn_operators]


def found_by(session: Session, status: LegalStatus) -> list[str]:
    people = search.find_operators(session, search.understand(session, ""), SearchFilter(status=status))
    return [each.name for each in people]


def marks(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(WithdrawnReadingRow)) or 0


def test_read_then_not_read_then_read_again(database: Database) -> None:
    """A child whom an older reader had listed stayed charged, flagged and exported, and nobody was told."""
    with database.transaction() as session:
        flag_id = first(session)
        assert (line(session).status, line(session).withdrawn, names(flag(session))) == (CHARGED, False, ([NAME], []))
        assert again(session) is None
        known = line(session)
        assert (known.withdrawn, known.dismissed, known.status) == (True, False, None)
        assert (known.documents, known.withdrawn_documents, known.independent_sources) == (0, 1, 0)
        assert (caution(known), is_doubted(known)) == (WITHDRAWN, True)
        assert (found_by(session, CHARGED), views.operator(session, 1).ladder) == ([], ())
        told = flag(session)
        assert (told.state, told.withdrawn, told.withdrawal, names(told)) == (FlagState.NEW, True, MARK, ([], [NAME]))
        assert again(session, 1, NAME, reader="rules 3") == flag_id
        assert (line(session).status, line(session).withdrawn, line(session).documents) == (CHARGED, False, 1)
        assert (flag(session).withdrawn, flag(session).withdrawal, names(flag(session))) == (False, None, ([NAME], []))
        assert (marks(session), flag(session).version) == (0, 1)


def test_what_was_read_stays_on_record_and_says_who_read_it(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        again(session)
        detail = views.operator(session, 1)
        assert [(said.status, said.withdrawal) for said in detail.statuses] == [(CHARGED, MARK)]
        assert [(said.sentence != "", said.withdrawal) for said in detail.mentions] == [(True, MARK)]
        assert [each.withdrawal for each in views.exhibits(session, [1])] == [MARK]
        assert [each.flag_id for each in detail.flags] == [1]
        tables = (AnalysisRow, FlagEventRow, OperatorMentionRow, FlagOperatorRow)
        counted = [session.scalar(select(func.count()).select_from(table)) for table in tables]
        assert counted == [2, 1, 1, 1]
        (entry,) = audit.entries(session, action="flag reread")
        assert (entry.subject, entry.details["operators"], entry.details["carried"]) == ("flag 1", [1], False)
        again(session)  # done again, it changes nothing
        assert len(list(audit.entries(session, action="flag reread"))) == 1


def test_what_a_person_confirmed_stands_and_it_is_told(database: Database) -> None:
    with database.transaction() as session:
        decide(session, first(session), FlagState.CONFIRMED)
        again(session)
        stands = Withdrawal(OLD, LATER, stands=True)
        assert (line(session).status, line(session).withdrawn, line(session).documents) == (CHARGED, False, 1)
        assert [said.withdrawal for said in views.operator(session, 1).statuses] == [stands]
        assert (flag(session).withdrawn, flag(session).withdrawal) == (True, stands)
        assert names(flag(session)) == ([NAME], [NAME])
        assert [entry.standing for entry in entries(session, confirmed=True)] == [CHARGED]
        decide(session, 1, FlagState.IN_REVIEW)
        assert (line(session).status, line(session).withdrawn, names(flag(session))) == (None, True, ([], [NAME]))
        decide(session, 1, FlagState.CONFIRMED)  # a person reads the old reading, and it stands again
        assert (line(session).status, line(session).withdrawn) == (CHARGED, False)


def test_what_a_person_confirmed_of_another_keeps_nobody(database: Database) -> None:
    """One lead that a person had confirmed, of whomever, let all withdrawn readings count again."""
    with database.transaction() as session:
        first(session)
        decide(session, report(session, 2, [mention(OTHER, status=CHARGED)]) or 0, FlagState.CONFIRMED)
        again(session)
        (known,) = (each for each in views.operators(session) if each.name == NAME)
        assert (known.withdrawn, known.status) == (True, None)
        assert (known.documents, known.withdrawn_documents, known.independent_sources) == (0, 1, 0)
        detail = views.operator(session, known.operator_id)
        assert ([said.withdrawal for said in detail.statuses], detail.ladder) == ([MARK], ())
        assert found_by(session, CHARGED) == [OTHER]


def test_who_joined_a_lead_after_it_was_confirmed_is_nobodys_decision(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        ids = [save(session, capture(n, source_id=s), WIRE).revision_id for n, s in ((1, "cl_voz"), (2, "co_hora"))]
        read(session, analysis(ids[0], [mention(OTHER)]))
        decide(session, 1, FlagState.CONFIRMED)
        read(session, analysis(ids[1], [mention(OTHER), mention(NAME, at=90)]))
        again(session, ids[1], OTHER)
        assert names(flag(session)) == ([OTHER], [NAME])
        assert [views.operator_line(session, key).withdrawn for key in (1, 2)] == [False, True]


def test_the_earlier_reader_put_back_reads_it_again(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        again(session)
        analyses.save(session, analysis(1, [mention(NAME, is_person=True, status=CHARGED)], reader=OLD))
        assert flags.pending(session, 10) == [1]
        linking.link(session, 1, threshold=0.8)
        assert flags.raise_flag(session, 1, None, LATER) == 1
        assert (line(session).status, flag(session).withdrawn, flag(session).version) == (CHARGED, False, 1)


def test_of_two_that_a_lead_names_one_is_withdrawn(database: Database) -> None:
    with database.transaction() as session:
        first(session, 1, OTHER)
        assert NAME in flag(session).reason
        again(session, 1, OTHER)
        assert (line(session, 1).withdrawn, line(session, 2).withdrawn) == (True, False)
        told = flag(session)
        assert (told.withdrawn, told.withdrawal, names(told)) == (False, MARK, ([OTHER], [NAME]))
        assert NAME not in told.reason
        again(session, 1, NAME, OTHER, reader="rules 3")
        assert (names(flag(session)), NAME in flag(session).reason) == (([NAME, OTHER], []), True)


def test_a_lower_standing_withdraws_the_graver(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        read(session, analysis(1, [mention(NAME, is_person=True, status=REPORTED)], reader=TODAY), now=LATER)
        assert (line(session).status, line(session).withdrawn, line(session).documents) == (REPORTED, False, 1)
        assert [(said.status, said.withdrawal) for said in views.operator(session, 1).statuses] == [
            (REPORTED, None),
            (CHARGED, MARK),
        ]
        assert [rung.status for rung in views.operator(session, 1).ladder] == [REPORTED]
        again(session, 1, NAME, reader="rules 3")
        assert [(rung.status) for rung in views.operator(session, 1).ladder] == [CHARGED]


@pytest.mark.parametrize("order", ["graver after", "graver before", "graver confirmed, too"])
def test_a_confirmation_is_of_no_standing_that_was_read_after_it(database: Database, order: str) -> None:
    """A misread 'charged' that came after somebody was confirmed as reported went on when the machine took it back."""

    def told(status: LegalStatus, reader: str) -> None:
        read(session, analysis(1, [mention(NAME, is_person=True, status=status)], reader=reader), now=LATER)

    with database.transaction() as session:
        report(session, 1, [mention(NAME, is_person=True, status=CHARGED if order == "graver before" else REPORTED)])
        decide(session, 1, FlagState.CONFIRMED)
        if order != "graver before":
            told(CHARGED, "rules 1b")
        if order == "graver confirmed, too":
            decide(session, 1, FlagState.IN_REVIEW)
            decide(session, 1, FlagState.CONFIRMED)
        told(REPORTED, TODAY)
        stands = order != "graver after"
        assert line(session).status is (CHARGED if stands else REPORTED)
        (withdrawal,) = [said.withdrawal for said in views.operator(session, 1).statuses if said.status is CHARGED]
        assert withdrawal is not None
        assert withdrawal.stands is stands
    with sql.ask(database, "SELECT withdrawn FROM watch_statuses WHERE status = 'charged'", timeout_s=30) as answer:
        assert [bool(row[0]) for row in answer.rows] == [not stands]


def test_a_label_that_is_read_no_more_goes_from_an_undecided_lead(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(OTHER)], labels=(OFFER, DocumentLabel.TRAFFICKING_LURE))
        again(session, 1, OTHER, labels=(OFFER,))
        assert flag(session).labels == (OFFER,)
        (entry,) = entries(session)
        assert entry.tags == ("almenara:migrant-smuggling",)


def test_a_copy_that_still_says_it_keeps_it(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        ids = [save(session, capture(n, source_id=s), WIRE).revision_id for n, s in ((1, "cl_voz"), (2, "co_hora"))]
        for revision_id in ids:
            read(session, analysis(revision_id, [mention(NAME, status=CHARGED)]))
        again(session, ids[0])
        known = line(session)
        assert (known.status, known.documents, known.withdrawn_documents) == (CHARGED, 1, 1)
        assert (flag(session).withdrawn, names(flag(session))) == (False, ([NAME], []))
        again(session, ids[1])
        assert (line(session).withdrawn, flag(session).withdrawn) == (True, True)


def test_nothing_is_marked_while_a_copy_waits_to_be_linked(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        ids = [save(session, capture(n, source_id=s), WIRE).revision_id for n, s in ((1, "cl_voz"), (2, "co_hora"))]
        for revision_id in ids:
            read(session, analysis(revision_id, [mention(NAME)]))
        analyses.save(session, analysis(ids[1], [mention(NAME)], reader=TODAY))
        again(session, ids[0])
        assert (flag(session).withdrawn, names(flag(session))) == (False, ([NAME], []))
        linking.link(session, ids[1], threshold=0.8)
        flags.raise_flag(session, ids[1], None, LATER)
        assert (flag(session).withdrawn, len(list(audit.entries(session, action="flag reread")))) == (False, 1)


def test_a_new_copy_that_says_it_brings_the_lead_back(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        one = save(session, capture(1), WIRE).revision_id
        read(session, analysis(one, [mention(NAME)]))
        again(session, one)
        assert line(session).withdrawn
        two = save(session, capture(2, source_id="co_hora"), WIRE).revision_id
        read(session, analysis(two, [mention(NAME)], reader=TODAY), now=LATER)
        assert (flag(session).withdrawn, names(flag(session))) == (False, ([NAME], []))
        assert (line(session).documents, line(session).withdrawn_documents) == (1, 1)


def test_another_version_of_the_text_that_still_says_it_keeps_it(database: Database) -> None:
    with database.transaction() as session:
        ids = [
            save(session, capture(n, path="a", at=NOON + timedelta(n)), f"Text {n} " * 30).revision_id for n in (1, 2)
        ]
        for revision_id in ids:
            read(session, analysis(revision_id, [mention(NAME, status=CHARGED)]))
        again(session, ids[1])
        assert (line(session).status, line(session).withdrawn_documents, marks(session)) == (CHARGED, 0, 0)
        again(session, ids[0])
        assert line(session).withdrawn


def test_entries_that_are_one_count_together(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        report(session, 2, [mention("Kantuta del Sur")], text="Another ")
        merging.merge(session, [1, 2], Signature("ana", "one person's two names", NOON))
        again(session)
        assert (line(session).withdrawn, line(session).documents, line(session).withdrawn_documents) == (False, 1, 1)
        again(session, 2)
        assert (line(session).withdrawn, line(session).withdrawn_documents) == (True, 2)


def test_whom_a_list_brought_stands_as_the_list_has_it(database: Database) -> None:
    said = SeedStatus(REPORTED, NOON.date(), "https://list.example/1")
    with database.transaction() as session:
        loading.load(session, [Seed("k-1", "Rota Lontra", said=(said,), topics=("sanction",))], NOON)
        report(session, 1, [mention("Rota Lontra", status=CHARGED)])
        assert line(session).status is CHARGED
        again(session)
        assert (line(session).withdrawn, line(session).status, line(session).withdrawn_documents) == (
            False,
            REPORTED,
            1,
        )
        (entry,) = entries(session)
        assert (entry.is_found, [each.status for each in entry.said]) == (False, [REPORTED])


def test_what_clears_somebody_waits_for_a_person_whatever_a_newer_reader_reads(database: Database) -> None:
    cleared = mention(NAME, is_person=True, cleared=True, role=Role.VICTIM)
    with database.transaction() as session:
        first(session)
        report(session, 2, [cleared], labels=(), text="Another ")
        again(session, 2)
        known = line(session)
        assert (known.said_cleared is not None, known.clearance_waits, known.withdrawn) == (True, True, False)
        again(session)
        assert (line(session).withdrawn, line(session).clearance_waits) == (True, True)


def test_a_dismissed_lead_stays_dismissed(database: Database) -> None:
    with database.transaction() as session:
        decide(session, first(session), FlagState.DISMISSED)
        again(session)
        assert (line(session).dismissed, line(session).withdrawn, flag(session).state) == (True, False, "dismissed")
        again(session, 1, NAME, reader="rules 3")
        assert (line(session).dismissed, flag(session).new_evidence) == (True, False)


def test_a_withdrawn_lead_stands_last_and_goes_into_no_mail(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        report(session, 2, [mention(OTHER)], text="Another ")
        report(session, 3, text="A third ")
        told = [[each.flag_id for each in group.flags] for group in views.tonight(session, NOON)]
        assert told == [[1], [2], [3]]
        again(session)
        told = [[each.flag_id for each in group.flags] for group in views.tonight(session, NOON)]
        assert told == [[2], [3, 1]]
        assert [each.flag_id for each in views.flags(session)] == [3, 2, 1]
        mailed = views.unmailed(session, "a@b.example", first_since=NOON)
        assert [[each.flag_id for each in group.flags] for group in mailed] == [[2], [3]]
        assert views.unmailed_count(session, "a@b.example", first_since=NOON) == 2


def test_whoever_keeps_a_copy_is_told_that_it_changed(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        since = LATER - timedelta(hours=1)
        assert views.flags(session, FlagFilter(changed_since=since)) == []
        again(session)
        assert [each.flag_id for each in views.flags(session, FlagFilter(changed_since=since))] == [1]
        assert [each.operator_id for each in views.operators_by_id(session, changed_since=since)] == [1]
        assert flag(session).changed_at == LATER


def test_its_text_falls_due_once_that_is_old(database: Database) -> None:
    keep = Retention(names_days=0, texts_days=180)
    with database.transaction() as session:
        first(session)
        assert purge.due(session, keep, LATER + timedelta(days=400)) == Purged(0, 0)
        again(session)
        assert purge.due(session, keep, LATER + timedelta(days=179)) == Purged(0, 0)
        assert purge.due(session, keep, LATER + timedelta(days=181)).texts == 1
        decide(session, 1, FlagState.CONFIRMED)
        assert purge.due(session, keep, LATER + timedelta(days=400)) == Purged(0, 0)


@pytest.mark.parametrize("confirmed", [False, True])
def test_the_views_for_sql_mark_it(database: Database, confirmed: bool) -> None:
    with database.transaction() as session:
        flag_id = first(session)
        if confirmed:
            decide(session, flag_id, FlagState.CONFIRMED)
        again(session)
    for view in ("watch_statuses", "watch_mentions", "watch_flags", "watch_flag_operators"):
        with sql.ask(database, f"SELECT withdrawn FROM {view}", timeout_s=30) as answer:
            assert [bool(row[0]) for row in answer.rows] == [not confirmed], view


def test_a_text_that_was_never_read_before_costs_no_marks(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1)
        again(session, 1)
        report(session, 2, [mention(OTHER)], text="Another ")
        assert marks(session) == 0
        assert flag(session).withdrawn  # nobody was named, and no reader finds a lead there now


def test_to_confirm_a_lead_confirms_nobody_whom_its_line_no_longer_names(database: Database) -> None:
    """A decision after the reading was withdrawn listed her again, and put her on the list of confirmed ones."""
    with database.transaction() as session:
        flag_id = first(session, 1, OTHER)
        again(session, 1, OTHER)
        after = {"who": "ana", "why": "seen", "now": LATER + timedelta(hours=1)}
        version = flag(session).version
        flags.decide(session, flag_id, FlagState.CONFIRMED, expected_version=version, **after)  # type: ignore[arg-type]
        assert names(flag(session)) == ([OTHER], [NAME])
        assert line(session).withdrawn
        assert [entry.name for entry in entries(session, confirmed=True)] == [OTHER]
        told = session.connection().exec_driver_sql(
            "SELECT name, is_withdrawn FROM flag_operators JOIN operators USING (operator_id)"
        )
        assert {name: bool(gone) for name, gone in told} == {NAME: True, OTHER: False}


def test_a_number_brings_nobody_back_whom_no_reader_reads(database: Database) -> None:
    """An advert with the number that she wrongly got made her an advertiser."""
    with database.transaction() as session:
        first(session)
        again(session)
        report(session, 2, [], [phone("+573000000017")], labels=(OFFER,))
        assert line(session).withdrawn
        assert flag(session, 2).operators != ((1, NAME),)


def test_labels_come_back_with_the_reader_that_gave_them(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(OTHER)], labels=(OFFER, DocumentLabel.TRAFFICKING_LURE))
        for reader, labels in ((TODAY, (OFFER,)), (OLD, (OFFER, DocumentLabel.TRAFFICKING_LURE))):
            again(session, 1, OTHER, reader=reader, labels=labels)
            assert flag(session).labels == labels


def test_a_clearing_that_no_reader_reads_any_more_is_told_beside_the_withdrawal(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        people = [mention(NAME, is_person=True, role=Role.OTHER, cleared=True)]
        read(session, analysis(1, people, labels=(), reader=TODAY), now=LATER)
        assert line(session).withdrawn
        assert caution(line(session)).startswith(f"{WITHDRAWN} A source clears it")
        read(session, analysis(1, [], labels=(), reader="rules 3"), now=LATER)
        (told,) = views.operator(session, 1).cleared
        assert (told.name, told.counts) == (NAME, True)


def test_a_number_of_the_text_itself_keeps_nobody_who_got_it_by_a_name_there(database: Database) -> None:
    """The new reader reads the number and no name: she was found by it, and stayed reported."""
    with database.transaction() as session:
        first(session)
        reading = analysis(1, [], [phone("+573000000017")], reader=TODAY)
        read(session, reading, now=LATER)
        assert line(session).withdrawn
        assert names(flag(session)) == (["phone +573000000017"], [NAME])


def test_a_version_that_leaves_the_name_out_is_its_bearers_all_the_same(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(OTHER)], [phone("+573000000017")], labels=(OFFER,), kind=DocumentKind.AD)
        report(session, 2, [], [phone("+573000000017")], labels=(OFFER,), kind=DocumentKind.AD)
        assert [name for _id, name in flag(session, 2).operators] == [OTHER]
