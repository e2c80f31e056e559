"""The line that says why: each name with what is said of it alone, whoever is cleared as cleared."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.terms import DocumentKind, DocumentLabel, FlagKind, LegalStatus, Role
from store import views
from store.flagging.reasons import Grounds, as_less, reason
from store.session import Database
from tests.store.make import OFFER, REPORT, mention, phone, report

CHARGED, REPORTED, ADVERTISED = LegalStatus.CHARGED, LegalStatus.REPORTED, LegalStatus.ADVERTISED
GROUNDS = Grounds(
    kind=FlagKind.LEAD,
    document_kind=DocumentKind.NEWS,
    labels=(REPORT,),
    source_name="La Voz",
    operators=(("Expreso Luna Llena", REPORTED), ("Los Cuervos", CHARGED), ("Tarugo", CHARGED)),
    cleared=("Turismo Valle Claro",),
    route=("CO", "CL"),
    shared=("phone", 2),
    known_since=date(2021, 1, 20),
    known=("Tarugo",),
)


def test_a_standing_is_told_of_whom_it_is_said_alone() -> None:
    assert reason(GROUNDS) == (
        "Report in La Voz of smuggling or trafficking; Los Cuervos, Tarugo: reported as charged; "
        "Expreso Luna Llena: reported as operator; Turismo Valle Claro: reported as cleared or impersonated; "
        "route CO→CL; phone shared with 2 other documents; Tarugo: named since 2021-01-20"
    )


@pytest.mark.parametrize(
    ("operators", "cleared", "known", "said"),
    [
        (("Luna",), (), ("Luna",), "named since 2021-01-20"),
        (("Luna",), ("Valle Claro",), ("Luna",), "Luna: named since 2021-01-20"),
        (("Luna", "Sol"), (), ("Sol; a: b", "Luna"), "Sol, a b, Luna: named since 2021-01-20"),
        (("Luna", "Luna"), (), ("Luna", "Luna"), "named since 2021-01-20"),
        (("Luna", "Sol"), (), (), "named since 2021-01-20"),
    ],
)
def test_of_several_it_says_who_is_on_the_watchlist_since_when(
    operators: tuple[str, ...], cleared: tuple[str, ...], known: tuple[str, ...], said: str
) -> None:
    named = tuple((name, REPORTED) for name in operators)
    line = reason(replace(GROUNDS, operators=named, cleared=cleared, known=known))
    assert line.split("; ")[-1] == said


def test_a_line_of_several_names_who_was_known_before(database: Database) -> None:
    """It read as if all whom a lead names had been on the watchlist for so long."""
    with database.transaction() as session:
        report(session, 1, [mention("Los Cuervos")])
        flag_id = report(session, 3000, [mention("Expreso Luna Llena"), mention("Los Cuervos")], route=()) or 0
        line = views.flag(session, flag_id).summary.reason
        assert line.endswith("Los Cuervos: named since 2021-01-23")
        alone = report(session, 6000, [mention("Los Cuervos")], route=()) or 0
        assert views.flag(session, alone).summary.reason.endswith("; named since 2021-01-23")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"operators": (), "cleared": ()}, "Report in La Voz of smuggling or trafficking that names no operator"),
        (
            {"operators": (("Luna", REPORTED), ("Luna", CHARGED)), "cleared": ("Luna",)},
            "Report in La Voz of smuggling or trafficking; Luna: reported as charged",
        ),
        (
            {"document_kind": DocumentKind.AD, "labels": (OFFER,), "operators": (("Luna", ADVERTISED), ("Sol", None))},
            "Advert with signs of a smuggling offer in La Voz; Luna: named as advertiser; Sol: known by a contact "
            "point; Turismo Valle Claro: reported as cleared or impersonated",
        ),
        (
            {"labels": (DocumentLabel.TRAFFICKING_LURE,), "operators": (("Luna; Sol: dos", REPORTED),), "cleared": ()},
            "Text with signs of a trafficking lure in La Voz; Luna, Sol dos: reported as operator",
        ),
        (
            {"kind": FlagKind.CLEARANCE, "operators": (("Luna", None), ("Sol", None))},
            "Luna, Sol: reported as cleared or impersonated in La Voz; proposed for downgrade",
        ),
    ],
)
def test_what_it_is_comes_first_and_then_whom_it_names(changes: dict[str, object], said: str) -> None:
    bare = replace(GROUNDS, route=(), shared=None, known_since=None)
    assert reason(replace(bare, **changes)) == said  # type: ignore[arg-type]


def test_no_name_takes_the_line_apart() -> None:
    """Of a name with a bracket all that followed stayed untranslated, a clearing with it."""
    hostile = replace(
        GROUNDS, source_name="Voz; Rosa: reported as convicted", operators=(("Foo (x; y", REPORTED),), known_since=None
    )
    assert reason(hostile) == (
        "Report in Voz, Rosa reported as convicted of smuggling or trafficking; Foo x, y: reported as operator; "
        "Turismo Valle Claro: reported as cleared or impersonated; route CO→CL; phone shared with 2 other documents"
    )


def test_of_a_document_each_operator_has_its_own_standing(database: Database) -> None:
    with database.transaction() as session:
        named = [
            mention("Los Cuervos", status=CHARGED),
            mention("Expreso Luna Llena", status=REPORTED),
            mention("Turismo Valle Claro", cleared=True, role=Role.VICTIM, status=LegalStatus.CLEARED),
            mention("Inés Salcedo", is_person=True, cleared=True, role=Role.OTHER),  # the line is kept for longer
        ]
        flag_id = report(session, 1, named, route=()) or 0
        advert = report(session, 900, [], [phone("+573000000017")], labels=(OFFER,), kind=DocumentKind.AD, route=())
        assert views.flag(session, flag_id).summary.reason == (
            "Report in cl_voz of smuggling or trafficking; Los Cuervos: reported as charged; "
            "Expreso Luna Llena: reported as operator; Turismo Valle Claro: reported as cleared or impersonated"
        )
        assert views.flag(session, advert or 0).summary.reason.endswith("phone +573000000017: known by a contact point")


def test_of_whom_less_stands_less_is_said() -> None:
    told = reason(GROUNDS)
    assert as_less(told, {"Tarugo": REPORTED}, ["Expreso Luna Llena", "Los Cuervos", "Tarugo"]) == (
        "Report in La Voz of smuggling or trafficking; Los Cuervos: reported as charged; "
        "Tarugo, Expreso Luna Llena: reported as operator; Turismo Valle Claro: reported as cleared or impersonated; "
        "route CO→CL; phone shared with 2 other documents; Tarugo: named since 2021-01-20"
    )
    assert as_less(told, {"Expreso Luna Llena": CHARGED}, ["Los Cuervos", "Tarugo"]) == told  # never more


@given(st.lists(st.sampled_from(["Sol, Luna", "Sol", "Luna: Sur", "Kilo; 2"]), min_size=1, unique=True), st.data())
def test_what_is_less_loses_nobody(names: list[str], data: st.DataObject) -> None:
    rungs = [rung for rung in LegalStatus if rung is not LegalStatus.CLEARED]
    read = {name: data.draw(st.sampled_from(rungs)) for name in names}
    now = {name: data.draw(st.sampled_from(rungs[: rungs.index(status) + 1])) for name, status in read.items()}
    both = (replace(GROUNDS, operators=tuple(each.items()), cleared=(), known=()) for each in (read, now))
    as_read, as_it_stands = map(reason, both)
    told = as_less(as_read, now, names)
    assert sorted(re.split("[;:,] ", told)) == sorted(re.split("[;:,] ", as_it_stands))
