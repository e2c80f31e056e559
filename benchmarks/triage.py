"""What triage lets pass and what it stops: the promise, measured, with a bound, for every kind and language.

    python -m benchmarks.triage [--data ../shared/data]
    python -m benchmarks.triage --writers w41 w42    # of these alone, where they came after triage had learnt

Recall is of what the full reader flags (models.answers, kept in build/; where the reader was not asked, of what our
labels say): on the scores of held-out writers that training leaves in build/triage.json, each writer judged by weights
and thresholds that only the others made; and on the test writers, of whom neither has seen anything, with what ships:
as plain texts, in pages of our own making, and in pages of others whose paragraphs were taken out (where the extraction
finds them). Ordinary texts of others say what is stopped; none of them taught or tuned anything, but for those that
models.ordinary names, which are left out here.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.backfill import SHARED, real_pages
from benchmarks.foreign_pages import fitting, in_other, is_article
from core.records import Document
from core.terms import DocumentKind, Language
from extraction.extract import extract
from models.align import to_document
from models.answers import answers
from models.ordinary import FREE
from models.pages import in_page
from models.real import files, read_file
from models.records import Record, load
from models.split import part
from models.train_triage import HELD_OUT, limits
from nlp.triage import Triage

_SURE = 0.95
_PROMISED, _STOPPED = 0.995, 0.95  # what passes at least, and what of ordinary texts is stopped

Row = tuple[str, str, str, str, bool, float, float]  # id, kind, language, writer, flagged, score, that of its text


def main() -> int:
    """Print the figures; 1 where what triage promises does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--writers", nargs="*", help="Of whom triage has seen nothing, in place of all that follows.")
    given = parser.parse_args()
    triage = Triage()
    print(f"Triage {triage.version}; bounds: one-sided, {_SURE:.0%}, Clopper and Pearson\n")
    pages = real_pages(given.data) if given.data.is_dir() else []
    if given.writers:
        _unseen(triage, pages, [record for record in load() if record["writer"] in given.writers])
        return 0
    broken = _held_out(triage)
    _unseen(triage, pages, [record for record in load() if part(record) == "test"])
    if not pages:
        print(f"No real texts at {given.data}: what is stopped is not measured. Name their folder with --data.")
    else:
        broken += _ordinary(triage, given.data)
        _real(triage, pages)
    for line in broken:
        print(f"Not as promised: {line}")
    return 1 if broken else 0


def lower_bound(passed: int, of: int) -> float:
    """The share that at least pass, with a probability of 0.95, when `passed` of `of` did (Clopper and Pearson)."""
    if not passed:
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_least(passed, of, middle) < 1 - _SURE else (low, middle)
    return low


def _at_least(count: int, of: int, share: float) -> float:
    """The probability of `count` or more among `of`."""
    if not 0 < share < 1:
        return share
    log = [
        math.lgamma(of + 1)
        - math.lgamma(k + 1)
        - math.lgamma(of - k + 1)
        + k * math.log(share)
        + (of - k) * math.log1p(-share)
        for k in range(count, of + 1)
    ]
    return math.fsum(map(math.exp, log))


def _held_out(triage: Triage) -> list[str]:
    """What falls short of the promise, at the bound."""
    if not HELD_OUT.exists():
        print(f"No {HELD_OUT}: run python -m models.train_triage for the scores of held-out writers.\n")
        return []
    content = json.loads(HELD_OUT.read_text(encoding="utf-8"))
    if not triage.version.endswith(content["version"]):
        print(f"{HELD_OUT} is of another version ({content['version']}).\n")
        return []
    print("Held-out writers, each by weights and thresholds of the others")
    passed = crossed([tuple(row) for row in content["scores"]])
    return [f"{kind} {bound:.2%} pass at least" for kind, bound in _table(passed).items() if bound < _PROMISED]


def crossed(rows: Sequence[Row]) -> list[tuple[str, str, bool]]:
    """Kind, language and whether it passes as page and text, of each flagged row, by thresholds of other writers."""
    flagged = [row for row in rows if row[4]]
    result = []
    for writer in {row[3] for row in flagged}:
        others: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        for row in flagged:
            if row[3] != writer:
                others[row[1], row[2]].append((row[5], row[6]))
        least = {cell: limits(DocumentKind(cell[0]), scores) for cell, scores in others.items()}
        for row in flagged:
            page, text = least[row[1], row[2]]
            if row[3] == writer:
                result.append((row[1], row[2], row[5] >= page and row[6] >= text))
    return result


