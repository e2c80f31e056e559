"""Prices: what a person pays for passage, papers or placement, with the currency that the words or the country give.

Fines, bail, budgets, salaries and seized cash are sums of money too; in news a sum counts only where its sentence speaks of
paying for the crossing, in adverts unless its words say that it is something else.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from core.records import Price
from nlp.gazetteer.places import countries
from nlp.price.said import said_of_each
from nlp.reading import Reading
from nlp.wording.numbers import HUNDREDS, NUMBER_WORDS, SCALES, amount_in_words

_SYMBOLS = (
    (r"u\s?\$\s?s|us\s?\$|\$\s?us|usd\s?\$?|u\$d|us\b(?=\s?\d)", "USD"),
    (r"r\s?\$|brl", "BRL"),
    (r"cad\s?\$?|ca\$", "CAD"),
    (r"s/\.?|pen\b", "PEN"),
    (r"bs\.?\b|bob\b", "BOB"),
    (r"€|eur\b", "EUR"),
    (r"£|gbp\b", "GBP"),
    (r"rd\s?\$|dop\b", "DOP"),
    (r"clp\s?\$?|ch\$", "CLP"),
    (r"cop\s?\$?|col\$", "COP"),
    (r"mxn\s?\$?|mx\$", "MXN"),
    (r"ars\s?\$?|ar\$", "ARS"),
    (r"q(?=\s?\d)", "GTQ"),
    (r"l\.?(?=\s?\d{3})|hnl\b", "HNL"),
    (r"\$", ""),
)
_WORDS = (
    (
        r"(?:de )?(?:dolares|dolar|dollars|dollar|bucks|usd|us\b|u\$s|us\$|verdes|dolarucos)(?: (?:americanos|estadounidenses))?",
        "USD",
    ),
    (r"(?:de )?(?:reais|real|brl|contos)", "BRL"),
    (r"(?:de )?(?:nuevos )?soles|pen\b", "PEN"),
    (r"(?:de )?(?:bolivianos|bs\b|bob\b)", "BOB"),
    (r"(?:de )?(?:euros?|eur\b)|€", "EUR"),
    (r"(?:de )?(?:libras(?: esterlinas)?|pounds|quid|gbp)", "GBP"),
    (r"(?:de )?(?:quetzales|gtq)", "GTQ"),
    (r"(?:de )?(?:lempiras|hnl)", "HNL"),
    (r"(?:de )?(?:colones|crc)", "CRC"),
    (r"(?:de )?(?:guaranies|pyg)", "PYG"),
    (r"(?:de )?(?:bolivares|ves)", "VES"),
    (r"(?:de )?(?:gourdes|htg)", "HTG"),
    (r"(?:de )?(?:dirhams|dirham|mad)\b", "MAD"),
    (r"clp", "CLP"),
    (r"cop", "COP"),
    (r"mxn", "MXN"),
    (r"ars", "ARS"),
    (r"dop", "DOP"),
    (r"(?:de )?pesos (?:chilenos)|(?:de )?chilean pesos", "CLP"),
    (r"(?:de )?pesos (?:colombianos)|(?:de )?colombian pesos", "COP"),
    (r"(?:de )?pesos (?:mexicanos)|(?:de )?mexican pesos", "MXN"),
    (r"(?:de )?pesos (?:argentinos)|(?:de )?argentine pesos", "ARS"),
    (r"(?:de )?pesos (?:dominicanos)|(?:de )?dominican pesos", "DOP"),
    (r"(?:de )?(?:pesos|varos)", ""),
)
_SCALE = r"(?:\s?(?:mil|thousand|k|millones|millon|milhoes|milhao|million|lucas|palos?)\b)"
_NUMBER = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_WORD = rf"(?:{'|'.join(sorted({*NUMBER_WORDS, *SCALES, *HUNDREDS}, key=len, reverse=True))})"
_SPELLED = rf"\b(?:a )?{_WORD}(?:(?: |-)(?:(?:y|e|and) )?{_WORD}){{0,15}}"  # no sum has more words; 5,000 took minutes
_BEFORE = "|".join(f"(?P<s{i}>{pattern})" for i, (pattern, _) in enumerate(_SYMBOLS))
_AFTER = "|".join(f"(?P<w{i}>{pattern})" for i, (pattern, _) in enumerate(_WORDS))
_AMOUNT = re.compile(
    rf"(?:(?<![\w$])(?:{_BEFORE})\s?(?P<number>{_NUMBER})(?P<scale>{_SCALE})?(?:\s?(?:{_AFTER})\b)?)"
    rf"|(?:(?<![\w.,$])(?P<bare>{_NUMBER})(?P<bare_scale>{_SCALE})?\s?(?:{_AFTER.replace('?P<w', '?P<v')})(?!\w))"
    rf"|(?:(?P<spelled>{_SPELLED})\s(?:{_AFTER.replace('?P<w', '?P<x')})(?!\w))"
    rf"|(?:(?<![\w.,$])(?P<lucas>{_NUMBER})\s(?:lucas|palos?)\b)"
)
_RANGE = re.compile(
    rf"(?:^|[^\w.,$])(?P<low>{_NUMBER})(?P<low_scale>{_SCALE})?\s?(?:a|y|e|o|ou|u|and|to|or|-|–|hasta|ate)\s$|(?P<dash>{_NUMBER})\s?[-–]\s?$"
)
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
    r"\b(?:cobr\w+|pag\w+|paid|pay\w*|charg\w+|cost\w*|cust\w+|preci\w*|prec[oi]\w*|price\w*|tarifa\w*|fee|fees|cuota\w*|valor|por persona|por pessoa|per person|each|por (?:us\s?\$|r\s?\$|\$|€)?\s?\d[\d.,]*|por (?:unos|cerca de|volta de|aproximadamente)|for (?:about|around|up to|some)|"
    r"cada (?:uno|un|migrante|persona|pessoa)|per head|por cabeza|por cabeca|a cambio de|em troca de|in exchange|exig\w+|demand\w+|anticipo|deposit\w*|desembols\w+|entreg\w+|vend\w+|sold|sell\w*|oferec\w+|ofrec\w+|offer\w*|deuda\w*|debts?|divida\w*)\b"
)
_SUFFIXED = re.compile(r"^\s?(?:%|por ciento|percent|anos|years|km)")


def find_prices(reading: Reading, *, pays: str = "") -> tuple[Price, ...]:
    """All prices by position, each amount and currency once.

    `pays`: what this advert promises instead of asking: "crew" (hands of the operation), "lure" (a job), "" (nothing).
    """
    found: dict[tuple[Decimal, str], Price] = {}
    sums = list(_sums(reading))
    said = said_of_each(reading.folded, [(start, end) for _, _, start, end in sums], reading.language)
    crew = {(amount, currency) for amount, currency, start, end in sums if _is_crew_pay(reading, start, end)}
    for (amount, currency, start, end), of_it in zip(sums, said, strict=True):
        if amount <= 0 or (amount, currency) in crew or not _is_price(reading, start, end, pays=pays):
            continue
        price = Price(amount, currency, reading.span(start, end), of_it.per_person, of_it.kind)
        found.setdefault((amount, currency), price)
    return tuple(found.values())


def _sums(reading: Reading) -> Iterator[tuple[Decimal, str, int, int]]:
    """Every sum of money with its offsets; the lower end of a range ('300 a 500 dólares') is one of its own."""
    home = _home_currency(reading.document.country)
    for match in _AMOUNT.finditer(reading.folded):
        amount = _amount(match)
        if amount is None or _SUFFIXED.match(reading.folded[match.end() : match.end() + 12]):
            continue
        currency = _currency(match) or home
        low = _RANGE.search(reading.folded[max(0, match.start() - 24) : match.start()])
        if low and currency:
            written = low.group("low") or low.group("dash")
            lower = parse_amount(
                written, scale=low.group("low_scale") or match.group("scale") or match.group("bare_scale")
            )
            if lower is not None and 0 < lower < amount <= lower * 20:
                yield lower, currency, match.start(), match.end()
        if currency:
            yield amount, currency, match.start(), match.end()


def _amount(match: re.Match[str]) -> Decimal | None:
    if match.group("spelled"):
        return amount_in_words(re.split(r"[ -]", match.group("spelled")))
    if match.group("lucas"):
        return parse_amount(match.group("lucas"), scale=match.group().rsplit(" ", 1)[-1])
    written = match.group("number") or match.group("bare")
    return parse_amount(written, scale=match.group("scale") or match.group("bare_scale"))


def parse_amount(written: str, *, scale: str | None = None) -> Decimal | None:
    """'1.200.000' -> 1200000, '1,500' -> 1500, '350,50' -> 350.50, '3' with scale 'mil' -> 3000; None where unreadable.

    A group of three figures after a point or comma is thousands, one or two figures are decimals: prices have no third.
    """
    text = re.sub(r"[' ]", "", written)
    decimals = re.search(r"[.,](\d{1,2})$", text)
    whole = text[: decimals.start()] if decimals else text
    try:
        value = Decimal(re.sub(r"[.,]", "", whole) + (f".{decimals.group(1)}" if decimals else ""))
    except InvalidOperation:
        return None
    value *= SCALES.get((scale or "").strip(), 1)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _currency(match: re.Match[str]) -> str:
    """The currency that the sum itself names; words after the figure weigh more than a bare sign before it."""
    groups = match.groupdict()
    for prefix in ("w", "v", "x"):
        for index, (_, code) in enumerate(_WORDS):
            if groups.get(f"{prefix}{index}") and code:
                return code
    return next((code for index, (_, code) in enumerate(_SYMBOLS) if groups.get(f"s{index}")), "")


def _home_currency(country: str) -> str:
    known = countries().get(country)
    return known.currency if known else ""


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
    begin, _ = reading.sentence_bounds(reading.sentence_index(start))
    return bool(_CREW_PAY.search(reading.folded[begin:end]))
