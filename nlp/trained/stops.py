"""The towns, crossings and trails of a text that may be stops of a journey, each once, with all its places."""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from spacy.tokens import Span

from nlp.gazetteer.cities import countries_of, people_of
from nlp.gazetteer.joints import row_spots
from nlp.gazetteer.places import NO_WAYPOINTS, Place, country_of_demonym, places_by_name
from nlp.gazetteer.regions import is_region
from nlp.reading import Reading
from nlp.trained.candidates import Candidate, Spot, candidate
from nlp.trained.stop_edges import apart, places_in, with_its_edges
from nlp.wording.fold import fold, name_key

_NO_STOPS = NO_WAYPOINTS - {"country"}  # a town may be called as its country is
_CROSSINGS = frozenset({"crossing", "trail", "border_town", "port"})
_TOWNS_TOO = re.compile(
    r"andorra|aruba|bahrain|bar[eé]m|bar[eé]in|ben[ií]n|bonaire|cuba|cura[cç]ao|cura[cç]au|curazao|"
    r"djibouti|djibuti|franca|gibraltar|grand cayman|gran caim[aá]n|guam|guatemala|hong kong|jibuti|kuwait|"
    r"luxembourg|luxemburgo|maca[ou]|malta|mayotte|m[eé]xico|m[oó]naco|panam[aá]|p(?:ue|o)rto rico|saipan|"
    r"san marino|s[aã]o tom[eé]|santo tom[eé]|singapore|singapura?|sint maarten|st\.? maarten|yibuti"
)
"""Countries whose capital bears their name, small islands, and those after which a town elsewhere is called."""
_TOLD = re.compile(
    r"(?<!\w)(?:em|n[ao]s?|d[ao]s?|de|del|para|até|a|aos?|às?|via|por|pel[ao]s?|entre|en|desde|hasta|hacia|al|to|from|in|near"
    r"|at|through|into) ([A-ZÀ-Þ][\w'’-]+(?: (?:(?:d[aeo]s?|del|de la) )?[A-ZÀ-Þ][\w'’-]+){0,3})"
)
_NAME_WORD = re.compile(r"[\w'’-]+")
_LETTERS = 4
_BESIDE = 40  # characters
_REGION_OF = re.compile(
    r"\b(?:estados?|regi(?:on|oes|ones|ao)|departamentos?|provincias?|condados?|county|state|province|department|"
    r"distritos?|islas?|ilhas?|islands?|comarca|litoral|sierra|serra|valle|vale)"
    r" (?:(?:de|do|da|del|of|dos|das|de la|de los) )?$"
)
_REGION_IN = re.compile(
    r"(?:estado|regi(?:on|ao)|departamento|provincia|condado|state|province|department|distrito|isla|ilha)\b"
)
_COUNTY = re.compile(r" (?:county|counties|state|province|region|island|islands)\b")


def stop_candidates(reading: Reading, marked: Iterable[Spot], seen: Iterable[Spot] = ()) -> list[Candidate]:
    """Towns, crossings and trails: those of the gazetteer and those that are marked, whole names before their parts.

    `seen`: what a recogniser of names takes for a place.
    """
    named = reading.doc.spans["places"]
    listed = [(span.start_char, span.end_char) for span in named if not _is_country(span)]
    countries = [(span.start_char, span.end_char) for span in named if _is_country(span)]
    rows = [piece for spot in seen for piece in apart(reading.text, spot)]
    spots = [spot for spot in (*listed, *rows, *row_spots(reading.text)) if _may_be_stop(reading.text[slice(*spot)])]
    by_name: dict[str, list[Spot]] = defaultdict(list)
    whole = [spot for spot in (*places_in(reading.text, marked), *spots) if not _lies_in(reading.text, spot, countries)]
    for start, end in _longest(with_its_edges(reading.text, spot) for spot in whole):
        if key := name_key(reading.text[start:end]):
            by_name[key].append((start, end))
    return [_stop(reading, places) for places in by_name.values()]


def is_region_alone(written: str) -> bool:
    """Whether the list knows a name as a region's or a sea's alone ('Canárias', 'Darién'), and of nothing else."""
    listed = places_by_name().get(fold(written), ())
    return bool(listed) and all(place.kind in _NO_STOPS and not place.common for place in listed)


def places_apart(entities: Iterable[tuple[int, int, str]], names: Sequence[Spot]) -> list[Spot]:
    """Of recognised entities (start, end, label) the places that are no part of somebody's name."""
    return [
        (start, end)
        for start, end, label in entities
        if label == "LOC" and all(end <= first or last <= start for first, last in names)
    ]


def towns_told(text: str, names: Sequence[Spot]) -> Iterator[Spot]:
    """Towns of the long list in capitals behind a word of place ('em Tete'), no part of somebody's name."""
    for told in _TOLD.finditer(text):
        start, last = told.span(1)
        ends = [word.end() for word in _NAME_WORD.finditer(text, start, last)]
        end = next((end for end in reversed(ends) if end - start >= _LETTERS and people_of(text[start:end])), 0)
        if end and all(end <= s or e <= start for s, e in names):
            yield start, end


def _stop(reading: Reading, spots: list[Spot]) -> Candidate:
    written = reading.text[slice(*spots[0])]
    listed = places_by_name().get(fold(written), ())
    known = bool(countries_of(written, frozenset()))
    own = (
        bool(listed),
        any(place.kind in _CROSSINGS for place in listed),
        known,
        any(place.common for place in listed),
        any(reading.document.country in place.countries for place in listed),
        is_region(written),
        math.log10(people_of(written) + 1) / 4,
        any(map(partial(_is_called_region, reading.folded), spots)),
    )
    return candidate(reading, "stop", written, spots, own)


def _is_called_region(folded: str, spot: Spot) -> bool:
    """'el departamento de Tacna', 'Webb County'."""
    start, end = spot
    before, name, after = folded[max(0, start - _BESIDE) : start], folded[start:end], folded[end : end + _BESIDE]
    return any((_REGION_OF.search(before), _REGION_IN.match(name), _COUNTY.search(name), _COUNTY.match(after)))


def _is_country(span: Span) -> bool:
    places: tuple[Place, ...] = span._.places
    return all(place.kind == "country" for place in places)


def _lies_in(text: str, spot: Spot, countries: Iterable[Spot]) -> bool:
    """Whether a stretch is a country's name or a part of it ('Salvador' of 'El Salvador'), which is no stop, unless a
    town or an island is called as its country is."""
    for start, end in countries:
        if start <= spot[0] and spot[1] <= end:
            return spot != (start, end) or _TOWNS_TOO.fullmatch(text[start:end].lower()) is None
    return False


def _may_be_stop(written: str) -> bool:
    kinds = {place.kind for place in places_by_name().get(fold(written), ())}
    return not (kinds and kinds <= NO_WAYPOINTS) and not country_of_demonym(written)


def _longest(spots: Iterable[Spot]) -> list[Spot]:
    """In the order of the text those that lie over no longer one."""
    kept: list[Spot] = []
    for start, end in sorted(set(spots), key=lambda spot: (spot[0] - spot[1], spot[0])):
        at = bisect(kept, (start, end))
        is_free = (at == 0 or kept[at - 1][1] <= start) and (at == len(kept) or end <= kept[at][0])
        if is_free:
            kept.insert(at, (start, end))
    return kept
