"""A text that clears somebody is heard, too, where it was read before the text that accuses them."""

from __future__ import annotations

import pytest

from core.terms import FlagKind, LegalStatus, Role
from store import flags, linking, views
from store.session import Database, Session
from tests.store.make import NOON, mention, register, report

ACQUITTED = "El juzgado absolvió a Eufemia Colque Sarmiento."
ACCUSED = "La fiscalía acusó a Eufemia Colque Sarmiento."


def acquits(session: Session, number: int, name: str, *, is_person: bool = True) -> int | None:
    said = mention(name, cleared=True, role=Role.OTHER, is_person=is_person, status_sentence=ACQUITTED)
    return report(session, number, [said], text=f"{ACQUITTED} {name} salió libre {number}. ", labels=())


def accuses(session: Session, number: int, name: str, *, is_person: bool = True) -> int | None:
    said = mention(name, status=LegalStatus.CHARGED, is_person=is_person, status_sentence=ACCUSED)
    return report(session, number, [said], text=f"{ACCUSED} Otra cosa {number}. ")


def night(session: Session) -> list[int]:
    """What waits, linked and flagged until nothing waits; its flags."""
    raised = []
    while waiting := flags.pending(session, 10):
        for revision_id in linking.link_each(session, waiting, threshold=0.8):
            raised.append(flags.raise_flag(session, revision_id, None, NOON) or 0)
    return raised


@pytest.mark.parametrize("is_person", [True, False])
def test_an_acquittal_that_was_read_first_clears(database: Database, *, is_person: bool) -> None:
    """Feeds give the newest first: her page said that nobody clears her, beside the acquittal that was kept."""
    with database.transaction() as session:
        register(session, "cl_voz")
        assert acquits(session, 1, "Eufemia Colque Sarmiento", is_person=is_person) is None
        assert accuses(session, 2, "Eufemia Colque Sarmiento", is_person=is_person) == 1
        (clearance,) = night(session)
        assert views.flag(session, clearance).summary.kind is FlagKind.CLEARANCE
        (line,) = views.operator(session, 1).cleared
        assert line.sentence == ACQUITTED
        assert {each.status for each in views.operator(session, 1).statuses} == {
            LegalStatus.CHARGED,
            LegalStatus.CLEARED,
        }
        assert night(session) == []


def test_who_has_another_name_is_not_cleared(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        acquits(session, 1, "Zunilda Paredes Xoconoxtle")
        accuses(session, 2, "Eufemia Colque Sarmiento")
        assert night(session) == []
        assert views.operator(session, 1).cleared == ()


def test_a_short_word_is_not_sought(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        acquits(session, 1, "Tarugo")
        accuses(session, 2, "Tarugo")
        assert night(session) == []
