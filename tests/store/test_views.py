"""Read models: chosen, counted, grouped, with as many queries for a hundred flags as for one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event

from core.errors import NotFoundError
from core.terms import DocumentKind, FlagKind, FlagState, LegalStatus
from store import flags, runs, search, views
from store.search import ListFilter, Order
from store.session import Database, Session
from store.views import CandidateLine, FlagFilter
from store.views.night_records import SourceLeads
from store.views.night_views import MANY_LEADS
from tests.store.make import NOON, OFFER, mention, phone, register, report

DAY = timedelta(days=1)


def test_flags_are_chosen(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        one = report(session, 1, [mention("ViveOnline")])
        two = report(session, 2, [mention("Kantuta")], source_id="co_hora", now=NOON + DAY)
        three = report(session, 3)
        assert one is not None
        flags.decide(session, one, FlagState.DISMISSED, who="ana", why="no", expected_version=1, now=NOON)

        def ids(**chosen: object) -> list[int]:
            return [line.flag_id for line in views.flags(session, FlagFilter(**chosen))]  # type: ignore[arg-type]

        assert ids() == [three, two, one]
        assert ids(states=[FlagState.NEW]) == [three, two]
        assert ids(kinds=[FlagKind.CLEARANCE]) == []
        assert ids(since=NOON + DAY) == [two]
        assert ids(operator_id=1) == [one]
        assert ids(source_id="co_hora") == [two]
        assert ids(country="CL") == [three, two, one]
        assert ids(country="PE") == []
        assert ids(before_id=three) == [two, one]
        assert [line.flag_id for line in views.flags(session, limit=1)] == [three]


def test_tonight_by_operator_the_best_attested_first(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora", "ec_andes")
        report(session, 1, [mention("Kantuta Dorada")])
        report(session, 2, [mention("ViveOnline")])
        report(session, 3, [mention("ViveOnline"), mention("Kantuta Dorada", at=90)], source_id="cl_voz")
        report(session, 4, [mention("ViveOnline")], source_id="co_hora")
        report(session, 5, [], source_id="ec_andes")
        groups = views.tonight(session, NOON)
        assert [(g.operator.name if g.operator else "", [f.flag_id for f in g.flags]) for g in groups] == [
            ("ViveOnline", [4, 3, 2]),
            ("Kantuta Dorada", [3, 1]),
            ("", [5]),
        ]
        assert [g.operator.independent_sources for g in groups if g.operator] == [2, 1]
        assert views.tonight(session, NOON + DAY) == []
        assert views.open_flags(session) == 5
        held = views.tonight(session, NOON + DAY, holding=3)  # older than the list asks for: there all the same
        assert [[f.flag_id for f in g.flags] for g in held] == [[3], [3]]
        assert views.tonight(session, NOON, holding=3) == groups


def test_the_sources_beside_a_flag_are_those_of_its_own_story(database: Database) -> None:
    """An advert of a known name read as told by as many sources as its operator, those of dismissed leads too."""
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora", "ec_andes")
        first = report(session, 1, [mention("ViveOnline")]) or 0
        report(session, 2, [mention("ViveOnline")], source_id="co_hora")
        flag_id = report(session, 3, [mention("ViveOnline"), mention("Kantuta", at=90)], source_id="ec_andes") or 0
        copied = report(session, 4, [mention("ViveOnline")], source_id="co_hora", text="Text 3 ") or 0
        assert copied == flag_id

        def told() -> tuple[int, int, int]:
            line = views.flag(session, flag_id).summary
            return line.independent_sources, line.also_published, views.operator_line(session, 1).independent_sources

        assert told() == (1, 1, 3)
        said = {"who": "ana", "why": "goods", "expected_version": 1, "now": NOON}
        flags.decide(session, first, FlagState.DISMISSED, **said)  # type: ignore[arg-type]
        assert told() == (1, 1, 2)
        assert {line.independent_sources for line in views.flags(session)} == {1}


def test_an_operator_in_full_counts_who_shares_its_phone(database: Database) -> None:
    number = "+573000000017"
    with database.transaction() as session:
        report(session, 1, [mention("Kantuta")], [phone(number)], labels=(OFFER,), kind=DocumentKind.AD)
        report(session, 2, [mention("Juan Pérez Quispe", is_person=True)], [phone(number)])
        detail = views.operator(session, 1)
        assert [(line.value, line.shared_with, line.documents) for line in detail.contacts] == [(number, 1, 1)]
        assert detail.prices[0].amount == 350
        assert detail.mentions[0].sentence == "According to these reports Kantuta moved migrants."
        with pytest.raises(NotFoundError, match="no operator 99"):
            views.operator(session, 99)


def _queries(database: Database, session: Session) -> int:
    def ask() -> None:
        assert views.tonight(session, NOON)
        assert views.tonight(session, NOON, FlagFilter(states=[FlagState.NEW], country="CL"))
        assert views.operators(session)
        for chosen in (ListFilter(country="CL", status=LegalStatus.REPORTED), ListFilter(order=Order.SOURCES)):
            assert search.listed(session, chosen, limit=50).operators

    return _asked(database, ask)


def _asked(database: Database, ask: Callable[[], object]) -> int:
    counted: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    try:
        ask()
    finally:
        event.remove(database.engine, "before_cursor_execute", count)
    return len(counted)


def test_as_many_queries_for_many_candidates_as_for_one(database: Database) -> None:
    """A flag's page asked a dozen times for every candidate that a mention merely resembles."""
    names = ["Kantuta", "Zorzal", "Quirquincho", "Vizcacha"]
    with database.transaction() as session:
        for number, name in enumerate(names, start=1):
            report(session, number, [mention(name)])
        found = [
            CandidateLine(names[0], number, name, 0.5, (), linked=number == 1, is_new=False, entry_id=number)
            for number, name in enumerate(names, start=1)
        ]
        few = _asked(database, lambda: (views.rivals(session, found[:2]), views.merged(session, found[:2])))
        assert len(views.rivals(session, found)) == len(names) - 1
        assert _asked(database, lambda: (views.rivals(session, found), views.merged(session, found))) == few
        assert views.merged(session, found) == {}


