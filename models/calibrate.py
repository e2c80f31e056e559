"""Fits the curves and thresholds of a trained model, and writes them beside it as calibration.json.

    python -m models.calibrate models/reader [--data ../shared/data]

Curves: Platt's logistic regression of each label's logit on the development part, which training did not see; one
for each kind of document, all labels of adverts sharing theirs (of the rarer ones there are too few to fit their
own). Thresholds: the one best in F1 on the development part, but well above even odds, raised label by label while more
real ordinary news or adverts would be flagged than allowed (real texts set thresholds and nothing else; without them
the former alone holds).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.records import Document
from core.terms import DocumentKind
from models.align import to_document
from models.real import read_real
from models.records import load
from models.split import part
from nlp.reading import joined
from nlp.trained.encoder import Encoder
from nlp.trained.subject import without_ground
from nlp.trained.tags import LABELS, MAY_CARRY
from nlp.wording.fold import fold

Floats = NDArray[np.float64]
_ALLOWED = {DocumentKind.NEWS: 0.001, DocumentKind.AD: 0.002}
"""Share of real ordinary documents that may be flagged."""
_LEAST = 0.7
"""Thresholds below this are not tried: of what comes in one document in some hundreds matters, and even odds would mail
more look-alikes than leads. On the development part a third fewer of them pass, for half a point of F1."""
_NEVER = -100.0  # logit of a label that the reader passes over for want of any word for it
_STEPS = 1 / (1 + np.exp(-np.arange(0, 7, 0.1)))  # thresholds that are tried: never below even odds


def calibrate(folder: Path, data: Path | None) -> dict[str, object]:
    """The content of calibration.json for the model in `folder`."""
    encoder = Encoder(folder)
    records = [record for record in load() if part(record) == "dev"]
    curves: dict[str, dict[str, dict[str, float]]] = {}
    for kind, labels in MAY_CARRY.items():
        own = [record for record in records if record["kind"] == kind]
        logits = _logits(encoder, [to_document(record) for record in own])
        ordered = [label for label in LABELS if label in labels]
        columns = [LABELS.index(label) for label in ordered]
        truth = np.array([[float(label in record["labels"]) for label in ordered] for record in own])
        slope, shift = fit_curve(logits[:, columns].ravel(), truth.ravel())
        real = _logistic(slope * _real(encoder, kind, data)[:, columns] + shift)
        probabilities = _logistic(slope * logits[:, columns] + shift)
        thresholds = find_thresholds(probabilities, truth, real, _ALLOWED[kind], least=_LEAST)
        curves[kind.value] = {
            label.value: {"slope": round(slope, 4), "shift": round(shift, 4), "threshold": round(threshold, 4)}
            for label, threshold in zip(ordered, thresholds, strict=True)
        }
        flagged = (real >= thresholds).any(axis=1)
        print(f"{kind.value}: slope {slope:.2f}, shift {shift:.2f}; {flagged.sum()} of {len(real)} real texts flagged")
    return {"version": _version(folder, curves), "curves": curves}


def _version(folder: Path, curves: object) -> str:
    """Of everything that decides what the model says: its weights, heads, ways, curves and thresholds."""
    digest = hashlib.sha256(json.dumps(curves, sort_keys=True).encode())
    for name in ("model.onnx", "heads.npz", "ways.tsv", "ways.json"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]


def write_version(folder: Path) -> None:
    """Write the version anew where something beside the curves has changed; nothing where there are none yet."""
    path = folder / "calibration.json"
    if path.is_file():
        curves = json.loads(path.read_text(encoding="utf-8"))["curves"]
        _write(path, {"version": _version(folder, curves), "curves": curves})


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _logits(encoder: Encoder, documents: Sequence[Document]) -> Floats:
    answers = encoder.answer([(document.kind, joined(document)[0]) for document in documents])
    return np.array([answer.labels for answer in answers], dtype=np.float64).reshape(-1, len(LABELS))


def _real(encoder: Encoder, kind: DocumentKind, data: Path | None) -> Floats:
    """Logits of each real ordinary text of a kind; `_NEVER` where the reader passes a label over for its words."""
    if data is None or not data.is_dir():
        return np.zeros((0, len(LABELS)))
    documents = list(read_real(data, kind, hard=False))
    lacking = [without_ground(kind, fold(joined(document)[0])) for document in documents]
    near = [n for n, labels in enumerate(lacking) if not MAY_CARRY[kind] <= labels]
    logits = np.full((len(documents), len(LABELS)), _NEVER)
    logits[near] = _logits(encoder, [documents[n] for n in near])
    for row, labels in zip(logits, lacking, strict=True):
        row[[LABELS.index(label) for label in labels]] = _NEVER
    return logits


def fit_curve(logits: Floats, truth: Floats) -> tuple[float, float]:
    """Slope and shift of the logistic curve that makes the truth likeliest, slightly regularised."""
    features = np.stack([logits, np.ones_like(logits)], axis=1)
    slope, shift = fit_logistic(features, truth, np.array([1.0, 0.05]), start=np.array([1.0, 0.0]))
    return float(slope), float(shift)


def fit_logistic(features: Floats, truth: Floats, pull: Floats, *, start: Floats | None = None) -> Floats:
    """The weights (k,) over features (n, k) that make the truth (n,) likeliest, each pulled back towards its start.

    Newton's method; a step that would make things worse is halved, for where few answers are wrong a whole one
    overshoots without end.
    """
    origin = np.zeros(features.shape[1]) if start is None else start

    def cost(weights: Floats) -> float:
        signed = np.where(truth > 0.5, -1.0, 1.0) * (features @ weights)
        return float(np.logaddexp(0, signed).sum() + (weights - origin) @ (pull * (weights - origin)) / 2)

    weights = origin
    for _ in range(50):
        probability = _logistic(features @ weights)
        gradient = features.T @ (probability - truth) + pull * (weights - origin)
        curvature = (features * (probability * (1 - probability))[:, None]).T @ features + np.diag(pull)
        step = np.linalg.solve(curvature, gradient)
        while cost(weights - step) > cost(weights) and np.abs(step).max() > 1e-8:
            step = step / 2
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _logistic(values: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-np.clip(values, -700, 700)))
    return result


def find_thresholds(
    probabilities: Floats, truth: Floats, real: Floats, allowed: float, *, least: float = 0.5
) -> Floats:
    """A threshold a label: that of best F1 over all labels, then raised, always where it flags most real texts.

    `probabilities`, `truth`: (documents, labels); `real`: (texts, labels), of which at most the share `allowed` is
    to be flagged; `least`: what no threshold lies below.
    """

    def quality(level: int) -> tuple[float, float]:
        return round(_f1(probabilities >= _STEPS[level], truth > 0.5), 4), -abs(_STEPS[level] - 0.5)

    levels = np.full(truth.shape[1], max(range(int(np.searchsorted(_STEPS, least)), len(_STEPS)), key=quality))
    while len(real) and (real >= _STEPS[levels]).any(axis=1).mean() > allowed:
        flagged = np.where(levels < len(_STEPS) - 1, (real >= _STEPS[levels]).sum(axis=0), 0)
        if not flagged.any():
            break
        levels[flagged.argmax()] += 1
    thresholds: Floats = _STEPS[levels]
    return thresholds


def _f1(given: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    both = (given & truth).sum()
    return float(2 * both / max(given.sum() + truth.sum(), 1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    given_arguments = parser.parse_args()
    content = calibrate(given_arguments.folder, given_arguments.data)
    _write(given_arguments.folder / "calibration.json", content)
