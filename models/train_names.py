"""Trains the recogniser of names (persons, organisations, places) that `nlp.trained.entities` runs.

    python -m models.train_names [--data ../shared/data/ner] [--out models/names] [--passes 6] [--languages es,en,pt]

It learns from our own records (all writers but those of the test part), the Bosque of Universal NER (pt) and WikiGold
(en), read from --data where they lie; where they don't it says so and learns from our records alone. The tokens are
those of `nlp.pipeline`, their NORM folded. On one machine and version of spaCy the same data give the same weights.
"""

from __future__ import annotations

import argparse
import random
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language as Pipeline
from spacy.training import Example, offsets_to_biluo_tags
from spacy.training.batchers import minibatch_by_words
from thinc.api import fix_random_seed

from core.terms import Language
from models.names_corpora import UNSURE, Sample, grouped, read_columns, read_uner
from models.names_records import Kinds, to_sample
from models.names_variants import Variants
from models.records import load
from models.split import part
from nlp.pipeline import pipeline
from nlp.trained.entities import LABELS

HERE = Path(__file__).parent
DATA = Path("../shared/data/ner")
_SEED = 7
_RATE, _DROPOUT, _WORDS = 0.001, 0.15, 1500  # words: a step
_ATTRIBUTES = {"NORM": 8000, "PREFIX": 1000, "SUFFIX": 3000, "SHAPE": 2000}
"""What the network sees of a word, and rows of its tables; all of it is the same under every language's tokenizer."""

_META = {
    "name": "names",
    "version": "1.0.0",
    "description": "Persons, organisations and places in Spanish, English and Portuguese, for Almenara.",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.11,<3.9.0",
    "sources": [
        {"name": "Almenara's labelled records (models/data)", "license": "Apache-2.0"},
        {"name": "Universal NER, UNER_Portuguese-Bosque (train)", "license": "CC BY-SA 4.0"},
        {"name": "WikiGold (Balasuriya and others 2009)", "license": "CC BY 4.0"},
        {"name": "GeoNames: names of towns, put in place of others", "license": "CC BY 4.0"},
    ],
    "notes": "Reads tokens whose NORM is folded: run it by nlp.trained.entities, not by spacy.load alone.",
}


@dataclass(frozen=True, slots=True)
class Corpora:
    """What is learnt from: corpora of others by language, and our own records."""

    portuguese: list[Sample]
    english: list[Sample]
    own: list[Sample]

    def all(self) -> list[Sample]:
        """Every sample."""
        return [*self.portuguese, *self.english, *self.own]


def main() -> None:
    """Train and save; prints the loss of every pass and the minutes that it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=HERE / "names")
    parser.add_argument("--passes", type=int, default=6)
    parser.add_argument("--languages", default="es,en,pt", help="for trials: learn some languages only")
    parser.add_argument("--trial", action="store_true", help="leave the development part out too")
    parser.add_argument(
        "--plain", action="store_true", help="for trials: no Spanish-like texts made of Portuguese ones"
    )
    given = parser.parse_args()
    started = time.monotonic()
    corpora = read_corpora(given.data, trial=given.trial)
    wanted = {Language(code) for code in given.languages.split(",")}
    trained = fit(corpora, wanted, passes=given.passes, plain=given.plain)
    save(trained, given.out)
    print(f"saved to {given.out}; {(time.monotonic() - started) / 60:.1f} minutes in all")


def read_corpora(data: Path, *, trial: bool = False) -> Corpora:
    """All that may be learnt from; a trial leaves our development part out."""
    parts = {"train"} if trial else {"train", "dev"}
    records = [record for record in load() if part(record) in parts]
    portuguese, english = read_others(data)
    kinds = Kinds(records, portuguese + english)
    own = [to_sample(record, kinds) for record in records]
    print(f"{len(portuguese)} + {len(english)} sentences of others (pt, en), {len(own)} texts of our own", flush=True)
    return Corpora(portuguese, english, own)


def read_others(data: Path) -> tuple[list[Sample], list[Sample]]:
    """The Portuguese and the English corpus. One that isn't there is named and left out."""
    bosque, wikigold = data / "uner_pt_bosque_train.iob2", data / "wikigold_en.conll"
    for path in (bosque, wikigold):
        if not path.is_file():
            print(f"{path} is not there: going on without it, which gives other weights than those shipped.")
    portuguese = read_uner(bosque, Language.PORTUGUESE) if bosque.is_file() else []
    return portuguese, read_columns(wikigold, Language.ENGLISH) if wikigold.is_file() else []


