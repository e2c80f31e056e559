"""The labelled documents of `models/data`: one JSON object a line, by the guide in docs/ANNOTATION.md.

All of them were written for this project: nobody and nothing in them exists. `writer` and `scenario` say who wrote a
record and of what scene, so that training and test never share either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.errors import InputError

DATA = Path(__file__).parent / "data"

Record = dict[str, Any]


def read_records(path: Path) -> Iterator[tuple[int, Record]]:
    """Line number (from 1) and record of each line that isn't blank; InputError names a line that is no JSON object."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(
                    f"{path.name} line {number}: not JSON ({error.msg} at column {error.colno})"
                ) from error
            if not isinstance(record, dict):
                raise InputError(f"{path.name} line {number}: a record is a JSON object")
            yield number, record


def load(folder: Path = DATA) -> list[Record]:
    """All records of a folder's files, in the order of names and lines."""
    return [record for path in sorted(folder.glob("*.jsonl")) for _, record in read_records(path)]
