"""Who was found or freed: names of a list behind 'among them', and whoever beside them tells the police of it or suffers,
where those found are people and not suspects.

'A PF resgatou 34 haitianos trancados numa casa, entre eles X e a esposa Y', 'Deputies rescued 12 migrants held by smugglers,
including X'. What such a list names is whom it happened to, however sure the model is.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading

_FOUND = (
    r"(?:sac(?:o|aron|ou|aram) (?:con|com) vida|pulled (?:alive|out)|retir(?:ou|aram)|removed|resgat(?:ou|a|aram|ad[oa]s)|rescat(?:o|a|aron|ad[oa]s)|rescue[ds]?|sav(?:es|ed)|salv(?:o|a|ou|aron|aram)|fre(?:es|ed)|liber(?:o|a|ou|aron|aram|ad[oa]s)|libert(?:ou|a|aram|ad[oa]s)"
    r"|encontr(?:o|o a|a|ou|aron|aram|ad[oa]s)|hall(?:o|a|aron|ad[oa]s)|localiz(?:o|a|ou|aron|aram|ad[oa]s)|found|discovered|removed|retirad[oa]s|ubic(?:o|aron|ad[oa]s?)|auxili(?:o|ou|aron|aram)|socorr(?:io|ieron|eu|eram))"
)
_SUSPECTS = (
    r"arrest\w*|detuv\w+|deten(?:ido|ida|cion)\w*|detid[oa]s|deteve|detiver\w+|prend(?:eu|eram|io|ieron)|pres[oa]s? (?:por|em|pela)|captur\w+|acus\w+|accus\w+|imput\w+|charg(?:ed|es)|suspect\w*|sospech\w+|suspeit\w+"
    r"|guilty|culpa\w+|conden\w+|convict\w+|bail|fianza|fianca|integrantes?|members?|cabecilla\w*|jef[ea]s?|lider\w*|leaders?|profug\w+|foragid\w+|fugitiv\w+"
)
_RING = r"coyotes?|coiotes?|polleros?|smugglers?|traffickers?|traficantes?|tratantes?|guias?|guides?|chofer\w*|drivers?|motoristas?|conductor\w*|captains?|capitanes|patrones|piratas?|secuestradores|sequestradores|kidnappers?"
_BY_A_RING = re.compile(
    rf"\b(?:(?:by|por|de|del|of|from|pel[oa]s?|dos|das|with|con|com)(?: (?:the|los|os|unos|uns|some|una?|uma?|a|supuest[oa]s|presunt[oa]s|alleged|suspected|\w+ of)){{0,2}}|(?:paid|paying|pag\w+|entreg\w+)(?: [^.;,]{{0,25}})?) (?:{_RING})\b"
)
"""Who held or was paid by those who were found is none of them."""
_WORDS = rf"(?:(?!\b(?:{_SUSPECTS}|{_RING})\b)[^;])"
_THEM = (
    r"(?:(?:eles|elas|ellos|ellas)|(?:os|as|los|las) (?:resgatad|rescatad|libertad|liberad|sobreviv|migrant|salvad)\w+)"
)
_AMONG = rf"(?:entre {_THEM}(?: (?:estao|estavam|estava|estan|estaban|estaba|figura\w*|se encontra\w+|se encuentra\w*))?|(?:among|amongst) them(?: (?:was|were|are|is))?|including|incluindo|incluyendo|incluid[oa]s|inclusive)"

_RESCUED_BEFORE = re.compile(rf"\b{_FOUND} {_WORDS}{{3,150}}?,? {_AMONG},?:? {_WORDS}{{0,90}}$")
_WAS_AMONG = re.compile(
    rf"(?:,? (?:e|y|and) [^.;:]{{2,40}})?,? (?:estavam|estava|estaban|estaba|figuraba[n]?|figurava[m]?|was|were|are|is|estan|estao) (?:entre {_THEM}|among (?:them|(?:the|those) (?:rescued|freed|found|saved|survivors|migrants)))\b"
)
_ONE_OF_THEM = re.compile(
    r"\b(?:un[oa]?|uma?|one|dos|dois|duas|two|otr[oa]|outr[oa]|another) (?:d[ao]s|de l[oa]s|of the) (?:(?:resgatad|rescatad|libertad|liberad|salvad)[oa]s|sobreviv\w+|rescued|freed|survivors?)"
    r"(?:,| (?:e|era|es|is|was|foi|fue|chamad[oa]|llamad[oa]|called|named|se chama|se llama)) $"
)
"""'Um dos libertados é X.'"""
_THE_FOUND = r"(?:resgatad|rescatad|sobrevivient|sobrevivent|salvad|liberad|libertad)\w*|(?:rescued|freed|survivors)"
_AMONG_WHOM = re.compile(
    rf"\b(?:entre (?:os|as|los|las) (?:\w+ ){{1,3}}(?:que|a quienes|a quien) {_WORDS}{{0,60}}?{_FOUND} {_WORDS}{{0,70}}|(?:among|one of) the (?:\w+ ){{1,3}}(?:(?:whom|that|who) )?{_WORDS}{{0,60}}?{_FOUND} {_WORDS}{{0,70}}"
    rf"|entre (?:os|as|los|las) (?:{_THE_FOUND})(?: (?:(?:en|em|de|do|da|del) )?[\w ]{{2,30}})?|among (?:the|those) (?:\w+ )?(?:{_THE_FOUND})(?: [\w ]{{2,30}})?),? (?:esta[n]?|estao|estava[m]?|estaba[n]?|figura[nm]?|se encuentra[n]?|se encontra[m]?|is|was|are|were) $"
)
"""'Entre os nepaleses que a PJ retirou de uma herdade está X'."""
_FREED = re.compile(r"\b(?:libera|liberta|freed)")
_KIN_OF_THEIRS = r"(?:espos[oa]|marid[oa]|mujer|mulher|companer[oa]|companheir[oa]|husband|wife|partner|madre|mae|mother|padre|pai|father|herman[oa]s?|irmaos?|irmas?|brothers?|sisters?|prim[oa]s?|cousins?|ti[oa]|uncle|aunt|hij[oa]s?|filh[oa]s?|sons?|daughters?|children|bebe|baby|niet[oa]s?|net[oa]s?|sobrin\w+)"
_WITH_FAMILY = re.compile(
    rf"(?:, [\w -]{{3,25}}(?=,))?(?:,? \(?\d{{1,2}}(?: anos| years old)?\)?)?,?(?: (?:y|e|and|con|com|with))?(?: (?:a|ao|aos))?(?: (?:su|sus|seus?|suas?|os|as|his|her|their))(?: (?:\w+ )?(?:teenage |pequen[oa]s? |menores? )?){_KIN_OF_THEIRS}\b"
)
_CHILDREN_TOO = re.compile(
    r"\b(?:su|sus|seus?|suas?|os|as|his|her|their)(?: \w+){0,2}? (?:hij[oa]s?|filh[oa]s?|children|sons?|daughters?|bebe|baby|niet[oa]s?|net[oa]s?)\b|\b(?:reten|encerr|trancad|mantid|cautiv|secuestr|sequestr|amarrad|maniatad|held|locked|kidnap|captiv|vigiad|vigilad)\w*"
)
_KIN_BEFORE = re.compile(rf"\b(?:su|seu|sua|his|her|their|o|a) {_KIN_OF_THEIRS},? (?:a |de )?$")
_LET_OUT = re.compile(
    rf"\b(?:juez|jueza|juiza?|judge|court|tribunal|solt\w+|pres[oa]s|penal|carcel|prision|prisao|cadeia|jail|prison|terminos|excesso de prazo|detid[oa]s|detenid[oa]s|coyoter\w+|saliero?n|sairam|(?<!por )(?<!by )(?:integrantes|miembros|membros|members|banda)|(?<!por )(?<!pelos )(?<!by )(?:{_RING}))\b"
)
"""Before those 'libertados': suspects whom a court let go."""
_ACCUSED_BEHIND = re.compile(
    rf"[^.]{{0,140}}?\b(?:{_SUSPECTS}|{_RING}|timon|leme|helm|steer\w+|manej\w+|recog(?:ia|io|ido)|receb(?:ia|eu)|recibi\w+|collect\w+|cobr\w+|drove|driving|conduc\w+|conduz\w+|dirig\w+|vend\w+|sold|selling|guiab?a\w*|pilot\w+|organi[sz]\w+|reclut\w+|recrut\w+|recruit\w+|angari\w+|enganchador\w*|planned|planning|confes\w+|admitted)\b"
)
"""'One of the survivors, X, was arrested as the skipper': a ring's man may be saved with those whom he moved."""
_OF_RESCUED = re.compile(rf"\b{_FOUND} {_WORDS}{{3,220}}$")
_DRIVES = re.compile(
    rf"\b(?:{_RING}|piloto|barquero|barqueiro|taxista|sospechos[oa]|suspect|suspeit[oa]|detenid[oa]|detid[oa]|pres[oa]|acusad[oa]|accused|arrested)(?: [\w-]+){{0,3}},? $"
)
_POLICE = r"(?:(?:a |to )?(?:the |la |os |los |as )?(?:federal |local |border )?|aos? |al |a )(?:police|polici\w+|officers?|agents?|agentes?|deputies|investigators|investigador\w+|carabineros|militares|guardias?)"
_TELLS = re.compile(
    rf"(?:,? (?:e|y|and) [^.;:]{{2,40}})?,?(?: (?:both |de |ambas de |ambos de )?\d{{1,2}}(?: anos| years old)?,?)?(?: de (?:edad|idade),?)? (?:told|conto|contou|contaram|contaron|relat(?:o|ou|aram|aron)|disse(?:ram)?|dij(?:o|eron)|explic(?:o|ou)) {_POLICE}\b"
)
"""Behind a name: 'X e Y, de 34 anos, contaram aos policiais'."""
_AILS = re.compile(
    r"(?:,[^.;:]{1,40},)? (?:presentab\w+|apresentav\w+|sufri\w+|sofri\w+|was (?:treated|suffering|taken to hospital|hospitali[sz]ed|dehydrated)|were (?:treated|suffering|hospitali[sz]ed|dehydrated)|fue(?:ron)? (?:atendid|hospitalizad|trasladad)\w+ (?:al|a un) (?:hospital|centro)|foi (?:atendid|hospitalizad|levad)\w+ (?:ao|a um|para o) hospital|estaba[n]? (?:deshidratad|hipoterm)\w*)\b"
)
_HIS_PART = re.compile(
    r"[^.;]{0,90}\b(?:(?:was|were|been|being) (?:paid|hired|promised|recruited)|(?:le|les|lhe|lhes) (?:pag|prometi)\w+|recibi\w+|receb\w+|contrat\w+|cobr\w+|conduc\w+|conduz\w+|dirig\w+|drove|driving|guiding|guiab?a\w*)\b"
)
"""Who tells the police that he was paid or drove was not moved by others."""
_NAMED_RESCUED = re.compile(r"entre (?:os|as|los|las) (?:resg|resc|lib|sobr|salv)|among (?:the|those) ")
_NEAR = 260


