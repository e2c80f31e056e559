"""How much nearer to the subject news must come where there is more of it: a report of many words has room to say so.

What is extracted from a page is the article alone, so that its length tells much; that of a page with all that stands
around tells less. The score from which it passes rises from so many words on to twice as many. A page of one to four
hundred words is let through sooner: a report of fifty words drowns in its menu, and such pages are few and cost little
to extract; then the text is judged alone. Adverts are left alone: a long one may be an offer in a list of others.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.terms import DocumentKind


@dataclass(frozen=True, slots=True)
class Rise:
    """From `start` words to twice as many a score must rise by `most`; down to half as many it may fall by `mercy`, but
    not below `least` words: a wall of cookies has fewer, and a report without a menu does not drown."""

    start: int
    most: float
    mercy: float = 0.0
    least: int = 0

    def at(self, words: int, kind: DocumentKind) -> float:
        """What so many words need beyond `start`, as a score; below 0 where fewer need less."""
        if kind is not DocumentKind.NEWS or words < self.least:
            return 0.0
        doublings = max(-1.0, min(math.log2(max(words, 1) / self.start), 1.0))
        return doublings * (self.most if doublings > 0 else self.mercy)


TEXT, PAGE = Rise(200, 3.0), Rise(400, 1.0, mercy=1.5, least=100)
