"""Teaches the second look at the countries of a journey, and counts the journeys it looks at; beside a trained model.

    python -m models.train_ways models/reader        # after models.export, before models.calibrate; three minutes

`ways.tsv`: the journeys of the learning part. `ways.json`: what the figures of `nlp.trained.second_look` are worth, a
logistic regression over the countries of the development part, which the network did not learn from: of texts that it
did, its heads are too sure. The threshold is the one with the most exact routes, every scene judged by the others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.align import to_document
from models.calibrate import fit_logistic, write_version
from models.records import Record, load
from models.split import part
from nlp.pipeline import read_words
from nlp.trained.encoder import Encoder
from nlp.trained.entities import entities_of
from nlp.trained.heads import Heads, Judge
from nlp.trained.journey import figures_of, places_of
from nlp.trained.second_look import FIGURES, SecondLook
from nlp.trained.spans import tagged_spans
from nlp.trained.ways import Ways, as_lines, read_ways

Floats = NDArray[np.float64]
_PULL = 1 / 0.3  # of each weight towards none, its figure spread to one
_WORDS, _WAYS = 0.5, 0.8
"""For Ways.in_order, chosen on the development part; half of both and twice of both do as well there."""
_LEAST = np.arange(0.3, 0.6, 0.05)
_FOLDS = 10
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Example:
    """A text of the development part. `figures`: (n, FIGURES); `along`: (n,), how far along its heads put each."""

    record: Record
    codes: tuple[str, ...]
    figures: Floats
    along: Floats

    @property
    def truth(self) -> NDArray[np.bool_]:
        """(n,) whether each country is on the way."""
        return np.array([code in self.record["route"] for code in self.codes], dtype=bool)


def main() -> None:
    """Write both files, and the version of what the model now says; prints what the second look is worth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    told = [tuple(record["route"]) for record in load() if part(record) == "train" and record["route"]]
    (folder / "ways.tsv").write_text(as_lines(told), encoding="utf-8")
    ways = read_ways(folder)
    examples = list(_examples(folder, ways))
    least = _best_threshold(examples, ways)
    content = _as_json(_learn(examples, least))
    (folder / "ways.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    write_version(folder)


def _examples(folder: Path, ways: Ways) -> Iterator[Example]:
    encoder, heads = Encoder(folder), Heads(folder)
    chosen = iter([record for record in load() if part(record) == "dev" and (record["labels"] or record["route"])])
    while group := list(islice(chosen, _AT_ONCE)):
        readings = [read_words(to_document(record)) for record in group]
        answers = encoder.answer([(reading.document.kind, reading.text) for reading in readings])
        for record, reading, answer in zip(group, readings, answers, strict=True):
            tagged = tagged_spans(answer, reading.text)
            places = places_of(reading, Judge(heads, answer), tagged, entities_of(reading.doc))
            codes = tuple(country.key for country in places.countries)
            yield Example(record, codes, figures_of(reading, places, ways), places.country_logits[:, 1].astype(float))


def _learn(examples: Sequence[Example], least: float) -> SecondLook:
    figures = np.concatenate([example.figures for example in examples])
    truth = np.concatenate([example.truth for example in examples])
    middle, spread = figures.mean(axis=0), np.maximum(figures.std(axis=0), 1e-6)
    scaled = np.hstack([(figures - middle) / spread, np.ones((len(figures), 1))])
    fitted = fit_logistic(scaled, truth.astype(float), np.array([_PULL] * len(FIGURES) + [1e-6]))
    weights = fitted[:-1] / spread
    return SecondLook(weights, float(fitted[-1] - weights @ middle), least, _WORDS, _WAYS)


def _best_threshold(examples: Sequence[Example], ways: Ways) -> float:
    """The one with the most exact routes among labelled texts; of equals the middle one."""
    folds = [int(hashlib.blake2b(e.record["scenario"].encode(), digest_size=4).hexdigest(), 16) for e in examples]
    exact, total = np.zeros(len(_LEAST)), 0
    for fold in range(_FOLDS):
        look = _learn([e for e, own in zip(examples, folds, strict=True) if own % _FOLDS != fold], 0.5)
        for example, own in zip(examples, folds, strict=True):
            if own % _FOLDS != fold or not (example.record["labels"] and example.record["route"]):
                continue
            total += 1
            shares = look.probabilities(example.figures)
            for n, least in enumerate(_LEAST):
                along = {
                    code: far
                    for code, share, far in zip(example.codes, shares, example.along, strict=True)
                    if share >= least
                }
                exact[n] += list(ways.in_order(along, words=_WORDS, ways=_WAYS)) == example.record["route"]
    for least, count in zip(_LEAST, exact, strict=True):
        print(f"threshold {least:.2f}: {count / total:.3f} of {total} routes exact, by scenes not learnt from")
    best = np.flatnonzero(exact == exact.max())
    return round(float(_LEAST[best[len(best) // 2]]), 2)


def _as_json(look: SecondLook) -> dict[str, object]:
    weights = {name: round(float(weight), 4) for name, weight in zip(FIGURES, look.weights, strict=True)}
    rest = {"shift": round(look.shift, 4), "least": look.least, "words": look.words, "ways": look.ways}
    return {"weights": weights, **rest}


if __name__ == "__main__":
    main()
