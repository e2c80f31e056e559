"""Whose decision it is that is typed at a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cli.common import me
from cli.main import app
from core.errors import InputError
from core.settings import load
from store.accounts import people
from store.accounts.records import AccountRole
from store.accounts.renaming import rename
from store.session import Database
from tests.store.accounts.make import ADMIN, account
from tests.store.make import mention, register, report

GOODS = ("flag", "decide", "1", "confirmed", "--version", "1", "--why", "seen")


@pytest.fixture(autouse=True)
def _closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch where people have accounts, and confirming takes two."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ALMENARA_WEB__ACCOUNTS", "required")
    monkeypatch.setenv("ALMENARA_REVIEW__FOUR_EYES", "true")
    database = Database(load().database)
    database.upgrade()
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline"), mention("Kantuta")])
        account(session)
        account(session, "rita", "Rita Reyes", AccountRole.READER)
        gone = account(session, "luis", "Luis Rey")
        people.set_disabled(session, gone.account_id, True, ADMIN)
    database.close()


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("", f"{me()}, a user of this machine, has no account"),
        ("Bea", "--who Bea: there is no such account"),
        ("rita", "rita is a reader and decides nothing"),
        ("luis", "Account luis is shut out"),
    ],
)
def test_who_has_no_account_decides_nothing(who: str, said: str) -> None:
    """A user of the machine proposed, and a person with an account was 'the second' of one person."""
    for words in (GOODS, ("operator", "judge", "1", "2", "same", "--why", "one phone")):
        refused = run(*words, *(("--who", who) if who else ()))
        assert isinstance(refused.exception, InputError)
        assert said in str(refused.exception)
        assert refused.exception.remedy


@pytest.mark.parametrize("who", ["ana", "Ana Núñez"])
def test_an_account_signs_and_the_caller_is_on_record(who: str) -> None:
    assert run(*GOODS, "--who", who).stdout == "Flag 1: new -> in_review; a second person has to confirm it.\n"
    assert f"Ana Núñez (at a terminal, by its user {me()})" in " ".join(run("flag", "show", "1").stdout.split())
    entry = json.loads(run("audit", "show", "--about", "flag 1", "--who", "Ana Núñez", "--json").stdout)
    assert (entry["details"]["caller"], entry["details"]["login"]) == (me(), "ana")
    viewed = json.loads(run("audit", "show", "--who", me(), "--limit", "1", "--json").stdout)
    assert (viewed["action"], viewed["details"]["caller"]) == ("viewed", me())


def test_a_former_name_names_its_account() -> None:
    database = Database(load().database)
    with database.transaction() as session:
        rename(session, people.find(session, "ana").account_id, "Ana Roa", ADMIN)
    database.close()
    assert run(*GOODS, "--who", "Ana Núñez").exit_code == 0
    assert "proposed by Ana Roa" in run("flag", "show", "1").stdout


def test_a_user_of_the_machine_signs_by_the_account_of_that_login() -> None:
    database = Database(load().database)
    with database.transaction() as session:
        account(session, me(), "Bea Paz")
    database.close()
    assert run(*GOODS).exit_code == 0
    assert "proposed by Bea Paz" in run("flag", "show", "1").stdout
