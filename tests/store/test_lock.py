"""One at a time; who is at it is said, and a dead process holds nothing."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import BusyError, StoreError
from store import lock
from store.session import Database

_HOLDER = """
import sys
from store.lock import hold
from store.session import Database
with hold(Database(sys.argv[1]), "nightly"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_named_and_its_death_lets_go(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(BusyError, match=rf"Process {holder.pid} on .+, since 20.+, is at work on .*: a night.*Wait"),
            lock.hold(database),
        ):
            pass
        with lock.hold(database, "mail"):
            pass
        holder.kill()
        holder.wait()
    _take_soon(database)


def _take_soon(database: Database) -> None:
    """SQLite's lock is free at once; PostgreSQL notices the broken connection within moments."""
    for _ in range(10_000):
        try:
            with lock.hold(database):
                return
        except BusyError:
            continue
    raise AssertionError("the lock of a dead process was never free")


def test_within_one_process_too_and_again_after(database: Database) -> None:
    with lock.hold(database), pytest.raises(BusyError), lock.hold(database):
        pass
    with lock.hold(database):
        pass


def test_an_error_within_lets_go(database: Database) -> None:
    with pytest.raises(RuntimeError), lock.hold(database):
        raise RuntimeError
    with lock.hold(database):
        pass


def test_nowhere_to_keep_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="No lock can be kept"), lock.hold(Database(f"sqlite:///{tmp_path}/file/x.db")):
        pass


def test_who_holds_it_is_told_without_taking_it(database: Database) -> None:
    assert lock.holder(database) == ""
    with lock.hold(database):
        assert lock.holder(database).startswith(f"process {os.getpid()} on ")
        assert lock.holder(database, "scheduler") == ""
    assert lock.holder(database) == ""


def test_what_it_is_held_for_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """An import of a list was called a night's work. On a machine with a long name, too."""
    monkeypatch.setattr(socket, "gethostname", lambda: "h" * 60)
    with lock.hold(database, work="an import"):
        assert lock.holder(database).endswith(", for an import")
        with (
            pytest.raises(BusyError, match=r"Process .+ on h+, since .+, is at work on .*: an import\. Wait"),
            lock.hold(database, work="a night"),
        ):
            pass
    with (
        lock.hold(database, "mail"),
        pytest.raises(BusyError, match=": the sending of mail"),
        lock.hold(database, "mail"),
    ):
        pass


def test_another_process_of_the_same_number_holds_nothing(tmp_path: Path) -> None:
    """As after a power cut: the file stays, and the number is some other program's now."""
    made = Database(f"sqlite:///{tmp_path / 'a.db'}")
    held = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat()}
    left = tmp_path / "a.db.nightly.holder"
    left.write_text(json.dumps(held), encoding="utf-8")
    assert lock.holder(made) != ""
    left.write_text(json.dumps(held | {"since": "2020-01-01T01:30:00+00:00"}), encoding="utf-8")
    assert lock.holder(made) == ""


@pytest.mark.parametrize(
    "written",
    [
        *("", "null", "[]", "7", '"x"', "{}", "[" * 100_000, "\udcff"),
        *('{"pid": 1}', '{"pid": "x", "host": "h", "since": "2026-01-01T00:00:00+00:00"}'),
        '{"pid": Infinity, "host": "h", "since": "2026-01-01T00:00:00+00:00"}',
        *(f'{{"pid": {pid}, "host": "here", "since": "2026-01-01T00:00:00+00:00"}}' for pid in (0, -1, "9" * 30)),
        *('{"pid": 1, "host": "here", "since": null}', f'{{"pid": {"9" * 5000}}}'),
    ],
)
def test_what_a_hand_or_a_full_disk_left_names_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    """Whoever met the lock then was answered with a traceback, and not with the remedy."""
    monkeypatch.setattr(socket, "gethostname", lambda: "here")
    made = Database(f"sqlite:///{tmp_path / 'a.db'}")
    with lock.hold(made):
        (tmp_path / "a.db.nightly.holder").write_bytes(written.encode("utf-8", "surrogateescape"))
        assert lock.holder(made) == ""
        with pytest.raises(BusyError, match="Another process is at work on"), lock.hold(made):
            pass
