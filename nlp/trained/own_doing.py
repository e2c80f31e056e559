"""Whether a sentence goes on to say of somebody in office, of counsel or of a shelter that it did the deed itself."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.records import Mention
from core.terms import Role
from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading
from nlp.trained.beside_names import ACCUSED_OF

_RING = (
    r"(?:red|rede|banda|quadrilha|organizac\w+ (?:criminal|criminosa|delictiva)|ring|network|gang|cartel|coyotes|coiotes|smugglers|traffickers|traficantes|contrabandistas)"
    r"(?! (?:de|d[ao]s?|of|for) (?:la |el |the )?(?:apoyo|apoio|ayuda|ajuda|albergues|abrigos|casas?|shelters|support|aid|protec\w+|acogida|acolhimento|defens\w+|defesa|ong|ngo|solidari\w+|churches|iglesias|igrejas)|s? (?:human|solidar)\w+)"
)
_LOADS = r"(?:camion\w*|caminh\w+|trucks?|lorries|cargamentos?|carregamentos?|loads?|boats?|barcos?|lanchas?|convoys?|comboios?|buses|vans?)"
_MONEY = (
    r"(?:money|cash|bribes?|payments?|dollars|fees?|dinero|dinheiro|plata|pagos?|pagamentos?|dolares|coimas?|propinas?)"
)
_DOES = re.compile(
    rf"\b(?:(?:dirig(?!ir\b)\w+|encabez\w+|lider\w+|comand\w+|manda(?:ba|va)|coordin\w+|financi\w+|led|leads|ran|runs|headed|heads)(?: (?:la|el|una?|o|a|uma?|the|an?|her|his|its|su|sua|seu)){{0,2}} (?:\w+ )?{_RING}\b"
    rf"|escolt\w+[^.;]{{0,40}}? (?:{_LOADS}|{_RING})\b|escort\w+[^.;]{{0,40}}? (?:{_LOADS}|{_RING})\b"
    rf"|(?:took|takes|received|accepted|collected|collects|pocketed|recib\w+|receb\w+|acept\w+|aceit\w+|tom(?:aba|o|ava|ou)|recog\w+|recolh\w+|embols\w+)(?: [\w$]+){{0,2}} {_MONEY}\b"
    r"|cobraba|cobrava|cobro|cobrou|vendia|vendio|vendeu|sells|traficaba|traficava|smuggles|guiaba|guiava|reclutaba|recrutava|fij\w+ (?:el|los) precios?|fix\w+ os? precos?|set the prices?"
    r"|(?:(?<=, )|(?<=and )|(?<=also )|(?<=who )|(?<=he ))(?:sold|guided|recruited|smuggled)(?! by\b)"
    r"|charged (?:[$€£\d]|them\b|each\b|(?:the )?(?:migrants|travellers|families)\b)"
    r"|(?:fue|foi|was|has been|ha sido|habia sido|tinha sido|had been|is|esta|quedo|ficou) (?:\w+ ){0,2}?"
    rf"(?:{ACCUSED_OF}|investigad[oa]|investigated)\b"
    r"|(?<=, )(?:acusad[oa]|accused|charged|imputad[oa]|procesad[oa]|condenad[oa]|convicted|indicted|detenid[oa]|detid[oa]|arrested)\b)"
)
_OF_OTHERS = re.compile(
    r"\b(?:que|quien|quienes|quem|who|whom|whose|that|which|donde|onde|where|how|como|said|says|saying|told|spoke|dijo|dice|disse|diz|hablo|falou|explic\w+|explained|arrest\w*|deten\w+|detuv\w+|detev\w+|detiv\w+|prend\w+|captur\w+|desmantel\w+|desarticul\w+"
    r"|dismantl\w+|investig\w+|indag\w+|denunci\w+|contra|against|segun|segundo|according|confirm\w*|inform\w+|advirt\w+|warn\w*|alert\w*|persig\w+|persegu\w+|combat\w*)\b"
)
"""Behind these others did it: 'X, head of NAPTIP, said the gang sold them'."""
_WHERE = re.compile(r"^ (?:de|d[aeo]l?|of|for) [^,.;]*")
"""The rest of what is headed or pleaded for: 'los acusados de dirigir la red'."""
_WHO = re.compile(r"^([^,.;]{0,60}),? (?:que|quien|quem|who) ")
_ACCUSED_BEFORE = re.compile(
    r"\b(?:acusad[oa]|accused|charged|imputad[oa]|procesad[oa]|condenad[oa]|convicted|indicted|detenid[oa]|detid[oa]|arrested)\b[^.;]{0,60}, $"
)
_FOR_THE_RING = re.compile(
    rf"\b(?:por (?:encargo|orden|cuenta|conta|ordem) d[aeo]l?|a (?:mando|soldo|sueldo) d[aeo]l?|on (?:the orders|behalf) of|in the pay of"
    rf"|(?:hid|hides|kept|keeps|lodged|worked|works|escond\w+|guard(?:aba|ava|o|ou)|aloj\w+|trabaj\w+|trabalh\w+)\b[^.;,]{{0,40}}? (?:for|para))(?: (?:la|el|una?|o|a|uma?|the|os|los))? {_RING}\b"
)


def did_it(reading: Reading, place: Occurrence, end: int) -> bool:
    """Whether the sentence, from `end` on, says that who is named there did it, or is accused; not what others did."""
    first, last = reading.sentence_bounds(reading.sentence_index(place.start))
    if _ACCUSED_BEFORE.search(reading.folded[max(first, place.start - 120) : place.start]):
        return True
    told = _WHO.sub(r"\1, ", _WHERE.sub("", reading.folded[end:last]), count=1)
    found = _DOES.search(told) or _FOR_THE_RING.search(told)
    return found is not None and _OF_OTHERS.search(told, 0, found.start()) is None


_HELD_BEFORE = re.compile(
    rf"\b(?:{ACCUSED_OF}|captur\w+|aprehend\w+|apreend\w+|sentenc\w+|jailed|wanted|suspect\w*|sospech\w+|suspeit\w+|profug\w+|foragid\w+|busca(?:n|m)? a|procuram?|hunt\w*|seeking"
    r"|(?:juicio|causa|proceso|processo|case|caso|charges?|pleito)(?: oral| penal)? (?:contra|against|de|of)|trial of|julgamento d[eao]|a juicio a|a julgamento|to (?:release|free)|(?:refused|denied|declined) (?:\w+ )?bail"
    r"|dirig\w+|encabez\w+|liderad[oa]s?|led by|run by|headed by|pag(?:o|aron|ou|aram|aban|avam) (?:[\w.]+ ){0,4}a|paid(?: to)?|entreg\w+ (?:[\w.]+ ){0,4}a|quem (?:lho|lhe) vendeu|quien (?:lo|se lo) vendio|sold by"
    r"|integrantes?|miembros?|membros?|members?)\b[^.;]{0,90}$"
    r"|\b(?:coyotes?|coiotes?|polleros?|smugglers?|traffickers?|traficantes?|tratantes?|guias?|guides?|skippers?|pilot\w*|motoristas? da lancha|patron(?:es)?|patrao|mestres?|cabecillas?|jef[ea]s?|chefes?|lider\w*|leaders?|ringleaders?|boss|alias)"
    r"(?: (?!que\b|who\b)[\w-]+){0,2}[,:]? [\"“«']?$"
)
"""Before a name, within its sentence: who is held, tried, wanted or paid, or what he is called right before."""
_OTHERS_HELD = r"(?!\b(?:migrant\w*|imigrant\w*|inmigrant\w*|estrangeir\w*|foreign\w*|gracas|thanks|apos|after|call\w*|agradec\w+|thank\w*|quinta|casa|house|home|farm|flat|hotel|que|that|who)\b)"
_POLICE = (
    r"(?:police|officers|agents|detectives|deputies|guards|gardai|patrols|troops|marines|investigators|prosecutors)"
)
_TAKEN_BEFORE = re.compile(
    rf"\b(?:prend(?:eu|eram)|det(?:eve|iveram)|detain(?:s|ed))\b(?:{_OTHERS_HELD}[^.;]){{0,90}}$"
    rf"|\b{_POLICE} (?:\w+ )?(?:held|(?:are|were) holding|have held) (?:(?!(?:an?|in|at|for|to|by|with|over|that|their|its|talks)\b)[\w-]+,? ){{0,5}}$"
    r"|\b(?:man|woman|driver|skipper|captain|guide|owner|suspect) (?:being )?held (?:on|since|over|after|in) [^.;,]{0,50}, $"
)
"""Before a name: whom they took, and not in whose house, nor thanks to whom."""
_NAME = r"[A-ZÀ-Ý][\w'’.-]*(?: (?:(?:de|del|da|do|dos|das|la|los|van|al|bin) )*[A-ZÀ-Ý][\w'’-]*){0,4}"
_ARE_HELD = (
    r" (?:fueron|foram|were|have been|han sido|quedaron|ficaram|est[áa]n|est[ãa]o|are) (?:\w+ ){0,1}?"
    r"(?:detenid|detid|arrest|pres[oa]s\b|captur|imputad|acusad|accused|charged|indicted|indiciad|denunciad|procesad|condenad|convicted|jailed|sentenced|sentenciad|aprehendid|formalizad)"
)
_OWNS_IT = r"(?:(?:(?:has|have) )?(?:pleaded|pled) guilty\b|se declar[óo] culpable|(?:se declarou|declarou-se) culpad[oa]|confes(?:[óo]|ou) (?:que|haber|ter|[oe]l? (?:crime|delito)))"
_BESIDES = r"(?:,(?:(?! (?:que|quien|quem|who|donde|onde|where|dos|tres|two|three|los|las|os|as|\d+|migrant\w*|inmigrant\w*|imigrant\w*)\b)[^.;,]){1,40},?(?: (?:y|e|and))?)?"
_TAKEN_TOGETHER = re.compile(
    rf"(?:, {_NAME}){{0,5}},? (?:y|e|and) (?:(?:la|el|o|a|the|su|sua|seu|his|her) [\w-]+,? ){{0,1}}{_NAME}{_BESIDES}{_ARE_HELD}"
    rf"|(?:, [^.;,]{{0,60}},)? (?:and {_NAME} )?{_OWNS_IT}|(?:, [^.;,]{{0,40}},)? (?:é|es) (?:pres[oa]|detid[oa]|detenid[oa]|condenad[oa]|capturad[oa]|imputad[oa]|indiciad[oa])\b"
)
_TAKEN_LAST = re.compile(_BESIDES + _ARE_HELD)
_AS_MIGRANTS = re.compile(
    r"[^.;]{0,120}?\b(?:(?:and|y|e|junto a|junto con|junto com|con|com|with|along with|together with) (?:(?:other|otr[oa]s|outr[oa]s) )?(?:\d+|dozens|decenas|dezenas|varios|several|otr[oa]s|outr[oa]s)\b"
    r"|(?:por|de|for|to|of|with) (?:(?:el|su|o|a|the|their|his|her) )?(?:ingres\w+|entrada|cruce|cruzar|permanencia|illegal(?:ly)? (?:ent|cross|stay)\w*|unlawful(?:ly)? (?:ent|cross)\w*|(?:falta|lack) (?:de|of) (?:papel|document|paper|visto|visa)\w*))"
)
"""Behind those who were held: with so many others, or for their own entry; they may be those who were moved."""
_NAMED_WITH = re.compile(r"[A-ZÀ-Ý][\w'’-]+,? (?:y|e|and) (?:(?:la|el|o|a|the|su|sua|seu|his|her) [\w-]+,? )?$")
"""Behind a name, as it is written: those named together are held, or he owns it."""
_HELD_BEHIND = re.compile(
    r"[^.;]{0,110}?\b(?:in custody|(?:on|denied|refused) bail|remanded|entregad[oa]s? (?:al?|ao|a la) (?:ministerio|fiscal\w*|justicia|policia|mp)|not been (?:traced|found|located)|at large|on the run"
    r"|a juicio|a julgamento|on trial|(?:to|for) trial|stands? trial|profug\w+|foragid\w+|pon(?:e|ia) (?:el|la|los) (?:auto|carro|camioneta|lancha))\b"
)


def by_own_deeds(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions of news; who is not held, wanted, paid or said to have done it in a sentence of his own is no lead."""
    for mention in mentions:
        is_told = any(is_told_of(reading, *place) for place in places_of(reading, mention))
        stays = is_told or mention.role is not Role.OPERATOR
        yield mention if stays else replace(mention, role=Role.OTHER, status=None)


def places_of(reading: Reading, mention: Mention) -> Iterator[tuple[int, int]]:
    """Where a name stands, start and end in the text with its title."""
    for span in mention.spans:
        start = span.start + (0 if span.in_title else reading.body_start)
        yield start, start + span.end - span.start


def is_told_of(reading: Reading, start: int, end: int) -> bool:
    """Whether the sentence says of whom it names from `start` to `end` that he is held, wanted, paid, or did it."""
    sentence = reading.sentence_index(start)
    first, _last = reading.sentence_bounds(sentence)
    before = reading.folded[max(first, start - 160) : start]
    if _HELD_BEFORE.search(before) or _HELD_BEHIND.match(reading.folded, end):
        return True
    if not _AS_MIGRANTS.match(reading.folded, end):
        last = _TAKEN_LAST.match(reading.text, end) and _NAMED_WITH.search(reading.text[max(first, start - 60) : start])
        if last or _TAKEN_BEFORE.search(before) or _TAKEN_TOGETHER.match(reading.text, end):
            return True
    return did_it(reading, Occurrence(reading.text[start:end], start, end, sentence), end)
