"""One person's name is hidden in all that is kept and in what comes later; the lead stays, and so does the evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from core.errors import ConflictError, InputError, NotFoundError
from core.records import Span
from core.terms import ContactOwner, FlagState, Role
from store import analyses, audit, flags, hide_name, linking, saved_searches, search, set_aside, views
from store.hide_name.rows import COVERED, DROPPED
from store.indexing import tidy
from store.named import named
from store.outgoing import outbox, webhook_events, webhooks
from store.search import SearchFilter
from store.session import Database, Session
from store.tables import AnalysisRow, CaptureRow, MailRow, OperatorRow, RevisionRow
from store.tables.base import Base
from store.texts import text_sha256
from store.views.changes import changed_flags, is_changed_operator
from store.views.quoted_words import all_word_faults
from tests.store.everywhere import everywhere
from tests.store.make import NOON, analysis, capture, mention, phone, report, save

SENTENCE = "MARIA ÑUSTA FLORES dejó su número, +51 900 000 777, a Juan Pérez Quispe."
VICTIM = mention("María Ñusta Flores", "MARIA ÑUSTA FLORES", is_person=True, role=Role.VICTIM, sentence=SENTENCE)
OPERATOR = mention("Juan Pérez Quispe", sentence=SENTENCE, at=SENTENCE.index("Juan"))
HERS = replace(phone("+51900000777", owner=ContactOwner.OTHER), as_written="+51 900 000 777")
FORMS = ["María Ñusta Flores", "Flores, María Ñusta", "900000777"]


def hidden(
    database: Database, spellings: list[str] = FORMS, revision_id: int | None = None, *, now: datetime = NOON
) -> dict[str, int]:
    with database.transaction() as session:
        wanted = hide_name.asked(session, spellings, revision_id)
        request = hide_name.register(session, wanted, who="ana", case="2026-17", now=now)
    with database.reading() as session:
        found = hide_name.find(session, wanted)
    with database.transaction() as session:
        done = hide_name.hide(session, wanted, request, found.hideable, who="ana", case="2026-17", now=now)
    tidy(database)
    return done


def told(session: Session) -> None:
    """A mail and an event that tell of her."""
    mail = EmailMessage()
    mail["Subject"] = "María Ñusta Flores"
    mail.set_content("Ayer María Ñusta Flores declaró.\n", cte="base64")
    mail.add_alternative("<p>Ayer <b>María Ñusta Flores</b></p>", subtype="html")
    outbox.queue(session, "night", "ana@desk.example", "María Ñusta Flores", mail.as_bytes(), NOON, covers={1: 1})
    webhooks.add(session, "https://hook.example/", who="ana", now=NOON.replace(year=2020))
    webhook_events.queue_new(session, "https://desk.example", NOON)


def test_nothing_of_the_name_is_left_but_what_people_signed(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [OPERATOR, VICTIM], [HERS], text=SENTENCE)
        save(session, capture(2, title_hint="Habla María Ñusta Flores"), "Another. " * 30, title="Flores, María Ñusta")
        save(session, capture(3), "Of nobody. " * 30, title="María Ñusta Flores, víctima, declaró")
        told(session)
        flags.decide(session, 1, FlagState.DISMISSED, who="ana", why="maria ñusta-flores", expected_version=1, now=NOON)
        saved_searches.save(session, "María Ñusta Flores", SearchFilter(), name="hers", owner="ana", now=NOON)
    before = everywhere(database)
    assert {table for table, held in before.items() if "nusta flores" in held} >= {"revisions", "analyses", "captures"}
    done = hidden(database)
    assert done.keys() >= {"revisions", "analyses", "operator_mentions", "captures", "mails"}
    after = everywhere(database)
    signed = {"flag_decisions", "audit_entries", "saved_searches"}  # the log has the decision's reason
    assert {table for table, held in after.items() if "nusta" in held and "search" not in table} <= signed
    assert {table for table, held in after.items() if "900000777" in held or "900 000 777" in held} == set()
    with database.reading() as session:
        assert search.find_documents(session, search.understand(session, "Ñusta"), SearchFilter()) == []
        assert search.find_documents(session, search.understand(session, "900000777"), SearchFilter()) == []
        assert len(search.find_documents(session, search.understand(session, "Quispe"), SearchFilter())) == 1
        assert list(all_word_faults(session)) == []
        text = views.version(session, 1)
        assert text.document.text.startswith("█████ █████ ██████ dejó su número, +██ ███ ███ ███, a Juan Pérez Quispe.")
        assert [each.name for each in text.analysis.mentions] == ["Juan Pérez Quispe", "[redacted]"]
        assert text.analysis.contacts == ()
        (span,) = text.analysis.mentions[0].spans
        assert text.document.text[span.start : span.end] == "Juan Pérez Quispe"
        entry = audit.entries(session, limit=1)[0]
        assert (entry.action, entry.details["case"], entry.details["forms"]) == ("name hidden", "2026-17", 3)
        (mail,) = session.scalars(select(MailRow)).all()
        parsed = message_from_bytes(mail.message, policy=policy.default)
        assert parsed["subject"] == mail.subject == "█████ █████ ██████"
        plain, html = (part.get_content() for part in parsed.iter_parts())
        assert plain.strip() == "Ayer █████ █████ ██████ declaró."
        assert html.strip() == "<p>Ayer <b>█████ █████ ██████</b></p>"
    with database.transaction() as session:
        decided = flags.decide(session, 1, FlagState.IN_REVIEW, who="ana", why="read", expected_version=2, now=NOON)
        assert decided is not None
    assert hidden(database) == {}  # done again, it finds nothing


def test_whoever_keeps_a_copy_is_told(database: Database) -> None:
    """A copy kept by `changed_since` kept the name: nothing of what was hidden had changed by any moment."""
    later = NOON + timedelta(days=900)
    with database.transaction() as session:
        report(session, 1, [OPERATOR, VICTIM], text=SENTENCE)
        report(session, 2, [mention("Kantuta")], text="Of others. " * 9)
    hidden(database, now=later)
    with database.reading() as session:
        assert session.scalars(changed_flags(later)).all() == [1]
        assert session.scalars(select(OperatorRow.operator_id).where(is_changed_operator(session, later))).all() == [1]
        assert views.flag(session, 1).summary.changed_at == later
        assert {line.flag_id: at for line, at in views.lately(session, limit=5)}[1] == later


def test_what_comes_later_is_hidden_too(database: Database) -> None:
    """In a changed page, in a copy, in a text of which nobody knew, and in what a reader had read before."""
    with database.transaction() as session:
        report(session, 1, [OPERATOR, VICTIM], text=SENTENCE)
    hidden(database)
    with database.transaction() as session:
        again = save(session, capture(5, path="1"), SENTENCE * 30)
        assert again.outcome == "unchanged"  # the same page is known by what it says, and not by what is shown
        changed = save(session, capture(6, path="1"), f"Changed. {SENTENCE} " * 30)
        copy = save(session, capture(7, source_id="pe_eco"), SENTENCE * 30)
        other = save(
            session,
            capture(8, title_hint="Ñusta Flores, María"),
            f"Not hers. {SENTENCE} " * 9,
            title="Flores, María Ñusta",
        )
        read_before = analysis(other.revision_id, [OPERATOR, VICTIM], [HERS])
        analyses.save(session, read_before)
        linking.link(session, other.revision_id, threshold=0.8)
        assert copy.story_id == again.story_id
        for each in (changed, copy, other):
            text = session.get_one(RevisionRow, each.revision_id)
            assert "FLORES" not in text.text.upper() + text.title.upper()
            assert text.barred_sha256 == text_sha256(text.title, text.text) != text.text_sha256
        assert session.scalars(select(CaptureRow.title_hint).where(CaptureRow.title_hint != "")).all() == [
            "Ñusta Flores, María"  # not as she is written by any form that was given
        ]
        assert list(all_word_faults(session)) == []
    with database.reading() as session:
        assert {each.table for each in named(session, FORMS)} == set()


def test_bars_are_nobodys_name(database: Database) -> None:
    """A reader of tomorrow that takes bars for somebody lists nobody, also once the name is hidden no longer."""
    with database.transaction() as session:
        report(session, 1, [OPERATOR, VICTIM], text=SENTENCE)
    hidden(database)
    with database.transaction() as session:
        hide_name.lift(session, 1, who="ana")
        barred = mention("█████ █████ ██████", is_person=True, sentence="█████ █████ ██████ dejó su número")
        analyses.save(session, analysis(1, [barred], reader="rules 2"))
        linking.link(session, 1, threshold=0.8)
        row = session.scalars(select(AnalysisRow).where(AnalysisRow.current)).one()
        assert analyses.parse(row.record).mentions[0].name == "[redacted]"
    assert "█" not in everywhere(database)["operators"] + everywhere(database)["operator_names"]


def test_in_one_story_alone(database: Database) -> None:
    """A first name is hidden where it means her, and stays elsewhere; an operator's longer name stays whole."""
    with database.transaction() as session:
        report(session, 1, [mention("Yuly Tours")], text="La señora Yuly pagó a Yuly Tours. ")
        report(session, 2, [mention("Los Otros")], text="Otra Yuly habló. ")
        told(session)
        copy = save(session, capture(7, source_id="pe_eco"), "La señora Yuly pagó a Yuly Tours. " * 30)
    done = hidden(database, ["Yuly"], 1)
    assert done["revisions"] == 2
    with database.transaction() as session:
        texts = dict(session.execute(select(RevisionRow.revision_id, RevisionRow.text)).all())
        assert texts[1].startswith("La señora ████ pagó a Yuly Tours.")
        assert texts[copy.revision_id] == texts[1]
        assert texts[2].startswith("Otra Yuly habló.")
        later = save(session, capture(9, path="1"), "La señora Yuly pagó a Yuly Tours, dijo. " * 30)
        elsewhere = save(session, capture(10), "Yuly canta en la radio. " * 30)
        assert "señora ████ pagó a Yuly" in session.get_one(RevisionRow, later.revision_id).text
        assert "Yuly canta" in session.get_one(RevisionRow, elsewhere.revision_id).text
        (one,) = hide_name.listed(session)
        assert (one.request, one.forms, one.document_id, one.case_number, one.who) == (1, 1, 1, "2026-17", "ana")


