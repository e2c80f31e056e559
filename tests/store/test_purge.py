"""Bystanders are forgotten, leads are not; and nobody but an operator ever stands on the watchlist."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, func, select

from core.errors import NotFoundError
from core.records import Analysis, Route, Signal, Span
from core.terms import CaptureState, ContactOwner, DocumentLabel, Language, Role
from store import analyses, audit, captures, documents, purge, search, views
from store.mail_states import DEAD, DROPPED, QUEUED, SENT
from store.outgoing import dropped_mails, outbox, webhook_events, webhooks
from store.purge import Purged, Retention
from store.redaction import HIDDEN, redacted
from store.search import SearchFilter
from store.session import Database
from store.tables import AnalysisRow, CaptureRow, LinkRow, OperatorContactRow, OperatorRow, RevisionRow
from tests.store.make import NOON, analysis, capture, mention, phone, read, report, save, waiting

ANA = "ana@desk.example"
YEAR = Retention(names_days=365, texts_days=180)
SENTENCE = "María Ñusta Flores dijo que Juan Pérez Quispe, de ViveOnline, cobró; maría ñusta flores declaró."
VICTIM = mention("María Ñusta Flores", "Juan", is_person=True, role=Role.VICTIM, sentence=SENTENCE)
OPERATOR = mention("Juan Pérez Quispe", is_person=True, sentence=SENTENCE)
SAFE = f"{HIDDEN} dijo que Juan Pérez Quispe, de ViveOnline, cobró; {HIDDEN} declaró."


def test_counted_first_then_done_once_and_on_record(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [OPERATOR, VICTIM])
        report(session, 2, [VICTIM], labels=())
        fresh = report(session, 400_000, [VICTIM], labels=(), at=NOON + timedelta(days=300))
        assert fresh is None
        now = NOON + timedelta(days=200)
        assert purge.due(session, YEAR, now) == Purged(texts=1, readings=0)
        assert purge.due(session, Retention(0, 0), now) == Purged(0, 0)
        now = NOON + timedelta(days=400)
        assert purge.due(session, YEAR, now) == Purged(texts=1, readings=1)  # the text's own is emptied with it
        before = audit.head(session).entries
        assert purge.purge_some(session, YEAR, now, who="ana") == Purged(texts=1, readings=1)
        assert purge.purge_some(session, YEAR, now, who="ana") == Purged(0, 0)
        (entry,) = audit.entries(session, limit=audit.head(session).entries - before)
        assert (entry.actor, entry.action, entry.details["texts"]) == ("ana", "purged", [2])

        flag = views.flag(session, 1, uncovered=True)
        assert flag.document.text.startswith("Text 1")
        assert [m.name for m in flag.analysis.mentions] == ["Juan Pérez Quispe", HIDDEN]
        assert {m.sentence for m in flag.analysis.mentions} == {SAFE}
        detail = views.operator(session, 1)
        assert {detail.mentions[0].sentence, detail.statuses[0].sentence} == {SAFE}
        gone = session.get_one(RevisionRow, 2)
        assert (gone.title, gone.text) == ("", "")
        assert analyses.parse(analyses.current(session, 2).record).mentions == ()
        assert session.get_one(RevisionRow, 3).text != ""


def test_what_is_counted_is_what_is_done_whatever_goes_first(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A purge announced 37 readings and told of 24."""
    monkeypatch.setattr(purge, "BATCH", 2)
    with database.transaction() as session:
        for number in range(3):
            report(session, number, [OPERATOR, VICTIM])
            report(session, number + 10, [VICTIM], labels=())
        report(session, 20, [VICTIM], labels=(), reader="other 1")
        now = NOON + timedelta(days=400)
        for retention, wanted in ((Retention(365, 0), Purged(0, 7)), (YEAR, Purged(4, 3))):
            with session.begin_nested() as tried:
                due, done = purge.due(session, retention, now), Purged(0, 0)
                while (some := purge.purge_some(session, retention, now, who="ana")) != Purged(0, 0):
                    done += some
                tried.rollback()
            session.expire_all()
            assert due == done == wanted


