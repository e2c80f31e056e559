"""Every text behind a flag: versions and copies, those that carried it, and no text of another story."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.errors import NotFoundError
from core.records import Analysis
from store import views
from store.session import Database, Session
from tests.store.make import NOON, analysis, capture, mention, read, register, report, save

WIRE = "ViveOnline moved migrants by night across the border and took money for it, says the prosecutor. " * 8


def heard(session: Session, number: int, text: str, *names: str, **where: object) -> int:
    """A version, read: it carries the flag where it names somebody. Returns its id."""
    at = NOON + timedelta(minutes=number)
    saved = save(session, capture(number, at=at, **where), text, title=f"Title {number}")  # type: ignore[arg-type]
    labels = {} if names else {"labels": ()}
    reading: Analysis = analysis(saved.revision_id, [mention(name) for name in names], **labels)  # type: ignore[arg-type]
    read(session, reading, now=at)
    return saved.revision_id


def test_every_version_and_copy_is_listed_with_its_capture(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        first = heard(session, 1, WIRE, "ViveOnline", path="1")
        second = heard(session, 2, WIRE + "More is known.", "ViveOnline", path="1")
        third = heard(session, 3, WIRE + "We were wrong.", path="1")
        copy = heard(session, 4, WIRE, "ViveOnline", "Kantuta", source_id="co_hora")
        detail = views.flag(session, 1)
        shown = views.flag(session, 1, copy)
        early = views.flag(session, 1, first)
    own = [(each.revision_id, each.number, each.carried) for each in detail.revisions]
    assert own == [(first, 1, True), (second, 2, True), (third, 3, False)]
    assert [each.capture.capture_id for each in detail.revisions] == [capture(n).capture_id for n in (1, 2, 3)]
    assert [(each.revision_id, each.source_name, each.carried) for each in detail.copies] == [(copy, "Co Hora", True)]
    assert detail.more_copies == 0
    assert detail.capture.capture_id == capture(2).capture_id  # it stands on the last that carried it
    assert (shown.summary.flag_id, shown.document.title) == (1, "Title 4")
    assert shown.capture.capture_id == capture(4).capture_id
    assert {each.mention_name for each in shown.candidates} == {"ViveOnline", "Kantuta"}
    assert {each.mention_name for each in early.candidates} == {"ViveOnline"}
    assert early.document.title == "Title 1"


def test_copies_are_bounded_and_those_that_carried_it_come_first(database: Database) -> None:
    with database.transaction() as session:
        heard(session, 1, WIRE, "ViveOnline")
        for number in range(2, 6):
            heard(session, number, WIRE, *(["ViveOnline"] if number > 4 else []), source_id=f"cl_copy{number}")
        few, all_ = views.flag(session, 1, copies=2), views.flag(session, 1, copies=None)
    assert [each.source_id for each in few.copies] == ["cl_copy5", "cl_copy2"]
    assert few.more_copies == 2
    assert (len(all_.copies), all_.more_copies) == (4, 0)


def test_a_text_of_another_story_is_none_of_the_flags(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
        report(session, 2, [mention("Kantuta")])
        with pytest.raises(NotFoundError, match="none of flag 1"):
            views.flag(session, 1, 2)
        with pytest.raises(NotFoundError, match="no document 9"):
            views.version(session, 9)
        assert views.version(session, 2).line.carried is False  # no flag was asked about
        known = views.version_of(session, capture(2).capture_id)
        assert known is not None
        assert known.line.revision_id == 2
        assert views.version_of(session, "urn:uuid:none") is None


def test_a_text_that_nobody_read_says_so(database: Database) -> None:
    with database.transaction() as session:
        saved = save(session, capture(1), WIRE)
        text = views.version(session, saved.revision_id)
    assert (text.analysis.reader, text.analysis.labels) == ("", ())
    assert text.document.text == WIRE
