"""What a glance loses of what the reader flags, and what it spares of the rest.

    python -m benchmarks.glance [--data ../shared/data] [--each 8]

Our labelled texts that training did not see (models.split) are read in full, and those that are long enough for a
glance are skimmed as well. Of the ordinary texts of others that triage lets pass, `--each` of a file, those are
counted that are left after a glance or their first passage.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from benchmarks.backfill import SHARED
from benchmarks.triage import lower_bound
from core.records import Document
from core.terms import DocumentKind
from models.align import to_document
from models.real import files, read_file
from models.records import load
from models.split import part
from nlp.reading import joined
from nlp.trained.calibration import read_calibration
from nlp.trained.encoder import Answer, Encoder, encoder
from nlp.trained.glance import LONG, Glance
from nlp.trained.reader import MODEL
from nlp.triage import Triage


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--each", type=int, default=8)
    given = parser.parse_args()
    reader, glance = encoder(MODEL, 1), Glance(read_calibration(MODEL))
    _lost(reader, glance, [to_document(r) for r in load() if r["labels"] and part(r) != "train"])
    triage = Triage()
    for kind in DocumentKind:
        passing = []
        for path in files(given.data, kind, hard=False):
            passing += [each for each in read_file(path, kind) if triage.document(each).passes][: given.each]
        _spared(reader, glance, kind, passing)


def _lost(reader: Encoder, glance: Glance, documents: Iterable[Document]) -> None:
    flagged = long = missed = 0
    for document in documents:
        text = joined(document)[0]
        full = reader.answer([(document.kind, text)])[0]
        if not _labels(glance, document.kind, full):
            continue
        flagged += 1
        if len(text) < LONG:
            continue
        long += 1
        if not _labels(glance, document.kind, reader.skim([(document.kind, text)], glance)[0]):
            missed += 1
            print(f"missed: {document.document_id}", flush=True)
    for name, count in (("flagged by the reader", flagged), (f"of {LONG} characters and more", long)):
        if count:
            share, least = 1 - missed / count, lower_bound(count - missed, count)
            print(f"{name}: {count}, kept {count - missed} ({share:.2%}; at least {least:.1%})", flush=True)


def _spared(reader: Encoder, glance: Glance, kind: DocumentKind, documents: Iterable[Document]) -> None:
    long = left = covered = whole = 0
    for document in documents:
        text = joined(document)[0]
        if len(text) < LONG:
            continue
        skimmed = reader.skim([(kind, text)], glance)[0]
        every = len(reader.tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])
        seen = len(skimmed.offsets)
        long, left, whole, covered = long + 1, left + (seen < 0.95 * every), whole + every, covered + seen
    if long:
        print(
            f"ordinary {kind.value}, long: {long}; {left} are not read to the end, {covered / whole:.0%} of all is read"
        )


def _labels(glance: Glance, kind: DocumentKind, answer: Answer) -> tuple[object, ...]:
    return glance.calibration.given(kind, glance.calibration.scores(kind, answer.labels))


if __name__ == "__main__":
    main()
