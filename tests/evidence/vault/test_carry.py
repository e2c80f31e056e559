"""Sealed files in a vault: what is carried there, what may go here, what comes back, and what never counts as there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.errors import EvidenceError, InputError
from evidence.bundle import export
from evidence.custody import HEAD, LOG, CustodyLog
from evidence.reader import read_page
from evidence.recorded import compared
from evidence.removal import note_removal, take_away, taken_away
from evidence.seal import manifest_path, seal
from evidence.segments import segments_of
from evidence.show import describe
from evidence.vault import carried as carried_files
from evidence.vault.carried import CARRIED, CARRYING, Lender, at_hand, borrowed, carried, is_kept
from evidence.vault.carry import Carriage, Carrier, sweep, uncarried, withdraw
from evidence.vault.place import Vault
from evidence.verify import verify
from tests.evidence.given import HTML, NOW, archive, rewrite
from tests.evidence.vault.server import serving

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


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed a moment ago is asked for again, but where a test says otherwise."""
    monkeypatch.setattr(carried_files, "_PATIENCE_S", 0.0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    archive(folder)
    archive(folder, crawl_id="noche-2")
    return folder


def carry(root: Path, address: str, **more: Any) -> Carriage:
    done = Carriage()
    Carrier(root, Vault(address), "almenara", NOW, **more).carry(done)
    return done


def carried_to(root: Path, address: str) -> list[str]:
    done = carry(root, address)
    assert done.faults == []
    return done.files


def let_go(root: Path, before: datetime, address: str) -> list[str]:
    done = Carriage()
    Carrier(root, Vault(address), "almenara", NOW).let_go(before, done)
    assert done.faults == []
    return done.gone


def test_all_that_is_sealed_is_carried_once(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    told: list[tuple[int, int | None]] = []
    assert uncarried(root) == [FIRST, SECOND]
    done = carry(root, address, told=lambda *each: told.append(each))
    assert (done.files, done.faults, told) == ([FIRST, SECOND], [], [(0, 2), (1, 2)])
    for name in (FIRST, SECOND, f"{FIRST}.manifest"):
        assert (folder / name).read_bytes() == (root / name).read_bytes()
    entry = carried(root, FIRST)
    assert entry is not None
    assert (entry.actor, entry.details["vault"]) == ("almenara", address)
    assert carried_to(root, address) == uncarried(root) == []
    archive(root, crawl_id="noche-3")
    assert uncarried(root) == carried_to(root, address) == ["cl_diario/noche-3-00001.warc.gz"]
    assert verify(root, in_vault=True) == []


def test_what_there_is_no_time_for_is_carried_the_next_time(root: Path, place: tuple[Path, str]) -> None:
    answers = iter([True, False])
    done = carry(root, place[1], may_go_on=lambda: next(answers))
    assert (done.files, done.is_cut) == ([FIRST], True)
    assert carried_to(root, place[1]) == [SECOND]


def test_the_vault_alone_is_an_archive(root: Path, place: tuple[Path, str], tmp_path: Path) -> None:
    """For the day on which this machine burns down."""
    folder, address = place
    carried_to(root, address)
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    shutil.rmtree(root)
    assert {path.name for path in copy.iterdir()} == {"cl_diario", LOG, HEAD}
    assert verify(copy) == []


def test_a_vault_of_another_archive_is_left_as_it_is(root: Path, place: tuple[Path, str], tmp_path: Path) -> None:
    """A machine that was set up anew would write over the only copy of the log that is left."""
    folder, address = place
    carried_to(root, address)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    other = tmp_path / "anew"
    archive(other)
    with pytest.raises(EvidenceError, match="holds the archive of another watch, or a younger state"):
        carry(other, address)
    shutil.copytree(root, tmp_path / "older")
    archive(root, crawl_id="noche-3")
    carried_to(root, address)
    with pytest.raises(EvidenceError, match="another watch, or a younger state"):
        carry(tmp_path / "older", address)
    assert {path: path.read_bytes() for path in before if path.suffix != ".jsonl" and path.name != HEAD} == {
        path: content for path, content in before.items() if path.suffix != ".jsonl" and path.name != HEAD
    }


def test_another_file_of_that_name_is_not_written_over(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    (folder / FIRST).parent.mkdir()
    (folder / FIRST).write_bytes(b"of somebody else")
    done = carry(root, address)
    assert done.files == [SECOND]
    assert done.faults == [f"{address} has another file of the name {FIRST}: it was not carried."]
    assert (folder / FIRST).read_bytes() == b"of somebody else"


def test_half_a_file_of_ours_that_a_kill_left_there_is_laid_anew(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    CustodyLog(root).append(CARRYING, "almenara", FIRST, {"vault": address})
    (folder / FIRST).parent.mkdir()
    (folder / FIRST).write_bytes((root / FIRST).read_bytes()[:100])
    assert carried_to(root, address) == [FIRST, SECOND]


def test_what_was_let_go_of_is_read_as_before(root: Path, place: tuple[Path, str], tmp_path: Path) -> None:
    address = place[1]
    captures = archive(root, crawl_id="noche-4")
    before = [describe(root, capture) for capture in captures]
    assert let_go(root, LATER, address) == []  # nothing of it is elsewhere yet
    carried_to(root, address)
    assert let_go(root, NOW, address) == []  # it was carried just now
    assert let_go(root, LATER, address) == [FIRST, SECOND, captures[0].warc_file]
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
    assert let_go(root, NOW, address) == []  # it was brought back just now
    assert verify(root) == []


def test_segments_that_were_let_go_of_are_there_still(root: Path, place: tuple[Path, str]) -> None:
    """Or an ingest that goes on weeks later would stream them again, and lay others under their names."""
    for start in (0, 500):
        name = f"ingested/0123-x-{start:013d}.warc.gz"
        (root / "ingested").mkdir(exist_ok=True)
        shutil.copy(root / FIRST, root / name)
        seal(root, name, actor="test", now=NOW, models={})
    before = segments_of(root, "0123-x")
    assert [segment.start for segment in before] == [0, 500]
    carried_to(root, place[1])
    let_go(root, LATER, place[1])
    assert segments_of(root, "0123-x") == before


def test_who_reads_much_has_one_file_here_at_a_time(root: Path, place: tuple[Path, str]) -> None:
    carried_to(root, place[1])
    let_go(root, LATER, place[1])
    at_hand(root, SECOND)
    with Lender(root) as lender:
        lender.have(FIRST)
        assert (root / FIRST).is_file()
        lender.have(SECOND)
        assert not (root / FIRST).exists()
    assert (root / SECOND).is_file()  # it was here before


def test_what_came_back_otherwise_is_never_taken_for_what_was_sealed(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    captures = archive(root, crawl_id="noche-4")
    carried_to(root, address)
    let_go(root, LATER, address)
    name = captures[0].warc_file
    content = bytearray((folder / name).read_bytes())
    content[-20] ^= 1
    rewrite(folder / name, bytes(content))
    with pytest.raises(EvidenceError, match=r"isn't in .* as it was sealed"):
        at_hand(root, name)
    (fault,) = describe(root, captures[0]).faults
    assert "as it was sealed" in fault
    assert [(found.kind, found.subject) for found in verify(root)] == [("vault", name)]
    rewrite(folder / name, bytes(content) * 1000)  # more than there is room for
    with pytest.raises(EvidenceError, match="as it was sealed"):
        at_hand(root, name)
    (folder / name).unlink()
    assert "isn't there" in verify(root)[0].message
    assert list(root.rglob("*.warc.gz*")) == list(root.rglob("*.manifest"))


def test_what_could_not_be_had_is_not_asked_for_at_once_again(
    root: Path, place: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page asks for a file once for each of its versions."""
    folder, address = place
    carried_to(root, address)
    let_go(root, LATER, address)
    kept = (folder / FIRST).read_bytes()
    (folder / FIRST).unlink()
    monkeypatch.setattr(carried_files, "_PATIENCE_S", 60.0)
    for _ in range(2):
        with pytest.raises(EvidenceError):
            at_hand(root, FIRST)
    (folder / FIRST).write_bytes(kept)
    with pytest.raises(EvidenceError):
        at_hand(root, FIRST)
    assert at_hand(root, SECOND).is_file()
    monkeypatch.setattr(carried_files, "_PATIENCE_S", 0.0)
    assert at_hand(root, FIRST).is_file()


@pytest.mark.parametrize("content", [None, b"another"])
def test_a_copy_that_went_or_changed_there_is_laid_anew_and_the_one_here_stays(
    root: Path, place: tuple[Path, str], content: bytes | None
) -> None:
    folder, address = place
    carried_to(root, address)
    if content is None:
        (folder / FIRST).unlink()
    else:
        rewrite(folder / FIRST, content)
    assert [(found.kind, found.subject) for found in verify(root, in_vault=True)] == [("vault", FIRST)]
    assert let_go(root, LATER, address) == [SECOND]
    assert (root / FIRST).exists()
    assert verify(root, in_vault=True) == []
    assert let_go(root, LATER, address) == [FIRST]


def test_a_manifest_that_changed_there_is_found(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    carried_to(root, address)
    rewrite(folder / f"{FIRST}.manifest", b"{}")
    assert [(found.kind, found.subject) for found in verify(root, in_vault=True)] == [("vault", f"{FIRST}.manifest")]


def test_a_file_that_is_faulty_here_is_told_and_holds_up_no_other(root: Path, place: tuple[Path, str]) -> None:
    folder, address = place
    rewrite(root / FIRST, b"other")
    done = carry(root, address)
    assert done.files == [SECOND]
    assert done.faults == [f"{FIRST} isn't here as it was sealed: it was not carried."]
    assert not (folder / FIRST).exists()
    third = archive(root, crawl_id="noche-3")[0].warc_file
    rewrite(manifest_path(root / third), b"{}")
    assert carry(root, address).faults[1:] == [
        f"{third}: its manifest isn't the one that was sealed: it was not carried."
    ]
    manifest_path(root / third).unlink()
    assert "No such file" in carry(root, address).faults[1]


def test_a_vault_that_nobody_reaches_is_told_and_the_next_time_goes_on(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    with serving(folder) as address:
        vault = Vault(address)
        assert carried_to(root, address) == [FIRST, SECOND]
    archive(root, crawl_id="noche-3")
    with pytest.raises(EvidenceError, match="can't be"):
        Carrier(root, vault, "almenara", NOW).carry(Carriage())
    with pytest.raises(InputError, match="can't be read"):
        Vault(address)
    with pytest.raises(InputError, match="is no folder"):
        Vault((tmp_path / "absent").as_uri())
    (root / FIRST).unlink()  # as let go of
    with pytest.raises(EvidenceError, match="can't be"):
        at_hand(root, FIRST)
    (found,) = verify(root)
    assert (found.kind, found.subject) == ("vault", FIRST)


def test_a_vault_that_moved_is_filled_anew(root: Path, place: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = place
    carried_to(root, address)
    let_go(root, LATER, address)
    other = tmp_path / "other"
    other.mkdir()
    rewrite(folder / FIRST, b"lost there")
    done = carry(root, other.as_uri())
    assert done.files == [SECOND]
    assert "can't be had from the vault of before" in done.faults[0]
    assert list(root.rglob("*.warc.gz")) == []
    entry = carried(root, SECOND)
    assert entry is not None
    assert entry.details["vault"] == other.as_uri()


def test_a_removal_takes_it_from_wherever_it_was_carried(root: Path, place: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = place
    other = tmp_path / "other"
    other.mkdir()
    carried_to(root, other.as_uri())
    carried_to(root, address)
    with pytest.raises(EvidenceError, match="no removal is noted"):
        withdraw(root, FIRST)
    note_removal(root, FIRST, {"why": "retention"}, actor="ana", now=NOW)
    assert let_go(root, LATER, address) == [SECOND]  # what waits to be taken away is nothing to let go of
    assert carried_to(root, address) == []
    withdraw(root, FIRST)
    take_away(root, FIRST)
    assert not (folder / FIRST).exists()
    assert not (other / FIRST).exists()
    assert not is_kept(root, FIRST)
    assert taken_away(root, FIRST) == NOW
    assert at_hand(root, FIRST) == root / FIRST
    with borrowed(root, FIRST) as path:
        assert not path.exists()
    assert verify(root, in_vault=True) == []
    assert [entry.action for entry in CustodyLog(root).about(FIRST)][-2:] == [CARRIED, "removed"]


def test_half_a_file_that_was_on_its_way_goes_with_a_removal(root: Path, place: tuple[Path, str]) -> None:
    """A kill between laying it there and noting that it lies there; the first that are carried are the first to go."""
    folder, address = place
    CustodyLog(root).append(CARRYING, "almenara", FIRST, {"vault": address})
    (folder / FIRST).parent.mkdir()
    shutil.copy(root / FIRST, folder / FIRST)
    note_removal(root, FIRST, {}, actor="ana", now=NOW)
    withdraw(root, FIRST)
    assert not (folder / FIRST).exists()


def test_a_fetch_in_flight_brings_nothing_back_that_a_purge_took(
    root: Path, place: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    carried_to(root, place[1])
    let_go(root, LATER, place[1])
    fetch = Vault.fetch

    def slowly(vault: Vault, name: str, target: Path, size: int) -> None:
        fetch(vault, name, target, size)
        monkeypatch.setattr(Vault, "fetch", fetch)
        at_hand(root, name)  # as the purge does, which then notes and takes it away
        note_removal(root, name, {}, actor="ana", now=NOW)
        withdraw(root, name)
        take_away(root, name)

    monkeypatch.setattr(Vault, "fetch", slowly)
    with pytest.raises(EvidenceError, match="is gone"):
        at_hand(root, FIRST)
    assert not (root / FIRST).exists()


def test_what_a_kill_left_while_it_came_back_goes(root: Path, place: tuple[Path, str]) -> None:
    carried_to(root, place[1])
    left = root / f"{FIRST}.0123abcd.fetched.open"
    left.write_bytes(b"half")
    assert verify(root) == []
    sweep(root, LATER)
    assert not left.exists()
    left.write_bytes(b"half")
    note_removal(root, FIRST, {}, actor="ana", now=NOW)
    take_away(root, FIRST)
    assert not left.exists()


def test_names_in_the_log_lead_nowhere_else(root: Path, place: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("of this machine", encoding="utf-8")
    CustodyLog(root).append("timestamped", "eve", "custody", {"file": "../secret"})
    CustodyLog(root).append("sealed", "eve", "cl_diario/a.warc.gz", {"sha256": ""})
    CustodyLog(root).append("sealed", "eve", "../../a.warc.gz", {"sha256": "", "size": 3})
    third = archive(root, crawl_id="noche-3")[0].warc_file
    done = carry(root, place[1])
    assert done.files == [FIRST, SECOND, third]  # and what follows is carried
    assert len(done.faults) == 3
    assert not list(tmp_path.joinpath("elsewhere").rglob("secret"))
    assert (place[0] / LOG).read_bytes() == (root / LOG).read_bytes()


def test_a_vault_that_was_emptied_or_is_not_mounted_is_not_filled_anew(root: Path, place: tuple[Path, str]) -> None:
    """The folder of a mount is there without it, and lies on this very disk."""
    folder, address = place
    carried_to(root, address)
    shutil.rmtree(folder / "cl_diario")
    for path in folder.iterdir():
        path.unlink()
    archive(root, crawl_id="noche-3")
    with pytest.raises(EvidenceError, match="holds nothing of what was carried there"):
        carry(root, address)
    assert list(folder.iterdir()) == []


def test_what_a_purge_takes_while_it_is_carried_stays_away(
    root: Path, place: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever holds the lock may lose it with the connection to the database."""
    address = place[1]
    put = Vault.put

    def slowly(vault: Vault, path: Path, name: str) -> None:
        put(vault, path, name)
        if name == FIRST:
            note_removal(root, name, {}, actor="ana", now=NOW)
            withdraw(root, name)
            take_away(root, name)
            put(vault, root / SECOND, name)  # and what was on its way arrives after all

    monkeypatch.setattr(Vault, "put", slowly)
    assert carry(root, address).files == [SECOND]
    assert not is_kept(root, FIRST)


def test_a_place_that_lies_about_a_size_ends_nothing(
    root: Path, place: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    carried_to(root, place[1])
    for size in (10**17, -5):
        monkeypatch.setattr(Vault, "size_of", lambda _vault, _name, size=size: size)
        with pytest.raises(EvidenceError, match="isn't how ours began"):
            carry(root, place[1])


def test_half_a_file_that_has_no_name_yet_goes_with_a_removal(root: Path, tmp_path: Path) -> None:
    vault = tmp_path / "elsewhere"
    vault.mkdir()
    carried_to(root, vault.as_uri())
    (vault / f"{FIRST}.part").write_bytes(b"half")
    note_removal(root, FIRST, {}, actor="ana", now=NOW)
    withdraw(root, FIRST)
    assert not list(vault.rglob("noche-1*.part"))
