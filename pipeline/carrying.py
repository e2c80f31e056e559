"""Carrying what is sealed into the vault of the settings, and letting go here of what lies there long enough."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from core.errors import AlmenaraError, InputError
from core.settings import Settings
from evidence.vault.carry import Carriage, Carrier, Told, sweep
from evidence.vault.place import Vault
from pipeline.version import SOFTWARE

A_NIGHT_S = 3600.0
"""For so long a night carries at the most, by a clock that is not set: the next one goes on."""


def within(seconds: float, stopped: Callable[[], bool] = lambda: False) -> Callable[[], bool]:
    """Whether there is time yet, and nobody said stop."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() < until and not stopped()


def carry_over(
    settings: Settings,
    *,
    now: datetime,
    told: Told = lambda _done, _of: None,
    may_go_on: Callable[[], bool] = lambda: True,
) -> Carriage:
    """Carry and let go, where a vault is set and something is sealed. Nobody may take files out of the archive
    meanwhile: hold the lock of the database.

    Raises nothing for a vault that can't be reached: that stands in `faults`, and the next time goes on.
    """
    done = Carriage()
    if not settings.archive.vault:
        return done
    try:
        sweep(settings.archive_root, now)
        _check_apart(settings)
        root, vault = settings.archive_root, Vault(settings.archive.vault)
        carrier = Carrier(root, vault, SOFTWARE, now, told, may_go_on)
        carrier.carry(done)
        if settings.archive.local_days:
            carrier.let_go(now - timedelta(days=settings.archive.local_days), done)
    except AlmenaraError as error:
        done.faults.append(str(error))
    except OSError as error:
        done.faults.append(f"{error.filename}: {error.strerror}")
    return done


def _check_apart(settings: Settings) -> None:
    """See that the vault is no folder of the watch's own: that would be no second place.

    Raises:
        InputError: it is.
    """
    scheme, _, path = settings.archive.vault.partition("://")
    if scheme != "file":
        return
    vault = Path(path).resolve()
    for own in (settings.data_dir.resolve(), settings.archive_root.resolve()):
        if vault.is_relative_to(own) or own.is_relative_to(vault):
            raise InputError(
                f"{settings.archive.vault} lies within {own}, or around it.", remedy="Name a place of its own."
            )
