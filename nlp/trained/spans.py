"""From the tags of pieces to spans of the text, each with how sure the model is of each thing it may be."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nlp.trained.encoder import Answer, Floats
from nlp.trained.tags import KINDS, ROLE_NAMES, TAG_INDEX, TAGS

_BEGIN = np.array([TAG_INDEX[f"B-{kind}"] for kind in KINDS])
_INSIDE = np.array([TAG_INDEX[f"I-{kind}"] for kind in KINDS])
_ROLES = 5  # the first kinds are names
_PARTED = re.compile(r"[\"”»'’]?\.? ?[\"“«'‘]?")
_SENTENCE_ENDS = re.compile(r"\w{4}\W*\.\W*$")  # 'Rojas.', not 'J.' or 'Dra.'
_WORD = re.compile(r"(?:(?<!\w)@)?\w+(?:\.(?=[a-z0-9])\w+)*")
_LONGEST_WORD = 64
HALF_BELIEVED = 0.3  # of a name that spaCy finds too


@dataclass(frozen=True, slots=True, eq=False)  # arrays compare by value, item by item
class Tagged:
    """A piece of the text that the model marks. `shares`: probability of each kind (columns of KINDS), 0 to 1."""

    start: int
    end: int
    kind: str
    shares: Floats

    @property
    def score(self) -> float:
        """How sure the model is of `kind`."""
        return float(self.shares[KINDS.index(self.kind)])


def tagged_spans(answer: Answer, text: str) -> list[Tagged]:
    """Every marked span by position. Names of any role are found together first, then given their likeliest role."""
    found = [tag_at(answer, start, end, kind=kind) for start, end, kind in _runs(answer, text)]
    return sorted(_joined(answer, text, found), key=lambda tag: tag.start)


def _joined(answer: Answer, text: str, found: Iterable[Tagged]) -> Iterator[Tagged]:
    """Handles whole ('@ruta.norte_22'), and parts of one name that nothing but a space or a quotation mark parts."""
    last: Tagged | None = None
    for tag in found:
        if tag.kind not in ROLE_NAMES:
            yield tag
            continue
        start, end = _whole_handle(tag.start, tag.end, text)
        if last is not None and (start < last.end or _is_one(last, tag, text)):
            start = last.start
        elif last is not None:
            yield last
        last = _named_at(answer, start, end)
    if last is not None:
        yield last


def _is_one(one: Tagged, other: Tagged, text: str) -> bool:
    ends = _SENTENCE_ENDS.search(text[max(0, one.end - 5) : other.start])
    between = text[one.end : other.start]
    return one.kind == other.kind and _PARTED.fullmatch(between) is not None and not ends


def _named_at(answer: Answer, start: int, end: int) -> Tagged:
    whole = tag_at(answer, start, end)
    return replace(whole, kind=KINDS[int(whole.shares[:_ROLES].argmax())])


def _whole_handle(start: int, end: int, text: str) -> tuple[int, int]:
    """The span with all of the words and handles that it touches: '@ruta.norte_22', 'fastlane.520'."""
    for word in _WORD.finditer(text, max(0, start - _LONGEST_WORD), end + _LONGEST_WORD):
        if word.start() < end and start < word.end():
            start, end = min(start, word.start()), max(end, word.end())
    return start, end


def _runs(answer: Answer, text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each run of pieces; a word is never cut."""
    if not len(answer.tags):
        return
    kinds = answer.tags[:, _BEGIN] + answer.tags[:, _INSIDE]  # (n, kinds)
    groups = np.concatenate([kinds[:, :_ROLES].sum(axis=1, keepdims=True), kinds[:, _ROLES:]], axis=1)
    outside = answer.tags[:, 0]
    chosen = np.where(outside >= groups.max(axis=1), -1, groups.argmax(axis=1))
    begins = answer.tags[:, _BEGIN]
    starts = np.concatenate([begins[:, :_ROLES].sum(axis=1, keepdims=True), begins[:, _ROLES:]], axis=1)
    first = 0
    count = len(chosen)
    while first < count:
        group = int(chosen[first])
        last = first + 1
        while last < count and chosen[last] == group and not _opens(answer, starts, groups, last, group, text):
            last += 1
        if group >= 0:
            start, end = _whole_words(answer.offsets[first][0], answer.offsets[last - 1][1], text)
            shares = kinds[first:last].mean(axis=0)
            kind = KINDS[int(shares[:_ROLES].argmax())] if group == 0 else KINDS[group + _ROLES - 1]
            yield start, end, kind
        first = last


def _opens(answer: Answer, starts: Floats, groups: Floats, index: int, group: int, text: str) -> bool:
    """Whether a new span begins at this piece, right after another of its group: never inside a word."""
    at = answer.offsets[index][0]
    inside = at > 0 and text[at - 1].isalnum() and text[at : at + 1].isalnum()
    return group >= 0 and not inside and bool(starts[index, group] > 0.5 * groups[index, group])


def _whole_words(start: int, end: int, text: str) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start : start + 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def tag_at(answer: Answer, start: int, end: int, *, kind: str = "") -> Tagged:
    """What the model says of the pieces of a span found by other means; `kind`: else its likeliest."""
    first, last = pieces_of(answer, start, end)
    if first == last:
        return Tagged(start, end, kind or KINDS[-1], np.zeros(len(KINDS), np.float32))
    tags = answer.tags[first:last]
    shares = (tags[:, _BEGIN] + tags[:, _INSIDE]).mean(axis=0)
    return Tagged(start, end, kind or KINDS[int(shares.argmax())], shares)


def with_entities(answer: Answer, entities: Iterable[tuple[int, int]], tagged: list[Tagged]) -> list[Tagged]:
    """The marked spans with names as whole as spaCy finds them, and with those that the model only half believes in.

    Parts of one name that the model marked apart ('Expreso', 'La Bendición') become one where spaCy sees one name.
    """
    result = list(tagged)
    for start, end in entities:
        parts = [tag for tag in result if start < tag.end and tag.start < end]
        if any(tag.kind not in ROLE_NAMES for tag in parts):
            continue
        whole = tag_at(answer, min([start, *(t.start for t in parts)]), max([end, *(t.end for t in parts)]))
        if parts or float(whole.shares[:_ROLES].sum()) >= HALF_BELIEVED:
            result = [tag for tag in result if tag not in parts]
            result.append(_named_at(answer, whole.start, whole.end))
    return sorted(result, key=lambda tag: tag.start)


def pieces_of(answer: Answer, start: int, end: int) -> tuple[int, int]:
    """First and end index of the pieces that overlap a span."""
    return next(pieces_between(answer.offsets, [(start, end)]))


def pieces_between(offsets: Sequence[tuple[int, int]], spots: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """First and end index of the pieces (ascending) that overlap each spot; the same twice where none does."""
    for start, end in spots:
        first = bisect.bisect_right(offsets, start, key=lambda place: place[1])
        last = bisect.bisect_left(offsets, end, key=lambda place: place[0])
        yield first, max(first, last)


assert len(TAGS) == 1 + 2 * len(KINDS)  # noqa: S101  the arrays above index by both
