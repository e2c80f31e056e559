"""A text as the encoder takes it: ids of its pieces with their offsets; long texts in passages that overlap.

Every later passage begins with the headline (the first line), so that it is read as part of its text. A glance is a
short passage of a long text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LONGEST = 448  # pieces a passage holds, marks included; the encoder's own limit is 512
OVERLAP = 64  # pieces that two neighbours share
HEADLINE = 40  # pieces of the first line that later passages repeat
GLANCE = 560  # characters of a glance: some 130 pieces


@dataclass(frozen=True, slots=True)
class Passage:
    """Ids of the pieces, and where each stands in the text: (start, end), (0, 0) for what is no text.

    `shown`: the same, and where those of a repeated headline stand in the text.
    """

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    shown: tuple[tuple[int, int], ...]

    def shows(self, start: int, end: int) -> bool:
        """Whether a piece of it belongs to the characters from `start` to `end`."""
        return any(first < end and start < last for first, last in self.shown)


def passages(tokenizer: Any, mark: str, text: str) -> Iterator[Passage]:
    """The passages of a text, each begun by the mark. `tokenizer`: a fast tokenizer of transformers."""
    head = tokenizer(mark.strip(), add_special_tokens=False)["input_ids"]
    encoded = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
    ids, offsets = encoded["input_ids"], encoded["offset_mapping"]
    first, last = tokenizer.cls_token_id, tokenizer.sep_token_id
    room = LONGEST - len(head) - 2
    headline = _headline(text, offsets)
    for start in _starts(len(ids), room, headline):
        again = headline if start else 0
        piece = slice(start, start + room - again)
        places = tuple(_trimmed(text, pair) for pair in offsets[piece])
        blank = ((0, 0),) * (1 + len(head))
        yield Passage(
            (first, *head, *ids[:again], *ids[piece], last),
            blank + ((0, 0),) * again + places + ((0, 0),),
            blank + tuple(_trimmed(text, pair) for pair in offsets[:again]) + places + ((0, 0),),
        )


def reread(tokenizer: Any, mark: str, text: str, passage: Passage, spot: tuple[int, int]) -> tuple[int, ...]:
    """The ids of a passage of a text with a blank for the characters from spot[0] to spot[1]."""
    if not passage.shows(*spot):
        return passage.ids
    own = [place for place in passage.offsets if place[1] > place[0]]
    again = [one for one, other in zip(passage.shown, passage.offsets, strict=True) if one != other]
    ids = tokenizer(mark.strip(), add_special_tokens=False)["input_ids"]
    for places in (again, own):
        if places:
            less = _blanked(text, (places[0][0], places[-1][1]), spot)
            ids = ids + tokenizer(less, add_special_tokens=False, verbose=False)["input_ids"]
    return (tokenizer.cls_token_id, *ids, tokenizer.sep_token_id)


def _blanked(text: str, part: tuple[int, int], spot: tuple[int, int]) -> str:
    """A part of a text with a blank for what it has of a spot."""
    (first, last), (start, end) = part, spot
    if end <= first or last <= start:
        return text[first:last]
    return text[first : max(first, start)] + " " + text[min(last, end) : last]


def glances(tokenizer: Any, mark: str, text: str, at: int) -> list[Passage]:
    """The opening of a text; and its headline with what stands from the character `at` on, where that is elsewhere."""
    found = [_glance(tokenizer, mark, text, 0)]
    at = min(at, len(text) - GLANCE)
    return [*found, _glance(tokenizer, mark, text, at)] if at > GLANCE // 8 else found


def _glance(tokenizer: Any, mark: str, text: str, at: int) -> Passage:
    head = tokenizer(mark.strip(), add_special_tokens=False)["input_ids"]
    if at:
        head += tokenizer(text[: GLANCE // 4].split("\n", maxsplit=1)[0], add_special_tokens=False)["input_ids"]
    encoded = tokenizer(text[at : at + GLANCE], add_special_tokens=False, return_offsets_mapping=True, verbose=False)
    places = tuple(_trimmed(text, (at + start, at + end)) for start, end in encoded["offset_mapping"])
    offsets = ((0, 0),) * (1 + len(head)) + places + ((0, 0),)
    ids = (tokenizer.cls_token_id, *head, *encoded["input_ids"], tokenizer.sep_token_id)
    # However hostile the text, no more than a passage holds; what is cut off is the rest of a glance.
    return Passage(ids[:LONGEST], offsets[:LONGEST], offsets[:LONGEST])


def stretch(tokenizer: Any, mark: str, text: str, spot: tuple[int, int]) -> Passage:
    """What stands from spot[0] to spot[1], as if it were a text of its own; cut off where a passage is full."""
    head = tokenizer(mark.strip(), add_special_tokens=False)["input_ids"]
    encoded = tokenizer(text[slice(*spot)], add_special_tokens=False, return_offsets_mapping=True, verbose=False)
    room = LONGEST - len(head) - 2
    places = tuple(_trimmed(text, (spot[0] + start, spot[0] + end)) for start, end in encoded["offset_mapping"][:room])
    offsets = ((0, 0),) * (1 + len(head)) + places + ((0, 0),)
    ids = (tokenizer.cls_token_id, *head, *encoded["input_ids"][:room], tokenizer.sep_token_id)
    return Passage(ids, offsets, offsets)


def _headline(text: str, offsets: list[tuple[int, int]]) -> int:
    """How many of the first pieces are repeated: those of the first line, where it is short enough for a headline."""
    end = text.find("\n")
    return sum(1 for start, _ in offsets[: HEADLINE + 1] if start < end) % (HEADLINE + 1)


def _starts(length: int, room: int, headline: int) -> Iterator[int]:
    yield 0
    if length <= room:
        return
    later = room - headline
    start = room - OVERLAP
    while start + later < length:
        yield start
        start += later - OVERLAP
    yield length - later


def _trimmed(text: str, pair: tuple[int, int]) -> tuple[int, int]:
    """The offsets of a piece without the white space that it may begin with."""
    start, end = pair
    while start < end and text[start].isspace():
        start += 1
    return start, end
