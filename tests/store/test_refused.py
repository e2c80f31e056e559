"""What a person dismissed makes no standing: not on pages, in counts, in exports or in a search, until it is undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.terms import FlagState, LegalStatus, Role
from store import flags, search, sql, views
from store.exchange import ftm, sheets
from store.exchange.entries import Entry, entries
from store.flagging import clearings
from store.flagging.refused import Refusal
from store.search import SearchFilter
from store.seeds import loading
from store.seeds.seed import Seed, SeedStatus
from store.session import Database, Session
from store.views.history_records import RungLine
from tests.store.make import NOON, analysis, capture, mention, read, register, report, save

NAME = "Rota Lontra"
CHARGED, CLEARED = LegalStatus.CHARGED, LegalStatus.CLEARED
LATER = NOON + timedelta(days=9)
WIRE = "Acusan a la agencia por la ruta del norte "


def decide(session: Session, flag_id: int, to: FlagState) -> None:
    version = views.flag(session, flag_id).summary.version
    flags.decide(session, flag_id, to, who="ana", why="another firm", expected_version=version, now=LATER)


def accused(session: Session) -> int:
    """Reported by one publisher, charged by another and a copy of it; the flag of the second story."""
    register(session, "cl_voz", "co_hora", "ec_andes")
    report(session, 1, [mention(NAME)])
    text = WIRE * 20
    found = set()
    for number, source_id in ((2, "co_hora"), (3, "ec_andes")):
        saved = save(session, capture(number, source_id=source_id, at=NOON + timedelta(days=number)), text)
        found.add(read(session, analysis(saved.revision_id, [mention(NAME, status=CHARGED)])) or 0)
    (flag_id,) = found
    return flag_id


def rungs(session: Session) -> list[tuple[LegalStatus, int]]:
    return [(rung.status, rung.documents) for rung in ladder(session)]


def ladder(session: Session) -> tuple[RungLine, ...]:
    return views.operator(session, 1).ladder


def exported(session: Session) -> Entry:
    (entry,) = entries(session)
    return entry


def found_by(session: Session, status: LegalStatus) -> tuple[list[str], int]:
    chosen, asked = SearchFilter(status=status), search.understand(session, "")
    people = search.find_operators(session, asked, chosen)
    return [each.name for each in people], len(search.find_documents(session, asked, chosen))


def test_what_a_dismissed_document_says_is_nobodys_standing(database: Database) -> None:
    """An operator whose only accusing document was a namesake's read 'charged' on every page and in every file."""
    with database.transaction() as session:
        flag_id = accused(session)
        line = views.operator_line(session, 1)
        assert (line.status, line.documents, line.independent_sources) == (CHARGED, 3, 2)
        decide(session, flag_id, FlagState.DISMISSED)
        line = views.operator_line(session, 1)
        assert (line.status, line.dismissed) == (LegalStatus.REPORTED, False)
        assert (line.documents, line.dismissed_documents, line.independent_sources) == (1, 2, 1)
        assert rungs(session) == [(LegalStatus.REPORTED, 1)]
        assert (found_by(session, CHARGED), found_by(session, LegalStatus.REPORTED)) == (([], 0), ([NAME], 3))
        decide(session, flag_id, FlagState.IN_REVIEW)
        line = views.operator_line(session, 1)
        assert (line.status, line.documents, line.dismissed_documents) == (CHARGED, 3, 0)
        assert rungs(session) == [(LegalStatus.REPORTED, 1), (CHARGED, 2)]
        assert found_by(session, CHARGED) == ([NAME], 3)


def test_it_stays_in_the_history_and_says_who_dismissed_it(database: Database) -> None:
    with database.transaction() as session:
        flag_id = accused(session)
        decide(session, flag_id, FlagState.DISMISSED)
        detail = views.operator(session, 1)
        by = Refusal("ana", LATER, flag_id)
        assert [(said.status, said.refusal) for said in detail.statuses] == [
            (CHARGED, by),
            (CHARGED, by),
            (LegalStatus.REPORTED, None),
        ]
        assert [said.refusal for said in detail.mentions] == [by, by, None]
        assert [(each.url[-2:], each.refusal) for each in views.exhibits(session, [1])] == [
            ("/3", by),
            ("/2", by),
            ("/1", None),
        ]


def test_it_goes_out_in_no_export(database: Database) -> None:
    """The row said 'charged' and cited the dismissed article, with no more caution than that it was a lead."""
    with database.transaction() as session:
        flag_id = accused(session)
        assert exported(session).standing is CHARGED
        decide(session, flag_id, FlagState.DISMISSED)
        entry = exported(session)
        assert (entry.standing, [said.status for said in entry.said]) == (LegalStatus.REPORTED, [LegalStatus.REPORTED])
        assert sheets.row(entry)[5:8] == ["reported", "2021-01-23", "https://cl_voz.example/1"]
        assert not any("co_hora" in str(entity) for entity in ftm.entities(entry))


