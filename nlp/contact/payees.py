"""Whose a payee account is: the operator's by the words of an offer, or of a report that says that they were paid there.

An account is money's way to somebody, and most accounts that a text gives are of others: of a victim, a collection, a
newsroom, an authority. So one is the operator's only where that is told; in whose name it stands says nothing of them.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.records import ContactPoint, Mention
from core.terms import ContactOwner, Role
from nlp.contact.accounts import Spot, find_accounts
from nlp.reading import Reading
from nlp.wording.fold import fold

_COLLECTS = re.compile(
    r"\b(?:donac\w*|donat\w*|donar\w*|donen?|dona(?:mos|ndo)?|doac\w*|doar|doe|doem|doem-se|colectas?|colaborac\w*|vaquinhas?|vakinha|fundrais\w*|gofundme|crowdfund\w*|charit\w*|caridad\w*|caridade|"
    r"beneficenc\w*|beneficent\w*|solidari\w*|ajude|ayudemos|ayuden|ayudanos|apoyemos|support us|help us|ofrendas?|diezmos?|dizimos?|ong|ngo|fundacion|fundacao|foundation|albergue|refugio|shelter|iglesia|igreja|church|parroquia|paroquia|caritas|cruz roja|cruz vermelha|red cross)\b"
)
_OFFICIAL = re.compile(
    r"\b(?:multas?|infraccion\w*|infrac\w*|fines?|fined|bail|fianzas?|tasas?|taxas?|aranceles?|arancel|impuestos?|impostos?|taxes|fiscalia|ministeri\w*|juzgado|tribunal\w*|courts?|hacienda|tesoreria|tesouro|tesoro|treasury|sunat|sunarp|"
    r"indemniz\w*|indeniza\w*|compensation|restitu\w*|decomis\w*|forfeit\w*|confisc\w*|superintendencia|registro civil|policia\w*|police|migraciones|denunci\w*|autoridades|authorities|banco de la nacion)\b"
)
_PRESS = re.compile(
    r"\b(?:suscri\w*|subscri\w*|assin(?:e|ante|atura)\w*|periodismo|jornalismo|journalism|newsroom|redaccion|redacao|lectores|leitores|readers|membresia|membership|apoya (?:a )?nuestr\w*|apoie)\b"
)
_CHEATED = re.compile(
    r"(?<!no es )(?<!sin )(?<!cero )(?<!nao e )(?<!sem )(?<!no )(?<!not a )\b(?:estafa\w*|fraud\w*|scam\w*|golpe\w*|golpistas?|impostor\w*|suplant\w*|hacke\w*|hacked|phishing|clonad\w*|robad[ao]s?|stolen|cuidado|cuidense|beware|alerta)\b"
)
_PAID = re.compile(
    r"\b(?:deposit\w*|transfer\w*|transfir\w*|consign\w*|pag(?:o|a|ar|aba\w*|aron|aran|ado|ados|amos|aram|avam|ou|uen|ue|os)|pay|pays|paid|paying|payments?|pagamentos?|wired?|wiring|abon\w*|gir(?:o|os|ar|aban?|aron)|"
    r"envi(?:o|ar|aba\w*|aron|en|aram|avam|ou)|sen[dt]|sending|cobr\w*|charg\w*|exig\w*|demand\w*|recib\w*|receb\w*|receiv\w*|pedia\w*|pedi[ru]\w*|asked)\b"
)
_THEM = re.compile(
    r"\b(?:coyotes?|coyotaje|polleros?|coiotes?|traficantes?|tratantes?|traffickers?|smugglers?|smuggling|contrabandistas?|facilitador\w*|facilitators?|reclutador\w*|recruiters?|aliciador\w*|atravessador\w*|pasador\w*|passador\w*|"
    r"bandas?|redes|red|rede|ring|rings|gang|gangs|network|quadrilhas?|organizacion\w*|organizac\w*|agencias?|agency|agencies|grupo|cabecilla\w*|lider\w*|leader|acusad\w*|accused|suspects?|sospechos\w*|suspeit\w*|"
    r"detenid\w*|imputad\w*|procesad\w*|investigad\w*|defendants?|capos?|secuestrador\w*|kidnappers?|captors?|sequestrador\w*|guias?)\b"
)
_INTO = re.compile(
    r"(?:\b(?:a|en|na|para|to|into|por|via|through|using|con|com|al|ao|no|pelo|in|mediante|through)\b[^.;\n]{0,60}|[:(]\s?)$"
)
_OUT_OF = re.compile(
    r"\b(?:desde|from|out of|saco|sacaron|retir\w*|withdr\w*|vaci\w*|drain\w*|sacou|sacaram)\b[^.;\n]{0,60}$|\b(?:cuenta|conta) (?:bancaria |de ahorros )?(?:de|da|do) (?:la |las |el |los |una? |sua |su )?(?:victim\w*|vitim\w*|migrant\w*|madre|mae|padre|pai|famili\w*|hij\w*|filh\w*|joven|jovem|muje\w*|mulher)"
    r"|\b(?:victims?|migrants?|families|family|mother|father|her own|his own)(?:'s?)? (?:bank )?accounts?|\baccounts? (?:of|belonging to) (?:the |a )?(?:victim|migrant|famil)"
)
_HELD_BY = re.compile(
    r"\b(?:a nombre de|a nome de|em nome de|in the name of|titular(?: es| e)?|beneficiari[oa]|account holder|holder|nombre|nome|name)\W{1,3}(?:(?:el|la|o|a|sr|sra|srta|senor|senora|don|dona|mr|mrs|ms)\W{1,2})?$"
)
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

    `labelled`: the document offers (an advert) or reports (news). `within`: of a board the only part that offers.
    """
    found = find_accounts(reading)
    if not found:
        return contacts
    told = [mention for mention in mentions if mention.role is Role.OPERATOR and not mention.cleared]
    may_be = bool(told) or (reading.is_ad and any(each.owner is ContactOwner.OPERATOR for each in contacts))
    lines = {each.span: each.owner for each in contacts if each.owner in _LINES}
    owned = []
    for point, (start, end) in found:
        owner = lines.get(point.span) or _not_theirs(reading, start)
        if owner is None and labelled and may_be and (within is None or within[0] <= start < within[1]):
            theirs = reading.is_ad or _paid_to_them(reading, (start, end), told)
            owner = ContactOwner.OPERATOR if theirs else None
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
    held = (_HELD_BY.search(reading.folded[max(0, start - 40) : start]) for start in starts)
    return all(held) and any(_stands_beside(start, accounts) for start in starts)


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
    given = _COLLECTS.search(words) or _OFFICIAL.search(words) or _CHEATED.search(words)
    return ContactOwner.OTHER if given else None


def _paid_to_them(reading: Reading, spot: Spot, told: Iterable[Mention]) -> bool:
    """Whether the sentence says that somebody paid the operator into this account, or was to pay."""
    begin, end = reading.sentence_bounds(reading.sentence_index(spot[0]))
    begin, end = max(begin, spot[0] - 2 * _BEFORE), min(end, spot[1] + _BEFORE)
    before, words = reading.folded[begin : spot[0]], reading.folded[begin:end]
    if not (_PAID.search(before) and _INTO.search(before)) or _OUT_OF.search(before):
        return False
    names = (fold(form) for mention in told for form in (mention.name, *mention.aliases))
    return bool(_THEM.search(words)) or any(len(name) > 3 and name in words for name in names)
