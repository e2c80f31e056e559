"""Where a row of places written as one word comes apart: 'Confins-Panamá-México', 'GRU-BOG-MEX', 'Praia–Fortaleza'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from nlp.gazetteer.cities import key_of, people_of, towns
from nlp.gazetteer.places import country_of_demonym, places_by_name
from nlp.wording.fold import fold

_JOINT = re.compile(r"(?<=\w)[-–—/→>➡]+(?=\w)")
_CODE = 3  # letters of an airport's code
_SHORT = 4  # letters: shorter towns are other words, too
_LARGE = 100  # thousands of people
_WORD = re.compile(r"\S+")


@lru_cache(maxsize=20_000)
def joints(word: str) -> tuple[tuple[int, int], ...]:
    """Start and end of what joins the places of one word; () where it is no row of places.

    One place among parts in capitals is enough ('Panamá-San' Salvador), unless the whole is a place ('Guiné-Bissau')
    or a people ('porto-riquenho').
    """
    between = [match.span() for match in _JOINT.finditer(word)]
    whole = word.strip(".,;:!?()[]\"'«»“”")
    if not between or fold(whole) in places_by_name() or key_of(whole) in towns() or country_of_demonym(whole):
        return ()
    edges = [0, *(edge for joint in between for edge in joint), len(word)]
    parts = [word[start:end].strip(".,;:!?()[]\"'«»“”") for start, end in zip(edges[::2], edges[1::2], strict=True)]
    sure = sum(map(_is_sure, parts))
    in_capitals = all(part[:1].isupper() for part in parts)  # 'segunda-feira' is no place, though Feira is
    is_row = sure > 1 or (sure and in_capitals) or sum(map(_may_be, parts)) > 1
    return tuple(between) if is_row else ()


def row_spots(text: str) -> Iterator[tuple[int, int]]:
    """The parts of rows of three places and more that are places, by any list."""
    for word in _WORD.finditer(text):
        if len(found := joints(word.group())) > 1:
            edges = [0, *(edge for joint in found for edge in joint), len(word.group())]
            for first, last in zip(edges[::2], edges[1::2], strict=True):
                part = word.group()[first:last].rstrip(".,;:!?)")
                if key_of(part) in towns() and (len(part) > _SHORT or part.isupper()):
                    yield word.start() + first, word.start() + first + len(part)


def _is_sure(part: str) -> bool:
    """Whether it is a place of the gazetteer that is no common word, or a large town."""
    if listed := places_by_name().get(fold(part), ()):
        return len(part) >= _SHORT and any(not place.common for place in listed)
    return len(part) > _SHORT and people_of(part) >= _LARGE


def _may_be(part: str) -> bool:
    """Whether it is a place that is a common word, too, or the code of an airport."""
    is_code = len(part) == _CODE and part.isupper() and key_of(part) in towns()
    return is_code or (part[:1].isupper() and fold(part) in places_by_name())


def apart_at_joints(
    inner: Callable[[str], Iterator[re.Match[str]]] | None,
) -> Callable[[str], Iterator[re.Match[str]]]:
    """What a tokeniser of spaCy splits inside of words, and the joints of rows of places besides."""

    def infixes(word: str) -> Iterator[re.Match[str]]:
        usual = list(inner(word)) if inner else []
        ours = [match for match in _JOINT.finditer(word) if match.span() in joints(word)]
        # Portuguese has a rule that holds words with hyphens together: it matches the whole of them.
        usual = [match for match in usual if not any(_lies_in(joint, match) for joint in ours)]
        taken = {place for match in usual for place in range(*match.span())}
        free = [match for match in ours if taken.isdisjoint(range(*match.span()))]
        return iter(sorted((*usual, *free), key=lambda match: match.start()))

    return infixes


def _lies_in(joint: re.Match[str], match: re.Match[str]) -> bool:
    return match.start() < joint.start() and joint.end() < match.end()