def test_new_evidence_brings_it_back(database: Database) -> None:
    with database.transaction() as session:
        decide(session, accused(session), FlagState.DISMISSED)
        copy = save(session, capture(4, source_id="br_norte"), WIRE * 20)
        read(session, analysis(copy.revision_id, [mention(NAME, status=LegalStatus.CONVICTED)]))
        assert views.operator_line(session, 1).status is LegalStatus.CONVICTED
        assert rungs(session) == [(LegalStatus.REPORTED, 1), (CHARGED, 2), (LegalStatus.CONVICTED, 1)]


def test_whom_a_list_brought_stands_as_the_list_has_it(database: Database) -> None:
    """Its only document was dismissed: it goes out for what its list has it, and as no smuggler."""
    said = SeedStatus(LegalStatus.REPORTED, NOON.date(), "https://list.example/1")
    with database.transaction() as session:
        loading.load(session, [Seed("k-1", NAME, said=(said,), topics=("sanction",))], NOON)
        flag_id = report(session, 1, [mention(NAME, status=CHARGED)]) or 0
        assert (exported(session).standing, exported(session).is_found) == (CHARGED, True)
        decide(session, flag_id, FlagState.DISMISSED)
        assert (exported(session).standing, exported(session).is_found) == (LegalStatus.REPORTED, False)
        line = views.operator_line(session, 1)
        assert (line.documents, line.dismissed_documents, line.dismissed) == (0, 1, False)


def test_a_clearing_that_was_dismissed_is_no_rung_either(database: Database) -> None:
    cleared = mention(NAME, cleared=True, role=Role.VICTIM)
    with database.transaction() as session:
        report(session, 1, [mention(NAME)])
        flag_id = report(session, 2, [cleared], labels=(), text="Another ") or 0
        assert rungs(session) == [(LegalStatus.REPORTED, 1), (CLEARED, 1)]
        assert views.operator_line(session, 1).documents == 2
        decide(session, flag_id, FlagState.DISMISSED)
        assert rungs(session) == [(LegalStatus.REPORTED, 1)]
        assert views.operator_line(session, 1).documents == 1
        (said, _reported) = views.operator(session, 1).statuses
        assert (said.status, said.refusal) == (CLEARED, Refusal("ana", LATER, flag_id))


def test_a_dismissed_clearing_of_a_list_is_no_rung_and_says_who_dismissed_it(database: Database) -> None:
    said = SeedStatus(CLEARED, NOON.date(), "https://list.example/1", publisher="Zorzal")
    with database.transaction() as session:
        loading.load(session, [Seed("k-1", NAME, said=(said,))], NOON)
        decided = {"who": "ana", "why": "another firm", "expected_version": 0, "now": LATER}
        clearings.decide(session, 1, FlagState.DISMISSED, **decided)  # type: ignore[arg-type]
        assert rungs(session) == []
        (line,) = views.operator(session, 1).statuses
        assert line.refusal == Refusal("ana", LATER, None)


def test_a_document_that_was_dismissed_and_clears_another_time_counts_as_clearing(database: Database) -> None:
    """It accuses of one thing and clears of another: one flag a kind, and each is decided by itself."""
    with database.transaction() as session:
        report(session, 1, [mention(NAME)])
        both = [mention(NAME, status=CHARGED), mention(NAME, cleared=True, role=Role.VICTIM, at=90)]
        decide(session, report(session, 2, both, text="Another ") or 0, FlagState.DISMISSED)
        line = views.operator_line(session, 1)
        assert (line.status, line.documents, line.clearance_waits) == (LegalStatus.REPORTED, 2, True)


@pytest.mark.parametrize("view", ["watch_statuses", "watch_mentions"])
def test_views_mark_it(database: Database, view: str) -> None:
    def marked() -> list[tuple[object, ...]]:
        question = f"SELECT document_id, dismissed FROM {view} ORDER BY document_id"
        with sql.ask(database, question, timeout_s=30) as answer:
            return [(row[0], bool(row[1])) for row in answer.rows]

    with database.transaction() as session:
        flag_id = accused(session)
    assert marked() == [(1, False), (2, False), (3, False)]
    with database.transaction() as session:
        decide(session, flag_id, FlagState.DISMISSED)
    assert marked() == [(1, False), (2, True), (3, True)]
