"""What triage loses of reports that are a part of a long text: our reports set among ordinary news.

    python -m benchmarks.dilution [--treebanks build/treebanks]

Every labelled report that training did not see stands first in a text of some 1,500 characters more, and again behind
its first ordinary part. Those that are stopped are read in full (models.answers, kept in build/): what the reader flags
of them is lost. The ordinary texts are those that models.ordinary reads; without them there is nothing to measure.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from core.records import Document
from core.settings import PROJECT_ROOT
from core.terms import DocumentKind
from models.align import to_document
from models.answers import answers
from models.ordinary import ordinary
from models.records import load
from models.split import part
from nlp.triage import Triage

_LONG = 600  # characters of an ordinary part, at the least
_AROUND = 1500  # of all of them


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--treebanks", type=Path, default=PROJECT_ROOT / "build" / "treebanks")
    given = parser.parse_args()
    around: dict[str, list[str]] = defaultdict(list)
    for each in ordinary(Path(), given.treebanks):
        if each.kind is DocumentKind.NEWS and len(each.text) >= _LONG:
            around[each.language].append(each.text)
    if not around:
        print(f"No ordinary texts at {given.treebanks}: see nlp/sieve/learnt/README.md.")
        return
    triage = Triage()
    documents = list(diluted(around))
    stopped = [document for document in documents if not triage.document(document).passes]
    lost = [said is not None and said.flagged for said in answers(stopped)]
    print(f"Triage {triage.version}: of {len(documents)} reports in long texts {len(stopped)} stop; ", end="")
    print(f"the reader flags {sum(lost)} of them")


def diluted(around: Mapping[str, Sequence[str]]) -> Iterator[Document]:
    """Reports among ordinary texts of their language, as one document each; the same every time."""
    chance = random.Random(1)  # noqa: S311 - repeatable, not secret
    for record in load():
        document = to_document(record)
        if document.kind is not DocumentKind.NEWS or not record["labels"] or part(record) == "train":
            continue
        others: list[str] = []
        while sum(map(len, others)) < _AROUND:
            others.append(chance.choice(around[record["lang"]]))
        for parts in ([document.text, *others], [others[0], document.text, *others[1:]]):
            yield replace(document, text="\n".join(parts))


if __name__ == "__main__":
    main()
