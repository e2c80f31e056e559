"""Whose a payee account is: the operator's in an offer alone, never in a report.

An account is money's way to somebody, and most accounts that a text gives are of others: of a victim, a collection, a
newsroom, an authority. Of a report's no words tell surely who was paid there, so none is the operator's. In whose name
one stands says nothing of them.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from core.records import ContactPoint, Mention
from core.terms import ContactOwner, Role
from nlp.payee.accounts import Spot, find_accounts
from nlp.reading import Reading

_COLLECTS = re.compile(
    r"\b(?:donac\w*|donat\w*|donar\w*|donen?|dona(?:mos|ndo)?|doac\w*|doar|doe|doem|doem-se|colectas?|colaborac\w*|vaquinhas?|vakinha|fundrais\w*|gofundme|crowdfund\w*|charit\w*|caridad\w*|caridade|"
    r"beneficenc\w*|beneficent\w*|solidari\w*|ajude|ayudemos|ayuden|ayudanos|apoyemos|support us|help us|ofrendas?|diezmos?|dizimos?|ong|ngo|fundacion|fundacao|foundation|albergue|refugio|shelter|iglesia|igreja|church|parroquia|paroquia|caritas|cruz roja|cruz vermelha|red cross)\b"
)
_OFFICIAL = re.compile(
    r"\b(?:multas?|infraccion\w*|infrac\w*|pa(?:y|id|ying) (?:the |a |your |their )?fines?|fines? of|fined|bail|fianzas?|(?:tasas?|taxas?) (?:\w+ ){0,3}(?:migra\w*|consula\w*|estado|estatal\w*|gobierno|governo|federal|judicial\w*)|aranceles?|arancel|(?:impuestos?|impostos?|taxes)(?! inclu)|fiscalia|ministeri\w*|juzgado|tribunal\w*|courts?|hacienda|tesoreria|tesouro|tesoro|treasury|sunat|sunarp|"
    r"indemniz\w*|indeniza\w*|compensation|restitu\w*|decomis\w*|forfeit\w*|confisc\w*|superintendencia|registro civil|policia\w*|police|migraciones|denunci\w*|autoridades|authorities|banco de la nacion)\b"
)
_PRESS = re.compile(
    r"\b(?:suscri\w*|subscri\w*|assin(?:e|ante|atura)\w*|periodismo|jornalismo|journalism|newsroom|redaccion|redacao|lectores|leitores|readers|membresia|membership|apoya (?:a )?nuestr\w*|apoie)\b"
)
_CHEATED = re.compile(
    r"\b(?:estafa\w*|fraud\w*|scam\w*|golpe\w*|golpistas?|impostor\w*|suplant\w*|hacke\w*|hacked|phishing|clonad\w*|robad[ao]s?|stolen|cuidado|cuidense|beware|alerta)\b"
)
_TITLES = r"\W{1,3}(?:(?:el|la|o|a|mi|su|meu|minha|my|de|sr|sra|srta|senor|senora|senorita|don|dona|mr|mrs|ms|espos[oa]|marido|mujer|herman[oa]|prim[oa]|tio|tia|hij[oa]|madre|padre|mama|papa|cunad[oa]|suegr[oa]|amig[oa]|soci[oa]|irmao|irma|filh[oa]|mae|pai|wife|husband|brother|sister|cousin|mother|father)\W{1,2}){0,2}$"
_DENIED = re.compile(
    r"\b(?:no|no (?:es|son|soy|somos|hay|tenemos)|nao (?:e|tem|ha|sou|somos)|not|sin|sem|without|ni|nem|cero|zero|nada de|evit(?:a|as|ar|amos|ando|e|em|en)|avoid|avoiding|libres? de|livres? de) (?:(?:l[ao]s?|el|os|as|una?|uma?|an?|any|de|mas|mais) )?$"
)
"""Before such a word an advert says that there is none of it: 'sin policía', 'no somos estafadores'."""
_HELD_BY = re.compile(
    r"\b(?:a nombre de|a nome de|em nome de|in the name of|a favor de|(?:nombre|nome) d[ea] (?:la )?(?:cuenta|conta)|account name|titular(?: d[ea] (?:la )?(?:cuenta|conta))?(?: es| e)?|beneficiari[oa](?: es| e)?|account holder|holder)"
    + _TITLES
)
_NAMED = re.compile(r"(?<!\bde )\b(?:nombre|nome|name)" + _TITLES)
"""In whose name an account is where one stands before it on its line, or right above it; else whoever offers says their name so."""
_LINES = frozenset({ContactOwner.HOTLINE, ContactOwner.NEWSROOM})
"""Whose a number is, its wallet is, too."""

_BESIDE = 150  # characters between an account and in whose name it is
_BEFORE = 200  # characters of an advert's lines above in which it may be told what is collected there


def with_accounts(
    reading: Reading,
    contacts: tuple[ContactPoint, ...],
    mentions: Sequence[Mention],
    *,
    labelled: bool,
    within: Spot | None = None,
) -> tuple[ContactPoint, ...]:
    """The contact points and behind them the payee accounts, with their owners.

    `labelled`: an advert offers. `within`: of a board the only part that offers.
    """
    found = find_accounts(reading)
    if not found:
        return contacts
    told = any(mention.role is Role.OPERATOR and not mention.cleared for mention in mentions)
    told = told or any(each.owner is ContactOwner.OPERATOR for each in contacts)
    offered = reading.is_ad and labelled and told
    lines = {each.span: each.owner for each in contacts if each.owner in _LINES}
    owned = []
    for point, (start, _) in found:
        owner = lines.get(point.span) or _not_theirs(reading, start)
        if owner is None and offered and (within is None or within[0] <= start < within[1]):
            owner = ContactOwner.OPERATOR
        owned.append(replace(point, owner=owner or ContactOwner.OTHER))
    return (*contacts, *owned)


def without_holders(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions; whom a text names only as somebody in whose name an account is, is no operator by that: migrants,
    relatives and strangers lend theirs."""
    places = [spot for _, spot in find_accounts(reading)]
    if not places:
        return mentions
    return tuple(replace(m, role=Role.OTHER, status=None) if _holds(reading, m, places) else m for m in mentions)


