"""A question in the language of each database's full-text index."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, ColumnClause, Select, column, func, select, table
from sqlalchemy import text as sql

from store.search.asking import Clause
from store.session import Session


def matching(session: Session, noun: str, clauses: Sequence[Clause], excluded: Sequence[Clause] = ()) -> Select[int]:
    """The keys of the texts ("revision") or names ("name") that hold every clause and none of the excluded ones.
    At least one clause is asked."""
    if session.get_bind().dialect.name == "sqlite":
        index = table(f"{noun}_search", column("rowid", BigInteger))
        found = sql(f"{noun}_search MATCH :{noun}_{_tag(clauses)}")
        return select(index.c.rowid).where(found.bindparams(**{f"{noun}_{_tag(clauses)}": _fts5(clauses, excluded)}))
    key: ColumnClause[int] = column(f"{noun}_id", BigInteger)
    words: ColumnClause[str] = column("words")
    index = table(f"{noun}_search", key, words)
    question = func.to_tsquery("simple", _tsquery(clauses, excluded))
    return select(index.c[f"{noun}_id"]).where(index.c.words.op("@@")(question))


def _tag(clauses: Sequence[Clause]) -> str:
    """A name for the bound value: one statement may ask more than one question."""
    return f"{abs(hash(tuple(clauses))):x}"


def _fts5(clauses: Sequence[Clause], excluded: Sequence[Clause]) -> str:
    wanted = " AND ".join(map(_fts5_clause, clauses))
    return f"({wanted}) NOT ({' OR '.join(map(_fts5_clause, excluded))})" if excluded else wanted


def _fts5_clause(clause: Clause) -> str:
    runs = (f'"{" ".join(run)}"{" *" if clause.begins else ""}' for run in clause.runs)
    return f"({' OR '.join(runs)})"


def _tsquery(clauses: Sequence[Clause], excluded: Sequence[Clause]) -> str:
    wanted = [_tsquery_clause(clause) for clause in clauses]
    return " & ".join([*wanted, *(f"!{_tsquery_clause(clause)}" for clause in excluded)])


def _tsquery_clause(clause: Clause) -> str:
    # Words are letters and digits only (store.indexing.words), so nothing in them can end the quotes.
    ends = ":*" if clause.begins else ""
    runs = (" <-> ".join(f"'{word}'{ends}" for word in run) for run in clause.runs)
    return f"({' | '.join(f'({run})' for run in runs)})"
