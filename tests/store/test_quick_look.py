"""What resembles nothing is passed over; what is said by initials is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.names import name_key
from store.by_key import Name
from store.by_sound import spoken
from store.quick_look import NEAREST, NEAREST_ALONE, Bound, Initials, closest

ALL = Bound(1.0, 1.0)
NOBODY = Initials(frozenset(), frozenset(), frozenset(), frozenset())


def _row(operator_id: int, name: str) -> Name:
    return operator_id, name, name_key(name).core


def _names(
    asked: Sequence[str], rows: Sequence[Name], bounds: Mapping[int, Bound], initials: Initials, *, alone: bool
) -> dict[int, tuple[str, ...]]:
    found = closest(asked, rows, bounds, initials, spoken(asked, {}), alone=alone)
    return {key: near.names for key, near in found.items()}


def test_the_likeliest_names_are_looked_at_closely() -> None:
    rows = [_row(1, "Kantuta Viajes"), _row(1, "Pizarrero"), _row(2, "Zorzal del Norte"), _row(3, "Kantuta Zorzal")]
    assert _names(["Kantuta"], rows, dict.fromkeys((1, 2, 3), ALL), NOBODY, alone=False) == {
        1: ("Kantuta Viajes",),
        3: ("Kantuta Zorzal",),
    }
    assert _names(["Kantuta"], rows, {1: Bound(0.2, 0.2), 2: ALL, 3: ALL}, NOBODY, alone=False) == {
        3: ("Kantuta Zorzal",)
    }
    assert _names(["Kantuta"], [], {}, NOBODY, alone=False) == {}


def test_initials_look_like_nothing_that_they_stand_for() -> None:
    rows = [_row(1, "Zorzal Kantuta Quirquincho"), _row(2, "Zorro Kilo Queso")]
    spelled = Initials(frozenset({"zkq"}), frozenset({"zkq"}), frozenset({1}), frozenset({1}))
    assert _names(["ZKQ"], rows, dict.fromkeys((1, 2), ALL), spelled, alone=False) == {
        1: ("Zorzal Kantuta Quirquincho",)
    }
    stands = Initials(frozenset({"zkq"}), frozenset(), frozenset({1, 2}), frozenset())
    rows = [_row(1, "ZKQ S.A."), _row(2, "Vizcacha")]
    assert _names(["Zorzal Kantuta Quirquincho"], rows, dict.fromkeys((1, 2), ALL), stands, alone=False) == {
        1: ("ZKQ S.A.",)
    }


def test_no_more_than_so_many() -> None:
    rows = [_row(n, "Kantuta") for n in range(NEAREST_ALONE + 9)]
    for alone, most in ((False, NEAREST), (True, NEAREST_ALONE)):
        assert len(_names(["Kantuta"], rows, dict.fromkeys(range(len(rows)), ALL), NOBODY, alone=alone)) == most


def test_a_trade_in_common_makes_no_likeness() -> None:
    rows = [_row(1, "Viajes Pizarrero del Norte"), _row(2, "Viajes Kantuta")]
    both = {1: Bound(0.4, 1.0), 2: ALL}
    assert _names(["Viajes Kantuta"], rows, both, NOBODY, alone=True) == {2: (rows[1][1],)}
    assert _names(["Viajes Internacional"], [_row(1, "Viajes Internacional")], both, NOBODY, alone=True)


def test_where_nothing_else_can_speak_a_name_has_to_be_nearer() -> None:
    rows = [_row(1, "Kantuta Quirquincho Pizarrero Viajes")]
    assert _names(["Kantuta"], rows, {1: Bound(0.4, 0.6)}, NOBODY, alone=False) == {1: (rows[0][1],)}
    assert _names(["Kantuta"], rows, {1: Bound(0.4, 0.6)}, NOBODY, alone=True) == {}


def test_a_short_word_that_stands_in_both_is_no_initials() -> None:
    """It is filed as if it were, and would bring up all who bear it."""
    short = Initials(frozenset({"yuma"}), frozenset({"yuma"}), frozenset({1, 2}), frozenset({1, 2}))
    rows = [_row(1, "Yuma Pizarrero Quirquincho"), _row(2, "Yacare Urutau Mainumby Aguara")]
    assert _names(["Yuma"], rows, {1: Bound(0.3, 0.6), 2: ALL}, short, alone=True) == {2: (rows[1][1],)}


def test_it_says_the_most_that_the_names_tell() -> None:
    """A whole name counts in full; a word in common for no more than it tells."""
    rows = [_row(1, "Kantuta Quirquincho Pizarrero Viajes"), _row(2, "Kantuta"), _row(3, "Zorzal Kilo Queso")]
    bounds = {1: Bound(0.4, 0.6), 2: Bound(0.5, 0.9), 3: ALL}
    spelled = Initials(frozenset({"zkq"}), frozenset({"zkq"}), frozenset({3}), frozenset({3}))
    asked = ["Kantuta", "ZKQ"]
    found = closest(asked, rows, bounds, spelled, spoken(asked, {}), alone=False)
    assert {key: near.most for key, near in found.items()} == {1: 0.4, 2: 0.9, 3: 1.0}


def test_a_rare_word_may_be_little_of_a_long_name() -> None:
    asked = ["Kantuta Pizarrero Quirquincho"]
    names = "Viajes Zorzal Vizcacha Kantuta", "Viajes Zorzal Vizcacha Cantuta", "Viajes Zorzal Vizcacha Chinchilla"
    rows = [_row(number, name) for number, name in enumerate(names)]
    rare, common = Bound(0.65, 0.9), Bound(0.4, 0.9)
    assert _names(asked, rows, dict.fromkeys(range(3), rare), NOBODY, alone=True).keys() == {0, 1}
    assert not _names(asked, rows, dict.fromkeys(range(3), common), NOBODY, alone=True)


def test_what_sounds_the_same_may_look_otherwise() -> None:
    rows = [_row(1, "Encomiendas Qhantutta Lobos"), _row(2, "Encomiendas Vizcacha Lobos")]
    bounds = dict.fromkeys((1, 2), Bound(0.7, 1.0))
    assert _names(["Kantuta"], rows, bounds, NOBODY, alone=True).keys() == {1}
    found = closest(["Kantuta"], rows, bounds, NOBODY, spoken(["Kantuta"], {}), alone=True)
    assert found[1].most == 1.0  # it may be the whole name


def test_all_that_is_asked_may_be_met_in_a_long_name() -> None:
    rows = [_row(1, "Inversiones Zorzal Pizarrero Kantuti Andina"), _row(2, "Inversiones Zorzal Pizarrero Vizcacha")]
    bounds = dict.fromkeys((1, 2), Bound(0.5, 0.72))
    asked, alike = ["Andina Kantuten"], {"kantuten": ["kantuti"]}
    assert closest(asked, rows, bounds, NOBODY, spoken(asked, {}), alone=True) == {}
    assert closest(asked, rows, bounds, NOBODY, spoken(asked, alike), alone=True).keys() == {1}
