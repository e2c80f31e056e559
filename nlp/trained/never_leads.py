"""Whom a report shows to be a migrant, a dead person or a victim without a name, or who speaks for an office to the press:
none of them is a lead, however near the words of a crime stand and however sure the model is.

Real news about migration is full of such names, and sounds as reports of smuggling do: lists of people arrested for want of
papers, a migrant shot at a border, the contact at the foot of a prosecutor's release.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from core.terms import Role
from nlp.gazetteer.places import country_of_demonym
from nlp.naming.occurrences import Occurrence
from nlp.naming.shape import is_person
from nlp.reading import Reading
from nlp.trained.beside_names import ACCUSED, ACCUSED_OF, LEADS
from nlp.trained.rescued import is_rescued
from nlp.trained.travellers import is_traveller
from nlp.wording.fold import fold

_NAMELESS = re.compile(
    r"(?:(?:jane|john|baby|child|minor|victim) (?:doe|roe)|(?:victim|victima|vitima|minor|witness|testigo|testemunha)(?: (?:no|number|num|numero))?\.? (?=\w+$))(?: ?(?:no\.? ?)?#?(?:\d{1,2}|[a-z]))?|fulan[oa](?: de tal)?"
)
"""How courts call a victim whom they protect."""
_PRESS_OFFICE = (
    r"(?:spokes(?:person|man|woman)|(?:press|media) (?:officer|secretary|contact|liaison|relations)|public (?:information|affairs) officer|chief of staff|portavoz|vocer[oa]|porta-?voz"
    r"|(?:jef[ea]|chefe|oficina|coordinador[a]?|coordenador[a]?) de (?:prensa|imprensa|comunicac\w+)|assessor[a]? de (?:imprensa|comunicac\w+)|assessoria de imprensa)"
)
_IS_AN_OFFICE = re.compile(rf"(?:(?:deputy|assistant) )?{_PRESS_OFFICE}")
_SPEAKS_TO_THE_PRESS = re.compile(
    rf"[,\s–-]{{1,3}}(?:(?:el|la|o|a|the) )?{_PRESS_OFFICE}\b(?! (?:for|of|de|da|del) (?:(?:the|la|el) )?(?:ring|gang|red|banda|quadrilha|traffickers|coyotes)\b)"
)
"""Behind a name: 'Ana Sol, spokesperson', as at the foot of a release."""

_MIGRANT = (
    r"(?:(?:in|e)?migrantes?|imigrantes?|(?:im)?migrants?|indocumentad[oa]s?|refugiad[oa]s?|refugees?|deportad[oa]s?|deportees?|repatriad[oa]s?|solicitantes? de (?:asilo|refugio)"
    r"|asylum[ -]seekers?|balser[oa]s|polizon(?:es)?|stowaways?)"
)
_IS_A_MIGRANT = re.compile(
    rf"(?:^|[^\w])(?<!\bde )(?<!\bdel )(?<!\bdo )(?<!\bof )(?<!\bcon )(?<!\bwith )(?<!\bcom )(?<!\ba )(?<!\bpara )(?<!\bfor )(?<!\bcontra ){_MIGRANT}"
    r"(?P<called>(?: [\w-]+){0,2}?)(?: (?:identificad[oa]s? como|llamad[oa]|de nombre|chamad[oa]|de nome|named|identified as|called))? $"
)
"""Before a name: 'la migrante hondureña X'; not 'traficante de migrantes X'."""
_OF_MIGRANTS = frozenset(
    {"joven", "jovem", "young", "menor", "irregular", "sin", "sem", "papeles", "papeis", "documentos"}
)
_AMONG_MIGRANTS = re.compile(
    r",?(?: de)? ?(?:\d\d (?:anos|years old)(?: de edad| de idade)?)?,? ?(?:(?:que|quien|quem|who) )?(?:formaba|formava|hacia|fazia|was|era) (?:parte|part)(?: integrante)? (?:de|of|da|do)l?(?: (?:una?|a|uma?|the|la|el|o))? ?"
    rf"(?:(?:grupo|group|caravana|caravan)(?: (?:de|of))?(?: (?!traficantes|smugglers|coyotes)\w+)? {_MIGRANT}|caravana|caravan)\b"
)
"""Behind a name: 'X, de 40 años, formaba parte de un grupo de migrantes'."""
_NO_PAPERS = re.compile(
    r"\b(?:por|for|ao|al) (?:carecer|no (?:tener|contar|portar|acreditar)|falta|nao (?:ter|portar|possuir)|lack(?:ing)?|not having|(?:estar|encontrarse|permanecer|being|remaining)(?: (?:en el pais|no pais|in the country))? (?:sin|sem|without))(?: (?:de|con|com|of|any|the|su|sus|los|la|las|valid))*"
    r" (?:documentos?|documentac\w+|papeles|papeis|papers|documents|documentation|registro|permiso|legal status|status legal|estancia legal)\b"
    r"|\b(?:por|for) (?:(?:su|la|estancia|permanencia|estadia|being|remaining|estar|permanecer|overstaying|illegal|unlawful) ){1,3}(?:en el pais |no pais |in the country )?(?:irregular|ilegal|illegal|irregularmente|ilegalmente|illegally|presence|stay)"
)
"""Why somebody was held: 'por carecer de documentos migratorios'; not whom others moved 'sin papeles'."""
_MOVES_PEOPLE = re.compile(
    r"\b(?:coyot\w+|pollero\w*|coiot\w+|smuggl\w+|traffick\w+|trafic\w+|trafico\w*|trata\b|tratante\w*|contraband\w+|transport\w+|traslad\w+|cobr\w+|charged? (?:them|each|\$)|guia\w*|guid\w+|conduc\w+|conduz\w+|driver|chofer|motorista|patron|skipper|alici\w+|introduc\w+|pasador\w*|passador\w*|recrut\w+|reclut\w+|recruit\w+|harbou?r\w*|encubr\w+|alberg\w+|esconder|escond\w+|facilit\w+|falsific\w+|forg\w+|ring|rede?|banda|quadrilha|gang)\b"
)
"""Where one of these is said near a list of people without papers, somebody on it may have moved the others."""
_IS_HELD = re.compile(
    rf"\b(?:{ACCUSED_OF}|captur\w+|sospechos\w+|suspeit\w+|suspect\w*|responsab\w+|responsavel|asesinos?|assassinos?|killers?|homicidas?|agresor\w*|agressor\w*|autor(?:es)?|perpetrators?|gunm[ae]n)\b"
)
_IDENTIFIED = re.compile(
    r"\b(?:hombre|mujer|joven|victima|migrante|varon|menor|nino|nina|homem|mulher|jovem|vitima|man|woman|victim|migrant|cuerpo|corpo|body|cadaver|fallecid[oa]|muert[oa]|mort[oa]|occis[oa]|deceased|dead)"
    r"(?: [^.;:,]{0,30})? (?:identificad[oa]|identified|reconocid[oa]|reconhecid[oa])(?: (?:como|as|(?:by|por|pel[oa]) [^.;:,]{1,40} (?:como|as))) $"
)
_DIED = re.compile(
    r"\b(?:(?:fue|fueron|foi|foram|was|were|been|sido) (?:\w+ )?(?:asesinad\w+|balead\w+|ultimad\w+|acribillad\w+|ejecutad\w+|assassinad\w+|mort[oa]s?|executad\w+|killed|shot|murdered|(?:hallad|encontrad)[oa]s? (?:muert|sin vida|mort|sem vida)\w*|found dead)"
    r"|murio|murieron|morreu|morreram|died|fallecio|fallecieron|faleceu|ahogad[oa]s?|afogad[oa]s?|drowned|cadaver\w*|cuerpos?|corpos?|body|bodies|fallecid[oa]s?|occis[oa]s?|victimas? (?:fatal\w*|mortal\w*)|vitimas? fata\w+|deceased|remains|restos mortales)\b"
)
_NEAR = 320  # characters before a name: its sentence and one or two before


def never_lead(reading: Reading, place: Occurrence) -> Role | None:
    """The part of who is named so in news; None where the words don't say so."""
    called = fold(place.name)
    if _NAMELESS.fullmatch(called):
        return Role.VICTIM
    if _IS_AN_OFFICE.fullmatch(called):
        return Role.OTHER
    if is_person(place.name):
        return _part_of(reading, place)
    if " " in place.name:
        return None
    # a first name: 'Nguyen Van Tu and his wife Lan'
    is_found = is_rescued(reading, place) and not ACCUSED.search(reading.folded_sentence(place.start))
    return Role.VICTIM if is_found or is_traveller(reading, place) else None


