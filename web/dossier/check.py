"""The evidence behind a dossier, held against the archive when it is printed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from core.errors import words_of
from evidence.custody import CustodyLog
from evidence.show import describe
from store import captures, views
from store.session import Session
from web.dossier.record import Faults


def checked(session: Session, exhibits: Iterable[views.Exhibit], archive: Path) -> Faults:
    """What of these documents is not as it was archived and read, and what of the custody log is not as written."""
    documents = {each.revision_id: found for each in exhibits if (found := _faults(session, each, archive))}
    log = tuple(f"{finding.subject}: {finding.message}" for finding in CustodyLog(archive).verify())
    return Faults(documents, log)


def _faults(session: Session, exhibit: views.Exhibit, archive: Path) -> tuple[str, ...]:
    words = views.word_faults(session, exhibit.revision_id)
    try:
        return (*describe(archive, captures.get(session, exhibit.capture_id)).faults, *words)
    except OSError as error:  # a disk that fails is told of, and the rest is printed
        return (f"{exhibit.warc_file} can't be read: {words_of(error)}.", *words)
