"""How much nearer to the subject news must come where there is more of it: a report of many words has room to say so.

What is extracted from a page is the article alone, so that its length tells much; that of a page with all that stands
around tells less. The score from which it passes rises from so many words on to twice as many. Adverts are left alone:
a long one may be an offer in a list of others.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.terms import DocumentKind


@dataclass(frozen=True, slots=True)
class Rise:
    """From `start` words to twice as many a score must rise by `most`."""

    start: int
    most: float

    def at(self, words: int, kind: DocumentKind) -> float:
        """What so many words need beyond a few, as a score."""
        if kind is not DocumentKind.NEWS or words <= self.start:
            return 0.0
        return self.most * min(math.log2(words / self.start), 1.0)


TEXT, PAGE = Rise(200, 3.0), Rise(400, 1.0)
