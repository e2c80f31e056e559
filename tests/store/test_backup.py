"""What was backed up comes back, row for row, into either database; what is not whole is refused."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select, text

from core.errors import ConflictError, InputError
from core.terms import DocumentKind, FlagState
from store import audit, backup, flags, health, runs, schema, search
from store.identity import merging
from store.identity.judge import Signature
from store.outgoing import outbox
from store.search import SearchFilter
from store.session import Database, Session
from store.tables import Base
from tests.store.make import NOON, OFFER, mention, phone, register, report


def _fill(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        run = runs.start_or_resume(session, NOON.date(), "test", NOON)
        report(
            session, 1, [mention("ViveOnline \ufffd ñ", sentence="Text 1")], [phone("+573000000017")], run_id=run.run_id
        )
        report(session, 9000, [mention("Kantuta", sentence="Text 9000")], labels=(OFFER,), kind=DocumentKind.AD)
        flags.decide(session, 1, FlagState.DISMISSED, who="ana", why="no", expected_version=1, now=NOON)
        merging.merge(session, [1, 2], Signature("ben", "one", NOON))
        outbox.queue(session, "k", "desk@office.example", "Subject", bytes(range(256)), NOON, covers={1: 1})


def _counts(session: Session) -> dict[str, int]:
    return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in Base.metadata.sorted_tables}


def _rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def test_restored_and_compared(database: Database, tmp_path: Path) -> None:
    _fill(database)
    path = tmp_path / "a.backup.gz"
    taken = backup.take(database, path, NOON)
    assert backup.check(path) == taken
    assert taken.rows["flags"] == 2
    before = _rows(database)
    with database.reading() as session:
        assert taken.rows == _counts(session)

    other = Database(f"sqlite:///{tmp_path / 'other.db'}")  # from PostgreSQL into SQLite too
    backup.restore(path, other)
    assert _rows(other) == before
    with other.reading() as session:  # what was findable is findable again
        assert search.find_documents(session, search.understand(session, "text"), SearchFilter())
        assert search.find_operators(session, search.understand(session, "viveonline"), SearchFilter())
    assert health.faults(other, []) == []
    backup.take(other, tmp_path / "b.backup.gz", NOON)
    other.close()

    with database.engine.begin() as connection:  # and back into where it came from
        if not database.is_sqlite:
            tables = ", ".join(before)
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        else:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
    backup.restore(tmp_path / "b.backup.gz", database)
    assert _rows(database) == before
    assert health.faults(database, []) == []
    with database.transaction() as session:  # the counters go on where they stood
        assert report(session, 20_000, [mention("Zorzal")]) == 3


def test_taken_while_others_write(database: Database, tmp_path: Path) -> None:
    _fill(database)
    with database.reading() as reading:
        before = _counts(reading)
        with database.transaction() as writing:
            audit.record(writing, "viewed", "ana")
        assert _counts(reading) == before
    assert backup.take(database, tmp_path / "a.gz", NOON).rows["audit_entries"] == before["audit_entries"] + 1
    assert not (tmp_path / "a.gz").stat().st_mode & 0o007  # nobody else on this machine reads it


def test_it_is_on_the_disk_before_it_counts(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--keep` takes the older ones away then: after a power cut there was a name, and nothing in it."""
    genuine, rename, told = os.fsync, Path.rename, list[object]()

    def fsync(descriptor: int) -> None:
        genuine(descriptor)
        told.append(os.fstat(descriptor).st_ino)

    def renamed(path: Path, to: Path) -> Path:
        told.append("renamed")
        return rename(path, to)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "rename", renamed)
    path = tmp_path / "a.gz"
    backup.take(database, path, NOON)
    assert told == [path.stat().st_ino, "renamed", tmp_path.stat().st_ino]


def test_a_full_database_is_left_alone(database: Database, tmp_path: Path) -> None:
    _fill(database)
    path = tmp_path / "a.gz"
    backup.take(database, path, NOON)
    before = _rows(database)
    with pytest.raises(ConflictError, match=r"has rows .*(Move .*\.db away|name it in database_url)"):
        backup.restore(path, database)
    assert _rows(database) == before
    with pytest.raises(InputError, match="is there already"):
        backup.take(database, path, NOON)


