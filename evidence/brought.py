"""Files of others: what this watch never fetched, and so can't say when, or whether, anybody visited."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from core.errors import EvidenceError
from evidence.recover import INGESTED
from evidence.seal import seal_of


def of_others(warc_file: str) -> bool:
    """Whether a file of the archive was made elsewhere and brought: its times are what whoever made it wrote."""
    return warc_file.startswith(f"{INGESTED}/")


def taken_in(root: Path, warc_file: str) -> datetime | None:
    """When a file of others was taken in, by its seal; None for our own, and where no seal can be read."""
    try:
        entry = seal_of(root, warc_file) if of_others(warc_file) else None
    except EvidenceError:
        return None
    return entry.at if entry is not None else None
