"""Texts with their names for `train_names` and `evaluate_names`: corpora of others, read where they lie, never copied.

A span's kind is PER, ORG or LOC, or UNSURE: perhaps a name, which training passes over and no figure counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from core.terms import Language
from models.examples import Labelled

UNSURE = "?"
_KINDS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "PESSOA": "PER", "ORGANIZACAO": "ORG", "LOCAL": "LOC"}
_NO_SPACE_BEFORE = frozenset(",.;:!?)]}%»”’…") | {"'s", "n't", "'re", "'ve", "'ll", "'m", "'d"}
_NO_SPACE_AFTER = frozenset("([{¿¡«“‘$#")

_ARTICLES = ("o", "a", "os", "as")
_PRONOUNS = ("ele", "ela", "eles", "elas", "este", "esta", "estes", "estas", "esse", "essa", "esses", "essas")
_FAR = ("aquele", "aquela", "aqueles", "aquelas")
_FAR_AND_THAT = (*_FAR, "isto", "isso", "aquilo")
_CONTRACTED = (
    {("de", w): "d" + w for w in (*_ARTICLES, *_PRONOUNS, *_FAR_AND_THAT, "aqui", "ali")}
    | {("em", w): "n" + w for w in (*_ARTICLES, *_PRONOUNS, *_FAR_AND_THAT)}
    | {("por", w): "pel" + w for w in _ARTICLES}
    | {("a", "o"): "ao", ("a", "os"): "aos", ("a", "a"): "à", ("a", "as"): "às"}
    | {("a", w): "à" + w[1:] for w in _FAR}
)
"""Portuguese words that the treebank takes apart ('de as'), as everybody writes them ('das')."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One text with its spans, none overlapping, in their order. `news`: edited text, not an advert or post."""

    text: str
    language: Language
    spans: tuple[Labelled, ...]
    news: bool = True


@dataclass(slots=True)
class Word:
    """A token of a corpus, its tag (O, B-PER, I-PER ...) and whether a space stands before it."""

    text: str
    tag: str
    space: bool = True


def read_uner(path: Path, language: Language) -> list[Sample]:
    """Sentences of a Universal NER file; Portuguese ones with their contractions."""
    samples = []
    for lines in _blocks(path):
        text = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), "")
        cells = [line.split("\t") for line in lines if not line.startswith("#")]
        words = _spaced([Word(cell[1], cell[2]) for cell in cells if len(cell) > 2], text)
        samples.append(to_sample(_contracted(words) if language is Language.PORTUGUESE else words, language))
    return samples


def read_columns(path: Path, language: Language, separator: str = " ") -> list[Sample]:
    """Sentences of a file with one word a line, its tag last (CoNLL-2002, wikigold, HAREM)."""
    samples = []
    for lines in _blocks(path):
        cells = [line.split(separator) for line in lines if not line.startswith("-DOCSTART-")]
        words = [Word(cell[0], cell[-1].strip()) for cell in cells if len(cell) > 1]
        if words:
            samples.append(to_sample(_detokenised(words), language))
    return samples


def _blocks(path: Path) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []


def _spaced(words: list[Word], text: str) -> list[Word]:
    """The words with the spaces of the sentence as the corpus prints it."""
    at = 0
    for word in words:
        found = text.find(word.text, at)
        if found < 0 or text[at:found].strip():
            return _detokenised(words)
        word.space = found > at
        at = found + len(word.text)
    return words


def _detokenised(words: list[Word]) -> list[Word]:
    """The words with the spaces of ordinary writing."""
    quoted, before = False, ""
    for word in words:
        opens = word.text == '"' and not quoted
        closes = word.text == '"' and quoted
        word.space = not (closes or word.text in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER or before == "opened")
        quoted = opens or (quoted and not closes)
        before = "opened" if opens else word.text
    return words


def _contracted(words: list[Word]) -> list[Word]:
    """'de' and 'as' as 'das'; a name that began with the article begins with the contraction."""
    merged: list[Word] = []
    for word in words:
        before = merged[-1] if merged else Word("", "O")
        joined = _CONTRACTED.get((before.text.lower(), word.text.lower())) if word.space else None
        if joined is None:
            merged.append(word)
        else:
            tag = word.tag if before.tag == "O" else before.tag
            merged[-1] = Word(joined.capitalize() if before.text[0].isupper() else joined, tag, before.space)
    return merged


def to_sample(words: Iterable[Word], language: Language) -> Sample:
    """Words and tags as a text with spans. Tags without B (HAREM, wikigold) begin a span where the kind changes."""
    text, last = "", ""
    spans: list[Labelled] = []
    for word in words:
        text += " " if text and word.space else ""
        kind = _KINDS.get(word.tag.split("-")[-1], "")
        if kind and kind == last and not word.tag.startswith("B-"):
            spans[-1] = Labelled(spans[-1].start, len(text) + len(word.text), kind)
        elif kind:
            spans.append(Labelled(len(text), len(text) + len(word.text), kind))
        text, last = text + word.text, kind
    return Sample(text, language, tuple(spans))


def grouped(samples: Iterable[Sample], size: int) -> Iterator[Sample]:
    """Sentences put together to texts of `size`, some ended by a line break as titles are."""
    rest = iter(samples)
    while group := list(islice(rest, size)):
        text = ""
        spans: list[Labelled] = []
        for sample in group:
            ends = re.search(r"[.!?…»\"]$", text) is not None
            text += "" if not text else (" " if ends else "\n")
            spans += [Labelled(s.start + len(text), s.end + len(text), s.kind) for s in sample.spans]
            text += sample.text
        yield Sample(text, group[0].language, tuple(spans))
