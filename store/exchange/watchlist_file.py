"""Whole files of the watchlist, by the ending of their names: .ftm.json, .csv, .xlsx; and what yente asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import yaml

from core.errors import InputError, words_of
from core.terms import LegalStatus
from evidence.format.files import replacing
from store.exchange import ftm, incoming, sheets
from store.exchange.entries import Entry
from store.exchange.incoming import Incoming
from store.seeds import rows
from store.seeds.seed import Seed

_WRITABLE = "Name a file in a folder that can be written and has room."
_REMEDY = "Names end in .ftm.json (or .json, .jsonl), .csv or .xlsx."


def write(entries: Iterable[Entry], path: Path) -> int:
    """Write a file. Returns how many operators it holds.

    Raises:
        InputError: the name's ending says no form that we write, or the file can't be written.
    """
    writers = {".csv": sheets.write_csv, ".xlsx": sheets.write_xlsx, ".json": _write_ftm, ".jsonl": _write_ftm}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise InputError(f"{path}: not a form that is written.", remedy=_REMEDY)
    try:
        with replacing(path) as draft:
            return writer(entries, draft)
    except OSError as error:
        raise InputError(f"{path}: {words_of(error)}.", remedy=_WRITABLE) from error


def read(path: Path) -> Incoming:
    """Read a file.

    Raises:
        InputError: the name's ending says no form that we read, or the file can't be read; names the line.
    """
    match path.suffix.lower():
        case ".csv":
            return _listed(path.name, rows.read_csv(path))
        case ".xlsx":
            return _listed(path.name, sheets.read_xlsx(path))
        case ".json" | ".jsonl":
            return incoming.read_ftm(path)
    raise InputError(f"{path}: not a form that is read.", remedy=_REMEDY)


def _listed(name: str, rows: Sequence[Seed]) -> Incoming:
    """The rows of a table; those that say that somebody was cleared by themselves."""
    kept = [row for row in rows if row.status is not LegalStatus.CLEARED]
    return Incoming(name, kept, [row for row in rows if row.status is LegalStatus.CLEARED])


def write_manifest(entities: Path, now: datetime) -> Path:
    """Write a yente manifest beside a file of entities, so that yente loads it as a dataset of its own. Returns it."""
    name = re.sub(r"(?i)(?:\.ftm)?\.jsonl?$", "", entities.name)
    target = entities.with_name(f"{name}.yente.yml")
    dataset = {
        "name": ftm.DATASET,
        "title": "Almenara watchlist: leads, not findings",
        "path": str(entities.resolve()),
        "version": now.strftime("%Y%m%d%H%M%S"),
        "load": True,
    }
    text = yaml.safe_dump({"catalogs": [], "datasets": [dataset]}, sort_keys=False, allow_unicode=True)
    try:
        with replacing(target) as draft:
            draft.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{target}: {words_of(error)}.", remedy=_WRITABLE) from error
    return target


def _write_ftm(entries: Iterable[Entry], path: Path) -> int:
    """JSON lines; an article that two operators share is written once."""
    count, written = 0, set[str]()
    with path.open("w", encoding="utf-8") as file:
        for entry in entries:
            count += 1
            for entity in ftm.entities(entry):
                key = str(entity["id"])
                if key not in written:
                    written.add(key)
                    file.write(json.dumps(entity, ensure_ascii=False) + "\n")
    return count
