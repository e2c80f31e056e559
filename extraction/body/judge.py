"""What is held of each block: prose or not, furniture or not, and what two other voices say about it.

The voices are trafilatura's reading of the same page and the page's structured data (`articleBody`), where it has any.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from extraction.body.blocks import Block, Region
from extraction.body.furniture import furniture
from extraction.body.lines import is_furniture

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_SENTENCE = re.compile(r"[.!?…:;,。！？][\"'”’»)]*(?:\s|$)")
_END = re.compile(r"[.!?…:;,。！？][\"'”’»)]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?:\s+(?=[A-ZÁÉÍÓÚÑ¿¡“«])|$)")
_CREDIT = re.compile(
    r"\((?:[^()]*/)?(?:AP|AFP|EFE|PTI|Getty|Reuters|Photos?|Image|Foto|Cr[eé]ditos?)\b[^()]*\)|\b(?:less|more)$", re.I
)
_WORD = re.compile(r"\w+")
_SHINGLE = 4
_SPOKEN_CAPTION = 35  # words; a caption this long that opens with a quotation is somebody's statement
_LONG_CAPTION = 60  # words; a caption this long is the article's lead


@dataclass(slots=True)
class Judged:
    """A block with what is held of it."""

    block: Block
    prose: bool
    voted: float  # share of it in trafilatura's reading, 0..1
    anchored: float  # share of it in the structured data, 0..1
    reasons: set[str] = field(default_factory=set)  # of furniture, from the elements around it
    line: bool = False  # its own words are furniture

    @property
    def linked(self) -> float:
        """The share of its words inside links."""
        return min(self.block.linked / max(self.block.words, 1), 1.0)

    @property
    def furniture(self) -> bool:
        return self.line or bool(self.reasons)

    @property
    def weight(self) -> float:
        """How much it speaks for the subtree that holds it, in words."""
        words = min(self.block.words, 150)
        if self.line:
            return -3.0
        if self.reasons:
            return -0.3 * words - 1
        if self.prose:
            return words * (0.4 + 0.8 * self.voted + 0.3 * self.anchored) * (1 - self.linked)
        if self.linked > 0.5:
            return -2.0 - words
        if self.voted > 0.8:
            return 0.6 * words
        return -3.0


class Voice:
    """A text that says something about blocks: the share of a block's word shingles that it holds."""

    def __init__(self, text: str) -> None:
        words = tokens(text)
        self.count = len(words)
        self._shingles = {hash(tuple(words[i : i + _SHINGLE])) for i in range(max(len(words) - _SHINGLE + 1, 0))}
        self._lines = {" ".join(tokens(line)) for line in text.split("\n")}

    def share(self, words: Sequence[str]) -> float:
        """Of a block's tokens."""
        if len(words) <= _SHINGLE:
            return float(" ".join(words) in self._lines)
        shingles = [hash(tuple(words[i : i + _SHINGLE])) for i in range(len(words) - _SHINGLE + 1)]
        return sum(s in self._shingles for s in shingles) / len(shingles)


def tokens(text: str) -> list[str]:
    """Words in lower case, without punctuation."""
    return _WORD.findall(text.replace("\u00ad", "").lower())


def judge(blocks: Sequence[Block], regions: Sequence[Region], reading: Voice, structured: Voice) -> list[Judged]:
    """Every block with the voices about it, and the furniture around it that is to be believed."""
    judged = []
    for block in blocks:
        words = tokens(block.text)
        anchored = structured.share(words) if structured.count > 40 else 0.0
        judged.append(Judged(block, _is_prose(block), reading.share(words), anchored, line=is_furniture(block)))
    for j in judged:
        if _under_a_picture(j):
            j.reasons.add("caption")
        if _teases(j):
            j.reasons.add("related")
    _mark_furniture(judged, regions)
    return judged


def _mark_furniture(judged: list[Judged], regions: Sequence[Region]) -> None:
    good = [j.block.words if j.prose and not j.line else 0 for j in judged]
    total = sum(good) or 1
    running = [0, *accumulate(good)]
    covered: dict[str, list[Region]] = defaultdict(list)
    for region in regions:
        reason = furniture(region.element)
        if reason:
            covered[reason].append(region)
    for reason, found in covered.items():
        for region in found:
            if running[region.end] - running[region.start] > 0.5 * total:
                continue  # the name is not to be believed: it covers the page's text
            inner = judged[region.start : region.end]
            if reason == "caption" and len(inner) == 1 and _tells(inner[0]):
                continue
            for j in inner:
                j.reasons.add(reason)


def _under_a_picture(j: Judged) -> bool:
    """Whether a few words stand in one small element with a picture."""
    if j.prose or j.block.words > 25 or j.block.element.tag in ("body", "td", "article", "section", "main"):
        return False
    element = j.block.element
    return len(element) < 6 and element.find(".//img") is not None and not _END.search(j.block.text)


def _teases(j: Judged) -> bool:
    """Whether it looks like an entry of a list of other stories: its headline is a link, and nobody else heard it."""
    return (
        j.prose and j.block.element.tag in ("li", "article") and j.linked > 0.15 and j.voted < 0.2 and j.anchored < 0.2
    )


def _tells(j: Judged) -> bool:
    """Whether a caption says something of its own, beyond the picture."""
    words = j.block.words
    if not j.prose or words < _SPOKEN_CAPTION or _CREDIT.search(j.block.text):
        return False
    return words >= _LONG_CAPTION or j.block.text[0] in '“«"' or len(_SENTENCE_END.findall(j.block.text)) >= 2


def _is_prose(block: Block) -> bool:
    if block.words < 8 or block.linked * 2 > block.words:
        return _is_prose_without_blanks(block)
    return block.words >= 25 or bool(_END.search(block.text)) or len(_SENTENCE.findall(block.text)) >= 2


def _is_prose_without_blanks(block: Block) -> bool:
    """Chinese and Japanese put no blanks between words."""
    return block.words < 8 and not block.linked and len(block.text) > 60 and bool(_END.search(block.text))
