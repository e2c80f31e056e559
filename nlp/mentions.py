"""Names in a text by their shape: capitalised words with their connectors, and what stands in quotation marks.

The spaCy component `name_finder` fills `doc.spans["names"]`; a trained `ner` may fill the same group in its place. Places of
the gazetteer, weekdays, months and demonyms are no names of anybody.
"""

from __future__ import annotations

import re

from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from nlp.gazetteer.places import country_of_demonym, places_by_name
from nlp.naming.lexicon import NO_NAMES, OPENERS
from nlp.wording.fold import fold

_CONNECTORS = frozenset("de del la las los el da do dos das di du of the & van von san y e and for para a".split())
_MOST_WORDS = 9
_QUOTED = re.compile(r"[\"“«‘']([^\"”»“«\n’']{2,45})[\"”»’']")
_WORDLIKE = re.compile(r"^[^\W\d_][\w'’.&-]*$")


class NameFinder:
    """Finds runs of capitalised words. Lines written in capitals throughout say nothing by their shape: only quotes count."""

    def __init__(self, stop_words: frozenset[str]) -> None:
        self.stop_words = stop_words

    def __call__(self, doc: Doc) -> Doc:
        lower = {token.norm_ for token in doc if token.is_lower}
        spans = _quoted(doc)
        for sentence in doc.sents:
            if not _shouts(sentence):
                spans += self._runs(sentence, lower)
        doc.spans["names"] = [span for span in filter_spans(spans) if _is_name(span)]
        return doc

    def _runs(self, sentence: Span, lower: set[str]) -> list[Span]:
        doc, spans, start = sentence.doc, [], None
        for token in sentence:
            if start is None:
                start = token.i if _capital(token) else None
            elif not (_capital(token) or _goes_on(token)):
                spans.append((start, token.i))
                start = None
        if start is not None:
            spans.append((start, sentence.end))
        trimmed = [self._trim(doc, begin, end, lower, sentence.start) for begin, end in spans]
        return [span for span in trimmed if span is not None]

    def _trim(self, doc: Doc, start: int, end: int, lower: set[str], opens: int) -> Span | None:
        """Without connectors at the ends, and without the word that only begins the sentence."""
        while end > start and not _capital(doc[end - 1]):
            end -= 1
        if start < end and self._only_opens(doc[start], lower, opens, alone=end - start == 1):
            start += 1
            while start < end and not _capital(doc[start]):
                start += 1
        return Span(doc, start, end) if start < end and end - start <= _MOST_WORDS else None

    def _only_opens(self, token: Token, lower: set[str], opens: int, *, alone: bool) -> bool:
        norm = token.norm_
        if norm in self.stop_words or norm in OPENERS:
            return not (norm in {"el", "la", "los", "las", "the", "o", "os"} and token.i != opens and not alone)
        first = all(not _WORDLIKE.match(t.text) for t in token.doc[opens : token.i])
        return first and norm in lower


def _capital(token: Token) -> bool:
    text = token.text
    return bool(_WORDLIKE.match(text)) and text[0].isupper()


def _goes_on(token: Token) -> bool:
    """Whether a lower-case word may stand inside a name: followed by a capital, one connector or two."""
    if token.norm_ not in _CONNECTORS or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor(1)
    if token.norm_ in {"y", "e", "and", "a", "para", "for"}:
        return False
    second = following.norm_ in _CONNECTORS and following.i + 1 < len(token.doc) and _capital(following.nbor(1))
    return _capital(following) or second


def _shouts(sentence: Span) -> bool:
    words = [token.text for token in sentence if token.is_alpha and len(token.text) > 1]
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


def _is_name(span: Span) -> bool:
    key = fold(span.text).strip(" .")
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
