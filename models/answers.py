"""What the full reader says of texts, kept in build/answers: read once a version of the reader, for it takes long.

    python -m models.answers [--data ../shared/data]

Triage learns from these answers, and is measured by them: what the reader would flag must not be stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from core.records import Analysis, Document
from core.settings import PROJECT_ROOT, load
from core.terms import DocumentKind, DocumentLabel
from models.align import to_document
from models.real import read_real
from models.records import load as load_records
from models.split import part
from nlp.opening import AnyReader, SecondedReader, reader_version
from nlp.trained.calibration import Calibration, read_calibration

CACHE = PROJECT_ROOT / "build" / "answers"
DATA = PROJECT_ROOT.parent / "shared" / "data"
_AT_ONCE = 64  # texts between two writings: killed, the next run goes on from there
_FAR = 12.0  # logits


@dataclass(frozen=True, slots=True)
class Said:
    """What the reader says of one text.

    `margin`: by how many logits its surest label passed its threshold (below 0: fell short); of the trained reader.
    """

    flagged: bool
    clears: bool
    margin: float
    labels: tuple[str, ...] = ()
    names: bool = False  # whether it names an operator


def answers(documents: Sequence[Document], *, read: bool = True, cache: Path = CACHE) -> list[Said | None]:
    """The shipped reader's word on each document, out of the cache where it was read before.

    `read`: whether what is not there is read now; else it stays None.
    """
    settings = load().reading
    version = reader_version(settings.threshold, settings.folder)
    path = cache / f"{hashlib.sha256(version.encode()).hexdigest()[:16]}.jsonl"
    known = dict(_cached(path))
    missing = {key(each): each for each in documents if key(each) not in known}
    if missing and read:
        cache.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            for name, said in _read(missing):
                known[name] = said
                file.write(json.dumps({"key": name, **asdict(said)}) + "\n")
                file.flush()
    return [known.get(key(each)) for each in documents]


def key(document: Document) -> str:
    """What a text is known by: its kind, language, country and words."""
    parts = (document.kind.value, document.language.value, document.country, document.title, document.text)
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()


def _cached(path: Path) -> Iterable[tuple[str, Said]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row.pop("key"), Said(**{**row, "labels": tuple(row["labels"])})


def _read(missing: dict[str, Document]) -> Iterable[tuple[str, Said]]:
    from nlp.analyse import Reader
    from nlp.trained.reader import TrainedReader

    settings = load().reading
    if settings.folder is None:
        raise SystemExit("reading.model is empty: triage is taught by the trained reader.")
    calibration = read_calibration(settings.folder)
    reader: AnyReader = SecondedReader(
        TrainedReader(settings.folder, explains=False, threads=1), Reader(settings.threshold)
    )
    names = list(missing)
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        documents = [missing[name] for name in some]
        for name, document, found in zip(some, documents, reader.analyse_many(documents), strict=True):
            yield name, _said(document.kind, found, calibration)
        print(f"read {start + len(some)} of {len(names)}", flush=True)


def _said(kind: DocumentKind, found: Analysis, calibration: Calibration) -> Said:
    margins = [
        _logit(found.scores.get(label, 0.0)) - _logit(curve.threshold)
        for label, curve in calibration.curves[kind].items()
    ]
    return Said(
        flagged=bool(found.labels),
        clears=any(mention.cleared for mention in found.mentions),
        margin=round(max(margins), 3),
        labels=tuple(DocumentLabel(label).value for label in found.labels),
        names=bool(found.operators),
    )


def _logit(probability: float) -> float:
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return max(-_FAR, min(_FAR, math.log(bounded / (1 - bounded))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    given = parser.parse_args()
    parts = ("test", "judge", "dev", "train")
    everything = [to_document(each) for each in sorted(load_records(), key=lambda record: parts.index(part(record)))]
    if given.data.is_dir():
        for hard in (True, False):
            for sort in DocumentKind:
                everything += read_real(given.data, sort, hard=hard)
    said_of_all = answers(everything)
    print(f"{len(said_of_all)} texts, {sum(said is not None and said.flagged for said in said_of_all)} flagged")
