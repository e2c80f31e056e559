"""Which scripts are data, and what Nuxt's flat list says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.embedded.payloads import payloads, unflattened
from extraction.markup import parse


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('<script id="__NEXT_DATA__">{"props": {"pageProps": {"a": 1}}}</script>', [{"a": 1}]),
        ('<script id="__NEXT_DATA__">{"props": {"b": 1}}</script>', [{"b": 1}]),
        ('<script id="__NEXT_DATA__">[]</script>', []),
        ('<script>window.__INITIAL_STATE__={"a": {"b": "}"}};x</script>', [{"a": {"b": "}"}}]),
        ("<script>self['__PRELOADED_STATE__'] =\n {} </script>", [{}]),
        ("<script>if (window.__INITIAL_STATE__ == {}) go()</script>", []),
        ("<script>window.__INITIAL_STATE__ = {a: 1}</script>", []),
        ('<script>var state = {"a": 1}</script>', []),
        (f'<script id="__NEXT_DATA__">{{"props": {{"a": "{"x" * 3_000_000}"}}}}</script>', []),
    ],
)
def test_scripts_that_are_data(script: str, found: list[object]) -> None:
    assert list(payloads(parse(f"<html><body>{script}</body></html>".encode()).tree)) == found


@pytest.mark.parametrize(
    ("flat", "value"),
    [
        ([{"a": 1, "b": 2}, "x", [1, 1]], {"a": "x", "b": ["x", "x"]}),
        ([["ShallowReactive", 1], {"a": 2}, ["Ref", 3], "x"], {"a": "x"}),
        (
            [{"a": 1, "b": -1, "c": 99, "d": True}, ["Date", "2026-03-04"]],
            {"a": "2026-03-04", "b": None, "c": None, "d": None},
        ),
        ([["Reactive", 0]], None),
        ([["Set", 1], "x"], None),
        ([], None),
        ({"a": 1}, None),
    ],
)
def test_nuxts_list_is_put_together(flat: object, value: object) -> None:
    assert unflattened(flat) == value


PLACES = st.integers(min_value=-2, max_value=12)
VALUES = st.one_of(
    st.text(max_size=4),
    PLACES,
    st.lists(PLACES, max_size=4),
    st.dictionaries(st.text(max_size=3), PLACES, max_size=4),
    st.tuples(st.sampled_from(["Reactive", "Ref", "Date", "Set", "Map"]), PLACES).map(list),
)


@given(st.lists(VALUES, max_size=12))
def test_no_list_breaks_it(flat: list[object]) -> None:
    unflattened(flat)
