"""An invented watch of any size for benchmarks: nights, documents, readings, operators, links, flags. The rows that the
rooms' own functions would leave, written at once, since a hundred thousand documents would take them an hour.

A few operators stand in many documents and most in few, as in life: the first is named in about one in thirty.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, text

from benchmarks.invented_names import Names
from benchmarks.invented_readings import reading, taken_down
from benchmarks.invented_texts import vocabulary, words
from core.terms import ContactType
from store import analyses
from store.flagging.events import RAISED
from store.indexing.index import put, spellings
from store.indexing.words import words_of
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database, Session
from store.tables import (
    AdvertGroupRow,
    AnalysisRow,
    BandRow,
    Base,
    CaptureRow,
    ContactSightingRow,
    DocumentRow,
    FlagEventRow,
    FlagOperatorRow,
    FlagRow,
    LinkRow,
    OperatorMentionRow,
    OperatorPriceRow,
    OperatorRouteRow,
    OperatorStatusRow,
    RevisionRow,
    RunRow,
    RunSourceRow,
    SearchWordRow,
    SourceRow,
    StoryRow,
)
from store.tables.base import insert_new

END = datetime(2021, 1, 23, 5, tzinfo=UTC)
NIGHTS, SOURCES, BATCH = 400, 60, 5_000
OWN_BANDS = 4
"""By which copies of a text would be found; one more is that of its source's boilerplate."""
FLAGGED, NAMED = 6, 3
"""One document in six has a flag; one in three of those names two operators."""
_ROUTES = ("CO EC PE BO CL", "VE CO EC PE CL", "GT MX US", "HN GT MX US", "HT DO", "PE CL", "BO CL", "BR PY AR")


def build(database: Database, documents: int, operators: int, *, nights: int = NIGHTS) -> None:
    """Fill an empty database with what so many nights would have brought."""
    chance = random.Random(7)  # noqa: S311 - invented data
    with database.transaction() as session:
        loading.load(session, _seeds(operators), END - timedelta(days=nights), who="benchmark")
    with database.transaction() as session:
        _nights(session, nights)
        numbers = iter(range(1, documents + 1))
        while batch := list(islice(numbers, BATCH)):
            _documents(session, batch, operators, nights=nights, chance=chance)
    with database.transaction() as session:
        insert_new(session, SearchWordRow, spellings(word for text in vocabulary() for word in words_of(text)))
        session.execute(insert(OperatorRouteRow), _routes(operators))
    if not database.is_sqlite:  # of which nothing gathers statistics in a watch, either
        with database.transaction() as session:
            session.execute(text("ANALYZE"))


def _seeds(operators: int) -> Iterator[Seed]:
    """Operators with phones; one phone in ten is one of another, too."""
    for number, seed in enumerate(Names(1).seeds(operators)):
        phone = f"+5730000{number - number % 10 if number % 10 == 1 else number:05d}"
        yield Seed(
            seed.key,
            seed.name,
            seed.aliases,
            contacts=((ContactType.PHONE, phone),),
            countries=(("CO", "CL"), ("PE",), ("MX", "US"))[number % 3],
        )


def _nights(session: Session, nights: int) -> None:
    rows = [
        {"source_id": f"cl_source_{n}", "name": f"Source {n}", "publisher": f"p{n}", "kind": "news", "country": "CL",
         "languages": ["es"], "home": f"https://s{n}.example/", "enabled": True, "reason": "", "listed": True}
        for n in range(SOURCES)
    ]  # fmt: skip
    session.execute(insert(SourceRow), rows)
    for night in range(1, nights + 1):
        began = END - timedelta(days=nights - night)
        session.execute(
            insert(RunRow),
            [{"run_id": night, "night": began.date(), "attempt": 1, "trigger": "scheduler", "state": "done",
              "started_at": began, "finished_at": began + timedelta(hours=2)}],
        )  # fmt: skip
        counts = dict.fromkeys(("fetched", "new", "revised", "unchanged", "skipped", "failed", "silent_nights"), 1)
        session.execute(
            insert(RunSourceRow),
            [{"run_id": night, "source_id": each["source_id"], "reasons": {}, "state": "done", "error": "", **counts}
             for each in rows],
        )  # fmt: skip


def _documents(session: Session, numbers: list[int], operators: int, *, nights: int, chance: random.Random) -> None:
    rows: dict[type[Base], list[dict[str, Any]]] = {}
    for number in numbers:
        for table, row in _document(number, operators, nights=nights, chance=chance):
            rows.setdefault(table, []).append(row)
    for table, mine in rows.items():
        session.execute(insert(table), mine)
    for row in rows[RevisionRow]:
        put(session, "revision", row["revision_id"], [*words_of(row["title"]), *words_of(row["text"])])


def _document(
    number: int, operators: int, *, nights: int, chance: random.Random
) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    night = 1 + (number * 397) % nights
    seen = END - timedelta(days=nights - night, minutes=number % 600)
    source, url = f"cl_source_{number % SOURCES}", f"https://s{number % SOURCES}.example/{number}"
    digest, written = hashlib.sha256(str(number).encode()).hexdigest(), words(chance)
    times = {"first_seen": seen, "last_seen": seen}
    yield CaptureRow, {
        "capture_key": number, "capture_id": f"urn:uuid:{number:032x}", "run_id": night, "source_id": source,
        "crawl_id": str(night), "url": url, "requested_url": url, "redirects": [], "fetched_at": seen, "status": 200,
        "content_type": "text/html", "payload_sha256": digest, "warc_file": f"{source}/{night}.warc.gz",
        "warc_offset": 0, "warc_length": 1000, "etag": "", "last_modified": "", "not_modified": False,
        "published_hint": "", "title_hint": "", "state": "done", "reason": "",
    }  # fmt: skip
    yield StoryRow, {"story_id": number, "origin_publisher": f"p{number % SOURCES}", "first_seen": seen}
    yield DocumentRow, {
        "document_id": number, "source_id": source, "url": url, "kind": "ad" if number % 4 else "news", "country": "CL",
        "publisher": f"p{number % SOURCES}", "story_id": number, "revision_id": number, **times,
        **taken_down(number, seen, END),
    }  # fmt: skip
    yield RevisionRow, {
        "revision_id": number, "document_id": number, "number": 1, "capture_id": f"urn:uuid:{number:032x}",
        "title": written[:60], "text": written, "text_sha256": digest, "author": "", "section": "", "language": "es",
        "published": seen, "published_source": "meta", "fingerprint": b"", "reader": "benchmark", **times,
    }  # fmt: skip
    for band in (*(chance.getrandbits(63) for _ in range(OWN_BANDS)), -1 - number % SOURCES):
        yield BandRow, {"band": band, "revision_id": number}
    flagged = number % FLAGGED == 0
    route = chance.choice(_ROUTES)
    yield AnalysisRow, {
        "analysis_id": number, "revision_id": number, "reader": "benchmark",
        "record": analyses.dump(reading(number, route, written)), "language": "es",
        "labels": ["smuggling_report"] if flagged else [], "score": 0.9 if flagged else 0.0,
        "operators": int(flagged), "current": True, "linked": True, "settled": True,
    }  # fmt: skip
    if flagged:
        named = [1 + int(operators * chance.random() ** 3) for _ in range(2 if number % NAMED == 0 else 1)]
        yield from _flagged(number, route, sorted(set(named)), seen)
        yield from _passed(number, named, operators)


def _flagged(number: int, route: str, named: list[int], seen: datetime) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    state = "new" if number % 10 == 0 else "dismissed"
    yield FlagRow, {
        "flag_id": number, "story_id": number, "kind": "lead", "state": state, "version": 1, "evidence_version": 1,
        "decided_evidence": int(state != "new"), "run_id": None, "analysis_id": number, "document_id": number,
        "labels": ["smuggling_report"], "score": 0.9, "reason": "Reported as smuggling operator in Source",
        "route": route,
        "raised_at": seen, "updated_at": seen,
    }  # fmt: skip
    yield FlagEventRow, {
        "flag_id": number, "analysis_id": number, "what": RAISED, "details": "Raised", "version": 1, "happened_at": seen
    }  # fmt: skip
    if number % 40 == 0:
        yield AdvertGroupRow, {"document_id": number, "first_id": number - number % 400 or number}
    for place, operator_id in enumerate(named):
        yield FlagOperatorRow, {"flag_id": number, "operator_id": operator_id, "score": 0.9}
        yield OperatorMentionRow, {
            "operator_id": operator_id, "analysis_id": number, "revision_id": number, "document_id": number,
            "story_id": number, "name": f"Name {place}", "core_key": f"name{place}", "sentence": "Named there.",
            "spans": [[0, 5, False]], "score": 0.9,
        }  # fmt: skip
        yield OperatorPriceRow, {
            "operator_id": operator_id, "document_id": number, "amount": str(300 + number % 900), "currency": "USD",
            "per_person": True, "kind": "full", "route": route, "said_on": seen.date(),
        }  # fmt: skip
        yield OperatorStatusRow, {
            "operator_id": operator_id, "status": "reported", "said_on": seen.date(), "document_id": number,
            "sentence": "Reported there.", "url": "",
        }  # fmt: skip
        yield LinkRow, _link(number, f"Name {place}", operator_id, linked=True)
        yield ContactSightingRow, {
            "channel": f"tel:+5730000{operator_id - 1:05d}", "document_id": number, "core_key": f"name{place}"
        }  # fmt: skip


def _passed(number: int, named: list[int], operators: int) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    """Every fifth name resembles another operator, too."""
    other = 1 + (named[0] * 31 + 7) % operators
    if number % 5 == 0 and other not in named:
        yield LinkRow, _link(number, "Name 0", other, linked=False)


def _link(number: int, subject: str, operator_id: int, *, linked: bool) -> dict[str, Any]:
    reasons = [[f"“{subject}” resembles another", 0.6], ["no country in common", -0.05]]
    return {"analysis_id": number, "subject": subject, "operator_id": operator_id, "score": 0.9 if linked else 0.6,
            "reasons": reasons, "linked": linked, "is_new": False, "is_clearance": False}  # fmt: skip


def _routes(operators: int) -> list[dict[str, Any]]:
    """A route an operator."""
    seen = {"waypoints": [], "documents": 1, "first_seen": END, "last_seen": END}
    return [
        {"operator_id": number, "countries": _ROUTES[number % len(_ROUTES)], **seen}
        for number in range(1, operators + 1)
    ]
