"""Who is at a ring's mercy, or on the way with the others, as the sentence that names him tells in whatever words.

Under threats, with a knife at his neck, by order of the bosses at the stove, 'whom the smugglers kept', 'had paid what the
rest had', was offered money and refused. Broad words: so they count only in a sentence that tells of no deed of a ring's but what
the ring did, and accuses nobody.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading
from nlp.trained.put_to_work import ASIDE, CHORE, CLAIMED, RING

_RINGS_DOING = re.compile(rf"\b{RING}(?: [^.;,]{{0,40}})?,? (?:que|who|which|that|quienes) [^.;,]{{0,90}}")
"""'los pasadores que habían cobrado 2.500 euros': taken out before deeds are looked for."""
_UNDER_THREAT = re.compile(
    r"\b(?:(?:bajo|debajo de|sob|debaixo de|under) (?:\w+ )?(?:amenazas?|ameacas?|threats?|coaccion|coacao|duress)|(?:sob|bajo) a?l?a? ?mira de|a punta de (?:pistola|cuchillo|navaja|arma|fusil|machete)|at (?:gun|knife)[- ]?point"
    r"|(?:cuchillo|navaja|faca|knife|pistola|gun|arma|revolver|machete|cano)[^.;,]{0,20} (?:en|no|na|ao?|to|on|contra|at|against)(?: (?:el|la|o|a|su|his|her|the|sua))? (?:cuello|cabeza|pescoco|cabeca|throat|neck|head|temple|sien|him|her|espalda|costas|back|pecho|peito)"
    r"|(?:kept|held|put|had) a (?:gun|knife) (?:on|to)|a la fuerza|por la fuerza|a forca|against (?:his|her) will|contra (?:su|a sua) (?:voluntad|vontade))"
)
_THREATENS = re.compile(r" (?:de|del|d[aeo]s?|of|by|from) ")
"""Behind a threat: who is named next made it."""
_NAME = re.compile(r"[A-ZÀ-Ý]\w")
_PASSING = rf"(?:{ASIDE})(?: [^.;]{{0,70}}[,;:])?(?: (?:who|que|quien|quem|he|she|el|ella|ele|ela))?"
_LIKE_THE_REST = re.compile(
    rf"{_PASSING} (?:(?:tambien|tambem|also|just|solo|apenas) )?(?:(?:had|habia|tinha|havia) )?(?:pag(?:o|ou|ado|ara|aba|ava)|paid|viaj(?:o|ou|aba|ava|ado)|travell?ed|iba|ia|venia|vinha)(?: [\w.,$€£]+){{0,8}}? (?:como|like|igual que|que|as|than|as much as) "
    r"(?:(?:el|o|the) rest[oe]?|(?:l[oa]s|[oa]s) (?:demas|demais|otr[oa]s|outr[oa]s)|everyone(?: else)?|everybody(?: else)?|the others|all the others|them all)\b"
)
"""Behind a name: 'X …; había pagado los mismos 250 dólares que el resto'."""
_ORDERED = re.compile(
    rf"{_PASSING}(?: \w+)?? (?:por orden(?:es)? de|por ordem d[aeo]s?|on (?:the )?orders? (?:of|from)|(?:tenia|tinha|debia|devia) (?:que |de )?|had (?:to|been put in))[^.;]{{0,40}}? (?:{CHORE}|prepar\w+ (?:la |a |o |el )?(?:comida|almoco|cena|jantar)|(?:kitchen|cocina|cozinha|stove|fogao)|fill the (?:cups|bottles))\b"
)
"""Behind a name: 'X …: por ordem dos patrões ela preparava a comida'."""
_REFUSED = re.compile(
    r"[^.;]{0,60}?\b(?:l[oa]s? |le |lhe )?(?:ofreci|ofereci|offered|propusi|propus|asked|approached|procurad[oa]|contactad[oa])\w*\b[^.;]{0,70}? (?:(?:y|e|and|but|pero|mas) )?(?:se nego|se rehuso|refused|recusou|recusou-se|disse nao|said no|dijo que no|turned (?:it|them|him) down)(?=[.,;]| (?:y|e|and) )"
)
"""Behind a name: 'al que le ofrecieron 500 soles por llevarlos y se negó'."""
_NOT_DONE_TO = r"(?!(?:call|llam|cham|pag|paid|obe|conoc|conhec|knew|contrat|hir|trust|confi|work|apod|rever|tem|fear|deb|dev|owe|segu|follow|respet|respeit|report|rend|entreg|gave|hand|sent|mand|identif|senal|apont|point|nam|deneg|acus|accus|describ|descrev))"
_WHOM_A_RING = re.compile(
    rf"(?: (?:y|e|and) (?:a |o )?[a-z’'-]+(?: [a-z’'-]+){{0,2}})?{ASIDE} (?:a )?(?:quien(?:es)?|quem|whom|l[oa]s? que) (?:(?:los|las|os|as|the|sus|seus|some) )?(?:\w+ )?{RING} (?:(?:habian|tinham|had|les?|lhes?|l[oa]s?) )*{_NOT_DONE_TO}[a-z]+"
)
"""Behind a name: 'a quienes los traficantes tenían cocinando'; not 'whom the smugglers paid'."""
_HARMED_BY = re.compile(
    rf"\b{RING}(?: \w+){{0,2}}? (?:abandon|golpe|beat|bater|batia|left|leaving|engan|cheat|lock|encerr|tranc|amenaz|ameac|threat|secuestr|sequestr|kidnap|held|retuv|reti|violar|rape|rob|roub|maltrat|deceiv|tortur|burn|quem|shot|mat(?:ar|ou|o)|kill)\w*(?: (?:a|o|al|ao|behind|por|to death))* $"
)
"""Before a name: 'the smugglers beat X'."""
_DEEDS = re.compile(
    r"\b(?:cobr\w+|exig\w+|demand\w+|extors\w+|extort\w+|rec(?:l|r)ut\w+|recruit\w+|capta(?:ba|va|do|r)\w*|vend(?:ia|io|eu|er|ed)\w*|sold|sell(?:s|ing)|organi[sz]\w+|dirig\w+|coordin\w+|transport\w+|traslad\w+|guia(?:ba|va|r)\b|guid(?:ed|es|ing|e)|led\b|lead(?:s|ing)|drove|driv(?:es|ing)|conduc(?:ia|ir|ido)|manej(?:aba|o|ar)|conduz\w+|recib(?:ia|io)|receb(?:ia|eu)|rece?iv\w+|collect\w+"
    r"|vigi\w+|watch(?:ed|ing) over|guard(?:ed|ing)|smuggled|smuggling|traffick(?:ed|ing)|trafico|profit\w*|lucr\w+|gan(?:aba|o|hava|hou)\b|earn\w*|hired|contrat\w+|facilit\w+|amenaz(?:aba|o)\b|ameac(?:ava|ou)\b|threaten(?:ed|ing)|oblig(?:aba|o)\b|obrig(?:ava|ou)\b|forc(?:ava|ou|ed|ing)\b|encerr(?:aba|o)\b|golpe(?:aba|o)\b|batia|beat(?:ing)?\b|abus\w+|viol(?:aba|o|ou)\b|raped|alquil\w+|alug\w+|rented|dueno|duena|don[oa] d[aeo]|owner|socio|partner|brazo derecho|braco direito|right hand|helped (?:him|them|run)|colabora\w+|encubr\w+)"
)
"""What a ring's people do, by whomever."""
_AT_THE_WHEEL = re.compile(
    r"\b(?:dirigi(?:a|u)|conduc(?:ia|ir)|manej(?:aba|o|ar)|conduzi(?:a|u)|drove|driv(?:e|ing)) ?(?:(?:el|la|o|a|the|una?|uma?) \w+)?"
)
"""What who is under threat may do."""
_NEAR = 240  # characters of a sentence on either side of a name