def is_rescued(reading: Reading, place: Occurrence) -> bool:
    """Whether the words beside a name of news put it on a list of people who were found or freed."""
    before = _BY_A_RING.sub("_", reading.folded[max(0, place.start - _NEAR) : place.start])
    line = before.rpartition("\n")[2]
    if _RESCUED_BEFORE.search(line):
        return True
    if (among := _AMONG_WHOM.search(line)) and not (_FREED.search(among.group()) and _LET_OUT.search(before)):
        return True
    if _is_found_with_kin(reading, place):
        return True
    behind = _BY_A_RING.sub("_", reading.folded[place.end : place.end + _NEAR])
    if _ONE_OF_THEM.search(line) and not (_LET_OUT.search(before) or _ACCUSED_BEHIND.match(behind)):
        return True
    told = _TELLS.match(reading.folded, place.end) or _AILS.match(reading.folded, place.end)
    is_his = told is None or _DRIVES.search(before) or _HIS_PART.match(reading.folded, told.end())
    if not is_his and _OF_RESCUED.search(before):
        return True
    was = _WAS_AMONG.match(reading.folded, place.end)
    return bool(was and (_NAMED_RESCUED.search(was.group()) or _OF_RESCUED.search(before)))


def _is_found_with_kin(reading: Reading, place: Occurrence) -> bool:
    """'Encontró encerrada a X, a su esposo Y y a sus dos hijos': the police find so a family, and not a ring. Y too."""
    first, last = reading.sentence_bounds(place.sentence)
    told = _BY_A_RING.sub("_", reading.folded[max(first, place.start - _NEAR) : place.start])
    if not _OF_RESCUED.search(told):
        return False
    is_kin = _WITH_FAMILY.match(reading.folded, place.end) or _KIN_BEFORE.search(told)
    near = told + reading.folded[place.end : min(last, place.end + _NEAR)]
    return bool(is_kin and _CHILDREN_TOO.search(near)) and not _ACCUSED_BEHIND.match(reading.folded, place.end)
