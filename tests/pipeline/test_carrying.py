"""The vault of a watch: filled at the end of each night, and read by everything that reads the archive."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import EvidenceError
from core.settings import Settings
from evidence.removal import KEPT, removals
from evidence.vault.carried import is_kept
from evidence.vault.carry import Carriage, Carrier
from evidence.vault.place import Vault
from pipeline import archive_purge
from pipeline.archive_purge import Shelf
from pipeline.carrying import carry_over
from pipeline.status import kept
from pipeline.status.finding import Standing
from tests.evidence.given import NOW, archive
from tests.evidence.vault.server import serving
from tests.pipeline.aged import OTHER_FILE, QUIET_FILE, faults, removed
from tests.pipeline.conftest import World
from tests.pipeline.state import archive_findings


def with_vault(settings: Settings, address: str, days: int = 0) -> Settings:
    to = settings.archive.model_copy(update={"vault": address, "local_days": days})
    return settings.model_copy(update={"archive": to})


def let_go(root: Path, address: str) -> list[str]:
    done = Carriage()
    Carrier(root, Vault(address), "almenara", NOW).let_go(datetime(2100, 1, 1, tzinfo=UTC), done)
    assert done.faults == []
    return done.gone


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


def test_a_night_carries_what_it_sealed_and_reads_on_from_there(world: World, tmp_path: Path, elsewhere: Path) -> None:
    """On the next night a page that changed is compared with what lies in the vault alone."""
    folder = elsewhere
    with serving(folder) as address:
        world.environment["ALMENARA_ARCHIVE__VAULT"] = address
        first = world.run("nightly")
        assert first.returncode == 0, first.stderr.decode()
        archived = tmp_path / "data" / "archive"
        names = sorted(path.relative_to(archived) for path in archived.rglob("*.warc.gz"))
        assert names
        assert sorted(path.relative_to(folder) for path in folder.rglob("*.warc.gz")) == names
        assert sorted(let_go(archived, address)) == [name.as_posix() for name in names]  # two crawls end in any order
        for command in (("evidence", "verify", "--vault"), ("db", "check"), ("nightly",)):
            done = world.run(*command)
            assert done.returncode == 0, done.stderr.decode()
        assert archive_findings(world) == []
        shown = world.run("evidence", "show", "1", "--json")
        assert (shown.returncode, json.loads(shown.stdout)["faults"]) == (0, [])
        target = f"{address}/for-court/flag-1.zip"
        assert world.run("evidence", "export", "1", "--target", target).returncode == 0
        assert (folder / "for-court" / "flag-1.zip").read_bytes().startswith(b"PK")
        again = world.run("evidence", "export", "1", "--target", target)
        assert (again.returncode, b"exists already" in again.stderr) == (2, True)
        done = world.run("evidence", "carry")
        assert f"Carried to {address}: 0 files." in done.stdout.decode()


def test_a_vault_that_nobody_reaches_fails_no_night_and_is_told(world: World) -> None:
    world.environment["ALMENARA_ARCHIVE__VAULT"] = "ftp://127.0.0.1:1/vault"
    night = world.run("nightly")
    assert night.returncode == 1
    assert "Not carried into the vault: ftp://127.0.0.1:1/vault can't be read" in night.stderr.decode()
    assert len(world.mailbox.messages) == 1
    told = world.run("evidence", "carry")
    assert (told.returncode, b"ftp://127.0.0.1:1/vault can't be read" in told.stderr) == (1, True)
    assert b"not in ftp://127.0.0.1:1/vault" in world.run("status", "--json").stdout


def test_without_a_vault_nothing_is_carried(settings: Settings) -> None:
    archive(settings.archive_root)
    assert carry_over(settings, now=NOW) == Carriage()
    assert kept.vault(settings, at_work="") == []


def test_what_is_not_in_the_vault_is_a_matter_of_status(settings: Settings, elsewhere: Path) -> None:
    settings = with_vault(settings, elsewhere.as_uri(), days=30)
    assert carry_over(settings, now=NOW) == Carriage()  # there is nothing yet
    archive(settings.archive_root)
    assert kept.vault(settings, at_work="a night") == []
    (found,) = kept.vault(settings, at_work="")
    assert (found.standing, found.said[:20]) == (Standing.LOOK, "1 sealed files are n")
    assert len(carry_over(settings, now=NOW).files) == 1
    (found,) = kept.vault(settings, at_work="")
    assert found.standing is Standing.WELL
    archive(settings.archive_root, crawl_id="noche-2")
    assert kept.vault(settings, at_work="")[0].standing is Standing.LOOK
    later = carry_over(settings, now=datetime(2100, 1, 1, tzinfo=UTC))
    assert (len(later.files), len(later.gone), later.faults) == (1, 1, [])


@pytest.mark.parametrize("lets_go", [False, True])
def test_a_purge_takes_files_there_and_here(shelf: Shelf, settings: Settings, elsewhere: Path, lets_go: bool) -> None:
    folder = elsewhere
    assert len(carry_over(with_vault(settings, folder.as_uri()), now=shelf.now).files) == 4
    if lets_go:
        assert len(let_go(shelf.root, elsewhere.as_uri())) == 4
    due = archive_purge.due(shelf)
    assert due == archive_purge.Due((QUIET_FILE, OTHER_FILE), {})
    assert len(list(shelf.root.rglob("*.warc.gz"))) == (0 if lets_go else 4)  # what was looked at went again
    assert removed(shelf) == [QUIET_FILE, OTHER_FILE]
    assert not (folder / QUIET_FILE).exists()
    assert not is_kept(shelf.root, QUIET_FILE)
    assert removals(shelf.root) == [QUIET_FILE, OTHER_FILE]
    assert faults(settings) == []
    assert carry_over(with_vault(settings, folder.as_uri()), now=shelf.now) == Carriage()
    assert not (folder / QUIET_FILE).exists()


def test_a_purge_that_can_not_take_it_there_leaves_it_and_says_so(
    shelf: Shelf, settings: Settings, elsewhere: Path
) -> None:
    folder = elsewhere
    carry_over(with_vault(settings, folder.as_uri()), now=shelf.now)
    (folder / QUIET_FILE).unlink()
    (folder / QUIET_FILE).mkdir()  # no file, so no file to take away
    with pytest.raises(EvidenceError, match="can't be taken away"):
        removed(shelf)
    assert (shelf.root / QUIET_FILE).exists()
    assert removals(shelf.root) == [OTHER_FILE]  # it holds up no other
    assert faults(settings) == []
    (folder / QUIET_FILE).rmdir()
    assert removed(shelf) == [QUIET_FILE]
    assert KEPT in (shelf.root / "custody.jsonl").read_text(encoding="utf-8")


def test_an_older_database_is_told_of_what_lies_in_the_vault_alone(
    shelf: Shelf, settings: Settings, elsewhere: Path
) -> None:
    carry_over(with_vault(settings, elsewhere.as_uri()), now=shelf.now)
    let_go(shelf.root, elsewhere.as_uri())
    other = replace(shelf, days=1)
    assert archive_purge.due(other).files
    archive(shelf.root, crawl_id="noche-7")
    carry_over(with_vault(settings, elsewhere.as_uri()), now=shelf.now)
    let_go(shelf.root, elsewhere.as_uri())
    with pytest.raises(EvidenceError, match="knows nothing of cl_diario/noche-7"):
        archive_purge.due(other)
    assert (shelf.root / "cl_diario" / "noche-7-00001.warc.gz").is_file()  # as the remedy wants it


def test_a_place_of_its_own_is_no_second_place(settings: Settings) -> None:
    archive(settings.archive_root)
    for place in (settings.archive_root / "vault", settings.data_dir, settings.data_dir.parent):
        place.mkdir(exist_ok=True)
        (fault,) = carry_over(with_vault(settings, place.as_uri()), now=NOW).faults
        assert "lies within" in fault
    (fault,) = carry_over(with_vault(settings, "file:///absent/vault"), now=NOW).faults
    assert "is no folder. Mount it" in fault
