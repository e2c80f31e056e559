"""What a document says that a person dismissed, or corrected away, or that no reader reads any more, is in no price,
route or count of leads, until it is undone; on the operator's page it stays, marked."""

from __future__ import annotations

from datetime import timedelta

from core.terms import FlagState, LegalStatus, Role
from store import flags, sql, views
from store.exchange.entries import entries
from store.flagging import corrections
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database, Session
from store.tables import RevisionRow
from tests.store.make import NOON, analysis, mention, read, register, report

FIRM, CLERK = "Rota Lontra", "Ines Zorzal"
LATER = NOON + timedelta(days=9)
NORTH, SOUTH = ("GT", "MX", "US"), ("PE", "CL")


def decide(session: Session, flag_id: int, to: FlagState) -> None:
    version = views.flag(session, flag_id).summary.version
    flags.decide(session, flag_id, to, who="ana", why="another firm", expected_version=version, now=LATER)


def two_leads(session: Session) -> tuple[int, int]:
    """Of a firm: one on each route."""
    register(session, "cl_voz", "co_hora")
    north = report(session, 1, [mention(FIRM)], route=NORTH) or 0
    return north, report(session, 2, [mention(FIRM)], source_id="co_hora", route=SOUTH) or 0


def glance(session: Session) -> tuple[list[tuple[str, str]], list[tuple[str, str, int]], int]:
    """Of the overview: legs; corridors with their documents; leads."""
    legs = [(leg.start, leg.end) for leg in views.legs(session, since=NOON)]
    corridors = [(p.start, p.end, p.documents) for p in views.prices_by_corridor(session, since=NOON.date())]
    weeks = views.flags_by_week(session, first=NOON.date(), last=NOON.date())
    return legs, corridors, sum(week.leads for week in weeks)


def of_page(session: Session, operator_id: int = 1) -> tuple[dict[str, bool], dict[str, bool], int]:
    """Of the operator's page: which prices count, by their routes; which routes do; stories behind its medians."""
    detail = views.operator(session, operator_id)
    prices = {" ".join(price.route): price.counts for price in detail.prices}
    routes = {" ".join(route.countries): route.counts for route in detail.routes}
    return prices, routes, sum(period.stories for period in detail.price_history)


def exported(session: Session, name: str = FIRM) -> list[str]:
    return [countries for each in entries(session) if each.name == name for countries, _stops in each.routes]


def test_a_dismissed_lead_is_in_no_corridor_price_route_or_count(database: Database) -> None:
    """The overview told the price of an operator's only lead, which a person had dismissed, and counted that lead."""
    with database.transaction() as session:
        north, south = two_leads(session)
        assert glance(session)[1:] == ([("GT", "US", 1), ("PE", "CL", 1)], 2)
        assert of_page(session) == ({"GT MX US": True, "PE CL": True}, {"GT MX US": True, "PE CL": True}, 2)
        decide(session, north, FlagState.DISMISSED)
        assert glance(session) == ([("PE", "CL")], [("PE", "CL", 1)], 1)
        assert of_page(session) == ({"GT MX US": False, "PE CL": True}, {"GT MX US": False, "PE CL": True}, 1)
        assert exported(session) == ["PE CL"]
        marked = [price.refusal.flag_id for price in views.operator(session, 1).prices if price.refusal]
        assert marked == [north]
        decide(session, south, FlagState.DISMISSED)
        assert glance(session) == ([], [], 0)
        decide(session, north, FlagState.IN_REVIEW)
        assert glance(session) == ([("GT", "MX"), ("MX", "US")], [("GT", "US", 1)], 1)
        assert of_page(session)[1:] == ({"GT MX US": True, "PE CL": False}, 1)


def test_what_another_document_tells_too_counts(database: Database) -> None:
    """A route is of all its documents; one that begins as it does is another."""
    with database.transaction() as session:
        register(session, "cl_voz")
        flag_id = report(session, 1, [mention(FIRM)], route=("GT", "MX")) or 0
        report(session, 2, [mention(FIRM)], route=NORTH)
        decide(session, flag_id, FlagState.DISMISSED)
        assert of_page(session)[1] == {"GT MX": False, "GT MX US": True}
        report(session, 3, [mention(FIRM)], route=("GT", "MX"))
        assert of_page(session)[1] == {"GT MX": True, "GT MX US": True}


