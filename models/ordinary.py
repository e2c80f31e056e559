"""Ordinary texts that a shipped model may learn from: what triage takes as the rest of the world.

Read where they lie, never copied; every one is of a licence that allows it (nlp/sieve/learnt/README.md names them). The
real news and adverts of `models.real` are not among them, but for two sets that are free. `models/data/ordinary` holds
adverts of flats, work and goods that were written for this project: free ones in Spanish and Portuguese are rare.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.terms import DocumentKind, Language
from models.names_corpora import read_columns
from models.records import DATA

_TOGETHER = 12  # sentences that make a text
_FRAGMENTS = 3  # of its sentences that are also shown alone: a line or two is no offer either
_FREE = (
    ("ads/job_ads_es_peru_annotated.jsonl", DocumentKind.AD),  # MIT
    ("news/press_releases_other_crime_en.jsonl", DocumentKind.NEWS),  # public domain
)
FREE = frozenset(Path(name).name for name, _ in _FREE)
"""Files of real texts that training sees: nothing is measured on them."""
_TREES = ("ner/uner_pt_bosque_train.iob2", "ner/uner_pt_bosque_dev.iob2", "ner/uner_en_ewt_dev.iob2")  # CC BY-SA
_WIKIPEDIA = "ner/wikigold_en.conll"  # CC BY
_OWN, _OWN_WORTH = DATA / "ordinary" / "adverts.jsonl", 2.0
_BEGINNING, _DEMANDS = 400, 1500  # characters of a vacancy's summary that are shown alone, and of what it asks for
_OURS = re.compile(r"smuggl|traffick", re.IGNORECASE)  # what may be of the subject is nothing ordinary


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A text in which nobody smuggles."""

    language: str
    title: str
    text: str
    worth: float = 1.0  # what it counts beside the others
    kind: DocumentKind = DocumentKind.NEWS


def ordinary(data: Path, treebanks: Path) -> Iterator[Ordinary]:
    """Everything that is there: `data` as ../shared/data, `treebanks` a folder of CoNLL-U files, of tables of news
    (CSV: title, text) and of vacancies (JSON, as USAJOBS answers a search), named by language."""
    for name, kind in _FREE:
        for row in _rows(data / name):
            title, text = row.get("title") or "", row.get("text") or ""
            yield Ordinary(row["lang"], title, text, kind=kind)
            yield Ordinary(row["lang"], "", text.strip().split("\n")[0], kind=kind)
    for path in (*(data / name for name in _TREES), *sorted(treebanks.glob("*.conllu"))):
        language = path.name.split("_")[1] if path.suffix == ".iob2" else path.name.split("_")[0]
        yield from _texts(_sentences(path), language)
    for path in sorted(treebanks.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            told = (Ordinary(path.name[:2], row["title"], row["text"]) for row in csv.DictReader(file))
            yield from (each for each in told if not _OURS.search(each.text))
    if (data / _WIKIPEDIA).exists():
        samples = read_columns(data / _WIKIPEDIA, Language.ENGLISH)
        yield from _texts([sample.text for sample in samples], Language.ENGLISH.value)
    yield from _vacancies(sorted(treebanks.glob("*.json")))
    yield from _own()


def _vacancies(paths: list[Path]) -> Iterator[Ordinary]:
    """Each once, as its summary, as the beginning of that, and as what is asked for."""
    told: set[str] = set()
    for path in paths:
        for found in json.loads(path.read_text(encoding="utf-8"))["SearchResult"]["SearchResultItems"]:
            row = found["MatchedObjectDescriptor"]
            title, summary = row["PositionTitle"], row["UserArea"]["Details"].get("JobSummary", "")
            if summary in told:
                continue
            told.add(summary)
            for text in (summary, summary[:_BEGINNING], row.get("QualificationSummary", "")[:_DEMANDS]):
                if text:
                    yield Ordinary(path.name[:2], title, text, kind=DocumentKind.AD)


def _own() -> Iterator[Ordinary]:
    for row in _rows(_OWN):
        yield Ordinary(row["lang"], row["title"], row["text"], _OWN_WORTH, DocumentKind.AD)
        yield Ordinary(row["lang"], "", row["text"].split(". ")[0], kind=DocumentKind.AD)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _sentences(path: Path) -> list[str]:
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("# text = ").strip() for line in lines if line.startswith("# text = ")]


def _texts(sentences: list[str], language: str) -> Iterator[Ordinary]:
    for start in range(0, len(sentences), _TOGETHER):
        some = sentences[start : start + _TOGETHER]
        yield Ordinary(language, "", "\n".join(some))
        yield from (Ordinary(language, "", sentence) for sentence in some[:_FRAGMENTS])