def _table(results: Iterable[tuple[str, str, bool]]) -> dict[str, float]:
    """Print what passes; the bound of each kind and language."""
    bounds = {}
    print(
        "| kind | language | flagged by the reader | pass | recall | at least |\n| --- | --- | --- | --- | --- | --- |"
    )
    cells: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for kind, language, passes in results:
        cells[kind, language].append(passes)
        cells["all", ""].append(passes)
    for (kind, language), every in sorted(cells.items()):
        share, bound = sum(every) / len(every), lower_bound(sum(every), len(every))
        bounds[f"{kind} {language}".strip()] = bound
        print(f"| {kind} | {language} | {len(every)} | {sum(every)} | {share:.2%} | {bound:.2%} |")
    print()
    return bounds


def _unseen(triage: Triage, pages: Sequence[str], records: Sequence[Record]) -> None:
    said = answers([to_document(record) for record in records], read=False)
    wanted = [
        r for r, a in zip(records, said, strict=True) if (bool(r["labels"]) if a is None else a.flagged or a.clears)
    ]
    hosts = [page for page in pages if is_article(page)]
    ways: list[tuple[str, Callable[[Record, random.Random], bytes | None]]] = [
        ("plain", lambda _record, _chance: None),
        ("in pages of our own", lambda r, chance: in_page(r["title"], r["text"], r["lang"], chance)),
    ]
    if hosts:
        ways.append(("in pages of others", lambda r, chance: in_other(chance.choice(fitting(hosts, r)), r)))
    for name, way in ways:
        print(f"Writers whom nothing here has seen, {name}")
        _table(_judged(triage, wanted, way))


def _judged(
    triage: Triage, records: Sequence[Record], way: Callable[[Record, random.Random], bytes | None]
) -> Iterator[tuple[str, str, bool]]:
    for record in records:
        document = to_document(record)
        page = way(record, random.Random(f"test {record['id']}"))  # noqa: S311 - repeatable, not secret
        if page is not None and not _is_extracted(page, record):
            continue  # the full reader would not see it there either
        yield document.kind.value, document.language.value, _passes(triage, document, page)


def _passes(triage: Triage, document: Document, page: bytes | None) -> bool:
    """As a night does it: a page by its bytes, and again by what is extracted from it."""
    if page is None:
        return triage.document(document).passes
    return triage.page(page, document.kind).passes and triage.document(_extracted(page, document)).passes


def _extracted(page: bytes, document: Document) -> Document:
    read = extract(page, url="https://page.example/1", kind=document.kind)
    return replace(document, title=read.title, text=read.text)


def _is_extracted(page: bytes, record: Record) -> bool:
    return record["text"].split("\n")[0].strip()[:30] in _extracted(page, to_document(record)).text


def _ordinary(triage: Triage, data: Path) -> list[str]:
    """What is stopped less often than promised."""
    print("Ordinary texts of others: the share that is stopped\n")
    print("| texts | language | number | stopped as text | as page or text of it |\n| --- | --- | --- | --- | --- |")
    totals: dict[str, list[bool]] = defaultdict(list)
    for kind in DocumentKind:
        for hard in (False, True):
            for path in files(data, kind, hard=hard):
                if path.name in FREE:
                    continue
                _line(triage, path, kind, totals[f"{kind.value}{', near the subject' * hard}"])
    for name, stopped in totals.items():
        print(f"| **all {name}** | | {len(stopped)} | {sum(stopped) / max(len(stopped), 1):.1%} | |")
    print()
    shares = {name: sum(stopped) / len(stopped) for name, stopped in totals.items() if stopped and "near" not in name}
    return [f"ordinary {name}: {share:.1%} stopped" for name, share in shares.items() if share < _STOPPED]


def _line(triage: Triage, path: Path, kind: DocumentKind, total: list[bool]) -> None:
    by_language: dict[Language, list[Document]] = defaultdict(list)
    for document in read_file(path, kind):
        by_language[document.language].append(document)
    for language, documents in by_language.items():
        plain = [not triage.document(document).passes for document in documents]
        pages = [not _passes(triage, document, _page(document)) for document in documents]
        shares = f"{sum(plain) / len(plain):.1%} | {sum(pages) / len(pages):.1%}"
        print(f"| {path.parent.name}/{path.name} | {language.value} | {len(documents)} | {shares} |")
        total += plain


def _page(document: Document) -> bytes:
    chance = random.Random(document.document_id)  # noqa: S311 - repeatable, not secret
    return in_page(document.title, document.text, document.language.value, chance)


def _real(triage: Triage, pages: Sequence[str]) -> None:
    nothing = Document("page", DocumentKind.NEWS, "", "", "", "", "", Language.SPANISH)
    by_bytes = sum(not triage.page(page.encode(), DocumentKind.NEWS).passes for page in pages)
    stopped = sum(not _passes(triage, nothing, page.encode()) for page in pages)
    print(
        f"Real pages as they were saved, read as news: {by_bytes} of {len(pages)} stopped as pages, "
        f"{stopped} ({stopped / len(pages):.1%}) with those that are stopped as texts"
    )


if __name__ == "__main__":
    sys.exit(main())
