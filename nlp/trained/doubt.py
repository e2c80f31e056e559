"""What is said beside a name of news that makes a bystander of whom the model half believes to belong to the ring.

A clause that says that somebody did not know, is not accused, was let go, deceived or called as a witness is weaker than a
verdict (nlp/naming/clearance), which holds whatever the model says: 'she did not know' is also what the accused say. So it
counts only below `DOUBTED`. The words were chosen on the development part and w89 to w93, of whose names with a share of
0.75 to 0.97 they take 19 bystanders and three operators.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.asked_to_drop import is_asked_to_be_dropped
from nlp.naming.defendants import is_defendant
from nlp.naming.lexicon import AUTHORITY
from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading
from nlp.wording.fold import fold

DOUBTED = 0.97
"""Share of a name's evidence from which such a clause no longer counts."""

_NOT = r"(?:nao|no|sin|sem|nunca|jamas|never|not|without|nothing|nada)(?: \w+){0,2}"
_LET_GO = re.compile(
    r"\b(?:absolvid\w*|absolv(?:eu|io|eram|ieron)|absuelt\w*|acquitted|(?<!plead )(?<!pleaded )not guilty|found innocent|sobrese(?:id\w+|yo|yeron)|ilib(?:ad\w+|ou|aram)|"
    r"(?:queda|quedo|quedan|quedaron|ficou|fica) (?:libre|livre)s?|sal(?:io|ieron|iu|iram) (?:libre|livre)s?(?! (?:bajo|sob)\b)|walk(?:s|ed) free|discharged (?:taxi|a|the|him|her)|dispensad[oa]s?|cairam as suspeitas)\b"
)
_UNAWARE = re.compile(
    rf"\b(?:{_NOT} (?:sabia\w*|sabe(?! leer)|supo|soube|saber|knew|conhecia\w*|conocia\w*|heard of)|desconhec(?:ia|iam|endo)|desconoci(?:a|an|endo)|unaware|"
    r"crey(?:o|eron) (?:la|en|que|llevar)|acreditou|acreditava|pensava(?:m)? (?:que|arrendar|alugar|levar)|(?:en|de) (?:buena|boa) fe|good faith|na inocencia|enganad[oa]s?|deceived|tricked)\b"
)
_NOT_ACCUSED = re.compile(
    rf"\b(?:{_NOT} (?:pres[oa]s?|detid[oa]s?|imputad[oa]s?|acusad[oa]s?|charged|suspected|alvo|investigad[oa]s?|suspeit[oa]s?|sospechos[oa]s?|indiciad[oa]s?)|(?:sin|sem|without|no|nao tem|no tienen?) (?:\w+ )?(?:cargos|charges)|"
    r"(?:apenas|so|solo|as|como|only|a|is|es|e) (?:a |una |uma )?(?:prosecution |state |crown |key |protected )?(?:testemunha|testigo|witness)|testigo[.]|confundi(?:do|da|dos|das|eron|ram)|mistaken for)\b"
)
_WRONGED = re.compile(
    r"\b(?:quien (?:llamo|aviso|denuncio)|quem (?:ligou|chamou|avisou|denunciou|percebeu)|ligou (?:ele|ela) mesm[oa]|(?:denunci(?:o|ou|aron)|provou|probo) que|apresent(?:ou|aram) queixa|present(?:o|aron) (?:una )?(?:denuncia|queja)|filed (?:a )?(?:complaint|report)s?|suplantad\w+|clon(?:aron|ad\w+|aram)|cloned|agraviad[oa]|perjudicad[oa]|prejudicad[oa])\b"
)
_NOT_HE = re.compile(
    r"[^.;]{0,70}?\b(?:no|nao|not|tampoco|nunca|never) (?:es|esta|e|is|was|foi|fue|figura|he is|ha sido|sera) (?:(?:como|as|being|siendo|considerad[oa]|treated as) )?(?:a |an |un |una |um |uma )?(?:imputad|investigad|acusad|suspeit|sospechos|suspect|indiciad|arguid|formalizad|charged|accused|under investigation)"
    r"|[^.;]{0,50}?\b(?:isn[’']t|wasn[’']t|(?:is|was) not) (?:a |being )?(?:suspect|accused|charged|investigated)"
)
"""At the start of the sentence behind: 'La fiscal aclaró que no es imputado.'"""
_OF_ANOTHER = re.compile(
    r"\b(?:espos[oa]|mujer|mulher|marido|herman[oa]|irmao?|hij[oa]|filh[oa]|padre|madre|pai|mae|soci[oa]|duen[oa]|don[oa]|propietari[oa]|proprietari[oa]|wife|husband|brother|sister|son|daughter|father|mother|owner|partner|passenger|pasajer[oa]|passageir[oa]|vecin[oa]|vizinh[oa]|empresa|company|agencia|firma)\b"
)
_SAID = (_LET_GO, _UNAWARE, _NOT_ACCUSED, _WRONGED)
_ENDS = (". ", "; ", "\n")
_BEGINS = (*_ENDS, ": ")
_BEFORE, _BEHIND = 120, 110  # characters of a clause on either side of the name


def is_doubtful(reading: Reading, places: list[Occurrence]) -> bool:
    """Whether a clause in which the name stands speaks for a bystander."""
    if any(said.search(clause) for clause in (_clause(reading.folded, each) for each in places) for said in _SAID):
        return True
    return any(_is_said_behind(reading, each) or is_asked_to_be_dropped(reading, each) for each in places)


def _is_said_behind(reading: Reading, place: Occurrence) -> bool:
    """Whether the next sentence says of him, whom it names no more, that he is not accused."""
    if place.sentence + 1 >= len(reading.sentence_ends):
        return False
    start, end = reading.sentence_bounds(place.sentence + 1)
    start += len(reading.folded[start:end]) - len(reading.folded[start:end].lstrip())
    found = _NOT_HE.match(reading.folded, start, end)
    if found is None or _OF_ANOTHER.search(found.group()):
        return False
    names = [word for word in reading.text[start : found.end()].split()[1:] if word[0].isupper()]
    return all(AUTHORITY.search(fold(word)) for word in names)


def _clause(folded: str, place: Occurrence) -> str:
    """The clause around a name; of a defendant's only what stands behind it, as what stands before is told of others."""
    start = max(folded.rfind(each, 0, place.start) for each in _BEGINS)
    if is_defendant(folded, place.start, place.end):
        start = place.start - 1
    ends = (folded.find(each, place.end, place.end + _BEHIND) for each in _ENDS)
    end = min((each for each in ends if each >= 0), default=place.end + _BEHIND)
    return folded[max(start + 1, place.start - _BEFORE) : end + 1]
