"""What was added to a flag is told without whom it names no more, in mails, on Tonight and on its line."""

from __future__ import annotations

import pytest

from core.terms import ContactType, FlagState, LegalStatus
from store import flags, views
from store.flagging import corrections, removals
from store.redaction import HIDDEN
from store.session import Database, Session
from tests.store.make import NOON, REPORT, analysis, capture, mention, phone, read, save

TEXT = "Viajes Quimera cobró a la gente y la dejó en la frontera con Chile, contaron. " * 8
HER, HERS, THEIRS = "Juana Ñusta Tika", "+573000000029", "+573000000037"
CHARGED = LegalStatus.CHARGED


@pytest.fixture
def grown(database: Database) -> Database:
    """A lead that a person saw, and to which a later reader added somebody by two numbers, and one of who was on it."""
    with database.transaction() as session:
        version = save(session, capture(1), TEXT).revision_id
        flag_id = read(session, analysis(version, [mention("Viajes Quimera")]), now=NOON)
        assert flag_id == 1
        flags.decide(session, 1, FlagState.CONFIRMED, who="ana", why="seen", expected_version=1, now=NOON)
        both = [mention("Viajes Quimera"), mention(HER, status=CHARGED, at=90)]
        numbers = [phone(HERS, at=95), phone(THEIRS, at=5)]
        read(session, analysis(version, both, numbers, reader="rules 2"), now=NOON)
        assert _added(session) == f"adds {HER}, phone {HERS}, phone {THEIRS}, {HER} (charged)"
    return database


def _added(session: Session) -> str:
    (added,) = views.added_after(session, {1: 1})[1]
    assert views.flag(session, 1).summary.new_since == (added,)
    return added


def _of(session: Session, name: str) -> int:
    return next(key for key, known in views.flag(session, 1).summary.operators if known == name)


def test_who_was_corrected_away_is_not_told_as_new(grown: Database) -> None:
    """'What is new: adds … (charged)' stood in every mail after a person had said that the source means a namesake."""
    with grown.transaction() as session:
        statement = views.statements_of_flag(session, 1)[_of(session, HER)]
        signed = {"who": "Ana", "why": "the victim", "expected_version": 0, "now": NOON}
        corrections.correct(session, statement, None, **signed)  # type: ignore[arg-type]
        assert HER not in _added(session)
        assert _added(session).startswith(f"adds {HIDDEN}, ")
        assert _added(session).endswith(f"{HIDDEN} (charged)")
        assert HER in views.flag(session, 1).events[-1].details  # the history has it


def test_who_is_read_no_more_is_not_told_as_new(grown: Database) -> None:
    with grown.transaction() as session:
        reading = analysis(1, [mention("Viajes Quimera")], [phone(THEIRS, at=5)], labels=(REPORT,), reader="rules 3")
        read(session, reading, now=NOON)
        assert [name for _key, name in views.flag(session, 1).summary.operators] == ["Viajes Quimera"]
        added = _added(session)
        assert (HER in added, HERS in added, THEIRS in added) == (False, False, True)


def test_a_number_that_was_taken_off_is_not_told_as_new(grown: Database) -> None:
    """A victim's number that was read as an operator's went on into mailboxes."""
    with grown.transaction() as session:
        for name in (HER, "Viajes Quimera"):
            key = _of(session, name)
            if (ContactType.PHONE, HERS) in [(each.type, each.value) for each in views.operator(session, key).contacts]:
                removals.take_off(session, key, ContactType.PHONE, HERS, who="ana", why="the victim's", now=NOON)
        added = _added(session)
        assert (HER in added, HERS in added, THEIRS in added) == (True, False, True)
