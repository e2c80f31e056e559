"""Sealed files in a vault: what is carried there, what may go here, what comes back, and what never counts as there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import EvidenceError, InputError
from evidence.bundle import export
from evidence.carried import CARRIED, at_hand, borrowed, carried, is_kept
from evidence.carry import carry, let_go, withdraw
from evidence.custody import HEAD, LOG, CustodyLog
from evidence.reader import read_page
from evidence.recorded import compared
from evidence.removal import note_removal, take_away, taken_away
from evidence.seal import manifest_path
from evidence.show import describe
from evidence.vault import Vault
from evidence.verify import verify
from tests.evidence.elsewhere_server import serving
from tests.evidence.given import HTML, NOW, archive, rewrite

FIRST, SECOND = "cl_diario/noche-1-00001.warc.gz", "cl_diario/noche-2-00001.warc.gz"
LATER = NOW + timedelta(days=4000)  # files are as old as their time on the disk, too


@pytest.fixture(params=["file", "ftp"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder that is elsewhere, and its address."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if request.param == "file":
        yield folder, folder.as_uri()
        return
    with serving(folder) as address:
        yield folder, address


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    archive(folder)
    archive(folder, crawl_id="noche-2")
    return folder


def carried_to(root: Path, address: str) -> list[str]:
    done = carry(root, Vault(address), actor="almenara", now=NOW)
    assert done.faults == []
    return done.files


def test_all_that_is_sealed_is_carried_once(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    told: list[tuple[int, int | None]] = []
    done = carry(root, Vault(address), actor="ana", now=NOW, told=lambda *each: told.append(each))
    assert (done.files, done.faults, told) == ([FIRST, SECOND], [], [(0, 2), (1, 2)])
    for name in (FIRST, SECOND, f"{FIRST}.manifest"):
        assert (folder / name).read_bytes() == (root / name).read_bytes()
    entry = carried(root, FIRST)
    assert entry is not None
    assert (entry.actor, entry.details["vault"]) == ("ana", Vault(address).address)
    assert carried_to(root, address) == []
    archive(root, crawl_id="noche-3")
    assert carried_to(root, address) == ["cl_diario/noche-3-00001.warc.gz"]
    assert verify(root, in_vault=True) == []


def test_the_vault_alone_is_an_archive(root: Path, place: tuple[Path, str], tmp_path: Path) -> None:
    """For the day on which this machine burns down."""
    folder, address = place
    carried_to(root, address)
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    shutil.rmtree(root)
    assert {path.name for path in copy.iterdir()} == {"cl_diario", LOG, HEAD}
    assert verify(copy) == []


def test_what_was_let_go_of_is_read_as_before(root: Path, place: tuple[Path, str], tmp_path: Path) -> None:
    captures = archive(root, crawl_id="noche-4")
    before = [describe(root, capture) for capture in captures]
    assert let_go(root, LATER) == []  # nothing of it is elsewhere yet
    carried_to(root, place[1])
    assert let_go(root, NOW) == []  # it was carried just now
    assert let_go(root, LATER) == [FIRST, SECOND, captures[0].warc_file]
    assert list(root.rglob("*.warc.gz")) == []
    assert all(is_kept(root, name) for name in (FIRST, SECOND))
    assert verify(root) == []
    assert [found for _, found in compared(root, captures)] == [[], [], []]
    assert list(root.rglob("*.warc.gz*")) == list(root.rglob("*.manifest"))  # what was borrowed went again
    assert [describe(root, capture) for capture in captures] == before
    assert read_page(root, captures[0]).body == HTML
    bundle = export(root, captures[0], report_html="", target=tmp_path / "out")
    entries = [json.loads(line)["content"]["action"] for line in (bundle / "custody.jsonl").read_bytes().splitlines()]
    assert entries == ["sealed"]  # where else it lies is nobody's business
    assert [path.name for path in root.rglob("*.warc.gz")] == ["noche-4-00001.warc.gz"]
    assert let_go(root, NOW) == []  # it was brought back just now
    assert verify(root) == []


def test_what_came_back_otherwise_is_never_taken_for_what_was_sealed(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    captures = archive(root, crawl_id="noche-4")
    carried_to(root, address)
    let_go(root, LATER)
    name = captures[0].warc_file
    content = bytearray((folder / name).read_bytes())
    content[-20] ^= 1
    (folder / name).chmod(0o644)
    (folder / name).write_bytes(content)
    with pytest.raises(EvidenceError, match=r"isn't in .* as it was sealed"):
        at_hand(root, name)
    (fault,) = describe(root, captures[0]).faults
    assert "as it was sealed" in fault
    assert [(found.kind, found.subject) for found in verify(root)] == [("vault", name)]
    (folder / name).unlink()
    assert "isn't there" in verify(root)[0].message
    assert list(root.rglob("*.warc.gz*")) == list(root.rglob("*.manifest"))


def test_a_copy_that_went_there_keeps_the_one_here(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    carried_to(root, address)
    (folder / FIRST).unlink()
    with pytest.raises(EvidenceError, match=r"isn't in .* any more"):
        let_go(root, LATER)
    assert (root / FIRST).exists()
    assert verify(root) == []
    assert [(found.kind, found.subject) for found in verify(root, in_vault=True)] == [("vault", FIRST)]


def test_a_file_that_is_faulty_here_is_told_and_holds_up_no_other(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    rewrite(root / FIRST, b"other")
    done = carry(root, Vault(address), actor="almenara", now=NOW)
    assert done.files == [SECOND]
    assert done.faults == [f"{FIRST} isn't here as it was sealed: it was not carried."]
    assert not (folder / FIRST).exists()
    manifest_path(root / SECOND).unlink()
    assert carry(root, Vault(Path(folder, "b").as_uri()), actor="almenara", now=NOW).faults[1:] == [
        f"{SECOND}: its manifest is missing: it was not carried."
    ]


def test_a_vault_that_nobody_reaches_is_told_and_the_next_time_goes_on(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    with serving(folder) as address:
        vault = Vault(address)
        assert carry(root, vault, actor="almenara", now=NOW).files == [FIRST, SECOND]
    archive(root, crawl_id="noche-3")
    with pytest.raises(EvidenceError, match=r"noche-3.* can't be"):
        carry(root, vault, actor="almenara", now=NOW)
    with pytest.raises(InputError, match="can't be read"):
        Vault(address)
    (root / FIRST).unlink()  # as let go of
    with pytest.raises(EvidenceError, match="can't be"):
        at_hand(root, FIRST)
    (found,) = verify(root)
    assert (found.kind, found.subject) == ("vault", FIRST)


def test_a_vault_that_moved_is_filled_anew(root: Path, place: tuple[Path, str], tmp_path: Path) -> None:
    _, address = place
    carried_to(root, address)
    let_go(root, LATER)
    other = tmp_path / "other"
    assert carried_to(root, other.as_uri()) == [FIRST, SECOND]
    assert list(root.rglob("*.warc.gz")) == []
    entry = carried(root, FIRST)
    assert entry is not None
    assert entry.details["vault"] == Vault(other.as_uri()).address
    assert verify(root) == []


def test_a_removal_takes_it_there_and_here(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    carried_to(root, address)
    with pytest.raises(EvidenceError, match="no removal is noted"):
        withdraw(root, FIRST)
    note_removal(root, FIRST, {"why": "retention"}, actor="ana", now=NOW)
    assert let_go(root, LATER) == [SECOND]  # what waits to be taken away is nothing to let go of
    assert carried_to(root, address) == []
    withdraw(root, FIRST)
    take_away(root, FIRST)
    assert not (folder / FIRST).exists()
    assert not is_kept(root, FIRST)
    assert taken_away(root, FIRST) == NOW
    assert at_hand(root, FIRST) == root / FIRST
    with borrowed(root, FIRST) as path:
        assert not path.exists()
    assert verify(root, in_vault=True) == []
    assert [entry.action for entry in CustodyLog(root).about(FIRST)] == ["sealed", CARRIED, "removed"]


def test_what_a_kill_left_while_it_came_back_goes(root: Path, place: tuple[Path, str]) -> None:
    carried_to(root, place[1])
    left = root / f"{FIRST}.0123abcd.fetched.open"
    left.write_bytes(b"half")
    assert verify(root) == []
    let_go(root, LATER)
    assert not left.exists()
