"""Which words of two names meet: the same, of one meaning, alike in sound or spelling, written together, initials.

Each word is used once. Dear comparisons are made only among the words that the cheap ones left over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz

from store.likeness.alike import ALIKE, likeness
from store.likeness.contrasts import are_two
from store.likeness.form import Form, Token
from store.likeness.glued import made_of
from store.likeness.stems import are_of_one_stem, begins, is_skeleton_of

RUN_ALIKE = 0.92
"""Likeness (0..1) of a word and words run together from which they are one."""

SHORTEST_ACCOUNT, LONGEST_ACCOUNT, MOST_WORDS = 8, 60, 30
"""Letters of a word that may be made up of words of the other name, some left out; and of how many words at most."""

LONGEST_RUN = 4
"""Words that may be run together in one."""

SHORTENED = 0.75
"""Likeness (0..1) of a word and what it is cut off to."""

_TOGETHER, _INITIAL, _ACRONYM = 0.97, 0.6, 0.8
_RUN_LACKS = 2
_TEXT, _MEANING = (Token._fields.index(name) for name in ("text", "meaning"))


class How(StrEnum):
    """In which way words meet."""

    SAME = "same"
    MEANING = "meaning"
    SPELLING = "spelling"
    TOGETHER = "together"
    SHORTENED = "shortened"
    INITIALS = "initials"


_EQUAL = ((_TEXT, How.SAME, 1.0), (_MEANING, How.MEANING, 0.97))


class Meeting(NamedTuple):
    """Words of the left name (places) that meet words of the right one."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float  # 0..1
    how: How


def align(left: Form, right: Form) -> list[Meeting]:
    """The meetings, strongest kinds first."""
    found: list[Meeting] = []
    free = mine, its = list(left.content), list(right.content)
    if len(mine) + len(its) > 2:
        for meeting in _acronyms(left, right):
            _use(meeting, found, free)
    _equal(left, right, found, free)
    for finder in (_together, _picked, _spelling, _shortened):
        if not mine or not its:
            break
        for meeting in finder(left, right, free):
            _use(meeting, found, free)
    return found


def _use(meeting: Meeting, found: list[Meeting], free: tuple[list[int], list[int]]) -> None:
    if len(meeting.left) == len(meeting.right) == 1:  # nearly all
        if meeting.left[0] in free[0] and meeting.right[0] in free[1]:
            free[0].remove(meeting.left[0])
            free[1].remove(meeting.right[0])
            found.append(meeting)
        return
    mine = [place for place in meeting.left if place in free[0]]
    theirs = [place for place in meeting.right if place in free[1]]
    if not mine or not theirs:
        return
    free[0][:] = [place for place in free[0] if place not in meeting.left]
    free[1][:] = [place for place in free[1] if place not in meeting.right]
    found.append(meeting)


def _equal(left: Form, right: Form, found: list[Meeting], free: tuple[list[int], list[int]]) -> None:
    """Those of one text, then those of one meaning; used up at once. Words of one text have one meaning."""
    if set(left.texts).isdisjoint(right.texts):  # the meanings of all words
        return
    mine, its = free
    tokens, others = left.tokens, right.tokens
    for attribute, how, worth in _EQUAL:
        theirs = [others[place][attribute] for place in its]
        for place in tuple(mine):
            said = tokens[place][attribute]
            if said in theirs:
                at = theirs.index(said)
                found.append(Meeting((place,), (its.pop(at),), worth, how))
                mine.remove(place)
                del theirs[at]


def _together(left: Form, right: Form, free: tuple[list[int], list[int]]) -> Iterator[Meeting]:
    """'vive on line' and 'viveonline': runs of words on one side, one or several on the other."""
    for one, other, swap in ((left, right, False), (right, left, True)):
        if not (shortest := one.shortest_run):
            continue
        mine, theirs = (free[1], free[0]) if swap else free
        for place in tuple(theirs):
            whole = other.tokens[place].text
            if len(whole) < 5 or len(whole) + _RUN_LACKS < shortest or place not in theirs:
                continue
            best = max(_runs(one, mine, whole), default=None)
            if best and best[0] >= RUN_ALIKE:
                run = tuple(range(best[1], best[2]))
                worth = _TOGETHER * best[0]
                yield (
                    Meeting((place,), run, worth, How.TOGETHER) if swap else Meeting(run, (place,), worth, How.TOGETHER)
                )


