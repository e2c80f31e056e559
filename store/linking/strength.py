"""How much it tells that two names share words: as much as these are rare on the watchlist and in texts, long, and no
commonplaces. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.names import name_key
from core.names import words as name_words
from store.likeness import Comparison
from store.likeness.align import How, Meeting
from store.likeness.alike import SAME_SOUND, likeness
from store.likeness.bearing import GENERIC, WHOLE, length, tells, word_tells
from store.likeness.form import Token, sound, token, written
from store.likeness.glued import parted
from store.linking.lists import common_names

_UNHEARD = 10**9
_SOFT = re.compile(r"c(?=[eiy])")
_LOOSE = frozenset({How.SPELLING, How.SHORTENED})
_NICKNAME, _PERSON, _FULL_PERSON = 0.45, 0.6, 0.85
_THREE = 3  # words of a full name at the least


def strength(found: Comparison, counts: Mapping[str, int], *, is_person: bool) -> float:
    """How much the words that met tell, 0..1: as much as few operators bear them, or bear two of them together."""
    telling = [
        (m, i)
        for m in found.meetings
        if any(found.right.tokens[j].tells for j in m.right)
        for i in m.left
        if found.left.tokens[i].tells
    ]
    core, other = name_key(found.left.name), name_key(found.right.name)
    if not telling or core.is_generic or other.is_generic:
        return GENERIC * min(length(core.core), length(other.core))
    told, common, loosest, heard = 0.0, 1.0, 1.0, _UNHEARD
    for meeting, place in telling:
        token = found.left.tokens[place]
        texts = _heard(found, token, counts, alone=len(telling) == 1)
        rare, heard = tells(_borne(found, meeting, place, counts), texts), min(heard, texts)
        alike = _alike(found, meeting)
        looked_into = meeting.how is How.TOGETHER and alike < 1  # and what it is as a whole told by letters alone
        common, loosest = min(common, rare), min(loosest, alike if looked_into else min(meeting.likeness, alike))
        agreed = alike**3
        told = max(told, rare * agreed * word_tells(token.text, token.weight))
    if core.core == other.core:
        texts = counts.get(f"t:{written(found.left)}", 0) if found.figures["equal"] else heard
        rare = tells(counts.get(f"c:{core.core}", 1), texts)
        told = max(told, WHOLE * rare * length(core.core))
    elif found.figures["own_words_both"] == found.figures["own_words_one"] == 0:  # the whole name, spelled otherwise
        told = max(told, WHOLE * common * loosest**2 * min(length(core.core), length(other.core)))
    if is_person:
        told *= _as_a_persons(found)
    return told


def _as_a_persons(found: Comparison) -> float:
    """How much of that a person's name tells, 0..1: the least where it is one word, the most where it is full; three
    words each of which very many bear ('David Coronado Pérez') no more than two words."""
    words = min((found.left, found.right), key=lambda each: len(each.content))
    if len(words.content) != _THREE:
        return (_NICKNAME, _NICKNAME, _PERSON, _FULL_PERSON)[min(len(words.content), _THREE)]
    said = (written for place in words.content for written in name_words(words.tokens[place].text))
    return _PERSON if common_names().issuperset(said) else _FULL_PERSON


def _borne(found: Comparison, meeting: Meeting, place: int, counts: Mapping[str, int]) -> int:
    """By how many operators, alone or beside another word that met. A misspelling is as common as what it misspells,
    and initials as common as all that share them."""
    token = found.left.tokens[place]
    alone = max(counts.get(f"w:{token.sound}", 1), 1)
    if meeting.how in _LOOSE:
        return max([alone, *(counts.get(f"w:{found.right.tokens[j].sound}", 1) for j in meeting.right)])
    if meeting.how is How.TOGETHER and len(meeting.left) > 1:  # a misspelt run is as common as the word that it makes
        alone = max([alone, *(counts.get(f"w:{found.right.tokens[j].sound}", 1) for j in meeting.right)])
    if meeting.how is How.TOGETHER and len(meeting.right) > 1:
        run = [found.right.tokens[j] for j in meeting.right]
        if token.text != _joined(run):  # and a word that misspells a run as its rarest word that says who
            alone = max(alone, min((counts.get(f"w:{each.sound}", 1) for each in run if each.tells), default=1))
    if meeting.how is How.INITIALS:
        sides = [(found.left, meeting.left), (found.right, meeting.right)]
        return max([alone, *(counts.get(f"i:{side.tokens[at[0]].text}", 1) for side, at in sides if len(at) == 1)])
    firm = (m for m in found.meetings if m.how not in _LOOSE)
    others = {found.left.tokens[i].meaning for m in firm for i in m.left} - {token.meaning}
    pairs = (counts.get(f"p:{'+'.join(sorted((token.meaning, other)))}", 0) for other in others)
    return min([alone, *(pair for pair in pairs if pair)])


def _alike(found: Comparison, meeting: Meeting) -> float:
    """How alike they are that met, 0..1, where one may misspell the other; else 1."""
    if meeting.how is How.SPELLING:
        (mine, *_), (its, *_) = meeting.left, meeting.right
        return min(meeting.likeness, _alike_within(found.left.tokens[mine], found.right.tokens[its]))
    if meeting.how in _LOOSE:
        return meeting.likeness
    if meeting.how is not How.TOGETHER:
        return 1.0
    left, right = [found.left.tokens[i] for i in meeting.left], [found.right.tokens[j] for j in meeting.right]
    return _alike_run(left[0].text, right) if len(left) == 1 else _alike_run(right[0].text, left)


def _alike_within(one: Token, other: Token) -> float:
    """Two accounts of one trade or place by what is left of them: '@zorzaldelnorte' is no more like '@vizcachadelnorte'
    than Zorzal is like Vizcacha. 1 where both have none, or others."""
    mine, its = parted(one.text), parted(other.text)
    if not (mine.before or mine.after) or (mine.before, mine.after) != (its.before, its.after):
        return 1.0
    return _alike_words(mine.middle, its.middle)


def _alike_run(word: str, run: list[Token]) -> float:
    """A word beside words run together, by what is left of both without what says nothing and stands in both: to
    '@expresozorzal' the 'Expreso Zorral' is as like as Zorral to Zorzal. 1 where nothing can be left out."""
    if word == _joined(run):
        return 1.0
    start, end = 0, len(run)
    while end - start > 1 and not run[start].tells and word.startswith(run[start].text):
        word = word.removeprefix(run[start].text)
        start += 1
    while end - start > 1 and not run[end - 1].tells and word.endswith(run[end - 1].text):
        end -= 1
        word = word.removesuffix(run[end].text)
    return _alike_words(word, _joined(run[start:end])) if end - start < len(run) else 1.0


def _alike_words(one: str, other: str) -> float:
    """Two words by letters and sounds; 'lucero' and 'luzero', which Spanish speaks alike, as two of one sound."""
    if one != other and sound(_SOFT.sub("s", one)) == sound(_SOFT.sub("s", other)):
        return SAME_SOUND
    return likeness(token(one), token(other))


def _joined(run: list[Token]) -> str:
    return "".join([each.text for each in run])


def _heard(found: Comparison, token: Token, counts: Mapping[str, int], *, alone: bool) -> int:
    """In how many texts that name no operator it stands; beside others that met, the whole name if that is rarer."""
    texts = counts.get(f"t:{token.text}", 0)
    return texts if alone else min(texts, counts.get(f"t:{written(found.left)}", texts))
