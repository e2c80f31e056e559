"""Names that stand in a list which an office or a harm opens: who judges, suffered or bears witness together."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.trained.beside_names import ACCUSED_OF

_RANKS = r"superiores|suprem[oa]s|federa(?:les|is)|penales|criminais|titulares|provinciales|adjunt[oa]s|substitut[oa]s|sustitut[oa]s|interin[oa]s|instructor[ae]s|seccionales|estadua(?:les|is)"
_CASED = r"[A-ZÀ-Þ][\w'’-]*\.?"  # a word of a name as it is written
OF_ONE_BENCH = re.compile(
    r"\b(?i:vocales|vogais|jueces|juezas|juízes|juízas|judges|justices|magistrad[oa]s|magistrates|camaristas|conjueces|desembargador(?:es|as)|conselheir[oa]s|fiscales|promotor(?:es|as)|procurador(?:es|as)|prosecutors|delegad[oa]s)"
    rf"(?: (?:{_RANKS}))?"
    rf" (?:(?:de |del |da |do |of )(?:(?:la |the )?{_CASED} ){{1,4}})?(?:{_CASED} (?:(?:d[aeo]s?|del|de la) )?(?:{_CASED} ){{0,3}}?(?:y|e|and|&) |{_CASED}(?: (?:(?:d[aeo]s?|del|de la) )?{_CASED}){{0,3}}, (?:{_CASED}(?: (?:(?:d[aeo]s?|del|de la) )?{_CASED}){{0,3}}(?:,| y| e| and) )*)?$"
)
"""Several who hold one office, over the text as written: 'los vocales Ana Sol y X', 'judges X'."""
BENCH_ACCUSED = re.compile(
    rf"[^.;]{{0,60}}? (?:fue|fueron|foi|foram|was|were|is|are|esta|estan|estao|son|sao|quedaron|ficaram) (?:\w+ ){{0,2}}?(?:{ACCUSED_OF}|investiga\w+)"
    r"|[^.;,]{0,45}? (?:cobr\w+|sobor\w+|suborn\w+|brib\w+|took|vend\w+)\b"
)
"""Behind such a name: that they were accused themselves, or took money; of what they did to others it says nothing."""
FOR_THE_DEFENCE = re.compile(
    r"(?:^|[\n.;(])\s*(?:la |a |the )?(?:defensa|defesa|defen[cs]e|defending|for the defen[cs]e|defensora?|advogad[oa]|abogad[oa]|counsel|attorney|solicitor): $"
)
FOR_THE_STATE = re.compile(
    r"(?:^|[\n.;(])\s*(?:el |la |o |a |the )?(?:fiscal(?:ia)?|acusacion|acusacao|procurador[a]?|promotor[a]?|prosecut(?:ing|ion|or)|for the (?:crown|state|government|prosecution)|juez[a]?|juiz[a]?|judge|magistrate|magistrad[oa]): $"
)
"""Before a name, over folded text: as lists of courts say who pleads ('Defensa: X', 'Prosecuting: X')."""
_NAME = rf"{_CASED}(?: (?:(?:d[aeo]s?|del|de la) )?{_CASED}){{0,4}}"
_WHO = (
    r"las?|los|el|[oa]s?|the|de|del|menor(?:es)?|niñ[oa]s?|jóve(?:n|nes)|joven|jovem|jovens|adolescentes?|mujer(?:es)?|mulher(?:es)?|hombres?|homens?|homem"
    r"|ciudadan[oa]s?|cidad(?:ão|ãos|ã|ãs)|i?migrantes?|v[ií]ctimas?|vítimas?|agraviad[oa]s?|ofendid[oa]s?|personas?|pessoas?|mayor(?:es)?|iniciales|iniciais"
    r"|señora?s?|señorit[ao]s?|senhora?s?|identificad[oa]s?|llamad[oa]s?|chamad[oa]s?|como|minors?|girls?|boys?|wom[ae]n|m[ae]n|victims?|migrants?|named"
)
HARMED = re.compile(
    r"\b(?i:en (?:perjuicio|agravio|detrimento)|em (?:prejuízo|desfavor|detrimento)|to the (?:detriment|harm)) (?i:de|del|d[aoe]s?|of)"
    rf"(?: (?:{_WHO})){{0,6}} (?:{_NAME}(?:,(?: (?:y|e|and))?| y| e| and)(?: (?:{_WHO})){{0,4}} )*$"
)
"""Before a name, over the text as written: 'en agravio de las menores Ana Sol y X'. Whom a verdict calls harmed is no
lead, however near the words of the crime stand."""
WITNESSES = re.compile(
    r"\b(?:ouvid[oa]s|oid[oa]s|citad[oa]s|arrolad[oa]s|heard|called|listed)(?: \w+){0,2}? (?:como|as) (?:testemunhas|testigos|witnesses)\b"
    rf"(?:(?!\b(?:contra|against|que|who|quem|quien)\b)[^.;:])*: (?:(?!\b(?:{ACCUSED_OF})\b)[^.:])*$"
)
"""Before a name, over folded text: 'foram ouvidos como testemunhas: Ana Sol; o vaqueiro Rui; e X'."""
ACCUSERS = re.compile(
    r"\b(?:among|one of|two of) (?:those|the (?:\w+ ){0,2}?(?:women|men|people|passengers|migrants|victims|survivors|travellers)) who (?:have |has |had )?(?:named|accused|denounced|reported|identified|recogni[sz]ed|picked out|testified against|spoke against|gave evidence against) [^.;:,]{1,40},? (?:is|was|are|were) $"
    r"|\bentre (?:quienes|quem|(?:los|las|os|as|aqueles|aquelas)(?: \w+)?? que) (?P<him>l[oa]s? |[oa]s? )?(?:denunci|acus|senal|identific|reconoc|reconhec|testific|testemunh)(?:aron|ieron|eron|aram|eram|an|en|am|em)\b(?(him)| (?:a|al|ao|contra|o|em))[^.;:,]{0,40},? (?:esta[n]?|estaba[n]?|figura\w*|estao|estava[m]?) $"
)
"""'Among those who named her is X': X is a witness."""
