"""Carrying sealed files into the vault, and letting go of what lies here twice.

A file counts as carried when every byte of it was read back from the vault and is what was sealed; the custody log says
so then, and not before. Killed anywhere, the next carrying goes on. The custody log itself, its head and its time
stamps are laid there anew each time, so that the vault alone is an archive that can be verified.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from core.errors import EvidenceError
from evidence.carried import CARRIED, DRAFT, borrowed, carried, vault_of
from evidence.custody import HEAD, LOG, CustodyLog
from evidence.format import files
from evidence.format.chain import Entry
from evidence.removal import REMOVED, noted_removal
from evidence.seal import TIMESTAMPED, last_of, manifest_path, seals
from evidence.vault import Vault

Told = Callable[[int, int | None], object]
"""Is told how many files were looked at, and of how many."""


@dataclass(slots=True)
class Carriage:
    """What a carrying did: the files that it laid into the vault, and what is wrong with those that it could not."""

    files: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def carry(root: Path, vault: Vault, *, actor: str, now: datetime, told: Told = lambda _done, _of: None) -> Carriage:
    """Lay every sealed file that isn't in this vault yet there, with its manifest, in the order of their sealing.

    Raises:
        EvidenceError: the vault can't be reached, or the custody log can't be read; what was carried before is noted.
    """
    done = Carriage()
    sealed = seals(root)
    for number, (name, seal) in enumerate(sealed.items()):
        told(number, len(sealed))
        before = carried(root, name)
        if (before is not None and before.details.get("vault") == vault.address) or noted_removal(root, name):
            continue
        if (fault := _lay(root, vault, name, seal)) is not None:
            done.faults.append(fault)
            continue
        details = {"vault": vault.address, "sha256": seal.details.get("sha256")}
        CustodyLog(root).append(CARRIED, actor, name, details, now=now)
        done.files.append(name)
    if sealed:
        _lay_log(root, vault)
    return done


def newest_is_carried(root: Path, vault: str, newest: Entry) -> bool:
    """Whether the file that was sealed last lies in this vault: then so do those before it, but for faulty ones."""
    entry = carried(root, newest.subject)
    return (entry is not None and entry.details.get("vault") == vault) or noted_removal(
        root, newest.subject
    ) is not None


def let_go(root: Path, before: datetime) -> list[str]:
    """Take away here what was carried before that moment, and not brought back since; the names. The vault is asked
    first whether it has the file, in its size.

    Raises:
        EvidenceError: a vault can't be reached, or hasn't the file: it stays here.
    """
    for draft in root.rglob(f"*{DRAFT}"):  # a kill left it
        if draft.stat().st_mtime < before.timestamp():
            draft.unlink(missing_ok=True)
    gone = []
    for name in seals(root):
        path = files.inside(root, name)
        entry = carried(root, name)
        if entry is None or not path.is_file():
            continue
        state = path.stat()
        if entry.at >= before or state.st_mtime >= before.timestamp():
            continue
        if vault_of(entry).size_of(name) != state.st_size:
            raise EvidenceError(
                f"{name} isn't in {entry.details.get('vault')} any more, as the custody log says; it stays here.",
                remedy="Run `almenara evidence verify --vault`, and see who takes files away there.",
            )
        path.unlink()
        gone.append(name)
    return gone


def withdraw(root: Path, warc_file: str) -> None:
    """Take a file whose removal is noted away from its vault, with its manifest left there: before it goes here.

    Raises:
        EvidenceError: it can't be; the file is there still.
    """
    entry = last_of(root, CARRIED, warc_file)
    if entry is not None:
        if last_of(root, REMOVED, warc_file) is None:
            raise EvidenceError(f"{warc_file}: no removal is noted.", remedy="Note it first.")
        vault_of(entry).remove(warc_file)


def _lay(root: Path, vault: Vault, name: str, seal: Entry) -> str | None:
    """Lay one file there; what is wrong with it here, or None."""
    sha256 = seal.details.get("sha256")
    manifest = manifest_path(files.inside(root, name))
    if vault.sha256_of(name) != sha256:  # of a carrying that was killed, or a vault that was moved
        try:
            with borrowed(root, name) as path:
                if not path.is_file() or files.sha256_of(path) != sha256:
                    return f"{name} isn't here as it was sealed: it was not carried."
                vault.put(path, name)
        except OSError as error:
            return f"{name} can't be read: {error.strerror}."
        if vault.sha256_of(name) != sha256:
            raise EvidenceError(
                f"{name} came to {vault.address} otherwise than it was sent.",
                remedy="See what is wrong with the place or the way there; the file is here still.",
            )
    if not manifest.is_file():
        return f"{name}: its manifest is missing: it was not carried."
    vault.put(manifest, manifest.relative_to(root.resolve()).as_posix())
    return None


def _lay_log(root: Path, vault: Vault) -> None:
    log = CustodyLog(root)
    newest = log.newest(TIMESTAMPED)
    stamps = [str(entry.details["file"]) for entry in log.entries() if entry.action == TIMESTAMPED]
    if newest is not None and vault.size_of(str(newest.details["file"])) is not None:
        stamps = []
    with tempfile.TemporaryDirectory(prefix="almenara-") as scratch:
        with log.locked():  # log and head as they belong together; nobody waits for the way to the vault
            copies = [(Path(shutil.copy(root / name, scratch)), name) for name in (LOG, HEAD)]
        for path, name in [*((root / name, name) for name in stamps if (root / name).is_file()), *copies]:
            vault.put(path, name)
