"""Whom a paper takes back: of a correction, who stands in the sentence that was wrong, and is accused in no other."""

# ruff: noqa: E501  a list of words is one line

from __future__ import annotations

import re
from collections.abc import Iterable

from core.terms import Language
from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading

CORRECTS = re.compile(
    r"\b(?:corrections?|correccion(?:es)?|correc?cao|correc?coes|corrigendum|clarifications?|aclaracion|esclarecimento|rectifica\w+|retifica\w+|fe de (?:erratas?|errores)|erratas?|erramos|(?:publico|jornal|diario|correio|folha|estadao|globo|expresso|observador|noticias) errou|editing error|for the record|nos equivocamos|retract\w+|retrata\w+|desculp\w+|disculp\w+|apolog\w+|set the record straight)\b"
)
_TOLD_WRONGLY = re.compile(
    r"\b(?:(?:earlier|previous|original|anterior|original) (?:version|headline|story|report|article)|(?:version|versao|nota|noticia|reportagem|publicacion|publicacao|edicion|edicao) (?:anterior|de ayer|de ontem|original)"
    r"|(?:a|an|our|the) (?:report|story|article|headline|caption|piece)(?: [\w'-]+){0,6} (?:said|stated|named|read|reported|claimed)|(?:our|the) headline"
    r"|we (?:wrongly |mistakenly |incorrectly )?(?:said|reported|wrote|stated|named|identified)|publicamos|dijimos|informamos|noticiamos|afirmamos|dissemos|incluimos|atribuimos|vinculamos|identificamos|mencionamos|escribimos|escrevemos|senalamos"
    r"|(?:la nota|el articulo|la noticia|a reportagem|a materia|a noticia|o texto)(?: \w+){0,4} (?:dijo|decia|disse|dizia|afirmo|afirmou|informo|informou)"
    r"|(?:se (?:publico|escribio|dijo|informo|senalo)|(?:escreveu|noticiou|publicou|disse|informou|afirmou)-se)|misidentif\w+|misstated|misreported|misnamed|editing error|por error|por un error|por equivocacion|por engano|por erro|por um erro|por lapso|por un lapsus|erroneamente|equivocadamente|wrongly|mistakenly|incorrectly|in error|should have read)\b"
)
_STATED = re.compile(
    r"\b(?:stated|reported|said|wrote|claimed|publico|informo|afirmo|dijo|senalo|publicou|informou|afirmou|disse|noticiou) (?:that|que)\b"
)
"""In the first sentence of a correction: what a paper, whichever name it has, had told."""
_ACCUSES = re.compile(
    r"\b(?:acus\w+|accus\w+|charg\w+|imput\w+|indict\w+|arrest\w+|deten\w+|detuv\w+|detid\w+|pres[oa]s?|procesad\w+|conden\w+|convict\w+|jailed|sentenced|sentenciad\w+|investigad[oa]|investigated)\b"
)
_NOT_HIM = re.compile(
    r"(?:\b(?:not|nao|y no|rather than|instead of|en (?:lugar|vez) de|em vez de)|(, no))(?: (?:a|o|el|la|the|mr|ms|mrs|sr|sra|senor|senora)\.?)? $"
)
"""'Davor Pennic, not Davy Penn, was arrested.'"""
_NEVER = re.compile(r"\b(?:never|not|nunca|jamas|jamais|no|nao)\b(?: \w+){0,3}\s*$")
_BEGINNING = 160  # characters of the body in which it is said that this is a correction


def is_taken_back(reading: Reading, places: Iterable[Occurrence]) -> bool:
    """Whether a correction says by mistake what is alleged of a name."""
    if reading.is_ad or not CORRECTS.search(reading.folded, 0, reading.body_start + _BEGINNING):
        return False
    body = [place.start for place in places if place.start >= reading.body_start]
    sentences = [reading.folded_sentence(start) for start in body]
    first = reading.folded_sentence(reading.body_start)
    wrong = [each for each in sentences if _TOLD_WRONGLY.search(each) or (each == first and _STATED.search(each))]
    wrong += [
        each for start, each in zip(body, sentences, strict=True) if _is_not_him(reading, start) and _accuses(each)
    ]
    return bool(wrong) and not any(_accuses(sentence) for sentence in sentences if sentence not in wrong)


def _is_not_him(reading: Reading, start: int) -> bool:
    """Whether the name at `start` is set against another's; Portuguese ', no' is 'in the'."""
    found = _NOT_HIM.search(reading.folded, max(0, start - 30), start)
    return found is not None and not (found[1] and reading.language is Language.PORTUGUESE)


def _accuses(sentence: str) -> bool:
    found = _ACCUSES.search(sentence)
    return found is not None and not _NEVER.search(sentence[: found.start()])
