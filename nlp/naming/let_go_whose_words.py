"""Words by which a sentence says of whom a verb is told: callings, firms, kin, turns, and somebody who is not named."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.clearance_words import KIN
from nlp.wording.fold import fold

_DRIVER = r"chofer\w*|conductor\w*|motoristas?|drivers?|taxistas?|camioner\w+|caminhoneir\w+|camionist\w+|truckers?|transportistas?|operador|remiser\w+|mototaxistas?|fletero"
_SAILOR = r"pescador\w*|fisherm[ae]n|mariner\w+|patron|mestre|lanchero|barque[ri]\w+|skipper|captain|capitan|capitao|armador|steersman|marinheiro|balsero|boatman|sailor|steward"
_TEACHER = r"maestr[oa]|docente|profesora?|professora?|teacher"
_CLERIC = r"pastora?|padre|cura|parroco|sacerdote|religios[oa]|missionari[oa]|misioner[oa]|priest|monja|nun|reverend|vicar|freira"
_OFFICER = r"gendarme|cabo|oficial|uniformad[oa]|policial|guarda municipal|inspetor|funcionari[oa]|servidora?|petty officer|officer|agent|agente|sargent[oa]|militar|militares|teniente|sergeant"
_LAWYER = r"abogad[oa]|advogad[oa]|letrad[oa]|lawyer|solicitor|attorney"
_TRADER = r"empresari[oa]|comerciante|businessm[ae]n|businesswoman|duen[oa]|propietari[oa]|proprietari[oa]|owner|don[oa]|hoteler[oa]|hotelier|gerente|manager|broker|agricultor|farmer|landlady|landlord|despachante|gestora?"
_OTHER_TRADES = r"guia|guide|piloto|pilot|estudante|estudiante|student|mecanic\w+|mechanic|plumber|pedreir\w+|albanil|enfermer[oa]|nurse|medic[oa]|doctor|politico|vereador|alcalde|dirigente|bomber\w+|voluntari[oa]|volunteer|agent[ea] de viaj\w+|joven|jovem|mujer|mulher|hombre|homem|man|woman|anciano|ancian[oa]|idos[oa]"
CLASSES = tuple(
    re.compile(rf"\b(?:{words})\b")
    for words in (_DRIVER, _SAILOR, _TEACHER, _CLERIC, _OFFICER, _LAWYER, _TRADER, _OTHER_TRADES)
)
CALLED = tuple(
    re.compile(rf"\b(?:el|la|l[oa]s|o|a|al|ao|the|del|d[oa]|este|esta|pel[oa]) (?:{words.pattern})")
    for words in CLASSES
)
ANYBODY = len(CLASSES) - 1
FIRM = re.compile(
    r"\b(?:el|la|o|a|the|los|las|os|as|del|d[aoe]|al|ao|dicha|esta|its|this) (?:\w+ )?(?:empresa|compania|firma|linea|linha|cooperativa|agencia|transportadora|locadora|arrendadora|fundacion|fundacao|oenege|ong|ngo|albergue|hotel|hostal|company|firm|carrier|airline|agency|charity|farm|church|associacao|asociacion|sociedad|companhia|viacao|flota|operator|operadora|garage|shelter|hostel)\b"
)
HIM = re.compile(r"\b(?:el|ella|ele|ela|he|she|him|her|his|hombre|mujer|homem|mulher|man|woman|senora?|senhora?)\b")
_SHE = re.compile(r"\b(?:she|her|ella|ela)\b")
_HE = re.compile(r"\b(?:he|him|his|ele|el (?=no|fue|nunca|jamas))\b")
ACTIVE = re.compile(
    r"(?:absolv(?:io|ieron|eu|eram)|absuelve|acquit|exoner(?:o|aron|ou)|exonerat|exculp(?:o|aron|ou)|ilib(?:ou|aram)|inocent(?:ou|aram)|sobresey|despronunciou|vindicat|desvincul(?:o|aron|ou|aram)\b|deslig(?:o|ou|aron|aram)\b|descart(?:o|aron|ou|aram)\b|afast(?:ou|aram)|drop|dismiss|withdr|discontinu|threw|thrown|toss|quash|shelv|clos|cleared|clears|retir(?:o|ou|aron)|levant(?:o|ou)|archiv(?:o|ou|aron)|arquiv(?:ou|aram)|desestim(?:o|aron)|tranc(?:ou|aram)|rejeit|rechaz|encerr(?:ou|aram)|cerr(?:o|aron)|cierra|revoc(?:o|aron)|anul(?:o|ou|aron|aram)|overturn|void|set aside|vacated"
    r"|exclu(?:yo|iu|yeron|iram)|rul|orden|order|mand(?:ou|o)|dej(?:o|aron)\b|deix(?:ou|aram)\b|pus(?:o|ieron)\b|solt(?:o|ou|aron|aram)|confirm|dict|ratific|ped|pid|no case|no[- ]case|nolle|falta de merito|sobreseimiento|no ha lugar|no ejercicio|no vinculacion|decision of|desestimacion|no (?:link|connection|involvement)|found no|n(?:o|ao) (?:hallo|achou|encontro)|ofrec|apolog|we apolog|conden(?:o|ou)|found (?:him|her|them)? ?guilty|desist|se abstuvo|ended the|released|freed|liber|sin (?:un|ningun)|ningun|nenhum|sem |afast|libertad|reinstat|readmit|wrongly|confess|errou na|descartada|demostr|prob|acredit|reconoc|reconhec|establec|declar|prov)"
)
"""Verbs whose object is told of; `PASSIVE` before one makes its subject so."""
PASSIVE = re.compile(
    r"\b(?:was|were|been|be|being|is|are|fue|fueron|foi|foram|sido|ser|quedo|quedaron|ficou|ficaram|esta|estan|es|e|son|sao|has|have|had|got|stands?|walked|ha|hubo|resulto|salio|saiu|sale|queda|quedan)(?: (?:\w+ly|\w+mente|\w+))? $"
)
BREAK = re.compile(
    rf"[.;!?\n]|(?<!tres)(?<!dos)(?<!both)(?<!ambos)(?<!ambas)(?<!three)(?<!dois):|\b(?:{KIN}|verdader[oa]|verdadeir[oa]|real|actual|true|otr[oa]|outr[oa]|another|que(?![^.;]{{0,40}}\b(?:contra|sobre|against)\b)|pero|mas|but|mientras|while|whereas|enquanto|porque|because|segun|segundo|dijo|disse|said|says|aunque|embora|though|tras|apos|after|cuando|quando|when|en cambio(?! a\b)|no entanto|pues|pois|ya que|since|hasta|donde|onde|where|ahora|now|as)\b"
)
UNNAMED = re.compile(
    rf"[\s,]*(?:(?:a|al|ao|aos|las?|los|el|os?|as|the|of|de|su|sus|seus?|suas?|his|her|their|its|una?|uma?|an|la|other|otros?|outros?|otras?|outras?|contra|against)[\s]+){{0,4}}(?:\w+ (?:of|de|d[oa]s) (?:\w+ )?)?(?:{KIN}|migrant\w*|inmigrant\w*|imigrant\w*|pasajer[oa]s|passageir[oa]s|passengers|adolescent\w*|teenagers?|ayudante|ajudante|acompanante|demas|restantes|others?|crew|tripulant\w*|dos|tres|three|two|four|cuatro|cinco|five|quatro|\d+)\b"
)
"""Right behind a verb: somebody who is not named."""
UNNAMED_BEFORE = re.compile(
    rf"\b(?:(?:su|sua|seu|his|her|their|el|la|o|a|the|del?|d[oa]) (?:\w+ )?(?:{KIN})|(?:two|three|four|dos|tres|dois|duas|cuatro|quatro|varios|several|los|las|os|as|the) (?:\w+ )?(?:\w+ )?(?:migrantes?|pasajer[oa]s|passageir[oa]s|passengers|adolescentes|teenagers|tripulantes|otr[oa]s|outr[oa]s|others|crew|menores|jovenes|presos|detenidos|detidos)[^.;,]{{0,50}})(?: \w+){{0,5}},? $"
    r"|\b(?:one|an?|una?|uma?)(?: (?:of the|de l[oa]s|d[ao]s))? (?:\w+ )?(?:wom[ae]n|m[ae]n|girls?|mujer(?:es)?|hombres?|mulher(?:es)?|hom(?:em|ens)|migrantes?|migrants?|passengers?|pasajer[oa]s?|passageir[oa]s?|victims?|victimas?|vitimas?)(?: \w+){0,4} $"
    r"|\b(?:otr[oa]|outr[oa]|another|(?:un|una|um|uma|el|la|o|a|the) (?:tercer[oa]?|terceir[oa]|segund[oa]|cuart[oa]|quart[oa]|quint[oa]|sext[oa]|second|third|fourth|fifth|sixth|otr[oa]|outr[oa]|other)) (?:\w+ )?(?:procesad[oa]|acusad[oa]|imputad[oa]|defendant|reu|re|arguid[oa]|detenid[oa]|detid[oa]|capturad[oa]|suspect|sospechos[oa]|suspeit[oa]|man|woman|hombre|mujer|homem|mulher)\b[^.;]{0,60}$"
)
JOINED = re.compile(
    r",? ?(?:(?:y|e|and|&|ni|nem|nor|tanto|como)(?: |$))?(?:(?:(?:a|de) )?(?:el|las?|los|o|a|os|as|sus?|seu|sua|the|his|her|una?|uma?) (?:[a-z]+ ){0,2}|(?:al|ao|aos|del|d[oa]s?) (?:[a-z]+ ){0,2}|a )?"
)
SOMEBODY = re.compile(
    rf"[^.;]{{0,60}}?\b(?:al?|ao|of|de|[dn][oa]|y|e|and)? ?(?:su|sua|seu|his|her|una?|uma?|otr[oa]|outr[oa]|el|la|o|a|the) (?:\w+ )?(?:{KIN}|{_DRIVER}|{_SAILOR}|{_TRADER}|ayudante|contador\w*|empleado|secretari[oa]|mechanic|mecanico)\b"
)
"""Behind a verb: 'absuelta su nuera', 'dejó libre por falta de mérito a un remisero'."""
KIN_ALONE = re.compile(
    rf"(?:^|[\s,;:])(?:{KIN}|contador\w*|ayudante|ajudante|mecanico)(?: (?:e|y|and) \w+)?(?: (?:e|is|are|sao|son|foi|fue|was|were|eran?|quedan?|ficam?))* $"
)
BY_OTHERS = re.compile(
    r"\b(?:con|com|with|que|than|by|por|pel[oa]|como|as)(?: (?:la|el|o|a|the))?(?: [\w-]+)? [\"'«“‘(]?$"
)
"""Before a name that is not what the verb behind it is told of."""
OWNER_OF = re.compile(rf"\b(?:{_TRADER}) (?:d[aeo]l?|of)(?: (?:la|el|the|una?|uma?|los|las|os|as))? (?P<what>\w+)")
OBLIQUE = re.compile(
    r"\b(?:de|da|do|dos|del|of|by|por|pel[oa]|con|com|with|contra|against|para|for|to|from)(?: (?:la|el|o|a|the|su|sus|un|una|um|uma))?(?: [\w-]+){0,2} [\"'«“‘(]?$"
)
"""Before a name that is not what its sentence tells of."""
NOBODY = -1
"""Somebody whom no mention names, or who has no name."""
A_NAME = re.compile(r"[A-ZÀ-Ý][\w’'-]+ (?:(?:de|del|da|do|la|los|las|y|e) ){0,2}[A-ZÀ-Ý]")
THE = re.compile(r"\b(?:el|la|o|a|the|unic[oa]) $")
WAS = re.compile(r" (?:fue|foi|es|e|was|is) ")
DANGLING = re.compile(r"[^,.;]{0,120}, (?:(?:el|la|o|a|the) )?(?:[\w-]+ ){0,4}$")
OF_HIM_BEFORE = re.compile(
    r"(?:el|la|o|a|the) (?:verdader|verdadeir|real)|actual owner|confusion|mistaken identity|identity theft|mix|erro de|err(?:o|ou) |homonim|namesake|tocay|otra persona|outra pessoa|another|se refieren|mismo|mesmo|same|comparte|compartia|shar|the wrong"
)
"""Told of whom the text has spoken of, and not of the other whom it goes on to name."""
MANY = re.compile(
    r"\b(?:fueron|foram|were|quedaron|ficaram|han sido|son|sao|estan|estao|are)\b|(?:ad|id|uelt|lt|impi)[oa]s\b"
)
TOGETHER = re.compile(
    r"\b(?:ambos|ambas|both|(?:los|las|os|as|aos|the) (?:tres|dos|dois|duas|cuatro|quatro|two|three|four)|the pair|el matrimonio|o casal|the couple|los esposos|los hermanos|os irmaos|the brothers)\b"
)
LEGAL_FORM = re.compile(r"\b(?:lda|ltda|sas|srl|ltd|inc|llc|spa|eireli|unipessoal|s\.?a|s\.?l)\b")
"""Of a firm whose name has a person's shape."""
CLAUSE_BEFORE = re.compile(r"[.,;:\n]|\b(?:y|e|and)\b")
CLAUSE_BEHIND = re.compile(r"[\"'»”)]? ?(?:,([^,.;\n]*)(?:,([^,.;\n]{0,25}))?|\(([^)]*)|([^,.;\n]*))")
"""What stands right beside a name: 'el chofer X', 'X, chofer de 40 años'."""
SAYS = re.compile(
    r"\b(?:said|says|told|dijo|dice|disse|diz|afirm\w+|explic\w+|inform\w+|aclar\w+|senal\w+|ruled|found|he|she|el|ella|ele|ela|que|that)\b"
)
"""Between an official's name and a verb, which is then told of somebody else."""


def is_of_other_sex(name: str, sentence: str) -> bool:
    """Whether a folded sentence speaks of her alone, or of him, and the name is plainly not such a one's."""
    given = fold(name).split()[0]
    is_she, is_he = _SHE.search(sentence) is not None, _HE.search(sentence) is not None
    return is_she != is_he and given.endswith("o" if is_she else "a")
