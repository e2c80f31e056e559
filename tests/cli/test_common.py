"""What several commands share."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from cli.common import me, opened, signer, viewing
from core.settings import load
from store import audit


def test_no_variable_changes_who_looks_and_who_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = pwd.getpwuid(os.getuid()).pw_name
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "bea")
    settings = load()
    assert (me(), signer("", settings), signer("Ana", settings)) == (mine, mine, "Ana")
    with viewing("operator 1", settings) as session:
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
            with opened():
                assert (folder / "almenara.db").is_file()
    finally:
        os.umask(before)
    assert [(path.stat().st_mode & 0o777) for path in (tmp_path / "new", there)] == [0o700, 0o755]
