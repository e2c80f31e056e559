"""The files of sources below a folder, and what of it can't be looked into."""

from __future__ import annotations

import os
from pathlib import Path

from core.errors import SourceError, words_of


def files_of(folder: Path) -> tuple[list[Path], dict[str, SourceError]]:
    """The .yml (and .yaml) files below a folder, sorted, and the folders below it that can't be listed, by their
    names. `Path.rglob` passes over such a folder in silence: its sources would be watched no more, and nobody told."""
    closed: list[OSError] = []
    found = [
        Path(place) / name
        for place, _, names in os.walk(folder, onerror=closed.append)
        for name in names
        if Path(name).match("*.y*ml")
    ]
    return sorted(found), {str(error.filename): _closed(error) for error in closed}


def _closed(error: OSError) -> SourceError:
    what = f"The folder of sources {error.filename} can't be looked into: {words_of(error)}."
    return SourceError(what, remedy="Give whom the watch runs as the right to read it (chmod a+rX).")
