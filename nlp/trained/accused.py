"""Who is accused in one sentence of a report that is mostly about others: the sentence is read by itself, as a report.

A column or a chronicle names the smuggler once, and what stands around him makes a bystander of him for both networks.
So a name that was found to be nobody's is looked at again where the words beside it say that its bearer was held, tried
or paid, or did it (`own_doing`): if that clause alone is surely a report, and the name in it surely an operator's, it
is a lead. What stands around the clause may clear him in words that no rule knows ('the warrant was for another'): so
it must accuse him with that, too, and where that is nearly all of the text the whole has the last word.
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
from nlp.trained.stories import TAKES_BACK

_SURELY = 0.9
"""How sure the clause must be a report, and the name in it an operator's."""
_BEFORE, _BEHIND = 1, 2  # sentences around the clause with which it is read again
_TRIED = 4  # clauses of a text at the most
_MOST = 0.8  # of a text; what is nearly all of it says no more than the whole did
_LETS_GO = re.compile(
    rf"{CORRECTS.pattern}|{TAKES_BACK.pattern}"
    r"|\b(?:solt(?:o|aron|ou|aram|ad[oa]s?)|liber(?:o|aron|ou|aram|ad[oa]s?)|freed|let (?:him |her |them )?go|(?:back|sent) home|by mistake|por error|por engano|tocay[oa]|namesake|homonim\w+)\b"  # noqa: E501
)
"""Wherever it stands: somebody may be taken back, perhaps not by his name."""
_CLAUSE = re.compile(r"[^;\n]+")

Spot = tuple[int, int]
Read = Callable[[Reading], Analysis]


def with_accused(read: Read, reading: Reading, found: Analysis) -> Analysis:
    """The analysis of news; whoever is accused in a clause that reports by itself is a lead. `read`: what is found in a
    text of its own."""
    if reading.is_ad or not found.labels or _LETS_GO.search(reading.folded):
        return found
    told: dict[Mention, set[Spot]] = {}
    for mention in found.mentions:
        # Whose firm or lorry is named in an accusation need not be accused.
        if mention.role is Role.OTHER and not mention.cleared and mention.is_person:
            told[mention] = _told_in(reading, mention)
    accused: dict[Mention, Mention] = {}
    for clause in sorted(set().union(*told.values()))[:_TRIED]:
        for mention, share in _accused_in(read, reading, clause, [m for m, spots in told.items() if clause in spots]):
            accused[mention] = _lead(reading, mention, share)
    if not accused:
        return found
    return replace(found, mentions=tuple(accused.get(mention, mention) for mention in found.mentions))


def _told_in(reading: Reading, mention: Mention) -> set[Spot]:
    """The clauses that accuse somebody; none where another names him, too, which may say what became of that."""
    clauses: dict[Spot, bool] = {}
    for place in places_of(reading, mention):
        clause = _clause(reading, place)
        clauses[clause] = clauses.get(clause, False) or is_told_of(reading, *place)
    return set(clauses) if all(clauses.values()) else set()


def _accused_in(read: Read, reading: Reading, clause: Spot, named: list[Mention]) -> Iterator[tuple[Mention, float]]:
    """Those of the `named` who are leads of a clause alone, and with what stands around it; how surely of it alone."""
    alone = _read_alone(read, reading, clause)
    sure = {m: share for m in named if (share := _share(alone, m)) >= _SURELY and _may_be(reading, m, share)}
    if alone is None or max(alone.scores.values()) < _SURELY or not sure:
        return
    around = [_read_alone(read, reading, spot) for spot in _around(reading, clause) if spot != clause]
    yield from ((m, share) for m, share in sure.items() if all(_share(each, m) for each in around))


def _read_alone(read: Read, reading: Reading, spot: Spot) -> Analysis | None:
    """What is found in a part of the text; None where it is nearly all of it."""
    start, end = spot
    if end - start > _MOST * len(reading.text):
        return None
    return read(read_words(replace(reading.document, title="", text=reading.text[start:end].strip())))


def _share(found: Analysis | None, mention: Mention) -> float:
    """How surely a text makes an operator of somebody; 0 where it does not."""
    leads = found.operators if found is not None and found.labels else ()
    return max((who.score for who in leads if _is_one(who, mention)), default=0.0)


def _clause(reading: Reading, place: Spot) -> Spot:
    """Where the clause between semicolons stands that names somebody."""
    first, last = reading.sentence_bounds(reading.sentence_index(place[0]))
    return next(each.span() for each in _CLAUSE.finditer(reading.text, first, last) if each.end() > place[0])


def _around(reading: Reading, clause: Spot) -> tuple[Spot, Spot]:
    """The clause with what stands before it, and with what stands behind."""
    sentence, last = reading.sentence_index(clause[0]), len(reading.sentence_ends) - 1
    before, _ = reading.sentence_bounds(max(sentence - _BEFORE, 0))
    _, behind = reading.sentence_bounds(min(sentence + _BEHIND, last))
    return (max(before, min(reading.body_start, clause[0])), clause[1]), (clause[0], behind)


def _is_one(who: Mention, mention: Mention) -> bool:
    return any(same_name(one, other) for one in (who.name, *who.aliases) for other in (mention.name, *mention.aliases))


def _may_be(reading: Reading, mention: Mention, share: float) -> bool:
    """Whether no words beside the name, anywhere in the text, give it another part."""
    shares: dict[Role | None, float] = {Role.OPERATOR: share}
    places = [Occurrence(reading.text[s:e], s, e, reading.sentence_index(s)) for s, e in places_of(reading, mention)]
    return by_standing(reading, places, shares) is None


def _lead(reading: Reading, mention: Mention, share: float) -> Mention:
    starts = [start for start, _ in places_of(reading, mention)]
    status, said = read_status(reading, starts, in_ad=False)
    return replace(mention, role=Role.OPERATOR, score=share, status=status, status_sentence=said)
