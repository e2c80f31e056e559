"""Conditions that are made of columns alone are made once, and mean the same in every query that holds them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import aliased

from store.built_once import built_once
from store.flagging.corrected import holds, is_name_corrected
from store.flagging.dismissals import is_over
from store.tables import CorrectionRow, FlagOperatorRow, FlagRow, OperatorRow


def test_one_expression_for_the_same_columns_and_another_for_others() -> None:
    other = aliased(CorrectionRow)
    assert holds() is holds()
    assert holds(other) is holds(other)
    assert holds(other) is not holds()
    assert is_over(OperatorRow.operator_id) is is_over(OperatorRow.operator_id)


def test_what_is_made_for_passing_aliases_falls_out() -> None:
    made: list[object] = []

    @built_once
    def build(row: object) -> object:
        made.append(row)
        return object()

    rows = [object() for _ in range(1000)]
    first = build(rows[0])
    assert build(rows[0]) is first
    for row in rows:
        build(row)
    assert build(rows[0]) is not first  # a service that runs for months keeps no alias of each request
    assert len(made) == 1001


def test_a_query_that_holds_one_twice_looks_into_each_table_anew() -> None:
    """Of a condition within itself the inner table would be taken for the outer one's."""
    named = select(FlagOperatorRow.operator_id).join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
    once = str(named.where(is_name_corrected()))
    twice = str(named.where(is_name_corrected()).where(FlagRow.flag_id.in_(select(FlagRow.flag_id))))
    both = str(named.where(is_name_corrected() | ~is_name_corrected()))
    assert once.count("FROM") == twice.count("FROM") - 1
    assert both.count("FROM") == 2 * once.count("FROM") - 1