def _part_of(reading: Reading, place: Occurrence) -> Role | None:
    folded = reading.folded
    if _SPEAKS_TO_THE_PRESS.match(folded, place.end):
        return Role.OTHER
    if LEADS.match(folded, place.end):
        return None
    sentence = reading.folded_sentence(place.start)
    before = folded[max(0, place.start - _NEAR) : place.start]
    is_migrant = _is_a_migrant(before[-90:]) or _AMONG_MIGRANTS.match(folded, place.end)
    is_only_that = (is_migrant or is_rescued(reading, place)) and not ACCUSED.search(sentence)
    if is_only_that or _without_papers(before, sentence) or _is_dead(before, sentence):
        return Role.VICTIM
    return Role.VICTIM if is_traveller(reading, place) else None


def _is_a_migrant(before: str) -> bool:
    """'la migrante hondureña X'; not 'en perjuicio de los migrantes actuó X'."""
    found = _IS_A_MIGRANT.search(before)
    words = found["called"].split() if found else ()
    return bool(found) and all(word in _OF_MIGRANTS or country_of_demonym(word) for word in words)


def _without_papers(before: str, sentence: str) -> bool:
    """Held for want of papers, and nothing near says that anybody was moved for money."""
    near = f"{before} {sentence}"
    return bool(_NO_PAPERS.search(near) and _IS_HELD.search(near)) and not _MOVES_PEOPLE.search(near)


def _is_dead(before: str, sentence: str) -> bool:
    """'El cuerpo fue identificado como X'; not who is said to have killed."""
    known = _IDENTIFIED.search(before)
    return bool(known and _DIED.search(before)) and not _IS_HELD.search(f"{before} {sentence}")
