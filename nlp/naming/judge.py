"""What each place where a name stands says of its part, with a weight; patterns come from `evidence`."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from core.terms import Role
from nlp.naming import evidence as words
from nlp.naming.asked_to_drop import is_asked_to_be_dropped
from nlp.naming.clearance import clears_its_people, is_cleared, is_impersonated
from nlp.naming.lexicon import AUTHORITY, MEDIA, OFFICIAL_TITLE, RELIEF_AND_OTHERS, SURELY_OTHER, TRADE_WORD
from nlp.naming.occurrences import Occurrence
from nlp.naming.suspicion import RESIDENCE, operator_weight
from nlp.reading import Reading
from nlp.wording.fold import fold

_TELLING = frozenset({"crime", "act", "evasion", "irregular", "forged", "escort"})
_JOINED = re.compile(
    r"^[\"'»”]?(?:\s*\([^)]{0,40}\))?(?:,? (?:de )?\d{1,2}(?: anos)?)?\s*(?:,|y|e|and|&|, y|, e|, and|junto (?:a|con)|along with|junto com|together with)\s+(?:a |al |los |las |the |de )?[\"'«“]?$"
)
_TITLED = re.compile(OFFICIAL_TITLE.pattern + r"(?=([^.;,]{0,60}(?:\([^)]*\))?,?[\s\"'“«]*$))")
_HEADS = re.compile(
    r"\b(?:head|chief|jefe|jefa|chefe|director\w*|diretor\w*|titular|responsable|responsavel|encargad[oa]) (?:de|del|da|do|of) ([^.;,]{3,80}(?:\([^)]*\))?),?\s*$"
)
_OTHER_CLAUSE = re.compile(
    r"\b(?:que|that|dijo|said|disse|says|say|dicen|dizem|contra|against|alias|led by|lider(?:ad|es)?\w*|(?:detuv|arrest|captur|prend|conden|acus|charged|imput|formaliz|indici|denunci|rescat|desarticul|desmantel|dismantl|anunci|announc|inform|confirm|pidi|asked)\w*|"
    r"investig(?:a|an|aba|ada|ado|ados|ating|ated|ou|am))\b"
)
_REACH = 48  # characters before or after a name in which a title belongs to it


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one place says: the part, how sure it is (0..1), and whether it clears."""

    role: Role
    weight: float
    occurrence: Occurrence
    cleared: bool = False


_BESIDE = 1000
"""Characters of a sentence on each side of a name that are looked at: of a row of 8,000 names without a full stop each
was held against the whole, which took 40 s."""


def telling_sentences(elements_by_sentence: dict[int, set[str]]) -> frozenset[int]:
    """The sentences that tell of smuggling, trafficking or forging."""
    return frozenset(index for index, elements in elements_by_sentence.items() if elements & _TELLING)


def judge(reading: Reading, occurrences: list[Occurrence], telling: frozenset[int]) -> list[Evidence]:
    """Everything that the places say, by position; names in a row ('A, B and C were held') share what one of them got."""
    found: list[list[Evidence]] = [_of_one(reading, occurrence, telling) for occurrence in occurrences]
    _share(reading, occurrences, found)
    return [piece for pieces in found for piece in pieces]


def _of_one(reading: Reading, occurrence: Occurrence, telling: frozenset[int]) -> list[Evidence]:
    start, end = reading.sentence_bounds(occurrence.sentence)
    before = reading.folded[max(start, occurrence.start - _BESIDE) : occurrence.start]
    after = reading.folded[occurrence.end : min(end, occurrence.end + _BESIDE)]
    if is_impersonated(reading, occurrence):
        return [Evidence(Role.VICTIM, 0.9, occurrence, cleared=True)]
    if is_cleared(reading, occurrence):
        return [Evidence(Role.OTHER, 0.9, occurrence, cleared=True)]
    if clears_its_people(reading, occurrence) or is_asked_to_be_dropped(reading, occurrence):
        return [Evidence(Role.OTHER, 0.9, occurrence)]
    name = fold(occurrence.name)
    fixed = _by_name(name)
    if fixed is Role.AUTHORITY or (fixed is not None and SURELY_OTHER.search(name)):
        return [Evidence(fixed, 0.95 if fixed is Role.AUTHORITY else 0.9, occurrence)]
    weight = operator_weight(reading, occurrence, telling)
    if _is_official(before, after, name) and not (weight and _is_corrupt(reading, occurrence, before, after)):
        return [Evidence(Role.AUTHORITY, 0.9, occurrence)]
    role, sure = _told_part(before, after, weight, fixed)
    return [Evidence(role, sure, occurrence)]


