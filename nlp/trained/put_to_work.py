"""Whom a ring puts to a task among those whom it holds or moves: forced to steer, chosen to hand out the water.

'Traffickers forced X, 19, to steer', 'elegido por los traficantes para repartir el agua, X', 'los guardias le mandaron a X
contar a los presentes'. Who steers because he was chosen for it, and no more, may be the ring's man: only force speaks
for him, and for whoever carries water no more is needed than that they said so.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

from nlp.naming.occurrences import Occurrence
from nlp.reading import Reading

ASIDE = r"(?:,? \(?(?:de )?\d{1,2}(?: anos| years old)?(?: de (?:edad|idade))?\)?)?(?:, [\w -]{3,30}(?=,))?,?"
"""Behind a name, in passing: ', 19,', ', de 20 años, salvadoreño,'."""
RING = (
    r"(?:coyotes?|coiotes?|polleros?|smugglers?|traffickers?|traficantes?|tratantes?|contrabandistas?|pasadores|passadores|guias|guides|guards?|guardias|guardas|vigias|vigilantes|captors?|captores|secuestradores|sequestradores|kidnappers?|raptor\w+|cuidadores|jailers?|carceler\w+"
    r"|(?:hombres|homens|men) (?:armad[oa]s|que|who|de la|da)|gunmen|encapuchad[oa]s|(?:los|las|os|as|quienes|those|the men) (?:que|who) (?:l[oa]s? )?(?:cuid|vigi|guard|ret|mant|held|watch|encerr|kept|lock)\w*)"
)
CHORE = (
    r"(?:(?:repart\w+|distribu\w+|servir\w*|racion\w+|entregar|llevar|levar|carry|fetch|hand(?:ing)? (?:out|round)|giv(?:e|ing) out|pass(?:ing)? (?:out|round)|shar(?:e|ing) out|ration\w*|serv(?:e|ing)|dish(?:ing)? out)"
    r"(?: (?:el|la|los|las|o|a|os|as|the|their|lo poco de|pan y))*(?: \w+ de)? (?:agua|comida|water|food|bread|pan|pao|rice|arroz|viveres|marmitas?|meals?|garrafon\w*|life ?jackets|salvavidas|chalecos|coletes|mantas|blankets|cobertores|racion\w*|racoes)"
    r"|repartirl[oa]s?|reparti-l[oa]s?|distribui-l[oa]s?"
    r"|cocin\w+|cozinh\w+|cook(?:ing)?|clean(?:ing)?|limpi\w+|limpar|fregar|lavar|wash(?:ing)?|barrer|varrer|sweep|achicar|bail(?:ing)? (?:out )?(?:the )?water|tirar agua"
    r"|contar (?:a|aos|al|os|as|las|los|quant\w+|cuant\w+)\b|count(?:ing)? (?:the|them|heads|those|how)|traduc\w+|traduz\w+|translat\w+|interpret\w*|cuidar (?:a|de|d[ao]s|aos)\b|look(?:ing)? after)"
)
_STEERS = (
    r"(?:steer|guide|drive|sail|pilot|take the (?:helm|tiller|wheel)|hold the (?:helm|tiller|wheel)|guiar|conduc\w+|conduz\w+|manej\w+|dirigir|pilot\w+|timon\w+|llevar (?:el|la) (?:timon|lancha|patera|barca|motor)|pilotar|tomar (?:el|o) (?:timon|leme|mando)|assumir o leme|pegar no leme"
    r"|trabaj\w+|trabalh\w+|work|prostit\w+|sell|vender|mendigar|beg)\b"
)
_FORCE = r"(?:oblig(?:o|aron|aban|aba)|obrig(?:ou|aram|avam|ava)|forz(?:o|aron|aban)|forc(?:ou|aram|avam|ed)|coerced|compelled|coacciona\w+|coag\w+|constrang\w+|(?:golpea|bate|espanca|amenaza|ameaca)(?:ron|ram) (?:a|o|hasta que|ate que)|beat)"
_ORDER = rf"(?:{_FORCE}|mand(?:o|aron|aban|ou|aram|avam)|orden(?:o|aron|aban|ou|aram)|pus(?:o|ieron)|puseram|pos|elig(?:io|ieron)|escog(?:io|ieron)|escolh(?:eu|eram)|design(?:o|aron|ou|aram)|encarg(?:o|aron|aban|ou|aram)|chose|picked|told|ordered|made|set|appointed)"
_CHOSEN = (
    r"(?:elegid|escogid|escolhid|designad|nombrad|nomead|puest|post|mandad|ordenad|encargad|obligad|obrigad|forzad|forcad|chosen|picked|selected|told|ordered|made|forced|appointed|set)(?:[oa]s?)?"
    rf" (?:a |para |to )?(?:por|pel[oa]s?|by) (?:[\w]+ ){{0,3}}?{RING}(?: [\w]+){{0,3}}? (?:para|a|de|to|como|as) (?:que )?{CHORE}"
)
_CHOSEN_BEFORE = re.compile(rf"\b{_CHOSEN}[^.;:]{{0,50}}, $")
"""Before a name: 'elegido por los traficantes para repartir el agua, X'."""
_CHOSEN_BEHIND = re.compile(
    rf"{ASIDE}(?: (?:an?|una?|um|uma) [\w-]+)?,?(?: (?:que|quien|quem|who))?(?: (?:fue|foi|was|had been|habia sido|tinha sido|ha sido))? {_CHOSEN}\b"
)
_ORDERED_BEFORE = re.compile(rf"\b{RING}\b[^.;]{{0,60}}? (?:le |les |lhe )?{_ORDER}(?: (?:a|o|ao|al))? $")
_TO_A_CHORE = re.compile(rf"{ASIDE}(?: (?:a|to|para|de|que))? {CHORE}\b")
_FORCED_BEFORE = re.compile(rf"\b{_FORCE}(?: (?:a|o|ao|al))? $")
_TO_STEER = re.compile(rf"{ASIDE}(?: (?:a|to|que))+ {_STEERS}")
_MADE_BY_BEHIND = re.compile(
    rf"{ASIDE}(?: [^.;,]{{0,20}})? {RING}\b[^.;]{{0,30}}? (?:le|les|lhe|l[oa]|o|a) {_ORDER} (?:a |que )?(?:{CHORE})\b"
)
"""'A X, salvadoreño, los que cuidaban la puerta le mandaron repartirlo'."""
_OBJECT = re.compile(r"(?:^ ?|[.;,:\"“«] ?|\b(?:y|e) )(?:a|ao|al) $")
_WAS_MADE = re.compile(
    rf"(?:{ASIDE}(?: (?:who|que|quien|quem))? |[^.;]{{0,160}}(?:[.;][^.;]{{0,160}})?[.,;] (?:(?:she|he|ella|el|ela|ele) )?)(?:was|were|fue|foi|era|had been) (?:made|forced|obligad[oa]|obrigad[oa]|forzad[oa]|forcad[oa]) (?:to|a) (?:{CHORE}|{_STEERS})"
)
"""Behind a name, perhaps a sentence on: 'X … Kept in a compound, she was made to cook'."""
CLAIMED = re.compile(
    r"\b(?:aleg\w+|claim\w*|defensa|defesa|defen[cs]e|abogad\w+|advogad\w+|lawyer|according to (?:him|her)|segun (?:el|ella)|fing\w+|pretend\w*|sostien\w+|insist\w+)\b"
)
_NEAR = 200  # characters of a sentence on either side of a name


def is_put_to_work(reading: Reading, place: Occurrence) -> bool:
    """Whether the words beside a name say that a ring forced or ordered its bearer; not where he alone says so."""
    folded, end = reading.folded, place.end
    first, last = reading.sentence_bounds(place.sentence)
    first, last = max(first, place.start - _NEAR), min(last, end + _NEAR)
    before = folded[first : place.start]
    is_told = (
        _CHOSEN_BEFORE.search(before)
        or _CHOSEN_BEHIND.match(folded, end)
        or _WAS_MADE.match(folded, end)
        or (_ORDERED_BEFORE.search(before) and _TO_A_CHORE.match(folded, end))
        or (_FORCED_BEFORE.search(before) and _TO_STEER.match(folded, end))
        or (_OBJECT.search(before) and _MADE_BY_BEHIND.match(folded, end))
    )
    return bool(is_told) and not CLAIMED.search(folded, first, last)
