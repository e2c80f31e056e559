"""The currency that a kind of money, or a figure without any, means in a country."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from core.terms import Language
from nlp.gazetteer.places import countries

_PESOS = {"AR": "ARS", "CL": "CLP", "CO": "COP", "CU": "CUP", "DO": "DOP", "MX": "MXN", "PH": "PHP", "UY": "UYU"}
_NEAR_PESOS = {"VE": "COP", "PY": "ARS", "HT": "DOP", "US": "MXN", "BO": "BOB", "HN": "HNL", "GT": "MXN", "PE": "CLP"}
_DOLLARS = {"CA": "CAD", "AU": "AUD", "NZ": "NZD", "GY": "GYD", "JM": "JMD", "TT": "TTD", "BB": "BBD", "SG": "SGD"}
_DOLLARS |= {"NA": "NAD", "HK": "HKD", "FJ": "FJD", "SR": "SRD", "TW": "TWD"}
_PESO_SIGN = frozenset({"AR", "CL", "CO", "DO", "MX", "UY"})  # where Spanish texts write '$' for pesos
CONTOS = {"AO": "AOA", "CV": "CVE", "GW": "XOF", "MZ": "MZN", "PT": "PTE", "ST": "STN"}
"""Where a 'conto' is a thousand; to Brazilians it is one real."""
_KINDS = {
    "peso": (_PESOS, ""),
    "franc": ({"CH": "CHF", "CM": "XAF", "GA": "XAF", "CG": "XAF", "TD": "XAF", "CD": "CDF", "GN": "GNF"}, "XOF"),
    "rupee": ({"PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR"}, "INR"),
    "lakh": ({"PK": "PKR", "LK": "LKR", "NP": "NPR", "BD": "BDT"}, "INR"),
    "dinar": ({"TN": "TND", "LY": "LYD", "IQ": "IQD", "RS": "RSD", "KW": "KWD", "JO": "JOD"}, "DZD"),
    "dirham": ({"AE": "AED"}, "MAD"),
    "shilling": ({"UG": "UGX", "TZ": "TZS", "SO": "SOS"}, "KES"),
    "bolivar": ({"VE": "VES"}, "BOB"),
    "conto": (CONTOS, "BRL"),
}
_OTHERWISE = {("NI", "CAD"): "NIO", ("BR", "PTE"): "BRL"}  # 'C$' in Nicaragua
# A smaller sum nobody writes in that currency: US dollars are meant where the words leave it open.
_LEAST = {"COP": 5000, "CLP": 2000, "ARS": 1000, "PYG": 20000, "CRC": 2000, "NGN": 5000, "XOF": 5000, "MXN": 100}
_LEAST |= {"DOP": 500, "HTG": 500, "AOA": 5000, "UYU": 500, "JMD": 2000, "GYD": 2000, "INR": 500, "LBP": 50000}
_NOT_ASKED = frozenset({"VES", "CUP", "HTG", "BSD", "BZD", "PAB", "LYD", "SYP", "IRR", "IQD", "AFN", "LBP", ""})
"""Currencies in which hardly anybody asks a price where the words leave the currency open."""
_AMERICAN = frozenset(
    ["ARS", "BOB", "BRL", "CLP", "COP", "CRC", "DOP", "GTQ", "HNL", "MXN", "NIO", "PEN", "PYG", "UYU"]
)
"""Currencies that English texts name where they mean them."""


def currency_of(kind: str, country: str, language: Language, amount: Decimal, named: Sequence[str]) -> str:
    """ISO 4217 code of a sum of that kind; `named`: countries that the text names, most often first."""
    if kind == "dollar":
        return _dollar(country, language, amount)
    if kind in {"peso", "luca", "palo"}:
        return _peso(country, named)
    if kind in _KINDS:
        by_country, usual = _KINDS[kind]
        places = [country, *named] if kind != "conto" else [country]
        return next((by_country[place] for place in places if place in by_country), usual)
    return _OTHERWISE.get((country, kind), kind)


def open_currency(country: str, language: Language, amount: Decimal) -> str:
    """The currency of a figure in a text that names none."""
    own = home_currency(country)
    foreign = language is Language.ENGLISH and own in _AMERICAN
    return "USD" if foreign or own in _NOT_ASKED or amount < _LEAST.get(own, 0) else own


def home_currency(country: str) -> str:
    """The money of a country; '' where it is not known."""
    known = countries().get(country)
    return known.currency if known else ""


def _dollar(country: str, language: Language, amount: Decimal) -> str:
    """A bare '$': the country's own dollar, pesos in Spanish texts of countries that write them so, else US dollars."""
    own = _DOLLARS.get(country)
    if country in _PESO_SIGN and language is not Language.ENGLISH:
        own = _PESOS[country]
    return own if own and amount >= _LEAST.get(own, 0) else "USD"


def _peso(country: str, named: Sequence[str]) -> str:
    """Pesos of the country, or of a country that the text names, or of the neighbour whose pesos go round there."""
    if country in _PESOS:
        return _PESOS[country]
    return _NEAR_PESOS.get(country) or next((_PESOS[place] for place in named if place in _PESOS), "MXN")
