"""The vault: a place elsewhere in which sealed files lie a second time.

Files have the names there that they have in the archive, so whoever copies the vault back has the archive. What the
place says or gives is never believed: its bytes are hashed, and no more of them are taken than there should be.
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
from core.settings_types import elsewhere
from evidence.elsewhere import PIECE, Elsewhere, opened
from evidence.format import files

_BLOCK = 8 * PIECE
PART = ".part"
"""How a file's name ends while it comes, where a place has folders and can give files other names."""
_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az"})
"""They need no folder, and lay a file whole or not at all; asked for a folder some make a bucket, and a slip in its
name is none to lay evidence in."""
_OPTIONS: dict[str, dict[str, object]] = {
    # What a place looked like a while ago is no answer: another process lays files there.
    **{scheme: {"use_listings_cache": False} for scheme in _OBJECT_STORES},
    "ftp": {"use_listings_cache": False},
    "sftp": {"host_key_policy": "reject", "skip_instance_cache": True, "timeout": 60, "banner_timeout": 60},
}


class Vault:
    """The place of an address. Every method may raise EvidenceError: the place can't be reached, or refuses.

    Raises:
        InputError: the address is none that is taken, no package is installed for it, or a folder isn't there.
    """

    def __init__(self, address: str) -> None:
        try:
            self.address = elsewhere(address)  # without a stroke at its end
        except ValueError as error:
            raise InputError(f"The address of the vault: {error}.", remedy="See archive.vault.") from error
        scheme = self.address.partition("://")[0]
        self._has_folders = scheme not in _OBJECT_STORES
        if scheme == "file" and not Path(self.address.removeprefix("file://")).is_dir():
            raise InputError(f"{self.address} is no folder.", remedy="Mount it, or make it: it is not made by itself.")
        self._place = opened(self.address, **_OPTIONS.get(scheme, {}))
        if scheme == "sftp":  # a host that falls silent would be waited for without end
            self._place.files.ftp.get_channel().settimeout(60)

    def put(self, path: Path, name: str) -> None:
        """Lay a file there, in the place of one of that name, as whole as the place can; whether all of it came there
        says `sha256_of`."""
        there = self._place.below(name)
        draft = self._place.below(f"{name}{PART}") if self._has_folders else there
        with _told(there, "be written"):
            if self._has_folders:
                there.files.makedirs(there.path.rpartition("/")[0], exist_ok=True)
            there.files.put_file(os.fspath(path), draft.path)
            if self._has_folders:
                if self.address.startswith("ftp:") and self.size_of(name) is not None:  # it need not rename onto a file
                    there.files.rm_file(there.path)
                there.files.mv(draft.path, there.path)

    def fetch(self, name: str, target: Path, size: int) -> None:
        """Copy so many bytes from there to `target`, at the most; whether they are the right ones the caller asks.

        Raises:
            EvidenceError: also where `target` can't be written.
        """
        there = self._place.below(name)
        try:
            file = target.open("xb")
        except OSError as error:
            raise files.cannot_write(target, error) from error
        with file:
            for piece in self._pieces(there, size):
                try:
                    file.write(piece)
                except OSError as error:
                    raise files.cannot_write(target, error) from error
            try:
                file.flush()
                os.fsync(file.fileno())
            except OSError as error:
                raise files.cannot_write(target, error) from error

    def size_of(self, name: str) -> int | None:
        """How many bytes the place says that a file has; None where there is none."""
        there = self._place.below(name)
        with _told(there, "be read"):
            try:
                size = there.files.info(there.path).get("size")
            except FileNotFoundError:
                return None
            return int(size or 0)

    def sha256_of(self, name: str, size: int) -> str | None:
        """Hex SHA-256 of a file of so many bytes, every one of them read; None where there is none, "" where it has
        another size."""
        found = self.size_of(name)
        if found != size:
            return None if found is None else ""
        return self.sha256_of_first(name, size)

    def sha256_of_first(self, name: str, size: int) -> str:
        """The same of a file's first bytes, as far as it goes."""
        digest = hashlib.sha256()
        for piece in self._pieces(self._place.below(name), size):
            digest.update(piece)
        return digest.hexdigest()

    def remove(self, name: str) -> None:
        """Take a file away for good, and what a kill left of it; nothing happens where there is none."""
        for each in (name, f"{name}{PART}"):
            there = self._place.below(each)
            if self.size_of(each) is not None:
                with _told(there, "be taken away"), contextlib.suppress(FileNotFoundError):
                    there.files.rm_file(there.path)
            if self.size_of(each) is not None:
                raise EvidenceError(f"{there.address} is there still.", remedy="See who may take files away there.")

    def _pieces(self, there: Elsewhere, size: int) -> Iterator[bytes]:
        """Its bytes, but no more than one beyond what it should have."""
        left = size + 1
        with _told(there, "be read"):
            file = there.files.open(there.path, "rb", block_size=_BLOCK)
        with _told(there, "be read"), contextlib.closing(file):
            while left > 0 and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                yield piece


@contextmanager
def laid_elsewhere(address: str) -> Iterator[Path]:
    """Where to write a .zip that is to lie at an address: it is laid there when it is whole, and read back.

    Raises:
        InputError: the address names no .zip, or is none that is taken.
        EvidenceError: something lies there already, or it can't be written.
    """
    folder, _, name = address.rpartition("/")
    if not name.endswith(".zip"):
        raise InputError("The address names no .zip file.", remedy="Only a .zip file can be laid elsewhere.")
    vault = Vault(folder)
    if vault.size_of(name) is not None:
        raise EvidenceError(f"{address} exists already.", remedy="Name another target, or remove it.")
    with tempfile.TemporaryDirectory(prefix="almenara-") as scratch:
        here = Path(scratch) / name
        yield here
        vault.put(here, name)
        if vault.sha256_of(name, here.stat().st_size) != files.sha256_of(here):
            raise EvidenceError(f"{address} isn't what was laid there.", remedy="See what is wrong with the place.")


@contextmanager
def _told(there: Elsewhere, what: str) -> Iterator[None]:
    try:
        yield
    except EvidenceError:
        raise
    except Exception as error:  # whatever a package of others raises: no night ends by it
        raise EvidenceError(
            f"{there.address} can't {what}: {words_of(error)}.",
            remedy="See that it is reached from here, and that this machine may read and write there.",
        ) from error
