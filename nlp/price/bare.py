"""Figures without a currency that may still be sums: '300 al salir, 500 los dos', 'niños 150', '60 mil por niño'.

Only their form is judged: what follows (nothing, or the word for no counted thing), what stands before, the neighbours.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from decimal import Decimal

from nlp.price.figures import Figure

_MONTHS = (
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|janeiro|fevereiro|"
    "marco|maio|junho|julho|setembro|outubro|novembro|dezembro|january|february|march|april|june|july|august|"
    "september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|ene|abr|ago|dic|set|out|dez"
)
# Words that may follow a sum; whatever else follows is taken for a thing that is counted.
_FOLLOWERS_TEXT = (
    "a al ao con com si se por x para pra pro p pa hasta ate desde en em no na nos nas de del da do y e o ou u and or el la los las "
    "os as cada todo toda tudo all mas more mais extra each per pp pc cu you u they i to from for if the with w on at by in off total aprox "
    "adulto adultos adult adults kid kids nino ninos nina ninas menor menores crianca criancas child children bebe bebes baby "
    "efectivo cash down now ahora agora upfront advance adelantado adelantados adelante alante anticipo anticipado deposit deposito entrada "
    "inicial ida vuelta roundtrip incluye incluido incluida inclui incluso included inc solo so only just nomas apenas max "
    "negociable fijo fixo fixed puerta caminando persona pessoa cabeza cabeca un una um uma tu te le lo que pero but mas sin sem "
    "without nao not pagas pago pay pays paga pagan pagando half mitad metade when cuando quando after before antes despues "
    "depois then luego ya es is por ciudad complete completo completa full flat hoy hoje today manana tomorrow limpio limpios livre "
    "libres neto net before once when cuotas mensual mensuales monthly mensal semanal weekly first second third primero segundo "
    "pal pala mi my mis meu minha mine his her su seu sua nuestro nosso our el l c tb tambien tambem too also aca aqui here alla la there"
)
_FOLLOWERS = frozenset(_FOLLOWERS_TEXT.split())
_PER_HEAD = re.compile(
    r"\s?(?:c/u|c\.u\.?|cada un[oa]?\b|each\b|(?:por|per|x|a|p/|al) ?(?:persona|pessoa|person|head|cabeza|cabeca|barba|"
    r"migrante|migrant|pasajero|passageiro|passenger|adulto|adult|nino|crianca|kid|child|cupo|asiento|chamo|maleta|coco)s?\b|pp\b|p\.p)"
)
_ITEM = re.compile(r"(?:^|\W)[\s(]?\d{1,2}\)")  # of a numbered list
_NO_SUM_BEFORE = re.compile(
    r"(?:\b(?:calle|cll|cra|carrera|av|avenida|avenue|street|st|rua|km|kilometro|kilometer|quilometro|ruta|route|rn|br|ley|law|lei|decreto|decree|"
    r"articulo|artigo|art|article|section|n|no|nro|num|numero|number|room|apt|apto|flat|local|loja|oficina|office|sala|piso|"
    r"suite|unit|age|aged|edad|idade|tel|telf|tlf|cel|movil|zap|whatsapp|wsp|whats|phone|call|text|sms|llama|llamar|liga|ligue|ext|vuelo|"
    r"flight|voo|formulario|formularios|form|forms|pagina|page|placa|placas|type|tipo|subclass|grupo|group|bloque|bloco|casa|house|"
    r"lote|mz|manzana|cp|cep|zip|po box|casilla|radio|fm|am|channel|canal|covid|hotel|disque|linea|line|bus|codigo|code|ref|"
    r"expediente|causa|rol|rut|dni|nit|ruc|cpf|cnpj|id|visa|visado|caso|case|articulos|top|windows|iphone|puerta|gate|sector)\b[\s.:#°º]{0,3}|\b(?:denunci\w{1,4}|llam\w{1,4}|comun\w{1,9}|ligu?\w{1,3}|dial|call) (?:al|o|para|no|to) |[#№@°º])$"
)
_COUNTED_BEFORE = re.compile(
    r"\b(?:menores de|mayores de|maiores de|under|over|above|hasta los|de los|ate os|somos|familia de|edad|anos|cada|every|unos|otras?|"
    r"son|grupo de|grupos de|group of|turno|mesa|asientos?|las|as|los|at|dia|day|el|lunes|martes|miercoles|jueves|viernes|sabado|domingo|"
    + _MONTHS
    + r")\s$"
)
_YEAR_BEFORE = re.compile(r"\b(?:en|in|em|desde|since|de|del|ano|anos|year|until|hasta|para|by|by the|este|ate)\s$")
_RANGE_BEFORE = re.compile(r"\d\s?(?:a|y|e|o|ou|to|and|or|aos?|-|–|hasta|ate)\s?(?:los |las |the )?$")
_RANGE_OF_COUNTS = re.compile(r"\s?(?:a|y|e|o|ou|to|and|or|-|–)\s?\d")
_BESIDE = re.compile(r"(?!\.\s)[\s.\-–—()/*·:]{1,3}\d")
# What is counted by thousands and is no money.
_COUNTED = re.compile(
    r"\s(?:de )?(?:personas?|pessoas?|people|persons?|migrantes?|migrants?|clientes?|clients?|customers?|seguidores|followers|miembros|membros|members|"
    r"km|kms|kilometros|quilometros|metros?|mts?|m2|pies|feet|ft|miles|millas|millas|kg|kilos|anos?|years?|dias?|days?|horas?|hours?|semanas?|weeks?|meses|mes|"
    r"months?|minutos?|minutes?|min|veces|vezes|times|visas?|vistos?|pasajeros|passageiros|passengers|viajes|viagens|trips|vistas|views|likes|"
    r"familias?|families|venezolanos|cubanos|haitianos|brasileiros|asientos|lugares|cupos|seats|vagas|puestos|likes|firmas|votos)\b"
)
_PAYING_BEFORE = re.compile(
    r"\b(?:pag\w{1,4}|pay|pays|paid|cobr\w{1,4}|cuesta|costo|custa|cost|costs|precio|preco|price|valor|tarifa|fee|por|total|solo|only|desde|from|"
    r"deposit\w?|deposito|anticipo|adelanto|entrada|adelantas|sale|sai|desconta\w{0,3}|descuent\w{1,3}|refund|owe|debes|deve|reserva|todo|tudo|plus|mas|mais|=)"
    r"(?: (?:solo|de|los|unos|con|a|en|so|apenas|just|only|of|the|for|o|es|e|is))?:?\s$"
)
_PART_BEFORE = re.compile(
    r"\b(?:kids?|ninos?|ninas?|menores|menor|criancas?|crianca|children|child|chamos|criaturas|adultos?|adults?|bebes?|entrada|deposit|"
    r"deposito|anticipo|advance|balance|resto|rest|vuelta|ida|family|familia|pareja|couple|casal|y|e|o|ou|or|and|solo|so|only|then|luego|primero)\s$"
)
_LISTED = re.compile(
    r"\s(?:el|la|los|las|o|a|os|as|de|por|for|per|the|pel[oa]|x|hasta|ate|to|si|se|if|mas|mais|more|con|com|with|en|em|in)\s[a-z]"
)
_LEAST = 100
_MOST_FIGURES = 6  # unmarked figures of a bare sum; longer ones are telephones and papers


def may_be_sum(folded: str, figure: Figure, *, near: bool, listed: bool, is_ad: bool) -> bool:
    """Whether a figure without currency has the form of a sum.

    `near`: a sum with a currency stands in the advert; `listed`: one stands before it in its sentence.
    """
    before, after = folded[max(0, figure.start - 24) : figure.start], folded[figure.end : figure.end + 24]
    if _is_telephone(folded, figure) or not _free_of_things(before, after, figure):
        return False
    if _PER_HEAD.match(after):
        return True
    if figure.spelled and figure.amount < 1000:
        return listed and figure.amount >= 10 and bool(_LISTED.match(after))
    large = figure.scale > 1 or (figure.marked and figure.amount >= _LEAST)
    if not large and not _plain_figure(figure, before, after, near=near, listed=listed):
        return False
    if is_ad and (large or (_PAYING_BEFORE.search(before) and figure.amount >= _LEAST)):
        return not _COUNTED.match(after)
    return _followed_as_sum(after)


def follows_loosely(folded: str, figure: Figure) -> bool:
    """Whether a small figure ('5 por maleta', '7 to Houston', 'kids 3') goes on with the sum before it."""
    before, after = folded[max(0, figure.start - 24) : figure.start], folded[figure.end : figure.end + 24]
    if figure.amount != int(figure.amount) or _is_telephone(folded, figure):
        return False
    if not _free_of_things(before, after, figure) or _COUNTED_BEFORE.search(before):
        return False
    ends = re.match(r"[.,;!]?(?:\s|$)(?!\s?[a-z])|[.,;!]\s", after)
    return _followed_as_sum(after) and (not ends or bool(_PART_BEFORE.search(before)))


def _is_telephone(folded: str, figure: Figure) -> bool:
    """Figures that begin with a zero, stand in several groups with blanks between, or beside other figures."""
    written = folded[figure.start : figure.end]
    if re.match(r"0\d|0$|\d+ \d+ \d", written) or written == "ciento" or _ITEM.match(folded, max(0, figure.start - 2)):
        return True
    return " " in written and bool(
        re.search(r"[\d+][\s.\-–—()/]{0,3}$", folded[max(0, figure.start - 5) : figure.start])
    )


def _free_of_things(before: str, after: str, figure: Figure) -> bool:
    if not _stands_free(before, after, figure) or (figure.amount < _LEAST and _RANGE_BEFORE.search(before)):
        return False
    return not _NO_SUM_BEFORE.search(before) and not _date_follows(after)


def _stands_free(before: str, after: str, figure: Figure) -> bool:
    """No letter, digit or mark is glued to it, no further figures stand beside it as in telephone numbers and dates."""
    if re.search(r"[\w.,@#°$/:=-]$", before) and not re.search(r"(?:^|[^\w])[:=/-]$|[a-z]{3}[:=]$", before):
        return False
    if re.match(r"[\w$€£%°ºª]|\s?(?:%|°|º|ª)|[.,:/\-–]\d", after):
        return False
    if re.search(r"\d[\s.\-–—()/*·]{1,3}$", before) and figure.scale == 1 and not figure.marked:
        return False
    return not _BESIDE.match(after) or bool(re.match(r"\s/\s", after))


def _date_follows(after: str) -> bool:
    return bool(re.match(rf"\s?(?:de |of )?(?:{_MONTHS})\b|\s?(?:am|pm|a\.m|p\.m|hs?|hrs?|horas?)\b", after))


def _plain_figure(figure: Figure, before: str, after: str, *, near: bool, listed: bool) -> bool:
    """Of figures without thousands mark or scale: neither years nor papers, small ones only beside other sums."""
    digits = figure.end - figure.start
    if digits > _MOST_FIGURES or figure.amount != figure.amount.to_integral_value():
        return False
    if Decimal(1980) <= figure.amount < Decimal(2040) and (figure.amount != 2000 or _YEAR_BEFORE.search(before)):
        return False
    if _RANGE_OF_COUNTS.match(after) and figure.amount < _LEAST:
        return False
    if figure.amount < _LEAST:
        ends = near and re.match(r"\s*(?:$|[.;!)\n/•|]|,\s|\s(?:mas|more|mais|extra)\b)", after)
        goes_on = bool(ends or (listed and _LISTED.match(after)))
        return figure.amount >= 10 and goes_on and not _COUNTED_BEFORE.search(before)
    return True


def _followed_as_sum(after: str) -> bool:
    word = re.match(r"[\s*\"'»”)]{0,2}([a-z]+(?:/[a-z]+)?)", after)
    return word is None or bool(re.match(r"\s*[\n)]", after)) or word[1] in _FOLLOWERS
