"""How far a text need be read: most that triage lets pass say within a few lines that they are none of ours.

Of a long text the opening is read first, and where that says no the stretch that triage's weights find nearest to the
subject. Where both say no plainly, that is the answer. Else its first passage is read, and the others only where they
could still bring it a label: of news the first counts as much as all together. `python -m benchmarks.glance` measures
what is lost.
"""

from __future__ import annotations

import numpy as np

from core.terms import DocumentKind
from nlp.sieve.words import features, words_of
from nlp.trained.calibration import Calibration
from nlp.trained.encoder import Floats
from nlp.triage import Triage

_WORDS = 90  # about as many as a glance shows
LONG = 1_800  # characters; a shorter text is read at once: two glances and then the text cost more than they spare
HOPELESS = 0.02  # probability below which a glance says no
HIGHEST = 12.0  # logit; what the later passages are taken to say together at the most: single ones may say more


class Glance:
    """Decides by a model's own curves and thresholds."""

    def __init__(self, calibration: Calibration) -> None:
        self.calibration = calibration
        self._sieve = Triage().weights

    def glance_at(self, text: str) -> int | None:
        """From which character on a glance promises most; None where the text is short enough to be read at once."""
        if len(text) < LONG:
            return None
        told = self._sieve.weights[features(words_of(text))].sum(axis=1)  # by each word
        before = np.concatenate([[0.0], told.cumsum()])
        start = int((before[_WORDS:] - before[:-_WORDS]).argmax()) if len(told) > _WORDS else 0
        return len(text) * start // max(len(told), 1)  # words have no offsets; some lines to and fro don't matter

    def is_hopeless(self, kind: DocumentKind, glanced: Floats) -> bool:
        """Whether what a glance says, (5,) logits, rules a label out."""
        return max(self.calibration.scores(kind, glanced).values()) < HOPELESS

    def is_settled(self, kind: DocumentKind, first: Floats, passages: int) -> bool:
        """Whether no later passage can bring a text a label whose first says this, (5,) logits."""
        if kind is DocumentKind.AD:  # any passage of an advert may bring it one
            return False
        share = (1 + 1 / passages) / 2  # of the first, see encoder
        best = share * first + (1 - share) * HIGHEST
        return not self.calibration.given(kind, self.calibration.scores(kind, best))
