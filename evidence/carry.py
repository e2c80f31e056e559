"""Carrying sealed files into the vault, and letting go of what lies here twice.

A file counts as carried when every byte of it was read back from the vault and is what was sealed; the custody log says
so then, and that it is on its way before. Killed anywhere, the next carrying goes on. The custody log itself, its head
and its time stamps are laid there anew each time, so that the vault alone is an archive that can be verified. A vault
that holds another archive, or a younger state of this one, is left as it is.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from core.errors import EvidenceError, InputError
from evidence.carried import CARRIED, CARRYING, DRAFT, borrowed, carried, faults_in, size_of
from evidence.custody import HEAD, LOG, CustodyLog
from evidence.format import files
from evidence.format.chain import Entry
from evidence.removal import REMOVED, noted_removal
from evidence.seal import SEALED, TIMESTAMPED, last_of, manifest_path, seals
from evidence.seal_index import index_of
from evidence.vault import Vault

Told = Callable[[int, int | None], object]
"""Is told how many files were looked at, and of how many."""
_MOST_FAULTS = 20


@dataclass(slots=True)
class Carriage:
    """What came into the vault, what went here, what is wrong, in sentences; `is_cut`: there was no time for all."""

    files: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who carries: an archive, the vault that is set, and whose hand it is.

    `may_go_on` is asked between two files; `told` is told of each.
    """

    root: Path
    vault: Vault
    actor: str
    now: datetime
    told: Told = lambda _done, _of: None
    may_go_on: Callable[[], bool] = lambda: True

    def carry(self, done: Carriage) -> None:
        """Lay every sealed file that isn't in this vault yet there, with its manifest, in the order of their sealing.
        What is wrong with one file holds up no other.

        Raises:
            EvidenceError: the vault can't be reached, or is another archive's, or the custody log can't be read; what
                was carried before is noted.
        """
        sealed = seals(self.root)
        if not sealed:
            return
        self._check_whose()
        for number, (name, seal) in enumerate(sealed.items()):
            self.told(number, len(sealed))
            before = carried(self.root, name)
            if (before is not None and before.details.get("vault") == self.vault.address) or self._is_going(name):
                continue
            if not self.may_go_on():
                done.is_cut = True
                break
            if fault := self._lay(name, seal):
                _tell(done, fault)
                continue
            self._note(CARRIED, name, seal)
            done.files.append(name)
        self._lay_log()

    def let_go(self, before: datetime, done: Carriage) -> None:
        """Take away here what was carried into this vault before that moment, and not brought back since, where every
        byte of it can be read there now.

        Raises:
            EvidenceError: the vault can't be reached, or the custody log can't be read.
        """
        for draft in self.root.rglob(f"*{DRAFT}"):  # a kill left it
            with suppress(FileNotFoundError):
                if draft.stat().st_mtime < before.timestamp():
                    draft.unlink()
        for name, seal in seals(self.root).items():
            path = files.inside(self.root, name)
            entry = carried(self.root, name)
            if entry is None or entry.at >= before or entry.details.get("vault") != self.vault.address:
                continue
            if not path.is_file() or path.stat().st_mtime >= before.timestamp() or not self.may_go_on():
                continue
            if self.vault.sha256_of(name, size_of(seal)) == seal.details.get("sha256"):
                path.unlink()
                done.gone.append(name)
            elif fault := self._lay(name, seal):  # it went there, or is another file by now; ours is here still
                _tell(done, fault)

    def _is_going(self, name: str) -> bool:
        """Whether its removal is noted: what is to be gone is carried nowhere."""
        return noted_removal(self.root, name) is not None

    def _note(self, action: str, name: str, seal: Entry) -> None:
        details = {"vault": self.vault.address, "sha256": seal.details.get("sha256")}
        CustodyLog(self.root).append(action, self.actor, name, details, now=self.now)

    def _check_whose(self) -> None:
        """See that the vault's custody log, where there is one, is how ours began: else it is another archive's, or
        ours was set back, and nothing there may be written over."""
        there = self.vault.size_of(LOG)
        if not there:
            return
        log = CustodyLog(self.root)
        digest = hashlib.sha256()
        with log.path.open("rb") as file:
            digest.update(file.read(there))
        if log.path.stat().st_size < there or self.vault.sha256_of_first(LOG, there) != digest.hexdigest():
            raise EvidenceError(
                f"{self.vault.address} holds the archive of another watch, or a younger state of this one: its custody "
                "log isn't how ours began.",
                remedy="Name a place of its own for each archive; if this one was lost, copy the vault back first.",
            )

    def _lay(self, name: str, seal: Entry) -> str:
        """Lay one file there; what is wrong with it, or ""."""
        sha256, manifest = seal.details.get("sha256"), manifest_path(files.inside(self.root, name))
        try:
            if files.sha256_of(manifest) != seal.details.get("manifest_sha256"):
                return f"{name}: its manifest isn't the one that was sealed: it was not carried."
            there = self.vault.sha256_of(name, size_of(seal))
            if there != sha256 and (fault := self._send(name, seal, is_there=there is not None)):
                return fault
            self.vault.put(manifest, manifest.relative_to(self.root.resolve()).as_posix())
            if wrong := faults_in(self.vault, self.root, name, seal):
                return f"{wrong[0][0]} came to {self.vault.address} otherwise than it was sent: it {wrong[0][1]}."
        except OSError as error:
            return f"{name} can't be read: {error.filename}: {error.strerror}."
        return ""

    def _send(self, name: str, seal: Entry, *, is_there: bool) -> str:
        begun = last_of(self.root, CARRYING, name)
        is_ours = begun is not None and begun.details.get("vault") == self.vault.address
        if is_there and not is_ours:
            return f"{self.vault.address} has another file of the name {name}: it was not carried."
        with ExitStack() as stack:
            try:
                path = stack.enter_context(borrowed(self.root, name))
            except EvidenceError as error:
                return f"{name} can't be had from the vault of before: {error}"
            if not path.is_file() or files.sha256_of(path) != seal.details.get("sha256"):
                return f"{name} isn't here as it was sealed: it was not carried."
            if not is_ours:
                self._note(CARRYING, name, seal)
            self.vault.put(path, name)
        return ""

    def _lay_log(self) -> None:
        log = CustodyLog(self.root)
        stamps = [entry for entry in log.entries() if entry.action == TIMESTAMPED]
        kept = {str(each.details.get("file", "")): each for each in stamps}
        with tempfile.TemporaryDirectory(prefix="almenara-") as scratch:
            try:
                with log.locked():  # log and head as they belong together; nobody waits for the way to the vault
                    log.mended()
                    copies = {name: Path(shutil.copy(self.root / name, scratch)) for name in (LOG, HEAD)}
                for name, entry in kept.items():
                    path = files.inside(self.root, name)
                    is_whole = path.is_file() and files.sha256_of(path) == entry.details.get("sha256")
                    if is_whole and self.vault.size_of(name) is None:
                        self.vault.put(path, name)
            except OSError as error:
                raise files.cannot_write(Path(scratch), error) from error
            for name, path in copies.items():
                self.vault.put(path, name)
                if self.vault.sha256_of(name, path.stat().st_size) != files.sha256_of(path):
                    raise EvidenceError(
                        f"{self.vault.address}: {name} isn't what was laid there.",
                        remedy="See what is wrong with the place or the way there.",
                    )


