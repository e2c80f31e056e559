"""What was carried into the vault, as the custody log has it, and having it at hand where its copy here was let go of.

The entry says which vault and which bytes; so whoever reads a file needs no setting, and gets what was sealed or an
error. Only the file goes: its manifest, by which a record is checked, stays here.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from core.errors import EvidenceError, InputError
from evidence.custody import CustodyLog, Finding
from evidence.format import files
from evidence.format.chain import Entry
from evidence.format.growing import FETCHED_SUFFIX
from evidence.removal import REMOVED
from evidence.seal import last_of, manifest_path, seal_of
from evidence.vault.place import Vault

CARRYING, CARRIED = "carrying", "carried"
"""The actions of entries that say that a sealed file is on its way to a vault, and that it lies there, too: `vault` and
SHA-256 are in their details."""

_PATIENCE_S = 120.0
"""For so long nobody asks again for what could not be had: pages ask once a version, nights once a page."""
_failed: dict[tuple[str, ...], tuple[float, EvidenceError]] = {}


def carried(root: Path, warc_file: str) -> Entry | None:
    """The entry by which a file lies in a vault; None where it doesn't, or was to be taken away since.

    Raises:
        EvidenceError: the entry can't be read.
    """
    entry, removal = last_of(root, CARRIED, warc_file), last_of(root, REMOVED, warc_file)
    if entry is None or (removal is not None and removal.sequence > entry.sequence):
        return None
    return entry


def vault_of(entry: Entry) -> Vault:
    """The vault of such an entry.

    Raises:
        EvidenceError: its address is none that is taken, or can't be reached.
    """
    try:
        return Vault(str(entry.details.get("vault", "")))
    except InputError as error:
        raise EvidenceError(error.what, remedy=error.remedy) from error


def is_kept(root: Path, warc_file: str) -> bool:
    """Whether a file is in the archive, here or in its vault.

    Raises:
        EvidenceError: the name leads out of the archive, or its entry can't be read.
    """
    return files.inside(root, warc_file).exists() or carried(root, warc_file) is not None


def at_hand(root: Path, warc_file: str) -> Path:
    """Where a file lies here; brought back from its vault if its copy here was let go of. A file that is nowhere has
    its path, and isn't there.

    Raises:
        EvidenceError: it can't be brought back, or isn't what was sealed any more.
    """
    path = files.inside(root, warc_file)
    entry = None if path.is_file() else carried(root, warc_file)
    if entry is None:
        return path
    with _fetched(root, warc_file, entry) as draft, CustodyLog(root).locked():
        if carried(root, warc_file) is not None:  # else a purge took it meanwhile, and it stays away
            try:
                draft.chmod(0o444)
                draft.replace(path)
                files.sync(path.parent)
            except OSError as error:
                raise files.cannot_write(path, error) from error
    return path


@contextmanager
def borrowed(root: Path, warc_file: str) -> Iterator[Path]:
    """As `at_hand`, for reading a file once: what was brought back for it goes again.

    Raises:
        EvidenceError: as `at_hand`.
    """
    path = files.inside(root, warc_file)
    entry = None if path.is_file() else carried(root, warc_file)
    if entry is None:
        yield path
        return
    with _fetched(root, warc_file, entry) as draft:
        yield draft


class Lender:
    """Has one file at hand after the other, for who reads much of the archive: what was brought back goes again when
    the next one is asked for. To be used as a context."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._name = ""
        self._brought: Path | None = None

    def have(self, warc_file: str) -> None:
        """As `at_hand`; raises what it raises."""
        if warc_file == self._name:
            return
        self.close()
        self._name = warc_file
        was_here = files.inside(self._root, warc_file).is_file()
        path = at_hand(self._root, warc_file)
        self._brought = None if was_here else path

    def close(self) -> None:
        """Let go of what was brought back last."""
        if self._brought is not None and carried(self._root, self._name) is not None:
            self._brought.unlink(missing_ok=True)
        self._name, self._brought = "", None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def check_in_vault(root: Path, warc_file: str, seal: Entry) -> list[Finding]:
    """What is wrong with the copy in the vault of a file that was carried, and of its manifest, every byte read."""
    try:
        entry = carried(root, warc_file)
        if entry is None:
            return []
        with _patient(str(entry.details.get("vault"))):
            vault = vault_of(entry)
            vault.size_of(warc_file)
        wrong = faults_in(vault, root, warc_file, seal)
    except (EvidenceError, OSError) as error:
        return [Finding("vault", warc_file, f"can't be read in its vault: {error}")]
    address = entry.details.get("vault")
    return [Finding("vault", name, f"was carried to {address}, and {what}") for name, what in wrong]