def blank() -> Pipeline:
    """The untrained pipeline: a window of nine words, and spaCy's transitions over it."""
    nlp = spacy.blank("xx")
    width = 96
    tok2vec = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": list(_ATTRIBUTES),
            "rows": list(_ATTRIBUTES.values()),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    model: dict[str, Any] = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": tok2vec,
    }
    recogniser: Any = nlp.add_pipe("ner", config={"model": model})
    for label in LABELS:
        recogniser.add_label(label)
    return nlp


def fit(corpora: Corpora, wanted: set[Language], *, passes: int, plain: bool = False) -> Pipeline:
    """A pipeline that learnt from these texts; the weights are the means over all steps."""
    fix_random_seed(_SEED)
    chance = random.Random(_SEED)  # noqa: S311
    variants = Variants(corpora.all(), _SEED)
    nlp = blank()
    optimizer = nlp.initialize()
    for turn in range(passes):
        began = time.monotonic()
        shown = [s for s in _shown(corpora, variants, wanted, turn, plain) if s.language in wanted]
        chance.shuffle(shown)
        optimizer.learn_rate = _RATE * (1 - turn / passes) ** 0.5
        losses: dict[str, float] = {}
        for batch in minibatch_by_words(map(to_example, shown), size=_WORDS, discard_oversize=False):
            nlp.update(batch, sgd=optimizer, drop=_DROPOUT, losses=losses)
        print(f"pass {turn + 1}: loss {losses['ner']:.0f}, {time.monotonic() - began:.0f} s", flush=True)
    with nlp.use_params(optimizer.averages):
        means = nlp.to_bytes()
    return nlp.from_bytes(means)


def _shown(corpora: Corpora, variants: Variants, wanted: set[Language], turn: int, plain: bool) -> Iterator[Sample]:
    """The texts of one pass: the first as they are written, later ones varied; Portuguese and Spanish-like in turn."""

    def vary(sample: Sample) -> Sample:
        return variants.vary(sample) if turn else sample

    both = Language.PORTUGUESE in wanted
    for index, group in enumerate(grouped(corpora.portuguese, 1 + turn % 3)):
        as_spanish = Language.SPANISH in wanted and not plain and (not both or (index + turn) % 2 == 1)
        yield vary(variants.spanish(group) if as_spanish else group)
    for size in (1 + turn % 3, 4):  # twice: it is a fifth of the Portuguese
        yield from map(vary, grouped(corpora.english, size))
    yield from map(vary, corpora.own)


def to_example(sample: Sample) -> Example:
    """The text as our pipelines cut it, its names as tags; what is unsure or cuts a token is left open."""
    doc = pipeline(sample.language).make_doc(sample.text)
    doubtful = [span for span in sample.spans if span.kind == UNSURE]
    known = [(span.start, span.end, span.kind) for span in sample.spans if span.kind != UNSURE]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W030\]")
        tags = offsets_to_biluo_tags(doc, known)
    for token in doc:
        if tags[token.i] == "O" and any(s.start < token.idx + len(token) and token.idx < s.end for s in doubtful):
            tags[token.i] = "-"
    return Example.from_dict(doc, {"entities": tags})


def save(trained: Pipeline, folder: Path) -> None:
    """Write the pipeline with its licence and sources."""
    trained.meta.update(_META)
    trained.to_disk(folder)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
