"""What the words of an advert's page, and the names that its maker gave to boxes, say of whose a number is."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_SMALL = 40  # words of a box that says what its number is for
_HELP = re.compile(
    r"\b(?:ayuda|ajuda|help|soporte|suporte|support|asistencia|assist[eê]ncia|atenci[oó]n al|atendimento|"
    r"servicio al cliente|customer|advertise|"
    r"(?:publi(?:ca|que)|an[uú]ncie?) (?:aqu[ií]|tu|su|seu|con nosotros|conosco|gratis|gr[aá]tis))\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"(?:00|\+)?(?:5\d\d?|1)?0?1?800\d{6,8}")  # 0800, 01 800, 1 800
_SELLER = re.compile(
    r"(?:^|[-_\s])(?:seller|vendedor|vendor|anunciante|advertiser|owner|propietari[oa]|propriet[aá]rio|due[nñ]o|"
    r"poster)(?:$|[-_\s])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ADVERTS = r"(?:avisos|anuncios|an[uú]ncios|ads|adverts|listings|publicaciones|ofertas|productos|servicios|resultados)"
_OTHERS = re.compile(
    rf"\W*(?:(?:otr[oa]s|m[aá]s|outr[oa]s|mais|other|more|[uú]ltim[oa]s|latest) {_ADVERTS}|"
    rf"(?:{_ADVERTS} )?(?:similar(?:es)?|relacionad[oa]s|parecid[oa]s|semelhantes|recomendad[oa]s|destacad[oa]s|"
    r"patrocinad[oa]s|promocionad[oa]s|recientes|recentes|related|recommended|sponsored|featured)\b|"
    r"tambi[eé]n (?:te|le|vieron)|(?:te|le) pued[ea]|podr[ií]a|veja tamb|vea tamb|quem viu|you may|people also)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"ver|mostrar|show|reveal|view|llam\w+|call|liga\w*|escrib\w+|enviar?|mensaje|mensagem|message|chat\w*|whats\w*|"
    r"wsp|sms|telegram|tel[eé]?f?o?n?[oe]?|phone|fone|cel\w*|m[oó]vil|n[uú]mero|number|contact\w*|vendedor|anunciante|"
    r"seller|advertiser|datos|dados|informaci[oó]n|por|no|the|el|la|o|al|con|by|on|de|do|del",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def is_for_help(text: str) -> bool:
    """Whether the words of a small box say that the site answers there: to those who ask, or who want to advertise."""
    return _HELP.search(text) is not None and len(text.split()) <= _SMALL


def is_toll_free(number: str) -> bool:
    """Whether a number costs its caller nothing, as those do by which a site answers everybody."""
    return _FREE.fullmatch(re.sub(r"[^\d+]", "", number)) is not None


def is_sellers(box: HtmlElement) -> bool:
    """Whether the maker of a page calls a box the seller's."""
    return _SELLER.search(_CAMEL.sub("-", f"{box.get('class') or ''} {box.get('id') or ''}")) is not None


def announces_others(line: str) -> bool:
    """Whether a line says that what follows are other adverts."""
    return _OTHERS.match(line) is not None


def is_label(text: str) -> bool:
    """Whether the words beside a number say what it is for, and not whose."""
    return all(_LABEL.fullmatch(word) for word in _WORD.findall(text))
