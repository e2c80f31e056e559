"""Who is called a child beside the name: nobody under eighteen becomes a lead, whatever else a report says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from core.records import Mention
from core.terms import Role
from nlp.naming.children_before import is_led_to_by_a_child
from nlp.naming.children_behind import is_grown, is_of_a_childs_age
from nlp.naming.children_words import MAY_BE
from nlp.naming.lexicon import AUTHORITY, TRADE_WORD
from nlp.naming.occurrences import Occurrence
from nlp.naming.shape import is_person, words_of
from nlp.reading import Reading
from nlp.wording.fold import fold

_AROUND = 150
"""Characters on either side of a name within which it is called a child."""
_MOST_WORDS = 6  # of a person's name
_MAY_BE = re.compile(MAY_BE)


def is_child(reading: Reading, place: Occurrence, before: str) -> bool:
    """Whether a person is called a child there; years of a sentence are none. `before`: the folded words before it."""
    if not (_MAY_BE.search(before) or _MAY_BE.search(reading.folded, place.end, place.end + _AROUND)):
        return False
    if not _may_be_ones(place.name):
        return False
    if is_of_a_childs_age(reading, place, is_person=is_person(place.name)):
        return True
    return not is_grown(reading, place) and is_led_to_by_a_child(reading, place, before)


def without_children(reading: Reading, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions; who is called a child where it is named is no lead, whoever found it."""
    return tuple(
        replace(mention, role=Role.VICTIM, status=None, status_sentence="")
        if mention.role is Role.OPERATOR and _is_a_childs(reading, mention)
        else mention
        for mention in mentions
    )


def _is_a_childs(reading: Reading, mention: Mention) -> bool:
    for span in mention.spans:
        moved = 0 if span.in_title else reading.body_start
        start, end = span.start + moved, span.end + moved
        place = Occurrence(" ".join(reading.text[start:end].split()), start, end, reading.sentence_index(start))
        if is_child(reading, place, reading.folded[max(0, start - _AROUND) : start]):
            return True
    return False


def _may_be_ones(name: str) -> bool:
    """Whether a child may be called so: no firm and no office is a child."""
    folded = fold(name)
    return 0 < len(words_of(name)) <= _MOST_WORDS and not TRADE_WORD.search(folded) and not AUTHORITY.search(folded)
