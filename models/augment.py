"""Other ways in which a text might have been written: what the reader must not lean on is changed at random.

Names are swapped for names of other records (so that the words around them decide, not the names), case and accents
are lost as in hasty adverts, letters are mistyped, emoji come in between; innocent texts grow long by the text of
another (real pages are longer than what people write by hand), an advert that offers stands among harmless ones, as
on a board or behind wares that hide it, and news among the beginnings of other news, as in a column of briefs. Spans
follow their text.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.terms import Role
from models.examples import Example, Labelled
from nlp.naming.shape import is_person
from nlp.trained.candidates import Spot
from nlp.trained.tags import WAYPOINT
from nlp.wording.fold import fold

_EMOJI = "🚌✈️🙏🔥✅📲💯🌎👉⭐🇨🇱🇺🇸🇧🇷🇪🇸⚠️❗🛑💵🤝🚗⛵👇"
_SWAPPED = frozenset({Role.OPERATOR.value, Role.VICTIM.value, Role.OTHER.value})

_GROWN = 0.15  # of the innocent texts
_ON_A_BOARD = 0.15  # of the adverts with a label
_BOARD = 1_500  # characters of a board: about one passage, whose label is that of the advert on it
_NOTICE = 500  # characters of a harmless advert on it, at the most
_IN_BRIEF = 0.25  # of the news
_COLUMN = 1_700  # characters of a column of briefs: about one passage, too
_BRIEF, _SHORTEST = 450, 80  # characters of the beginning of other news in it, at the most and at the least

Edit = tuple[int, int, str]


class Augmenter:
    """Makes variants of examples. `pool`: the examples whose names may be borrowed (of the training part only)."""

    def __init__(self, pool: Sequence[Example], seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  not for secrets
        names: dict[tuple[str, bool], set[str]] = defaultdict(set)
        for example in pool:
            for span in example.spans:
                if span.kind in _SWAPPED and span.form and len(span.form) > 4:
                    names[_family(example, span.form)].add(span.form)
        self.names = {family: sorted(forms) for family, forms in names.items()}
        self.innocent: dict[tuple[str, str], list[Example]] = defaultdict(list)
        for example in pool:
            if not example.record["labels"]:
                self.innocent[_section(example)].append(example)
        self.notices = {
            section: [each for each in innocent if len(each.text) <= _NOTICE and not _is_on_the_way(each)]
            for section, innocent in self.innocent.items()
        }

    def vary(self, example: Example) -> Example:
        """One variant; every second one has its names swapped."""
        if not example.record["labels"] and self.random.random() < _GROWN:
            example = grown(example, self.random.choice(self.innocent[_section(example)]))
        if example.record["labels"] and example.record["kind"] == "ad" and self.random.random() < _ON_A_BOARD:
            example = self._on_a_board(example)
        if example.record["kind"] == "news" and self.random.random() < _IN_BRIEF:
            example = self._in_a_column(example)
        if self.random.random() < 0.5:
            example = edited(example, self._swaps(example))
        if self.random.random() < 0.25:
            example = edited(example, self._typos(example.text, example.spans))
        is_ad = example.record["kind"] == "ad"
        if is_ad and self.random.random() < 0.2:
            example = edited(example, self._emoji(example.text, example.spans))
        change = self._spelling(is_ad=is_ad)
        return replace(example, text=change(example.text))

    def _on_a_board(self, example: Example) -> Example:
        """The advert among harmless ones of its language, as many as there is room for, before and behind it."""
        notices = self.notices.get(_section(example), [])
        for other in self.random.sample(notices, min(len(notices), self.random.randrange(1, 6))):
            if len(example.text) + len(other.text) < _BOARD:
                example = beside(example, other, is_first=self.random.random() < 0.5)
        return example

    def _in_a_column(self, example: Example) -> Example:
        """The news before and behind the beginnings of innocent ones of its language, as many as there is room for."""
        others = self.innocent.get(_section(example), [])
        for other in self.random.sample(others, min(len(others), self.random.randrange(1, 5))):
            brief = beginning(other)
            if brief is not None and len(example.text) + len(brief.text) < _COLUMN:
                example = beside(example, brief, is_first=self.random.random() < 0.5)
        return example

    def _swaps(self, example: Example) -> list[Edit]:
        """Each name of several words or letters for one of the same family, all its places alike."""
        chosen: dict[str, str] = {}
        edits = []
        for span in example.spans:
            family = _family(example, span.form)
            if span.kind not in _SWAPPED or not span.form or "@" in span.form or family not in self.names:
                continue
            if span.form not in chosen:
                keep = self.random.random() < 0.4
                chosen[span.form] = span.form if keep else self.random.choice(self.names[family])
            edits.append((span.start, span.end, chosen[span.form]))
        return edits

    def _typos(self, text: str, spans: Sequence[Labelled]) -> list[Edit]:
        """Letters lost, doubled or swapped with their neighbour, outside the spans, about one word in thirty."""
        edits: list[Edit] = []
        for match in re.finditer(r"[^\W\d_]{5,}", text):
            if self.random.random() < 0.035 and _free(match.start(), match.end(), spans):
                at = match.start() + self.random.randrange(1, len(match.group()) - 1)
                pair = text[at : at + 2]
                edits.append((at, at + 2, self.random.choice((pair[0], pair[0] + pair, pair[::-1]))))
        return edits

    def _emoji(self, text: str, spans: Sequence[Labelled]) -> list[Edit]:
        places = [m.start() for m in re.finditer(r"(?<=[.!\n,]) ?", text) if _free(m.start(), m.start() + 1, spans)]
        chosen = self.random.sample(places, min(len(places), self.random.randrange(1, 5)))
        return [(at, at, " " + self.random.choice(_EMOJI) + " ") for at in sorted(chosen)]

    def _spelling(self, *, is_ad: bool) -> Callable[[str], str]:
        """A spelling that keeps every character in its place."""
        draw = self.random.random()
        limits: tuple[tuple[float, Callable[[str], str]], ...]
        if is_ad:
            limits = ((0.14, lower), (0.24, upper), (0.36, bare), (0.46, fold))
        else:
            limits = ((0.03, lower), (0.05, upper), (0.10, bare))
        return next((change for limit, change in limits if draw < limit), str)


def lower(text: str) -> str:
    """Lower case, of the same length."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def upper(text: str) -> str:
    """Capitals, of the same length."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def bare(text: str) -> str:
    """Without accents, of the same length, case kept."""
    return "".join(_base(c) for c in text)


def _base(character: str) -> str:
    base = "".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c))
    return base if len(base) == 1 else character


def _family(example: Example, form: str) -> tuple[str, bool]:
    return example.record["lang"], is_person(form)


def _free(start: int, end: int, spans: Sequence[Labelled]) -> bool:
    return all(end <= span.start or span.end <= start for span in spans)


def _is_on_the_way(example: Example) -> bool:
    return any(span.kind == WAYPOINT for span in example.spans)


def _section(example: Example) -> tuple[str, str]:
    return example.record["lang"], example.record["kind"]


def grown(example: Example, other: Example) -> Example:
    """A text followed by another, with the spans of both; what is to be decided of either is not asked."""
    start = len(example.text) + 1
    moved = tuple(replace(span, start=span.start + start, end=span.end + start) for span in other.spans)
    return replace(example, text=f"{example.text}\n{other.text}", spans=(*example.spans, *moved), targets=())


def beginning(example: Example) -> Example | None:
    """The first sentences of a text, of which nothing is to be decided; None where the first alone is too long."""
    ends = [
        match.end() for match in re.finditer(r"[.!?](?=\s|$)", example.text[: _BRIEF + 1]) if match.end() >= _SHORTEST
    ]
    if not ends:
        return None
    end = ends[-1]
    spans = tuple(span for span in example.spans if span.end <= end)
    return replace(example, text=example.text[:end], spans=spans, targets=())


def beside(example: Example, other: Example, *, is_first: bool) -> Example:
    """A text before or behind another one (`other`), whose spans are kept and of which nothing is to be decided."""
    at = len(example.text) if is_first else 0
    added = f"\n{other.text}" if is_first else f"{other.text}\n"
    moved = edited(example, [(at, at, added)])
    start = at + 1 if is_first else 0
    others = tuple(replace(span, start=span.start + start, end=span.end + start) for span in other.spans)
    return replace(moved, spans=(*moved.spans, *others) if is_first else (*others, *moved.spans))


def apply_edits(text: str, spans: list[Labelled], edits: list[Edit]) -> tuple[str, list[Labelled]]:
    """The text with its edits (ascending, none overlapping), and the spans where they then stand."""
    parts: list[str] = []
    at = 0
    for start, end, new in edits:
        parts += [text[at:start], new]
        at = end
    parts.append(text[at:])
    moved = [(span, _moved((span.start, span.end), edits)) for span in spans]
    return "".join(parts), [replace(span, start=start, end=end) for span, (start, end) in moved]


def edited(example: Example, edits: list[Edit]) -> Example:
    """The example with its edits, and spans and candidates where they then stand."""
    text, spans = apply_edits(example.text, list(example.spans), edits)
    targets = []
    for target in example.targets:
        spots = [_moved(spot, edits) for spot in target.candidate.spots]
        candidate = replace(target.candidate, spots=tuple(spot for spot in spots if spot[1] > spot[0]))
        targets.append(replace(target, candidate=candidate))
    return replace(example, text=text, spans=tuple(spans), targets=tuple(targets))


def _moved(spot: Spot, edits: list[Edit]) -> Spot:
    """Where a stretch of the text stands after the edits; text put in right at its end stays outside of it."""

    def by(offset: int, *, is_end: bool) -> int:
        before = [edit for edit in edits if edit[1] <= offset and not (is_end and edit[0] == edit[1] == offset)]
        return sum(len(new) - (end - start) for start, end, new in before)

    start, end = spot
    return start + by(start, is_end=False), end + by(end, is_end=True)
