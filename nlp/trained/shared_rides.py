"""Adverts of travellers who share the way at cost: what they share they name, and they say that nobody earns by it.

'Somos ocho, queremos compartir gastos, nadie cobra' offers nothing. One that names a sum, or a way past a control, guides,
or payment on arrival says something else besides, and stays what the networks take it for.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Sequence

from core.terms import DocumentLabel
from nlp.reading import Reading

_OFFERS = frozenset({DocumentLabel.SMUGGLING_OFFER, DocumentLabel.FACILITATOR_RECRUITMENT})
_COSTS = r"(?:gastos?|gasolina|nafta|bencina|combustible|combustivel|peajes?|pedagios?|costos?|costes?|custos?|despesas?|costs?|expenses|gas|petrol|fuel|tolls?|fares?|van|kombi|combi|buseta|carro|taxi|comida|food|pasaje|passagem|diesel|motels?|casetas|racha(?: de| da)?)\b"
_SHARES = re.compile(
    rf"\b(?:(?:compart|divid|repart|rach|split|shar(?:e|ing)\b|partilh)\w*|a medias|vaquinha|entre todos|between (?:us|all))(?: [^.;!?\n]{{0,30}})? {_COSTS}"
    rf"|\b(?:pon|pag|put|coloc|bot|coop|chip|pitch)\w*(?: in)?(?: [^.;!?\n]{{0,20}})? (?:cada (?:uno|quien|cual|um)|lo (?:suyo|de)|su parte|a sua parte|for|para|pra)(?: [^.;!?\n]{{0,15}})? {_COSTS}"
    rf"|\b{_COSTS}[^.;!?\n]{{0,30}} (?:entre (?:todos|nosotros|a gente|os que)|a medias|between (?:us|all)|(?:por|em) partes iguales|a dividir)\b"
)
_UP_FRONT = r"(?! (?:\w+ )?(?:mas|mais|menos|por adelantado|adelantado|adelanto|adiantado|antes|up front|upfront|in advance|less|more|until|till|hasta|ate|tan|tao|barato|cheaper|lo que|como|like|anticip\w*|(?:al|no|on) (?:llegar|arrival)|extra|depos\w*|reserva|senal|sinal)\b)"
_NOBODY_EARNS = re.compile(
    rf"\b(?:(?:nadie|ninguem|nobody|no one|no-one|no one['’]s|none of us|ninguno|nenhum de nos)(?: \w+)?? (?:le |se |lhe )?(?:cobra|gana|lucra|ganha|charg(?:es|ing|e)|earn(?:s|ing)?|profits?|mak(?:es?|ing) (?:a |any )?(?:money|dime|profit|anything|penny|cent)|gets? paid)\b{_UP_FRONT}"
    rf"|(?:sin|sem) (?:fines? de |animo de |fins? |intuito de )?(?:lucro|lucrar|lucrativos?)\b|(?:no|nao) (?:se )?(?:cobramos|cobro|cobra)\b(?! (?:\w+ )?(?:si|se|if|caso)\b){_UP_FRONT}|(?:we|i) (?:don['’]t|do not) charge{_UP_FRONT}|no hay ganancia|nao ha lucro|(?:is|are) in it for (?:the )?money|nao tiro nada|no profit\b|not for profit)"
)
_DENIED = re.compile(
    r"\b(?:no|nao|not|sin|sem|ni|nem|nunca|ningun|nenhum|nada de|without|cero|zero)(?: (?:\w+ )?(?:hay|ha|somos|soy|sou|es|e|vamos con|queremos|want|are|is|any))?(?: (?:un|una|um|uma|a|an|los|os|ningun|nenhum))? (?:coyotes?|coiotes?|polleros?|guias?|guides?|smugglers?|pasadores?|passadores?|traficantes?|agencias?|agency|empresa|company)\b"
)
"""'aquí no hay coyotes': taken out before an offer is looked for."""
_OFFERED = re.compile(
    r"[$€£] ?\d|\b(?:usd|us|s/|bs)\.? ?\d|\d ?(?:usd|dolares|dollars?|soles|pesos|reais|euros|bolivianos|bs|bucks|mil)\b|\b(?:por|per|a) (?:persona|pessoa|person|head|cabeza|cabeca|cupo|asiento|seat)\b"
    r"|\b(?:sin|sem|without|no|nao (?:precisa|tem|tiver)|no (?:need|necesit\w+|tien\w+|hace falta|importa)|(?:aunque|si|se|if) (?:no|nao|you (?:don['’]t|have no))(?: \w+)?)(?: (?:de|un|una|um|uma|el|la|o|a|any|your|tu|tus|su|have|for|si|que)){0,5}(?: \w+)? ?(?:papel\w*|papeis|papers?|sellos?|carimbos?|stamps?|pasaportes?|passaportes?|passports?|document\w*|visas?|vistos?|control\w*|migracion|pf)\b"
    r"|\b(?:coyotes?|coiotes?|polleros?|guias?|guides?|guiamos|pasador\w*|passador\w*|chaman|trochas?|trocheros?|trilhas?|hueco|trail|caminos? verdes?|caminho verde|atravessador\w*)\b"
    r"|\b(?:evit|esquiv|burl|desvi|avoid|bypass|rode|go around|get past|pular|saltar|driblar)\w* (?:\w+ ){0,3}?(?:reten\w*|control\w*|polic\w*|migra\w*|checkpoints?|posto|blitz|garita|pf|barreira|alcabala)\b|\b(?:no|nao) pass\w+ (?:por|pel[oa]|n[oa])\b"
    r"|\b(?:te|l[oa]s|les|os) (?:llev|pas|cruz|meti|sac|recog|recib|esper)\w+\b|\b(?:levamos|levo|atravessamos|passamos) (?:voce|vcs?|gente|pessoas|quem|qualquer|todo mundo)\b|\b(?:we|i) (?:take|bring|cross|get|move|drive) (?:you|people|anyone|anybody)\b"
    r"|\b(?:garanti[zds]\w*|guarante\w*|100 ?%|pag\w+ (?:al|cuando|quando|na|ao) \w+|pay (?:on|when)|on arrival|al llegar|na chegada|contactos? en|tenemos (?:contactos?|gente)|anos de experiencia|years of experience|con experiencia|discret\w+|sigilo|adelanto|anticipo|salidas (?:diarias|todas|todos)|todas las (?:semanas|noches)|todos los dias|toda (?:semana|noite)|every (?:day|night|week)|viajes? (?:diari|semanal)\w*|hay tarifa|comision|viatic\w+|sueldo|salario)\b"
)
"""What nobody tells who only shares the way: sums a head, no papers needed, guides, ways past a control, trips every night."""


def of_sharers(reading: Reading, labels: Sequence[DocumentLabel]) -> tuple[DocumentLabel, ...]:
    """The labels of an advert; those who share the way at cost offer no passage and hire nobody."""
    if reading.is_ad and _OFFERS.intersection(labels) and shares_the_way(reading.folded):
        return tuple(label for label in labels if label not in _OFFERS)
    return tuple(labels)


def shares_the_way(folded: str) -> bool:
    """Whether a folded advert is of travellers who share what the way costs, and nothing in it is offered."""
    if not (_SHARES.search(folded) and _NOBODY_EARNS.search(folded)):
        return False
    return _OFFERED.search(_DENIED.sub(" ", folded)) is None
