"""Adverts that tell of what others offer: a warning against somebody by name, firms compared. Whoever is warned of has
not advertised, and whoever warns offers nothing by it: a rival, or a customer who was cheated, must list nobody.

What is told of others is left out, and the rest is read by itself; what carries no label alone carries none.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.records import ContactPoint, Mention, Span
from core.terms import ContactOwner, Role
from nlp.reading import Reading
from nlp.trained.candidates import Spot
from nlp.trained.spans import Tagged
from nlp.trained.tags import ROLE_NAMES

_WHOM = (
    r"[\s:¡!\"“'«*-]*(?:(?:(?:la )?conversa d|(?:el|los|la) cuentos? de |the (?:people|guys|lot) (?:at|from) |(?:a |la |el )?(?:gente|pessoal|turma) d[aeo] ?))?"
    r"(?:(?:la|el|los|las|a|o|os|as|da|do|the|esta|essa|este|esse|this) )?(?:(?:tal |supuesta |suposta |so-called )?(?:agencia|empresa|agency|company|firma|firm|pagina|conta|cuenta|perfil|grupo|group|page) (?:de viajes |de viagens )?(?:llamada |chamada |called )?)?[\s:¡!\"“'«*@-]*$"
)
_WARNS = re.compile(
    r"\b(?:(?:mucho |muito )?(?:cuidad[oi]n?h?o?|ojo|atencion|atencao|alerta)(?: gente| amigos| pessoal| galera)?,? (?:con|com|a)"
    r"|abr(?:e|a|am|an|ir) (?:bem )?(?:os? |el |los )?(?:olhos?|ojos?) (?:con|com)|mind (?:yourself|yourselves|out)(?: with| for| of)?|be wary of"
    r"|be(?:ware| careful| aware)(?: of| with)?|careful (?:with|of)|stay away from|keep away from|steer clear of|watch out for|warning:?(?: about| against| on)?|avoid|do not (?:trust|use|book with|pay)|don['’]t (?:trust|use|book with|pay|fall for)"
    r"|no (?:caigan?|caer|confie[ns]?|confiar|se fien?|contraten?|viajen?|le (?:crean?|compren?|paguen?)|les (?:crean?|compren?|paguen?)) (?:en|con|a|de)|(?:alejense|huyan|desconfien|alejate|huye|desconfia) de|eviten? a?"
    r"|nao (?:caia[m]?|cai|confie[m]?|contrate[m]?|viaje[m]?|acredite[m]?|pague[m]?)(?: n[ao]| em| com| a| [ao])?|fuja[m]? d[aoe]|desconfie[m]? d[aoe]|evite[m]?"
    r"|denuncia(?:s|mos|ndo)?:?(?: a| contra| de)?|denuncio(?: a)?|quiero denunciar(?: a)?|quero denunciar)" + _WHOM
)
"""Behind these an advert names of whom it warns."""

_NOTED = re.compile(
    r"\b(?:(?:este[jn]|est[aá]|fiqu?e[m]?|mantenganse) )?(?:atent[oa]s?|espert[oa]s?|ligad[oa]s?|mosca|pilas?) (?:con|com)"
    + _WHOM
)
_CHARGE = re.compile(
    r"\b(?:estafa\w*|rob(?:an|aron|o|a|ou|aram)|roub\w+|ladr\w+|rater\w+|burl\w+|golpes?|golpist\w+|vigarist\w+|engan\w+|timador\w*|timan|scam\w*|fraud\w*|falso\w*|falsa\w*|cheat\w*|thie\w+|desaparec\w+|somem|sumiram|denunci\w+"
    r"|(?:no|nao)(?: les?)? (?:pague\w*|confi\w+|caiga\w*|caiam?))\b"
)
_LET_BE = re.compile(
    r"\b(?:no|nao|nunca|not|never|sin|sem|nadie|ninguem|nobody|cero|zero|nada de|contra|otr[oa]s|outr[oa]s)(?: \w+){0,2} $"
)
"""'Atentos con X' and 'pilas con X' praise as well as warn: they warn where a charge follows, and is not denied."""

_CHEATED = re.compile(
    r"\b(?:(?:(?:alerta|aviso|denuncia)(?: de| com| con)? (?:(?:posible|possivel|gran|grande) )?(?:estafas?|burlas?|golpes?|fraudes?|scam)|(?:scam|scammers?|fraud|fake agent|419|rip-?off) (?:alert|warning))(?= ?[:–-]| (?:con|com|a|d[aeo]s?|en|n[ao]) )(?: (?:con|com|a|de|d[ao]s?|en|n[ao])\b)?"
    r"|(?:fui|fuimos|fomos|foram|fueron|(?:i|we) (?:was|were|got|have been|been)|(?:i|we)['’]ve been) (?:\w+ )?(?:estafad|burlad|enganad|robad|roubad|lesad|timad|scammed|cheated|defrauded|robbed|conned|ripped off|duped|swindled)[oa]?s? (?:por|pel[oa]s?|by)"
    r"|(?:me|nos) (?:estafo|estafaron|robo|robaron|timaron|enganaron|burlaram|burlou|enganaram|enganou|roubaram|roubou)(?: (?:los|las|a|o|os|as|el|la) de)?(?= [\w\"“«'@*])|(?:cai|caimos|fell) (?:en|no|na|for) (?:la |el |o |a |the )?(?:estafa|golpe|burla|scam|conto)(?: (?:de|d[aeo]|by|of))?)"
    + _WHOM
)
"""Behind these stands who has cheated, whether the model marks a name there or not."""

_NOT_CHEATED = re.compile(
    r"\b(?:no|nao|nunca|jama?is|never|not|nadie|ninguem|nobody|dicen|dizem)(?: (?:me|nos|que|ha|han|hemos|fui|fomos))? $"
)
_NEVER = re.compile(r"\b(?:not|never|nunca)\b")
_ONLY_SAID = re.compile(
    r"\b(?:no|nao|nunca|not|never|dicen|diran|dijeron|dizem|dirao|disseram|say|says|claim|claims)(?: [\w]+){0,3} $"
)
"""'No fuimos estafados por Rutas Sol', 'dicen que Rutas Sol son estafadores': such an advert charges nobody."""

_CHARGED = re.compile(
    r"[\"”'»*]?(?:\s*\([^)]{0,40}\))?,? (?:son|es|eran?|sao|e|eram|are|is|were|ser)(?: (?:todos?|todas?|puros?|puras?|unos?|unas?|uns|umas|um|uma|una?|all|just|a|an|the|big|known|grandes?|conhecid[oa]s|conocid[oa]s|pure)){0,3} "
    r"(?:estafador\w*|(?:un[a]? )?estafas?|ladron\w*|ladr(?:oes|ao)|rater[oa]s?|ratas?|burlo(?:es|nas?)|burlao|burlas?|golpes?|golpistas?|vigaristas?|caloteir[oa]s?|picaretas?|trambiqueir[oa]s?|embauster[oa]s?|timador\w*|scam(?:s|mers?)?|frauds?(?:ters?|sters?)?|thie(?:f|ves)|crooks?|cheats?|con ?(?:men|man|artists?)|419|fraudes?)\b(?! ?\?)"
)
"""Behind the name of whom an advert warns: 'Rutas Sol son estafadores'."""

_OWN = re.compile(
    r"\b(?:yo|nosotr[oa]s|nuestr[oa]s?|conmigo|mi|mis|me|somos|soy|eu|nos|noss[oa]s?|conosco|comigo|minha|meu|aqui na|aqui no|sou|i|we|our|ours|us|my|mine|\w{2,}(?:amos|emos|imos)|quien(?:es)? mas|quem mais|who else|anyone else)\b"
)
"""With these a sentence speaks of who wrote the advert."""

_COMPARES = re.compile(
    r"\b(?:compar(?:ando|amos|acion|acao|ativo|ativa|ison|ing|ed)|comparamos|(?:class|our) sheet|planilha|ranking)\b"
)
_HEADING = 90  # characters in which an advert says that it compares
_BEFORE = 110  # characters before a name in which a warning stands


def told_of_others(reading: Reading, tagged: Iterable[Tagged]) -> list[Spot]:
    """Where an advert tells of others by name; sentences, one after the other."""
    names = [tag for tag in tagged if tag.kind in ROLE_NAMES]
    warnings = [(name.start, _warning_before(reading, name)) for name in names]
    shaped = (span.start_char for span in reading.doc.spans["names"])
    warnings += [(start, _cheat_before(reading, start)) for start in shaped]
    heads = [(named, at) for named, at in warnings if at is not None]
    if len(names) > 1:
        found = _COMPARES.finditer(reading.folded, 0, reading.body_start + _HEADING)
        heads += [(match.start(), match.start()) for match in found]
    return list(_joined(spot for named, at in heads for spot in _accusation(reading, named, at)))


def without(reading: Reading, theirs: Sequence[Spot]) -> str:
    """The text but for what it tells of others."""
    ends = [0, *(end for _, end in theirs)]
    starts = [*(start for start, _ in theirs), len(reading.text)]
    return "\n".join(reading.text[end:start].strip(" \n¡¿") for end, start in zip(ends, starts, strict=True)).strip()


def no_leads(reading: Reading, theirs: Sequence[Spot], mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions; who is told of as another is no lead."""
    for mention in mentions:
        told = any(stands_in(reading, theirs, span) for span in mention.spans)
        yield replace(mention, role=Role.OTHER, status=None) if told and mention.role is Role.OPERATOR else mention


