"""What resembles nothing is passed over; what is said by initials is not."""

from __future__ import annotations

from core.names import name_key
from store.by_key import Name
from store.quick_look import NEAREST, Initials, closest

NOBODY = Initials(frozenset(), frozenset(), frozenset())


def _row(operator_id: int, name: str) -> Name:
    return operator_id, name, name_key(name).core


def test_the_likeliest_names_are_looked_at_closely() -> None:
    rows = [_row(1, "Kantuta Viajes"), _row(1, "Pizarrero"), _row(2, "Zorzal del Norte"), _row(3, "Kantuta Zorzal")]
    assert closest(["Kantuta"], rows, {1: 1.0, 2: 1.0, 3: 1.0}, NOBODY) == {
        1: ("Kantuta Viajes",),
        3: ("Kantuta Zorzal",),
    }
    assert closest(["Kantuta"], rows, {1: 0.3, 2: 1.0, 3: 1.0}, NOBODY) == {3: ("Kantuta Zorzal",)}
    assert closest(["Kantuta"], [], {}, NOBODY) == {}


def test_initials_look_like_nothing_that_they_stand_for() -> None:
    rows = [_row(1, "Zorzal Kantuta Quirquincho"), _row(2, "Zorro Kilo Queso")]
    spelled = Initials(frozenset({"zkq"}), frozenset({1}), frozenset({1}))
    assert closest(["ZKQ"], rows, {1: 0.9, 2: 0.9}, spelled) == {1: ("Zorzal Kantuta Quirquincho",)}
    stands = Initials(frozenset({"zkq"}), frozenset({1, 2}), frozenset())
    rows = [_row(1, "ZKQ S.A."), _row(2, "Vizcacha")]
    assert closest(["Zorzal Kantuta Quirquincho"], rows, {1: 0.9, 2: 0.9}, stands) == {1: ("ZKQ S.A.",)}


def test_no_more_than_so_many() -> None:
    rows = [_row(n, "Kantuta") for n in range(NEAREST + 9)]
    assert len(closest(["Kantuta"], rows, dict.fromkeys(range(NEAREST + 9), 1.0), NOBODY)) == NEAREST
