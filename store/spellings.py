"""Other spellings of what is asked, so that the index finds who is filed under these: a name run together as accounts
are ('@comercializadoraguajopitardelnorte') in the words that the watchlist knows, and a misspelt trade spelled right.
Only what is asked is spelled otherwise: names are compared as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache

from rapidfuzz import fuzz

from core.names import words
from store import by_key
from store.likeness.align import LONGEST_RUN, RUN_ALIKE
from store.likeness.alike import ALIKE, likeness
from store.likeness.form import Token, form, token
from store.likeness.glued import PIECE, parted, says_what
from store.likeness.keys import deletions, trace_of
from store.likeness.words import Part, usual
from store.name_words import MOST
from store.session import Session

SHORTEST = 9
"""Letters of a word that may be several."""

_MENDED = 6
"""Letters of a misspelt trade that is mended; shorter ones are too easily words of their own."""

_WAYS = 3
"""Ways to part a word that are followed, those of the longest pieces."""


def others(session: Session, names: Iterable[str]) -> list[str]:
    """Other spellings of these names; most have none."""
    found: list[str] = []
    for name in names:
        found += _parted(session, name) if _is_run(name) else _mended(name)
    return found


def read_ahead(session: Session, names: Iterable[str]) -> None:
    """Read at once what `others` will ask of each of these names first; for within `remembered.keeping`."""
    pieces = {piece for name in names if _is_run(name) for piece in _ends(parted(words(name)[0]).middle)}
    by_key.under(session, "name_words", set(map(trace_of, pieces)), MOST)


def runs(asked: Sequence[str], spelled: Sequence[str], alike: Mapping[str, Iterable[str]]) -> set[str]:
    """Neighbours run together as the watchlist may write them: one of them as a word that is like it (`alike`).

    Few bear such a run where many bear each word of it. So an account is found by a misspelt name that ends as it does,
    and a name by a misspelt account, of which `spelled` are the other spellings (`others`).
    """
    accounts = {token.text for name in asked for token in form(name).tokens} if spelled else set()
    found: set[str] = set()
    for name in (*asked, *spelled):
        tokens = form(name).tokens
        texts = [token.text for token in tokens]
        for place in [place for place, text in enumerate(texts) if text in alike]:
            for start, end in _around(place, len(texts)):
                before, after = "".join(texts[start:place]), "".join(texts[place + 1 : end])
                run = before + texts[place] + after
                is_name = end == len(texts) and _may_end(tokens[start]) and _may_end(tokens[-1])
                if is_name or run in accounts:
                    others = [before + other + after for other in alike[texts[place]]]
                    found.update(other for other in others if fuzz.ratio(run, other) >= 100 * RUN_ALIKE)
    return found


def _around(place: int, count: int) -> Iterator[tuple[int, int]]:
    """The runs of two to four of so many words in which this one stands."""
    for start in range(max(place - LONGEST_RUN + 1, 0), place + 1):
        for end in range(max(place + 1, start + 2), min(start + LONGEST_RUN, count) + 1):
            yield start, end


def _may_end(token: Token) -> bool:
    """Whether an account may begin or end with it, once its trades are taken off."""
    return token.part not in (Part.TRADE, Part.JOINER)


def _is_run(name: str) -> bool:
    taken = words(name)
    return len(taken) == 1 and len(taken[0]) >= SHORTEST


def _parted(session: Session, name: str) -> list[str]:
    before, middle, after = parted(words(name)[0])
    ways = _ways(session, middle)
    if not ways and before + after:
        ways = [(middle,)]
    return [" ".join((*before, *way, *after)) for way in ways]


def _ends(word: str) -> Iterator[str]:
    """What it may begin with and end in."""
    for at in range(PIECE, len(word) - PIECE + 1):
        yield word[:at]
        yield word[at:]


def _ways(session: Session, word: str) -> list[tuple[str, ...]]:
    """In two known words; where there is no such way, in three."""
    known = _known(session, set(_ends(word)))
    places = range(PIECE, len(word) - PIECE + 1)
    ways: list[tuple[str, ...]] = [(word[:at], word[at:]) for at in places if {word[:at], word[at:]} <= known]
    if not ways:
        firsts, lasts = [at for at in places if word[:at] in known], [at for at in places if word[at:] in known]
        inner = [(start, end) for start in firsts for end in lasts if end - start >= PIECE]
        known = _known(session, {word[start:end] for start, end in inner})
        ways = [(word[:start], word[start:end], word[end:]) for start, end in inner if word[start:end] in known]
    return sorted(ways, key=lambda way: -min(map(len, way)))[:_WAYS]


def _known(session: Session, pieces: Set[str]) -> set[str]:
    """Those of these that are words of the watchlist."""
    traces = {piece: trace_of(piece) for piece in pieces}
    under = by_key.under(session, "name_words", set(traces.values()), MOST) if traces else {}
    return {piece for piece, trace in traces.items() if piece in under.get(trace, ())}


def _mended(name: str) -> list[str]:
    """With misspelt trades spelled right, where a word is left that says who."""
    tokens = form(name).tokens
    right = [_trade(each.text) if each.tells else "" for each in tokens]
    if not any(right) or not any(each.tells and not other for each, other in zip(tokens, right, strict=True)):
        return []
    return [" ".join(other or each.text for each, other in zip(tokens, right, strict=True))]


@lru_cache(maxsize=20_000)
def _trade(word: str) -> str:
    """The trade or place that this word is, but for a letter; "" if none."""
    if len(word) < _MENDED:
        return ""
    near = {other for each in deletions(word) for other in _trades().get(each, ())}
    mine = token(word)
    best = max(((likeness(mine, token(other)), other) for other in near), default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else ""


@cache
def _trades() -> dict[str, list[str]]:
    """Long trades and places by their deletions."""
    found: dict[str, list[str]] = {}
    for word in usual():
        if len(word) > _MENDED and says_what(word):
            for each in deletions(word):
                found.setdefault(each, []).append(word)
    return found
