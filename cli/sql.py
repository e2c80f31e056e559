"""`almenara sql`: questions in SQL on documented views, read-only, on record."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Annotated

import typer

from cli.arguments import lines_of
from cli.common import AsJson, at_terminal, me, opened, print_json, print_table
from core.errors import InputError
from core.text import plain, was_no_utf8
from store import audit
from store import sql as questions
from store.session import Database
from web.export import csv_lines

_MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d(\.\d{6})?")
SHOWN = 1000
"""Rows that a table on the terminal shows; CSV and JSON have all."""

_HELP = "Read-only. End a question with ; .views lists what can be asked, .quit leaves. Examples: docs/SQL.md"


def sql(
    command: Annotated[str, typer.Option("-c", "--command", help="One question; without it, a prompt.")] = "",
    as_csv_: Annotated[bool, typer.Option("--csv", help="CSV, safe to open in a spreadsheet.")] = False,
    as_json: AsJson = False,
    timeout: Annotated[float, typer.Option(min=0.1, max=3600, help="Seconds that one question may take.")] = 30,
    list_views: Annotated[bool, typer.Option("--views", help="List the views and their columns.")] = False,
) -> None:
    """Ask the watchlist in SQL: documented views (docs/SQL.md), nothing can be changed, every question is on record.

    Example: almenara sql -c "SELECT name, last_seen FROM watch_operators ORDER BY last_seen DESC LIMIT 10"
    """
    if as_csv_ and as_json:
        raise InputError("--csv and --json are two forms.", remedy="Choose one.")
    form = "csv" if as_csv_ else "json" if as_json else "table"
    with opened() as database:
        if list_views:
            _list_views(database, as_json=as_json)
        elif command:
            _answer(database, command, form, timeout)
        elif not sys.stdin.isatty():
            _answer(database, _from_a_pipe(), form, timeout)
        else:
            _prompt(database, form, timeout)


def _from_a_pipe() -> str:
    """The question that standard input holds.

    Raises:
        InputError: it is no text.
    """
    with lines_of("-") as lines:
        question = lines.read()
    if was_no_utf8(question):
        raise InputError("Standard input is no text.", remedy="Save the question in UTF-8.")
    return question


def _list_views(database: Database, *, as_json: bool) -> None:
    found = questions.views(database)
    if as_json:
        for name, columns in found.items():
            print_json({"view": name, "columns": columns})
        return
    print_table("Views", ("view", "columns"), [(name, ", ".join(columns)) for name, columns in found.items()])


def _answer(database: Database, question: str, form: str, timeout: float) -> None:
    """Ask and print. The question is on record before it is answered."""
    with database.transaction() as session:
        details = at_terminal() | {"question": question.strip()[:4000]}
        audit.record(session, "asked in SQL", me(), "sql", details=details)
    with questions.ask(database, question, timeout_s=timeout) as answer:
        if form == "csv":
            for line in csv_lines(answer.columns, answer.rows):
                sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        elif form == "json":
            for row in answer.rows:
                print_json(dict(zip(answer.columns, map(_as_said, row), strict=True)))
        else:
            rows = list(islice(answer.rows, SHOWN))
            print_table("", answer.columns, rows)
            more = next(answer.rows, None) is not None
            print(f"The first {SHOWN} rows; --csv and --json have all." if more else f"{len(rows)} rows.")


def _as_said(cell: object) -> object:
    """A cell as both databases say it. SQLite keeps moments as text, in UTC and without saying so (what only looks like
    one stays as it is); PostgreSQL has sums and means of a type that JSON would write as text."""
    if isinstance(cell, Decimal) and cell.is_finite():
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if not isinstance(cell, str) or not _MOMENT.fullmatch(cell):
        return cell
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        return cell


def _prompt(database: Database, form: str, timeout: float) -> None:
    print(_HELP)
    for question in _typed():
        if question.startswith("."):
            for name, columns in questions.views(database).items() if question == ".views" else ():
                print(f"{name}: {', '.join(columns)}")
            if question != ".views":
                print(_HELP)
            continue
        try:
            _answer(database, question, form, timeout)
        except InputError as error:
            print(plain(str(error)))


def _typed() -> Iterator[str]:
    """Questions as they are typed, over several lines where they are long; ends with the input."""
    import readline  # noqa: F401 - gives input() its history and its keys

    lines: list[str] = []
    while True:
        try:
            line = input("     ...> " if lines else "almenara> ")
        except EOFError:
            print()
            return
        except KeyboardInterrupt:
            print()
            lines = []
            continue
        if not lines and line.strip() in (".quit", ".exit"):
            return
        if not lines and line.strip().startswith("."):
            yield line.strip()
            continue
        lines += [line] if line.strip() or lines else []
        if sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines = []
