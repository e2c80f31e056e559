"""Readings that wait to be linked, each of one mention: what a night's batch of mentions is made of; and
linking them as a night does."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import func, select

from benchmarks.invented_watch import SOURCES
from benchmarks.new_night import Night
from core.nights import SourceInfo
from core.records import Analysis, Mention, Route, Span
from core.settings import EngineSettings
from core.terms import DocumentLabel, Language, Role, SourceKind
from pipeline import steps
from pipeline.ahead import beside
from pipeline.reporter import LogReporter
from store import flags, sources
from store.session import Database, Session
from store.tables import DocumentRow

_ALL = 2**31 - 1
_LABEL = DocumentLabel.SMUGGLING_REPORT


class Waiting(Night):
    """Documents that name one operator each, in the order of these mentions."""

    def __init__(self, database: Database, mentions: Sequence[str], at: datetime) -> None:
        with database.transaction() as session:
            first = 1 + (session.scalar(select(func.max(DocumentRow.document_id))) or 0)
            sources.register(session, [_source(number) for number in range(SOURCES)])
        super().__init__(first, len(mentions), at)
        self.mentions = mentions

    def _reading(self, number: int, revision_id: int) -> Analysis:
        name = self.mentions[number - self.first]
        return Analysis(
            document_id=str(revision_id),
            language=Language.SPANISH,
            labels=(_LABEL,),
            scores={_LABEL: 0.9},
            mentions=(Mention(name, (), Role.OPERATOR, 0.9, f"{name} ofrece viajes.", (Span(0, len(name)),)),),
            contacts=(),
            route=Route(("PE", "CL"), (), ()),
            prices=(),
            signals=(),
            reader="benchmark",
        )


def link(database: Database, count: int, engine: EngineSettings | None) -> int:
    """Link what waits, and raise no flags; `engine`: what a second process may take. Returns how many of these the
    second had compared before."""
    with database.reading() as session:
        queue = deque(flags.pending(session, _ALL)[-count:])  # a database that is named has those of earlier runs
    known = 0
    with beside(database, engine, LogReporter()) as ahead:

        def waiting(_session: Session, most: int) -> Sequence[int]:
            return list(islice(queue, most))

        def settle(_session: Session, _revision_id: int) -> None:
            nonlocal known
            known += queue.popleft() in ahead.compared

        told = LogReporter()
        steps.link_waiting(database, ahead, waiting, settle, threshold=0.8, reporter=told, stop=threading.Event())
    return known


def _source(number: int) -> SourceInfo:
    name = f"cl_source_{number}"
    home = f"https://s{number}.example/"
    return SourceInfo(name, name, f"p{number}", SourceKind.NEWS, "CL", ("es",), home, enabled=True)
