"""Words about payee accounts: what a number is called, banks, and what stands between a word and its number."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re

CALLED = {
    "iban": r"iban",
    "clabe": r"clabe|clave (?:inter)?bancaria(?: estandarizada)?",
    "cbu": r"cbu|cvu",
    "cci": r"cci|codigo (?:de cuenta )?interbancario",
    "pix": r"pix",
    "yape": r"yap(?:e|ear|ea|eame|ealo|eas)",
    "plin": r"plin|plinea(?:me|r)?",
    "nequi": r"nequi",
    "daviplata": r"daviplata",
    "bizum": r"bizum",
    "mbway": r"mb ?way",
    "zelle": r"zelle",
    "paypal": r"paypal",
    "mpesa": r"m-?pesa",
    "emola": r"e-?mola",
    "sinpe": r"sinpe(?: movil)?",
    "pagomovil": r"pago ?movil",
}
"""What an account is called by that has a form of its own, or is a wallet's."""

CALLED_SO = re.compile("|".join(rf"(?P<{form}>\b(?:{words})\b)" for form, words in CALLED.items()))

_LINK = (
    r"o|y|e|u|ou|or|and|al?|to|no|na|en|em|el|la|de|del|do|da|es|is|por|via|con|com|with|interbancaria|(?:nro|num|numero|n|cel|tel|cta)\b\.?|numeros|number|"
    r"celular|telefono|telefone|telemovel|movil|mobile|phone|cpf|cnpj|chave|clave|key|email|e-mail|correo|mail|"
    r"cuentas?|contas?|account|acct|transferencias?|depositos?|pagos?|pagamentos?|payments?|ahorros?|poupanca|savings|checking|corriente|corrente|"
    r"aleatori[ao]|soles|pesos|dolares|(?:y|e|o|ou|and|or|/)\W{1,3}(?:whats\w*|wsp|zap)"
)


def _links(gap: str, *more: str) -> re.Pattern[str]:
    """Words with these signs between them; a bracket may close behind one of them, and not right at the beginning."""
    words = "|".join((_LINK, *CALLED.values(), *more))
    return re.compile(rf"{gap}(?:(?:{words})(?!\w)\)?{gap}){{0,8}}")


LINKS = _links(r"(?:[^\w.;!?)\n:]|:\n?)*")
"""All that may stand between what a wallet is called and its number."""

LINKS_OVER_LINES = _links(r"[^\w.;!?)]*")
"""The same between a bank and a number."""

NAMED = re.compile(r"\b(?:a nombre de|a nome de|em nome de|in the name of|titular|nome|nombre|name)\b[^\d\n;.]{0,45}$")
"""In whose name an account is, where that stands before its number."""

_BRANDS = {
    "bcp": r"bcp|banco de credito(?: del peru)?", "interbank": r"interbank", "bbva": r"bbva", "scotiabank": r"scotiabank",
    "nacion": r"banco de la nacion", "bancolombia": r"bancolombia", "davivienda": r"davivienda",
    "colpatria": r"colpatria", "pichincha": r"(?:banco )?pichincha", "produbanco": r"produbanco",
    "banecuador": r"ban ?ecuador", "banamex": r"(?:citi)?banamex", "banorte": r"banorte", "santander": r"(?:banco )?santander",
    "hsbc": r"hsbc", "azteca": r"banco azteca", "bancoppel": r"bancoppel", "itau": r"(?:banco )?itau",
    "bradesco": r"bradesco", "nubank": r"nubank", "caixa": r"caixa(?: economica(?: federal)?)?|cef", "banco-do-brasil": r"banco do brasil|bb",
    "bancoestado": r"banco ?estado|cuenta ?rut", "bci": r"bci", "banesco": r"banesco", "provincial": r"banco provincial|bbva provincial",
    "banistmo": r"banistmo", "banrural": r"banrural", "banreservas": r"banreservas", "ficohsa": r"ficohsa",
    "bac": r"bac(?: credomatic)?", "lafise": r"lafise", "caixabank": r"caixabank", "chase": r"chase(?: bank)?",
    "wells-fargo": r"wells ?fargo", "bank-of-america": r"bank of america|bofa", "equity": r"equity bank", "gtbank": r"gt ?bank",
    "access": r"access bank", "zenith": r"zenith bank", "opay": r"opay", "millennium": r"millennium(?: bim| bcp)?",
    "bai": r"bai", "bfa": r"bfa",
}  # fmt: skip
_NO_BANKS = "para|cuenta|conta|numero|deposito|nombre|ahorro|ahorros|titular|local|donde|favor|account|number|movil|datos|virtual|linea|online|digital|electronica|alimentos|sangre"
BANK = re.compile(
    "|".join(rf"(?P<b{place}>\b(?:{words})\b)" for place, words in enumerate(_BRANDS.values()))
    + rf"|\bbanc[oa] (?:(?:de|del|do|da|la|los|el) ){{0,2}}(?P<other>(?!(?:{_NO_BANKS})\b)[a-z]{{4,20}})\b"
)
_SLUGS = tuple(_BRANDS)

