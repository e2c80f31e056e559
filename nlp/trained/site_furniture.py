"""What a site sets beside an advert: other adverts, and who comments. Nobody who stands there alone offers what the
advert offers, and to list who asks a price in a comment, or the bus line of the next advert, would be wrong.

Pages of classified sites are kept with such words where extraction can't tell them from the advert, and whoever copies
an advert into a group copies them too.
"""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from core.records import ContactPoint, Mention, Span
from core.terms import ContactOwner, Role
from nlp.naming.lexicon import TRADE_WORD
from nlp.reading import Reading
from nlp.trained.candidates import Spot
from nlp.wording.fold import fold

_ADVERTS = r"(?:anuncios?|avisos?|publicacion(?:es)?|publicac(?:ao|oes)|produc?tos?|articulos?|posts?|ofertas?|listings?|ads?|adverts?|items?)"
_OTHERS = re.compile(
    rf"\b(?:{_ADVERTS} (?:relacionad|similar|parecid|semelhant|patrocinad|recomendad|sugerid)\w*"
    r"|(?:related|similar|sponsored|suggested|recommended) (?:ads?|adverts?|listings?|items?|posts?|results?)"
    r"|(?:tambien|tambem) (?:te |le |lhe )?(?:puede|podria|pode)n? (?:interesar|interessar)(?:te|le)?|(?:voce )?tambem pode gostar"
    r"|(?:you|people|others) (?:may|might) also (?:like|need)|people also viewed)(?: de| da)?\s?[:·|–-]"
)
"""What opens a line of other adverts, a mark behind it: 'Anuncios relacionados: ...'."""
_SAID_OF_IT = r"(?:comentarios?|comments?|respuestas|respostas|replies|avaliac(?:ao|oes)|reviews?|resenas?|opiniones)"
_COMMENTS = re.compile(
    rf"\b{_SAID_OF_IT}(?: \(?\d+\)?| \w+ \(\d+\))?[^\S\n]?[:·|–-]"
    rf"|(?:^|\n)[^\w\n]{{0,8}}(?P<heading>(?:\d+ )?(?:{_SAID_OF_IT}|perguntas|preguntas|questions)(?: \(?\d+\)?)?)[^\S\n]*(?=\n)"
)
"""What opens the comments on an advert, a line of its own among them; not 'Respuesta: en 24 horas', which the advertiser says."""
_AUTHOR = re.compile(
    r"(?:^|[\n·|/•]|comentarios?|comments?|reviews?|respuestas?|respostas?|(?<=[.!?]) )[\s:(\d)·–-]{0,8}"
    r"(?P<who>[@\w][\w.'’ -]{1,30}?)(?: \([^)\n]{1,20}\))?\s?(?::| - | – | — )(?!\s*[+(]?\d)"
)
"""Who wrote a comment: 'Shondell - Bounty nice man', 'Joana K.: faz Canadá?'; not 'Rui: 900 000 012', whose number it is."""
_SITE_OR_OWN = re.compile(
    r"anunciante|autora?|admin(?:istradora?)?|op|vendedora?|seller|owner|advertiser|poster|propr?ietari[oa]|duen[oa]"
    r"|atendimento|atencion|(?:reply|response|resposta|respuesta) (?:from|de|do|da|del|by) .*"
)
"""As what the advertiser answers among the comments."""
_HIS_OWN = re.compile(r"\((?:op|autora?|anunciante|author|seller|owner|admin)\)")
_LABEL = re.compile(
    r"(?:contact|contato|reserv|inform|prec|price|salida|saida|horario|whats|telef|celular|e-?mail|pago|ruta|rota|route)\w*|info|tel|cel"
)
"""What stands before a mark in an advert that goes on behind the word for comments, and is nobody's name."""
_WORD = re.compile(r"[^\W_]{4,}")


def beside_the_advert(reading: Reading) -> list[Spot]:
    """Where other adverts stand, each to the end of its line, and the names of who comments; in order."""
    folded = reading.folded
    found = [(opening.start(), _end_of_line(folded, opening.end())) for opening in _OTHERS.finditer(folded)]
    if comments := _COMMENTS.search(folded, reading.body_start):
        authors = _AUTHOR.finditer(folded, comments.start())
        found += [author.span("who") for author in authors]
        found += [comments.span("heading")] if comments["heading"] else []
    return sorted(found)


def without_passers_by(reading: Reading, beside: Sequence[Spot], mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions; whoever stands beside the advert alone is no lead."""
    for mention in mentions:
        alone = mention.role is Role.OPERATOR and all(_stands_in(reading, beside, span) for span in mention.spans)
        yield replace(mention, role=Role.OTHER, status=None) if alone else mention


def passers_by(reading: Reading, mentions: Iterable[Mention]) -> list[Spot]:
    """What those say who comment and are nobody whom the advert names: who asks a price leaves a number to be called at,
    and is a migrant. Below a heading of their own, whoever cannot be told for the advertiser is one of these.

    `mentions`: those of the advert, passers-by no leads any more.
    """
    openings = list(_COMMENTS.finditer(reading.folded, reading.body_start))
    if not openings:
        return []
    heading = next((each.end("heading") for each in openings if each["heading"]), len(reading.folded))
    forms = [form for each in mentions if each.role is Role.OPERATOR for form in (each.name, *each.aliases)]
    own = {word for form in forms for word in _WORD.findall(fold(form))}
    starts = [(heading, False)]  # what nobody signs
    for author in _AUTHOR.finditer(reading.folded, openings[0].start()):
        is_label = author.start("who") < heading and _LABEL.fullmatch(author["who"])
        starts.append((author.start("who"), bool(is_label) or _is_the_advertiser(author, own)))
    starts.sort()
    ends = [start for start, _ in starts[1:]] + [len(reading.folded)]
    return [(start, end) for (start, is_his), end in zip(starts, ends, strict=True) if not is_his]


def _is_the_advertiser(author: re.Match[str], own: Collection[str]) -> bool:
    """Whether all that names whoever comments names the advertiser, too; to share a surname or a trade does not suffice."""
    who = author["who"].strip()
    words = _WORD.findall(who)
    is_named = any(not TRADE_WORD.fullmatch(word) for word in words) and all(word in own for word in words)
    return is_named or bool(_SITE_OR_OWN.fullmatch(who) or _HIS_OWN.search(author[0]))


def others_numbers(
    reading: Reading, beside: Sequence[Spot], contacts: Iterable[ContactPoint]
) -> Iterator[ContactPoint]:
    """The contact points; those of other adverts, and of who comments, are not the advertiser's."""
    for contact in contacts:
        theirs = contact.owner is ContactOwner.OPERATOR and _stands_in(reading, beside, contact.span)
        yield replace(contact, owner=ContactOwner.OTHER) if theirs else contact


def _end_of_line(folded: str, start: int) -> int:
    """The end of the line, or, where nothing more stands on it, of the next."""
    end = folded.find("\n", start)
    if end >= 0 and not folded[start:end].strip():
        end = folded.find("\n", end + 1)
    return len(folded) if end < 0 else end


def _stands_in(reading: Reading, spots: Iterable[Spot], span: Span) -> bool:
    shift = 0 if span.in_title else reading.body_start
    return any(begin <= span.start + shift and span.end + shift <= end for begin, end in spots)
