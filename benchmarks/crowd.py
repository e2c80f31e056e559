"""Whether unrelated people are taken for one where a watchlist is crowded.

    python -m benchmarks.crowd [--texts 0]

All labelled texts that name an operator, as they are labelled, are linked one after the other on one new watchlist, in
an order drawn once. Whoever wrote one text knew none of another's, so a mention that joins an operator of another
writer's text joins somebody else, or a name that two invented. Printed is how many join by names (and countries and
places) alone, by the words of both names, and some examples; invented telephones that two writers used count apart.
Nothing is read: what the reader would miss or misread is left out.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from core.nights import SourceInfo
from core.records import Analysis, Capture, ContactPoint, Extracted, Mention, Route, Span
from core.terms import (
    ContactOwner,
    ContactType,
    DateSource,
    DocumentKind,
    DocumentLabel,
    Language,
    LegalStatus,
    Role,
    SourceKind,
)
from extraction.fingerprint import bands, fingerprint
from models.records import Record, load
from nlp.naming.shape import is_person
from store import analyses, captures, documents, linking, sources
from store.linking.lone import is_lone
from store.session import Database, Session
from store.tables import LinkRow

THRESHOLD = 0.8
_BEGIN = datetime(2021, 1, 23, 12, tzinfo=UTC)
_TOGETHER = 50
_SOURCES = 20  # a country
_CONTACT = tuple(f"same {kind} " for kind in ContactType)
_MORE = ("named in another version", "stood elsewhere", "accused together", "the same nickname")
"""What reasons begin with that say more than a name, countries and places do."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=0, help="So many of the texts; 0 for all.")
    parser.add_argument("--shown", type=int, default=12, help="Examples that are printed.")
    given = parser.parse_args()
    records = [each for each in load() if each["labels"] and each["operators"]]
    random.Random(7).shuffle(records)  # noqa: S311 - an order
    records = records[: given.texts or None]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'crowd.db'}")
        database.upgrade()
        writers = _link(database, records)
        with database.reading() as session:
            _told(session, writers, len(records), given.shown)
        database.close()


def _link(database: Database, records: Sequence[Record]) -> dict[int, str]:
    """Link them all; returns who wrote the text of each analysis."""
    writers: dict[int, str] = {}
    for start in range(0, len(records), _TOGETHER):
        with database.transaction() as session:
            for number, record in enumerate(records[start : start + _TOGETHER], start + 1):
                revision = _keep(session, number, record)
                writers[analyses.save(session, _analysis(record, revision))] = record["writer"]
                linking.link(session, revision, threshold=THRESHOLD)
    return writers


def _keep(session: Session, number: int, record: Record) -> int:
    """The text as extraction leaves it; returns its version."""
    country = record["country"]
    source = f"{country.lower()}_{number % _SOURCES}"
    home = f"https://{source.replace('_', '-')}.example/"
    kind = SourceKind.NEWS if record["kind"] == "news" else SourceKind.CLASSIFIEDS
    sources.register(session, [SourceInfo(source, source, source, kind, country, ("es",), home, enabled=True)])
    capture = Capture(
        capture_id=f"urn:uuid:{number:032x}",
        source_id=source,
        crawl_id="crowd",
        url=f"{home}{number}",
        requested_url=f"{home}{number}",
        redirects=(),
        fetched_at=_BEGIN + timedelta(hours=number),
        status=200,
        content_type="text/html",
        payload_sha256=f"{number:064x}",
        warc_file=f"{source}/crowd.warc.gz",
        warc_offset=0,
        warc_length=1000,
    )
    captures.add(session, [capture], None)
    text = record["text"]
    read_off = Extracted(capture.url, record["title"], text, None, DateSource.NONE, "", "", Language(record["lang"]))
    minima = fingerprint(text)
    how = {"kind": DocumentKind(record["kind"]), "country": country, "fingerprint": minima, "bands": bands(minima)}
    return documents.save(session, capture, read_off, **how).revision_id


def _analysis(record: Record, revision: int) -> Analysis:
    """The labels of a text as a reader would give them."""
    listed = [(each, Role.OPERATOR) for each in record["operators"]]
    listed += [(each, Role(each["role"])) for each in record["others"]]
    labels = tuple(map(DocumentLabel, record["labels"]))
    return Analysis(
        document_id=str(revision),
        language=Language(record["lang"]),
        labels=labels,
        scores=dict.fromkeys(labels, 0.9),
        mentions=tuple(_mention(each, role, record) for each, role in listed),
        contacts=tuple(
            ContactPoint(ContactType(each["type"]), each["value"], ContactOwner.OPERATOR, each["value"], Span(0, 1))
            for each in record["operator_contacts"]
        ),
        route=Route(tuple(record["route"]), tuple(record["waypoints"])),
        prices=(),
        signals=(),
        reader="labels",
    )


def _mention(entity: Mapping[str, Any], role: Role, record: Record) -> Mention:
    name, text = entity["name"], record["text"]
    at = max(text.find(name), 0)
    first, end = text.rfind(".", 0, at) + 1, text.find(".", at + len(name))
    said = LegalStatus.ADVERTISED if record["kind"] == "ad" else LegalStatus.REPORTED
    return Mention(
        name=name,
        aliases=tuple(entity.get("aliases", ())),
        role=role,
        score=0.9,
        sentence=text[first : end + 1 if end > 0 else None].strip(),
        spans=(Span(at, at + len(name)),),
        is_person=is_person(name),
        status=said if role is Role.OPERATOR else None,
    )


def _told(session: Session, writers: Mapping[int, str], texts: int, shown: int) -> None:
    """Print what joined."""
    rows = session.execute(
        select(
            LinkRow.analysis_id, LinkRow.subject, LinkRow.operator_id, LinkRow.score, LinkRow.reasons, LinkRow.is_new
        )
        .where(LinkRow.linked)
        .order_by(LinkRow.link_id)
    ).all()
    began = {row.operator_id: (writers[row.analysis_id], row.subject) for row in rows if row.is_new}
    foreign = [row for row in rows if not row.is_new and began[row.operator_id][0] != writers[row.analysis_id]]
    by_name = [row for row in foreign if not any(what.startswith((*_CONTACT, *_MORE)) for what, _ in row.reasons)]
    print(
        f"{texts} texts, {len(rows)} mentions of operators, {len(began)} operators; joined to one of another writer's"
    )
    print(f"by contact points or company: {len(foreign) - len(by_name)}; by names alone: {len(by_name)}, of which")
    for what, count in Counter(_words(row.subject, began[row.operator_id][1]) for row in by_name).most_common():
        print(f"  {what}: {count}")
    for row in random.Random(1).sample(by_name, min(shown, len(by_name))):  # noqa: S311 - examples
        print(f"  {row.subject!r} -> {began[row.operator_id][1]!r} {row.score:.2f} {[what for what, _ in row.reasons]}")


def _words(one: str, other: str) -> str:
    """What two names are."""
    if is_lone(one, [one]) and is_lone(other, [other]):
        return "of one word both"
    return "of persons by their shape" if is_person(one) and is_person(other) else "others"


if __name__ == "__main__":
    main()
