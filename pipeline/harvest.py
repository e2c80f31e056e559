"""What a crawl left in `incoming/`, taken into the archive and read.

A file is placed in the archive, sealed, and read in; only then is it taken out of `incoming/`. Each of these may be
done twice: placing the same file again, sealing it again and reading it again change nothing. So a process killed
anywhere loses nothing and doubles nothing.
"""

from __future__ import annotations

import filecmp
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import BusyError, EvidenceError
from evidence.custody import CustodyLog
from evidence.format import files
from evidence.recover import recover
from evidence.seal import manifest_path
from extraction.walls import walls
from pipeline.intake import Intake, ReadIn, take_in
from pipeline.ledger import report_of

LOCK_WAIT_S = 30
"""How long a crawl that was just told to stop may take to let go of its folder."""


@dataclass(frozen=True, slots=True)
class Crawled:
    """Whose folder in `incoming/` it is."""

    folder: Path
    source_id: str
    crawl_id: str
    run_id: int


def crawled(incoming: Path) -> list[Crawled]:
    """Every folder that waits to be harvested, oldest crawl first; folders without a readable label are left."""
    found = []
    for label in sorted(incoming.glob("*/crawl.json")):
        try:
            found.append(Crawled(folder=label.parent, **json.loads(label.read_text(encoding="utf-8"))))
        except (ValueError, TypeError):  # killed while the label was written: no page had been fetched yet
            continue
    return sorted(found, key=lambda each: (each.run_id, each.crawl_id))


def harvest(crawl: Crawled, intake: Intake) -> ReadIn:
    """Take what one crawl left into the archive and the documents. The folder itself stays: see `clear`.

    Raises:
        BusyError: the crawl is still going on.
    """
    total = ReadIn()

    def name_of(file: str) -> str:
        return f"{crawl.source_id}/{crawl.crawl_id}/{Path(file).name}"

    try:
        with FileLock(crawl.folder / "lock", timeout=LOCK_WAIT_S):
            recover(crawl.folder)
            _note_recovery(crawl, intake.archive, name_of)
            intake = replace(intake, walls=walls(report_of(crawl.folder).looks))
            for file in sorted(crawl.folder.rglob("*.warc.gz")):
                _place(file, intake.archive / name_of(file.name))
                total.add(
                    take_in(
                        name_of(file.name),
                        intake,
                        source_id=crawl.source_id,
                        crawl_id=crawl.crawl_id,
                        run_id=crawl.run_id,
                    )
                )
    except Timeout as error:
        raise BusyError(f"{crawl.folder}: this crawl is still going on.", remedy="Wait for it to end.") from error
    return total


def clear(crawl: Crawled) -> None:
    """Remove the folder of a harvested crawl, its label last: a folder half removed is harvested again."""
    for path in crawl.folder.iterdir():
        if path.name != "crawl.json":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (crawl.folder / "crawl.json").unlink()
    crawl.folder.rmdir()


def _place(file: Path, target: Path) -> None:
    """Give a file its place in the archive, whole or not at all, without a second copy where the disk allows it. It is
    there for good: the crawl's folder goes away after it.

    Raises:
        EvidenceError: another file of that name is there already, or no room.
    """
    files.make_folder(target.parent)
    if not target.exists():
        try:
            os.link(file, target)
        except OSError:  # another file system, or one without links
            files.copy_whole(file, target)
    elif not (target.samefile(file) or filecmp.cmp(target, file, shallow=False)):
        raise EvidenceError(f"{target} is another file than {file}.", remedy="Look at both; keep both.")
    files.sync(target.parent)


def _note_recovery(crawl: Crawled, archive: Path, name_of: Callable[[str], str]) -> None:
    """Carry over to the archive's own log that files of this crawl were cut behind their last whole record."""
    for entry in CustodyLog(crawl.folder).entries():
        name = name_of(entry.subject)
        if entry.action == "recovered" and not manifest_path(archive / name).exists():
            CustodyLog(archive).append(entry.action, entry.actor, name, entry.details)
