"""The vault: a place elsewhere, by any address that fsspec knows, in which sealed files lie a second time.

Files have the names there that they have in the archive, so whoever copies the vault back has the archive. What the
place gives is never believed: it is hashed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import EvidenceError, InputError, words_of
from evidence.elsewhere import PIECE, Elsewhere, faults, opened

_BLOCK = 8 * PIECE
_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "oss", "oci"})
"""They need no folder; asked for one they make a bucket, and a slip in its name is none to lay evidence in."""


class Vault:
    """The place of an address. Every method may raise EvidenceError: the place can't be reached, or refuses.

    Raises:
        InputError: no package is installed that reads such addresses.
    """

    def __init__(self, address: str) -> None:
        # What a place looked like a while ago is no answer: another process lays files there.
        self._place = opened(address, use_listings_cache=False)
        self.address = self._place.address  # without a stroke at its end
        protocol = self._place.files.protocol
        self._has_folders = _OBJECT_STORES.isdisjoint([protocol] if isinstance(protocol, str) else protocol)

    def put(self, path: Path, name: str) -> None:
        """Lay a file there, in the place of one of that name; whether all of it came there says `sha256_of`."""
        there = self._place.below(name)
        with _told(there, "be written"):
            if self._has_folders:
                there.files.makedirs(there.path.rpartition("/")[0], exist_ok=True)
            there.files.put_file(os.fspath(path), there.path)

    def fetch(self, name: str, target: Path) -> None:
        """Copy a file from there to `target`, which nobody looks at before it is hashed."""
        there = self._place.below(name)
        with _told(there, "be read"):
            there.files.get_file(there.path, os.fspath(target))

    def size_of(self, name: str) -> int | None:
        """How many bytes the place says that a file has; None where there is none."""
        there = self._place.below(name)
        with _told(there, "be asked for"):
            try:
                size = there.files.info(there.path).get("size")
            except FileNotFoundError:
                return None
            return int(size or 0)

    def sha256_of(self, name: str) -> str | None:
        """Hex SHA-256 of a file, every byte of it read; None where there is none."""
        there = self._place.below(name)
        if self.size_of(name) is None:
            return None
        digest = hashlib.sha256()
        with _told(there, "be read"), there.files.open(there.path, "rb", block_size=_BLOCK) as file:
            while piece := file.read(PIECE):
                digest.update(piece)
        return digest.hexdigest()

    def remove(self, name: str) -> None:
        """Take a file away for good; nothing happens where there is none."""
        there = self._place.below(name)
        with _told(there, "be taken away"), contextlib.suppress(FileNotFoundError):
            there.files.rm_file(there.path)


@contextmanager
def laid_elsewhere(address: str) -> Iterator[Path]:
    """Where to write a .zip that is to lie at an address: it is laid there when it is whole.

    Raises:
        InputError: the address names no .zip, or no package is installed that reads such addresses.
        EvidenceError: something lies there already, or it can't be written.
    """
    folder, _, name = address.rpartition("/")
    if not name.endswith(".zip"):
        raise InputError(f"{address} names no .zip file.", remedy="Only a .zip file can be laid elsewhere.")
    vault = Vault(folder)
    if vault.size_of(name) is not None:
        raise EvidenceError(f"{address} exists already.", remedy="Name another target, or remove it.")
    with tempfile.TemporaryDirectory(prefix="almenara-") as scratch:
        yield Path(scratch) / name
        vault.put(Path(scratch) / name, name)


@contextmanager
def _told(there: Elsewhere, what: str) -> Iterator[None]:
    try:
        yield
    except faults() as error:
        raise EvidenceError(
            f"{there.address} can't {what}: {words_of(error)}.",
            remedy="See that it is reached from here, and that this machine may read and write there.",
        ) from error
