"""The spaCy component that marks places: `doc.spans["places"]`, each span with `span._.places`, what it may be."""

from __future__ import annotations

from spacy.language import Language as Pipeline
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp.gazetteer.places import Place, places_by_name
from nlp.wording.fold import fold

_CAPITALS_ONLY = frozenset(
    {"us", "uk", "usa", "eua", "rd", "u.s.", "u.k.", "u.s.a.", "eeuu", "ee uu", "ee.uu.", "uae"}
    | {"sp", "gv", "bv", "ny", "kl", "poa", "jkia", "naia"}
)
"""Short forms that are other words in lower case."""

if not Span.has_extension("places"):
    Span.set_extension("places", getter=lambda span: places_by_name().get(fold(span.text), ()))


class PlaceFinder:
    """Finds the gazetteer's names, whatever their case and accents; the longest of two that overlap stays."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.matcher = PhraseMatcher(pipeline.vocab, attr="NORM")
        patterns = []
        for name in places_by_name():
            pattern = pipeline.make_doc(name)
            for token in pattern:
                token.norm_ = fold(token.text)
            patterns.append(pattern)
        self.matcher.add("place", patterns)

    def __call__(self, doc: Doc) -> Doc:
        spans = [span for span in self.matcher(doc, as_spans=True) if _stands(span)]
        doc.spans["places"] = filter_spans(spans)
        return doc


def _stands(span: Span) -> bool:
    """Whether the span may be a place by its letters: short forms must be capitals."""
    candidates: tuple[Place, ...] = span._.places
    if not candidates:
        return False
    if span.text.lower() in _CAPITALS_ONLY:
        return span.text.upper() == span.text
    return not (span.text.islower() and len(span.text) < 4)


@Pipeline.factory("place_finder")
def make_place_finder(nlp: Pipeline, name: str) -> PlaceFinder:
    """The factory that spaCy calls; `name` is the component's name in the pipeline."""
    return PlaceFinder(nlp)
