"""What the reader reads, in figures: on the invented web of examples/, and false alarms on real news and ads.

    python -m benchmarks.reading [--data ../shared/data] [--score ../shared/tools/score.py]

The gold records of examples/ and tests/nlp were written by us, before and beside the rules, so their figures say that
the reader does what was meant, not how it does on adverts that nobody here has seen. The real texts (ordinary news,
news near the subject, adverts of jobs and flats) belong to others and are not part of the project: without their
folder only the first part is printed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from core.records import Document
from core.settings import PROJECT_ROOT, load
from examples.expected import read_expected
from nlp.analyse import Reader
from nlp.records import BadRecord, read_records, to_record

SHARED = PROJECT_ROOT.parent / "shared"
OWN = PROJECT_ROOT / "tests" / "nlp" / "records.jsonl"


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--score", type=Path, default=SHARED / "tools" / "score.py")
    given = parser.parse_args()
    reader = Reader(load().reading.threshold)
    print(f"Reader: {reader.version}, threshold {load().reading.threshold}")
    gold = read_expected(today=datetime.now(UTC).date())
    _score(
        "examples/expected.jsonl (written by us)", [json.dumps(each, default=str) for each in gold], reader, given.score
    )
    if OWN.exists():
        lines = OWN.read_text(encoding="utf-8").splitlines()
        _score("tests/nlp/records.jsonl (written by us, beside the rules)", lines, reader, given.score)
    if not given.data.is_dir():
        print(f"No real texts at {given.data}: false alarms are not measured. Name their folder with --data.")
        return 0
    _false_alarms(reader, given.data)
    return 0


def _score(title: str, lines: list[str], reader: Reader, score: Path) -> None:
    if not score.exists():
        print(f"{title}: no scorer at {score}. Name it with --score.")
        return
    documents = [each for each in read_records(lines) if not isinstance(each, BadRecord)]
    with tempfile.TemporaryDirectory() as scratch:
        gold, predicted = Path(scratch) / "gold.jsonl", Path(scratch) / "predicted.jsonl"
        gold.write_text("\n".join(lines), encoding="utf-8")
        read = (json.dumps(to_record(analysis)) for analysis in reader.analyse_many(documents))
        predicted.write_text("\n".join(read), encoding="utf-8")
        print(f"\n{title}", flush=True)
        subprocess.run([sys.executable, str(score), str(gold), str(predicted)], check=True)  # noqa: S603


def _false_alarms(reader: Reader, data: Path) -> None:
    print("\nReal texts in which nobody smuggles (labelled by rule; expect a little noise in the hard ones)")
    print(f"{'texts':52} {'documents':>9} {'unread':>7} {'flagged':>8} {'rate':>8} {'operators':>9} {'a second':>9}")
    for path in sorted([*(data / "news").glob("*.jsonl"), *(data / "ads").glob("*.jsonl")]):
        documents, unread = _documents(path)
        started = time.perf_counter()
        read = list(reader.analyse_many(documents))
        rate = len(documents) / (time.perf_counter() - started)
        flagged = [each for each in read if each.labels]
        named = sum(len(each.operators) for each in flagged)
        name = f"{path.parent.name}/{path.name}"
        share = len(flagged) / len(documents)
        print(f"{name:52} {len(documents):9} {unread:7} {len(flagged):8} {share:8.2%} {named:9} {rate:9.0f}")


def _documents(path: Path) -> tuple[list[Document], int]:
    """The texts of a file, and how many of its rows are none (an empty text): nothing is left out silently."""
    kind = "ad" if path.parent.name == "ads" else "news"
    with path.open(encoding="utf-8") as lines:
        records = list(read_records(json.dumps(_record(json.loads(line), kind)) for line in lines))
    documents = [each for each in records if not isinstance(each, BadRecord)]
    return documents, len(records) - len(documents)


def _record(row: dict[str, object], kind: str) -> dict[str, object]:
    taken = {name: row[name] for name in ("id", "lang", "title", "text") if row.get(name)} | {"kind": kind}
    country = str(row.get("country") or "")
    is_code = len(country) == 2 and country.isalpha()  # some rows have a town in its place
    return taken | {"country": country} if is_code else taken


if __name__ == "__main__":
    sys.exit(main())
