"""How long the server takes to answer each page and the API, beside the plain SQL that the answer asks for.

    nice -n 15 python -m benchmarks.pages [--documents 100000 --operators 5000] [--folder build/pages] [--limit 150]

The watch is invented (benchmarks.invented_watch), in SQLite. Each address is asked once to warm up, then `--times`
times; the figure is the median, in milliseconds, of the application in this process: no network, no browser. With
`--cpu` it is the least of the processor times instead: neighbours on the same core only ever add to them. Plain SQL
is the same statements with the same values once more, by the driver alone. With `--folder` the watch is kept and used
again. `--limit` makes it fail where an answer takes longer.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from sqlalchemy import event

from benchmarks.invented_watch import build
from core.settings import Settings, load
from core.terms import Verdict
from store.identity import judge
from store.identity.judge import Signature
from store.session import Database
from web.app import create_app
from web.desk import now

Statement = tuple[str, Any]
CLOCK = time.perf_counter
ADDRESSES = (
    "/", "/?since=week", "/?since=all", "/?since=all&page=20", "/?since=all&state=dismissed&country=CL",
    "/?since=all&country=PE", "/flags/{flag}", "/operators", "/operators?offset=500", "/operators?q=viajes",
    "/operators?country=PE&status=reported", "/operators?country=ZW", "/operators?sort=sources",
    "/operators/{busy}", "/operators/{quiet}", "/operators/{merged}", "/operators/{busy}/network",
    "/operators/{busy}/network.svg", "/operators/{quiet}/network", "/pairs", "/pairs/{one}/{other}", "/search?q=coyote",
    "/search?q=trocha+frontera&country=CL", "/search?q=%22paso+noche%22", "/search?q=3000000021",
    "/search?status=reported", "/search?leg_from=PE&leg_to=BO&state=new", "/search?state=confirmed",
    "/search?kind=official", "/search?label=smuggling_report", "/search?label=smuggling_offer",
    "/search?q=coyote&leg_from=CL&leg_to=CO&state=dismissed", "/documents/{document}", "/overview",
    "/overview?since=all", "/runs", "/runs/400", "/sources", "/sources/cl_source_1", "/flags.atom", "/api/v1/flags",
    "/api/v1/flags/{flag}", "/api/v1/flags?country=CL&state=new", "/api/v1/operators", "/api/v1/operators/{busy}",
    "/api/v1/search?q=coyote", "/api/v1/search?q=3000000021", "/api/v1/runs", "/api/v1/documents/{document}",
    "/api/v1/pairs", "/api/v1/pairs/{one}/{other}", "/api/v1/judgements",
    "/reconcile?queries=%7B%22q0%22%3A%7B%22query%22%3A%22Viajes+Sol%22%7D%7D",
)  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=3_000)
    parser.add_argument("--operators", type=int, default=150)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--limit", type=float, default=0.0, help="Milliseconds that no answer may exceed; 0 for any.")
    parser.add_argument("--only", default="", help="Only addresses that hold this.")
    parser.add_argument("--cpu", action="store_true", help="Count processor time, where others keep the machine busy.")
    given = parser.parse_args()
    if given.cpu:
        global CLOCK  # noqa: PLW0603 - one switch of a script
        CLOCK = time.process_time
    with tempfile.TemporaryDirectory() as passing:
        settings = load().model_copy(update={"data_dir": given.folder or Path(passing), "database_url": ""})
        numbers = _prepare(settings, given.documents, given.operators)
        slow = _ask(settings, [a.format(**numbers) for a in ADDRESSES if given.only in a], given.times, given.limit)
    sys.exit(1 if slow else 0)


def _prepare(settings: Settings, documents: int, operators: int) -> dict[str, int]:
    """A watch, two of whose operators are one and two of which wait for a person."""
    settings.make_data_dir()
    is_new = not (settings.data_dir / "almenara.db").exists()
    database = Database(settings.database)
    database.upgrade()
    if is_new:
        started = CLOCK()
        build(database, documents, operators)
        with database.transaction() as session:
            signature = Signature("benchmark", "the same", now())
            judge.judge(session, 2, operators // 2, Verdict.SAME, signature, seen=None)
        print(f"{documents} documents, {operators} operators, built in {CLOCK() - started:.0f} s")
    database.close()
    flag = documents // 2 - documents // 2 % 30
    return {"flag": flag, "busy": 1, "merged": 2, "quiet": operators - 3, "document": documents // 3, "one": 11,
            "other": 12}  # fmt: skip


def _ask(settings: Settings, addresses: list[str], times: int, limit: float) -> int:
    """Ask for each; how many were slower than the limit."""
    slow = 0
    print(f"{'address':64} {'ms':>8} {'SQL ms':>8} {'statements':>10} {'KiB':>7}")
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8321") as client:
        engine = client.app.state.desk.database.engine  # type: ignore[attr-defined]
        for address in addresses:
            with _recorded(engine) as statements:
                answer = client.get(address)
            answer.raise_for_status()
            taken = [_timed(client, address) for _ in range(times)]
            took = (min(taken) if CLOCK is time.process_time else statistics.median(taken)) * 1000
            plain = min(_plain(engine, statements) for _ in range(2)) * 1000
            mark = " slow" if limit and took > limit else ""
            slow += bool(mark)
            size = len(answer.content) / 1024
            print(f"{address:64} {took:8.1f} {plain:8.1f} {len(statements):10} {size:7.0f}{mark}", flush=True)
    return slow


@contextmanager
def _recorded(engine: Any) -> Iterator[list[Statement]]:
    """The statements that only read, as they are sent meanwhile."""
    found: list[Statement] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            found.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _timed(client: TestClient, address: str) -> float:
    started = CLOCK()
    client.get(address)
    return CLOCK() - started


def _plain(engine: Any, statements: list[Statement]) -> float:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        started = CLOCK()
        for statement, values in statements:
            cursor.execute(statement, values)
            cursor.fetchall()
        return CLOCK() - started
    finally:
        connection.close()


if __name__ == "__main__":
    main()