def faults_in(vault: Vault, root: Path, warc_file: str, seal: Entry) -> list[tuple[str, str]]:
    """Of a sealed file and its manifest those that aren't in a vault as they were sealed, each with what is wrong.

    Raises:
        EvidenceError: the vault can't be read.
        OSError: the manifest here can't be.
    """
    manifest = manifest_path(files.inside(root, warc_file))
    wanted = [
        (warc_file, size_of(seal), seal.details.get("sha256")),
        (manifest_path(Path(warc_file)).as_posix(), manifest.stat().st_size, seal.details.get("manifest_sha256")),
    ]
    found = [(name, vault.sha256_of(name, size), sha256) for name, size, sha256 in wanted]
    return [
        (name, "isn't there" if there is None else "differs there from what was sealed")
        for name, there, sha256 in found
        if there != sha256
    ]


def size_of(seal: Entry) -> int:
    """How many bytes were sealed.

    Raises:
        EvidenceError: the entry doesn't say.
    """
    size = seal.details.get("size")
    if not isinstance(size, int):
        raise EvidenceError(f"{seal.subject}: its seal names no size.", remedy="Run `almenara evidence verify`.")
    return size


@contextmanager
def _fetched(root: Path, warc_file: str, entry: Entry) -> Iterator[Path]:
    """A copy from the vault beside the file's place, under a name that nobody takes for a file of the archive; it goes,
    if nobody gave it another name."""
    path = files.inside(root, warc_file)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}{FETCHED_SUFFIX}")
    try:
        _fetch(root, warc_file, entry, draft)
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _fetch(root: Path, warc_file: str, entry: Entry, draft: Path) -> None:
    seal, address = seal_of(root, warc_file), str(entry.details.get("vault"))
    if seal is None:
        raise EvidenceError(f"{warc_file} has no seal any more.", remedy="Run `almenara evidence verify`.")
    try:
        files.make_folder(draft.parent)
    except OSError as error:
        raise files.cannot_write(draft, error) from error
    with _patient(address):
        vault = vault_of(entry)
        there = vault.size_of(warc_file)
    with _patient(address, warc_file):
        if there == (size := size_of(seal)):
            vault.fetch(warc_file, draft, size)
        if there != size or _sha256_of(draft) != seal.details.get("sha256"):
            raise EvidenceError(
                f"{warc_file} isn't in {address} as it was sealed.",
                remedy="Run `almenara evidence verify`, and restore it from a backup.",
            )


def _sha256_of(draft: Path) -> str:
    try:
        return files.sha256_of(draft)
    except OSError as error:  # a purge that took the file took this, too
        raise EvidenceError(f"{draft} is gone.", remedy="Try again, if the file is in the archive still.") from error


@contextmanager
def _patient(*what: str) -> Iterator[None]:
    """Within, something is asked of a vault, or of a file there; what failed a moment ago fails at once."""
    when, before = _failed.get(what, (0.0, None))
    if before is not None and time.monotonic() - when < _PATIENCE_S:
        raise EvidenceError(before.what, remedy=before.remedy)
    try:
        yield
    except EvidenceError as error:
        _failed[what] = (time.monotonic(), error)
        raise
