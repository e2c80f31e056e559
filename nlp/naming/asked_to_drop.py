"""Against whom those who prosecute want no case any more: a judge may refuse it, so that clears nobody, and accuses nobody."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.asides import without_asides
from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading

_BEFORE = 200  # characters before a name
_STATE = r"(?:fiscal\w*|mpf?[a-z]?|ministerio publico|promotor\w*|procurador\w*|prosecut\w+|crown|district attorney\w*|(?:da|attorney)['’]s office|policia\w*|pf|police|delegad\w+|gaeco)"
_ASKED_TO_DROP = re.compile(
    rf"\b{_STATE}\b(?:(?!\b(?:defen[cs]e|defensa|defesa|abogad\w+|advogad\w+|lawyers?|not|nao|no|que)\b)[^.;]){{0,70}}? (?:pid(?:io|ieron|e|en)|ped(?:iu|iram|e|em)|solicit(?:o|a|aron|ou|aram)|requer(?:eu|eram)|requirio|propus\w+|propos|promov(?:eu|eram|e)|recomend\w+|asked|asks|moved|sought|requested|recommended|filed|applied)\b"
    r"[^.;]{0,50}? (?:(?:el|la|o|a|the|to|that|su|de) ){0,3}(?:archiv\w+|arquiv\w+|sobres\w+|absolvic\w+|absolver|absoluc\w+|desestim\w+|tranc\w+|encerr\w+|impronunci\w+|acquit\w*|drop\w*|dismiss\w*|withdraw\w*|shelv\w+|clos\w+|discontinu\w+)(?: (?!(?:solo|so|only|apenas|to)\b|(?:y|e) (?:llam|conden|pedi|acus|envi|julg))[\w-]+){0,10} [\"'«“‘]?$"
)


def is_asked_to_be_dropped(reading: Reading, occurrence: Occurrence) -> bool:
    """Whether prosecutors or the police ask, in the words before the name, that the case against it be dropped."""
    start, _ = reading.sentence_bounds(occurrence.sentence)
    before = reading.folded[max(start, occurrence.start - _BEFORE) : occurrence.start]
    return _ASKED_TO_DROP.search(without_asides(before)) is not None
