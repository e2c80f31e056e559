"""An invented night in a database and an archive of its own: adverts, news, a wire copy, a clearance, quiet sources.

Written through the rooms' own functions, so that what the pages and the mail show is what a real night leaves behind.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from core.nights import SourceInfo, SourceNight
from core.records import Extracted
from core.terms import (
    DateSource,
    Language,
    NightState,
    SourceKind,
)
from evidence.exchange import Exchange
from evidence.seal import seal
from evidence.writer import ArchiveWriter
from store import analyses, captures, documents, flags, linking, runs, set_aside, sources
from store.session import Database, Session
from tests.store.make import waiting
from tests.web.stories import EARLIER, TONIGHT, Story, reading_of

NIGHT = date(2021, 1, 23)
NOW = datetime(2021, 1, 23, 5, 0, tzinfo=UTC)

SOURCES = (
    SourceInfo(
        "cl_bitacora", "La Bitácora del Norte", "Bitácora", SourceKind.NEWS, "CL", ("es",), "https://b.example/", True
    ),
    SourceInfo(
        "co_avisos", "Avisos del Valle", "Avisos", SourceKind.CLASSIFIEDS, "CO", ("es",), "https://a.example/", True
    ),
    SourceInfo(
        "pe_frontera", "Diario Frontera", "Frontera", SourceKind.NEWS, "PE", ("es",), "https://f.example/", True
    ),
    SourceInfo(
        "ec_prensa", "Sala de Prensa", "Ministerio", SourceKind.OFFICIAL, "EC", ("es",), "https://p.example/", True
    ),
    SourceInfo(
        "br_anuncios",
        "Anúncios do Sul",
        "Anúncios",
        SourceKind.CLASSIFIEDS,
        "BR",
        ("pt",),
        "https://s.example/",
        False,
        "robots.txt forbids it",
    ),
)


def page_of(story: Story) -> bytes:
    """The page as a server would send it."""
    body = f"<html><head><title>{story.title}</title></head><body><p>{story.text}</p></body></html>"
    return body.encode("utf-8", "surrogatepass")


class Night:
    """One run over stories; its database and archive lie below `folder`."""

    def __init__(self, database: Database, archive: Path) -> None:
        self.database = database
        self.archive = archive
        self.flags: dict[str, int] = {}  # title -> flag

    def hold(self, stories: Iterable[Story], *, night: date = NIGHT, now: datetime = NOW, ledger: bool = True) -> int:
        """Archive, keep, read and flag these stories as one finished run; returns its id."""
        with self.database.transaction() as session:
            sources.register(session, SOURCES)
            run = runs.start_or_resume(session, night, "scheduler", now - timedelta(hours=2))
            gave: dict[str, int] = {}
            for number, story in enumerate(stories):
                flag_id = self._read(session, story, run.run_id, f"{night:%Y%m%d}-{number}", now)
                gave[story.source_id] = gave.get(story.source_id, 0) + 1
                if flag_id is not None:
                    self.flags[story.title] = flag_id
            if ledger:
                enabled = [source.source_id for source in SOURCES if source.enabled]
                runs.plan(session, run.run_id, [_line(session, source_id, gave) for source_id in enabled])
                runs.finish(session, run.run_id, NightState.DONE, now)
        return run.run_id

    def set_aside(self, run_id: int, capture_id: str) -> None:
        """A page of this run that broke what reads it."""
        error = "took longer than 120 s, <b>twice</b>"
        broken = set_aside.Broken(set_aside.EXTRACT, capture_id, "almenara/0.1.0", error, 2)
        with self.database.transaction() as session:
            set_aside.add(session, broken, run_id=run_id, now=NOW)

    def _read(self, session: Session, story: Story, run_id: int, crawl_id: str, now: datetime) -> int | None:
        body = page_of(story)
        url = f"https://{story.source_id.replace('_', '-')}.example/{story.path or crawl_id}"
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        writer = ArchiveWriter(self.archive, story.source_id, crawl_id, max_bytes=10_000_000, software="almenara")
        capture = writer.write(
            Exchange(
                url=url,
                requested_url=url,
                request_bytes=f"GET /{crawl_id} HTTP/1.1\r\nHost: {story.source_id}.example\r\n\r\n".encode(),
                response_bytes=head.encode() + body,
                fetched_at=now - timedelta(hours=1),
                ip="127.0.0.1",
                content_type="text/html; charset=utf-8",
            )
        )
        for name in writer.close():
            seal(self.archive, name, actor="nightly", now=now, models={"reader": "rules 1"})
        captures.add(session, [capture], run_id)
        prints = tuple(zlib.crc32(f"{story.same_as or story.title}{n}".encode("utf-8", "replace")) for n in range(64))
        extracted = Extracted(url, story.title, story.text, story.published, DateSource.META, "", "", Language.SPANISH)
        saved = documents.save(
            session,
            capture,
            extracted,
            kind=story.kind,
            country=story.source_id[:2].upper(),
            fingerprint=prints,
            bands=tuple(prints[::4]),
        )
        analyses.save(session, reading_of(story, saved.revision_id))
        linking.link(session, saved.revision_id, threshold=0.8)
        return flags.raise_flag(session, saved.revision_id, run_id, now)


def _line(session: Session, source_id: str, gave: dict[str, int]) -> SourceNight:
    number = gave.get(source_id, 0)
    silent = 0 if number else runs.silent_nights(session, source_id) + 1
    if source_id == "ec_prensa":
        why = "robots.txt answered 500, three times"
        return SourceNight(source_id, (0, 2), failed=1, state="failed", error=why, silent_nights=silent)
    return SourceNight(
        source_id,
        (1, 8),
        fetched=number + 2,
        new=number,
        skipped=2,
        reasons={"timed out": 2},
        state="done",
        silent_nights=silent,
    )


def whole_watch(database: Database, archive: Path) -> Night:
    """Two quiet earlier nights, then the one that everything is seen on."""
    night = Night(database, archive)
    for days, stories in ((3, EARLIER), (2, ()), (1, ())):
        night.hold(stories, night=NIGHT - timedelta(days=days), now=NOW - timedelta(days=days))
    run_id = night.hold(TONIGHT)
    with database.reading() as session:
        capture = waiting(session, 1, run_id=run_id)[0]
    night.set_aside(run_id, capture.capture_id)
    return night