def test_a_page_whose_text_is_gone_is_known_again_and_not_read_again(database: Database) -> None:
    with database.transaction() as session:
        report(session, 2, [VICTIM], labels=())
        purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana")
        assert documents.next_unread(session, "rules 2", 10)[0] == []
        again = save(session, capture(2000, path="2", at=NOON + timedelta(days=401)), "Text 2 " * 30)
        assert again.outcome == "unchanged"


def test_a_text_that_is_gone_is_found_no_more(database: Database) -> None:
    with database.transaction() as session:
        report(session, 2, [VICTIM], labels=())
        report(session, 3, [OPERATOR])
        title = session.get_one(RevisionRow, 1).title
        asked = search.understand(session, f'"{title}"')
        before = [hit.document_id for hit in search.find_documents(session, asked, SearchFilter())]
        purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana")
        after = [hit.document_id for hit in search.find_documents(session, asked, SearchFilter())]
    assert set(before) - set(after) == {1}


def test_what_waits_is_not_taken(database: Database) -> None:
    with database.transaction() as session:
        saved = save(session, capture(1), "Text")
        now = NOON + timedelta(days=4000)
        assert purge.due(session, YEAR, now) == Purged(0, 0)
        analyses.save(session, analysis(saved.revision_id, [OPERATOR, VICTIM]))
        assert purge.due(session, YEAR, now) == Purged(0, 0)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
@pytest.mark.parametrize("person", [True, False])
def test_nobody_but_an_operator_is_ever_listed(database: Database, role: Role, person: bool) -> None:
    """Migrants and victims, authorities, newspapers and bystanders, whatever the document is about."""
    with database.transaction() as session:
        others = [phone("+573000000017", owner=owner) for owner in ContactOwner if owner is not ContactOwner.OPERATOR]
        report(session, 1, [mention("Rosa Amaru Tika", is_person=person, role=role)], others)
        for table in (OperatorRow, OperatorContactRow, LinkRow):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_who_was_read_as_an_operator_first_and_as_a_victim_later_is_not_linked_again(database: Database) -> None:
    with database.transaction() as session:
        saved = save(session, capture(1), "Text " * 30)
        read(session, analysis(saved.revision_id, [mention("Rosa Amaru Tika", is_person=True, role=Role.VICTIM)]))
        assert session.scalar(select(func.count()).select_from(OperatorRow)) == 0
        assert session.scalar(select(func.count()).select_from(AnalysisRow)) == 1


def test_what_a_mail_told_goes_and_that_it_went_out_stays(database: Database) -> None:
    with database.transaction() as session:
        for key in ("sent", "dead", "waits"):
            assert outbox.queue(session, key, "ana@desk.example", "1 new document", b"Title of a text", NOON)
        for mail_id in (1, 2):
            assert outbox.begin(session, mail_id, NOON)
        outbox.sent(session, 1, NOON)
        assert outbox.failed(session, 2, "no such mailbox", NOON, max_tries=1) == DEAD
        now = NOON + timedelta(days=181)
        assert purge.due(session, Retention(0, 0), now) == Purged(0, 0, mails=0)
        assert purge.due(session, Retention(names_days=400, texts_days=0), now) == Purged(0, 0, mails=0)
        assert purge.due(session, YEAR, now) == Purged(0, 0, mails=2)
        assert purge.purge_some(session, YEAR, now, who="ana") == Purged(0, 0, mails=2)
        assert purge.purge_some(session, YEAR, now, who="ana") == Purged(0, 0)
        left = {mail.key: (mail.state, mail.message) for mail in outbox.mails(session)}
        assert left == {
            "sent": (SENT, b""),
            "dead": (DEAD, b""),
            "waits": (QUEUED, b"Title of a text"),
        }
        entry = audit.last(session, "purged")
        assert entry is not None
        assert entry.details["mails"] == dict.fromkeys("12", sha256(b"Title of a text").hexdigest())
        with pytest.raises(NotFoundError, match="with a text"):
            outbox.resend(session, 2, now)
        assert outbox.mails(session, [DEAD], with_text=True) == []  # nothing that a person could do
        assert (
            outbox.count(session, [DEAD]),
            outbox.count(session, [DEAD], with_text=True),
        ) == (1, 0)


