"""The vault's copy of the custody log: whose archive it is, and laying the log there as it is now."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from core.errors import EvidenceError
from evidence.custody import HEAD, LOG, CustodyLog
from evidence.elsewhere import PIECE
from evidence.format import files
from evidence.format.chain import Entry, parse_entry
from evidence.seal import TIMESTAMPED
from evidence.seal_index import lines_from
from evidence.vault.carried import CARRIED
from evidence.vault.place import PART, Vault


def check_whose(root: Path, vault: Vault) -> int:
    """See that the vault's custody log, where there is one, is how ours began: else it is another archive's, or
    ours was set back, and nothing there may be written over. How many bytes of it are there.

    Raises:
        EvidenceError: it isn't, or the vault can't be reached.
    """
    there, log = vault.size_of(LOG) or 0, CustodyLog(root)
    if there == 0 and vault.size_of(f"{LOG}{PART}") is None and _was_filled(root, vault):
        raise EvidenceError(
            f"{vault.address} holds nothing of what was carried there.",
            remedy="Mount it, or see who emptied it; for a place that is to be filled anew name another address.",
        )
    if there < 0 or log.path.stat().st_size < there or (there and not _begins_alike(vault, log.path, there)):
        raise EvidenceError(
            f"{vault.address} holds the archive of another watch, or a younger state of this one: its custody "
            "log isn't how ours began.",
            remedy="Name a place of its own for each archive; if this one was lost, copy the vault back first.",
        )
    return there


def _was_filled(root: Path, vault: Vault) -> bool:
    entries = CustodyLog(root).entries(skip_unreadable=True)
    return any(each.action == CARRIED and each.details.get("vault") == vault.address for each in entries)


def _begins_alike(vault: Vault, log: Path, size: int) -> bool:
    digest = hashlib.sha256()
    with log.open("rb") as file:
        while size > file.tell() and (piece := file.read(min(PIECE, size - file.tell()))):
            digest.update(piece)
    return vault.sha256_of_first(LOG, size) == digest.hexdigest()


def lay_log(root: Path, vault: Vault, known: int) -> list[str]:
    """Lay the log there as it is now, its head, and the time stamps that came since it had `known` bytes. What is wrong
    with time stamps is answered, in sentences.

    Raises:
        EvidenceError: the vault can't be reached, or there is no room here.
    """
    log, faults = CustodyLog(root), list[str]()
    with tempfile.TemporaryDirectory(prefix="almenara-") as scratch:
        try:
            with log.locked():  # log and head as they belong together; nobody waits for the way to the vault
                log.mended()
                copies = {name: Path(shutil.copy(root / name, scratch)) for name in (LOG, HEAD)}
        except OSError as error:
            raise files.cannot_write(Path(scratch), error) from error
        for line in lines_from(copies[LOG], known):
            with suppress(ValueError):
                if (entry := parse_entry(line)).action == TIMESTAMPED and (fault := _lay_stamp(root, vault, entry)):
                    faults.append(fault)
        for name, path in copies.items():
            _put(vault, path, name)
    return faults


def _lay_stamp(root: Path, vault: Vault, entry: Entry) -> str:
    name = str(entry.details.get("file", ""))
    try:
        path = files.inside(root, name)
        if not path.is_file() or files.sha256_of(path) != entry.details.get("sha256"):
            return f"{name or 'a time stamp'} isn't here as the custody log says: it was not carried."
    except (EvidenceError, OSError) as error:
        return f"{name}: {error}"
    _put(vault, path, name)
    return ""


def _put(vault: Vault, path: Path, name: str) -> None:
    vault.put(path, name)
    if vault.sha256_of(name, path.stat().st_size) != files.sha256_of(path):
        raise EvidenceError(
            f"{vault.address}: {name} isn't what was laid there.",
            remedy="See what is wrong with the place or the way there.",
        )
