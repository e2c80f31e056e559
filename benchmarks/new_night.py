"""One more night upon an invented watch: documents as extraction leaves them, readings as the reader does, kept by the
rooms' own functions. One in six carries a label and names an operator, known by a name or a phone, or new."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from benchmarks.invented_names import Names
from benchmarks.invented_texts import words
from benchmarks.invented_watch import FLAGGED, SOURCES
from core.records import Analysis, Capture, ContactPoint, Extracted, Mention, Route, Signal, Span
from core.terms import ContactOwner, ContactType, DateSource, DocumentKind, DocumentLabel, Language, Role
from extraction.fingerprint import bands, fingerprint
from store import analyses, captures, documents
from store.session import Database

_TOGETHER = 32
_LABEL = DocumentLabel.SMUGGLING_OFFER


class Night:
    """New documents, the same for one seed; `first` is the number of the first of them."""

    def __init__(self, first: int, operators: int, at: datetime) -> None:
        self.first, self.operators, self.at = first, operators, at
        self.chance = random.Random(11)  # noqa: S311 - invented data
        names, self.others = Names(1), Names(3)
        self.others.words = names.words
        step = max(operators // 200, 1)
        self.known = [seed.name for number, seed in enumerate(names.seeds(operators)) if number % step == 0]

    def keep(self, database: Database, run_id: int | None, count: int) -> None:
        """Keep so many documents, and what was read off each."""
        for start in range(self.first, self.first + count, _TOGETHER):
            with database.transaction() as session:
                for number in range(start, min(start + _TOGETHER, self.first + count)):
                    capture = self._capture(number)
                    captures.add(session, [capture], run_id)
                    extracted = self._extracted(number, capture.url)
                    minima = fingerprint(extracted.text)
                    saved = documents.save(
                        session,
                        capture,
                        extracted,
                        kind=DocumentKind.AD if number % 4 else DocumentKind.NEWS,
                        country="CL",
                        fingerprint=minima,
                        bands=[*bands(minima), -1 - number % SOURCES],  # the last is the source's boilerplate
                    )
                    analyses.save(session, self._reading(number, saved.revision_id))

    def _capture(self, number: int) -> Capture:
        source = number % SOURCES
        url = f"https://s{source}.example/{number}"
        return Capture(
            capture_id=f"urn:uuid:{number:032x}",
            source_id=f"cl_source_{source}",
            crawl_id="new",
            url=url,
            requested_url=url,
            redirects=(),
            fetched_at=self.at + timedelta(seconds=number - self.first),
            status=200,
            content_type="text/html",
            payload_sha256=f"{number:064x}",
            warc_file=f"cl_source_{source}/new.warc.gz",
            warc_offset=0,
            warc_length=1000,
        )

    def _extracted(self, number: int, url: str) -> Extracted:
        text = words(self.chance)
        return Extracted(
            url=url,
            title=f"{number} {text[:50]}",
            text=text,
            published=None,
            published_source=DateSource.NONE,
            author="",
            section="",
            language=Language.SPANISH,
        )

    def _reading(self, number: int, revision_id: int) -> Analysis:
        named = number % FLAGGED == 0
        chance, span = self.chance, Span(0, 5)
        name = self.others.variant(chance.choice(self.known)) if chance.random() < 0.7 else self.others.name()
        phone = f"+5730000{chance.randrange(self.operators):05d}"
        contact = ContactPoint(ContactType.PHONE, phone, ContactOwner.OPERATOR, phone, span)
        return Analysis(
            document_id=str(revision_id),
            language=Language.SPANISH,
            labels=(_LABEL,) if named else (),
            scores={_LABEL: 0.9} if named else {},
            mentions=(Mention(name, (), Role.OPERATOR, 0.9, f"{name} ofrece viajes.", (span,)),) if named else (),
            contacts=(contact,) if named and chance.random() < 0.3 else (),
            route=Route(("PE", "CL"), (), ()) if named else Route((), (), ()),
            prices=(),
            signals=(Signal(_LABEL, "passage", "viaje", 1.0, span),) if named else (),
            reader="benchmark",
        )
