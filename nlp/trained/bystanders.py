"""Who stands beside the deed and did not do it: who was forced, who helps the travellers or the police, kin, counsel."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from core.terms import Role
from nlp.naming.lexicon import AUTHORITY
from nlp.naming.occurrences import Occurrence
from nlp.naming.shape import is_person
from nlp.reading import Reading
from nlp.trained.beside_names import ACCUSED_OF
from nlp.trained.listed_names import BENCH_ACCUSED
from nlp.trained.own_doing import did_it

_WHO = r"(?:que|quien|quem|who|a quien|a quem|a la que|al que|whom)"
_FORCED = r"(?:obligad|obrigad|forzad|forcad|coaccionad|coagid|constrangid|compelid|forced|coerced|compelled|made)[oa]?"
_WORK = (
    r"guiar|conduc\w+|conduz\w+|manej\w+|dirigir|pilot\w+|timon\w+|llevar|levar|transport\w+|cruzar|atravessar|atravesar|vender|trabajar|trabalhar|servir|cargar"
    r"|carregar|vigilar|vigiar|cocinar|cozinhar|limpiar|limpar|prostitui?r\w*|dormir|steer|guide|drive|sail|carry|move|work|sell|cook|clean|watch|lead|serve"
)
_FORCED_TO = re.compile(
    rf",?(?: {_WHO})? (?:(?:fue|fueron|foi|foram|was|were|habia sido|habian sido|ha sido|tinha sido|had been|era|estaba siendo|estava sendo) (?:\w+ ){{0,2}}?{_FORCED}s? (?:a |to )(?:\w+ )?(?:{_WORK})\b"
    rf"|(?:la |lo |a |o )?(?:obligaron|obligaban|obrigaram|obrigavam|forzaron|forcaram) a (?:{_WORK})\b"
    rf"|(?:the |they )?(?:\w+ )?forced to (?:{_WORK})\b)"
)
"""Behind a name: 'fue obligada a guiar'; not 'was forced to surrender', nor who says so of himself."""
_CLAIMED = re.compile(
    rf"\b(?:{ACCUSED_OF}|aleg\w+|claim\w*|defensa|defesa|defen[cs]e|abogad\w+|advogad\w+|lawyer|according to (?:him|her)|segun (?:el|ella)|fing\w+|pretend\w*)\b"
)
_SMUGGLES = re.compile(
    r"\b(?:cobr\w+|exig\w+|demand\w+|charg\w+|sold|vend\w+|guiab?a|guiava|guided|traficaba\w*|traficava\w*|smuggled|clandestin\w+|captab?a|reclutab?a|recrutav?a|recruit\w+|fachada|front for|alias)\b"
)
_HOUSES = (
    r"(?:albergue|refugio|abrigo|shelter|casa (?:del?|do) migrante|casa de acog\w+|centro de acol?h?o?g?\w+|hogar|comedor|parroquia|paroquia|parish|pastoral|ong|ngo|fundac\w+|foundation"
    r"|charity|clinica|clinic|hospital|escuela|escola|school|caritas|cruz roja|cruz vermelha|red cross|reception centre|reception center|hostel for migrants)"
)
_RUNS_A_SHELTER = re.compile(
    rf",? (?:(?:que|quien|quem|who) (?:dirig\w+|coordin\w+|administra\w*|gerencia\w*|encabeza|comanda|runs|ran|heads|headed|manages|managed|leads|led|directs)"
    rf"|(?:(?:el|la|o|a|the) )?(?:director[a]?|diretor[a]?|coordinador[a]?|coordenador[a]?|encargad[oa]|responsable|responsavel|head|manager|coordinator) (?:de|del|d[ao]|of))"
    rf"(?: (?:el|la|un|una|o|a|um|uma|the|an))? (?:\w+ )?{_HOUSES}\b"
)
"""Behind a name: 'que dirige el albergue'; one that was a front, or asked money, is none."""
_HELPED_POLICE = re.compile(
    r",? (?:que|la cual|el cual|which|who) (?:ayud\w+|ajud\w+|colabor\w+|cooper\w+|helped|assisted|cooperated|collaborated|alert\w+|avis\w+|denunci\w+|reported|tipped off)"
    r"(?: (?:a|con|com|with|to|ao|aos|al))?(?: (?:los|las|la|el|os|as|o|a|the))? (?:agents?|agentes?|police|policias?|officers|authorities|autorida\w+|investigat\w+|investigador\w+|fiscal\w*|detectives?)\b(?! (?:corrupt\w*|(?:a|to|get|take|bring|move) (?:get |take |bring |sneak )?(?:pasar|passar|cruzar|atravesar|atravessar|meter|traer|trazer|cobrar|traficar|smuggle|sneak|collect|people|migrants|them across|the migrants across)\b))"
)
"""Behind a firm's name: what it did for the police. Of a person it may be the ringleader's bargain."""
_REPORTED_HIM = re.compile(
    r",? (?:(?:que|which|who|la cual) )?(?:(?:had|has|lo|la|o|a|los|os) )?(?:reported|denounced|sacked|dismissed|fired|denuncio|denunciou|despidio|demitiu|suspended|suspendio)(?:-(?:o|a))?(?: (?:him|her|them)\b|(?= (?:a la fiscalia|ante|a policia|to (?:the )?police)|[.,;]))"
)
"""Behind a firm's name: 'His employer, X, reported him'."""
_EMPLOYER = re.compile(
    r"\b(?:employer|company|firm|line|empresa|patronal|compania|empregador\w*|empleador\w*|flota|linea|viacao),? $"
)  # before it
_SOUGHT_KIN = re.compile(
    r",?(?: (?:que|quien|quem|who))? (?:busc(?:aba|o|a|ou|ava)|procur(?:ava|ou|a|aba)|(?:was|is|has been|had been) (?:looking|searching) for|(?:looked|searched) for)"
    r"(?: (?:a|por|pel[oa]|al|ao))?(?: (?:su|sus|seu|sua|o|a|el|la|his|her|their|one of (?:his|her)))? "
    r"(?:hij[oa]s?|filh[oa]s?|herman[oa]s?|irma[os]*|irmao|espos[oa]|marido|mujer|mulher|madre|padre|mae|pai|sons?|daughters?|brothers?|sisters?|husband|wife|children|nephew|niece|sobrin[oa]s?|prim[oa]s?|cousins?|niet[oa]s?|net[oa]s?)\b"
)
_THE_ACCUSED = (
    r"(?:ringleaders?|cabecillas?|acusad\w+|imputad\w+|procesad\w+|detenid\w+|detid\w+|sospechos\w+|suspei\w+|suspects?|defendants?|accused|reus?|re|arguid\w+|investigad\w+"
    r"|victim\w*|vitimas?|famil\w+|migrants?|migrantes)"
)
_LEADERS = r"(?:leaders?|lider\w*|jef[ea]s?|chefes?|coyotes?|coiotes?|smugglers?)"
"""For these a lawyer speaks, and also who sells their journeys."""
_COUNSEL = re.compile(
    r"\b(?:abogad|advogad|lawyer|attorney|counsel|solicitor|barrister|defensor|defen[cs]e\b|defensa|defesa)"
)
_PLEADS_FOR = re.compile(
    rf",? (?:que|quien|quem|who|which) (?:represent\w+|defiend\w+|defend\w+)(?: (?:a|al|ao|aos))?(?: (?:los|las|la|el|os|as|o|a|the|an?|un|una|um|uma|\w+))? (?:alleged |presunt[oa] |supost[oa] )?(?:{_THE_ACCUSED}|(?P<leaders>{_LEADERS}))\b"
)
_FOR_THE_STATE = re.compile(
    r", (?:appearing |acting )?(?:for the (?:dpp|crown|state|prosecution|director of public prosecutions|public prosecutor|attorney general|republic)"
    r"|(?:por|pel[oa]|en representacion de|em representacao d[aeo]|en nombre de|em nome d[aeo])(?: (?:la|el|o|a))? (?:ministerio publico|fiscalia|procuradoria|acusacion|acusacao|promotoria))(?=[,.;)]| (?:said|told|dijo|disse))"
)
_FOR_THE_DEFENCE = re.compile(
    r", (?:appearing |acting )?(?:for the (?:defen[cs]e|defendants?|accused)|(?:por|pel[oa])(?: (?:la|a))? (?:defensa|defesa))(?=[,.;)]| (?:said|told|dijo|disse))"
)
_HEADS = re.compile(
    r",(?: (?:the|el|la|o|a))?(?: (?!(?:former|ex|fake|fals[oa]|disgraced|suspended)\b)[\w-]+)?? (?:head|director[a]?|diretor[a]?|jef[ea]|chefe|comandante|commander|commandant|coordinator|coordinador[a]?|coordenador[a]?|titular|commissioner|comisionad[oa]|spokes\w+|porta-?voz|vocer[oa])"
    r" (?:of|for|de|del|d[aeo])(?: (?:the|la|el|los|as|os|a|o))? "
)
_BODY = re.compile(r"(?:naptip|efcc|iom|oim|unhcr|acnur|unodc|dpp|sernic|sme|trafficking desk)\b")
"""Bodies of the State and of nations that no other list here has."""
_BRIBED = re.compile(
    r"\b(?:sobor\w+|suborn\w+|coim\w+|propina\w*|brib\w+|corrup\w+|complic\w+|destitu\w+|suspend\w+|dejaba pasar|deixava passar|(?:part|parte|miembro|membro|member) (?:of|de|da)(?: (?:la|the))? (?:red|rede|ring|banda|gang))\b"
)


