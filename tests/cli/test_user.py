"""`almenara user`: passwords by standard input, never by argument; nobody is ever locked out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cli.main import app
from core.errors import ConflictError, InputError, NotFoundError
from core.settings import load
from store import audit
from store.accounts import people, tokens
from store.accounts.sign_in import Outcome
from store.session import Database
from tests.cli.fresh import begin
from tests.store.accounts.make import enter
from tests.store.make import NOON

PASSWORD = "four grey herons wading"


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))


def user(*words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, ["user", *words], input=stdin)


def test_from_the_first_account_to_recovery() -> None:
    made = user("add", "Ana", "--name", "Ana Núñez", "--role", "admin", "--mine", stdin=f"{PASSWORD}\n")
    assert made.exit_code == 0, made.exception
    assert "Account ana (Ana Núñez) is there: admin." in made.output
    assert PASSWORD not in made.output
    assert user("add", "luis", "--name", "Luis Rey", stdin=f"{PASSWORD}\n").exit_code == 0
    lines = [json.loads(line) for line in user("list", "--json").output.splitlines()]
    assert [(line["login"], line["role"], line["must_change"]) for line in lines] == [
        ("ana", "admin", False),
        ("luis", "reader", True),
    ]
    assert "password" not in " ".join(lines[0])
    assert isinstance(user("disable", "ana").exception, ConflictError)
    assert user("role", "luis", "admin").exit_code == 0
    assert user("disable", "ana").exit_code == 0
    assert user("enable", "ana").exit_code == 0
    assert "to be changed" in user("password", "ana", stdin="another phrase, longer\n").output
    assert user("totp-reset", "ana").exit_code == 0
    assert "luis" in user("list").output

    database = Database(load().database)
    assert enter(database, "ana", PASSWORD).outcome is Outcome.WRONG
    assert enter(database, "ana", "another phrase, longer").outcome is Outcome.IN
    with database.reading() as session:
        assert people.find(session, "ana").must_change
        assert audit.verify(session) == []
        actions = {entry.action for entry in audit.entries(session)}
    assert {"account made", "role changed", "account disabled", "account enabled", "password reset"} <= actions
    database.close()


@pytest.mark.parametrize(
    ("words", "stdin", "kind", "said"),
    [
        (("add", "ana", "--name", "Ana"), "", InputError, "No password came"),
        (("add", "ana", "--name", "Ana"), "short\n", InputError, "shorter than 12"),
        (("add", "a b", "--name", "Ana"), f"{PASSWORD}\n", InputError, "Login"),
        (("password", "nobody"), f"{PASSWORD}\n", NotFoundError, "almenara user list"),
        (("token", "nobody", "--name", "x"), "", NotFoundError, "almenara user list"),
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, words: tuple[str, ...], stdin: str, kind: type[Exception], said: str
) -> None:
    begin(tmp_path)
    result = user(*words, stdin=stdin)
    assert isinstance(result.exception, kind)
    assert said in str(result.exception)


def test_a_password_is_no_argument() -> None:
    assert user("add", "ana", "--name", "Ana", "--password", PASSWORD).exit_code == 2
    assert user("password", "ana", PASSWORD).exit_code == 2


def test_a_token_is_printed_once_and_taken_back() -> None:
    user("add", "ana", "--name", "Ana Núñez", "--role", "reviewer", stdin=f"{PASSWORD}\n")
    made = user("token", "ana", "--name", "a feed", "--scope", "read", "--scope", "decide", "--days", "30")
    secret = made.stdout.strip()
    assert secret.startswith("alm_")
    assert "read, decide, until" in made.stderr
    assert json.loads(user("list", "--json").output)["tokens"] == {secret[:10]: "a feed"}
    assert secret[:10] in user("list").output
    assert secret not in user("list").output
    database = Database(load().database)
    with database.reading() as session:
        found = tokens.find(session, secret, NOON)
        assert found is not None
        assert secret not in "".join(entry.line.decode() for entry in audit.entries(session))
    refused = user("token", "ana", "--revoke", "alm_nothing")
    assert isinstance(refused.exception, NotFoundError)
    assert secret[:10] in str(refused.exception)
    assert user("token", "ana", "--revoke", secret[:10]).exit_code == 0
    assert json.loads(user("list", "--json").output)["tokens"] == {}
    with database.reading() as session:
        assert tokens.find(session, secret, NOON) is None
    database.close()


def test_where_somebody_s_digest_goes_is_noted_and_taken_away() -> None:
    assert user("add", "ana", "--name", "Ana Núñez", "--mine", stdin=f"{PASSWORD}\n").exit_code == 0
    told = user("mail", "ana", "Ana <ANA@fiscalia.example>")
    assert told.stdout == "Account ana: ana@fiscalia.example.\n"
    assert told.stderr == "No digest goes there yet: almenara digest recipient add ana@fiscalia.example\n"
    (line,) = [json.loads(line) for line in user("list", "--json").output.splitlines()]
    assert line["mailbox"] == "ana@fiscalia.example"
    assert isinstance(user("mail", "ana", "nowhere").exception, InputError)
    assert user("mail", "ana").output == "Account ana: no mail.\n"


def test_who_is_shut_out_and_still_gets_mail_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    for login in ("ana", "ada"):
        assert user("add", login, "--name", f"{login} X", "--role", "admin", stdin=f"{PASSWORD}\n").exit_code == 0
    user("mail", "ana", "ana@fiscalia.example")
    assert user("disable", "ana").stderr == ""
    monkeypatch.setenv("ALMENARA_MAIL__RECIPIENTS", '["Ana <ANA@fiscalia.example>"]')
    said = "ana@fiscalia.example still gets mail: almenara digest recipient pause ana@fiscalia.example\n"
    assert user("disable", "ana").stderr == said


def test_another_name() -> None:
    for login, name in (("ana", "Ana Núñez"), ("luis", "Luis Rey")):
        user("add", login, "--name", name, "--role", "reviewer", stdin=f"{PASSWORD}\n")
    said = user("rename", "ana", "Ana Roa").output
    assert said == "Account ana is called Ana Roa; what was signed as Ana Núñez stays so.\n"
    assert user("rename", "ana", "Ana Roa").output == "Account ana is called Ana Roa.\n"
    (line, other) = [json.loads(each) for each in user("list", "--json").output.splitlines()]
    assert (line["name"], line["former_names"], other["former_names"]) == ("Ana Roa", ["Ana Núñez"], [])
    assert "Ana Núñez" in user("list").output
    refused = user("rename", "luis", "Ana Núñez").exception
    assert isinstance(refused, ConflictError)
    assert "was the name of ana (Ana Roa)" in str(refused)
    audited = CliRunner().invoke(app, ["audit", "show", "--json"]).output.splitlines()
    assert {"from": "Ana Núñez", "to": "Ana Roa"} in [json.loads(each)["details"] for each in audited]
