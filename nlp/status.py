"""What a document says publicly of an operator: investigated, charged, convicted. Said by the source, never concluded."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from spacy.tokens import Span

from core.terms import Language, LegalStatus
from nlp.naming.people_of import PEOPLE_BEHIND, PEOPLE_OF, THE_FIRM_TOO
from nlp.naming.shape import is_person
from nlp.reading import Reading
from nlp.status_words import (
    ACCUSED_BY_PEOPLE,
    LADDER,
    MAY_BE,
    PEOPLE_ACCUSE,
    TELLS_OF_IT,
    TRIED,
    UNSAID,
    UNSAID_IN_PORTUGUESE,
)

_IF = re.compile(
    r"\b(?:if|si|de ser|caso|se(?= (?:for|fosse|vier)))(?: (?:he|she|they|es|son|fuera\w*|fueran|sea|sean|resulta|for|forem|fosse|fossem|vier|vierem|a|ser|seja|sejam|found|later|finalmente)){0,3} $"
    r"|\b(?:pid\w+|ped(?:e|em|iu|iram)|solicit\w+|requer\w*|requir\w+|seeks?|seeking|sought|ask(?:s|ed|ing)? for|fac(?:e|es|ed|ing)|enfrenta\w*|arrisca\w*|arriesga\w*|could|may|might|podria\w*|poderia\w*|puede\w*|pode\w*|up to|hasta|ate|maxim\w+)(?: (?!(?:y|e|and|but|pero|mas|after|tras|apos|depois|despues|since|desde|luego|having)\b)[\w-]+){0,5} $"
)
"""'If convicted', 'pide doce años de cárcel': no verdict."""
_ACCUSING = re.compile(
    r"(?:accuse[sd](?! (?:of|by|for|in|on|and|as|at|with|over|but|after|before|to)\b)|acuso(?= al? )|acusaron(?= al? )|acusou(?= \w)|acusaram(?= \w))(?= \w)"
)
_ACCUSES = re.compile(r"accused|acuso|acusaron|acusou|acusaram")
_SUSPECTED_IN_SPAIN = re.compile(r"(?!.*cargos)(?:\w+ ){0,2}?imput")
_HIS_NAME = re.compile(
    r"\w[\w.'’-]*(?: (?:(?:de|da|do|dos|del|la|el|al|bin|van|von) ){0,2}[^\W\d_a-zà-ÿ][\w.'’-]*){0,5}"
)
_AND_HE = re.compile(
    r"(?:,[^,.;]{1,80},|,? \([^)]{1,40}\)){0,2}(?: (?:also|later|then|has|had|tambien|tambem|luego|depois|ja|ya|ha|habia|\w+mente|\w+ly)){0,2} "
)
_OF_HIM = re.compile(
    r"\b(?:al?|de|del|d[ao]s?|aos?|n[ao]|em|en|por|pel[ao]|contra|con|com|of|against|by|with|to|for) $"
)
_TELLS_OF_HIM = re.compile(
    r"(?:,? \(?\d{1,2}\)?(?: anos| years old)?)?,(?: (?:ya|ja|already|also|tambien|tambem))?(?: (?:que|quien|quem|who)(?: (?:ya|ja|already|also|tambien|tambem|has been|had been|was|fue|foi|habia sido|havia sido|ha sido)){1,2})? (?:\w+[ai]d[oa]|pres[oa]|convicted|sentenced|jailed|accused|suspected|wanted)\b"
)
"""Behind a person's name, what is told of nobody else: 'Rui Paz, condenado en 2015'."""
_JOINS = re.compile(r",? ?(?:y|e|and|&|,)(?: a)? ?")
_TOGETHER = re.compile(r"\b(?:together|along|alongside|junt\w+|juntamente)\b[^.;]*")

_OF_THE_ACCUSED_ALONE = frozenset({LegalStatus.CHARGED, LegalStatus.CONVICTED})
"""What a court says of people, and of no firm for which they work; an inquiry is one into the firm, too."""

REACH = 600
"""Characters on either side of a name in which a word of its sentence is told of it: lists are longer."""


