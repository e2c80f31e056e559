"""Who is cleared by a text: acquitted, found to have no part in it, impersonated, or the one who went to the police.

A trained model tells operators from others; that somebody was *cleared* is more than not being accused, for it raises a
flag of its own against a name that the watchlist holds. So the words themselves must say it, right beside the name.
"""

from __future__ import annotations

import re

from nlp.naming.asides import before_a_turn, behind_a_turn, without_asides
from nlp.naming.clearance_words import (
    CALLED_BEFORE,
    CHARGES_AGAINST,
    CLEARED_AFTER,
    CLEARED_AT_LAST,
    CLEARED_BEFORE,
    CLEARED_FOR,
    CLEARING,
    CLOSED,
    CONVICTED_AFTER,
    DISMISSED_BY,
    DISOWNS_BEFORE,
    DROPPED,
    EVIDENCE,
    FALSE_PAPERS_OF,
    FATE_OF_HIS_OWN,
    FINDS,
    FOR_HIM_BEFORE,
    HIS_WORD,
    KIN_BEHIND,
    KIN_OF,
    LOST_OFFICE,
    NEXT_CLAUSE,
    NOT_CLEARED_AFTER,
    NOT_CLEARED_BEFORE,
    NOT_UNPROVEN_BEFORE,
    RELATIVE,
    SAID_BY_HIS_SIDE,
    SAID_FOR_HIM,
    STOLEN_AFTER,
    STOLEN_BEFORE,
    TRIED_AGAIN_AFTER,
    TURNED_AFTER,
    UNAWARE_BEFORE,
    UNDONE_AFTER,
    UNPROVABLE_BEFORE,
    UNPROVEN_BEFORE,
    UNTRIED_AFTER,
    UNTRIED_BEFORE,
    VERDICT,
    WHISTLE_AFTER,
    WHISTLE_OF_ANOTHER,
)
from nlp.naming.cleared_lists import is_in_cleared_list
from nlp.naming.dropped_cases import (
    A_VERDICT,
    ANNULLED_AFTER,
    ANNULLED_FOR,
    ANOTHERS_BEFORE,
    ASKED_BEFORE,
    BY_WHO_SUFFERED,
    FREE_AGAIN,
    GRANTED_AFTER,
    LET_GO_BEFORE,
    STILL_ACCUSED,
    STILL_CONVICTED,
    TOOK_FOR_ANOTHER,
)
from nlp.naming.lexicon import TRADE_WORD
from nlp.naming.occurrences import Occurrence
from nlp.naming.people_of import PEOPLE_BEHIND, PEOPLE_OF
from nlp.naming.shape import is_person
from nlp.naming.still_accused import is_still_accused
from nlp.naming.uncharged import is_left_uncharged
from nlp.reading import Reading
from nlp.wording.fold import fold

_NO_WORD = "_"
_CONVICTED = re.compile(
    r"\b(?:conden|sentenc|convict|imput|charged|detuv|deteve|detiv|arrest|jail|encarcel|prendeu|prendi)"
)
_UNLINKED = re.compile(r"(?:no|nao|sin|nada|inexistem|nenhuma?|ningun[ao]?) ")
_LINKED_WITH_ANOTHER = re.compile(
    r"[^.;\n]{0,30}? (?:no|não|nao|has no) [^.;\n]{0,30}? (?:con|com|with) (?:(?:el|l?[ao]s?|os|the) )?[A-ZÀ-Ý]"
)
"""Behind an advertiser's name: 'não tem ligação com a Rota Sol', whom it is not to be taken for, tells of no deed."""
REACH = 300
"""Characters on either side of a name within which words clear it: lists are longer, and are searched at every name."""


def is_impersonated(reading: Reading, occurrence: Occurrence) -> bool:
    """Whether the name was stolen or imitated by others."""
    before, after = _beside(reading, occurrence)
    stolen = STOLEN_BEFORE.search(before) and not _calls_himself(before, occurrence.name)
    if stolen and FALSE_PAPERS_OF.search(before) and is_person(occurrence.name):
        stolen = False
    return bool(stolen or UNAWARE_BEFORE.search(before) or STOLEN_AFTER.match(after))


def _calls_himself(before: str, name: str) -> bool:
    """Whether the name is its bearer's invention; to use "el nombre de" a travel agency may be theft: that protects."""
    found = CALLED_BEFORE.search(before)
    return found is not None and not (found[1] and TRADE_WORD.search(fold(name)))


def is_cleared(reading: Reading, occurrence: Occurrence) -> bool:
    """Whether the words beside the name acquit it, or say that it has no part in the matter."""
    if is_still_accused(reading, occurrence):
        return False
    if reading.is_ad and _LINKED_WITH_ANOTHER.match(reading.text, occurrence.end):
        return False
    before, after = _beside(reading, occurrence)
    if any(of.search(before) for of in (KIN_OF, PEOPLE_OF)) or KIN_BEHIND.match(after) or PEOPLE_BEHIND.match(after):
        return False
    if dismissed := LOST_OFFICE.get(reading.language):
        before, after = dismissed.sub(_NO_WORD, before), dismissed.sub(_NO_WORD, after)
    if _is_cleared_by(before, after):
        return True
    verb, rest = without_asides(behind_a_turn(before)), without_asides(after)
    if (verb, rest) == (before, after) or (before.endswith(", ") and FATE_OF_HIS_OWN.match(after)):
        return False
    return _is_cleared_by(verb, rest) and _is_cleared_by(verb, without_asides(before_a_turn(after)))


