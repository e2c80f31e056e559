"""The lines by which a board says where an advert was put up: 'Ubicación: Tacna, Perú', 'Cód. 101 · Foz do Iguaçu - PR',
'Servicios > Viajes > Trujillo'. A place that stands there alone is the advertiser's, and no stop of a journey.

A row of several places is a journey's, and so is a list of them below each other: neither is taken for such a line.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nlp.gazetteer.places import places_by_name
from nlp.gazetteer.regions import is_region
from nlp.reading import Reading
from nlp.trained.candidates import Candidate, Spot
from nlp.wording.fold import fold

_LABEL = re.compile(
    r"\W{0,4}(?:(?:ubicacion|localizacao|location|local|localidade?|zona|ciudad|cidade|municipio|city|bairro|barrio)\s?[:·|–-]"
    r"|cep \d{5}-?\d{3}|(?:publicad[oa]|anunciad[oa]|postad[oa]|posted|published) (?:en|em|el|in)(?= [^\W\d]))\s*"
)
_CATEGORY = re.compile(
    r"inicio|home|portada|clasificados|classificados|classifieds|anuncios?|avisos?|ads?|servicios|servicos|services|viajes|viagens"
    r"|travel|turismo|tourism|transportes?|pasajes|passagens|empleos?|empregos?|jobs|trabajo|vagas|otros|outros|other|comunidade?"
    r"|community|negocios|documentos|tramites|varios|diversos|centro"
)
_DAY = r"(?:\d[\d/.-]*|hoje|hoy|today|ontem|ayer|yesterday)(?:\W+(?:(?:as?|at|a las) )?\d\d?[:h]\d\d)?"
_STAMP = re.compile(
    r"(?:cod(?:igo)?|ref|id|anuncio|aviso|nro|no)\b\W{0,3}[\w-]*\d[\w-]*"
    r"|(?:visto|visitas|views|seen|vistas|visualizacoes)\W{0,2}\d+(?: veces| vezes| times)?|\d+ (?:visitas|vistas|views|visualizacoes|fotos?|photos?)"
    r"|(?:reportar|denunciar|report)(?: aviso| anuncio| ad)?"
    rf"|(?:(?:publicad[oa]|anunciad[oa]|postad[oa]|posted|published)\s?)?(?:(?:em|el|on) )?{_DAY}"
    r"|(?:(?:publicad[oa]|anunciad[oa]|postad[oa]) )?(?:hace|ha) \d+ (?:dia|hora|minuto|semana|mes)\w*|\d+ (?:day|hour|minute|week|month)s? ago"
)
"""What a site writes beside a place: the kinds of adverts that it has; and an advert's number, day and readers."""
_MARKS = re.compile(r"\s*[>»|·•]\s*")
_MARKS_AND_DASHES = re.compile(r"\s*[>»|·•]\s*|\s+[–—-]\s+(?![A-Z]{2}\b)")
_NAME = r"[A-ZÀ-Þ][\w'’.]*(?:[ -](?:(?:d[aeo]s?|del|de la|de los|la|el|los)[ -])?[A-ZÀ-Þ][\w'’.]*){0,4}"
_PLACE = re.compile(rf"{_NAME}(?:(?:,\s?|\s[-–]\s|\s?/\s?|\s\()(?P<within>{_NAME})\)?)?(?:,\s?{_NAME})?\.?")
_CODE = re.compile(r"[A-Z]{2}")
"""Of a state or a country, as boards write it: 'Foz do Iguaçu - PR', 'Tampa, FL', 'Arica, CL'."""
_LONGEST = 100
_ENDS = 2
"""So many lines from the beginning or the end may a line stand that has no word of the site."""


def place_lines(reading: Reading) -> list[Spot]:
    """Where such lines stand in an advert's body, in order; none in news."""
    lines = list(_lines(reading)) if reading.is_ad else []
    written = [reading.text[slice(*line)].strip() for line in lines]
    bare = [_is_place(each, within=True) for each in written]
    return [line for n, line in enumerate(lines) if _is_the_site_s(written[n]) or _stands_alone(n, written, bare)]


def without_board_places(candidates: Iterable[Candidate], lines: Sequence[Spot]) -> list[Candidate]:
    """The candidates without their places on such lines, and none that stands on these alone."""
    kept = []
    for each in candidates:
        spots = tuple(spot for spot in each.spots if not any(start <= spot[0] < end for start, end in lines))
        if spots or not each.spots:
            kept.append(each if spots == each.spots else replace(each, spots=spots))
    return kept


def _lines(reading: Reading) -> Iterator[Spot]:
    start = reading.body_start
    for line in reading.text[start:].splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line)
        start += len(line)


def _is_the_site_s(line: str) -> bool:
    """Whether a line tells one place, and besides it what sites say: a label, a number, a category, since when."""
    if len(line) > _LONGEST:
        return False
    label = _LABEL.match(fold(line))
    rest = line[label.end() :] if label else line
    return any(_tells_one(mark.split(rest), bool(label)) for mark in (_MARKS, _MARKS_AND_DASHES))


def _tells_one(pieces: Sequence[str], is_labelled: bool) -> bool:
    parts = [part.strip() for part in pieces if part.strip()]
    stamps, kinds = ([part for part in parts if each.fullmatch(fold(part))] for each in (_STAMP, _CATEGORY))
    others = [part for part in parts if part not in {*stamps, *kinds}]
    is_told = is_labelled or bool(stamps) or len(kinds) > 1  # 'Viajes - Santiago' tells whither
    return is_told and len(others) == 1 and _is_place(others[0])


def _stands_alone(number: int, lines: Sequence[str], bare: Sequence[bool]) -> bool:
    """Whether a line that tells a town and what it lies in is the first or the last, and none of a list of them."""
    if not bare[number] or _ENDS <= number < len(lines) - _ENDS:
        return False
    beside = {number - 1, number + 1} & set(range(len(lines)))
    opens = number > 0 and lines[number - 1].endswith(":")
    return not opens and not any(bare[each] for each in beside)


def _is_place(written: str, *, within: bool = False) -> bool:
    """Whether it may be the name of a place. `within`: only if what it lies in is told, too: 'Desaguadero (Puno)'."""
    match = _PLACE.fullmatch(written.strip()) if len(written) <= _LONGEST else None
    if match is None or not within:
        return match is not None
    around = match["within"] or ""
    is_country = any(place.kind == "country" for place in places_by_name().get(fold(around), ()))
    return is_country or is_region(around) or _CODE.fullmatch(around) is not None
