"""Two persons of four eyes, where people have accounts: a user of the machine is neither of them."""

from __future__ import annotations

import pytest

from core.errors import ConflictError, InputError
from core.terms import FlagState
from store import flags, views
from store.session import Database, Session
from store.ways import UNKNOWN, Way
from tests.store.accounts.make import account
from tests.store.make import NOON, mention, register, report


@pytest.fixture
def raised(database: Database) -> Database:
    """A flag that names an operator, and two accounts."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")])
        account(session)
        account(session, "beto", "Beto Rey")
    return database


def confirm(session: Session, who: str, version: int, way: Way = UNKNOWN, *, accounts: bool = True) -> FlagState:
    more = {"why": "", "expected_version": version, "now": NOON, "four_eyes": True, "accounts": accounts}
    flags.decide(session, 1, FlagState.CONFIRMED, who=who, way=way, **more)  # type: ignore[arg-type]
    return views.flag(session, 1).summary.state


def test_what_a_user_without_an_account_proposed_is_nobodys(raised: Database) -> None:
    with raised.transaction() as session:
        assert confirm(session, "root", 1, Way(caller="root")) is FlagState.IN_REVIEW
        assert confirm(session, "Ana Núñez", 2, Way(login="ana")) is FlagState.IN_REVIEW
        assert views.flag(session, 1).summary.proposed_by == "Ana Núñez"
        with pytest.raises(InputError, match="Ana Núñez proposed to confirm it, and can't"):
            confirm(session, "Ana Núñez", 3, Way(login="ana"))
        assert confirm(session, "Beto Rey", 3, Way(login="beto")) is FlagState.CONFIRMED


def test_at_an_open_desk_any_name_is_a_person(raised: Database) -> None:
    with raised.transaction() as session:
        assert confirm(session, "carla", 1, accounts=False) is FlagState.IN_REVIEW
        assert confirm(session, "Ana Núñez", 2, accounts=False) is FlagState.CONFIRMED


def test_who_signs_for_another_at_a_terminal_is_no_second_at_the_desk(raised: Database) -> None:
    with raised.transaction() as session:
        confirm(session, "Beto Rey", 1, Way(caller="ana", login="beto"))
        with pytest.raises(InputError, match="ana proposed to confirm it as Beto Rey"):
            confirm(session, "Ana Núñez", 2, Way(login="ana"))


def test_who_comes_late_is_told_that_it_was_proposed(raised: Database) -> None:
    with raised.transaction() as session:
        confirm(session, "Ana Núñez", 1, Way(login="ana"))
        with pytest.raises(ConflictError, match="since you saw it: Ana Núñez proposed to confirm it"):
            confirm(session, "Beto Rey", 1, Way(login="beto"))
