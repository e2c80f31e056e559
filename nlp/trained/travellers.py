"""Who was held as a traveller: with a false paper of their own, on their own way over the border, or as a smuggler's
customer. The police's report of it sounds like that of a smuggler's arrest, and is of a migrant's.

'A PF prendeu o haitiano X, que tentava embarcar com passaporte falso', 'X was arrested after crossing the river with
coyotes', 'X e Y foram presos ao atravessar o rio. Eles pagaram US$ 500 a coiotes'.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading

_RING = r"(?:(?:(?:rede|red|banda|quadrilha|grupo|ring|gang|network) (?:de|of) )?(?:coyotes?|coiotes?|polleros?|smugglers?|traffickers?|traficantes?|contrabandistas?|tramitadores|passadores|pasadores|atravessador\w*)(?: (?:que|who) [^.;,]*)?)"
_HIDDEN = (
    r"(?:porta-?malas|maletero|cajuela|baul|trunk|boot of|(?:banco|asiento) (?:de tras|traseiro|trasero)|back seat)"
)
_MOVES_OTHERS = re.compile(
    rf"\b(?:{_RING}|{_HIDDEN}|foragid\w+|profug\w+|fugitiv\w+|wanted|procurad\w+|buscad\w+|"
    r"transport\w*|traslad\w+|llevab\w+|llevar (?:a|al)\b|levav\w+|levar (?:os|as|o|a|um|uma|\d+)\b|conduc\w+|conduz\w+|manej\w+|pilot\w*|timon\w*|dirigi\w+|guiab?a\w*|guiav\w+|guid(?:ed|es|ing)|steer\w+|driv(?:er|ing|es)|drove|carr(?:ying|ied)|ferr(?:ying|ied)"
    r"|motorista|chofer\w*|conductor\w*|taxista|mototaxista|barque(?:ir|r)\w+|lancher\w+|catraieir\w+|skipper|captain|capit[ao]n?|patron|mestre|camioner\w+|caminhoneir\w+|dono|dona|duen[oa]|propriet\w+|propiet\w+|owner"
    r"|cobr(?:o|a|ou|ad|ab|av|ar)\w*|charg(?:ing|ed (?:them|each|\$|up|between))|recrut\w+|reclut\w+|recruit\w+|alici\w+|capta\w*|organi[sz]\w+|facilit\w+|intermedi\w+|vend(?:ia|iam|ian|er|endo|iendo)|selling|falsifica[vb]\w+|falsificador\w*|forg(?:ing|er|ers|ed (?:them|for))|fabric\w+|imprim\w+"
    r"|(?:com|con|with) (?:um|uma|un|una|an?|the) (?:\w+ )?(?:adolescent\w*|menor|menina|nina|jovem|joven|girl|teen\w*|minor|woman|mulher|mujer)\b"
    r"|trafico|contrabando|smuggling|trata|trafficking|promocao|promover|promocion|favorec\w+|favored\w+"
    r"|acompanh\w+|acompan(?:aba|ante)\w*|escolt\w+|escort\w+|esconder|escond(?:ia|ido|idos|eu)|hid(?:den|ing)|alberg(?:aba|o)\w*|abrigav\w+|reten(?!id[oa]s?\b)\w+|extors\w+|rede|red de|ring|banda|quadrilha|gang|organizac\w+|integrante\w*|miembros?|membros?|members?|cabecilla|cabeca|cerebro|mastermind|encabez\w+|esquema|estructura|estrutura|entramado|introdu[cz]\w+|head of|ran\b|apontad[oa]s? como|senalad[oa]s? (?:como|de)|crew|ayud\w+|ajud\w+|help\w*|brought|smuggled|smuggles|mandav?\w*|coordin\w+|ingresaba|hosped\w+|atravessar (?!o |a |com )\w+|cruzaba gente|(?:por cabeza|por cabeca|a head|each|cada (?:um|una?|uno))\b|cruz\w+ [^.;,]{0,30}? a (?:una?|la|el|un) \w+|sold them|rival|lider\w*|leader|chefe|jefe|alias|vulgo|known as|con(?:oc|hec)id\w+ como|apodad\w+|apelidad\w+"
    r"|grupo|group|caravana|boatload|(?:dos|tres|quatro|cuatro|cinco|seis|sete|siete|oito|ocho|nove|nueve|dez|diez|onze|once|doze|doce|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens?|varios|varias|dezenas?|decenas?|\d+)"
    r" (?:\w+ )?(?:migrant\w*|imigrant\w*|pessoas|personas|people|passag\w+|pasaj\w+|passengers|estrangeir\w+|extranjer\w+|haitian\w+|cuban\w+|venezuel\w+|venezol\w+|bolivian\w+|indian\w+|nepales\w+|chin\w+|men|women|homens|hombres|mulheres|mujeres|menores|criancas|ninos|children|passaport\w+|pasaport\w+|passports|documentos|papers|vistos?|visas?))\b"
)
"""In a sentence with one of these somebody may have moved others."""
_ACCUSED_OF_IT = re.compile(
    r"\b(?:acus\w+|accus\w+|charg\w+|imput\w+|indict\w+|suspe\w+|sospech\w+|investigad\w+|conden\w+|convict\w+|por|for|of|de)(?: (?:de|of|por|with|for|o|el|la|a|crime|delito|presunto|supuesto|suposto|alleged|suspected|aggravated)){0,6} "
    r"(?:trafico|contrabando|smuggling|human smuggling|people smuggling|migrant smuggling|trafficking|trata|coyot\w+|promo\w+|tra(?:ff|f)ic\w+|facilit\w+|conspir\w+|associac\w+|asociacion|favorec\w+|auxilio)\b"
)
_OWN_PAPER = (
    r"(?:(?:com|con|with|using|usando|usava|usaba|used|portando|portava|portaba|apresent(?:ou|ava|ando)|present(?:o|aba|ando|ed|ing)|mostr(?:ou|o|ando)|exhib\w+|utiliz\w+|carrying|on|por uso de|por usar|por el uso de|for using|of using|uso de)"
    r" (?:(?:um|uma|un|una|an?|his|her|su|sus|seu|sua|o|el|la|the) )?"
    r"(?:(?:(?:false|fake|forged|counterfeit|falsified|stolen|borrowed|altered|doctored) (?:\w+ ){0,2}?(?:passport|visa|id|identity card|document|documents|papers|permit)|(?:sister|brother|cousin|friend|aunt|uncle)[’']s (?:\w+ )?(?:passport|visa|id|identity card|papers|permit))"
    r"|(?:passaporte|pasaporte|visto|visa|visado|documento|documentos|documentacao|documentacion|rg|carteira|cedula|identidade|identidad|papeis|papeles|permiso|passport)(?: (?!de (?:viaje|viagem) para)[\w-]+){0,4}? (?:fals[oa]s?|falsificad[oa]s?|adulterad[oa]s?|apocrif[oa]s?|roubad[oa]s?|robad[oa]s?|alterad[oa]s?|de (?:otra|outra) (?:pessoa|persona|mulher|mujer)|de (?:otro|outro)(?: (?:homem|hombre))?|alhei[oa]|ajen[oa]|(?:d[ao]|de (?:su|sua|seu|la|una?|uma?)|del) (?:irma|irmao|herman[oa]|prim[oa]|amig[oa]|ti[oa]|mae|pai|madre|padre|cunhad[oa]|cunad[oa])|that was not (?:his|hers)|of (?:another|somebody|someone)\b[^.;,]{0,12}|belonging to (?:another|somebody|someone)\b[^.;,]{0,12})))"
)
_NOT_FOR_OTHERS = r"(?! (?:\w+ )?(?:to (?:bring|move|take|carry)|para (?:traer|llevar|trazer|levar|quedarse)))"
_CUSTOMER = (
    rf"(?:(?:pag(?:o|ou|aram|aron|aria|arian)|had paid|paid|paying|havia pago|haviam pago|habia pagado|habian pagado|pagado|pagando|entregou|entrego|desembols\w+|transferiu|transfirio|devia|debia|owed) (?:[^.;]|\.\d){{0,60}}?\b(?:a|ao|aos|al|to|para)(?: (?:um|un|una|uns|unos|os|los|the|an?|suposto|supuesto|presunto))* {_RING}{_NOT_FOR_OTHERS}"
    rf"|(?:paid|paying)(?: \w+){{0,3}} {_RING}{_NOT_FOR_OTHERS}"
    rf"|(?:compr(?:ou|o|ada|ado|ados)|bought|adquiri\w+|obtuvo|obteve|got|vendid[oa]s?|sold)(?: (?!por favor)[^.;]{{0,50}}?)?\b(?:de|d[oa]s?|del|a|from|by|por|pelos?)(?: (?:um|un|uns|unos|os|los|the|an?|suposto|supuesto))* {_RING}"
    rf"|(?:(?:seria|ia ser|iba a ser|sera|would be|was to be|was being|era|estava sendo|foi|fue|fora|had been|sido) )?(?:levad|llevad|guiad|conduzid|conducid|trasladad|transportad|abandonad|enganad|taken|guided|smuggled|brought|led|abandoned|cheated|deceived)[oa]?s? (?:[^.;,]{{0,50}}? )?(?:por|pel[oa]s?|by)(?: (?:um|un|uns|unos|os|los|the|an?|suposto|supuesto))* {_RING}"
    rf"|(?:cruz|atravess?|cross|viaj|travel|entr|ingres|saiu|sair|sali)\w*(?: [^.;]{{0,45}}?)? (?:com|con|with)(?: (?:a )?(?:ajuda|ayuda|help|aid) (?:de|of|d[oe]))?(?: (?:um|un|uns|unos|o|os|el|los|the|an?))* {_RING})\b"
)
_KIN = r"(?:filh|hij|daughter|son|child|bebe|baby|babies|net[oa]|niet[oa]|grand(?:son|daughter))\w*"
_GROWN_KIN = r"(?:prim|ti|irma|irmao|herman|cunhad|cunad|sobrinh|sobrin|espos|marid|mulher|mujer|namorad|novi|cousin|uncle|aunt|brother|sister|husband|wife|boyfriend|girlfriend)\w*"
_THEIR_CHILD = (
    r"(?:com|con|with)(?: (?:a|o|as|os|la|el|los|las|su|sus|seus?|suas?|his|her|their|uma?|una?|two|dos|dois|duas|tres|three)){1,2} "
    rf"(?:\w+ )?(?:{_GROWN_KIN} (?:y|e|and) (?:(?:a|o|as|os|la|el|los|las|su|sus|seus?|suas?|his|her|their|uma?|una?|two|dos|dois|duas|tres|three|cuatro|quatro|four) ){{0,2}}(?:\w+ )?)?{_KIN}"
)
_FAMILY = re.compile(rf"\b{_THEIR_CHILD}\b")
"""Taken out as well: their own three children are not people whom they move."""
_WITH_A_CHILD = (
    rf"(?:(?:viaj|travel|cruz|atravess?|cross|ingres)\w*,? {_THEIR_CHILD}|{_THEIR_CHILD}\b[^.;]{{0,60}}? "
    r"(?:ao|al|cuando|quando|while|when|as (?:he|she)|after|tras|apos|depois de|despues de|por|for)(?: \w+){0,2}? (?:cruz|atravess?|cross|entr|ingres)\w+)"
)
_ASKS_ASYLUM = (
    r"(?<!\bto )(?<!\bpara )(?:(?:ped|pid|solicit|requer)\w*|ask(?:ed|ing|s) for|seek(?:ing|s)?|sought|claim(?:ed|ing|s)?|(?:applied|applying) for) (?:[\w-]+ ){0,2}?"
    r"(?:refugio|asilo|asylum|refugee status|proteccion internacional|protecao internacional)"
)
"""What who flees asks for, and whose papers are sold does not tell."""
_OF_ANOTHER = re.compile(
    r",? (?:com|con|with) (?:(?:o|a|el|la|su|seu|sua|his|her|their|un|una|um|uma) )?"
    rf"(?:\w+, [\w' -]{{4,40}}|{_GROWN_KIN}),? (?:que|quien|quem|who) [^.;]*|,? (?:guiad[oa]s?|guided|led|conduzid[oa]s?|conducid[oa]s?) (?:por|pel[oa]|by) (?:(?:su|seu|sua|his|her|an?|the|una?|uma?) )?{_GROWN_KIN}"
)
"""'com o primo, (Luis Rondón,) que guiava o grupo': what somebody else did."""
_PAID_FOR = re.compile(
    rf"{_CUSTOMER}(?:,? (?:(?:us|r)?\$ ?)?[\d.,]+ (?:mil )?(?:\w+ ){{0,2}}?(?:por|for|per) (?:cada (?:un[oa]?|uma?)|each(?: (?:one|of them))?|cabeza|cabeca|person|pessoa|persona))?"
)
"""Taken out before others' doings are looked for: 'seria levado por uma rede de coiotes que cobrou US$ 20 mil'."""
_OF_ONES_OWN = re.compile(rf"\b(?:{_OWN_PAPER}|{_CUSTOMER}|{_WITH_A_CHILD}|{_ASKS_ASYLUM}\b)")
_OF_ONES_OWN_BEFORE = re.compile(rf"\b(?:{_OWN_PAPER}|{_CUSTOMER})(?:(?!\b(?:por|pel[oa]|by|y|e|and)\b)[^.;])*$")
"""Before a name: 'con un pasaporte falso cayó X'; not 'foi detida com um visto falso e libertada pela juíza X'."""
_SOLD_BY = re.compile(
    r"\b(?:compr|vend|sold|bought|obt[ei]|fornec|suministr|suppl|provid|entreg|paid|pag[oau]|paying|fabric|client|custom|emit|issu|made|feit|hech)\w*\b[^.;]{0,70}$"
)
"""Before a name that sold the paper, or took the money."""
_THEY = r"(?:eles?|elas?|ell[ao]s?|el|he|she|they|him|her|le|lo|os dois|as duas|los dos|las dos|ambos|ambas|both)"
_THEY_TOO = re.compile(
    rf" ?(?:(?:segun|segundo|according to|conforme) [\w ]{{2,40}}?, )?(?:{_THEY}\b[^.;]{{0,30}}? )?(?:{_CUSTOMER})"
)
"""The next sentence, of the same person: 'Eles pagaram US$ 500 a coiotes'."""
_OF_THEM = re.compile(
    rf"\b(?:{_THEY}|contra|against|atribu\w+|pesa\w*|wanted|procurad\w+|buscad\w+|su|sus|seu|sua|his|their)\b|{_HIDDEN}"
)
_OF_OTHERS = re.compile(
    r"^ ?(?:(?:o|a|os|as|el|la|los|las|the|una?|uns?|um|uma|otr[oa]s?|outr[oa]s?|another|segun|segundo|according)\b|[a-z]+ (?:said|says)\b)"
)
"""A sentence with a subject of its own; without one it goes on about whoever was named."""
_NEXT = 3  # sentences behind the name's that may tell more of it
_HELD = re.compile(
    r"\b(?:prend\w+|pres[oa]s?|detid[oa]s?|detev\w+|detiver\w+|deten\w+|detuv\w+|arrest\w*|apprehend\w+|captur\w+|aprehend\w+|apreend\w+|caught|stopped|intercept\w+|held|retid[oa]s?|retenid[oa]s?|jailed|conden\w+|convict\w+|sentenc\w+|fined|multad\w+|flagr\w+|imped\w+|barr(?:ou|ad[oa])|surpre\w+|sorpren\w+|descubr\w+|descobr\w+|descubiert\w+|deportad\w+|expuls\w+|respond(?:e|era|eran|erao) por)\b"
)