@pytest.mark.parametrize("form", ["Juan Pérez Quispe", "Quispe, Juan", "juan perez", "+56 9 4000 0011", "940000011"])
def test_who_is_on_the_watchlist_is_not_hidden_by_accident(database: Database, form: str) -> None:
    with database.transaction() as session:
        report(session, 1, [OPERATOR], [phone("+56940000011")], text=f"{SENTENCE} +56940000011 ")
        report(session, 2, [mention("Los Otros")], text="Habló otro, Juan Pérez, vecino. ")
    with database.reading() as session:
        with pytest.raises(ConflictError, match=r"Operator 1 has .* on the watchlist") as refused:
            hide_name.asked(session, [form])
        assert "almenara operator correct" in refused.value.remedy
        with pytest.raises(ConflictError, match="Operator 1"):
            hide_name.asked(session, [form], 1)
        assert hide_name.asked(session, [form], 2).document_id == 2  # a namesake, in another story


def test_what_would_hide_others_is_refused(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [VICTIM], text=SENTENCE)
        with pytest.raises(InputError, match="one word"):
            hide_name.asked(session, ["Flores"])
        with pytest.raises(InputError, match="no name"):
            hide_name.asked(session, ["?"])
        with pytest.raises(NotFoundError, match="no document 9"):
            hide_name.asked(session, ["Flores"], 9)
        with pytest.raises(NotFoundError, match="no hidden name 9"):
            hide_name.lift(session, 9, who="ana")


