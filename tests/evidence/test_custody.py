"""The custody log: chained, locked, mended after a kill, and loud about tampering."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import EvidenceError
from evidence.custody import HEAD, LOG, CustodyLog
from evidence.format.chain import GENESIS, canonical, written
from tests.evidence.given import NOW

Lines = list[bytes]


def log_of(root: Path, count: int) -> CustodyLog:
    log = CustodyLog(root)
    for number in range(count):
        log.append("noted", "ana", f"file-{number}", {"n": number, "text": "año «x»"}, now=NOW, models={"rules": "1"})
    return log


def test_entries_say_who_did_what_when_and_with_which_tools(tmp_path: Path) -> None:
    log = log_of(tmp_path, 3)
    first, second, third = log.entries()
    assert (first.sequence, first.at, first.action, first.actor, first.subject) == (1, NOW, "noted", "ana", "file-0")
    assert (first.details, first.models) == ({"n": 0, "text": "año «x»"}, {"rules": "1"})
    assert first.tool.startswith("almenara/")
    assert (first.previous, second.previous, third.previous) == (GENESIS, first.hash, second.hash)
    assert list(log.about("file-1")) == [second]
    assert (log.head().entries, log.head().hash) == (3, third.hash)
    assert log.verify() == []


def test_an_empty_archive_has_nothing_wrong(tmp_path: Path) -> None:
    assert CustodyLog(tmp_path).verify() == []


def _edit(lines: Lines) -> Lines:
    return [lines[0], lines[1].replace(b"ana", b"eva"), *lines[2:]]


def _edit_and_rehash(lines: Lines) -> Lines:
    record = json.loads(lines[1])
    record["content"]["actor"] = "eva"
    return [lines[0], written(record["previous"], record["content"]), *lines[2:]]


TAMPERING: dict[str, Callable[[Lines], Lines]] = {
    "edited": _edit,
    "edited with fitting hashes": _edit_and_rehash,
    "first removed": lambda lines: lines[1:],
    "middle removed": lambda lines: [*lines[:1], *lines[2:]],
    "last removed": lambda lines: lines[:-1],
    "swapped": lambda lines: [lines[0], lines[2], lines[1], lines[3]],
    "doubled": lambda lines: [lines[0], lines[0], *lines[1:]],
    "spaced": lambda lines: [lines[0].replace(b'":', b'": ', 1), *lines[1:]],
    "emptied": lambda _: [],
    "blank line": lambda lines: [*lines[:2], b"", *lines[2:]],
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_is_found(tmp_path: Path, how: str) -> None:
    log = log_of(tmp_path, 4)
    path = tmp_path / LOG
    path.write_bytes(b"".join(line + b"\n" for line in TAMPERING[how](path.read_bytes().splitlines())))
    assert log.verify() != []


def test_every_flipped_byte_of_log_and_head_is_found(tmp_path: Path) -> None:
    log = log_of(tmp_path, 2)
    for path in (tmp_path / LOG, tmp_path / HEAD):
        whole = path.read_bytes()
        for place in range(len(whole)):
            for mask in (0x01, 0x20, 0x2A, 0x80):
                flipped = bytearray(whole)
                flipped[place] ^= mask
                path.write_bytes(flipped)
                assert log.verify() != [], (path.name, place, mask)
        path.write_bytes(whole)
    assert log.verify() == []


def test_a_shortened_log_takes_no_new_entries(tmp_path: Path) -> None:
    log = log_of(tmp_path, 3)
    path = tmp_path / LOG
    path.write_bytes(b"".join(line + b"\n" for line in path.read_bytes().splitlines()[:2]))
    with pytest.raises(EvidenceError, match="shorter than its head"):
        log.append("noted", "ana", "", {})
    path.unlink()
    with pytest.raises(EvidenceError, match="is missing"):
        log.append("noted", "ana", "", {})


@given(data=st.data())
@settings(max_examples=25)
def test_a_line_torn_by_a_kill_is_cut_and_noted(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    root = tmp_path_factory.mktemp("log")
    log = log_of(root, 2)
    head = (root / HEAD).read_bytes()
    log.append("noted", "ana", "third", {})
    path = root / LOG
    lines = path.read_bytes().splitlines(keepends=True)
    kept = data.draw(st.integers(1, len(lines[2]) - 1))
    path.write_bytes(b"".join(lines[:2]) + lines[2][:kept])
    (root / HEAD).write_bytes(head)  # a kill while the line was written: the head is still the old one
    assert [finding.kind for finding in log.verify()] == ["custody"]
    log.append("noted", "ana", "after", {})
    assert [entry.action for entry in log.entries()] == ["noted", "noted", "log-cut", "noted"]
    assert [entry.details.get("bytes") for entry in log.entries()][2] == kept
    assert log.verify() == []


def test_a_kill_between_log_and_head_loses_nothing(tmp_path: Path) -> None:
    log = log_of(tmp_path, 1)
    before = (tmp_path / HEAD).read_bytes()
    log.append("noted", "ana", "second", {})
    (tmp_path / HEAD).write_bytes(before)
    assert log.verify() == []
    log.append("noted", "ana", "third", {})
    assert [entry.subject for entry in log.entries()] == ["file-0", "second", "third"]
    assert log.verify() == []


def test_entries_far_beyond_the_head_are_refused(tmp_path: Path) -> None:
    log = log_of(tmp_path, 1)
    before = (tmp_path / HEAD).read_bytes()
    log_of(tmp_path, 2)
    (tmp_path / HEAD).write_bytes(before)
    assert [finding.subject for finding in log.verify()] == [HEAD]
    with pytest.raises(EvidenceError, match="goes on past its head"):
        log.append("noted", "ana", "", {})


def _append(root: Path, actor: str) -> None:
    for number in range(8):
        CustodyLog(root).append("noted", actor, str(number), {})


def test_processes_that_append_at_once_wait_for_one_another(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_append, args=(tmp_path, actor)) for actor in ("ana", "eva", "ivo")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    log = CustodyLog(tmp_path)
    assert log.verify() == []
    for actor in ("ana", "eva", "ivo"):
        assert [entry.subject for entry in log.entries() if entry.actor == actor] == [str(n) for n in range(8)]


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4))
@settings(max_examples=50)
def test_canonical_json_is_one_form(value: dict[str, str]) -> None:
    once = canonical(dict(sorted(value.items(), reverse=True)))
    assert once == canonical(json.loads(once))
    assert b"\n" not in once
