"""A later report means whom an earlier one named: where a name is longer or shorter there, what else both tell
decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.records import Mention, Route
from core.terms import DocumentLabel, LegalStatus, Role
from store import analyses, linking, views
from store.linking.likely import are_contrary, nicknames_of
from store.linking.told import spelled, told_in
from store.session import Database, Session
from tests.store.make import NOON, REPORT, analysis, capture, mention, phone, register, report, save

FULL, SHORT, PLACES = "Wilmer Antonio Paredes Lugo", "Wilmer Paredes", ("Colchane", "Iquique")
PROSECUTOR = mention("Fiscalía de Tarapacá", role=Role.AUTHORITY)
CHARGED, CONVICTED = LegalStatus.CHARGED, LegalStatus.CONVICTED


def person(name: str, *aliases: str, **changes: object) -> Mention:
    return mention(name, *aliases, is_person=True, **changes)


def tell(session: Session, number: int, *mentions: Mention, places: tuple[str, ...] = PLACES) -> None:
    """One more report, of a story of its own, months after the one before."""
    at = NOON + timedelta(days=90 * number)
    register(session, f"cl_{number}")
    saved = save(session, capture(number, source_id=f"cl_{number}", at=at), f"Text {number} " * 30)
    labels: tuple[DocumentLabel, ...] = () if all(each.cleared for each in mentions) else (REPORT,)
    read = replace(analysis(saved.revision_id, mentions, labels=labels), route=Route(("CL",), places))
    analyses.save(session, read)
    linking.link(session, saved.revision_id, threshold=0.8)


def entries(session: Session) -> list[tuple[str, LegalStatus | None]]:
    return [(line.name, line.status) for line in sorted(views.operators(session), key=lambda line: line.operator_id)]


def test_a_verdict_under_a_shorter_name_reaches_who_was_charged(database: Database) -> None:
    """The verdict made a second entry, and the first stayed charged."""
    with database.transaction() as session:
        tell(session, 1, person(FULL, "El Flaco", status=CHARGED), PROSECUTOR)
        tell(session, 2, person(SHORT, "El Flaco", status=CONVICTED), places=("Iquique",))
        assert entries(session) == [(FULL, CONVICTED)]


def test_a_number_alone_of_a_person_whom_a_report_named_links(database: Database) -> None:
    """What a report tells of names was asked of a text that gives none, and the night stopped there."""
    with database.transaction() as session:
        report(session, 1, [person(FULL, status=CHARGED)], [phone("+56900000017")])
        report(session, 2, [], [phone("+56900000017")])
        (line,) = views.operators(session)
        assert (line.name, line.documents) == (FULL, 2)


def test_who_is_accused_with_them_tells_as_much_as_a_nickname(database: Database) -> None:
    with database.transaction() as session:
        tell(session, 1, person(FULL, status=CHARGED), person("Yusmary Tovar Brito", status=CHARGED))
        tell(session, 2, person(SHORT, status=CONVICTED), person("Yusmary Tovar", status=CONVICTED))
        assert entries(session) == [(FULL, CONVICTED), ("Yusmary Tovar Brito", CONVICTED)]


def test_a_name_that_few_bear_is_one_where_places_and_the_prosecutor_agree(database: Database) -> None:
    with database.transaction() as session:
        tell(session, 1, person("Nicanor Huarachi", status=CHARGED), PROSECUTOR)
        tell(session, 2, person("Nicanor Esteban Huarachi", cleared=True, role=Role.VICTIM), PROSECUTOR)
        (flagged,) = views.operators(session)
        assert flagged.clearance_waits
        assert not flagged.clearance_doubtful  # it merely might have meant them


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([person("Luis Rojas")], [person("Luis Rojas")]),  # many bear it
        ([person("Luis Rojas Tapia", "Luis Rojas")], [person("Luis Rojas", status=CONVICTED)]),
        ([person(FULL)], [person(SHORT)]),  # many bear its second word
        ([person(FULL, "El Flaco")], [person(SHORT, "El Oso")]),
        ([person("Sixto Challapa García", "El Zorro")], [person("Sixto Challapa Mamani", "El Zorro")]),
        ([person("Sixto Challapa García"), person("Sixto Challapa Mamani")], [person("Sixto Challapa")]),
        ([person("Sixto Challapa")], [person("Sixto Challapa García"), person("Sixto Challapa Mamani")]),
        ([person(FULL), person("Ana Tovar", role=Role.VICTIM)], [person(SHORT), person("Ana Tovar", role=Role.VICTIM)]),
        ([person(FULL, "Wilmer")], [person(SHORT, "Wilmer")]),  # no nickname
    ],
)
def test_two_men_of_like_names_stay_a_pair(database: Database, first: list[Mention], second: list[Mention]) -> None:
    """What hundreds of cases of one border share makes nobody one, nor a name that fits two."""
    with database.transaction() as session:
        tell(session, 1, *first, PROSECUTOR)
        tell(session, 2, *second, PROSECUTOR)
        assert len(entries(session)) == sum(each.role is Role.OPERATOR for each in (*first, *second))


def test_a_nickname_alone_does_not_make_two_reports_of_one_country_one(database: Database) -> None:
    with database.transaction() as session:
        tell(session, 1, person("Juan Carlos Flores", "El Flaco"), places=("Pisiga", "Colchane"))
        tell(session, 2, person("Juan Flores", "El Flaco"), places=("Tacna", "Arica"))
        assert len(entries(session)) == 2


def test_where_a_name_fits_two_entries_that_are_surely_two_neither_is_meant(database: Database) -> None:
    with database.transaction() as session:
        tell(session, 1, person("Wilmer Paredes Lugo", "El Flaco"))
        tell(session, 2, person("Wilmer Paredes Huanca", "El Flaco"))
        tell(session, 3, person(SHORT, "El Flaco"))
        assert len(entries(session)) == 3


def test_what_is_no_form_of_the_name_is_a_nickname() -> None:
    names = ("Rigoberto Alanis", "Rigo", "Alanis", "Don Rigoberto", "El Capi Rigoberto", "alias Trocha", "El Trocha")
    assert list(nicknames_of(names, spelled(names[0]))) == ["capi rigoberto", "trocha"]
    assert are_contrary(["Luis Rojas Tapia"], ["El Flaco", "Luis Rojas Pinto"])
    assert not are_contrary(["Luis Rojas"], ["El Flaco", "Luis Rojas Pinto"])


def test_of_who_stands_around_victims_and_officers_are_left_out() -> None:
    told = told_in(
        analysis(
            1,
            [
                person("Ana Tovar", role=Role.VICTIM),
                person("Rosa Quispe", role=Role.AUTHORITY),
                person("Ginés Carrillo", role=Role.OTHER),
                mention("Los Guías de la Concordia"),
                mention("Juzgado de Garantía de Santa Rosa de Copán", role=Role.OTHER),
                mention("Policía Nacional", role=Role.AUTHORITY),
            ],
        )
    )
    assert [each.name for each in told.named] == ["Ginés Carrillo"]
    assert list(told.seats.values()) == ["Santa Rosa Copán"]
    assert (list(told.places.values()), list(told.agencies.values())) == (
        ["Rumichaca"],
        ["Juzgado de Garantía de Santa Rosa de Copán"],
    )
