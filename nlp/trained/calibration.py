"""From logits to probabilities, and the thresholds that the model ships with.

`calibration.json` beside the model holds, for news and for adverts: slope and shift of the logistic curve of each
label (fitted on texts that training did not see), and the threshold from which the label is given. Thresholds are
set for the world as it is, where one document in some hundreds carries a label, on real news and adverts in which
nobody smuggles.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import SettingsError
from core.terms import DocumentKind, DocumentLabel
from nlp.trained.encoder import Floats
from nlp.trained.tags import LABELS, MAY_CARRY


@dataclass(frozen=True, slots=True)
class Curve:
    """One label of one kind of document. `threshold`: the probability from which it is given."""

    slope: float
    shift: float
    threshold: float

    def probability(self, logit: float) -> float:
        """0..1."""
        value = self.slope * logit + self.shift
        return 1 / (1 + math.exp(-value)) if value > -700 else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curves of a model."""

    version: str
    curves: Mapping[DocumentKind, Mapping[DocumentLabel, Curve]]

    def scores(self, kind: DocumentKind, logits: Floats) -> dict[DocumentLabel, float]:
        """The probability of every label; 0 for those that this kind of document can't carry."""
        curves = self.curves[kind]
        return {
            label: round(curves[label].probability(float(logits[index])), 4) if label in MAY_CARRY[kind] else 0.0
            for index, label in enumerate(LABELS)
        }

    def given(self, kind: DocumentKind, scores: Mapping[DocumentLabel, float]) -> tuple[DocumentLabel, ...]:
        """The labels whose score reaches their threshold."""
        curves = self.curves[kind]
        return tuple(label for label in LABELS if label in MAY_CARRY[kind] and scores[label] >= curves[label].threshold)


def read_calibration(folder: Path) -> Calibration:
    """The calibration of the model in a folder; SettingsError where it can't be read."""
    path = folder / "calibration.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        curves = {
            DocumentKind(kind): {DocumentLabel(label): Curve(**curve) for label, curve in labels.items()}
            for kind, labels in content["curves"].items()
        }
        return Calibration(str(content["version"]), curves)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"{path} can't be read: {error}.", remedy="Restore models/reader from the release."
        ) from error


_SKIM = 2  # of nlp.trained.glance: how far texts are read; and of explain: raise it with every change of these


def version_of(calibration: Calibration, *, skims: bool = False, second: Calibration | None = None) -> str:
    """Name and version of the trained reader that this calibration belongs to, and that of its `second` opinion."""
    both = f"{calibration.version}-{second.version}" if second else calibration.version
    return f"almenara-reader-{both}{f'-skim{_SKIM}' if skims else ''}"
