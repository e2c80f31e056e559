"""Names that are one share a key; commonplace ones that are two share none that says who."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.likeness.keys import deletions, file_under, further, keys, trace_of, traced, traces


def _shared(one: str, other: str) -> set[str]:
    return set(keys(one)) & set(keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *combinations(("ViveOnline", "VIVE ON LINE S.A.S.", "@viveonline.viajes", "Vive OnLine Viajes y Turismo"), 2),
        ("Kantuta", "Kanduta Viajes"),
        ("Kantuta", "Cantuta"),
        ("Kantuta Zorzal", "Kanduta Zorsal"),
        ("Zorzal Kantuta Quirquincho", "ZKQ"),
        ("Viajes Kantuta", "Kantuta Tours"),
    ],
)
def test_names_that_may_be_one_share_a_key_or_a_trace_of_a_word(one: str, other: str) -> None:
    assert _shared(one, other) or any(traces(mine) & traces(its) for mine in traced(one) for its in traced(other))


@pytest.mark.parametrize(("one", "other"), [("Servi Travel", "Latin Travel"), ("Viajes Andinos", "Turismo del Sur")])
def test_commonplace_names_share_none(one: str, other: str) -> None:
    assert not _shared(one, other)


def test_one_letter_apart() -> None:
    assert deletions("kantuta") & deletions("kanduta") == {"kanuta"}


@pytest.mark.parametrize(
    ("one", "other"), [("topor", "tazopor"), ("tazopor", "topor"), ("zorzal", "zorzzala"), ("naya", "nadaya")]
)
def test_two_letters_may_lack_in_the_middle(one: str, other: str) -> None:
    assert traces(one) & traces(other)


@pytest.mark.parametrize(
    ("asked", "filed"),
    [
        ("nochillol", "bochillo"),
        ("guana", "guanagol"),
        ("guanagol", "guana"),
        ("llonanan", "llonabilon"),
        ("dagorbadal", "daguajal"),
    ],
)
def test_what_shares_no_trace_may_be_looked_for_further(asked: str, filed: str) -> None:
    assert not traces(asked) & traces(filed)
    assert further(asked) & {*traces(filed), trace_of(filed)}


@given(st.text("aeioubcdfghjklmnpqrstvwxyz", min_size=4, max_size=60))
def test_further_is_not_everywhere(word: str) -> None:
    assert len(further(word)) < 120
    assert not further(word) & traces(word)


@given(st.text(max_size=60))
def test_any_text_has_stable_keys_that_fit_a_column(name: str) -> None:
    found = file_under(name)
    assert found == tuple(keys(name).values())
    assert all(-(2**63) <= key < 2**63 for key in found)
