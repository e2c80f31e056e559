"""What is found in statements that join a table of a query around them anew, and what is none of it."""

from __future__ import annotations

import pytest
from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from store.clusters import goes_by
from store.tables import FlagOperatorRow, IdentityRow, OperatorContactRow
from tests.correlated import JoinedAnewError, check, joined_anew


def _second(*, is_tied: bool) -> str:
    """A query within a query, of a table that the second one around it has."""
    row = aliased(IdentityRow)
    entry = select(row.cluster_id).where(row.operator_id == OperatorContactRow.operator_id)
    tied = (entry.correlate_except(row) if is_tied else entry).scalar_subquery()
    return str(select(OperatorContactRow.channel).where(exists().where(FlagOperatorRow.operator_id == tied)))


def test_a_query_that_is_tied_to_the_next_one_alone_is_found() -> None:
    assert list(joined_anew(_second(is_tied=False))) == ["operator_contacts"]
    with pytest.raises(JoinedAnewError, match="operator_contacts"):
        check(_second(is_tied=False))


def test_what_says_to_which_it_is_tied_is_none() -> None:
    tied = exists().where(FlagOperatorRow.operator_id == goes_by(OperatorContactRow.operator_id))
    for each in (_second(is_tied=True), str(select(OperatorContactRow.channel).where(tied))):
        check(each)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT a.x FROM a, b WHERE a.y = b.y AND a.z IN (SELECT a.z FROM a WHERE a.x = 1)",
        "SELECT a.x FROM a WHERE EXISTS (SELECT * FROM b, a AS a_1 WHERE a_1.x = a.x AND b.x = a_1.x)",
        "SELECT a.x, (SELECT max(b.x) FROM b JOIN a ON a.y = b.y) FROM a",
        "SELECT x FROM a, (SELECT b.x FROM b, c WHERE b.y = c.y) AS d UNION SELECT x FROM b, c",
        "SELECT a.x FROM a, (SELECT b.x FROM b) AS d WHERE EXISTS (SELECT 1 FROM b, c WHERE b.x = a.x)",
        "INSERT INTO a (x) VALUES ('SELECT * FROM a, (SELECT * FROM b, a)')",
    ],
)
def test_other_statements_are_none(statement: str) -> None:
    assert list(joined_anew(statement)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT (SELECT b.x FROM b, a WHERE b.x = a.x) FROM a",
        "SELECT a.x FROM a WHERE EXISTS (SELECT * FROM c WHERE c.x = coalesce((SELECT b.x FROM a, b), 1))",
        "UPDATE a SET x = (SELECT b.x FROM b, a WHERE b.x = a.x)",
        "DELETE FROM a WHERE EXISTS (SELECT * FROM b, a WHERE b.x = a.x)",
        "SELECT a.x FROM (SELECT 1) AS d, a WHERE EXISTS (SELECT * FROM b, d WHERE b.x = d.x)",
        "UPDATE a SET x = 1 WHERE EXISTS (SELECT * FROM b AS d, c WHERE EXISTS (SELECT 1 FROM e, d WHERE e.x = d.x))",
    ],
)
def test_what_is_joined_with_nothing_is_found(statement: str) -> None:
    assert list(joined_anew(statement))
