"""The network answers alike on every processor."""

from __future__ import annotations

import numpy as np
import pytest

from core.settings import PROJECT_ROOT
from core.terms import DocumentKind
from nlp.trained import encoder
from nlp.trained.encoder import Encoder

_TEXTS = [
    (DocumentKind.AD, "Viajes a Chile sin pasaporte, salida los martes, pague al llegar. Wasap +57 300 000 0041"),
    (DocumentKind.NEWS, "A polícia prendeu três suspeitos de levar brasileiros aos Estados Unidos pelo México."),
]


@pytest.mark.skipif(not encoder._adds_bytes_in_full(), reason="without VNNI there is but the one way to compare with")
def test_a_processor_without_short_sums_of_bytes_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without VNNI another way to multiply is taken: slower, and no other answers."""
    folder = PROJECT_ROOT / "models" / "reader"
    said = []
    for in_full in (True, False):
        monkeypatch.setattr(encoder, "_adds_bytes_in_full", lambda own=in_full: own)
        said.append([answer.labels for answer in Encoder(folder, threads=1).answer(_TEXTS)])
    for one, other in zip(*said, strict=True):
        assert np.abs(one - other).max() < 1e-4
