"""Names that are hidden are hidden in all that is quoted of a text, whichever reading took them for whose."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.terms import ContactOwner, Role
from store import analyses, purge, views
from store.purge import Purged
from store.redaction import HIDDEN
from store.session import Database
from tests.store.everywhere import everywhere
from tests.store.make import NOON, analysis, capture, phone, read, report, save
from tests.store.test_purge import OPERATOR, SAFE, SENTENCE, VICTIM, YEAR


def test_a_name_that_one_reading_hides_is_hidden_in_what_every_other_reading_quotes(database: Database) -> None:
    """One reader took María for a victim, the one before or after it did not see her, and her name stayed."""
    charged = replace(OPERATOR, status_sentence=SENTENCE)
    for number, readings in ((1, ([charged], [charged, VICTIM])), (2, ([charged, VICTIM], [charged]))):
        with database.transaction() as session:
            saved = save(session, capture(number), SENTENCE + f" Texto {number}. " * 30)
            for version, mentions in enumerate(readings):
                reading = analysis(saved.revision_id, mentions, reader=f"rules {version}")
                told = replace(reading.signals[0], phrase="cruzó a María Ñusta Flores")
                read(session, replace(reading, signals=(told,)))
    with database.transaction() as session:
        assert purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana") == Purged(0, 4)
        assert purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana") == Purged(0, 0)
    held = everywhere(database)
    for table in ("analyses", "operator_mentions", "operator_statuses", "links", "flags", "flag_events"):
        assert "flores" not in held[table], table
        assert table not in ("analyses", "operator_mentions", "operator_statuses") or "juan perez quispe" in held[table]


def test_who_is_an_operator_by_any_reading_is_named_in_the_sentence_of_the_standing(database: Database) -> None:
    """A reading that was replaced took him for a bystander; his own entry quoted him as hidden."""
    with database.transaction() as session:
        saved = save(session, capture(1), SENTENCE * 9)
        bystander = replace(OPERATOR, role=Role.OTHER)
        read(session, analysis(saved.revision_id, [bystander, VICTIM], reader="rules 1"))
        read(session, analysis(saved.revision_id, [OPERATOR, VICTIM], reader="rules 2"))
        purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana")
        detail = views.operator(session, 1)
        assert {detail.mentions[0].sentence, detail.statuses[0].sentence} == {SAFE}


def test_readings_of_a_text_that_is_being_read_again_wait_for_each_other(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [OPERATOR, VICTIM])
        now = NOON + timedelta(days=400)
        assert purge.due(session, YEAR, now) == Purged(0, 1)
        analyses.save(session, analysis(1, [OPERATOR], reader="rules 2"))
        assert purge.due(session, YEAR, now) == purge.purge_some(session, YEAR, now, who="ana") == Purged(0, 0)


def test_a_name_is_hidden_whole_though_a_part_of_it_is_an_operators(database: Database) -> None:
    """An operator who is called Juan, too, kept the victim Juan Flores named."""
    sentence = "Juan cobró a Juan Flores Ñusta, dijo Juan Flores."
    operator, victim = (
        replace(OPERATOR, aliases=("Juan",)),
        replace(VICTIM, name="Juan Flores Ñusta", aliases=("Juan Flores",)),
    )
    with database.transaction() as session:
        report(session, 1, [replace(each, sentence=sentence) for each in (operator, victim)])
        purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana")
        assert {each.sentence for each in views.flag(session, 1).analysis.mentions} == {
            f"Juan cobró a {HIDDEN}, dijo {HIDDEN}."
        }


def test_the_number_of_a_bystander_goes_with_the_names(database: Database) -> None:
    """The victim was hidden, and her telephone stood on the flag's page for good."""
    said = "Rosa Amaru dejó su teléfono, +51 900 000 777; Juan Pérez Quispe atiende en el +51900000778."
    hers = replace(phone("+51900000777", owner=ContactOwner.OTHER), as_written="+51 900 000 777")
    kept = (phone("+51900000778"), phone("+51900000100", owner=ContactOwner.HOTLINE))
    with database.transaction() as session:
        report(session, 1, [replace(OPERATOR, sentence=said), VICTIM], [hers, *kept])
        assert purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana") == Purged(0, 1)
        reading = views.flag(session, 1, uncovered=True).analysis
        (mention,) = views.operator(session, 1).mentions
    assert reading.contacts == (replace(hers, value=HIDDEN, as_written=HIDDEN), *kept)
    assert mention.sentence == said.replace("+51 900 000 777", HIDDEN)
    assert "777" not in "".join(everywhere(database)[table] for table in ("analyses", "operator_mentions"))


def test_a_number_that_another_reading_gives_to_an_operator_stays_there(database: Database) -> None:
    with database.transaction() as session:
        saved = save(session, capture(1), SENTENCE * 9)
        for version, owner in enumerate((ContactOwner.OTHER, ContactOwner.OPERATOR)):
            reading = analysis(saved.revision_id, [OPERATOR], [phone("+51900000778", owner=owner)])
            read(session, replace(reading, reader=f"rules {version}"))
        purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana")
        assert [each.value for each in views.operator(session, 1).contacts] == ["+51900000778"]
        assert [each.value for each in views.flag(session, 1).analysis.contacts] == ["+51900000778"]