def is_traveller(reading: Reading, place: Occurrence) -> bool:
    """Whether a person of news was held with a false paper of their own, with a child of theirs at the crossing, or as a
    smuggler's customer; not where that sentence or those right behind it say that they moved others. Who is caught on
    the way and no more may be one who flees."""
    first, last = reading.sentence_bounds(place.sentence)
    sentence = reading.folded[first:last]
    if another := _OF_ANOTHER.search(sentence, place.end - first):
        sentence = sentence[: another.start()] + sentence[another.end() :]
    if not _HELD.search(sentence) or _moves_others(sentence):
        return False
    behind, *later = reading.folded[last : last + 400].split(". ")[:_NEXT]
    if any(_is_of_them(told) and _moves_others(told) for told in (behind, *later)):
        return False
    before = sentence[: place.start - first]
    if _SOLD_BY.search(before):
        return False
    own = _OF_ONES_OWN.search(sentence[place.end - first :]) or _OF_ONES_OWN_BEFORE.search(before)
    return own is not None or _THEY_TOO.match(behind) is not None


def _is_of_them(told: str) -> bool:
    return _OF_THEM.search(told) is not None or _OF_OTHERS.match(told) is None


def _moves_others(words: str) -> bool:
    rest = _FAMILY.sub(" ", _PAID_FOR.sub(" ", words))
    return _MOVES_OTHERS.search(rest) is not None or _ACCUSED_OF_IT.search(rest) is not None
