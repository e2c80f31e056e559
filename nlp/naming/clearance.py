"""Who is cleared by a text: acquitted, found to have no part in it, impersonated, or the one who went to the police.

A trained model tells operators from others; that somebody was *cleared* is more than not being accused, for it raises a
flag of its own against a name that the watchlist holds. So the words themselves must say it, right beside the name.
"""

from __future__ import annotations

import re

from core.terms import Language
from nlp.naming.clearance_words import (
    CALLED_BEFORE,
    CHARGES_AGAINST,
    CLEARED_AFTER,
    CLEARED_AT_LAST,
    CLEARED_BEFORE,
    CLEARED_FOR,
    CONVICTED_AFTER,
    DISMISSED_BY,
    DROPPED,
    FATE_OF_HIS_OWN,
    KIN_BEHIND,
    KIN_OF,
    NOT_CLEARED_AFTER,
    NOT_CLEARED_BEFORE,
    OWNER_CLEARED,
    STOLEN_AFTER,
    STOLEN_BEFORE,
    UNAWARE_BEFORE,
    UNPROVABLE_BEFORE,
    UNTRIED_AFTER,
    UNTRIED_BEFORE,
    WHISTLE_AFTER,
)
from nlp.naming.cleared_lists import is_in_cleared_list
from nlp.naming.lexicon import TRADE_WORD
from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading
from nlp.wording.fold import fold

_DISMISSED = re.compile(r"\bexoner(?!\w+ (?:de|da) (?:(?:toda|qualquer) )?(?:a )?(?:culpa|responsabilidade|acusac))")
"""In Portuguese 'exonerado' has lost an office; it clears where it says of what."""
_NO_WORD = "_"
_CONVICTED = re.compile(r"\b(?:conden|sentenc|convict|imput|charged|detuv|arrest)")


def is_impersonated(reading: Reading, occurrence: Occurrence) -> bool:
    """Whether the name was stolen or imitated by others."""
    before, after = _beside(reading, occurrence)
    stolen = STOLEN_BEFORE.search(before) and not _calls_himself(before, occurrence.name)
    return bool(stolen or UNAWARE_BEFORE.search(before) or STOLEN_AFTER.match(after))


def _calls_himself(before: str, name: str) -> bool:
    """Whether the name is its bearer's invention; to use "el nombre de" a travel agency may be theft: that protects."""
    found = CALLED_BEFORE.search(before)
    return found is not None and not (found[1] and TRADE_WORD.search(fold(name)))


def is_cleared(reading: Reading, occurrence: Occurrence) -> bool:
    """Whether the words beside the name acquit it, or say that it has no part in the matter."""
    before, after = _beside(reading, occurrence)
    if KIN_OF.search(before) or KIN_BEHIND.match(after):
        return False
    if reading.language is Language.PORTUGUESE:
        before, after = _DISMISSED.sub(_NO_WORD, before), _DISMISSED.sub(_NO_WORD, after)
    return _cleared_before(before, after) or _cleared_after(after) or is_in_cleared_list(before, after)


def _cleared_before(before: str, after: str) -> bool:
    if DISMISSED_BY.search(before):
        return False
    found = CLEARED_BEFORE.search(before) or CLEARED_FOR.search(before) or OWNER_CLEARED.search(before)
    if found and found.group().rstrip().endswith(",") and FATE_OF_HIS_OWN.match(after):
        return False
    if found and not _CONVICTED.search(found.group()) and not NOT_CLEARED_BEFORE.search(before[: found.start()]):
        return True
    if CHARGES_AGAINST.search(before) and DROPPED.match(after):
        return True
    return bool(UNTRIED_BEFORE.search(before) or UNPROVABLE_BEFORE.search(before))


def _cleared_after(after: str) -> bool:
    found = CLEARED_AFTER.match(after)
    if found and not NOT_CLEARED_AFTER.search(found.group()) and not CONVICTED_AFTER.match(after, found.end()):
        return True
    return any(each.match(after) for each in (UNTRIED_AFTER, WHISTLE_AFTER, CLEARED_AT_LAST))


def may_clear(reading: Reading) -> bool:
    """Whether the words beside anything that looks like a name clear it, whoever it names."""
    return any(
        is_cleared(reading, occurrence) or is_impersonated(reading, occurrence)
        for occurrence in (
            Occurrence(span.text, span.start_char, span.end_char, reading.sentence_index(span.start_char))
            for span in reading.doc.spans["names"]
        )
    )


def _beside(reading: Reading, occurrence: Occurrence) -> tuple[str, str]:
    """The folded words of the sentence before and after the name, or the names that it is joined with."""
    start, end = reading.sentence_bounds(occurrence.sentence)
    first, last = occurrence.together or (occurrence.start, occurrence.end)
    return reading.folded[start:first], reading.folded[last:end]