def read_status(reading: Reading, starts: Sequence[int], *, in_ad: bool) -> tuple[LegalStatus, str]:
    """The strongest word near the names (at `starts`) in the sentences that name the operator, and the first sentence that
    says it; "" where none does. An advert says only that it advertises."""
    if in_ad:
        return LegalStatus.ADVERTISED, ""
    for status, pattern in LADDER:
        for start in starts:
            first, last = reading.sentence_bounds(reading.sentence_index(start))
            first, last = max(first, start - REACH), min(last, start + REACH)
            found = pattern.finditer(reading.folded, first, last)
            if any(_is_said(reading, status, first, match, starts) for match in found):
                return status, reading.sentence(start)
    return LegalStatus.REPORTED, ""


def _is_said(reading: Reading, status: LegalStatus, first: int, word: re.Match[str], starts: Sequence[int]) -> bool:
    """Whether a word of the sentence from `first` on is said, and not of somebody else than whoever is at `starts`."""
    before = reading.folded[max(first, word.start() - 90) : word.start()]
    is_portuguese = reading.language is Language.PORTUGUESE
    if (UNSAID_IN_PORTUGUESE if is_portuguese else UNSAID).search(before):
        return False
    if status is LegalStatus.CONVICTED and (_IF.search(before) or (is_portuguese and before.endswith("se "))):
        return False
    if status is LegalStatus.CHARGED and _is_no_charge(reading, word, before):
        return False
    if status in _OF_THE_ACCUSED_ALONE and _is_its_peoples(reading, word, starts):
        return False
    return not _accuses_others(reading, word, starts) and not _is_anothers(reading, first, word, starts)


def _is_its_peoples(reading: Reading, word: re.Match[str], starts: Sequence[int]) -> bool:
    """Whether the sentence of the word names a firm only by its people: 'indicted three associates of X'."""
    first, last = reading.sentence_bounds(reading.sentence_index(word.start()))
    here = [start for start in starts if first <= start < last]
    if not here or THE_FIRM_TOO.search(reading.folded, first, last):
        return False
    return all(PEOPLE_OF.search(reading.folded, first, start) or _are_behind(reading, start) for start in here)


def _are_behind(reading: Reading, start: int) -> bool:
    """Whether a firm's people stand behind its name: 'X's owner'."""
    name = _HIS_NAME.match(reading.text, start)
    return name is not None and PEOPLE_BEHIND.match(reading.folded[name.end() : name.end() + 60]) is not None


def _is_no_charge(reading: Reading, word: re.Match[str], before: str) -> bool:
    """Whether it was not brought yet, or those accuse who bring nobody before a court, or Spain calls a suspect so."""
    if (MAY_BE.search(before) and not TRIED.match(word.group())) or TELLS_OF_IT.match(reading.folded, word.start()):
        return True
    if reading.document.country == "ES" and _SUSPECTED_IN_SPAIN.match(word.group()):
        return True
    by_people = ACCUSED_BY_PEOPLE.match(reading.folded, word.start())
    return by_people is not None or (_ACCUSES.fullmatch(word.group()) and PEOPLE_ACCUSE.search(before)) is not None


def _accuses_others(reading: Reading, word: re.Match[str], starts: Sequence[int]) -> bool:
    """Whether it is he who accuses: 'X accused the police of beating them'."""
    if _ACCUSING.match(reading.folded, word.start()) is None:
        return False
    for start in starts:
        name = _HIS_NAME.match(reading.text, start)
        leads = name and _AND_HE.fullmatch(reading.folded, name.end(), word.start())
        if leads and not _OF_HIM.search(reading.folded, max(0, start - 12), start):
            return True
    return False


def _is_anothers(reading: Reading, first: int, word: re.Match[str], starts: Sequence[int]) -> bool:
    """Whether a word stands behind the name of another person, and neither 'X and' stands before that nor X in the same
    breath behind the word ('condenado junto a X')."""
    at = word.start()
    names = reading.doc.spans["names"]
    last = bisect.bisect_left(names, at, key=lambda span: span.start_char) - 1
    if last < 0 or names[last].start_char < first or not is_person(names[last].text):
        return False
    told = _TELLS_OF_HIM.match(reading.folded, names[last].end_char)
    if told is None or not told.start() < at < told.end() or _stands_at(names[last], starts):
        return False
    joined = last and _JOINS.fullmatch(reading.folded, names[last - 1].end_char, names[last].start_char)
    if joined and _stands_at(names[last - 1], starts):
        return False
    behind = (reading.folded[at:start] for start in starts if start > at)
    return not any(_TOGETHER.search(words) or not re.search("[,.;]", words) for words in behind)


def _stands_at(name: Span, starts: Sequence[int]) -> bool:
    return any(name.start_char <= start < name.end_char for start in starts)
