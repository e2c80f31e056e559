"""What was carried into the vault, as the custody log has it, and having it at hand where its copy here was let go of.

The entry says which vault and which bytes; so whoever reads a file needs no setting, and gets what was sealed or an
error. Only the file goes: its manifest, by which a record is checked, stays here.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import EvidenceError, InputError
from evidence.custody import Finding
from evidence.format import files
from evidence.format.chain import Entry
from evidence.format.growing import OPEN_SUFFIX
from evidence.removal import REMOVED
from evidence.seal import last_of, seal_of
from evidence.vault import Vault

CARRIED = "carried"
"""The action of an entry that says that a sealed file lies in a vault, too: `vault` and SHA-256 are in its details."""

DRAFT = f".fetched{OPEN_SUFFIX}"
"""How a file's name ends while it comes back from a vault."""


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
        EvidenceError: no package is installed that reads its address.
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
    if not path.is_file() and (entry := carried(root, warc_file)) is not None:
        with _fetched(root, warc_file, entry) as draft:
            draft.chmod(0o444)
            draft.replace(path)
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


def check_in_vault(root: Path, warc_file: str, sha256: str) -> Finding | None:
    """What is wrong with the copy in the vault of a file that was carried, every byte of it read; None for nothing."""
    try:
        entry = carried(root, warc_file)
        found = vault_of(entry).sha256_of(warc_file) if entry is not None else None
    except EvidenceError as error:
        return Finding("vault", warc_file, f"can't be read in its vault: {error}")
    if entry is None or found == sha256:
        return None
    what = "isn't there" if found is None else "differs there from what was sealed"
    return Finding("vault", warc_file, f"was carried to {entry.details.get('vault')}, and {what}")


@contextmanager
def _fetched(root: Path, warc_file: str, entry: Entry) -> Iterator[Path]:
    """A copy from the vault beside the file's place, under a name that nobody takes for a file of the archive; it goes,
    if nobody gave it another name."""
    path = files.inside(root, warc_file)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}{DRAFT}")
    try:
        _fetch(root, warc_file, entry, draft)
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _fetch(root: Path, warc_file: str, entry: Entry, draft: Path) -> None:
    seal = seal_of(root, warc_file)
    try:
        files.make_folder(draft.parent)
        vault_of(entry).fetch(warc_file, draft)
        found = files.sha256_of(draft)
    except OSError as error:
        raise files.cannot_write(draft, error) from error
    if seal is None or found != seal.details.get("sha256"):
        raise EvidenceError(
            f"{warc_file} isn't in {entry.details.get('vault')} as it was sealed.",
            remedy="Run `almenara evidence verify`, and restore it from a backup.",
        )
