"""How well names are found, ours beside pipelines of others, as a markdown table.

    python -m models.evaluate_names [--data ../shared/data/ner] [--model models/names] [--other NAME=PATH ...]

F1 over whole names, bounds and kind exact. Kinds of others are read as ours: PERSON as PER, GPE and FAC as LOC; all
further kinds (MISC, NORP, dates ...) count neither for nor against anybody. --other takes a folder of a spaCy pipeline,
judged on corpora of its own language. In our own records kinds are told by shape and places are marked where they are
stops or in the gazetteer: what is unsure there counts for nothing, and of places only the share found is given.
"""

from __future__ import annotations

import argparse
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc

from core.terms import Language
from models.names_corpora import UNSURE, Sample, read_columns, read_uner
from models.names_records import Kinds, to_sample
from models.records import load
from models.split import part
from models.train_names import DATA, read_others
from nlp.pipeline import pipeline
from nlp.trained.entities import FOLDER, LABELS, Entities

_AS_OURS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}

Reads = Callable[[Sample], Doc]
Found = set[tuple[int, int, str]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--other", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--part", default="test", choices=("dev", "test"), help="of our own records")
    given = parser.parse_args()
    systems = [("ours", None, ours(given.model)), *_others(given.other)]
    parts = list(corpora(given.data, given.part))  # what is missing is said before the table begins
    print("| corpus | system | names | precision | recall | F1 | PER | ORG | LOC |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for title, samples, whole in parts:
        for name, language, reads in systems:
            if language in (None, samples[0].language):
                print(row(title, name, samples, reads, whole=whole))


def ours(folder: Path) -> Reads:
    """Our recogniser on the tokens of our pipelines."""
    return lambda sample: Entities((nlp := pipeline(sample.language)).vocab, folder)(nlp.make_doc(sample.text))


def _others(given: list[str]) -> Iterator[tuple[str, Language | None, Reads]]:
    if not given:
        print("No pipelines of others to compare with: --other NAME=PATH.\n")
    for pair in given:
        name, _, path = pair.partition("=")
        if not (Path(path) / "config.cfg").is_file():
            print(f"{name} is not at {path}: left out.\n")
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of an older version of spaCy
            nlp = spacy.load(path)
        yield name, Language(str(nlp.lang)), lambda sample, nlp=nlp: nlp(sample.text)  # type: ignore[misc]


def corpora(data: Path, which: str) -> Iterator[tuple[str, list[Sample], bool]]:
    """Title, texts and whether all their names are marked."""
    for title, name, language in (
        ("CoNLL-2002 testa (es)", "conll2002_esp.testa.txt", Language.SPANISH),
        ("UNER Bosque dev (pt)", "uner_pt_bosque_dev.iob2", Language.PORTUGUESE),
        ("UNER EWT dev (en)", "uner_en_ewt_dev.iob2", Language.ENGLISH),
    ):
        path = data / name
        if not path.is_file():
            print(f"{path} is not there: left out.\n")
        elif path.suffix == ".iob2":
            yield title, read_uner(path, language), True
        else:
            yield title, read_columns(path, language), True
    records = load()
    portuguese, english = read_others(data)
    kinds = Kinds([record for record in records if part(record) in {"train", "dev"}], portuguese + english)
    own = [to_sample(record, kinds) for record in records if part(record) == which]
    for language in (Language.SPANISH, Language.PORTUGUESE, Language.ENGLISH):
        for news in (True, False):
            chosen = [s for s in own if s.language is language and s.news is news]
            yield f"our records, {'news' if news else 'adverts'} ({language})", chosen, False


def row(title: str, system: str, samples: list[Sample], reads: Reads, *, whole: bool) -> str:
    """One line of the table."""
    counts: Counter[tuple[str, str]] = Counter()
    for sample in samples:
        gold, found = _compared(sample, reads(sample))
        for kind in LABELS:
            right = {g for g in gold if g[2] == kind}
            said = {f for f in found if f[2] == kind}
            counts["hit", kind] += len(right & said)
            counts["gold", kind] += len(right)
            counts["said", kind] += len(said)
    kinds = LABELS if whole else LABELS[:2]
    hit, gold_, said_ = (sum(counts[what, kind] for kind in kinds) for what in ("hit", "gold", "said"))
    cells = [f"{gold_}", *(f"{100 * x:.1f}" for x in (_share(hit, said_), _share(hit, gold_), _f1(hit, said_, gold_)))]
    cells += [f"{100 * _f1(*(counts[what, kind] for what in ('hit', 'said', 'gold'))):.1f}" for kind in kinds]
    if not whole:
        cells.append(f"{100 * _share(counts['hit', 'LOC'], counts['gold', 'LOC']):.1f} found")
    return f"| {title} | {system} | " + " | ".join(cells) + " |"


def _compared(sample: Sample, doc: Doc) -> tuple[Found, Found]:
    """What is right and what was said, without what touches anything unsure."""
    gold = {(s.start, s.end, s.kind) for s in sample.spans if s.kind != UNSURE}
    unsure = [s for s in sample.spans if s.kind == UNSURE]
    said = {(e.start_char, e.end_char, _AS_OURS[e.label_]) for e in doc.ents if e.label_ in _AS_OURS}
    return gold, {f for f in said if f in gold or not any(u.start < f[1] and f[0] < u.end for u in unsure)}


def _share(part_: int, of: int) -> float:
    return part_ / of if of else 0.0


def _f1(hit: int, said: int, gold: int) -> float:
    return 2 * hit / (said + gold) if said + gold else 0.0


if __name__ == "__main__":
    main()
