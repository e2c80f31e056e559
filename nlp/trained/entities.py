"""Persons, organisations and places by a small trained spaCy recogniser of our own: the component `entities`.

It fills `doc.ents` with the labels PER, ORG and LOC in Spanish, English and Portuguese alike. The weights lie in
`models/names` and are loaded once a process, at the first text. They were trained on the tokens of `nlp.pipeline`,
whose NORM is the folded word: a pipeline with other norms would show the network words that it never saw.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from core.errors import InputError

FOLDER = Path(__file__).parents[2] / "models" / "names"
LABELS = ("PER", "ORG", "LOC")
_MOST_TOKENS = 10_000  # read in one go; what the network keeps of them takes some 100 MB


@cache
def recogniser(folder: Path = FOLDER) -> EntityRecognizer:
    """The trained recogniser of a folder, loaded once a process; InputError where there is none."""
    if not (folder / "config.cfg").is_file():
        raise InputError(f"{folder} holds no trained names.", remedy="Restore it, or run: python -m models.train_names")
    ner = spacy.load(folder).get_pipe("ner")
    if not isinstance(ner, EntityRecognizer):
        raise InputError(f"{folder} holds no recogniser of entities.", remedy="Run: python -m models.train_names")
    return ner


class Entities:
    """Marks names in a text. It reads words and a few neighbours only, so that long texts may be read in pieces."""

    def __init__(self, vocab: Vocab, folder: Path = FOLDER) -> None:
        self.folder = folder
        for label in LABELS:
            vocab.strings.add(label)

    def __call__(self, doc: Doc) -> Doc:
        ner = recogniser(self.folder)
        if len(doc) <= _MOST_TOKENS:
            return ner(doc) if len(doc) else doc
        found = []
        for start, end in _pieces(doc):
            piece = ner(_copy(doc, start, end))
            found += [Span(doc, start + ent.start, start + ent.end, label=ent.label) for ent in piece.ents]
        doc.set_ents(found)
        return doc


def entities_of(doc: Doc) -> list[tuple[int, int, str]]:
    """Offsets of the persons, organisations and places that the recogniser finds, with PER, ORG or LOC."""
    return [(entity.start_char, entity.end_char, entity.label_) for entity in Entities(doc.vocab)(doc).ents]


def _pieces(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token ranges of at most `_MOST_TOKENS`, cut at the last line break before that where there is one."""
    start = 0
    while len(doc) - start > _MOST_TOKENS:
        limit = start + _MOST_TOKENS
        end = next((i for i in range(limit, start + _MOST_TOKENS // 2, -1) if "\n" in doc[i - 1].text), limit)
        yield start, end
        start = end
    yield start, len(doc)


def _copy(doc: Doc, start: int, end: int) -> Doc:
    """Some tokens of a text as a text of its own, their norms kept."""
    tokens = [doc[index] for index in range(start, end)]
    copied = Doc(doc.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])
    for new, old in zip(copied, tokens, strict=True):
        new.norm_ = old.norm_
    return copied


@Pipeline.factory("entities", assigns=["doc.ents"])
def make_entities(nlp: Pipeline, name: str) -> Entities:
    """The factory that spaCy calls; `name` is the component's name in the pipeline."""
    return Entities(nlp.vocab)
