"""Names in a text by their shape: capitalised words with their connectors, and what stands in quotation marks.

The spaCy component `name_finder` fills `doc.spans["names"]`; trained names go into `doc.ents`.
Places of the gazetteer, weekdays, months and demonyms are no names of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp.gazetteer.places import country_of_demonym, places_by_name
from nlp.naming.lexicon import NO_NAMES, OPENERS
from nlp.wording.fold import fold

_CONNECTORS = frozenset(
    ["de", "del", "la", "las", "los", "el", "da", "do", "dos", "das", "di", "du", "of", "the", "&", "van", "von"]
)
_ARTICLES = frozenset({"el", "la", "los", "las", "the", "o", "os"})
_MOST_WORDS = 9
_QUOTED = re.compile(r"[\"“«‘']([^\"”»“«\n’']{2,45})[\"”»’']")
_WORDLIKE = re.compile(r"^[^\W\d_][\w'’.&-]*$")


@dataclass(frozen=True, slots=True)
class _Words:
    """What the finder asks of every token, taken from the Doc once."""

    texts: list[str]
    norms: list[str]
    capital: list[bool]
    lower: frozenset[str]  # folded words that the text also writes in lower case


def _words(doc: Doc) -> _Words:
    texts = [token.text for token in doc]
    capital = [text[0].isupper() and bool(_WORDLIKE.match(text)) for text in texts]
    return _Words(texts, [fold(t) for t in texts], capital, frozenset(fold(t) for t in texts if t.islower()))


class NameFinder:
    """Finds runs of capitalised words. Lines in capitals throughout say nothing by their shape: only quotes count."""

    def __init__(self, stop_words: frozenset[str]) -> None:
        self.stop_words = stop_words

    def __call__(self, doc: Doc) -> Doc:
        words = _words(doc)
        spans = _quoted(doc)
        for sentence in doc.sents:
            if not _shouts(words.texts[sentence.start : sentence.end]):
                spans += [Span(doc, begin, end) for begin, end in self._runs(words, sentence.start, sentence.end)]
        places = [(place.start, place.end) for place in doc.spans["places"]] if "places" in doc.spans else []
        doc.spans["names"] = [
            span
            for span in filter_spans(spans)
            if _is_name(span.text) and not any(start <= span.start and span.end <= end for start, end in places)
        ]
        return doc

    def _runs(self, words: _Words, opens: int, ends: int) -> Iterator[tuple[int, int]]:
        """Token ranges of the names of one sentence."""
        start: int | None = None
        for index in range(opens, ends + 1):
            inside = index < ends and (words.capital[index] or (start is not None and _goes_on(words, index, ends)))
            if inside and start is None:
                start = index
            elif not inside and start is not None:
                begin = self._trim(words, start, index, opens)
                if begin < index <= begin + _MOST_WORDS:
                    yield begin, index
                start = None

    def _trim(self, words: _Words, start: int, end: int, opens: int) -> int:
        """Where the name begins once the word is gone that only begins the sentence."""
        if self._only_opens(words, start, opens, alone=end - start == 1):
            start += 1
            while start < end and not words.capital[start]:
                start += 1
        return start

    def _only_opens(self, words: _Words, index: int, opens: int, *, alone: bool) -> bool:
        norm = words.norms[index]
        if norm in _ARTICLES and not alone:
            return index == opens
        first = not any(_WORDLIKE.match(text) for text in words.texts[opens:index])
        if norm in self.stop_words or norm in OPENERS:
            return first or alone
        return first and norm in words.lower


def _goes_on(words: _Words, index: int, ends: int) -> bool:
    """Whether a lower-case word may stand inside a name: one connector or two, with a capital after them."""
    if words.norms[index] not in _CONNECTORS:
        return False
    following = index + 1
    if following < ends and words.norms[following] in _CONNECTORS and not words.capital[following]:
        following += 1
    return following < ends and words.capital[following]


def _shouts(texts: list[str]) -> bool:
    words = [text for text in texts if text.isalpha() and len(text) > 1]
    return len(words) > 3 and sum(word.isupper() for word in words) > 0.6 * len(words)


def _quoted(doc: Doc) -> list[Span]:
    """What stands in quotation marks and looks like a name: up to five words, one capital at least, no sentence."""
    spans = []
    for match in _QUOTED.finditer(doc.text):
        inner = match.group(1)
        words = inner.split()
        if len(words) <= 5 and inner[0].isupper() and not inner.rstrip().endswith((".", ",", "!", "?")):
            capitals = sum(word[0].isupper() for word in words)
            span = doc.char_span(match.start(1), match.end(1), alignment_mode="contract")
            if span is not None and capitals >= (len(words) + 1) // 2:
                spans.append(span)
    return spans


@lru_cache(maxsize=50_000)
def _is_name(text: str) -> bool:
    key = fold(text).strip(" .")
    if len(key) < 2 or key in NO_NAMES or key in places_by_name() or not any(c.isalpha() for c in key):
        return False
    words = re.findall(r"\w+", key)
    if all(word in NO_NAMES or word in places_by_name() or word in _CONNECTORS for word in words):
        return False
    return not (len(words) == 1 and (country_of_demonym(words[0]) is not None or len(words[0]) < 2))


@Pipeline.factory("name_finder")
def make_name_finder(nlp: Pipeline, name: str) -> NameFinder:
    """The factory that spaCy calls; `name` is the component's name in the pipeline."""
    return NameFinder(frozenset(fold(word) for word in nlp.Defaults.stop_words))
