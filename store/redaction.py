"""Names and numbers of persons who are no operators, taken out of what was read: pure, a record in, a record out.

The names of operators stay, also where a hidden name is a part of one (a victim Juan beside an operator Juan Pérez);
but for those of whom nothing stands any more (`over`), whatever their role was read to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from core import hidden_words
from core.records import Analysis, Mention
from core.terms import Role
from store.others_points import is_others

HIDDEN = hidden_words.HIDDEN
NOBODY = frozenset[str]()


def hidden_names(analysis: Analysis, over: frozenset[str] = NOBODY) -> frozenset[str]:
    """The names to be hidden: of persons who are no operators and whom no document clears (who is cleared was named
    as an operator elsewhere, and has a right to it that this stands beside); and the contact points of others, in
    each spelling."""
    names = (
        name for mention in analysis.mentions if _is_hidden(mention, over) for name in (mention.name, *mention.aliases)
    )
    points = (each for point in analysis.contacts if is_others(point) for each in (point.value, point.as_written))
    return frozenset(each for each in (*names, *points) if each.strip() and each != HIDDEN)


def listed_names(analysis: Analysis, over: frozenset[str] = NOBODY) -> frozenset[str]:
    """The names of those who are operators by this reading, or cleared, and the operators' contact points."""
    stand = (each for each in analysis.mentions if not _is_hidden(each, over))
    listed = (each for each in stand if each.role is Role.OPERATOR or each.cleared)
    return _points(analysis).union(name for mention in listed for name in (mention.name, *mention.aliases))


def hider(
    analysis: Analysis,
    also: frozenset[str] = NOBODY,
    spared: frozenset[str] = NOBODY,
    over: frozenset[str] = NOBODY,
) -> Callable[[str], str]:
    """A function that hides these names in a sentence, and those that other readings of the text hide (`also`); but
    none that this one lets stay, or that is `spared`."""
    stand = (mention for mention in analysis.mentions if not _is_hidden(mention, over))
    kept = spared | _points(analysis) | {name for mention in stand for name in (mention.name, *mention.aliases)}
    return cover((hidden_names(analysis, over) | also) - kept, kept)


def cover(
    hidden: Iterable[str], kept: Iterable[str] = NOBODY, *, patterns: Iterable[str] = NOBODY
) -> Callable[[str], str]:
    """A function that hides these names in a sentence, and what the `patterns` find, but where they are a part of one
    that is kept."""
    find = places(hidden, kept, patterns=patterns)
    return lambda sentence: without(sentence, find(sentence))


def places(
    hidden: Iterable[str], kept: Iterable[str] = NOBODY, *, patterns: Iterable[str] = NOBODY
) -> Callable[[str], list[tuple[int, int]]]:
    """A function that tells where in a sentence these names stand, and what the `patterns` find, but where they are a
    part of one that is kept."""
    names = {name for name in hidden if name.strip() and name != HIDDEN}
    also = sorted(set(patterns), key=len, reverse=True)
    if not names and not also:
        return lambda _sentence: []
    stays = {_in_line(name) for name in kept}
    pattern = re.compile("|".join([_any(names.union(kept)), *also]), re.IGNORECASE)
    return lambda sentence: [found.span() for found in pattern.finditer(sentence) if _in_line(found[0]) not in stays]


def without(sentence: str, hidden: Iterable[tuple[int, int]]) -> str:
    """A sentence without the names that stand in these places, which are in their order."""
    parts, at = [], 0
    for start, end in hidden:
        parts += [sentence[at:start], HIDDEN]
        at = end
    return "".join([*parts, sentence[at:]])


def redacted(analysis: Analysis, also: frozenset[str] = NOBODY, over: frozenset[str] = NOBODY) -> Analysis:
    """The record without the names, and without those that other readings of the text hide (`also`); of those of whom
    nothing stands it does not say either where in the text they are named, as an operator is marked there."""
    hide = hider(analysis, also, over=over)
    mentions = tuple(
        replace(
            _without_name(mention, over) if _is_hidden(mention, over) else mention,
            sentence=hide(mention.sentence),
            status_sentence=hide(mention.status_sentence),
        )
        for mention in analysis.mentions
    )
    signals = tuple(replace(signal, phrase=hide(signal.phrase)) for signal in analysis.signals)
    contacts = tuple(
        replace(point, value=HIDDEN, as_written=HIDDEN) if is_others(point) else point for point in analysis.contacts
    )
    return replace(analysis, mentions=mentions, signals=signals, contacts=contacts)


def _without_name(mention: Mention, over: frozenset[str]) -> Mention:
    return replace(mention, name=HIDDEN, aliases=(), spans=() if mention.name in over else mention.spans)


def emptied(analysis: Analysis) -> Analysis:
    """The record without anything that was written in the document."""
    return replace(analysis, mentions=(), contacts=(), prices=(), signals=())


def _is_hidden(mention: Mention, over: frozenset[str]) -> bool:
    if mention.name in over:
        return True
    return mention.is_person and mention.role is not Role.OPERATOR and not mention.cleared


def _points(analysis: Analysis) -> frozenset[str]:
    """The contact points that stay."""
    stay = (point for point in analysis.contacts if not is_others(point))
    return frozenset(each for point in stay for each in (point.value, point.as_written) if each.strip())


def _in_line(name: str) -> str:
    return " ".join(name.casefold().split())


def _any(names: Iterable[str]) -> str:
    """The longest first: a name is hidden whole though a part of it may stand, and stays whole though one is hidden. A
    line may end within one."""
    ordered = sorted((name for name in names if name.strip()), key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, name.split())) for name in ordered)
    return "|".join(rf"(?<!\w){name}(?!\w)" for name in spaced) or r"(?!)"
