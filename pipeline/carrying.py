"""Carrying what is sealed into the vault of the settings, and letting go here of what lies there long enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.errors import EvidenceError, InputError
from core.settings import Settings
from evidence.carry import Carriage, Told, carry, let_go
from evidence.vault import Vault
from pipeline.version import SOFTWARE


@dataclass(frozen=True, slots=True)
class Carried:
    """What came into the vault, what went here, and what is wrong, in sentences."""

    files: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def carry_over(settings: Settings, *, now: datetime, told: Told = lambda _done, _of: None) -> Carried:
    """Carry and let go, where a vault is set and something is sealed. Nobody may take files out of the archive
    meanwhile: hold the lock of the database.

    Never raises for a vault that can't be reached: that stands in `faults`, and the next time goes on.
    """
    if not settings.archive.vault:
        return Carried()
    root, done, gone = settings.archive_root, Carriage(), list[str]()
    try:
        vault = Vault(settings.archive.vault)
        done = carry(root, vault, actor=SOFTWARE, now=now, told=told)
        if settings.archive.local_days:
            gone = let_go(root, now - timedelta(days=settings.archive.local_days))
    except (EvidenceError, InputError) as error:
        done.faults.append(str(error))
    return Carried(tuple(done.files), tuple(gone), tuple(done.faults))
