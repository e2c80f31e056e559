"""The words for money: which currency a sign before a figure, or a word after it, stands for.

A currency is given by its ISO 4217 code; in lower case stand kinds whose currency the country decides ('peso').
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

# "|" between signs; a blank in a sign may be left out
SIGNS = {
    "USD": "u $ s|us $|$us|u $ d|u $|u.s.$|u.s. $|us.$|us|usd|usd $|usdt|usd.",
    "BRL": "r $|rs $",
    "CAD": "c$|ca$|cad $|cdn $|can $",
    "AUD": "a$|au$|aud $",
    "NZD": "nz $",
    "PEN": "s /|s /.|s/.",
    "PAB": "b /|b/.",
    "EUR": "€|euro|euros|eur",
    "GBP": "£|gbp £",
    "DOP": "rd $",
    "CLP": "ch $|clp $",
    "COP": "col $|cop $",
    "MXN": "mx $|mxn $|mex $",
    "ARS": "ar $|ars $",
    "UYU": "u$u|uy $|$u|uyu $",
    "CRC": "₡",
    "PYG": "₲|gs|gs.|g.",
    "JMD": "j$|jm$|ja$|jmd $",
    "TTD": "tt $|ttd $",
    "GYD": "gy $|g$|gyd $",
    "BSD": "b$",
    "BZD": "bz $",
    "BBD": "bds $|bbd $",
    "SRD": "sr $|srd $",
    "XCD": "ec $|xcd $",
    "HKD": "hk $",
    "SGD": "s$",
    "AOA": "kz|kz.|akz",
    "GHS": "₵|gh₵|gh¢|ghc|ghs|gh",
    "NGN": "₦",
    "KES": "ksh|kshs|ksh.|kes.",
    "UGX": "ush|ugx.",
    "TZS": "tsh",
    "CNY": "¥|rmb",
    "MYR": "rm",
    "THB": "฿",
    "PHP": "₱|php.",
    "BDT": "৳",
    "VND": "₫",
    "TRY": "₺",
    "MZN": "mt|mt.",
    "MWK": "mk",
    "XOF": "f cfa|cfa|fcfa",
    "bolivar": "bs|bs.",
    "rupee": "₹|rs|rs.|re.",
    "dirham": "dh|dhs|dh.|dhs.",
    "shilling": "sh|shs|sh.",
    "dollar": "$",
}
WORDS = {
    "USD": (
        "dolar|dolare|dolares|dol|dol.|dolaritos|dolarito|dolarcitos|dolarucos|dolares americanos|dolares estadounidenses|verdes|"
        "dolares norteamericanos|dolares de estados unidos|us dollars|us dollar|u.s. dollars|american dollars|usd$|"
        "dls|dls.|dlls|dlls.|dlrs|dolls|us|us$|$us|u$s|usdt|u$d|u$|usd.|dolares gringos|dolar americano"
    ),
    "CAD": "dolares canadienses|dolares canadianos|dolares de canada|canadian dollars|canadian|dolares canadenses|can|cdn",
    "AUD": "dolares australianos|australian dollars",
    "BRL": "reais|real|reales|paus|pila|r$|reais brasileiros|reales brasilenos|reaus",
    "PEN": "soles|sol|nuevos soles|solcitos|s/|soles peruanos",
    "BOB": "bolivianos|boliviano|bolivianitos",
    "VES": "bolivares",
    "EUR": "euro|euros|euritos|eurillos|€",
    "GBP": "libra|libras|libras esterlinas|pound|pounds|pounds sterling|sterling|quid|£",
    "GTQ": "quetzal|quetzales|quetzalitos",
    "HNL": "lempira|lempiras|lps|lps.",
    "CRC": "colones|colones costarricenses|₡",
    "NIO": "cordobas",
    "PAB": "balboa|balboas",
    "PYG": "guarani|guaranies|guaranis|gs|gs.|₲",
    "HTG": "gourde|gourdes|goud|gdes",
    "CVE": "escudo|escudos|escudos cabo-verdianos|ecv|escudos caboverdianos",
    "AOA": "kwanza|kwanzas|kz|kz.|akz",
    "MZN": "metical|meticais|mt|mts",
    "GHS": "cedi|cedis|ghana cedis|gh₵|₵|ghc",
    "NGN": "naira|nairas|₦",
    "KES": "ksh|kshs|kenyan shillings|kenya shillings|bob",
    "UGX": "ugandan shillings|uganda shillings|ush",
    "TZS": "tanzanian shillings|tsh",
    "ZAR": "rand|rands|randes",
    "ETB": "birr",
    "XOF": "francos cfa|franco cfa|francs cfa|franc cfa|cfa francs|cfa|fcfa|f cfa|xof cfa|cfas",
    "CHF": "francos suizos|swiss francs|francos suicos",
    "BDT": "taka|takas|tk|bangladeshi taka|৳",
    "CNY": "yuan|yuans|yuanes|renminbi|rmb|kuai|iuanes",
    "THB": "baht|bahts",
    "MYR": "ringgit|ringgits|rm",
    "VND": "dong|dongs",
    "TRY": "lira|liras|liras turcas|turkish lira|turkish liras|tl",
    "RON": "lei",
    "PLN": "zloty|zlotys|zlote|zlotych|zl",
    "RUB": "rublo|rublos|ruble|rubles|rouble|roubles",
    "UAH": "hryvnia|hryvnias|grivnas",
    "SAR": "riyals|riyal|riales",
    "PKR": "pakistani rupees",
    "INR": "indian rupees|rupias indias",
    "LKR": "sri lankan rupees",
    "CLP": "pesos chilenos|chilean pesos|peso chileno",
    "COP": "pesos colombianos|colombian pesos|peso colombiano|pesos col",
    "MXN": "pesos mexicanos|mexican pesos|peso mexicano|varos|baros|pesos mx|pesos mex",
    "ARS": "pesos argentinos|argentine pesos|argentinian pesos|peso argentino|mangos|pesos arg",
    "DOP": "pesos dominicanos|dominican pesos|peso dominicano",
    "CUP": "pesos cubanos|cuban pesos|moneda nacional",
    "UYU": "pesos uruguayos|uruguayan pesos",
    "PHP": "pesos filipinos|philippine pesos",
    "TTD": "dolares de trinidad y tobago|dolares de trinidad|dolares trinitenses|dolares tt|dolares de trinidad e tobago|dolares de trinidade e tobago|dolares de trindade e tobago|dolares trinitarios|trinidad and tobago dollars|trinidad and tobago dollar|trinidad dollars|trinidad dollar|trinidadian dollars|trinidadian dollar|tt dollars|tt dollar|tt|tt$",
    "JMD": "dolares jamaicanos|dolares jamaiquinos|dolares de jamaica|dolares da jamaica|jamaican dollars|jamaican dollar|jamaica dollars|jamaica dollar",
    "GYD": "dolares guyaneses|dolares de guyana|dolares guianenses|dolares da guiana|guyanese dollars|guyanese dollar|guyana dollars|guyana dollar",
    "BZD": "dolares belicenos|dolares de belice|dolares belizenhos|dolares de belize|belizean dollars|belizean dollar|belize dollars|belize dollar",
    "BSD": "dolares bahamenos|dolares de bahamas|dolares de las bahamas|dolares bahamenses|dolares das bahamas|bahamian dollars|bahamian dollar",
    "BBD": "dolares barbadenses|dolares de barbados|dolares barbadianos|barbadian dollars|barbadian dollar|barbados dollars|barbados dollar|bajan dollars|bajan dollar",
    "XCD": "dolares del caribe oriental|dolares do caribe oriental|eastern caribbean dollars|eastern caribbean dollar|ec dollars|ec dollar",
    "SRD": "dolares surinameses|dolares de surinam|dolares de suriname|dolares do suriname|surinamese dollars|surinamese dollar|suriname dollars|suriname dollar",
    "SGD": "dolares de singapur|dolares singapurenses|dolares de singapura|singapore dollars|singapore dollar",
    "HKD": "dolares hongkoneses|dolares de hong kong|hong kong dollars|hong kong dollar",
    "NZD": "dolares neozelandeses|new zealand dollars|new zealand dollar",
    "NAD": "dolares namibios|dolares de namibia|dolares namibianos|dolares da namibia|namibian dollars|namibian dollar",
    "dollar": "dollar|dollars|dolla|bucks|$",
    "peso": "peso|pesos|pesitos|pesos m/cte",
    "bolivar": "bs|bs.",
    "franc": "franc|francs|franco|francos",
    "rupee": "rupee|rupees|rupia|rupias|rs|rs.|₹|/-",
    "dinar": "dinar|dinares|dinars|dinares argelinos",
    "dirham": "dirham|dirhams|dirhames|dh|dhs",
    "shilling": "shs|shilling|shillings|shilingi|xelins|chelines",
    "conto": "conto|contos|contos de reis|continhos",
    "luca": "luca|lucas|lukas|luka",
    "palo": "palo|palos|palitos|melon|melones",
}
_CODES_TEXT = (
    "usd eur gbp brl ars clp cop mxn pen bob uyu pyg ves dop cup crc nio hnl gtq pab htg jmd ttd gyd bsd bzd bbd srd cad aud "
    "nzd chf mad dzd tnd lyd egp xof xaf gmd gnf cve aoa mzn ngn ghs kes ugx tzs zar etb inr pkr lkr npr bdt cny jpy krw thb "
    "myr php vnd idr mmk khr aed sar qar try ron pln huf bgn rsd mkd rub uah syp lbp iqd irr afn ils hkd sgd xcd awg pte"
)
_CODES = _CODES_TEXT.split()
_NO_WORDS = frozenset({"try", "mad", "cop", "ron"})  # English words; as codes they stand before the figure only
_CAPITALS = frozenset(
    {
        "us",
        "can",
        "gh",
        "tt",
        "mt",
        "mts",
        "mk",
        "cop",
        "try",
        "mad",
        "ron",
        "rm",
        "tl",
        "zl",
        "tk",
        "a$",
        "c$",
        "j$",
        "g$",
        "b$",
        "s$",
    }
)
"""Other words or measures where they are in small letters."""
# A capital before the figure, in a country whose money is written so.
_LETTERS = {
    "Q": ("GTQ", frozenset({"GT"})),
    "L": ("HNL", frozenset({"HN"})),
    "R": ("ZAR", frozenset({"ZA", "BW", "LS", "MW", "MZ", "NA", "SZ", "ZM", "ZW"})),
    "N": ("NGN", frozenset({"NG"})),
    "G": ("HTG", frozenset({"HT"})),
}
_WINDOW = 9  # characters before a figure in which its sign stands
_LONGEST = 40  # characters after it in which its words stand


def _signs() -> dict[str, str]:
    """Signs and codes without blanks."""
    kinds = {code: code.upper() for code in _CODES}
    return kinds | {form.replace(" ", ""): kind for kind, forms in SIGNS.items() for form in forms.split("|")}


def _words(codes: list[str]) -> dict[str, str]:
    kinds = {code: code.upper() for code in codes}
    return kinds | {form: kind for kind, forms in WORDS.items() for form in forms.split("|")}


def _form(sign: str) -> str:
    """A sign as a pattern; the blank that it may hold ('US $') is shown by one in the table."""
    return re.sub(r"\\ ", r"\\s?", re.escape(sign))


_SIGN_KINDS = _signs()
_WORD_KINDS = _words([code for code in _CODES if code not in _NO_WORDS])
_SIGN_FORMS = "|".join(_form(sign) for sign in sorted({*_CODES, *"|".join(SIGNS.values()).split("|")}, key=len)[::-1])
_SIGN = re.compile(rf"(?<![\w$])(?P<sign>{_SIGN_FORMS})[\s:]?\s?$")
_FROM = re.compile(r"(?P<money>\s{0,2}(?:(?:de los|dos|de) )?dolares) d(?:e|as?|o) ")
_ONWARD = re.compile(
    r",? ?(?:->|→|(?:a|ao|al|as|hasta|ate|para|pra|hacia|rumbo a|rumo a)(?! (?:cada|los|las|os|as|la|quien|quem|persona|pessoa|\w+[aei]r)\b) )"
)
"""Behind a country that the way begins in: '2000 dólares de Bahamas a Miami'; not 'a cada uno', 'para cruzar'."""
_WORD = re.compile(
    r"\s{0,2}(?:(?:de los|dos|de|of|in|en|em) )?(?P<word>"
    + "|".join(re.escape(form) for form in sorted(_WORD_KINDS, key=len, reverse=True))
    + r")(?![\w$€£])"
)


def kind_before(text: str, folded: str, start: int) -> tuple[str, int] | None:
    """The kind of money whose sign stands right before offset `start`, and where the sign begins."""
    begin = max(0, start - _WINDOW)
    match = _SIGN.search(folded[begin:start])
    if match is None:
        return None
    kind = _SIGN_KINDS[re.sub(r"\s", "", match["sign"])]
    return (kind, begin + match.start()) if _meant(text, begin + match.start("sign"), match["sign"]) else None


def kind_after(text: str, folded: str, end: int) -> tuple[str, int] | None:
    """The kind of money that the words right after offset `end` name, and where they end."""
    match = _WORD.match(folded[end : end + _LONGEST])
    if match is None or not _meant(text, end + match.start("word"), match["word"], _CAPITALS - {"us"}):
        return None
    if (leaves := _FROM.match(match.group())) and _ONWARD.match(folded, end + match.end()):
        return "USD", end + leaves.end("money")
    return _WORD_KINDS[match["word"]], end + match.end()


def _meant(text: str, start: int, form: str, capitals: frozenset[str] = _CAPITALS) -> bool:
    return form not in capitals or text[start : start + len(form)].isupper()


def letter_before(text: str, start: int, country: str) -> tuple[str, int] | None:
    """A currency written as one capital ('Q500' in Guatemala, 'R5,000' in South Africa), and where it stands."""
    match = re.search(r"(?<![\w$])([QLRNG])\.?\s?$", text[max(0, start - 4) : start])
    if match is None:
        return None
    code, homes = _LETTERS[match[1]]
    sure = match[1] in "QN" and match.group() == match[1]
    return (code, start - len(match.group())) if country in homes or sure else None