def nobodys(reading: Reading, theirs: Sequence[Spot], contacts: Iterable[ContactPoint]) -> Iterator[ContactPoint]:
    """The contact points; what stands where others are told of is not the advertiser's."""
    for contact in contacts:
        told = contact.owner is ContactOwner.OPERATOR and stands_in(reading, theirs, contact.span)
        yield replace(contact, owner=ContactOwner.OTHER) if told else contact


def stands_in(reading: Reading, spots: Iterable[Spot], span: Span) -> bool:
    """Whether a span of the document begins in one of these stretches of the text."""
    start = span.start + (0 if span.in_title else reading.body_start)
    return any(begin <= start < end for begin, end in spots)


def _warning_before(reading: Reading, name: Tagged) -> int | None:
    """Where the words begin that warn of whoever is named here; at the name, if they stand behind it."""
    begin = max(0, name.start - _BEFORE)
    found = _WARNS.search(reading.folded[begin : name.start])
    if found is None and (noted := _NOTED.search(reading.folded[begin : name.start])):
        found = noted if _is_charged(reading, name) else None
    if found is not None:
        return begin + found.start()
    charged = _CHARGED.match(reading.folded, name.end)
    said = _ONLY_SAID.search(reading.folded, begin, name.start)
    return name.start if charged and not said else _cheat_before(reading, name.start)


