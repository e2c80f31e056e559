"""What triage has learnt: a weight for every place, a threshold for every kind and language, of pages and of the texts
that are extracted from them. `models.train_triage` writes it; nothing else does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import SettingsError
from core.terms import DocumentKind, Language
from nlp.sieve.words import SIZE, WINDOW, features, starts

FOLDER = Path(__file__).parent / "learnt"
_WEIGHTS, _CARD = "weights.npz", "triage.json"

Floats = NDArray[np.float32]
Thresholds = Mapping[DocumentKind, Mapping[Language, float]]


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear judge of windows."""

    version: str
    weights: Floats
    shift: float
    thresholds: Thresholds
    texts: Thresholds  # of extracted texts, before their length counts (nlp.sieve.length)

    def score(self, words: Sequence[bytes]) -> tuple[float, int]:
        """How near the best window of a text comes to the subject (any number), and with which word it begins."""
        rows = features(words)
        begins = starts(len(rows))
        # All windows at once, a row each, its features in order: of those that are alike the first counts.
        seen = np.array(begins)[:, None] * rows.shape[1] + np.arange(min(len(rows), WINDOW) * rows.shape[1])
        places = np.sort(rows.reshape(-1)[seen], axis=1)
        told = self.weights[places]
        told[:, 1:][places[:, 1:] == places[:, :-1]] = 0
        scores = told.sum(axis=1)
        best = int(scores.argmax())
        return float(scores[best]) + self.shift, begins[best]


def read(folder: Path = FOLDER) -> Weights:
    """The weights of a folder.

    Raises:
        SettingsError: they can't be read.
    """
    try:
        card = json.loads((folder / _CARD).read_text(encoding="utf-8"))
        weights = np.load(folder / _WEIGHTS)["weights"].astype(np.float32)
        thresholds, texts = _thresholds(card["thresholds"]), _thresholds(card["texts"])
        shift = float(card["shift"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{folder} can't be read: {error}.", remedy="Restore it from the release.") from error
    if weights.shape != (SIZE,):
        raise SettingsError(f"{folder}: {weights.shape} weights.", remedy="Train anew: python -m models.train_triage")
    return Weights(version_of(folder), weights, shift, thresholds, texts)


def _thresholds(content: Mapping[str, Mapping[str, float]]) -> Thresholds:
    return {
        DocumentKind(kind): {Language(language): float(value) for language, value in each.items()}
        for kind, each in content.items()
    }


def version_of(folder: Path = FOLDER) -> str:
    """The version that a folder states, without its weights being loaded; SettingsError where it can't be read."""
    try:
        return str(json.loads((folder / _CARD).read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{folder} can't be read: {error}.", remedy="Restore it from the release.") from error


def write(folder: Path, weights: Floats, shift: float, thresholds: Thresholds, texts: Thresholds) -> str:
    """Put what was learnt into a folder. Returns its version: the digest of all that decides."""
    folder.mkdir(parents=True, exist_ok=True)
    half = weights.astype(np.float16)
    decides = {"shift": round(shift, 4), "thresholds": _plain(thresholds), "texts": _plain(texts)}
    digest = hashlib.sha256(half.tobytes())
    digest.update(json.dumps(decides, sort_keys=True).encode())
    version = digest.hexdigest()[:12]
    np.savez_compressed(folder / _WEIGHTS, weights=half)
    (folder / _CARD).write_text(json.dumps({"version": version, **decides}, indent=1) + "\n", encoding="utf-8")
    return version


def _plain(thresholds: Thresholds) -> dict[str, dict[str, float]]:
    return {
        kind.value: {language.value: round(value, 4) for language, value in each.items()}
        for kind, each in thresholds.items()
    }
