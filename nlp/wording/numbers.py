"""Numbers written out in Spanish, English and Portuguese, for disguised telephone numbers and for prices."""

from __future__ import annotations

from decimal import Decimal

_UNITS = {
    0: "cero zero nought",
    1: "un uno una um uma one",
    2: "dos dois duas two",
    3: "tres three",
    4: "cuatro quatro four",
    5: "cinco five",
    6: "seis six meia",
    7: "siete sete seven",
    8: "ocho oito eight",
    9: "nueve nove nine",
    10: "diez dez ten",
    11: "once onze eleven",
    12: "doce doze twelve",
    13: "trece treze thirteen",
    14: "catorce quatorze catorze fourteen",
    15: "quince quinze fifteen",
    16: "dieciseis dezesseis dezasseis sixteen",
    17: "diecisiete dezessete dezassete seventeen",
    18: "dieciocho dezoito eighteen",
    19: "diecinueve dezenove dezanove nineteen",
    21: "veintiuno veintiun",
    22: "veintidos",
    23: "veintitres",
    24: "veinticuatro",
    25: "veinticinco",
    26: "veintiseis",
    27: "veintisiete",
    28: "veintiocho",
    29: "veintinueve",
}
_TENS = {
    20: "veinte vinte twenty",
    30: "treinta trinta thirty",
    40: "cuarenta quarenta forty",
    50: "cincuenta cinquenta fifty",
    60: "sesenta sessenta sixty",
    70: "setenta seventy",
    80: "ochenta oitenta eighty",
    90: "noventa ninety",
}
_HUNDREDS = {
    100: "cien ciento cem cento",
    200: "doscientos doscientas duzentos duzentas",
    300: "trescientos trescientas trezentos trezentas",
    400: "cuatrocientos cuatrocientas quatrocentos quatrocentas",
    500: "quinientos quinientas quinhentos quinhentas",
    600: "seiscientos seiscientas seiscentos seiscentas",
    700: "setecientos setecientas setecentos setecentas",
    800: "ochocientos ochocientas oitocentos oitocentas",
    900: "novecientos novecientas novecentos novecentas",
}


def _by_word(table: dict[int, str]) -> dict[str, int]:
    return {word: value for value, words in table.items() for word in words.split()}


SMALL = _by_word(_UNITS)
"""Folded word -> 0..29."""
TENS = _by_word(_TENS)
HUNDREDS = _by_word(_HUNDREDS)
_SCALE_WORDS = {
    1000: "mil thousand thousands k mill grand",
    10**5: "lakh lakhs lac lacs",
    10**6: "millon millones milhao milhoes million millions palo palos melon melones",
    10**7: "crore crores",
}
SCALES = _by_word(_SCALE_WORDS) | dict.fromkeys(("luca", "lucas", "luka", "lukas"), 1000)
"""Folded word -> factor; 'lucas' and 'palos' are thousands and millions of pesos in Chile, Colombia and Argentina."""
JOINERS = frozenset({"y", "e", "and"})
NUMBER_WORDS = frozenset({*SMALL, *TENS, *HUNDREDS, "hundred"})
"""Folded words that a number can be written with (scales and joiners left out)."""


def amount_in_words(words: list[str]) -> Decimal | None:
    """The value of folded number words, or None: ['dos', 'mil', 'quinientos'] -> 2500; ['a', 'thousand'] -> 1000."""
    total, current, seen = 0, 0, False
    for word in words:
        if word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in HUNDREDS or word in TENS or word in SMALL:
            current += HUNDREDS.get(word) or TENS.get(word) or SMALL.get(word, 0)
        elif word == "a":
            current += 1
        elif word not in JOINERS:
            return None
        seen = seen or word not in JOINERS
    return Decimal(total + current) if seen else None