def clears_its_people(reading: Reading, occurrence: Occurrence) -> bool:
    """Whether the words beside a firm's name clear its owner, or whoever works there: that does not clear the firm, and
    accuses it of nothing."""
    before, after = _beside(reading, occurrence)
    if behind := PEOPLE_BEHIND.match(after):
        after = after[behind.end() :]
    elif of := PEOPLE_OF.search(before):
        before = before[: of.start()]
    else:
        return False
    return _is_cleared_by(before, after) or _is_cleared_by(without_asides(before), without_asides(after))


def _is_cleared_by(before: str, after: str) -> bool:
    return _cleared_before(before, after) or _cleared_after(before, after) or is_in_cleared_list(before, after)


def _cleared_before(before: str, after: str) -> bool:
    if DISMISSED_BY.search(before):
        return False
    found = CLEARED_BEFORE.search(before) or CLEARED_FOR.search(before)
    if found and found.group().rstrip().endswith(",") and FATE_OF_HIS_OWN.match(after):
        return False
    if found and not _CONVICTED.search(found.group()) and not _is_undone(before, found, after):
        return True
    if CHARGES_AGAINST.search(before) and DROPPED.match(after):
        return True
    return _let_go_before(before, after) or is_left_uncharged(before, after)


def _let_go_before(before: str, after: str) -> bool:
    unproven = UNPROVEN_BEFORE.search(before)
    if unproven and not _is_taken_back(before[: unproven.start()], unproven.group(), after):
        return True
    untried = UNTRIED_BEFORE.search(before) or _dropped(before, after)
    if untried and not (NOT_CLEARED_BEFORE.search(before[: untried.start()]) or TRIED_AGAIN_AFTER.match(after)):
        return True
    return UNPROVABLE_BEFORE.search(before) is not None


_GRANTED = ((ASKED_BEFORE, GRANTED_AFTER), (ANNULLED_FOR, ANNULLED_AFTER))
"""What was asked for him or granted to him, and behind his name what came of it."""


def _dropped(before: str, after: str) -> re.Match[str] | None:
    """The words by which a case against the name was let go, unless something of it stands."""
    found = LET_GO_BEFORE.search(before) or next(
        (
            told
            for words, goes_on in _GRANTED
            if (told := words.search(before)) and goes_on.match(after) and not ANOTHERS_BEFORE.search(before)
        ),
        None,
    )
    if (
        found is None
        or STILL_ACCUSED.match(after)
        or UNDONE_AFTER.match(after)
        or BY_WHO_SUFFERED.search(before[: found.start()])
    ):
        return None
    return None if STILL_CONVICTED.match(after) and not A_VERDICT.search(found.group()) else found


def _is_undone(before: str, found: re.Match[str], after: str) -> bool:
    """Whether the words around a clearing undo it: an acquittal that was annulled, an inquiry that went to trial."""
    words = found.group()
    if (CLEARING.search(words) and UNDONE_AFTER.match(after)) or (
        CLOSED.match(words) and TRIED_AGAIN_AFTER.match(after)
    ):
        return True
    return _is_taken_back(before[: found.start()], words, after)


def _is_taken_back(before: str, words: str, after: str) -> bool:
    """Whether what stands before these words undoes them, or either side says that they are his own side's."""
    if NOT_CLEARED_BEFORE.search(before) or NOT_CLEARED_BEFORE.search(without_asides(before)):
        return True
    if not _UNLINKED.match(words):
        return False
    if SAID_BY_HIS_SIDE.match(after):
        return True
    disowned = DISOWNS_BEFORE.search(before) and not EVIDENCE.search(words)
    return bool(disowned or NOT_UNPROVEN_BEFORE.search(before) or SAID_FOR_HIM.search(before))


def _cleared_after(before: str, after: str) -> bool:
    found = CLEARED_AFTER.match(after)
    if found and not NOT_CLEARED_AFTER.search(found.group()) and not CONVICTED_AFTER.match(after, found.end()):
        turned = RELATIVE.match(after) and TURNED_AFTER.match(after, found.end())
        denied = FOR_HIM_BEFORE.search(before) and not VERDICT.search(found.group())
        if not (turned or denied or _is_his_word(found.group())):
            return True
    told = WHISTLE_AFTER.match(after)
    if told and not (_is_his_word(told.group()) or WHISTLE_OF_ANOTHER.search(told.group())):
        return True
    if FREE_AGAIN.match(after) and not ANOTHERS_BEFORE.search(before):
        return True
    others = (each.match(after) for each in (UNTRIED_AFTER, CLEARED_AT_LAST, TOOK_FOR_ANOTHER))
    return any(each and not _is_his_word(each.group()) for each in others)


def _is_his_word(words: str) -> bool:
    """Whether he says himself what stands behind his name, or finds it of another: denying clears nobody."""
    return FINDS.match(words) is not None or HIS_WORD.match(NEXT_CLAUSE.split(words)[-1]) is not None


def may_clear(reading: Reading, *, tried: bool = False) -> bool:
    """Whether the words beside anything that looks like a name clear it, whoever it names. `tried`: but for whom nobody
    will charge, beside others who are."""
    return any(
        (is_cleared(reading, occurrence) or is_impersonated(reading, occurrence))
        and not (tried and is_left_uncharged(*_beside(reading, occurrence)))
        for occurrence in (
            Occurrence(span.text, span.start_char, span.end_char, reading.sentence_index(span.start_char))
            for span in reading.doc.spans["names"]
        )
    )


def _beside(reading: Reading, occurrence: Occurrence) -> tuple[str, str]:
    """The folded words of the sentence before and after the name, or the names that it is joined with: those near."""
    start, end = reading.sentence_bounds(occurrence.sentence)
    first, last = occurrence.together or (occurrence.start, occurrence.end)
    return reading.folded[max(start, first - REACH) : first], reading.folded[last : min(end, last + REACH)]