def _is_charged(reading: Reading, name: Tagged) -> bool:
    """Whether the sentence that names somebody, or the next, charges them with something."""
    index = reading.sentence_index(name.start)
    end = reading.sentence_bounds(min(index + 1, len(reading.sentence_ends) - 1))[1]
    charges = _CHARGE.finditer(reading.folded, name.end, end)
    return any(not _LET_BE.search(reading.folded, name.end, charge.start()) for charge in charges)


def _cheat_before(reading: Reading, start: int) -> int | None:
    """Where the words begin that say by whom somebody was cheated."""
    begin = max(0, start - _BEFORE)
    words = reading.folded[begin:start]
    found = _CHEATED.search(words)
    if found is None or _NOT_CHEATED.search(words[: found.start()]) or _NEVER.search(found.group()):
        return None
    return begin + found.start()


def _accusation(reading: Reading, named: int, start: int) -> Iterator[Spot]:
    """What begins at `start` and the rest of the sentence in which somebody is `named`, and the sentences behind it up
    to one that speaks of who wrote the advert."""
    first = reading.sentence_index(named)
    yield start, reading.sentence_bounds(first)[1]
    for index in range(first + 1, len(reading.sentence_ends)):
        begin, end = reading.sentence_bounds(index)
        if _OWN.search(reading.folded, begin, end):
            return
        yield begin, end


def _joined(spots: Iterable[Spot]) -> Iterator[Spot]:
    last: Spot | None = None
    for start, end in sorted(set(spots)):
        if last is not None and start <= last[1]:
            last = (last[0], max(end, last[1]))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last
