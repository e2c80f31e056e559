"""Triage as the workers do it: what it lets pass of the watchlist is left in a file, which they open once.

The file is named by what it says, so a watchlist that did not change is not written again, and an order that travels to
a worker carries a path and no watchlist. A cluster shares `data_dir` (docs/SCALE.md).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from core.settings import Settings
from nlp.sieve.watch import Watch
from nlp.triage import Triage, triage_version
from store import lock, stopped
from store.session import Database

_KEPT = 3  # files of the watch; older ones go


@dataclass(frozen=True, slots=True)
class Sifting:
    """Which triage, and what it waits for. `version`: of triage alone; a new watchlist opens no archive again."""

    version: str
    watch: Path | None = None

    def triage(self) -> Triage:
        """The triage itself."""
        return Triage(watch=_read(self.watch) if self.watch is not None else None)


def sifting(settings: Settings, database: Database) -> Sifting | None:
    """The triage of these settings over the watchlist of today; None where they want none."""
    if not settings.reading.triage:
        return None
    with database.reading() as session:
        watch = Watch.of(stopped.watched_contacts(session), stopped.watched_names(session))
    folder = _folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{watch.digest}.json"
    if not path.exists():
        _write(path, watch)
    _forget(folder, path)
    return Sifting(triage_version(), path)


def forget_watches(settings: Settings, database: Database) -> None:
    """Take the files away: they name whom the watchlist named. The next night writes that of its own day.

    Raises:
        BusyError: a night is at work, whose workers may open one.
    """
    written = list(_folder(settings).glob(f"{'[0-9a-f]' * 12}.json"))
    if written:
        with lock.hold(database, work="a purge"):
            for path in written:
                path.unlink(missing_ok=True)


def _folder(settings: Settings) -> Path:
    return settings.data_dir.resolve() / "watch"


def _write(path: Path, watch: Watch) -> None:
    names = [[word.decode() for word in name] for filed in watch.names.values() for name in filed]
    part = path.with_suffix(".part")
    content = {"numbers": sorted(watch.numbers), "accounts": sorted(watch.accounts), "names": sorted(names)}
    part.write_text(json.dumps(content), encoding="utf-8")
    part.replace(path)


def _read(path: Path) -> Watch:
    content = json.loads(path.read_text(encoding="utf-8"))
    names: dict[bytes, list[tuple[bytes, ...]]] = {}
    for words in content["names"]:
        filed = tuple(word.encode() for word in words)
        names.setdefault(filed[0], []).append(filed)
    return Watch(
        frozenset(content["numbers"]),
        frozenset(content["accounts"]),
        {first: tuple(every) for first, every in names.items()},
    )


def _forget(folder: Path, current: Path) -> None:
    others = sorted((path for path in folder.glob("*.json") if path != current), key=lambda path: path.stat().st_mtime)
    for path in others[: max(0, len(others) - _KEPT + 1)]:
        path.unlink(missing_ok=True)
