"""A case against somebody that prosecutors or a court let go, in whatever words: what they did, to what, against whom.

'Retiró la acusación de tráfico de personas contra X', 'vacated the conviction of X', 'o arquivamento do inquérito contra X'.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

_LET_GO = (
    r"(?:retir(?:o|a|aron|ou|aram|ado)|desist(?:io|e|ieron|iu|iram|ido) d[aeo]s?|abandon(?:s|ed|o|aron|ou|aram|ado)|drop(?:s|ped)|dismiss(?:es|ed)|vacat(?:es|ed)|quash(?:es|ed)|(?:threw|throws|thrown|tossed) out|discontinu(?:es|ed)"
    r"|withdr(?:ew|awn)|precluyo|precluyeron|archiv(?:o|a|aron|ou|aram|ado)|arquiv(?:ou|a|aram|ado)|(?:dej(?:o|a|aron)|deix(?:ou|a|aram)) sin efecto|deix(?:ou|aram) cair|(?:se )?(?:cayo|cae|cayeron)|cai(?:u|ram)"
    r"|tumb(?:o|aron)|tranc(?:ou|aram)|struck out|set aside|overturn(?:s|ed)|revers(?:es|ed))"
)
_CASE = (
    r"(?:acusac(?:ion|iones|ao|oes)|case|charges?|indictments?|convictions?|prosecution|inquerito|inquiry|investigac(?:ion|ao)|investigation|procesamiento|procesos?|processos?"
    r"|cargos|causas?|sumario|condenas?|condenac(?:ao|oes)|imputac(?:ion|iones|ao|oes)|accion penal|acao penal)"
)
_ITS = r"(?:(?:the|its|his|her|their|all|la|las|los|el|a|as|o|os|su|sus|todos|todas|toda|its entire|the entire) ){0,2}"
_FOR = r"(?: (?:penal|judicial|criminal|fiscal|formal))?(?: (?:de|por|for|of) (?:\w+ ){0,4}?\w+)?"
_AGAINST = r" (?:(?:formulad|presentad|abert|abiert|dictad|brought|filed)\w* )?(?:contra|en contra de|against|respecto de|(?:a|en) favor de|em favor de)"
_OF = r" (?:a|al|ao|of|de|da|do)"
_CALLED = r"(?: (?:de|la|el|las|los|the|a|o|as|os|una?|uma?))?(?: (?!por\b|until\b|before\b|hasta\b|ate\b|y\b|e\b|and\b)[\w-]+){0,3}?"
_OPEN = r"[\s,:(\[]*[\"'«“‘]?\s*(?:el |la |los |las |o |a |the )?$"
_NOUN = (
    r"(?:archivo|arquivamento|preclusion|dismissal|desestimacion|desistimiento|no ejercicio|retiro|withdrawal|trancamento|quashing)"
    rf" (?:de|da|do|del|of) {_ITS}{_CASE}"
)

LET_GO_BEFORE = re.compile(
    rf"\b(?:{_LET_GO} {_ITS}{_CASE}(?:{_FOR}{_AGAINST}|{_OF})|{_NOUN}(?:{_FOR}{_AGAINST}|{_OF})"
    r"|preclusion (?:a|en) favor de|acquittal\b[^.;]{0,40}, ending the (?:trial|case|prosecution) (?:of|against)"
    r"|desvincul\w+ de la (?:causa|investigacion) a|deslig(?:o|aron|ou|aram) (?:de|da) (?:la )?(?:causa|investigacion|investigacao) a"
    r"|(?:ratific|confirm|establec|reconoc|upheld|affirm|declar)(?:o|io|aron|ieron|ed)? (?:la|the) (?:inocencia|innocence) (?:de|of)|(?:reconheceu|confirmou|declarou) a inocencia d[eoa])"
    + _CALLED
    + _OPEN
)
"""Before a name, folded; who asks for it or refuses it is told by `clearance_words.NOT_CLEARED_BEFORE`."""

STILL_CONVICTED = re.compile(r"[^.]{0,160}\b(?:conden\w+|convict\w+|sentenc\w+|jail\w+)\b")
STILL_ACCUSED = re.compile(
    r"[^.]{0,160}\b(?:guilty|culpable|plead\w*|pleaded|still|sigue|segue|seguira|continua\w*|mant(?:ien|em|uv|ev)\w*|juzgad\w+ por|julgad\w+ por|remain\w*|fac(?:es|ing)|enfrent\w+"
    r"|respond\w+ por|plea|in exchange|in return|a cambio|em troca|acuerdo|acordo|cooperat\w+|colabor\w+|testif\w+|declarar contra|apel\w+|appeal\w*|recorr\w+|recurr\w+|reabr\w+|reopen\w*)\b"
)
"""Behind a name: one charge fell and another stands, or it fell for his word against others. A verdict behind it stands,
too, unless it was one that fell (`A_VERDICT`)."""
A_VERDICT = re.compile(r"\b(?:convict|conden)")
BY_WHO_SUFFERED = re.compile(
    r"\b(?:victim\w*|vitima\w*|famil\w+|testig\w+|testemunha\w*|witness\w*|denunciantes?|mujer|mulher|woman|migrantes?|miedo|medo|fear|amenaz\w+|ameac\w+|threat\w*)\b[^.;]{0,60}$"
)
"""Before it: whoever suffered may withdraw out of fear, which clears nobody."""

_ANOTHER = r"(?:(?:con|com|for|a) )?(?:(?:una?|uma?|an?|su|seu|his|her) )?(?:homonim\w+|namesake|tocay[oa]|otr[oa]\b|outr[oa]\b|another\b(?! \d)|someone else|somebody else)"
TOOK_FOR_ANOTHER = re.compile(
    r"^[\"'»”]?(?:\s*\([^)]{0,30}\))?,?(?: [\w,]+){0,6}? (?:fue|foi|was|had been|habia sido|tinha sido) (?:confundid[oa]|mistaken) "
    + _ANOTHER
    + r"|^[\"'»”]?(?:\s*\([^)]{0,30}\))?,?[^.;]{0,120}? (?:fue|foi|was) (?:liberad[oa]|solt[oa]|released|freed)\b[^.;]{0,50}\b(?:buscaba[n]?|procurava[m]?|(?:was|were) looking) "
    + _ANOTHER
)
"""Behind a name: 'foi confundido com um homônimo', 'was released: the police were looking for another'."""
_NOBODY_ELSE = r"(?!(?:not|no|nao|never|nunca|still|aun|ainda|whose|who|que|and|y|e|but|pero|mas|his|her|their|su|sua|seu|thought|believed|says|said|insist\w*|convict\w*|conden\w+|jail\w*|sentenc\w+|guilty|smuggled|for|durante|por|after)\b)"
FREE_AGAIN = re.compile(
    rf"^[\"'»”]?(?:\s*\([^)]{{0,30}}\))?(?:,[^,.;]{{1,40}},)?(?: {_NOBODY_ELSE}\w+){{0,4}}? "
    r"(?:is|walk(?:s|ed)(?: \w+)? out|left(?: the)? court|es|ya es|ja e|agora e|salio|saiu)(?: now| hoy| hoje)? (?:an? |un |una |um |uma )?(?:free (?:man|woman)|hombre libre|mujer libre|homem livre|mulher livre)"
    r"(?: (?:again|today|now|hoy|hoje|de nuevo|de novo))?"
    r"(?=\s*(?:[.;\"»”]|$)|,? (?:after|since|as|because|now that|tras|luego de que|despues de que|porque|depois que|apos)\b[^.]{0,70}\b(?:withdr\w+|drop\w*|acquit\w*|absuel\w+|absolv\w+|retir\w+|arquiv\w+|archiv\w+|sobrese\w+|dismiss\w*|threw out|cleared)\b)"
)
"""Behind a name: 'is a free man', and no more; not who served his time, is out on bail, at large, or awaits his trial."""
ANOTHERS_BEFORE = re.compile(
    r"\b(?:(?:sold|hired|brought|paid|held|kept|driven|smuggled) (?:by|for)|worked for|(?:vendid|contratad|traid|trazid|levad|llevad|explotad|explorad)\w+ (?:por|pel[oa])|pardon\w*|indult\w*"
    r"|(?:chofer|conductor|motorista|driver|soci[oa]|emplead[oa]|empregad[oa]|victim\w*|vitimas?|partner|lieutenant|herman[oa]|brother|sister|irmao?|espos[oa]|wife|son|hij[oa]|filh[oa]) (?:de|do|da|del|of|for))(?: \w+)? $"
    r"|^[^.]*\b(?:pardoned|indultad[oa])\b[^.]*$"
)
"""Before a name: what is told behind it is told of another, or is a pardon, which acquits nobody."""
_DONE = r"(?=\s*(?:[.,;]|$)|(?: to)? (?:the |it\b|that |this )?(?:request|motion|dismissal|petition|it\b))"
ASKED_BEFORE = re.compile(
    rf"\b(?:moved|asked(?: a judge)?|sought|petitioned) to (?:dismiss|drop|withdraw|quash) {_ITS}{_CASE}(?:{_FOR}{_AGAINST}|{_OF})"
    + _CALLED
    + _OPEN
)
GRANTED_AFTER = re.compile(
    r"(?:(?!\b(?:prosecut\w+|attorney|object\w*|oppos\w+|but|so that|tried|extradit\w+|instead)\b)[^.;]){0,120}?,? (?:and|which) (?:the|a) (?:\w+ )?(?:judge|court|magistrate)(?: \w+)? (?:agreed|granted|accepted|approved|signed|did so)\b"
    + _DONE
)
"""'Prosecutors moved to dismiss the case against X, and the judge agreed.'"""
ANNULLED_FOR = re.compile(
    r"\b(?:concedi\w+|otorg\w+|deu|dio|grant(?:s|ed)) (?:el |un |o |um )?(?:amparo|habeas corpus)(?: definitivo| preventivo)? (?:a favor de|em favor de|a|al|ao|to)"
    + _CALLED
    + _OPEN
)
ANNULLED_AFTER = re.compile(
    r"[^.;]{0,60}?,? (?:y|e|and) (?:anul(?:o|ou|aron|aram)|revoc(?:o|aron)|revog(?:ou|aram)|dej(?:o|aron) sin efecto|tranc(?:ou|aram)|quashed|voided)\b"
    r"(?: (?:el|la|o|a|the|su|auto|de|del|da|do)){1,4} (?:vinculacion|procesamiento|proceso|processo|acao penal|denuncia|indictment|charges?|case)\b"
    r"(?! (?:a proceso )?(?:por|de|for) (?!(?:trafic|trata|promoc|coiot|migra|contrabando de|smuggl|auxilio)))"
    r"(?![^.]{0,110}\b(?:contra|against|extradic\w+|reu|re|ira a juicio|tornozeleira|preventiva|dict\w+|otro|nuev[oa]|resuelva|repon\w+|repos\w+|refeit\w+|recomec\w+|sera julgad\w+|julgad[oa] em|juri)\b)"
)
"""'Concedió un amparo a X y anuló el auto de vinculación'; who is let out until his trial is not cleared."""