def _holds(reading: Reading, mention: Mention, accounts: Sequence[Spot]) -> bool:
    if mention.role is not Role.OPERATOR or not mention.spans:
        return False
    starts = [span.start + (0 if span.in_title else reading.body_start) for span in mention.spans]
    held = (_is_told_holder(reading.folded, start, accounts) for start in starts)
    return all(held) and any(_stands_beside(start, accounts) for start in starts)


def _is_told_holder(folded: str, start: int, accounts: Sequence[Spot]) -> bool:
    before = folded[max(0, start - 60) : start]
    if _HELD_BY.search(before):
        return True
    last = bisect_left(accounts, (start, start)) - 1
    return bool(_NAMED.search(before)) and last >= 0 and "\n" not in folded[accounts[last][1] : start].lstrip()


def _stands_beside(start: int, accounts: Sequence[Spot]) -> bool:
    """Whether an account stands near. `accounts`: in the order of the text."""
    after = bisect_left(accounts, (start, start))
    near = accounts[max(0, after - 1) : after + 1]
    return any(begin - _BESIDE <= start <= end + _BESIDE for begin, end in near)


def _not_theirs(reading: Reading, start: int) -> ContactOwner | None:
    """Whose the account is by the words around it, where these give it to others; None where they don't."""
    index = reading.sentence_index(start)
    begin, end = reading.sentence_bounds(index)
    if reading.is_ad:  # 'DONACIONES' stands in a line above
        begin = reading.sentence_bounds(max(0, index - 1))[0]
    words = reading.folded[max(begin, start - _BEFORE) : min(end, start + _BEFORE)]
    if _PRESS.search(words):
        return ContactOwner.NEWSROOM
    given = _COLLECTS.search(words) or _is_said(_OFFICIAL, words) or _is_said(_CHEATED, words)
    return ContactOwner.OTHER if given else None


def _is_said(pattern: re.Pattern[str], words: str) -> bool:
    return any(not _DENIED.search(words[max(0, at.start() - 30) : at.start()]) for at in pattern.finditer(words))