def test_asked_twice_it_is_one_request(database: Database) -> None:
    with database.transaction() as session:
        first = hide_name.asked(session, ["Ana Ruiz"])
        more = hide_name.asked(session, ["Ana Ruiz", "Ruiz, Ana"])
        numbers = [hide_name.register(session, each, who="ana", case="", now=NOON) for each in (first, more, first)]
        assert numbers == [1, 1, 1]
        assert [each.forms for each in hide_name.listed(session)] == [2]


def test_what_broke_a_worker_is_hidden_in_its_error(database: Database) -> None:
    with database.transaction() as session:
        save(session, capture(1), "Another. " * 30)
        broken = set_aside.Broken(set_aside.READ, "1", "rules 1", "in 'María Ñusta Flores'", 2)
        set_aside.add(session, broken, run_id=None, now=NOON)
    assert hidden(database) == {"set_aside": 1}


def test_every_column_that_is_hidden_is_one() -> None:
    for table, columns in COVERED.items():
        assert set(columns) <= set(Base.metadata.tables[table].columns.keys())
    assert set(Base.metadata.tables) >= DROPPED


def test_a_number_that_a_text_spells_in_words_is_told_and_hidden_once_it_is_given(database: Database) -> None:
    """Its digits alone were hidden: the text went on to say it, and nothing said so."""
    said = "+51 nueve cero cero, cero cero cero, siete siete siete"
    spoken = replace(HERS, as_written=said)
    with database.transaction() as session:
        report(session, 1, [OPERATOR], [spoken, replace(HERS, span=Span(5, 9))], text=f"Llame al {said}. ")
    with database.reading() as session:
        wanted = hide_name.asked(session, ["900000777"])
        assert hide_name.find(session, wanted).otherwise == (said,)
        assert hide_name.find(session, hide_name.asked(session, ["900000777", said])).otherwise == ()
    hidden(database, ["900000777", said])
    with database.reading() as session:
        assert "nueve" not in views.version(session, 1).document.text


def test_a_number_that_a_later_text_spells_in_words_gets_its_bars_when_it_is_read(database: Database) -> None:
    """It was barred only where that very form had been given: the next text went on to say it."""
    said = "+51 nueve cero cero, cero cero cero, siete siete siete"
    spoken, sentence = replace(HERS, as_written=said), f"Llame a María al {said}, dice Juan Pérez Quispe."
    hidden(database, ["900000777"])
    with database.transaction() as session:
        saved = save(session, capture(2), f"{sentence} " * 3)
        who = mention("Juan Pérez Quispe", sentence=sentence, at=sentence.index("Juan"))
        analyses.save(session, analysis(saved.revision_id, [who], contacts=[spoken]), NOON)
    with database.reading() as session:
        kept, read = session.get_one(RevisionRow, saved.revision_id), session.scalars(select(AnalysisRow)).one()
        assert "siete" not in kept.text
        assert len(kept.text) == len(f"{sentence} " * 3)
        assert kept.barred_at == NOON
        assert analyses.parse(read.record).contacts == ()
        assert search.find_documents(session, search.understand(session, "siete"), SearchFilter()) == []
    tidy(database)
    assert not [table for table, told in everywhere(database).items() if "siete" in told]
