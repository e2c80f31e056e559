"""The step of a night that counts what newly stands near coded words in flagged texts, for the overview."""

from __future__ import annotations

from datetime import datetime, timedelta

from nlp.wording.coded import coded_words
from nlp.wording.drift import DatedText, drift
from store import rising, views
from store.session import Database

NEWER = timedelta(days=90)
"""How far back the newer period goes, as `almenara terms drift` without a day."""

OLDER = timedelta(days=365)
"""How far back of it the older period goes: a year, with all its seasons. A night reads no further."""


def count_again(database: Database, now: datetime) -> int:
    """Compare the last 90 days with the year before, and keep what rose. Returns how many words did."""
    since = (now - NEWER).date()
    with database.reading() as session:
        texts = (
            DatedText(each.day, each.text, each.flagged, each.revision_id, each.names)
            for each in views.texts(session, quiet_since=since, seen_since=now - NEWER - OLDER)
        )
        report = drift(texts, coded_words(), since=since)
    terms = [
        (views.RisingTerm(rise.phrase, rise.newer, rise.older, since, rise.example), rise.ratio)
        for rise in report.rises
    ]
    with database.transaction() as session:
        return rising.keep(session, terms)
