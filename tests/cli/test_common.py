"""What several commands share."""

from __future__ import annotations

import os
import pwd
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.common import me, opened, told_to_stop, viewing
from cli.main import app
from cli.signing import signer
from core.errors import StoreError
from core.settings import load
from store import audit
from tests.cli.fresh import begin


def test_no_variable_changes_who_looks_and_who_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = pwd.getpwuid(os.getuid()).pw_name
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "bea")
    begin(tmp_path)
    settings = load()
    assert me() == mine
    with viewing("operator 1", settings) as session:
        assert [signer(session, who, settings)[0] for who in ("", "Ana")] == [mine, "Ana"]
        assert [entry.actor for entry in audit.entries(session)] == [mine]


def test_behind_the_watchs_own_user_stands_whom_root_wrote(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.common._SERVICE", pwd.getpwuid(os.getuid()).pw_name)
    monkeypatch.setenv("LOGNAME", "bea")
    assert me() == "bea"


def test_what_is_kept_is_closed_to_others_where_we_make_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside of a server's units it was open to every user of the machine, with the secrets that sign."""
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    before = os.umask(0o022)
    try:
        for folder in (tmp_path / "new", there):
            monkeypatch.setenv("ALMENARA_DATA_DIR", str(folder))
            with opened(new=True):
                assert (folder / "almenara.db").is_file()
    finally:
        os.umask(before)
    assert [(path.stat().st_mode & 0o777) for path in (tmp_path / "new", there)] == [0o700, 0o755]


_ASK = (
    "audit show",
    "audit verify",
    "db backup backups --keep 3",
    "db backup a.backup.gz",
    "db check",
    "db check --json",
    "digest arrived 1",
    "digest list",
    "digest preview",
    "digest recipient list",
    "digest recipient remove a@b.example",
    "digest resend 1",
    "digest returned --mail 1",
    "digest send",
    "evidence export 1",
    "evidence show 1",
    "explain 1",
    "flag decide 1 dismissed --version 1 --why none",
    "flag list",
    "flag show 1",
    "graph 1",
    "operator clearings",
    "operator correct 1 nothing --version 0 --why none",
    "operator decide 1 confirmed --version 0 --why none",
    "operator dossier 1 --out a.pdf",
    "operator judge 1 2 same --why none",
    "operator list",
    "operator merge 1 2 --why none",
    "operator name 1 A alias",
    "operator pairs",
    "operator show 1",
    "operator split 1 --why none",
    "purge",
    "purge --for-good",
    "run list",
    "run retry",
    "run show 1",
    "saved forget 1",
    "saved list",
    "search words",
    "sql --views",
    "sql -c SELECT",
    "terms drift",
    "user disable ana",
    "user list",
    "watchlist export a.csv",
    "webhook deliver",
    "webhook list",
    "webhook remove 1",
    "webhook renew 1",
    "webhook test 1",
)
"""Commands that ask a watch, or go on with it."""
_BEGIN = (
    "digest recipient add a@b.example",
    "digest recipient pause desk@office.example",
    "saved add Vive viveonline",
    "user add ana --name Ana --mine",
    "watchlist import list.csv",
    "watchlist import list.csv --dry-run",
    "webhook add http://127.0.0.1:9/",
)
"""Commands by which one may begin."""


@pytest.mark.parametrize("command", _ASK)
def test_where_there_is_no_database_it_is_said_and_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """They answered out of an empty one that they had just made, where data_dir was mistyped."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(app, command.split())
    assert isinstance(refused.exception, StoreError), refused.output
    assert f"There is no database at {tmp_path}/data/almenara.db: its folder" in str(refused.exception)
    assert "data_dir or database_url" in refused.exception.remedy
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", _BEGIN)
def test_a_watch_may_begin_with_what_is_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ALMENARA_MAIL__RECIPIENTS", '["desk@office.example"]')
    monkeypatch.setenv("ALMENARA_WEBHOOKS__ALLOW_PRIVATE_ADDRESSES", "true")
    monkeypatch.setenv("ALMENARA_WEBHOOKS__ALLOW_PLAIN_LOOPBACK", "true")
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text("name\nRuta Cóndor Gris\n", encoding="utf-8")
    result = CliRunner().invoke(app, command.split(), input="four grey herons wading\n")
    assert result.exit_code == 0, result.exception
    assert CliRunner().invoke(app, ["audit", "verify"]).exit_code == 0


@contextmanager
def own_handlers() -> Iterator[None]:
    """Whatever is set inside, signals do afterwards what they did before."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_tells_to_stop(number: signal.Signals) -> None:
    with own_handlers():
        stop = told_to_stop()
        assert not stop.is_set()
        signal.raise_signal(number)
        assert stop.is_set()


def test_a_second_signal_is_left_alone() -> None:
    """It came while the first was being told of, and stopped on the lock which that held."""
    with own_handlers():
        stop = told_to_stop()
        signal.raise_signal(signal.SIGINT)
        with stop._cond:
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGTERM)