def beside_the_deed(reading: Reading, place: Occurrence) -> Role | None:
    """The part of who is named beside a deed that others did; None where the words don't say so."""
    folded, end = reading.folded, place.end
    sentence = reading.folded_sentence(place.start)
    if _FORCED_TO.match(folded, end) and not _CLAIMED.search(sentence):
        return Role.VICTIM
    if _FOR_THE_STATE.match(folded, end) or _heads_an_office(reading, place, sentence):
        return Role.AUTHORITY
    if _FOR_THE_DEFENCE.match(folded, end) or _is_counsel(reading, place, sentence):
        return Role.OTHER
    if BENCH_ACCUSED.match(folded, end) or _SMUGGLES.search(sentence):
        return None
    if _REPORTED_HIM.match(folded, end) and _EMPLOYER.search(folded, max(0, place.start - 40), place.start):
        return Role.OTHER
    if is_person(place.name):
        runs = _RUNS_A_SHELTER.match(folded, end)
        helps = (runs and not did_it(reading, place, runs.end())) or _SOUGHT_KIN.match(folded, end)
    else:
        helps = _HELPED_POLICE.match(folded, end)
    return Role.OTHER if helps else None


def _heads_an_office(reading: Reading, place: Occurrence, sentence: str) -> bool:
    """'X, head of NAPTIP in Benin, said'; not who is accused of having been bribed there, or did it."""
    office = _HEADS.match(reading.folded, place.end)
    if office is None or BENCH_ACCUSED.match(reading.folded, place.end) or _BRIBED.search(sentence):
        return False
    body = AUTHORITY.match(reading.folded, office.end()) or _BODY.match(reading.folded, office.end())
    return body is not None and not did_it(reading, place, body.end())


def _is_counsel(reading: Reading, place: Occurrence, sentence: str) -> bool:
    """'X, que representa al cabecilla'; of a bare 'leader' or of 'the coyotes' only where a lawyer is spoken of."""
    pleads = _PLEADS_FOR.match(reading.folded, place.end)
    if pleads is None or (pleads["leaders"] and not _COUNSEL.search(sentence)):
        return False
    return not did_it(reading, place, pleads.end())
