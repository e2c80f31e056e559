"""What is said of a sum: that each traveller pays it, and that it is a part of the price alone, told in its own clause.

'800 dólares por persona, anticipo de 100 dólares y el resto en dos cuotas de 350' names one price and two parts of it.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.terms import Language, PriceKind

_BEHIND, _BEFORE = 40, 48  # characters of folded text that say something of a sum
_JOINT = 12  # characters between the ends of a range or a list ('300 a 500 dólares por persona')

_ONE = (
    r"persona|pessoa|person|individuo|individual|head|cabeza|cabeca|i?n?migrante|migrant|immigrant|emigrante|pasajer[oa]|passageir[oa]|"
    r"passenger|viajer[oa]|viajante|travell?er|cliente?|c/u|cupo|puesto|plaza|asiento|lugar|vaga|assento|seat|spot|adult[oa]?"
)
_PER_PERSON = re.compile(
    rf"\b(?:por|per|x|cada|each|a|an) ?(?:{_ONE})\b|\bp/ ?(?:{_ONE})\b|\bc/u\b|\beach\b|\bapiece\b|"
    r"\bcada (?:un[oa]?|uma?)\b|"
    r"(?:\d|\$|€|£|\b[a-z]{3}|\bdolares|\bdollars|\beuros?|\breais|\bpesos) ?(?:pp|p/p|p\.p\.)(?!\w)"
)
"""Around a sum, over folded text: 'por persona', 'a cada um', 'apiece', '900 USD pp'."""

_CLAUSE = re.compile(r"[,;.:!?\n](?!\d)|\b(?:y|e|and|mas|plus|luego|despues|depois|then|pero|but)\b")

_DEPOSIT = (
    r"anticipo|adelant(?:o|os|ado|ada|ados)|abono inicial|abono|enganche|sena|(?P<book>(?:separ|apart|reserv|asegur|garant)\w{1,4} (?:tu|su|el|un|o|seu|a|sua) (?:cupo|puesto|lugar|asiento|plaza|viaje|vaga|viagem|assento))|separas|apartas|reservas|(?:cuota|pago|aporte|parcela|pagamento|la|una|con|de) inicial|deposito|deposit|"
    r"down ?payment|up ?front|advance|sinal|(?P<entry>entrada)|adiantamento|adiantados?|primeira parcela|primer pago|primera cuota|first (?:payment|instal?lment)|"
    r"para (?:reservar|apartar|separar|empezar|comecar|iniciar)|to (?:book|start|reserve|hold your (?:spot|seat))"
)
_INSTALMENT = r"cuotas|pagos|mensualidades|mensalidades|abonos|parcelas|prestacoes|vezes|quotas|payments|instal?lments|\d{1,2} ?x|quincenas|letras"
_ALIKE = r"(?: (?:iguales|iguais|equal|fij[ao]s|fix[ao]s|mensuales|mensais|monthly|semanales|semanais|weekly|quincenales|sin interes(?:es)?|sem juros|interest.free|consecutiv[ao]s)){0,2}"
_REST = r"(?:el |o |the )?(?:resto|restantes?|saldo|balance|remaining|remainder|rest)|(?:los?|os?|the) (?:otr[oa]s?|outr[oa]s?|other)"
_LINK = r"(?: ?(?:de|do|da|of|for|is|es|e|son|sao|sera|seria|was|era|con|com|with|por|solo|apenas|only|just|unos|cerca|about|pagas?|pague|pay|en|em|in|a|los|las|the|dos|tres|duas|two|three|\d{1,2}|:|-|=)){0,4} ?"
_MONEY = r"(?:us?|u\$s|r|s/|rd|mx|q|l)?\.? ?[$€£]? ?"
_BEFORE_IT = {
    PriceKind.INSTALMENT: re.compile(rf"(?<!\w)(?:{_INSTALMENT}){_ALIKE} ?(?:de|of|:|a)? ?{_MONEY}$"),
    PriceKind.DEPOSIT: re.compile(rf"(?<!\w)(?:{_DEPOSIT}){_LINK}{_MONEY}$"),
    PriceKind.BALANCE: re.compile(rf"(?<!\w)(?:{_REST}){_LINK}{_MONEY}$"),
}
_BEHIND_IT = {
    PriceKind.INSTALMENT: re.compile(
        r"(?:mensuales|semanales|quincenales|mensais|semanais|monthly|weekly|(?:al|por|ao|a|per|each|every|cada) ?(?:mes|month|semana|week|quincena))(?!\w)"
    ),
    PriceKind.DEPOSIT: re.compile(rf"(?:de|como|as|a|por|in|the|em)? ?(?:{_DEPOSIT}|down)(?!\w)"),
    PriceKind.BALANCE: re.compile(r"(?:restantes?|remaining|de saldo|balance)(?!\w)"),
}
_NONE = r"(?<!\w)(?:{})(?: (?:hay|se|pido|pide|pedimos|pedir|cobr(?:o|a|an|amos|ar)|pag(?:as?|ar|amento)|exig(?:e|imos|ir)|tem|ha|precisa|need|any|un|una|um|uma|ningun\w?|nenhuma?|necesidad|necesitas?|precisar|ask(?:s|ed|ing)?|take|charge|require|want|for|a|an|pago|payment|money|dinero|dinheiro|de|por)){{0,3}} $"
_DENIED = {
    Language.SPANISH: re.compile(_NONE.format("sin|no|cero|zero|nada|nunca|jamas")),
    Language.ENGLISH: re.compile(_NONE.format("no|without|never|zero|don.?t")),
    Language.PORTUGUESE: re.compile(_NONE.format("sem|nao|zero|nada|nunca|jamais")),  # 'no sinal' is 'in the deposit'
}
"""Before a word of a part: there is none. But 'sin anticipo de 500' has one."""
_OF_IT = re.compile(r" (?:de|do|da|of)\b")
_WITH = re.compile(r"\b(?:con|com|with|for|por|solo|apenas|only|just|pagas?|pague|pay)\b")
_BY_BANK = re.compile(r"\bpor deposito\b")
_OF_PARTS = re.compile(rf"\b(?:primer\w*|primeir\w*|first|mitad|metade|half|{_REST})\b")
_OTHER = re.compile(rf"(?<!\w)(?:otr|outr)[oa]s {_MONEY}$|(?<!\w)(?:another|a further) {_MONEY}$")
_WHOLE = re.compile(r"\b(?:total|full price|precio completo|todo incluido|tudo incluido|all in|valor final)\b")
_ON_ARRIVAL = re.compile(
    r"\b(?:al|ao|na|a la|on|upon|when (?:you|they|he|she)) ?(?:llegar|llegada|chegar|chegada|arrival|arrive[sd]?|entregar|entrega)\b|\bcuando (?:llegu|lleg)\w+|\bquando cheg\w+"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the words around one sum say of it."""

    per_person: bool
    kind: PriceKind


