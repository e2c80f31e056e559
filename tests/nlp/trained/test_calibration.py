"""Curves and thresholds: what the model ships with can be read, and what can't be is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SettingsError
from core.terms import DocumentKind, DocumentLabel
from nlp.trained.calibration import Calibration, Curve, read_calibration
from nlp.trained.reader import MODEL
from nlp.trained.tags import LABELS, MAY_CARRY

PLAIN = Calibration(
    "uncalibrated", {kind: dict.fromkeys(labels, Curve(1.0, 0.0, 0.5)) for kind, labels in MAY_CARRY.items()}
)
"""Logits as they are, 0.5 for every label."""


@given(st.floats(-1e6, 1e6), st.floats(0.1, 3), st.floats(-3, 3))
def test_a_curve_gives_probabilities(logit: float, slope: float, shift: float) -> None:
    assert 0.0 <= Curve(slope, shift, 0.5).probability(logit) <= 1.0


def test_a_kind_carries_its_own_labels_only() -> None:
    certain = np.full(len(LABELS), 9.0, np.float32)
    news = PLAIN.scores(DocumentKind.NEWS, certain)
    advert = PLAIN.scores(DocumentKind.AD, certain)
    assert [label for label, score in news.items() if score] == [DocumentLabel.SMUGGLING_REPORT]
    assert advert[DocumentLabel.SMUGGLING_REPORT] == 0.0
    assert set(PLAIN.given(DocumentKind.AD, advert)) == set(DocumentLabel) - {DocumentLabel.SMUGGLING_REPORT}


def test_the_shipped_thresholds_ask_for_more_than_a_coin() -> None:
    for curves in read_calibration(MODEL).curves.values():
        assert all(0.5 <= curve.threshold < 1.0 and curve.slope > 0 for curve in curves.values())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": "1"}', '{"version": "1", "curves": {"news": 3}}'])
def test_a_broken_calibration_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "calibration.json").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"calibration\.json"):
        read_calibration(tmp_path)
