"""Numbers that a name writes in words, in figures: 'Six Hundred and Forty', 'seiscientos cuarenta' and '640' are one.

In English, Spanish, Portuguese, French, Italian and German, up to 999,999. One to twelve by themselves stay words, for
synonyms.txt knows them in more tongues.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import count

_ONES = """
1 one uno un una um uma une eins ein | 2 two dos dois duas deux due zwei | 3 three tres trois tre drei
4 four cuatro quatro quatre quattro vier | 5 five cinco cinq cinque fuenf funf | 6 six seis sei sechs
7 seven siete sete sept sette sieben | 8 eight ocho oito huit otto acht | 9 nine nueve nove neuf neun
1 first | 2 second | 3 third | 4 fourth | 5 fifth | 6 sixth | 7 seventh | 8 eighth | 9 ninth
"""
_TEENS = """
10 ten diez dez dix dieci zehn | 11 eleven once onze undici elf | 12 twelve doce doze douze dodici zwoelf zwolf
13 thirteen trece treze treize tredici dreizehn | 14 fourteen catorce quatorze quattordici vierzehn
15 fifteen quince quinze quindici fuenfzehn funfzehn | 16 sixteen dieciseis dezesseis dezasseis seize sedici sechzehn
17 seventeen diecisiete dezessete dezassete diciassette siebzehn | 18 eighteen dieciocho dezoito diciotto achtzehn
19 nineteen diecinueve dezenove dezanove diciannove neunzehn
21 veintiuno veintiun ventuno | 22 veintidos ventidue | 23 veintitres ventitre | 24 veinticuatro ventiquattro
25 veinticinco venticinque | 26 veintiseis ventisei | 27 veintisiete ventisette | 28 veintiocho ventotto
29 veintinueve ventinove
10 tenth | 11 eleventh | 12 twelfth | 13 thirteenth | 14 fourteenth | 15 fifteenth | 16 sixteenth | 17 seventeenth
18 eighteenth | 19 nineteenth | 20 twentieth | 30 thirtieth | 40 fortieth | 50 fiftieth
"""
_TENS = """
20 twenty veinte vinte vingt venti zwanzig | 30 thirty treinta trinta trente trenta dreissig
40 forty fourty cuarenta quarenta quarante quaranta vierzig | 50 fifty cincuenta cinquenta cinquante cinquanta
50 fuenfzig funfzig
60 sixty sesenta sessenta soixante sessanta sechzig | 70 seventy setenta septante settanta siebzig
80 eighty ochenta oitenta ottanta achtzig | 90 ninety noventa nonante novanta neunzig
"""
_HUNDREDS = """
100 cien ciento cem cento | 200 doscientos doscientas duzentos duzentas duecento
300 trescientos trescientas trezentos trezentas trecento | 400 cuatrocientos cuatrocientas quatrocentos quatrocentas
400 quattrocento | 500 quinientos quinientas quinhentos quinhentas cinquecento
600 seiscientos seiscientas seiscentos seiscentas seicento | 700 setecientos setecientas setecentos setecentas
700 settecento | 800 ochocientos ochocientas oitocentos oitocentas ottocento
900 novecientos novecientas novecentos novecentas novecento
"""
_TIMES = {"hundred": 100, "hundert": 100, "cents": 100, "thousand": 1000, "mil": 1000, "mille": 1000, "tausend": 1000}
_BY_THEMSELVES = frozenset({"mil", "mille"})
_AND = frozenset({"and", "y", "e", "et", "und"})
_ALONE = 12


def _read(lines: str) -> dict[str, int]:
    parts = [part.split() for line in lines.strip().splitlines() for part in line.split("|")]
    return {word: int(value) for value, *words in parts for word in words}


@cache
def _values() -> dict[str, int]:
    ones, tens = _read(_ONES), _read(_TENS)
    german = {"eins", "ein", "zwei", "drei", "vier", "fuenf", "funf", "sechs", "sieben", "acht", "neun"}
    compounds = {
        f"{one}und{ten}": ones[one] + value for one in german for ten, value in tens.items() if ten.endswith("ig")
    }
    return ones | _read(_TEENS) | tens | _read(_HUNDREDS) | compounds


def in_figures(words: Sequence[str]) -> tuple[str, ...]:
    """The words with every run of number words replaced by its figures."""
    if _values().keys().isdisjoint(words) and _BY_THEMSELVES.isdisjoint(words):  # nearly all
        return tuple(words)
    found: list[str] = []
    at = 0
    while at < len(words):
        value, end = _run(words, at)
        if end == at or (end == at + 1 and value <= _ALONE):
            found.append(words[at])
            at += 1
        else:
            found.append(str(value))
            at = end
    return tuple(found)


def _run(words: Sequence[str], start: int) -> tuple[int, int]:
    """The number that begins at a place, and where it ends; the same place where none does."""
    values = _values()
    total = current = 0
    end, least = start, 10_000  # `least`: what the next word must be less than
    for at in count(start):
        word = words[at] if at < len(words) else ""
        if word in values and values[word] < least:
            current += values[word]
            least = 100 if values[word] >= 100 else 10 if values[word] >= 20 and values[word] % 10 == 0 else 0
        elif word in _TIMES and (0 < current < _TIMES[word] or word in _BY_THEMSELVES) and not total:
            if _TIMES[word] == 1000:
                total, current, least = max(current, 1) * 1000, 0, 1000
            else:
                current, least = current * 100, 100
        elif word in _AND and end == at and at > start and words[at + 1 : at + 2] and words[at + 1] in values:
            continue
        else:
            break
        end = at + 1
    return total + current, end
