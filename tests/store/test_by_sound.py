"""What sounds like what is asked is looked at closely, most of all where nothing that says who is left over."""

from __future__ import annotations

import pytest

from store.by_sound import Heard, may_be_near, near, spoken

ASKED = spoken(["Posina Excursoes"], {"posina": ["jochina"]})


def _near(telling: str, *, letters: float = 90.0, part: float = 0.36, whole: float = 0.63, alone: bool = True) -> bool:
    return bool(list(near([Heard(0, telling, letters, 45.0, part, whole)], ASKED, alone=alone)))


def test_the_whole_name_may_be_met_by_words_that_are_alike() -> None:
    assert _near("jochina")
    assert _near("jochina ltda")  # a legal form says nothing
    assert not _near("jochina kantuta")  # the words in common tell too little
    assert _near("jochina kantuta", letters=100.0, part=0.5)
    assert not _near("kantuta", letters=100.0, part=0.5)
    assert not _near("")


def test_a_night_has_no_time_for_it() -> None:
    assert not _near("jochina", letters=130.0, alone=False)
    assert _near("posina kantuta", letters=130.0, part=0.5, alone=False)
    assert not may_be_near(100.0, 0.4, 0.6, alone=False)
    assert may_be_near(100.0, 0.4, 0.6, alone=True)


def test_more_is_asked_where_both_have_words_of_their_own() -> None:
    asked = spoken(["Kantuta Pizarrero"], {})
    name = Heard(7, "kantuta zorzal", 60.0, 30.0, 0.45, 1.0)
    assert not list(near([name], asked, alone=True))
    assert [place for place, _ in near([name._replace(part=0.7)], asked, alone=True)] == [7]
    assert [place for place, _ in near([name._replace(telling="kantuta")], asked, alone=True)] == [7]


@pytest.mark.parametrize("name", ["", "Viajes", "Viajes y Turismo"])
def test_what_says_nobody_meets_nobody(name: str) -> None:
    assert not list(near([Heard(0, "kantuta", 200.0, 100.0, 1.0, 1.0)], spoken([name], {}), alone=True))


def test_each_spelling_may_be_met_by_itself() -> None:
    asked = spoken(["@tourskantutadelsur", "tours kantuta del sur"], {})
    assert asked.hold({"kantuta"})
    assert not asked.hold({"zorzal"})
