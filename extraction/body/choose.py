"""Which blocks are the article: the subtree with the most prose, less its furniture, with its standfirst."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from extraction.body.blocks import Region
from extraction.body.judge import HEADINGS, Judged, tokens

_REACH = 40  # blocks before the article's subtree in which its headline and standfirst are looked for
_LEAD = 40  # words; so long a paragraph under the headline is the article's first
_NEARLY = 0.93
_LEAVES = frozenset(
    {"p", "li", "ul", "ol", "dl", "dd", "dt", "pre", "blockquote", "tr", "figure", "figcaption", *HEADINGS}
)
_DATED = re.compile(r"\d{4}.{0,20}\b\d{1,2}[:.h]\d{2}|\b\d{1,2}[:.h]\d{2}\b.{0,20}\d{4}")


@dataclass(frozen=True, slots=True)
class Article:
    """Blocks [start, end) of the page are the article's subtree; `kept` are the blocks that belong to the text."""

    start: int
    end: int
    kept: tuple[Judged, ...]


def choose(judged: Sequence[Judged], regions: Sequence[Region], titles: Sequence[str]) -> Article | None:
    """The article's blocks in reading order, or None where the page has no text; `titles` are not repeated in it."""
    region = _best_region(judged, regions)
    if region is None:
        return None
    named = {" ".join(tokens(title)) for title in titles if title}
    start = region.start
    end = _next_article(judged, start, _end(judged, region), named)
    kept = _with_text([i for i in range(start, end) if _keeps(judged[i])], judged)
    kept = _below_headline(kept, judged, named)
    lead = next((n for n, i in enumerate(kept) if judged[i].block.element.tag not in HEADINGS), len(kept))
    text = {word for i in kept[lead:] for word in tokens(judged[i].block.text)}
    kept = [i for i in kept[:lead] if not judged[i].prose or _adds(judged[i], text)] + kept[lead:]
    before = [i for i in _before(judged, start, named) if _adds(judged[i], text)]
    chosen = [judged[i] for i in (*before, *kept) if not _is_named(judged[i], named)]
    return Article(start, end, tuple(chosen))


def _best_region(judged: Sequence[Judged], regions: Sequence[Region]) -> Region | None:
    """The subtree that sums highest, then the deepest one below it that keeps nearly all of the sum."""
    if not regions:
        return None
    running = [0.0, *accumulate(j.weight for j in judged)]

    def total(region: Region) -> float:
        return running[region.end] - running[region.start]

    best = max(regions, key=lambda r: (total(r), r.depth))
    if total(best) <= 0:
        return None
    inner = [r for r in regions if r.start >= best.start and r.end <= best.end and total(r) >= _NEARLY * total(best)]
    whole = [r for r in inner if r.element.tag not in _LEAVES]
    if whole:
        return max(whole, key=lambda r: r.depth)
    around = [r for r in regions if r.start <= best.start and r.end >= best.end and r.element.tag not in _LEAVES]
    return max(around, key=lambda r: r.depth, default=best)


def _end(judged: Sequence[Judged], region: Region) -> int:
    """Where the article ends inside its subtree: what follows the last block that the voices know is not it."""
    known = [i for i in range(region.start, region.end) if judged[i].voted > 0.6 or judged[i].anchored > 0.6]
    words = sum(judged[i].block.words for i in range(region.start, region.end) if judged[i].prose)
    heard = sum(judged[i].block.words for i in known if judged[i].prose)
    if not known or heard < 0.6 * words:
        return region.end
    return known[-1] + 1


def _next_article(judged: Sequence[Judged], start: int, end: int, named: set[str]) -> int:
    """Where another article begins on the same page (endless scrolling): a headline of the first one's make."""
    mine: tuple[object, ...] | None = None
    for i in range(max(start - _REACH, 0), end):
        element = judged[i].block.element
        if element.tag != "h1" or judged[i].reasons:
            continue
        make = (element.get("class"), element.getparent().tag, element.getparent().get("class"))
        if " ".join(tokens(judged[i].block.text)) in named:
            mine = mine or make
        elif mine == make and any(j.prose for j in judged[start:i]):
            return i
    return end


def _with_text(kept: list[int], judged: Sequence[Judged]) -> list[int]:
    """Without headings that no text follows: what they announce is a video, a gallery, a list of links."""
    result: list[int] = []
    following = ""  # tag of the next heading, "text" where text follows
    for i in reversed(kept):
        element = judged[i].block.element
        if element.tag in HEADINGS:
            if following in ("", element.tag):
                continue
            following = element.tag
        else:
            following = "text"
        result.append(i)
    return result[::-1]


def _below_headline(kept: list[int], judged: Sequence[Judged], named: set[str]) -> list[int]:
    """Without the kicker: a few words above the headline, where that is inside the article's subtree."""
    head = next((i for i in kept if _is_named(judged[i], named)), -1)
    return [i for i in kept if i > head or judged[i].prose]


def _keeps(j: Judged) -> bool:
    if j.furniture or not j.block.text:
        return False
    if j.linked > 0.85 and j.block.words > 5:
        return False
    if j.prose:
        return True
    if j.linked > 0.6 and j.block.words > 2:
        return j.voted > 0.8 and j.anchored > 0.8
    return j.voted > 0.5 or j.anchored > 0.5


def _before(judged: Sequence[Judged], start: int, named: set[str]) -> list[int]:
    """The candidates for a standfirst: prose between the headline and the article's subtree."""
    earlier = [i for i in range(max(start - _REACH, 0), start) if not judged[i].furniture]
    heads = [i for i in earlier if judged[i].block.element.tag == "h1" or _is_named(judged[i], named)]
    if not heads:
        return []
    return [i for i in earlier if i > heads[-1] and judged[i].linked < 0.3]


def _adds(j: Judged, text: set[str]) -> bool:
    """Whether a block before the article says something that the article doesn't."""
    if j.prose and j.block.words >= _LEAD:
        return True
    words = [word for word in tokens(j.block.text) if len(word) > 3]
    if (
        j.block.words < 8
        or not (j.prose or j.block.element.tag in HEADINGS)
        or len(words) < 4
        or _DATED.search(j.block.text)
    ):
        return False
    return sum(word in text for word in words) < 0.8 * len(words)


def _is_named(j: Judged, named: set[str]) -> bool:
    """Whether a block is the page's title."""
    return " ".join(tokens(j.block.text)) in named