def _told_part(before: str, after: str, weight: float, fixed: Role | None) -> tuple[Role, float]:
    """The part of a name that is no authority: victims first, then what speaks or carries, then who acts."""
    if words.VICTIM_BEFORE.search(before) or words.VICTIM_AFTER.search(after):
        return Role.VICTIM, 0.8
    if words.COMPLAINANT_AFTER.search(after) or words.COMPLAINANT_BEFORE.search(before):
        return Role.VICTIM, 0.75
    if words.CARRIER.search(before) or (words.SPEAKER_AFTER.match(after) and weight < 0.9):
        return fixed or Role.OTHER, 0.6
    if fixed is Role.MEDIA and weight < 0.85:
        return Role.MEDIA, 0.85
    if weight and not (fixed is Role.OTHER and weight < 0.86):
        return Role.OPERATOR, weight
    return fixed or Role.OTHER, 0.5


def _is_corrupt(reading: Reading, occurrence: Occurrence, before: str, after: str) -> bool:
    """Whether an officer was seized for helping the ring, by this sentence and the next."""
    start, _ = reading.sentence_bounds(occurrence.sentence)
    _, then = reading.sentence_bounds(min(occurrence.sentence + 1, len(reading.sentence_ends) - 1))
    return bool(words.BRIBED.search(reading.folded[start:then])) and _seized(before, after)


def _by_name(name: str) -> Role | None:
    """The part that a name carries in itself: an authority, a newspaper, a relief body or a platform."""
    if AUTHORITY.search(name):
        return Role.AUTHORITY
    if MEDIA.search(name) and not TRADE_WORD.search(name):
        return Role.MEDIA
    return Role.OTHER if RELIEF_AND_OTHERS.search(name) else None


def _is_official(before: str, after: str, name: str) -> bool:
    """Whether a title stands beside the name: 'fiscal Ana Ruiz', 'Ana Ruiz, directora nacional de ...'."""
    if len(name.split()) > 5 or TRADE_WORD.search(name):
        return False
    heads = _HEADS.search(before[-120:])
    if heads and AUTHORITY.search(heads.group(1)) and not _OTHER_CLAUSE.search(heads.group(1)):
        return True
    titled = list(_TITLED.finditer(before[-_REACH - 30 :]))
    if titled and not _OTHER_CLAUSE.search(titled[-1].group(1)):
        return True
    return bool(
        re.match(
            r"^[\"'»”]?,? (?:(?:el|la|the|o|a|quien es|who is) )?(?:\w+ )?" + OFFICIAL_TITLE.pattern, after[:_REACH]
        )
    )


def _seized(before: str, after: str) -> bool:
    return bool(
        words.SEIZED.search(before)
        or words.SEIZED_AFTER.match(after)
        or words.LEADER.search(before)
        or words.IDENTIFIED.search(before)
    )


def _share(reading: Reading, occurrences: list[Occurrence], found: list[list[Evidence]]) -> None:
    """Hand what one name of a row got to its neighbours that got nothing, forwards and backwards."""
    order = range(len(occurrences) - 1)
    for pairs in (((i, i + 1) for i in order), ((i + 1, i) for i in reversed(order))):
        for giver, taker in pairs:
            first, second = sorted((giver, taker))
            between = reading.folded[occurrences[first].end : occurrences[second].start]
            same = occurrences[first].sentence == occurrences[second].sentence
            lives = RESIDENCE.search(reading.folded[max(0, occurrences[second].start - 20) : occurrences[second].start])
            if lives or not (same and len(between) < 60 and _JOINED.match(between)):
                continue
            gift, own = found[giver][0], found[taker][0]
            if (
                own.role is Role.OTHER
                and not own.cleared
                and own.weight <= 0.5
                and (gift.cleared or gift.role in {Role.OPERATOR, Role.VICTIM})
            ):
                found[taker] = [replace(gift, occurrence=occurrences[taker], weight=gift.weight - 0.03)]
