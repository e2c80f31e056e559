"""Who is called a child beside the name: nobody under eighteen becomes a lead."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.occurrences import Occurrence
from nlp.naming.shape import is_person
from nlp.reading import Reading
from nlp.trained.beside_names import SENTENCED

_IN_WORDS = (
    r"cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete"
    r"|sete|oito|nove|dez|onze|doze|treze|quatorze|quinze|dezesseis|dezasseis|dezessete|dezassete"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
)
_FIGURES = r"(?:[5-9]|1[0-7])"
_AGE = rf"(?:{_FIGURES}|{_IN_WORDS})"
_OTHER_YEARS = (
    r"(?! (?:de (?!edad\b|idade\b)|menos\b|mas\b|mais\b|al? frente\b|pres[oa]|deten|detid|encarcel|condenad|casad|depois\b|en\b|em\b|n[ao]s?\b|on\b|in\b|atras\b|despues\b|antes\b|later\b|ago\b|as\b|at\b|como\b|cuando\b|quando\b|when\b"
    r"|siendo\b|sendo\b|profug|foragid|dedic|\w+ndo\b))"
)
"""Not behind a child's years: those of a trade ('15 años de oficio', '15 años trabajando'), of a wait, of an old deed."""
_YEARS = rf"(?:anos|years old|years of age){_OTHER_YEARS}(?: de (?:idade|edad))?"
_MINOR = r"(?:menor de (?:edad|idade)|minor|juvenile|underage|under age)"
_ARTICLE = r"(?:una?|uma?|el|la|[oa]|an?|the)"
_NO_CHILD = (
    r"(?!(?:mas|mais|more|menos|less|mayor|maior|over|cerca|alrededor|unos|uns|quase|casi|padre|madre|pai|mae|father|mother|parent|abuel[oa]|avo|tio|tia|ex|con|com|with|hace|ha|por|for|tras|after|apos|desde|since|durante|during|pena"
    r"|penas|condena|prision|prisao|prison|sentencia|sentenca|sentence|empresa|firma|negocio|experiencia|carrera|carreira|matrimonio|casamento|su|seu|sua|his|her|their)\b)"
)
_NO_LIST = r"(?! (?:y|e|and)\b)"
"""'Detuvieron a X, un niño de 7 años y una mujer' speaks of three; a comma before 'and' closes what is said of X."""
_YOUNG = r"(?:adolescente|jov[ei][nm]|menor|nin[oa]|menin[oa]|chic[oa]|muchach[oa]|estudi?ante|alun[oa]|rapaz|rapariga|teen(?:ager)?|boy|girl|youth|schoolboy|schoolgirl|student)"
_CHILD = re.compile(
    r"[\"'»”]?(?:"
    rf"(?:,(?: (?:de|aged|of))?|(?: (?:de|aged|of))) {_AGE} {_YEARS}"
    rf"|(?:,(?: (?:de|aged|of|only|just|apenas|solo|so))?|(?: (?:de|aged|of))) {_FIGURES}(?=[,;)](?! \d))"
    rf"|,(?: aged)? (?:thirteen|fourteen|fifteen|sixteen|seventeen)(?=,(?! (?:{_IN_WORDS})\b))"
    rf"|,? \((?:(?:de|aged|of) )?{_FIGURES}(?: (?:anos|years old)(?: de (?:idade|edad))?)?\)(?!\s?[\do]{{2}})"
    rf"|,? \((?:(?:es |e |es un |e um |un |um |a )?{_MINOR})\)"
    rf"|, (?:con|com|with) (?:apenas|solo|so|tan solo|just|only) {_AGE} {_YEARS}"
    rf"|, (?:{_ARTICLE} )?(?:{_NO_CHILD}[\w-]+ ){{1,2}}?(?:(?:de|of|aged) {_AGE}|{_FIGURES}) {_YEARS}(?<!\d anos){_NO_LIST}"
    rf"|, (?:{_ARTICLE} )?(?:{_NO_CHILD}[\w-]+ ){{1,2}}?de {_FIGURES} anos{_OTHER_YEARS}{_NO_LIST}"
    rf"|, (?:(?:an?|the) |who (?:is|was) an? )?{_AGE}[ -]years?[ -]old\b{_NO_LIST}"
    rf"| (?:is|was|era|es) (?:una? |uma? |an? )?(?:\w+ )?(?:de |of )?{_AGE}(?:-year-old\b{_OTHER_YEARS}| {_YEARS})"
    rf"|,?(?: (?:que|quien|quem|who|y|e|and))? (?:(?:solo|apenas|so|only|just) )?(?:tiene|tenia|tem|tinha|cumple|cumplio|faz|fez|completou|turned) (?:(?:solo|apenas|so|only|just|tan solo) )?{_AGE} {_YEARS}"
    rf"|,?(?: (?:who|and))? (?:is|was|turned) (?:(?:only|just) )?{_AGE}(?:(?=[,.;)]| (?:and|but)\b)| {_YEARS})"
    rf"|,? (?:(?:tambien|tambem|aun|ainda|also|still) )?(?:un |uma? |una |an? )?{_MINOR}(?=[,.;)])|, menor de (?:edad|idade)(?= (?:y|e)\b)"
    rf"|, (?:{_ARTICLE} )?{_YOUNG},? (?:de|of|aged) {_AGE}(?=[,.;)])"
    rf"|(?:,[^,.;]{{1,40}}){{0,2}},? (?:e |(?:es|is|era|was) (?:un |um |a )?)(?:menor|{_MINOR})(?=[,.;)]| (?:y|e|and|but|pero|mas|por)\b)"
    r")"
)
"""Behind a name, over folded text: a child's age, or that it is a minor's."""
_IS_IN_PORTUGUESE = re.compile(rf" é (?:uma? )?(?:\w+ de )?{_AGE} {_YEARS}", re.IGNORECASE)
"""The same over the text as written: folded, 'é' is an 'and' ('X e uma jovem de 16 anos')."""
_CHILD_BEFORE = re.compile(
    rf"\b(?:an?|the) {_AGE}[ -]years?[ -]old(?: \w+){{0,2}} $"
    rf"|\b(?:el|la|una?|[oa]|uma?|al|ao|del|do) (?:(?:\w+ )?(?:de {_AGE} anos|adolescente|menor de (?:edad|idade))|menor)(?: (?:llamad[oa]|chamad[oa]|identificad[oa] como|de nombre|de nome))? $"
    r"|\b(?:el|la|una?|[oa]|uma?) (?:nin[oa]|menin[oa]) $"
    r"|\b(?:an?|the) (?:minor|juvenile|schoolboy|schoolgirl) $"
)
"""Before a name: 'the 16-year-old X', 'un adolescente de 16 años llamado X'; 'el hermano menor X' is the younger one."""


def is_child(reading: Reading, place: Occurrence, before: str) -> bool:
    """Whether a person is called a child there; years of a sentence are none. `before`: the folded words before it."""
    called = _CHILD.match(reading.folded, place.end) or _IS_IN_PORTUGUESE.match(reading.text, place.end)
    if not (called or _CHILD_BEFORE.search(before)) or not is_person(place.name):
        return False
    return SENTENCED.search(reading.folded_sentence(place.start)) is None
