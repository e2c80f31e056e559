"""Teaches triage, and chooses its thresholds: one command, to be run again whenever the reader or the texts change.

    python -m models.train_triage [--data ../shared/data] [--treebanks build/treebanks] [--out nlp/sieve/learnt]

What passes is what our labelled texts say and what the full reader says of them (models.answers, kept in build/).
Groups of writers are held out in turn: what the others taught is asked of their texts. The threshold of a kind and
language is the highest at which no more than `_MISSED` of what the reader flags among them would have been stopped,
less `_PAGE_SPARE`, and that of extracted texts lies by `_SPARE` below the lowest of the others; what is learnt from all
of them then ships with both. The writers of models.split.TEST are seen by neither: `python -m benchmarks.triage`
measures on them, and on the scores of held-out writers that this leaves in build/triage.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from core.settings import PROJECT_ROOT
from core.terms import DocumentKind, Language
from models.learn_triage import learn
from models.ordinary import ordinary
from models.records import load
from models.split import part
from models.triage_items import Item, again, cells, labelled, rest
from nlp.sieve.length import PAGE, TEXT
from nlp.sieve.weights import FOLDER, write

HELD_OUT = PROJECT_ROOT / "build" / "triage.json"
DATA = PROJECT_ROOT.parent / "shared" / "data"
_MISSED = {DocumentKind.NEWS: 0.0009, DocumentKind.AD: 0.0011}
"""Share of what the reader flags that may be stopped as a page among held-out writers. The promise allows more, but a
writer of whom the threshold knows nothing loses more."""
_SPARE = {DocumentKind.NEWS: 1.0, DocumentKind.AD: 0.25}
"""Of a score: what is extracted from a page has words around it that our texts have not, above all that of news."""
_PAGE_SPARE = {DocumentKind.NEWS: 0.15, DocumentKind.AD: 0.5}
"""The same of pages: a kind of report that is new (a judgement, a watchman's trial) has few words that were learnt, and
an advert of a dozen words drowns in another board's page; its text is judged by itself. Chosen with such adverts of who
judges in sight, and with ordinary news and pages."""

Scores = Mapping[str, tuple[float, float]]
"""Of each text in its page, and of the text alone, both less what their lengths ask for."""
Thresholds = dict[DocumentKind, dict[Language, float]]


def main() -> None:
    """Teach, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--treebanks", type=Path, default=PROJECT_ROOT / "build" / "treebanks")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument("--unread", action="store_true", help="ask the reader nothing that it was not asked before")
    parser.add_argument("--groups", type=int, default=8, help="groups of writers that are held out in turn")
    given = parser.parse_args()
    records = [record for record in load() if part(record) in {"train", "dev"}]
    world = rest(ordinary(given.data, given.treebanks))
    if not world:
        raise SystemExit(f"No ordinary texts at {given.data} or {given.treebanks}: see nlp/sieve/learnt/README.md.")
    items = labelled(records, by_reader=False, read=not given.unread)
    print(f"{len(items)} labelled texts, {len(world)} ordinary ones", flush=True)
    more = again(records, items)
    scores = held_out(items, [*more, *world], given.groups)
    by_reader = labelled(records, by_reader=True, read=not given.unread)
    flagged = {item.name for item in by_reader if item.passes}
    chosen, texts = thresholds(items, scores, flagged)
    learnt = learn([*items, *more, *world])
    version = write(given.out, learnt.weights, learnt.shift, chosen, texts)
    rows = [[i.name, i.kind.value, i.language.value, i.writer, i.name in flagged, *scores[i.name]] for i in items]
    HELD_OUT.write_text(json.dumps({"version": version, "scores": rows}), encoding="utf-8")
    print(f"version {version}; now: python -m benchmarks.triage")


def held_out(items: Sequence[Item], beside: Sequence[Item], groups: int) -> Scores:
    """The scores of each text by what others than its writer taught; `groups` of writers are held out in turn."""
    writers = sorted({item.writer for item in items})
    scores: dict[str, tuple[float, float]] = {}
    for number in range(min(groups, len(writers))):
        out = set(writers[number::groups])
        learnt = learn([item for item in (*items, *beside) if item.writer not in out])
        for item in items:
            if item.writer in out:
                page = learnt.score(item) - PAGE.at(item.words, item.kind)
                scores[item.name] = page, learnt.text_score(item) - TEXT.at(item.text_words, item.kind)
        print(f"held out {', '.join(sorted(out))}", flush=True)
    return scores


def thresholds(items: Sequence[Item], scores: Scores, flagged: set[str]) -> tuple[Thresholds, Thresholds]:
    """For every kind and language, of pages and of texts: those that let all but few of what the reader flags pass."""
    pages: Thresholds = {kind: {} for kind in DocumentKind}
    texts: Thresholds = {kind: {} for kind in DocumentKind}
    for (kind, language), some in cells(items, lambda item: item.name in flagged).items():
        page, text = limits(kind, (scores[item.name] for item in some))
        pages[kind][language], texts[kind][language] = page, text
        print(f"{kind.value} {language.value}: {page:.2f}, as a text {text:.2f}, on {len(some)} texts")
    return pages, texts


def limits(kind: DocumentKind, scores: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The thresholds of a page and of an extracted text for these scores of what should pass."""
    every = list(scores)
    least = threshold(sorted(score for score, _ in every), _MISSED[kind])
    return least - _PAGE_SPARE[kind], min(text for score, text in every if score >= least) - _SPARE[kind]


def threshold(ordered: Sequence[float], missed: float) -> float:
    """The highest value below which no more than `missed` of these scores, a share, lie; a hair under a score."""
    return ordered[int(missed * len(ordered))] - 1e-3


if __name__ == "__main__":
    main()
