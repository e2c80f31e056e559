"""Who is accused in one sentence of a report that is mostly about others: the sentence is read by itself, as a report.

A column, a chronicle or a story about somebody innocent names the smuggler once, and what stands around him makes him a
bystander for both networks. So a name that was found to be nobody's is looked at again where the words beside it say
that its bearer was held, tried or paid, or did it (`own_doing`): if that clause alone is surely a report, and the name
in it surely an operator's, it is a lead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from core.records import Analysis, Mention
from core.terms import Role
from nlp.naming.corrections import CORRECTS
from nlp.naming.folding import same_name
from nlp.naming.occurrences import Occurrence
from nlp.pipeline import read_words
from nlp.reading import Reading
from nlp.status import read_status
from nlp.trained.own_doing import is_told_of, places_of
from nlp.trained.standing import by_standing

_SURELY = 0.9
"""How sure the clause must be a report, and the name in it an operator's."""
_TRIED = 6  # clauses of a text at the most
_MOST = 0.8  # of a text; a clause that is nearly all of it says no more than the whole did
_CLAUSE = re.compile(r"[^;\n]+")


def with_accused(read: Callable[[Reading], Analysis], reading: Reading, found: Analysis) -> Analysis:
    """The analysis of news; whoever is accused in a clause that reports by itself is a lead. `read`: what is found in a
    text of its own."""
    if reading.is_ad or not found.labels or CORRECTS.search(reading.folded):
        return found
    told: dict[Mention, set[tuple[int, int]]] = {}
    for mention in found.mentions:
        if mention.role is Role.OTHER and not mention.cleared and mention.is_person:
            told[mention] = {_clause(reading, at) for at in places_of(reading, mention) if is_told_of(reading, *at)}
    clauses = sorted(set().union(*told.values()))[:_TRIED]
    accused: dict[Mention, Mention] = {}
    for start, end in clauses:
        if end - start > _MOST * len(reading.text):
            continue
        alone = read(read_words(replace(reading.document, title="", text=reading.text[start:end].strip())))
        if not alone.labels or max(alone.scores.values()) < _SURELY:
            continue
        for mention, spots in told.items():
            share = max((who.score for who in alone.operators if _is_one(who, mention)), default=0.0)
            if (start, end) in spots and share >= _SURELY and _may_be(reading, mention, share):
                accused[mention] = _lead(reading, mention, share)
    if not accused:
        return found
    return replace(found, mentions=tuple(accused.get(mention, mention) for mention in found.mentions))


def _clause(reading: Reading, place: tuple[int, int]) -> tuple[int, int]:
    """Where the clause between semicolons stands that names somebody."""
    first, last = reading.sentence_bounds(reading.sentence_index(place[0]))
    return next(each.span() for each in _CLAUSE.finditer(reading.text, first, last) if each.end() > place[0])


def _is_one(who: Mention, mention: Mention) -> bool:
    return any(same_name(one, other) for one in (who.name, *who.aliases) for other in (mention.name, *mention.aliases))


def _occurrences(reading: Reading, mention: Mention) -> Iterator[Occurrence]:
    for start, end in places_of(reading, mention):
        yield Occurrence(reading.text[start:end], start, end, reading.sentence_index(start))


def _may_be(reading: Reading, mention: Mention, share: float) -> bool:
    """Whether no words beside the name, anywhere in the text, give it another part."""
    shares: dict[Role | None, float] = {Role.OPERATOR: share}
    return by_standing(reading, list(_occurrences(reading, mention)), shares) is None


def _lead(reading: Reading, mention: Mention, share: float) -> Mention:
    starts = [start for start, _ in places_of(reading, mention)]
    status, said = read_status(reading, starts, in_ad=False)
    return replace(mention, role=Role.OPERATOR, score=share, status=status, status_sentence=said)
