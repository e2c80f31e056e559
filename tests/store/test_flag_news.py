"""What is said to have been added to a flag: since when, and with whose names covered."""

from __future__ import annotations

from datetime import timedelta

from core.records import Span
from core.terms import FlagState, Role
from store import flags, views
from store.redaction import HIDDEN
from store.session import Database
from tests.store.make import NOON, analysis, capture, mention, phone, read, register, save

TEXT = "Viajes Quimera cobró a la gente y la dejó en la frontera con Chile, contaron. " * 8
HER = "Juana Ñusta Tika"
LATER = NOON + timedelta(days=1)


def test_who_is_named_in_a_copys_title_is_covered_in_what_is_new_and_in_the_history(database: Database) -> None:
    """It stood on the flag's page, in mails, in the API and at the terminal, though it was covered beside it."""
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        one = save(session, capture(1), TEXT, title="Viajes Quimera")
        flag_id = read(session, analysis(one.revision_id, [mention("Viajes Quimera")]))
        assert flag_id is not None
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="seen", expected_version=1, now=NOON)
        two = save(session, capture(2, source_id="co_hora"), TEXT, title=f"{HER} acusa a Viajes Quimera")
        victim = mention(HER, role=Role.VICTIM, is_person=True, spans=(Span(0, len(HER), True),))
        reading = analysis(two.revision_id, [mention("Viajes Quimera"), victim], [phone("+573000000029")])
        assert read(session, reading) == flag_id
        for detail in (views.flag(session, flag_id), views.flag(session, flag_id, uncovered=True)):
            added = f"Co Hora: {HIDDEN} acusa a Viajes Quimera; adds phone +573000000029"
            assert detail.summary.new_since == (added,)
            assert detail.events[-1].details == added
        assert views.added_after(session, {flag_id: 1}) == {flag_id: (added,)}


def test_what_was_added_since_a_moment_is_told_of_flags_that_had_been_raised(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        one = save(session, capture(1), TEXT, title="Viajes Quimera")
        flag_id = read(session, analysis(one.revision_id, [mention("Viajes Quimera")]), now=NOON)
        assert flag_id is not None
        other = save(session, capture(3), "Paso Kantuta lo lleva a Chile. " * 20)
        fresh = read(session, analysis(other.revision_id, [mention("Paso Kantuta")]), now=LATER)
        assert fresh is not None
        two = save(session, capture(2, source_id="co_hora"), TEXT, title="Quimera otra vez")
        reading = analysis(two.revision_id, [mention("Viajes Quimera")], [phone("+573000000029")])
        assert read(session, reading, now=LATER) == flag_id
        told = {flag_id: ("Co Hora: Quimera otra vez; adds phone +573000000029",)}
        assert views.added_since(session, {flag_id, fresh}, LATER) == told
        assert views.added_since(session, {flag_id, fresh}, NOON) == {}
        assert views.added_since(session, {flag_id, fresh}, LATER + timedelta(seconds=1)) == {}
