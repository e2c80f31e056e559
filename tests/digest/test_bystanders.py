"""A mail names no victim and no witness: it goes where no purge reaches."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.records import ContactPoint, Span
from core.terms import ContactOwner, ContactType, Role
from digest.compose import compose, compose_at_once
from digest.render import render
from store import analyses, saved_searches
from store.outgoing import recipients
from store.outgoing.recipients import Recipient, Wishes
from store.search import SearchFilter
from store.session import Database, Session
from store.tables import AnalysisRow, RevisionRow
from tests.digest.samples import mail_settings
from tests.digest.test_wishes import DESK, named, words
from tests.web.seed import NOW, Night
from tests.web.stories import REPORT

TITLE = "Juana Ñusta Tika, víctima de ViveOnline, declaró ante el fiscal Oscar Ibarra"
STORY = replace(
    REPORT,
    title=TITLE,
    text=f"{REPORT.text} Juana Ñusta Tika declaró ante el fiscal Oscar Ibarra.",
    others=(("Juana Ñusta Tika", Role.VICTIM), ("Oscar Ibarra", Role.AUTHORITY)),
)
HERS = "+56 900 000 088"
SAFE = "[redacted], víctima de ViveOnline, declaró ante el fiscal Oscar Ibarra"


def persons(session: Session) -> None:
    """Both are human beings."""
    for row in session.query(AnalysisRow):
        read = analyses.parse(row.record)
        mentions = tuple(replace(each, is_person=each.role is not Role.OPERATOR) for each in read.mentions)
        row.record = analyses.dump(replace(read, mentions=mentions))


def number(session: Session) -> None:
    """Where it stands it is read, and as nobody's who offers."""
    for row in session.query(AnalysisRow):
        version = session.get_one(RevisionRow, row.revision_id)
        if HERS not in version.title + version.text:
            continue
        in_title = HERS in version.title
        at = (version.title if in_title else version.text).index(HERS)
        hers = ContactPoint(
            ContactType.PHONE, "+56900000088", ContactOwner.OTHER, HERS, Span(at, at + len(HERS), in_title)
        )
        read = analyses.parse(row.record)
        row.record = analyses.dump(replace(read, contacts=(*read.contacts, hers)))


def test_a_victim_is_hidden_in_what_a_mail_quotes(database: Database, tmp_path: Path) -> None:
    """The digest sent 'Juana Ñusta Tika, víctima' to every mailbox, and it stayed there."""
    with database.transaction() as session:
        recipients.add(session, Recipient(DESK, Wishes()), who="ana", now=NOW)
        saved_searches.save(session, "ViveOnline", SearchFilter(), name="v", owner="Ana", address=DESK, now=NOW)
    run_id = Night(database, tmp_path / "archive").hold((STORY,))
    with database.transaction() as session:
        persons(session)
    chosen = Recipient(DESK, Wishes(operators=(named(database, "ViveOnline"),)))
    with database.reading() as session:
        whole = compose(session, run_id, Recipient(DESK), silent_nights=3).digest
        at_once = compose_at_once(session, run_id, chosen)
    assert at_once is not None
    for mail in (whole, at_once.digest):
        assert [line.title for operator in mail.operators for line in operator.lines] == [SAFE]
        assert "Tika" not in words(render(mail, mail_settings(), now=NOW))
    assert [hit.title for search in whole.searches for hit in search.hits] == [SAFE]
    spanish = render(replace(whole, language="es"), mail_settings(), now=NOW)
    assert "[suprimido], víctima de ViveOnline" in words(spanish)


def test_her_number_is_hidden_there_too(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        recipients.add(session, Recipient(DESK, Wishes()), who="ana", now=NOW)
    run_id = Night(database, tmp_path / "archive").hold((replace(STORY, title=f"Llame al {HERS}: {TITLE}"),))
    with database.transaction() as session:
        persons(session)
        number(session)
    with database.reading() as session:
        whole = compose(session, run_id, Recipient(DESK), silent_nights=3).digest
    assert [line.title for operator in whole.operators for line in operator.lines] == [f"Llame al [redacted]: {SAFE}"]
    assert "000 088" not in words(render(whole, mail_settings(), now=NOW))


def test_no_sentence_of_a_mail_ends_in_two_stops(database: Database, tmp_path: Path) -> None:
    """A firm's name may end with one: 'Quimera Norte S.A.S.'"""
    name = "Quimera Norte S.A.S."
    with database.transaction() as session:
        recipients.add(session, Recipient(DESK, Wishes()), who="ana", now=NOW)
    story = replace(REPORT, operators=((name, ("Lontra y Cía.",)),), text=f"{REPORT.text} Fue {name}")
    run_id = Night(database, tmp_path / "archive").hold((story,))
    with database.reading() as session:
        whole = compose(session, run_id, Recipient(DESK), silent_nights=3).digest
    for spoken in ("en", "es", "pt"):
        told = words(render(replace(whole, language=spoken), mail_settings(), now=NOW))
        assert name.casefold() in told.casefold()
        assert ".." not in told
