"""Who is let go and accused all the same: over another deed, of one charge of two, or because time ran out or he was pardoned."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading

ANOTHER_DEED = re.compile(
    r"[^.;]{0,70}?\b(?:lavado|lavagem|blanqueo|laundering|homicidi\w+|homicide|manslaughter|murder|asesinat\w+|(?:por|of|de|pela) (?:la |a |the )?(?:muerte|morte|death)|assassin\w+|organizacion criminal|organizacao criminosa|asociacion ilicita|associacao criminosa|drug\w*|droga\w*|estupefac\w+|entorpec\w+|narco\w*|robo|roubo|robbery|armas|weapons|firearms?|evasion|estafa|violac\w+|rape|extorsi\w+|racketeering|in (?:an?|another|an earlier|a separate) (?:\w+ ){0,3}case|resist\w+|desacato|estelionato)\b"
)
THE_DEED = re.compile(
    r"migra|trafico (?:ilicito|ilegal|de personas|de pessoas)|smuggl|traffick|coyot|coiot|todos? |all |every |both |ambos|any |tod[oa]s? |cualquier|qualquer"
)
_ONE_OF_TWO = re.compile(
    r"[^.;]{0,90}?,? (?:pero|mas|but|porem|aunque|embora|however|though)\b(?: \w+){0,3}? (?:(?:lo|la|o|a|him|her|them) conden\w+|conden(?:o|ou)-[oa]|(?:found|convicted) (?:him|her)|(?:el |o |la |the )?(?:ministerio publico|mpf?|fiscalia|fiscal|crown|prosecut\w+) (?:apel|recorr|recurr|appeal)\w*)"
)
"""Behind a name: 'lo absolvió de lavado, pero lo condenó'."""
BARRED = re.compile(
    r"\b(?:prescri(?:ta|to|bio|pcion|pto|pta|cao|b\w+)|prescreveu|time[- ]barred|statute of limitations|out of time|(?:after|past|beyond) the (?:time )?limit|indult(?:o|ou|ad[oa]|aron)|pardon(?:ed|s)?|anistia\w*|amnistia\w*|amnest\w+|technicality|punibilidade|extin(?:cion|cao|gu\w+) (?:de |da |la |a )?(?:accion penal|acao penal))\b"
)
_NEVER_BARRED = re.compile(
    r"\b(?:absuel\w+|absolv\w+|absoluc\w+|acquit\w*|not guilty|inocen\w+|innocen\w+|exonerat\w+|sobrese\w+|without charge|sin cargos|falta de (?:pruebas|provas)|(?:no|lack of|want of) evidence|nada que ver)\b"
)
_A_DEATH = re.compile(r"\b(?:muerte|morte|death|homicid\w+|manslaughter|murder|asesinat\w+|assassin\w+)$")
_STILL = re.compile(
    r"[^\n]{0,220}?\b(?:segue|sigue|continua|remains?|still|pero|mas|but|conden\w+|guilty|convict\w+|reu|re|sera julgad[oa]|sera juzgad[oa] por trafico)\b"
)
"""Behind a death, of which people who were moved may have died: something else is left."""
_OF_ANOTHER_BEFORE = re.compile(
    rf"\b(?:absolv|absuel|inocent|acquitt|cleared|exoner|ilib)\w* (?:de|da|do|del|of|por|pel[oa])\b(?:{ANOTHER_DEED.pattern})[^.;]{{0,30}}$"
)
"""Before a name: 'inocentada da lavagem de dinheiro, X'."""
_BEFORE, _BEHIND = 150, 260  # characters around a name within which it is told why he is not tried


def is_still_accused(reading: Reading, occurrence: Occurrence) -> bool:
    """Whether the words behind a name take from a clearing what it would say: that its bearer did not do it."""
    folded = reading.folded
    another = ANOTHER_DEED.match(folded, occurrence.end)
    if another and not THE_DEED.search(another.group()):
        is_death = _A_DEATH.search(another.group()) is not None
        return not is_death or _STILL.match(folded, another.end()) is not None
    before = _OF_ANOTHER_BEFORE.search(folded[max(0, occurrence.start - _BEFORE) : occurrence.start])
    if _ONE_OF_TWO.match(folded, occurrence.end) or (before and not THE_DEED.search(before.group())):
        return True
    near = folded[max(0, occurrence.start - _BEFORE) : occurrence.end + _BEHIND]
    return BARRED.search(near) is not None and _NEVER_BARRED.search(near) is None
