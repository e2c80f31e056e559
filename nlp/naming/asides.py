"""What stands between a verb and its object and speaks of neither: the day, and how a court came to its decision.

The press of Brazil writes 'absolveu nesta terça-feira (24), por unanimidade, a agência', that of Mexico 'absolvió el martes
24 al empresario'. Patterns that look for a verb beside a name read the sentence without such words.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:eiro|uary)?|fev(?:ereiro)?|feb(?:rero|ruary)?|enero|mar(?:co|zo|ch)|abril|april|apr|abr|maio|mayo|may|jun(?:ho|io|e)?|jul(?:ho|io|y)?|ago(?:sto)?|aug(?:ust)?"
    r"|sep(?:t|tember|tiembre)?|set(?:embro|iembre)?|oct(?:ubre|ober)?|out(?:ubro)?|nov(?:embro|iembre|ember)?|dec(?:ember)?|dez(?:embro)?|dic(?:iembre)?)"
)
_YEAR = r"(?:,? (?:(?:de|del|of) )?(?:19|20)\d\d)?"
_DATE = (
    rf"(?:\d{{1,2}}(?:º|o|\.o|st|nd|rd|th)?(?: (?:(?:de|of) )?{_MONTH}\b\.?{_YEAR})?"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?{_YEAR}|\d{{1,2}}[/.-](?:\d{{1,2}}|{_MONTH})(?:[/.-]\d{{2,4}})?)"
)
_OF_A_COURT = r"(?! (?:instancia|fase|vara|turma|camara|secao|etapa|vez|parte|rodada|tentativa|condenac\w+|acusac\w+|denuncia|regiao|audiencia|divisao|classe|linha)\b)"
_WEEKDAY = (
    rf"(?:(?:[2-6][aª]|segunda|terca|quarta|quinta|sexta)(?:[- ]feira\b|\b{_OF_A_COURT})|sabado\b|lunes\b|martes\b|miercoles\b|jueves\b|viernes\b|domingo\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
)
_PART = r"(?:manha|tarde|noite|madrugada|manana|noche|mediodia|morning|afternoon|evening|night)"
_LAST = r"(?:ultim[ao]|pasad[ao]|passad[ao]|propri[ao]|mesm[ao]|mism[ao])"
_WEEKDAY_DATED = rf"{_WEEKDAY}(?: (?:{_LAST}|{_PART}|last))?(?:,? (?:dia )?{_DATE}(?!\w))?(?: ?\((?:dia )?{_DATE}\))?"
_PERIOD = r"(?:semana|mes|ano|quinzena|quincena|fi[mn] de semana|week|weekend|month|year)"
_WHEN = (
    rf"(?:(?:n[ao]|durante a|durante la|en la|por la|in the|on the) {_PART} (?:d[aeo]l?|desta|deste|dessa|of|on)(?: {_LAST})? (?:{_WEEKDAY_DATED}|hoje|ontem|ayer|hoy|{_DATE})"
    rf"|(?:n[ao]|n?est[ae]|ness[ae]|desta|deste|el|del|on|this|last) (?:{_LAST} )?{_WEEKDAY_DATED}|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b(?: {_PART})?"
    rf"|(?:on|em|en|el|n[ao]|ao|a) (?:dia )?(?:\d{{1,2}}(?:º|o|st|nd|rd|th)? (?:(?:de|of) )?{_MONTH}\b{_YEAR}|{_MONTH}\.? \d{{1,2}}\b(?:st|nd|rd|th)?{_YEAR}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)"
    rf"|(?:no|ao|en|el|este|neste|nesse|em) (?:ultimo |pasado )?dia \d{{1,2}}(?: de {_MONTH}\b{_YEAR})?"
    rf"|(?:em|en|in) (?:(?:early|late|mid-?|fins de|meados de|inicio de) ?)?(?:{_MONTH}\b{_YEAR}|(?:19|20)\d\d\b)"
    rf"|(?:ontem|anteontem|hoje|ayer|anteayer|hoy|anoche|yesterday|today|tonight)\b(?: (?:(?:a|por la|pela|en la) )?{_PART})?(?: ?\({_DATE}\))?"
    rf"|(?:n[ao]|n?est[ae]|ness[ae]|la|el|this|last|earlier this|later this) (?:{_LAST} )?(?:{_PERIOD}|{_PART})\b(?: {_LAST})?"
    r"|(?:ha|hace) (?:\w+ ){1,2}?(?:dias|semanas|meses|anos)\b|\w+ (?:days|weeks|months|years) ago\b)"
)
_NUMBER = r"(?:\d{1,2}|uma?|un|dois|duas|dos|tres|quatro|cuatro|cinco|seis|sete|siete|oito|ocho|nove|nueve|dez|diez|onze|once|one|two|three|four|five|six|seven|eight|nine|ten|eleven|zero|cero|nil)"
_ORDINAL = r"(?:primeira|primera|segunda|terceira|tercera|ultima|1[aª]|2[aª]|3[aª]|first|second|third|last)"
_RULING = r"(?:decis\w+|sentenc\w+|fallo|resoluc\w+|acordao|julgamento|votac\w+|voto|rulings?|judge?ment|verdict|vote|sess\w+|sesion)"
_KIND_OF_RULING = r"(?:unanim[eo]\w*|unanimous|final|definitiv[ao]|firme|dividid[ao]|split|majority|monocratica|inapelave[l]|inapelable|historic[ao]?|landmark|publicad[ao]|divulgad[ao]|proferid[ao]|judicial|written)"
_EVIDENCE = r"(?:provas?|pruebas?|indicios|evidencias?|evidence|proof|merito|justa causa|elementos)"
_HOW = (
    r"(?:(?:por|by|com|con) (?:(?:ampla|amplia|larga|a) )?(?:unanimidade?|maioria|mayoria|majority)\b(?: (?:de|dos|de los) votos| absoluta| simples?)?"
    rf"|(?:por|by|com|con) (?:placar de |a vote of |a )?{_NUMBER} (?:votos? )?(?:a|x|contra|to|against) {_NUMBER}\b(?: votos?)?|(?:by|in) an? (?:vote of )?\d-\d(?: {_RULING})?"
    rf"|(?:em|na|en|in|at) (?:la )?{_ORDINAL} (?:instancia|instance)\b"
    rf"|(?:em|en|in|by|por|com|con|with|mediante|num|numa) (?:(?:an?|una?|uma?|sua|su|its) )?(?:{_KIND_OF_RULING} {_RULING}|{_RULING}(?: {_KIND_OF_RULING}){{1,2}})\b"
    r"|(?:em|en|con|com) (?:carater|caracter) definitivo|em definitivo|(?:de|en) (?:forma|maneira|manera) (?:unanime|definitiva)|unanimemente|unanimously|definitivamente|definitively|finalmente|finally|formalmente|formally|oficialmente|officially"
    r"|(?:on|upon) appeal\b|em (?:grau de )?(?:recurso|apelacao)\b|en (?:(?:grado de )?apelacion|casacion|alzada)\b|de oficio\b"
    rf"|(?:por|for) (?:(?:absoluta|total|manifiesta|a|simple) )?(?:falta|ausencia|insuficiencia|inexistencia|lack|want|absence) (?:de|of) {_EVIDENCE}\b|for insufficient evidence\b"
    r"|a pedido (?:d[aeo]l?|de la) (?:propri[ao] |propi[ao] )?(?:mpf?|ministerio publico(?: federal)?|fiscalia|promotoria|procuradoria)\b|at the request of (?:the )?(?:prosecut\w+|crown)\b)"
)
_ONE = rf"(?:{_WHEN}|{_HOW})(?![\w-])"
_RUN = rf"{_ONE}(?:, {_ONE},(?= )|,? {_ONE})*"
_SET_OFF = re.compile(rf", {_RUN},(?= )")
_ASIDE = re.compile(rf"(?<![\w-]){_RUN} ?")
_TURN = re.compile(rf"{_RUN},? (?:e|y|and|mas|pero|but) |(?<![\w-])(?:e|y|and|mas|pero|but),? {_RUN},? ")


def before_a_turn(words: str) -> str:
    """Folded words as far as a conjunction beside an aside, behind which another's fate is told: 'absolvió a la esposa
    por falta de pruebas' of 'absolvió a la esposa por falta de pruebas y X recibió doce años'."""
    turn = _TURN.search(words)
    return words[: turn.start()] if turn else words


def behind_a_turn(words: str) -> str:
    """Folded words from behind the last such conjunction on: 'X recibió doce años'; all where there is none."""
    turns = list(_TURN.finditer(words))
    return words[turns[-1].end() :] if turns else words


def without_asides(words: str) -> str:
    """Folded words of a sentence without when and how it was decided; the same where nothing is said of that.

    >>> without_asides("o juiz absolveu nesta terca-feira (24), por unanimidade, o empresario")
    'o juiz absolveu o empresario'
    """
    return _ASIDE.sub("", _SET_OFF.sub("", words))