def _runs(one: Form, mine: Sequence[int], whole: str) -> Iterator[tuple[float, int, int]]:
    for start in range(len(one.tokens) - 1):
        run = one.tokens[start].text
        for end in range(start + 2, min(start + LONGEST_RUN, len(one.tokens)) + 1):
            run += one.tokens[end - 1].text
            if len(run) > len(whole) + _RUN_LACKS:
                break
            if len(run) >= len(whole) - _RUN_LACKS and any(start <= place < end for place in mine):
                yield fuzz.ratio(run, whole) / 100, start, end


def _picked(left: Form, right: Form, free: tuple[list[int], list[int]]) -> Iterator[Meeting]:
    """'clinicamuelacantarina' and 'Clínica Dental Muela Cantarina': an account has words of a name, in their order."""
    for one, other, swap in ((left, right, False), (right, left, True)):
        if len(one.tokens) > MOST_WORDS:
            continue
        mine, theirs = (free[1], free[0]) if swap else free
        for place in tuple(theirs):
            whole = other.tokens[place].text
            if not SHORTEST_ACCOUNT <= len(whole) <= LONGEST_ACCOUNT:
                continue
            picked = made_of(whole, [(token.text, token.tells) for token in one.tokens])
            if not set(mine).isdisjoint(picked):
                yield (
                    Meeting((place,), picked, _TOGETHER, How.TOGETHER)
                    if swap
                    else Meeting(picked, (place,), _TOGETHER, How.TOGETHER)
                )


def _spelling(left: Form, right: Form, free: tuple[list[int], list[int]]) -> Iterator[Meeting]:
    mine, its = left.tokens, right.tokens
    pairs = ((i, j) for i in free[0] for j in free[1] if not are_two(mine[i].text, its[j].text))
    alike = [(like, -abs(i - j), i, j) for i, j in pairs if (like := likeness(mine[i], its[j])) >= ALIKE]
    for like, _, i, j in sorted(alike, reverse=True):
        if i in free[0] and j in free[1]:
            yield Meeting((i,), (j,), like, How.SPELLING)


def _shortened(left: Form, right: Form, free: tuple[list[int], list[int]]) -> Iterator[Meeting]:
    for i in list(free[0]):
        for j in list(free[1]):
            short, long = left.tokens[i].text, right.tokens[j].text
            if short[:1] != long[:1]:
                continue
            if len(short) > len(long):
                short, long = long, short
            if not short or short.isdigit() or long.isdigit():
                continue
            if len(short) >= 3 and (begins(short, long) or is_skeleton_of(short, long) or are_of_one_stem(short, long)):
                yield Meeting((i,), (j,), SHORTENED, How.SHORTENED)
                break
            if len(short) == 1:
                yield Meeting((i,), (j,), _INITIAL, How.INITIALS)
                break


def _acronyms(left: Form, right: Form) -> Iterator[Meeting]:
    for one, other, swap in ((left, right, False), (right, left, True)):
        of_content, of_all = other.initials
        if len(of_all) < 2:
            continue
        most = min(len(of_all) * (2 if other.legal_text else 1), 7)
        for place in one.content:
            text = one.tokens[place].text
            if not 2 <= len(text) <= most or not text.isalpha():
                continue
            if text[:2] not in of_all and text[:2] not in of_content:  # nearly all
                continue
            run = _spelled_by(text, other)
            if run is not None and not _said_twice(text, run, one, other):
                yield (
                    Meeting(run, (place,), _ACRONYM, How.INITIALS)
                    if swap
                    else Meeting((place,), run, _ACRONYM, How.INITIALS)
                )


def _said_twice(letters: str, run: tuple[int, ...], one: Form, other: Form) -> bool:
    """Whether the other name has the letters, too, or this one the words: then they meet as they are."""
    if any(letters == other.tokens[place].text for place in other.content):
        return True
    return {other.tokens[place].text for place in run} <= {token.text for token in one.tokens}


def _spelled_by(letters: str, form: Form) -> tuple[int, ...] | None:
    """The run of words whose initials these letters are, joiners in or left out; two letters must be the whole name."""
    for of_all, initials in enumerate(form.initials):
        if len(letters) == 2:
            whole = letters == initials and len(initials) == 2
            return (tuple(range(len(form.tokens))) if of_all else form.content) if whole else None
        at = initials.find(letters)
        if at >= 0:
            return (tuple(range(len(form.tokens))) if of_all else form.content)[at : at + len(letters)]
        if form.legal_text and len(initials) >= 2 and letters.startswith(initials):
            legal = "".join(word[0] for word in form.legal_text.split())
            endings = {legal, legal[:1], form.legal_text.replace(" ", "")}
            ending = letters.removeprefix(initials)
            if ending in endings and len(ending) <= len(initials):  # 'Lisas' is not 'Lonelo Internacional S.A.S.'
                return tuple(range(len(form.tokens))) if of_all else form.content
    return None
