"""Linking at scale: import, one lookup, a night's batch, and what an exhaustive scan would have found besides.

    nice -n 15 python -m benchmarks.linking [--operators 1000000] [--database postgresql+psycopg://...]

Operators and mentions are invented, the same each time. The database is a new SQLite file, or one that is named and
stays; one that has operators already is measured as it is. The scan lays every name beside the mention and judges with
the very scorer of the lookup (benchmarks/scan.py). The batch, the last of all, is linked by the night's own step, in
two processes as a night's is, or in one, and stays in a database that is named.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from benchmarks import scan
from benchmarks.invented_names import Names
from benchmarks.waiting import Waiting, link
from core.names import name_key, unglued, words
from core.records import Candidate
from core.settings import EngineSettings, load
from store import name_index, name_words, quick_look, remembered
from store.likeness import compare_if_same
from store.likeness.form import form, sound, token
from store.likeness.keys import key_of, keys, traces
from store.linking import look_up
from store.linking.candidates import SHOWN, best_of
from store.linking.scoring import Known, Surroundings, judge
from store.seeds import loading
from store.session import Database, Session
from store.subjects import Subject
from store.tables import OperatorRow

CLOCK = time.perf_counter
NOW = datetime(2021, 1, 23, 12, tzinfo=UTC)
Answer = tuple[int, str, float]
"""Operator, name, score."""

TOGETHER = 200
"""Mentions of a batch whose first questions are read at once."""

_NAMES = (compare_if_same, form, keys, name_key, words, unglued, quick_look.plain)
_WORDS = (sound, token, key_of, traces, name_words.close)
"""What remembers names, and what remembers words."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--operators", type=int, default=100_000)
    parser.add_argument("--lookups", type=int, default=2_000)
    parser.add_argument("--batch", type=int, default=20_000)
    parser.add_argument("--scans", type=int, default=40)
    parser.add_argument("--seed", type=int, default=2, help="Another one makes other mentions of the same operators.")
    parser.add_argument("--scanned", type=Path, help="Keeps what scans found, so that only the index is asked again.")
    parser.add_argument("--database", default="", help="An address; a passing SQLite file if none.")
    parser.add_argument("--cpu", action="store_true", help="Count processor time, where others keep the machine busy.")
    parser.add_argument("--alone", action="store_true", help="Link the batch in one process (engine.workers = 1).")
    given = parser.parse_args()
    if given.cpu:
        global CLOCK  # noqa: PLW0603 - one switch of a script
        CLOCK = time.process_time
    with tempfile.TemporaryDirectory() as folder:
        database = Database(given.database or f"sqlite:///{Path(folder) / 'scale.db'}")
        database.upgrade()
        if _is_empty(database):
            _import(database, given.operators)
        if database.path is not None:
            print(f"database file: {database.path.stat().st_size / 2**20:.0f} MiB")
        mentions = _mentions(given.operators, max(given.lookups, given.scans), given.seed)
        batch = mentions if given.batch <= len(mentions) else _mentions(given.operators, given.batch, given.seed)
        with database.reading() as session:
            _lookups(session, mentions[: given.lookups], "no name remembered", _NAMES)
            _lookups(session, mentions[: given.lookups // 4], "no name and no word remembered", (*_NAMES, *_WORDS))
        if given.scans:
            with database.reading() as session:
                _found(session, _scan(session, mentions[: given.scans], given.operators, given.scanned))
        if given.batch:
            _look_up_all(database, batch[: given.batch])
            _link(database, batch[: given.batch], None if given.alone else load().engine)  # last: adds to the watchlist
        database.close()


def _is_empty(database: Database) -> bool:
    with database.reading() as session:
        return session.scalars(select(OperatorRow.operator_id).limit(1)).first() is None


def _import(database: Database, operators: int) -> None:
    started = CLOCK()
    with database.transaction() as session:
        new = loading.load(session, Names(1).seeds(operators), NOW)
    took = CLOCK() - started
    print(f"import: {new} operators, {2 * new} names in {took:.0f} s, {_memory():.0f} MiB at most", flush=True)
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")


def _mentions(operators: int, count: int, seed: int) -> list[str]:
    """Two in three are spellings of operators that are known, spread evenly; the others are new names."""
    names, others = Names(1), Names(seed)
    others.words = names.words
    step = max(operators // count, 1)
    known = [seed.name for number, seed in enumerate(names.seeds(operators)) if number % step == 0]
    return [others.variant(known[i % len(known)]) if i % 3 else others.name() for i in range(count)]


def _lookups(session: Session, mentions: list[str], what: str, caches: tuple[Any, ...]) -> None:
    look_up(session, "Kantuta")
    took, compared = [], 0
    for mention in mentions:
        for cached in caches:
            cached.cache_clear()
        took.append(_time(lambda mention=mention: look_up(session, mention)))
        compared += compare_if_same.cache_info().misses
    took.sort()
    print(
        f"lookup of one mention, {what}: median {statistics.median(took) * 1e3:.2f} ms, "
        f"p99 {took[int(len(took) * 0.99)] * 1e3:.2f} ms, worst {took[-1] * 1e3:.1f} ms "
        f"({len(took)} lookups, {compared / len(took):.1f} names compared in each)",
        flush=True,
    )


def _found(session: Session, scanned: dict[str, list[Answer]]) -> None:
    wanted = found = 0
    missed: list[str] = []
    for mention, exhaustive in scanned.items():
        indexed = {candidate.operator_id for candidate in look_up(session, mention)}
        last = exhaustive[-1][2] if len(exhaustive) == SHOWN else 0.0
        sure = [answer for answer in exhaustive if answer[2] > last]  # of those that tie for the last place any will do
        wanted += len(sure)
        found += sum(operator_id in indexed for operator_id, *_ in sure)
        missed += [f"{mention!r}: {name!r} {score}" for operator_id, name, score in sure if operator_id not in indexed]
    print(
        f"scan of all names for {len(scanned)} mentions: {wanted} candidates, {found} found by the index "
        f"({found / (wanted or 1):.4f})",
        flush=True,
    )
    for line in missed:
        print(f"  missed {line}")


def _scan(session: Session, mentions: list[str], operators: int, kept: Path | None) -> dict[str, list[Answer]]:
    """Mention -> whom a scan finds, best first. Operators are numbered from 1 as they were read in."""
    lines = kept.read_text(encoding="utf-8").splitlines() if kept and kept.is_file() else ()
    found: dict[str, list[Answer]] = {
        mention: [(operator_id, name, score) for operator_id, name, score in answers]
        for mention, answers in map(json.loads, lines)
    }
    wanted = [mention for mention in mentions if mention not in found]
    bearers = ((number, (seed.name, *seed.aliases)) for number, seed in enumerate(Names(1).seeds(operators), 1))
    chunks = list(scan.chunks(bearers)) if wanted else []
    for mention in wanted:
        near = {operator_id: chunk.names[operator_id] for chunk in chunks for operator_id in chunk.near(mention)}
        best = best_of(_judged(session, mention, near))
        found[mention] = [(each.operator_id, each.operator_name, each.score) for each in best]
        if kept:
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps([mention, found[mention]], ensure_ascii=False) + "\n")
    return {mention: found[mention] for mention in mentions}


def _judged(session: Session, mention: str, near: dict[int, tuple[str, ...]]) -> Iterator[Candidate]:
    others = (name for names in near.values() for name in names)
    labels = {f"w:{each.sound}" for name in others for each in form(name).tokens} | set(keys(mention))
    around = Surroundings(countries=frozenset(), word_counts=name_index.count(session, labels), unrelated={})
    subject = Subject(mention, (mention,), (), None)
    for operator_id, names in near.items():
        yield judge(subject, Known(operator_id, names[0], False, names, frozenset(), frozenset()), around)


def _look_up_all(database: Database, mentions: list[str]) -> None:
    """A night's mentions: whom they may mean."""
    _forget()
    started, chunks = CLOCK(), [mentions[at : at + TOGETHER] for at in range(0, len(mentions), TOGETHER)]
    found = 0
    with database.reading() as session:
        for chunk in chunks:
            with remembered.keeping(session):
                name_index.read_ahead(session, chunk)
                found += sum(bool(look_up(session, mention)) for mention in chunk)
    _tell(f"batch: {len(mentions)} mentions looked up", CLOCK() - started, len(mentions), f"{found} with a candidate")


def _link(database: Database, mentions: list[str], engine: EngineSettings | None) -> None:
    """They are linked, each in a reading of its own."""
    Waiting(database, mentions, NOW).keep(database, None, len(mentions))
    _forget()
    started, by_clock = CLOCK(), time.perf_counter()
    known = link(database, len(mentions), engine)
    took, by_clock = CLOCK() - started, time.perf_counter() - by_clock
    second = resource.getrusage(resource.RUSAGE_CHILDREN)
    how = f"{by_clock:.1f} s by the clock, {_memory():.0f} MiB at most"
    if engine is not None:
        worked = second.ru_utime + second.ru_stime
        how += f"; {known} compared by a second process, in {worked:.1f} s and {second.ru_maxrss / 1024:.0f} MiB"
    _tell(f"batch: {len(mentions)} mentions linked", took, len(mentions), how)


def _forget() -> None:
    for cached in (*_NAMES, *_WORDS):
        cached.cache_clear()


def _tell(what: str, took: float, count: int, more: str) -> None:
    print(f"{what} in {took:.1f} s, {took / (count or 1) * 1e3:.2f} ms each; {more}", flush=True)


def _time(work: Callable[[], object]) -> float:
    started = CLOCK()
    work()
    return CLOCK() - started


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