def test_as_many_queries_for_many_as_for_few(database: Database) -> None:
    names = ["Kantuta", "Zorzal", "Quirquincho", "Vizcacha", "Chinchilla", "Tacuara", "Yacare"]
    with database.transaction() as session:
        report(session, 1, [mention(names[0])])
        few = _queries(database, session)
        for number, name in enumerate(names[1:], start=2):
            report(session, number, [mention(name)])
        assert _queries(database, session) == few < 90


def test_operators_that_stand_near(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")], [phone("+573000000021")])
        report(session, 2, [mention("ViveOnline"), mention("Kantuta", at=90)])
        report(session, 3, [mention("Turismo Pampa")])
        one, two = (line for line in views.operators(session) if line.name in ("ViveOnline", "Kantuta"))
        (other,) = views.neighbours(session, one.operator_id)
        assert (other.operator_id, other.name, other.contacts, other.stories) == (two.operator_id, two.name, (), 1)


def test_a_source_that_gives_many_leads_of_a_night_is_told(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        first = runs.start_or_resume(session, NOON.date(), "manual", NOON).run_id
        for number in range(MANY_LEADS + 1):
            report(session, number, [mention(f"Transportes {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]}")], run_id=first)
        report(session, 99, [mention("ViveOnline")], run_id=first, source_id="co_hora")
        assert views.crowded(session, first) == [SourceLeads("cl_voz", "Cl Voz", MANY_LEADS + 1)]
        assert views.crowded(session, first + 1) == []


def test_the_watch_at_a_glance(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        one = report(session, 1, [mention("ViveOnline"), mention("Kantuta", at=90)])
        report(session, 2, [mention("ViveOnline")], now=NOON + 8 * DAY)
        report(session, 3, [mention("Pampa")], route=("PE", "CL"), now=NOON + 8 * DAY)
        weeks = views.flags_by_week(session, first=NOON.date() - 7 * DAY, last=NOON.date() + 8 * DAY)
        assert [week.begins.isoformat() for week in weeks] == ["2021-01-11", "2021-01-18", "2021-01-25"]
        assert [(week.leads, week.clearances) for week in weeks] == [(0, 0), (1, 0), (2, 0)]
        spoken = [(leg.start, leg.end, leg.leads) for leg in views.legs(session, since=NOON)]
        assert spoken == [("BO", "CL", 2), ("CO", "EC", 2), ("EC", "PE", 2), ("PE", "BO", 2), ("PE", "CL", 1)]
        prices = views.prices_by_corridor(session, since=NOON.date())
        assert [(p.start, p.end, p.currency, p.documents, p.median) for p in prices] == [
            ("CO", "CL", "USD", 2, 350),  # two operators in one document are one price
            ("PE", "CL", "USD", 1, 350),
        ]
        assert one is not None
        flags.decide(session, one, FlagState.DISMISSED, who="ana", why="no", expected_version=1, now=NOON)
        assert views.legs(session, since=NOON)[0].leads == 1
        (line,) = views.coverage(views.sources(session), is_heard=lambda row: row.source.source_id == "co_hora")
        assert (line.country, line.sources, line.enabled, line.heard, line.documents) == ("CL", 2, 2, 1, 3)
