"""The spaCy pipelines: blank ones for es, en, pt with our components.

Order: tokens (their NORM is the folded word), `sentencizer`, `sentence_mender` (lines end sentences, abbreviations
do not), `place_finder` (gazetteer, `doc.spans["places"]`) and `name_finder` (capitalised spans, `doc.spans["names"]`).
The trained reader takes up the same docs; its names (`nlp.trained.entities`) go into `doc.ents`, beside these.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import cast

import spacy
from spacy.attrs import NORM
from spacy.language import Language as Pipeline
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from core.records import Document
from core.terms import Language
from nlp.gazetteer.joints import apart_at_joints
from nlp.language import reading_language
from nlp.reading import READ_AHEAD, Reading, joined, make_reading
from nlp.tokens import BoundedTokenizer
from nlp.wording.fold import fold

_ABBREVIATIONS = frozenset(
    [
        "sr",
        "sra",
        "srta",
        "dr",
        "dra",
        "lic",
        "ing",
        "gral",
        "cnel",
        "cmte",
        "art",
        "av",
        "no",
        "num",
        "tel",
        "cel",
        "prof",
        "exmo",
        "mr",
        "mrs",
        "ms",
        "st",
        "lt",
        "sgt",
        "capt",
        "gen",
        "col",
        "gov",
        "sen",
        "rep",
        "jr",
        "inc",
        "co",
        "corp",
        "ltd",
        "vs",
        "aprox",
        "ej",
        "etc",
        "ee",
        "uu",
        "pag",
        "ud",
        "uds",
        "min",
        "hno",
        "insp",
        "sub",
        "s.a",
        "s.a.s",
        "s.r.l",
        "c.a",
        "u.s",
        "e.e.u.u",
    ]
)
_MAX_CHARACTERS = 20_000_000  # more than any page that a crawl keeps; no parser runs that would need the memory


def _fold_norms(built: Pipeline) -> None:
    """Make NORM the folded word in this pipeline's vocabulary, so that matchers need neither case nor accents."""
    built.vocab.lex_attr_getters[NORM] = fold  # type: ignore[attr-defined]  # missing in the type stubs
    for lexeme in built.vocab:
        lexeme.norm_ = fold(lexeme.text)


@Pipeline.component("sentence_mender")
def sentence_mender(doc: Doc) -> Doc:
    """A line break ends a sentence (adverts have no full stops); an abbreviation or a lower-case sequel does not."""
    for token in doc[1:]:
        before = token.nbor(-1)
        if before.is_space and "\n" in before.text:
            token.is_sent_start = True
        elif token.is_sent_start and _goes_on(doc, token.i):
            token.is_sent_start = False
    return doc


def _goes_on(doc: Doc, index: int) -> bool:
    """Whether the sentence break before token `index` is a false one."""
    here, before = doc[index], doc[index - 1]
    if before.text in {'"', "”", "»", "'", "’", ")"} and (here.is_lower or here.text in {",", ";"}):
        return True
    if before.text != ".":
        return False
    stem = doc[index - 2].norm_.strip(".") if index >= 2 and not doc[index - 1].is_space else ""
    initial = len(stem) == 1 and stem.isalpha()
    return here.is_lower or initial or stem in _ABBREVIATIONS


@cache
def pipeline(language: Language) -> Pipeline:
    """The pipeline of one language, built once a process."""
    import nlp.gazetteer.finder
    import nlp.mentions  # noqa: F401  registers its component

    built = spacy.blank(language.value)
    built.max_length = _MAX_CHARACTERS
    tokenizer = cast("Tokenizer", built.tokenizer)
    tokenizer.infix_finditer = apart_at_joints(tokenizer.infix_finditer)
    built.tokenizer = BoundedTokenizer(tokenizer)
    _fold_norms(built)
    for name in ("sentencizer", "sentence_mender", "place_finder", "name_finder"):
        built.add_pipe(name)
    return built


@lru_cache(maxsize=READ_AHEAD)
def read_words(document: Document) -> Reading:
    """A document's words, sentences, places and names. Kept for a while: two readers look at the same documents."""
    language = reading_language(document)
    text, body_start = joined(document)
    return make_reading(document, pipeline(language)(text), language=language, body_start=body_start)
