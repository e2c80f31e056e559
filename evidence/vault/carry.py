"""Carrying sealed files into the vault, and letting go of what lies here twice.

A file counts as carried when every byte of it was read back from the vault and is what was sealed; the custody log says
so then, and that it is on its way before. Killed anywhere, the next carrying goes on. The custody log itself, its head
and its time stamps are laid there anew each time, so that the vault alone is an archive that can be verified. A vault
that holds another archive, or a younger state of this one, is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from core.errors import EvidenceError, InputError
from evidence.custody import LOG, CustodyLog
from evidence.format import files
from evidence.format.chain import Entry
from evidence.format.growing import FETCHED_SUFFIX
from evidence.removal import REMOVED, noted_removal
from evidence.seal import SEALED, last_of, manifest_path, seals
from evidence.seal_index import index_of
from evidence.vault.carried import CARRIED, CARRYING, borrowed, carried, faults_in, size_of
from evidence.vault.log import check_whose, lay_log
from evidence.vault.place import Vault

Told = Callable[[int, int | None], object]
"""Is told how many files were looked at, and of how many."""
_MOST_FAULTS, _MOST_REFUSALS = 20, 3
_A_DAY = timedelta(days=1)


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
        known, refusals = check_whose(self.root, self.vault), _Refusals(done)
        for number, (name, seal) in enumerate(sealed.items()):
            self.told(number, len(sealed))
            before = carried(self.root, name)
            if (before is not None and before.details.get("vault") == self.vault.address) or self._is_going(name):
                continue
            if not self.may_go_on():
                done.is_cut = True
                break
            with refusals.told():
                if self._laid(name, seal, done):
                    done.files.append(name)
        for fault in lay_log(self.root, self.vault, known):
            _tell(done, fault)

    def let_go(self, before: datetime, done: Carriage) -> None:
        """Take away here what was carried into this vault before that moment, and not brought back since, where every
        byte of it can be read there now.

        Raises:
            EvidenceError: the vault can't be reached, or the custody log can't be read.
        """
        refusals = _Refusals(done)
        for name, seal in seals(self.root).items():
            entry = carried(self.root, name)
            if entry is None or entry.at >= before or entry.details.get("vault") != self.vault.address:
                continue
            if not self.may_go_on():
                done.is_cut = True
                return
            with refusals.told():
                path = files.inside(self.root, name)
                if not path.is_file() or path.stat().st_mtime >= before.timestamp():
                    continue
                if self.vault.sha256_of(name, size_of(seal)) != seal.details.get("sha256"):
                    self._laid(name, seal, done)  # it went there, or is another file by now; ours is here still
                elif not self._is_going(name):
                    path.unlink()
                    done.gone.append(name)

    def _is_going(self, name: str) -> bool:
        """Whether its removal is noted: what is to be gone is carried nowhere."""
        return noted_removal(self.root, name) is not None

    def _details(self, seal: Entry) -> dict[str, object]:
        return {"vault": self.vault.address, "sha256": seal.details.get("sha256")}

    def _laid(self, name: str, seal: Entry, done: Carriage) -> bool:
        """Lay one file there, and note it; what is wrong with it is told."""
        if fault := self._lay(name, seal):
            _tell(done, fault)
            return False
        log = CustodyLog(self.root)
        with log.locked():
            if not self._is_going(name):
                log.append(CARRIED, self.actor, name, self._details(seal), now=self.now)
                return True
        self.vault.remove(name)  # a purge took it meanwhile
        return False

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
                CustodyLog(self.root).append(CARRYING, self.actor, name, self._details(seal), now=self.now)
            self.vault.put(path, name)
        return ""


@dataclass(slots=True)
class _Refusals:
    """What a vault refuses of one file is told, and the next is tried; three in a row, and nobody asks any more."""

    done: Carriage
    in_a_row: int = 0

    @contextmanager
    def told(self) -> Iterator[None]:
        """Within, one file is carried or let go of."""
        try:
            yield
        except EvidenceError as error:
            self.in_a_row += 1
            if self.in_a_row == _MOST_REFUSALS:
                raise
            _tell(self.done, str(error))
        else:
            self.in_a_row = 0


def sweep(root: Path, now: datetime) -> None:
    """Take away what a kill left, a day ago and more, of files that came back from a vault."""
    for draft in root.rglob(f"*{FETCHED_SUFFIX}"):
        with suppress(FileNotFoundError):
            if draft.stat().st_mtime < (now - _A_DAY).timestamp():
                draft.unlink()


def withdraw(root: Path, warc_file: str) -> None:
    """Take a file whose removal is noted away from every vault that it was on its way to; its manifest stays there.

    Raises:
        EvidenceError: it can't be; the file is there still, or no removal is noted.
    """
    if last_of(root, REMOVED, warc_file) is None:
        raise EvidenceError(f"{warc_file}: no removal is noted.", remedy="Note it first.")
    if last_of(root, CARRYING, warc_file) is None and last_of(root, CARRIED, warc_file) is None:
        return
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
    sealed, there = index_of(log, SEALED).subjects(), index_of(log, CARRIED, is_last=True).subjects()
    taken = index_of(log, REMOVED, is_last=True).subjects() & sealed  # or kept after all: each is looked up
    apart = (sealed - there - taken) | {
        name for name in taken if not (carried(root, name) or noted_removal(root, name))
    }
    return sorted(apart)


def _tell(done: Carriage, fault: str) -> None:
    if len(done.faults) < _MOST_FAULTS:
        done.faults.append(fault)
