"""Prices: which sums of a text a person pays for passage, papers or placement, by the words around them.

Fines, bail, budgets, salaries and seized cash are sums of money too; in news a sum counts only where its sentence speaks of
paying for the crossing, in adverts unless its words say that it is something else.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from decimal import Decimal

from core.records import Price
from nlp.price.read import read_prices
from nlp.price.wages import is_wage
from nlp.reading import Reading

_EXCLUDED = re.compile(
    r"\b(?:multa\w*|fine[ds]?|fianza|fianca|bail|bond|caucion|presupuest\w*|orcament\w*|budget|sueldos?|salari\w*|salary|wages?|remunerac\w*|honorarios|"
    r"incaut\w*|decomis\w*|apreend\w*|apreens\w*|seiz\w+|confiscat\w*|en efectivo|em especie|in cash|recompensa|reward|subsidio|bono|inversion|investment|"
    r"(?:ganancias|lucros?|profits?|proceeds) (?:de|of|por)|movimentou|moviment\w+ (?:mais|cerca)|laundered|lavado|lavagem|indemnizacion|indenizacao|compensation|donacion|donation|forfeit\w*|"
    r"valor de la carga|facturaba\w*|faturava\w*|juntaba|enriquec\w*|bribes?|soborn\w*|propinas? (?:a|ao)|suborn\w*|coima\w*)\b"
)
_EARNED = re.compile(
    r"\b(?:gan[ae]\w*|earn\w*|make up to|ganh\w+|pagamos|paga-se|pagam|se paga|pago (?:de|por)|paga na hora|pessoa levada|(?:persona|pessoa|person) (?:llevada|levada|movida|moved|entregada|delivered|trasladada)|we pay|paid (?:daily|weekly|cash)|paying|comision|comissao|commission|recib\w+|receba?\w*|sueldo|salario|salary|pay(?:s)? |ingresos|"
    r"por (?:pasajero|passageiro|noche|semana|cabeza|cabeca|hora|dia|viaje|viagem)|al mes|por mes|mensual\w*|semanal\w*|mensais|a (?:week|month|night|day|head)|per (?:week|month|night|day|hour|head)|weekly|monthly|al dia|diarios)\b"
)
_CREW_PAY = re.compile(
    r"\b(?:drivers?|choferes|chofer|conductores|guias?|motoristas?|teens?|teenagers|lancheros|barqueiros|recruiters|captadores|jovenes|coyotes?|halcones)\b.{0,50}\b(?:promised|paid|earn\w*|got|received|offered|ganaba\w*|recib\w*|receb\w*|ganhava\w*|les pagaba\w*|prometi\w*)|"
    r"\bwere promised|\b(?:le|les|lhes) pagaba\w*|\bpagaba\w* a (?:los|sus) (?:choferes|conductores|guias)"
)
_DEBT = re.compile(
    r"\b(?:deuda\w*|debts?|divida\w*|descuent\w*|descont\w*|deduct\w*|penalidad|penalty|owe\w*|adelant\w*|advance\w*|multa por|multa de salida|si renuncia\w*|if you leave|se (?:sair|desistir)|cobrar\w*)\b"
)
_PAYING = re.compile(
    r"\b(?:cobr\w+|pag\w+|paid|pay\w*|charg\w+|cost\w*|cust\w+|preci\w*|prec[oi]\w*|price\w*|tarifa\w*|fee|fees|cuota\w*|valor|por persona|por pessoa|per person|each|por (?:us?\s?\$[sd]?|r\s?\$|\$|€)?\s?\d[\d.,]*|por (?:unos|cerca de|volta de|aproximadamente)|for (?:about|around|up to|some)|"
    r"cada (?:uno|un|migrante|persona|pessoa)|per head|por cabeza|por cabeca|a cambio de|em troca de|in exchange|exig\w+|demand\w+|anticipo|deposit\w*|desembols\w+|entreg\w+|vend\w+|sold|sell\w*|oferec\w+|ofrec\w+|offer\w*|deuda\w*|debts?|divida\w*)\b"
)


def find_prices(reading: Reading, *, pays: str = "") -> tuple[Price, ...]:
    """All prices by position, each amount and currency once.

    `pays`: what this advert promises instead of asking: "crew" (hands of the operation), "lure" (a job), "" (nothing).
    """
    found: dict[tuple[Decimal, str], Price] = {}
    sums = list(read_prices(reading))
    crew = {(price.amount, price.currency) for price, (start, end) in sums if _is_crew_pay(reading, start, end)}
    for price, (start, end) in sums:
        key = (price.amount, price.currency)
        if key not in crew and _is_price(reading, start, end, pays=pays):
            found.setdefault(key, price)
    return tuple(found.values())


def _is_price(reading: Reading, start: int, end: int, *, pays: str) -> bool:
    begin, finish = reading.sentence_bounds(reading.sentence_index(start))
    near = reading.folded[max(begin, start - 70) : min(finish, end + 45)]
    sentence = reading.folded[begin:finish]
    if _EXCLUDED.search(near) and not _DEBT.search(near):
        return False
    if reading.is_ad and pays:
        return bool(_DEBT.search(near) or (pays == "lure" and _PAYING.search(near) and not _EARNED.search(near)))
    if reading.is_ad:
        return True
    return bool(_PAYING.search(sentence))


def _is_crew_pay(reading: Reading, start: int, end: int) -> bool:
    """Whether the sum is what drivers or guides get; told once, it is no price wherever the text repeats it."""
    if is_wage(reading, start, end):
        return True
    begin, _ = reading.sentence_bounds(reading.sentence_index(start))
    return bool(_CREW_PAY.search(reading.folded[begin:end]))
