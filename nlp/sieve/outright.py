"""Words that name the deed outright: a text that says them passes, however little else of it comes near the subject.

A minister's statement may name a smuggling firm in one line of thirty and speak of treaties in the others; the judge of
windows takes it for politics. Only what means nothing else stands here: of 1,007 ordinary news texts and 2,503 adverts
of others none says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PEOPLE = rb"(?:migrants?|people|persons|humans?|immigrants?|aliens?|refugees?)"
_OF_PEOPLE = rb"(?:(?:i|in|e)?migrantes|personas migrantes|pessoas migrantes)"
_SAID = re.compile(
    rb"\b(?:"
    rb"(?:migrant|human|people|immigrant|alien|refugee) smuggl(?:ing|ers?)|"
    rb"smuggl(?:e|es|ed|ing|ers?) (?:of )?(?:\w+ ){0,2}" + _PEOPLE + rb"|"
    rb"(?:trafico|trafic\w{2,6}|contrabando|contrabandistas?) (?:ilicito |ilegal |internacional )?(?:de|a) (?:\w+ )?"
    + _OF_PEOPLE
    + rb")\b"
)


def outright(words: Sequence[bytes]) -> str:
    """The first such words of a text, "" for none. `words`: the text's, by nlp.sieve.words."""
    text = b" ".join(words)
    if b"smuggl" not in text and b"migrantes" not in text:  # nearly always; a search of this kind costs nothing
        return ""
    found = _SAID.search(text)
    return found[0].decode() if found else ""