def test_a_route_of_a_list_counts_and_so_does_one_of_a_purged_text(database: Database) -> None:
    with database.transaction() as session:
        loading.load(session, [Seed("k-1", FIRM, routes=(("GT MX US", ()),))], NOON)
        north, south = two_leads(session)
        decide(session, north, FlagState.DISMISSED)
        assert of_page(session)[1] == {"GT MX US": True, "PE CL": True}
        decide(session, south, FlagState.DISMISSED)
        assert of_page(session)[1] == {"GT MX US": True, "PE CL": False}
        report(session, 3, [mention(FIRM)], route=("BR", "PE"))
        session.get_one(RevisionRow, 3).purged_at = LATER
        session.flush()
        assert of_page(session)[1]["PE CL"]  # nobody can tell what it said


def test_who_is_corrected_away_has_neither_price_nor_route_and_the_others_do(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention(FIRM), mention(CLERK, at=90)], route=NORTH)
        clerk = next(line.operator_id for line in views.operators(session) if line.name == CLERK)
        (said,) = views.operator(session, clerk).statuses
        about = {"who": "ana", "why": "a namesake", "expected_version": 0, "now": LATER}
        corrections.correct(session, said.statement_id, None, **about)  # type: ignore[arg-type]
        assert of_page(session, clerk) == ({"GT MX US": False}, {"GT MX US": False}, 0)
        assert of_page(session, 3 - clerk) == ({"GT MX US": True}, {"GT MX US": True}, 1)
        assert glance(session)[1] == [("GT", "US", 1)]  # the document names the firm as it did


def test_a_lead_of_which_everybody_was_corrected_away_is_on_no_leg_and_in_no_count(database: Database) -> None:
    """*Who goes where* counted it, though nobody was left who goes there; a lead that never named anybody counts."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention(FIRM), mention(CLERK, at=90)], route=NORTH)
        report(session, 2, route=SOUTH)
        north, south = [("GT", "MX"), ("MX", "US")], [("PE", "CL")]

        def correct(name: str, to: LegalStatus | None, version: int) -> None:
            key = next(line.operator_id for line in views.operators(session) if line.name == name)
            (said,) = views.operator(session, key).statuses
            corrections.correct(
                session, said.statement_id, to, who="ana", why="read it", expected_version=version, now=LATER
            )

        assert glance(session)[0] == [*north, *south]
        correct(CLERK, None, 0)
        assert glance(session)[0] == [*north, *south]
        correct(FIRM, None, 0)
        assert glance(session) == (south, [], 1)  # nor is it counted, though it waits for a person still
        correct(CLERK, LegalStatus.REPORTED, 1)
        assert glance(session)[0] == [*north, *south]


def test_of_whom_it_named_the_rest_may_be_read_no_more(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(FIRM), mention(CLERK, at=90)], route=NORTH, reader="rules 1")
        read(session, analysis(1, [mention(FIRM)], route=NORTH, reader="rules 2"), now=LATER)
        read(session, analysis(1, route=NORTH, reader="rules 3"), now=LATER)
        assert len(glance(session)[0]) == 2  # the reader of today reads a lead that names nobody
        read(session, analysis(1, [mention(FIRM)], route=NORTH, reader="rules 4"), now=LATER)
        (said,) = views.operator(session, 1).statuses
        corrections.correct(session, said.statement_id, None, who="ana", why="read it", expected_version=0, now=LATER)
        assert glance(session)[0] == []


def test_what_the_reader_of_today_no_longer_reads_has_none(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention(FIRM)], route=NORTH, reader="rules 1")
        report(session, 2, [mention(FIRM)], route=SOUTH, reader="rules 1")
        read(session, analysis(1, labels=(), route=(), reader="rules 2"), now=LATER)
        assert glance(session) == ([("PE", "CL")], [("PE", "CL", 1)], 1)
        assert of_page(session) == ({"GT MX US": False, "PE CL": True}, {"PE CL": True}, 1)


def test_a_clearance_counts_no_price_less(database: Database) -> None:
    """Dismissed is what clears: the lead stands as it did."""
    with database.transaction() as session:
        two_leads(session)
        cleared = mention(FIRM, cleared=True, role=Role.VICTIM)
        decide(session, report(session, 3, [cleared], labels=(), text="Another ") or 0, FlagState.DISMISSED)
        assert of_page(session)[2] == 2
        (week,) = views.flags_by_week(session, first=NOON.date(), last=NOON.date())
        assert (week.leads, week.clearances) == (2, 0)


def test_the_view_of_prices_marks_them(database: Database) -> None:
    with database.transaction() as session:
        north, _south = two_leads(session)
        decide(session, north, FlagState.DISMISSED)
    with sql.ask(database, "SELECT route, dismissed, withdrawn FROM watch_prices", timeout_s=30) as answer:
        told = {row[0]: (bool(row[1]), bool(row[2])) for row in answer.rows}
    assert told == {"GT MX US": (True, False), "PE CL": (False, False)}
