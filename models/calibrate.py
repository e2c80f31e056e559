"""Fits the curves and thresholds of a trained model, and writes them beside it as calibration.json.

    python -m models.calibrate models/reader [--data ../shared/data]

Curves: Platt's logistic regression of each label's logit on the development part, which training did not see; one
for each kind of document, all labels of adverts sharing theirs (of the rarer ones there are too few to fit their
own). Thresholds: the one best in F1 on the development part, raised where more real ordinary news or adverts would
be flagged than allowed (real texts set thresholds and nothing else; without them the former alone holds).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.terms import DocumentKind
from models.align import to_document
from models.real import read_real
from models.records import Record, load
from models.split import part
from nlp.reading import joined
from nlp.trained.encoder import Encoder
from nlp.trained.tags import LABELS, MAY_CARRY

Floats = NDArray[np.float64]
_ALLOWED = {DocumentKind.NEWS: 0.001, DocumentKind.AD: 0.002}
"""Share of real ordinary documents that may be flagged."""
_STEPS = 200


def calibrate(folder: Path, data: Path | None) -> dict[str, object]:
    """The content of calibration.json for the model in `folder`."""
    encoder = Encoder(folder)
    records = [record for record in load() if part(record) == "dev"]
    curves: dict[str, dict[str, dict[str, float]]] = {}
    for kind, labels in MAY_CARRY.items():
        own = [record for record in records if record["kind"] == kind]
        logits = _logits(encoder, own)
        ordered = [label for label in LABELS if label in labels]
        columns = [LABELS.index(label) for label in ordered]
        truth = np.array([[float(label in record["labels"]) for label in ordered] for record in own])
        slope, shift = fit_curve(logits[:, columns].ravel(), truth.ravel())
        probabilities = _logistic(slope * logits[:, columns] + shift)
        real = _real(encoder, kind, columns, slope, shift, data)
        threshold = _threshold(probabilities, truth, real, _ALLOWED[kind])
        curves[kind.value] = {
            label.value: {"slope": round(slope, 4), "shift": round(shift, 4), "threshold": threshold}
            for label in ordered
        }
        print(f"{kind.value}: slope {slope:.2f}, shift {shift:.2f}, threshold {threshold}, {len(real)} real texts")
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    return {"version": digest[:12], "curves": curves}


def _logits(encoder: Encoder, records: list[Record]) -> Floats:
    documents = [to_document(record) for record in records]
    answers = encoder.answer([(document.kind, joined(document)[0]) for document in documents])
    return np.array([answer.labels for answer in answers], dtype=np.float64)


def _real(
    encoder: Encoder, kind: DocumentKind, columns: list[int], slope: float, shift: float, data: Path | None
) -> Floats:
    """The highest probability of any label for each real ordinary text of a kind."""
    if data is None or not data.is_dir():
        return np.zeros(0)
    texts = [(kind, joined(document)[0]) for document in read_real(data, kind, hard=False)]
    logits = np.array([answer.labels for answer in encoder.answer(texts)], dtype=np.float64)
    highest: Floats = _logistic(slope * logits[:, columns] + shift).max(axis=1)
    return highest


def fit_curve(logits: Floats, truth: Floats) -> tuple[float, float]:
    """Slope and shift of the logistic curve that makes the truth likeliest, slightly regularised.

    Newton's method; a step that would make things worse is halved, for where few answers are wrong a whole one
    overshoots without end.
    """
    features = np.stack([logits, np.ones_like(logits)], axis=1)
    start, pull = np.array([1.0, 0.0]), np.diag([1.0, 0.05])

    def cost(weights: Floats) -> float:
        signed = np.where(truth > 0.5, -1.0, 1.0) * (features @ weights)
        return float(np.logaddexp(0, signed).sum() + (weights - start) @ pull @ (weights - start) / 2)

    weights = start
    for _ in range(50):
        probability = _logistic(features @ weights)
        gradient = features.T @ (probability - truth) + pull @ (weights - start)
        curvature = (features * (probability * (1 - probability))[:, None]).T @ features + pull
        step = np.linalg.solve(curvature, gradient)
        while cost(weights - step) > cost(weights) and np.abs(step).max() > 1e-8:
            step = step / 2
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return float(weights[0]), float(weights[1])


def _logistic(values: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-np.clip(values, -700, 700)))
    return result


def _threshold(probabilities: Floats, truth: Floats, real: Floats, allowed: float) -> float:
    """The threshold of best F1 that flags at most `allowed` of the real texts."""
    best = max(_candidates(), key=lambda t: (round(_f1(probabilities >= t, truth > 0.5), 4), -abs(t - 0.5)))
    while len(real) and (real >= best).mean() > allowed and best < 0.99:
        best += 1 / _STEPS
    return round(best, 3)


def _candidates() -> Iterator[float]:
    return (step / _STEPS for step in range(_STEPS // 4, _STEPS))


def _f1(given: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    both = (given & truth).sum()
    return float(2 * both / max(given.sum() + truth.sum(), 1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    given_arguments = parser.parse_args()
    content = calibrate(given_arguments.folder, given_arguments.data)
    path = given_arguments.folder / "calibration.json"
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
