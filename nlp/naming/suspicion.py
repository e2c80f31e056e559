"""How strongly the words beside a name say that it runs, sells or staffs the crossing."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Callable

from nlp.naming import evidence as words
from nlp.naming.occurrences import Occurrence, is_quoted
from nlp.reading import Reading

_LONGEST_ACRONYM = 7  # letters; services and task forces are written so
RESIDENCE = re.compile(
    r"(?:\b\d{1,2}(?: anos)?(?: years old)?, (?:de |of |from |residente en )?|\b(?:from|in|at|near|en|em|cerca de|both of|resident of|residente en|vecino de) )$"
)


def _near(sentence: int, telling: frozenset[int], reach: int) -> bool:
    return bool(telling & set(range(sentence - reach, sentence + reach + 1)))


def operator_weight(reading: Reading, occurrence: Occurrence, telling: frozenset[int]) -> float:
    """How strongly the words beside the name say that it runs, sells or staffs the crossing; 0 where they do not."""
    if not telling or _is_only_a_word(reading, occurrence):
        return 0.0
    start, end = reading.sentence_bounds(occurrence.sentence)
    before, after = reading.folded[start : occurrence.start], reading.folded[occurrence.end : end]
    here, near = occurrence.sentence in telling, _near(occurrence.sentence, telling, 2)
    if RESIDENCE.search(before) or words.PRETENDED_BEFORE.search(before):
        return 0.0
    if not here and words.GOODS.search(reading.folded[start:end]):
        return 0.0
    close, about = _near(occurrence.sentence, telling, 5), _near(occurrence.sentence, telling, 9)
    accused = words.ACCUSED.search(reading.folded[start:end])  # a nickname far from the deed is no suspicion by itself
    checks: tuple[tuple[Callable[[], object], float], ...] = (
        (lambda: about and words.LEADER.search(before), 0.88),
        (lambda: close and words.LED_BY.search(before), 0.85),
        (lambda: near and words.MEMBER.search(before), 0.85),
        (lambda: here and words.OWNED.search(before), 0.82),
        (lambda: near and is_quoted(reading, occurrence) and words.LINKED.search(before), 0.82),
        (lambda: about and words.CHAT.search(before), 0.84),
        (lambda: (near or (about and accused)) and words.CALLED.search(before), 0.82),
        (lambda: close and words.SEIZED_AFTER.match(after), 0.88),
        (lambda: close and words.APPOSED.match(after), 0.88),
        (lambda: near and words.BEHIND.search(before), 0.82),
        (lambda: here and words.DEED_AFTER.match(after), 0.86),
        (lambda: near and words.SEIZED.search(before), 0.82),
        (lambda: near and words.IDENTIFIED.search(before), 0.82),
        (lambda: close and words.FRONT_AFTER.match(after), 0.86),
        (lambda: here and is_quoted(reading, occurrence) and words.NAMED_GROUP.search(before), 0.88),
        (lambda: here and words.GUILTY_NOUN.match(after), 0.8),
        (lambda: here and words.NAMED_GROUP.search(before), 0.8),
    )
    weights = [weight for check, weight in checks if check()]
    return min(0.97, max(weights) + 0.04 * (len(weights) - 1)) if weights else 0.0


def _is_only_a_word(reading: Reading, occurrence: Occurrence) -> bool:
    """A bare acronym, or a lone word that may have its capital from the start of the sentence or of a list."""
    name = occurrence.name
    if name.isupper() and name.isalpha() and len(name) <= _LONGEST_ACRONYM and not is_quoted(reading, occurrence):
        return True
    if len(name.split()) > 1 or not name.istitle() or "@" in name:
        return False
    before = reading.text[: occurrence.start].rstrip(" \t")
    opens = not before or before[-1] in ".!?\n:;•-–—"
    return opens and reading.text.count(name) == 1
