"""Words that name the deed outright: a text that says them passes, however little else of it comes near the subject.

A minister's statement may name a smuggling firm in one line of thirty and speak of treaties in the others; the judge of
windows takes it for politics. Only what means nothing else stands here, in each language: of 1,157 ordinary news texts
and 2,503 adverts of others none says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PEOPLE = rb"(?:migrants?|people|persons|humans?|immigrants?|aliens?|refugees?)"
_OF_PEOPLE = rb"(?:(?:i|in|e)?migrantes|personas migrantes|pessoas migrantes)"
_UNLAWFUL = rb"(?:ilegal|clandestina|irregular)"
_SAID = re.compile(
    rb"\b(?:"
    rb"(?:migrant|human|people|immigrant|alien|refugee) smuggl(?:ing|ers?)|"
    rb"smuggl(?:e|es|ed|ing|ers?) (?:of )?(?:\w+ ){0,2}" + _PEOPLE + rb"|"
    rb"(?:trafico|trafic\w{2,6}|contrabando|contrabandistas?) (?:ilicito |ilegal |internacional )?(?:de|a) (?:\w+ )?"
    + _OF_PEOPLE
    + rb"|"
    rb"(?:contrabando|contrabandistas?|contrabandear) (?:de |a )?(?:personas|pessoas|seres humanos)|"
    rb"(?:favorec|facilit|promo[cv])\w+ (?:(?:a|de|la) ){0,2}inmigracion " + _UNLAWFUL + rb"|"
    rb"(?:auxili\w+|apoi\w+|fomento|(?:favorec|facilit|promo[cv])\w+) (?:(?:a|da|de|ao?) ){0,2}i?migracao "
    + _UNLAWFUL
    + rb"|"
    rb"(?:assist|aid|abett|facilitat)\w* (?:(?:and abetting|of|in|the) ){0,2}(?:illegal|unlawful|irregular) "
    rb"(?:immigration|entry)"
    rb")\b"
)
_SIGNS = (
    *(b"smuggl", b"migrantes", b"contraband", b"migracion ", b"imigracao ", b"migracao ilegal"),
    *(b"l immigration", b"r immigration", b"l entry", b"r entry"),
)
"""One of them stands in whatever names the deed: nearly always none does, and a search of this kind costs nothing."""


def outright(words: Sequence[bytes]) -> str:
    """The first such words of a text, "" for none. `words`: the text's, by nlp.sieve.words."""
    text = b" ".join(words)
    if not any(map(text.__contains__, _SIGNS)):
        return ""
    found = _SAID.search(text)
    return found[0].decode() if found else ""
