"""To whom it happened, by what all the places of a name say: put to a task by the ring (`put_to_work`), paying it
(`payers`), or on the way with the others (`at_its_mercy`). One place says so, and no sentence that names its bearer accuses him.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.naming.occurrences import Occurrence
from nlp.naming.shape import is_person
from nlp.reading import Reading
from nlp.trained.at_its_mercy import is_at_its_mercy
from nlp.trained.beside_names import ACCUSED_OF, LEADS
from nlp.trained.payers import pays, pays_or_travels
from nlp.trained.put_to_work import is_put_to_work

_ACCUSES = re.compile(
    rf"\b(?:(?!charg)(?:{ACCUSED_OF})|charg(?:ed|es) (?:with|over|as|in)\b|was charged|prend(?:eu|eram|io|ieron)|captur\w+|cabecilla|ringleader|lider\w*|jef[ea]\b|chefe|complic\w+|accomplice|confes\w+|admit\w+|plead\w*|pled|guilty|culp(?:able|ad[oa])|indici(?:ad|o|ou)\w*|alias|vulgo|apodad[oa]|known as|(?:conocid|conhecid)[oa] como"
    r"|profug\w+|foragid\w+|wanted|integrante|members? of|miembros? de|membros? d[ae]|red de|rede de|sospechos\w+|suspect(?:ed|s)?\b|suspeit\w+|extradit\w+|extradi[cs]\w+|sentenc\w+|bail|fianza|fianca|investigad[oa]|cobr(?:aba|o|ava|ou) (?!twice))"
)
_RULES = (is_put_to_work, pays_or_travels, is_at_its_mercy)


def befell(reading: Reading, places: Sequence[Occurrence]) -> bool:
    """Whether news tells of a person as of one to whom it happened, and accuses him nowhere."""
    if not any(is_person(place.name) or " " not in place.name for place in places):
        return False
    if not any(rule(reading, place) for rule in _RULES for place in places):
        return False
    if any(LEADS.match(reading.folded, at.end) and not _is_no_deed(reading, at) for at in places):
        return False
    sentences = (slice(*reading.sentence_bounds(index)) for index in {place.sentence for place in places})
    return not any(_ACCUSES.search(reading.folded[sentence]) for sentence in sentences)


def _is_no_deed(reading: Reading, place: Occurrence) -> bool:
    """Whether what is sold, asked for or steered is so by who pays or is under threat: 'X sold his field'."""
    return pays(reading, place) or is_at_its_mercy(reading, place)