def is_at_its_mercy(reading: Reading, place: Occurrence) -> bool:
    """Whether the sentence tells of a person as of one of those who were moved or held, and of no deed."""
    folded, end = reading.folded, place.end
    first, last = reading.sentence_bounds(place.sentence)
    first, last = max(first, place.start - _NEAR), min(last, end + _NEAR)
    if _HARMED_BY.search(folded[first : place.start]):
        first = end
    elif not _is_told(reading, place, first, last):
        return False
    told = folded[first:last]
    return not (CLAIMED.search(told) or _DEEDS.search(_AT_THE_WHEEL.sub(" ", _RINGS_DOING.sub(" ", told))))


def _is_told(reading: Reading, place: Occurrence, first: int, last: int) -> bool:
    """Whether such words stand by a name, and nobody else is named between."""
    folded, end = reading.folded, place.end
    if _WHOM_A_RING.match(folded, end):
        return True
    gaps = [(end, found.end()) for words in (_LIKE_THE_REST, _ORDERED, _REFUSED) if (found := words.match(folded, end))]
    for found in _UNDER_THREAT.finditer(folded, first, last):
        if found.start() >= end:
            gaps.append((end, found.start()))
        elif not (_THREATENS.match(folded, found.end()) or ";" in folded[found.end() : place.start]):
            gaps.append((found.end(), place.start))
    return any(_NAME.search(reading.text, *gap) is None for gap in gaps)