@pytest.mark.parametrize("damage", ["cut", "edited", "no foot", "other", "missing", "row gone", "nested"])
def test_what_is_not_whole_is_refused(sqlite_template: bytes, tmp_path: Path, damage: str) -> None:
    source = tmp_path / "source.db"
    source.write_bytes(sqlite_template)
    database = Database(f"sqlite:///{source}")
    _fill(database)
    path = tmp_path / "a.gz"
    backup.take(database, path, NOON)
    database.close()
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    content = {
        "cut": path.read_bytes()[:-200],
        "edited": gzip.compress(b"".join(lines).replace(b"Kantuta", b"Kantuto")),
        "no foot": gzip.compress(b"".join(lines[:-1])),
        "other": gzip.compress(b'{"form":"another"}\n'),
        "missing": b"",
        "nested": gzip.compress(lines[0] + b"[" * 100_000 + b"\n"),
        "row gone": gzip.compress(b"".join([*lines[:5], *lines[6:]])),
    }[damage]
    path.write_bytes(content)
    target = Database(f"sqlite:///{tmp_path / 'target.db'}")
    with pytest.raises(InputError, match=r"a\.gz: not a whole backup"):
        backup.restore(path, target)
    target.close()


def test_a_flipped_bit_anywhere_is_damage(sqlite_template: bytes, tmp_path: Path) -> None:
    """Within the packed data it ended `db check` in a traceback: zlib's error is none of the machine's."""
    source = tmp_path / "source.db"
    source.write_bytes(sqlite_template)
    database = Database(f"sqlite:///{source}")
    _fill(database)
    path = tmp_path / "a.gz"
    backup.take(database, path, NOON)
    database.close()
    whole = path.read_bytes()
    damaged = 0
    for at in range(100, len(whole) - 100, len(whole) // 60):  # of the packed data, not of gzip's own lines around it
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        if _unpacks_to(path, gzip.decompress(whole)):
            continue  # one in some thousands makes a repeat point at another copy of the same words
        damaged += 1
        with pytest.raises(InputError, match=r"a\.gz: not a whole backup"):
            backup.check(path)
    assert damaged > 50


def _unpacks_to(path: Path, content: bytes) -> bool:
    try:
        return gzip.decompress(path.read_bytes()) == content
    except (OSError, EOFError, zlib.error):
        return False


def test_a_file_in_the_place_of_a_folder_is_said(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match=r"a\.gz: Not a directory"):
        backup.take(database, tmp_path / "file" / "a.gz", NOON)


@pytest.mark.parametrize(("name", "said"), [("gone.gz", "No such file"), (".", "Is a directory")])
def test_a_file_that_is_not_there_is_no_broken_backup(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=rf"{said}.*Name a file that `almenara db backup` wrote"):
        backup.check(tmp_path / name)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_disk_that_is_full_leaves_no_half_backup(database: Database, tmp_path: Path) -> None:
    _fill(database)
    (tmp_path / "a.gz.partial").symlink_to("/dev/full")
    with pytest.raises(InputError, match=r"a\.gz: No space left on device.*Make room"):
        backup.take(database, tmp_path / "a.gz", NOON)
    assert list(tmp_path.glob("a.gz*")) == []


def test_check_finds_what_does_not_fit(database: Database) -> None:
    _fill(database)
    assert health.faults(database, []) == []
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM identities"))
        connection.execute(text("UPDATE audit_entries SET who = 'eve' WHERE sequence = 1"))
    found = "\n".join(health.faults(database, []))
    assert "operator 2: its cluster is not what was judged" in found
    assert "audit entry 1: column who" in found


def _of_schema(path: Path, step: str, folder: Path) -> Path:
    """The backup as a program of that schema would have taken it: without the tables and columns that came later."""
    old = Database(f"sqlite:///{folder / 'of-that-time.db'}")
    schema.upgrade(old, target=step)
    with old.engine.connect() as connection:
        looked = inspect(connection)
        of_then = {name: {c["name"] for c in looked.get_columns(name)} for name in looked.get_table_names()}
    old.close()
    head, *rows, foot = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    now = head["columns"]
    kept = {name: {c: k for c, k in of.items() if c in of_then[name]} for name, of in now.items() if name in of_then}
    lines = [{**head, "schema": step, "columns": kept}]
    for name, cells in rows:
        if name in kept:
            lines.append([name, [v for c, v in zip(now[name], cells, strict=True) if c in kept[name]]])
    content = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    counts = {name: foot["rows"][name] for name in kept}
    end = json.dumps({"rows": counts, "sha256": hashlib.sha256(content).hexdigest()}).encode()
    older = folder / f"of-{step}.gz"
    older.write_bytes(gzip.compress(content + end + b"\n"))
    return older


@pytest.mark.parametrize("step", ["0012", "0020", "0040"])
def test_a_backup_of_an_older_schema_comes_back_in_the_newest(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    _fill(database)
    backup.take(database, tmp_path / "a.gz", NOON)
    older = _of_schema(tmp_path / "a.gz", step, tmp_path)
    assert backup.check(older).schema == step
    before = _rows(database)
    with pytest.raises(ConflictError, match="has rows"):
        backup.restore(older, database)
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "small"))  # memory, on many machines: nothing goes there
    assert backup.restore(older, other).rows["flags"] == 2
    assert list(tmp_path.glob("almenara-restore-*")) == []
    after = _rows(other)
    for name in ("flags", "operators", "operator_names", "judgements", "revisions", "mails", "audit_entries"):
        assert after[name] == before[name], name
    with other.reading() as session:
        assert search.find_operators(session, search.understand(session, "viveonline"), SearchFilter())
    assert health.faults(other, []) == []
    other.close()