def said_of_each(folded: str, places: Sequence[tuple[int, int]], language: Language) -> list[Said]:
    """Of every sum of a text. `places`: start and end of each in the folded text, in its order."""
    found: list[Said] = []
    has_part = False
    for number, (start, end) in enumerate(places):
        last = places[number - 1] if number else None
        following = places[number + 1] if number + 1 < len(places) else None
        ahead = _ahead(folded, start, last)
        behind = _behind(folded, end, following)
        kind = _kind(_own(ahead), behind, language, has_part=has_part)
        has_part = has_part or kind is PriceKind.DEPOSIT
        found.append(Said(bool(_PER_PERSON.search(ahead + folded[start:end] + behind)), kind))
    return found


def _ahead(folded: str, start: int, last: tuple[int, int] | None) -> str:
    """The words before a sum that are not said of the sum before it: those from the end of that one's clause."""
    begin = max(0, start - _BEFORE)
    if last is None or last[1] <= begin:
        return folded[begin:start]
    between = folded[last[1] : start]
    if len(between) <= _JOINT:
        return between
    ended = _CLAUSE.search(between)
    return between[ended.end() :] if ended else between


def _behind(folded: str, end: int, following: tuple[int, int] | None) -> str:
    if following is None or following[0] - end <= _JOINT:
        return folded[end : end + _BEHIND]
    return folded[end : min(end + _BEHIND, following[0])]


def _own(ahead: str) -> str:
    """Of the words before a sum those of its clause: 'o restante, R$ 1500' is one."""
    ahead = ahead.rstrip(" ,") + " "
    return ahead[max((match.end() for match in re.finditer(r"[,;.!?\n](?!\d)", ahead)), default=0) :]


def _kind(ahead: str, behind: str, language: Language, *, has_part: bool) -> PriceKind:
    clause, *following = _CLAUSE.split(behind.strip(), maxsplit=1)
    around = ahead + behind
    if _WHOLE.search(ahead) or _WHOLE.search(clause):
        return PriceKind.FULL
    for kind, pattern in _BEFORE_IT.items():
        match = pattern.search(ahead)
        if (
            match
            and not _is_entry(match, language)
            and not _is_denied(match, language)
            and not _means_all(match, around)
        ):
            return kind
    for kind, pattern in _BEHIND_IT.items():
        match = pattern.match(clause)
        if match and not _is_entry(match, language) and not _by_bank(match, around):
            return kind
    if has_part and (_ON_ARRIVAL.search(clause or "".join(following)) or _OTHER.search(ahead)):
        return PriceKind.BALANCE
    return PriceKind.FULL


def _is_entry(match: re.Match[str], language: Language) -> bool:
    """'visa de entrada 4000' enters a country; of a Spanish price only '1000 de entrada' is a part."""
    if language is not Language.SPANISH or not match.groupdict().get("entry"):
        return False
    return not match[0].startswith(("de ", "como "))


def _means_all(match: re.Match[str], around: str) -> bool:
    """'Reserva tu cupo: 3000' names the price, 'reserva tu cupo con 300' a part of it."""
    if match.groupdict().get("book") and not _WITH.search(match[0]):
        return True
    return _by_bank(match, around)


def _by_bank(match: re.Match[str], around: str) -> bool:
    """'3000 por depósito' tells how all of it is paid, unless a first part or a rest is told."""
    told = match.string[max(0, match.start() - len("por ")) : match.end()]
    return bool(_BY_BANK.search(told)) and not _OF_PARTS.search(around)


def _is_denied(match: re.Match[str], language: Language) -> bool:
    return bool(_DENIED[language].search(match.string[: match.start()])) and not _OF_IT.search(match[0])
