"""What the reader that ships reads, by the scorer of those who judge it: the invented web, and the test part.

    python -m benchmarks.reading [--score ../shared/tools/score.py]

All these texts were written by us, those of examples/ and tests/nlp beside the reader: their figures say that it does
what was meant. The test part is by writers who did not know it. What it flags of real texts, and all figures by
language and kind: `python -m models.evaluate`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from core.settings import PROJECT_ROOT, load
from examples.expected import read_expected
from models.records import load as records
from models.split import part
from nlp.opening import AnyReader, open_reader
from nlp.records import BadRecord, read_records, to_record

SHARED = PROJECT_ROOT.parent / "shared"
OWN = PROJECT_ROOT / "tests" / "nlp" / "records.jsonl"


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--score", type=Path, default=SHARED / "tools" / "score.py")
    given = parser.parse_args()
    if not given.score.exists():
        print(f"No scorer at {given.score}. Name it with --score.")
        return 0
    settings = load().reading
    reader = open_reader(settings.threshold, settings.folder)
    print(f"Reader: {reader.version}")
    web = read_expected(today=datetime.now(UTC).date())
    shown = [json.dumps(each, default=str) for each in web]
    _score("examples/expected.jsonl (written by us)", shown, reader, given.score)
    if OWN.exists():
        lines = OWN.read_text(encoding="utf-8").splitlines()
        _score("tests/nlp/records.jsonl (written by us, beside the rules)", lines, reader, given.score)
    test = [json.dumps(record, ensure_ascii=False) for record in records() if part(record) == "test"]
    _score("the test part of models/data", test, reader, given.score)
    return 0


def _score(title: str, lines: list[str], reader: AnyReader, score: Path) -> None:
    documents = [each for each in read_records(lines) if not isinstance(each, BadRecord)]
    with tempfile.TemporaryDirectory() as scratch:
        gold, predicted = Path(scratch) / "gold.jsonl", Path(scratch) / "predicted.jsonl"
        gold.write_text("\n".join(lines), encoding="utf-8")
        read = (json.dumps(to_record(analysis)) for analysis in reader.analyse_many(documents))
        predicted.write_text("\n".join(read), encoding="utf-8")
        print(f"\n{title}", flush=True)
        subprocess.run([sys.executable, str(score), str(gold), str(predicted)], check=True)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