def test_a_backup_of_a_newer_program_is_refused(database: Database, tmp_path: Path) -> None:
    _fill(database)
    backup.take(database, tmp_path / "a.gz", NOON)
    newer = gzip.decompress((tmp_path / "a.gz").read_bytes()).replace(schema.HEAD.encode(), b"9999", 1)
    *lines, foot = newer.splitlines(keepends=True)
    content = b"".join(lines)
    end = json.dumps({**json.loads(foot), "sha256": hashlib.sha256(content).hexdigest()}).encode()
    (tmp_path / "b.gz").write_bytes(gzip.compress(content + end + b"\n"))
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    with pytest.raises(ConflictError, match=r"schema 9999.*the Almenara that took it, or a newer one"):
        backup.restore(tmp_path / "b.gz", other)
    other.close()


def test_of_a_folder_only_what_was_named_here_is_ever_old(tmp_path: Path) -> None:
    days = [datetime(2026, 11, day, 3, tzinfo=UTC) for day in (3, 1, 2)]
    for day in days:
        backup.name_in(tmp_path, day).touch()
    for other in ("almenara-2020.backup.gz", "almenara-2026-10-01T03-00-00Z.backup.gz.partial", "notes.txt"):
        (tmp_path / other).touch()
    assert [each.name for each in backup.older(tmp_path, 1)] == [
        "almenara-2026-11-01T03-00-00Z.backup.gz",
        "almenara-2026-11-02T03-00-00Z.backup.gz",
    ]
    assert backup.older(tmp_path, 3) == []


def test_what_a_killed_backup_left_is_old_after_a_day(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    killed, at_work = (tmp_path / f"almenara-2026-11-0{day}T03-00-00Z.backup.gz.partial" for day in (1, 2))
    for each in (killed, at_work, tmp_path / "other.gz.partial"):
        each.touch()
    for each in (killed, tmp_path / "other.gz.partial"):
        os.utime(each, (now.timestamp() - 90_000,) * 2)
    assert backup.abandoned(tmp_path, now) == [killed]