def test_a_mail_that_was_dropped_goes_as_one_that_was_sent(database: Database) -> None:
    with database.transaction() as session:
        assert outbox.queue(session, "waits", "ana@desk.example", "1 new document", b"Title of a text", NOON)
        assert dropped_mails.drop(session, NOON + timedelta(days=15)) == 1
        now = NOON + timedelta(days=200)
        assert purge.due(session, YEAR, now) == purge.purge_some(session, YEAR, now, who="ana") == Purged(0, 0, mails=1)
        (mail,) = outbox.mails(session)
        assert (mail.state, mail.message) == (DROPPED, b"")


def test_rows_come_first_and_the_log_last(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes the log holds up every page until the transaction ends."""
    said: list[str] = []
    write = audit._write
    monkeypatch.setattr(audit, "_write", lambda session, those: [write(session, those), said.append("log")])
    later = NOON + timedelta(days=400)
    with database.transaction() as session:
        report(session, 1, [OPERATOR, VICTIM])
        report(session, 2, [VICTIM], labels=())
        for key, to in (("late", ANA), ("not wanted", "luz@desk.example")):
            assert outbox.queue(session, key, to, "s", b"m", later if to != ANA else NOON)
        hook = webhooks.add(session, "https://desk.example/hook", who="ana", now=NOON)
        webhooks.delivered(
            session, webhook_events.queue_test(session, hook.webhook_id, "https://a.example", NOON), NOON
        )
    for act in (
        lambda session: dropped_mails.drop(session, later, mailboxes={ANA}),
        lambda session: purge.purge_some(session, YEAR, later, who="ana").events,
    ):
        said.clear()
        with database.transaction() as session:
            event.listen(session.connection(), "before_cursor_execute", lambda *heard: said.append(heard[2]))
            assert act(session)
        rows = [statement.split()[0] in {"UPDATE", "DELETE"} for statement in said]
        assert rows.count(True) >= 2
        assert "log" in said
        assert True not in rows[said.index("log") :]


def test_a_hidden_name_is_hidden_in_every_sentence_that_is_quoted() -> None:
    charged = replace(OPERATOR, status_sentence=SENTENCE)
    signal = Signal(DocumentLabel.SMUGGLING_REPORT, "passage", "cruzó a María Ñusta Flores", 1.5, Span(0, 26))
    record = Analysis("1", Language.SPANISH, (), {}, (charged, VICTIM), (), Route(), (), (signal,), "rules 1")
    left = redacted(record)
    assert left.mentions[0].status_sentence == SAFE
    assert left.signals[0].phrase == f"cruzó a {HIDDEN}"
    assert "Flores" not in analyses.dump(left)


@given(st.lists(st.sampled_from(["Ana", "Ana Luz", "Luz", "Ana Luz Paz", "Paz", "a.b", "(x"]), max_size=4), st.text())
def test_no_hidden_name_stays_as_a_word(names: list[str], rest: str) -> None:
    sentence = " ".join([*names, rest])
    victims = [mention(name, is_person=True, role=Role.OTHER, sentence=sentence) for name in names]
    record = Analysis("1", Language.SPANISH, (), {}, tuple(victims), (), Route(), (), (), "rules 1")
    for left in redacted(record).mentions:
        assert left.name == HIDDEN
        assert not any(f" {name} " in f" {left.sentence} " for name in names)


def test_titles_of_pages_that_led_to_no_text_go_with_time(database: Database) -> None:
    """A headline names whom it happened to, and most pages were stopped by triage."""
    pages = [replace(capture(number), title_hint=f"María Flores, víctima {number}") for number in range(4)]
    with database.transaction() as session:
        captures.add(session, pages[:1], None, {pages[0].capture_id: (CaptureState.STOPPED, "v1")})
        captures.add(session, pages[1:], None)
        captures.mark(session, pages[1].capture_id, "skipped", "no text")
        captures.mark(session, pages[2].capture_id, "done", "new")
    with database.transaction() as session:
        assert purge.due(session, YEAR, NOON + timedelta(days=100)).titles == 0
        assert purge.due(session, YEAR, NOON + timedelta(days=400)).titles == 2
        assert purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana") == Purged(0, 0, titles=2)
        assert purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana") == Purged(0, 0)
        kept = {each.capture_id for each in waiting(session, 10)}
        assert kept == {pages[3].capture_id}  # what still waits is not old
        hints = set(session.scalars(select(CaptureRow.title_hint)))
    assert hints == {"", pages[2].title_hint, pages[3].title_hint}