LINKS_OVER_BANKS = _links(r"[^\w.;!?)]*", *_BRANDS.values(), r"stp|bancomer|uala|klar|spin|banco [a-z]{3,20}")
"""The same between a form that has a number of its own at every bank, and that number."""

ACCOUNT = re.compile(
    r"\b(?:cuentas?|cta|ctas|contas?|accounts?|acct|a/c|c/c|deposit\w*|transfer\w*|transfir\w*|consign\w*|abon[aeo]\w*|ahorros|poupanca|savings|ag(?:encia)? \d{4})\b"
)
"""Words for an account, or for paying into one."""

TELEPHONE = re.compile(
    r"\b(?:tel\w*|fono|fone|cel|celular\w*|movil|mobile|phone|wh?ats\w*|wasap\w*|wass?ap\w*|guas\w*|wsp|wpp|wapp|wa|zap\w*|ig|fb|llam\w*|ligu\w*|call|escrib\w*|contact\w*)\b"
)
"""Before a number these say that it is no account's at a bank."""

PAPERS = re.compile(
    r"\b(?:c\.? ?c|c\.? ?i|c\.? ?e|r\.? ?g|id|identidad|identificacion|identidade|identification|documento|document|passport|pasaporte|passaporte|curp|dpi|cedula|dni|(?<!cuenta )rut|ruc|rfc|rif|nit|"
    r"(?P<brazil>cpf|cnpj)|factura|invoice|fatura|nota fiscal|radicad[ao]|expediente|pedido|order|orden|tarjeta|cartao|card|codigo postal|cep|zip)\b"
)
"""The same of somebody's papers, of a card, of a file; `brazil`: a Pix key may be one."""

OFFICE = re.compile(
    r"\bag(?:encia)?\W{0,3}(?P<office>\d{4})(?:-[\dx])?\b\W{0,4}(?:op(?:eracao)?\W{1,3}(?P<kind>\d{3})\b\W{0,4})?(?:c/?c|cp|cc|conta)(?: corrente| poupanca)?\W{0,3}(?:n\w{0,2}\W{1,2})?(?P<number>\d{3,11}-?[\dx])(?!\w)"
)
"""A bank's office in Brazil with the account there; `kind`: at Caixa numbers are counted by kinds of accounts ('op 013')."""


KEY = re.compile(
    r"(?P<called>\bc[hl]ave(?: aleatori[ao])?\W{1,3})?(?<![\w-])(?P<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])"
)
"""A random key of Pix; `called`: a word for one, which needs no 'Pix' beside it."""

NO_NUMBER = re.compile(
    r"\(?\d{1,3}(?:[.]\d{3})+|(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d{2}|(?:19|20)\d{2}[/.-]\d{1,2}[/.-]\d{1,2}"
)
"""A sum, a day."""

MONEY = re.compile(r"\W{0,2}(?:soles|pesos|dolares|dollars|usd|reais|euros|bolivares|mil)\b")
"""Behind a number: it is a sum."""

PAID_BY_PHONE = re.compile(
    r"\bpago ?movil\b(?P<between>(?:(?!pago ?movil|[.;] )[^!?]){0,90}?)"
    r"(?<!\d)(?P<number>(?:(?:\+|00)?58[ .-]?|0)4(?:12|14|16|22|24|26)[ .\-/]{0,2}\d{3}[ .-]?\d{2}[ .-]?\d{2})(?!\d)"
)
"""Venezuela's payments by telephone: a bank, somebody's papers and a mobile number, in any order."""

NOT_TO_PAY = re.compile(r"\b(?:wh?ats\w*|wasap\w*|wsp|llam\w*|escrib\w*|contact\w*|inf\w*|reserv\w*|cotiz\w*)\b")
"""Between 'pago móvil' and a number these say that it is there to be called."""


def bank_of(found: re.Match[str]) -> str:
    """The bank's word in an account: "bcp", "pichincha"."""
    if other := found["other"]:
        return other
    return _SLUGS[next(place for place in range(len(_SLUGS)) if found[f"b{place}"])]
