"""Real texts of others in which nobody smuggles: to measure false alarms and to set thresholds, never to train.

They are no part of the project; `data` is the folder that holds them (`news/*.jsonl`, `ads/*.jsonl`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.records import Document
from core.terms import DocumentKind
from nlp.records import BadRecord, read_records

_FOLDERS = {DocumentKind.NEWS: "news", DocumentKind.AD: "ads"}
_HARD = "hard_negatives"


def files(data: Path, kind: DocumentKind, *, hard: bool) -> list[Path]:
    """The files of a kind: ordinary texts, or those near the subject."""
    near = [path for path in sorted((data / _FOLDERS[kind]).glob("*.jsonl")) if _HARD in path.name]
    return near if hard else [p for p in sorted((data / _FOLDERS[kind]).glob("*.jsonl")) if p not in near]


def read_real(data: Path, kind: DocumentKind, *, hard: bool) -> Iterator[Document]:
    """The documents of a kind that hold a text."""
    for path in files(data, kind, hard=hard):
        yield from read_file(path, kind)


def read_file(path: Path, kind: DocumentKind) -> Iterator[Document]:
    """The documents of one file; rows without a text are passed over."""
    with path.open(encoding="utf-8") as lines:
        for record in read_records(json.dumps(_record(json.loads(line), kind)) for line in lines):
            if not isinstance(record, BadRecord):
                yield record


def _record(row: dict[str, Any], kind: DocumentKind) -> dict[str, Any]:
    taken = {name: row[name] for name in ("id", "lang", "title", "text") if row.get(name)} | {"kind": kind.value}
    country = str(row.get("country") or "")
    is_code = len(country) == 2 and country.isalpha()  # some rows have a town in its place
    return taken | {"country": country} if is_code else taken
