"""What the reader loses of reports that do not stand alone: between the beginnings of other stories, as in a column of
briefs, or with one of them behind, as on a page that leads on to the next.

    python -m benchmarks.briefs [--reports 120] [--model models/reader]

The reports and the harmless news are of writers who judge, of whom nothing learnt, of one language each; the same ones
every time. By its beginning alone a report may not say yet what happened, so that is counted first.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from core.records import Document
from core.settings import PROJECT_ROOT
from core.terms import DocumentKind
from models.align import to_document
from models.records import load
from models.split import part
from nlp.trained.reader import TrainedReader

_SENTENCES, _MOST = 3, 450
"""Of a beginning: sentences, and characters from which it takes no further one."""
_SENTENCE_END = re.compile(r"(?<=[.!?»”\"])\s+")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=120)
    parser.add_argument("--model", type=Path, default=PROJECT_ROOT / "models" / "reader")
    given = parser.parse_args()
    reader = TrainedReader(given.model, explains=False)
    for what, documents in columns(given.reports).items():
        flagged = sum(bool(analysis.labels) for analysis in reader.analyse_many(documents))
        print(f"{what}: {flagged} of {len(documents)} flagged ({flagged / len(documents):.2f})", flush=True)


def columns(reports: int) -> dict[str, list[Document]]:
    """Documents to read, by what they are."""
    chance = random.Random(7)  # noqa: S311 - repeatable, not secret
    news = [record for record in load() if record["kind"] == "news" and part(record) == "judge"]
    harmless: dict[str, list[Document]] = defaultdict(list)
    for record in news:
        if not record["labels"]:
            harmless[record["lang"]].append(to_document(record))
    told = [to_document(record) for record in news if record["labels"]]
    found: dict[str, list[Document]] = defaultdict(list)
    for report in chance.sample(told, min(reports, len(told))):
        first, second, *others = chance.sample(harmless[report.language.value], 5)
        found["the beginning of a report, alone"].append(replace(report, title="", text=beginning(report)))
        found["the same between two other stories"].append(_column(report, [report, first, second], chance))
        behind = f"{report.text}\n{beginning(first)}"
        found["a whole report with the beginning of another story behind"].append(replace(report, text=behind))
        found["three harmless stories"].append(_column(report, others, chance))
    return found


def _column(report: Document, stories: Sequence[Document], chance: random.Random) -> Document:
    parts = [beginning(story) for story in stories]
    chance.shuffle(parts)
    return replace(report, kind=DocumentKind.NEWS, title="", text="\n\n".join(parts))


def beginning(document: Document) -> str:
    """The first sentences of a text, on one line."""
    return " ".join(_few(_SENTENCE_END.split(" ".join(document.text.split()))))


def _few(sentences: Sequence[str]) -> Iterator[str]:
    length = 0
    for number, sentence in enumerate(sentences[:_SENTENCES]):
        length += len(sentence)
        if number and length > _MOST:
            return
        yield sentence


if __name__ == "__main__":
    main()
