"""Of whom a verb of a sentence is told: who stands behind it or before it, or who was spoken of last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from core.records import Mention
from core.terms import Role
from nlp.naming.clearance_words import KIN_BEHIND, KIN_OF
from nlp.naming.let_go_places import Named, places
from nlp.naming.let_go_whose_words import (
    A_NAME,
    ACTIVE,
    ANYBODY,
    BREAK,
    BY_OTHERS,
    CALLED,
    CLASSES,
    CLAUSE_BEFORE,
    CLAUSE_BEHIND,
    DANGLING,
    FIRM,
    HIM,
    JOINED,
    KIN_ALONE,
    LEGAL_FORM,
    MANY,
    NOBODY,
    OBLIQUE,
    OF_HIM_BEFORE,
    OWNER_OF,
    PASSIVE,
    SAYS,
    SOMEBODY,
    THE,
    TOGETHER,
    UNNAMED,
    UNNAMED_BEFORE,
    WAS,
    is_of_other_sex,
)
from nlp.naming.lexicon import AUTHORITY
from nlp.naming.shape import is_person
from nlp.reading import Reading
from nlp.wording.fold import fold

_FAR = 90  # characters between a verb and the name behind it
_REACH = 600  # characters of a sentence on either side of a verb: lists are longer
_BACK = 8  # sentences before, in which somebody may have been spoken of


@dataclass(frozen=True, slots=True)
class _Verb:
    """Words that tell of somebody, the sentence in which they stand, and who is named in it."""

    start: int
    end: int
    index: int
    first: int
    last: int
    here: list[Named]
    near: str  # what stands before them
    is_active: bool


class Cast:
    """Everybody whom a text names, by their places."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention]) -> None:
        self.reading = reading
        self.mentions = mentions
        self.named = places(reading, mentions)
        self.starts = [each.start for each in self.named]
        self.near = self._beside()
        self.trades = [{n for n, words in enumerate(CLASSES) if words.search(near)} for near in self.near]
        leads = [who for who, mention in enumerate(mentions) if mention.role is Role.OPERATOR]
        self.only = leads[0] if len(leads) == 1 else None
        others = (
            each.start
            for each in self._between(reading.body_start, len(reading.text))
            if each.who != self.only and not self._is_of_the_state(each.who)
        )
        self.first_other = next(others, len(reading.text))

    def told_of(self, start: int, end: int) -> set[int]:
        """The numbers of those of whom the words from `start` to `end` are told; none where that can't be said."""
        index = self.reading.sentence_index(start)
        first, last = self.reading.sentence_bounds(index)
        first, last = max(first, start - _REACH), min(last, end + _REACH)
        here = self._between(first, last)
        near = self.reading.folded[max(first, start - 90) : start]
        is_active = ACTIVE.match(self.reading.folded, start) is not None and PASSIVE.search(near[-30:]) is None
        verb = _Verb(start, end, index, first, last, here, near, is_active=is_active)
        asked = (self._as_object, self._within, self._set_off, self._as_subject)
        return next((found for ask in asked if (found := ask(verb)) is not None), set())

    def _as_object(self, verb: _Verb) -> set[int] | None:
        """Whom a verb that has an object is told of, or that it is somebody without a name."""
        folded = self.reading.folded
        if verb.is_active:
            if behind := self._behind(verb.here, verb.end):
                return behind
            if UNNAMED.match(folded, verb.end):
                return set()
        is_last = not any(each.start >= verb.end for each in verb.here)
        return set() if is_last and SOMEBODY.match(folded[verb.end : verb.last]) else None

    def _within(self, verb: _Verb) -> set[int] | None:
        """Who is named among the words themselves."""
        return {each.who for each in verb.here if verb.start <= each.start < verb.end} or None

    def _set_off(self, verb: _Verb) -> set[int] | None:
        """Whom a colon, 'el absuelto fue', or a participle at the start of the sentence is told of."""
        folded = self.reading.folded
        if KIN_ALONE.search(verb.near) or (not self._before(verb) and UNNAMED_BEFORE.search(verb.near)):
            return set()
        if folded.startswith(": ", verb.end) and (behind := self._behind(verb.here, verb.end + 1)):
            return behind
        if THE.search(verb.near) and WAS.match(folded, verb.end):
            return self._behind(verb.here, verb.end) or {NOBODY}
        if verb.is_active or verb.start - verb.first >= 3:
            return None
        dangling = [n for n in verb.here if n.start >= verb.end and DANGLING.fullmatch(folded[verb.end : n.start])]
        return {dangling[0].who} if dangling else self._spoken_of(verb)

    def _as_subject(self, verb: _Verb) -> set[int]:
        """Whom the sentence names before the verb; else behind it, or who was spoken of."""
        folded = self.reading.folded
        if not (before := self._before(verb)):
            is_set_against = OF_HIM_BEFORE.match(folded, verb.start) is not None
            return (not is_set_against and self._behind(verb.here, verb.end)) or self._spoken_of(verb)
        before = [n for n in before if not BY_OTHERS.search(folded[max(verb.first, n.start - 30) : n.start])] or before
        if UNNAMED_BEFORE.search(folded[before[-1].end : verb.start]):
            return set()
        is_many = MANY.search(folded[max(verb.first, verb.start - 12) : verb.end])
        return self._joined_before(before) if is_many else {before[-1].who}

    def _before(self, verb: _Verb) -> list[Named]:
        return [each for each in verb.here if each.end <= verb.start and self._may_be(each, verb.start)]

    def _may_be(self, named: Named, start: int) -> bool:
        """Whether a verb from `start` on may be told of who is named before it: of kin of his, it is not."""
        folded = self.reading.folded
        if KIN_OF.search(folded[max(0, named.start - 40) : named.start]) or KIN_BEHIND.match(folded, named.end):
            return False
        return not self._is_of_the_state(named.who) or (
            start - named.end < 25
            and is_person(self.mentions[named.who].name)
            and not SAYS.search(folded, named.end, start)
        )

    def _behind(self, here: Sequence[Named], end: int) -> set[int]:
        """Who stands next behind a verb, and whoever is joined with him."""
        found: set[int] = set()
        at = end
        for each in here:
            if each.start < at:
                continue
            between = self.reading.folded[at : each.start]
            if found and not JOINED.fullmatch(between):
                break
            broken = BREAK.search(between)
            clause_end = at + broken.start() if broken and not found else each.start
            if KIN_BEHIND.match(self.reading.folded, each.end) or A_NAME.search(self.reading.text, at, clause_end):
                return found or {NOBODY}
            if not found and (each.start - end > _FAR or broken or UNNAMED.match(between)):
                break
            found.add(each.who)
            at = each.end
        return found

    def _joined_before(self, before: Sequence[Named]) -> set[int]:
        found, at = {before[-1].who}, before[-1].start
        for each in reversed(before[:-1]):
            if not JOINED.fullmatch(self.reading.folded[each.end : at]):
                break
            found.add(each.who)
            at = each.start
        return found

    def _spoken_of(self, verb: _Verb) -> set[int]:
        """Who was named last, of the kind and the trade by which this sentence calls him."""
        sentence = self.reading.folded[verb.first : verb.last]
        together = TOGETHER.search(sentence) is not None
        if MANY.search(self.reading.folded[max(verb.first, verb.start - 12) : verb.end]) and not together:
            return set()
        for back in range(1, min(_BACK, verb.index) + 1):
            begin, close = self.reading.sentence_bounds(verb.index - back)
            if begin < self.reading.body_start:
                break
            near = self._between(max(begin, close - _REACH), close)
            there = [each for each in near if self._fits(each.who, sentence)]
            if together and len(found := {each.who for each in there}) > 1:
                return found
            if one := self._called(there, sentence):
                return {one.who}
        return self._alone(verb.start, sentence)

    def _called(self, there: Sequence[Named], sentence: str) -> Named | None:
        """Who of those named in a sentence may be meant by a later one that calls him the driver, or nothing at all."""
        trades = {number for number, words in enumerate(CALLED) if words.search(sentence)}
        if trades and not FIRM.search(sentence):
            there = [each for each in there if is_person(self.mentions[each.who].name)]
        if owned := OWNER_OF.search(sentence):
            there = [each for each in there if owned["what"] in self.near[each.who]]
        same = next((each for each in there if self.trades[each.who] & trades), None)
        if same is not None:
            return same
        if trades - {ANYBODY}:
            there = [each for each in there if each.who == self.only and not self.trades[each.who]]
        folded = self.reading.folded
        subjects = (each for each in there if not OBLIQUE.search(folded[max(0, each.start - 40) : each.start]))
        return next(subjects, None)

    def _alone(self, start: int, sentence: str) -> set[int]:
        """The only operator, where nobody else was named before but officials."""
        if self.only is None or not self._fits(self.only, sentence):
            return set()
        return {self.only} if start <= self.first_other else set()

    def _fits(self, who: int, sentence: str) -> bool:
        mention = self.mentions[who]
        if self._is_of_the_state(who) or mention.role is Role.VICTIM:
            return False
        has_persons_shape = mention.is_person or is_person(mention.name)
        if FIRM.search(sentence):
            is_one = not mention.is_person or LEGAL_FORM.search(fold(mention.name)) is not None
            return is_one and " " in mention.name
        if is_of_other_sex(mention.name, sentence):
            return False
        return has_persons_shape or (mention.role is Role.OPERATOR and HIM.search(sentence) is None)

    def _is_of_the_state(self, who: int) -> bool:
        mention = self.mentions[who]
        return mention.role in {Role.AUTHORITY, Role.MEDIA} or (
            mention.role is not Role.OPERATOR and AUTHORITY.search(fold(mention.name)) is not None
        )

    def _beside(self) -> list[str]:
        """The words beside everybody's name, anywhere in the text: they tell a calling."""
        folded, near = self.reading.folded, [list[str]() for _ in self.mentions]
        for each in self.named:
            before, behind = folded[max(0, each.start - 60) : each.start], folded[each.end : each.end + 60]
            near[each.who] += [CLAUSE_BEFORE.split(before)[-1], *CLAUSE_BEHIND.findall(behind)[0]]
        return [" / ".join(words) for words in near]

    def _between(self, first: int, last: int) -> list[Named]:
        return self.named[bisect_left(self.starts, first) : bisect_left(self.starts, last)]
