"""Where somebody is named again by a part of the name."""

from __future__ import annotations

from core.records import Mention, Span
from core.terms import Role
from nlp.naming.let_go_places import bearers, places
from tests.nlp.readings import reading_of


def mention(name: str, start: int, role: Role = Role.OPERATOR) -> Mention:
    return Mention(name, (), role, 0.9, "", (Span(start, start + len(name)),), is_person=True)


def test_a_part_that_nobody_else_bears_is_a_place() -> None:
    reading = reading_of("Teo Marbán y Alma Quiroz. Marbán volvió.", kind="news")
    found = places(reading, [mention("Teo Marbán", 0), mention("Alma Quiroz", 13)])
    assert [(each.start, each.who) for each in found] == [(0, 0), (13, 1), (26, 0)]


def test_a_part_that_two_bear_is_none() -> None:
    reading = reading_of("Teo Marbán y Alma Marbán. Marbán volvió.", kind="news")
    assert len(places(reading, [mention("Teo Marbán", 0), mention("Alma Marbán", 13)])) == 2


def test_a_part_of_another_name_is_none() -> None:
    reading = reading_of("Teo Marbán fue preso. Su hermana Alma Marbán no. El Sr. Marbán sigue preso.", kind="news")
    assert [each.start for each in places(reading, [mention("Teo Marbán", 0)])] == [0, 56]


def test_a_title_with_a_part_is_the_operators() -> None:
    assert bearers([mention("Sr. Marbán", 0, Role.OTHER), mention("Teo Marbán", 20)]) == [1, 1]


def test_the_same_surname_of_two_operators_is_nobodys() -> None:
    found = bearers([mention("Sr. Marbán", 0), mention("Teo Marbán", 20), mention("Alma Marbán", 40)])
    assert found == [0, 1, 2]
