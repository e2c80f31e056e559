"""Files that lie elsewhere, by any address that fsspec knows: s3://, gs://, https://, file://; more with its packages.

What such a place may fail with is told in one way here, whichever package serves it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import fsspec
from fsspec.core import url_to_fs

from core.errors import InputError, install

PIECE = 1 << 20
_FAULTS_OF = {
    "aiohttp": "ClientError",
    "botocore.exceptions": "BotoCoreError",
    "ftplib": "Error",
    "gcsfs.retry": "HttpError",
    "google.auth.exceptions": "GoogleAuthError",
    "paramiko.ssh_exception": "SSHException",
}
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs"}


@dataclass(frozen=True)
class Elsewhere:
    """A path of one file system of fsspec's, and the address that led there: of some, FTP's, the path alone tells no
    host."""

    files: fsspec.AbstractFileSystem
    path: str
    address: str

    def below(self, name: str) -> Elsewhere:
        """What lies under this one by a "/"-separated name."""
        return Elsewhere(self.files, f"{self.path.rstrip('/')}/{name}", f"{self.address}/{name}")


def opened(address: str, **options: object) -> Elsewhere:
    """What an address names; nobody is asked yet whether it is there. `options`: as the file system takes them.

    Raises:
        InputError: no package is installed that reads such addresses, or the address can't be read.
    """
    scheme = address.partition("://")[0] if "://" in address else ""
    try:
        files, path = url_to_fs(address, **options)
    except (ImportError, ValueError) as error:
        extra = f"{install(_EXTRAS[scheme])}." if scheme in _EXTRAS else "See the list of fsspec's packages."
        raise InputError(f"{address}: such addresses can't be read: {error}.", remedy=extra) from error
    except Exception as error:  # whatever a package of others raises where it can't connect
        raise InputError(f"{address} can't be read: {error}.", remedy="See that it may be read.") from error
    return Elsewhere(files, path, address.rstrip("/"))


def faults() -> tuple[type[Exception], ...]:
    """What a file elsewhere may fail with. The errors of other stores' packages (no credentials, nobody answers) are no
    OSError; they are known where a package was loaded, and can come from nowhere else."""
    loaded = [getattr(sys.modules[module], name) for module, name in _FAULTS_OF.items() if module in sys.modules]
    return (OSError, EOFError, ValueError, *loaded)