def withdraw(root: Path, warc_file: str) -> None:
    """Take a file whose removal is noted away from every vault that it was on its way to; its manifest stays there.

    Raises:
        EvidenceError: it can't be; the file is there still, or no removal is noted.
    """
    if last_of(root, REMOVED, warc_file) is None:
        raise EvidenceError(f"{warc_file}: no removal is noted.", remedy="Note it first.")
    sent = (entry for entry in CustodyLog(root).about(warc_file) if entry.action in (CARRYING, CARRIED))
    for address in dict.fromkeys(str(entry.details.get("vault", "")) for entry in sent):
        try:
            Vault(address).remove(warc_file)
        except InputError as error:
            raise EvidenceError(error.what, remedy=error.remedy) from error


def uncarried(root: Path) -> list[str]:
    """The sealed files that lie in no vault, but for those that were taken away, or are to be.

    Raises:
        EvidenceError: the custody log can't be read.
    """
    log = (root / LOG).resolve()
    apart = index_of(log, SEALED).subjects() - index_of(log, CARRIED, is_last=True).subjects()
    return sorted(name for name in apart if noted_removal(root, name) is None)


def _tell(done: Carriage, fault: str) -> None:
    if len(done.faults) < _MOST_FAULTS:
        done.faults.append(fault)
