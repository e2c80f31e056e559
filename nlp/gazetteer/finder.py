"""The spaCy component that marks places: `doc.spans["places"]`, each span with `span._.places`, what it may be."""

from __future__ import annotations

import re

from spacy.language import Language as Pipeline
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from nlp.gazetteer.homonyms import patterns as homonyms
from nlp.gazetteer.homonyms import places_of
from nlp.gazetteer.places import Place, places_by_name
from nlp.wording.fold import fold

_CAPITALS_ONLY = frozenset(
    {"us", "uk", "usa", "eua", "rd", "u.s.", "u.k.", "u.s.a.", "eeuu", "ee uu", "ee.uu.", "uae", "eau", "drc"}
    | {"sp", "gv", "bv", "ny", "kl", "poa", "jkia", "naia"}
)
"""Short forms that are other words in lower case."""
_STATES = frozenset({"u.s.", "u.s.a.", "u.k."})
_STATES_OWN = re.compile(
    r"attorneys?|army|agents?|air|authorities|bankruptcy|border|bureau|capitol|census|chief|citizens?|citizenship|coast|code|congress"
    r"|consul|consular|consulate|courts?|currency|customs|department|deputy|district|dollars?|drug|embassy|federal|fish|forces"
    r"|government|homeland|house|immigration|intelligence|investigators|justice|law|lawmakers|magistrate|marines?|marshals?|military"
    r"|nationals?|navy|office|officers?|officials?|passports?|penitentiary|policy|postal|president|probation|prosecutors?|representative"
    r"|secret|secretary|sentencing|senate|senator|soldiers?|special|state|supreme|treasury|treaty|troops|visas?"
)
"""Behind the dotted short form: what is of that State, and no place on a way ('U.S. Border Patrol')."""

if not Span.has_extension("places"):
    Span.set_extension("places", getter=places_of)


class PlaceFinder:
    """Finds the gazetteer's names, whatever their case and accents; the longest of two that overlap stays."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.matcher = PhraseMatcher(pipeline.vocab, attr="NORM")
        patterns: dict[tuple[str, ...], Doc] = {}
        # A tokeniser knows 'EE.UU.', 'U.S.' and 'St.' in their capitals only, and cuts 'ee.uu.' and 'st.' otherwise.
        for name in (*places_by_name(), *homonyms()):
            for written in (name, name.upper(), name.title()) if "." in name else (name,):
                pattern = pipeline.make_doc(written)
                for token in pattern:
                    token.norm_ = fold(token.text)
                patterns.setdefault(tuple(token.norm_ for token in pattern), pattern)
        self.matcher.add("place", list(patterns.values()))

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
        return span.text.upper() == span.text and not _is_of_a_state(span)
    return not (span.text.islower() and len(span.text) < 4)


def _is_of_a_state(span: Span) -> bool:
    """'U.S. Attorney', 'U.S. Border Patrol'."""
    behind = span.doc[span.end].norm_ if span.end < len(span.doc) else ""
    return span.text.lower() in _STATES and _STATES_OWN.fullmatch(behind) is not None


@Pipeline.factory("place_finder")
def make_place_finder(nlp: Pipeline, name: str) -> PlaceFinder:
    """The factory that spaCy calls; `name` is the component's name in the pipeline."""
    return PlaceFinder(nlp)
