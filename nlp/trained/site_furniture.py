"""What a site sets beside an advert: other adverts, and who comments. Nobody who stands there alone offers what the
advert offers, and to list who asks a price in a comment, or the bus line of the next advert, would be wrong.

Pages of classified sites are kept with such words where extraction can't tell them from the advert, and whoever copies
an advert into a group copies them too.
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

_ADVERTS = r"(?:anuncios?|avisos?|publicacion(?:es)?|publicac(?:ao|oes)|produc?tos?|articulos?|posts?|ofertas?|listings?|ads?|adverts?|items?)"
_OTHERS = re.compile(
    rf"\b(?:{_ADVERTS} (?:relacionad|similar|parecid|semelhant|patrocinad|recomendad|sugerid)\w*"
    r"|(?:related|similar|sponsored|suggested|recommended) (?:ads?|adverts?|listings?|items?|posts?|results?)"
    r"|(?:tambien|tambem) (?:te |le |lhe )?(?:puede|podria|pode)n? (?:interesar|interessar)(?:te|le)?|(?:voce )?tambem pode gostar"
    r"|(?:you|people|others) (?:may|might) also (?:like|need)|people also viewed)(?: de| da)?\s?[:·|–-]"
)
"""What opens a line of other adverts, a mark behind it: 'Anuncios relacionados: ...'."""
_SAID_OF_IT = r"(?:comentarios?|comments?|respuestas|respostas|replies|avaliac(?:ao|oes)|reviews?|resenas?|opiniones|perguntas|preguntas|questions)"
_COMMENTS = re.compile(
    rf"\b{_SAID_OF_IT}(?: \(?\d+\)?| \w+ \(\d+\))?\s?[:·|–-]"
    rf"|(?:^|\n)\W*(?P<heading>(?:\d+ )?{_SAID_OF_IT}(?: \(?\d+\)?)?)[^\S\n]*(?=\n)"
)
"""What opens the comments on an advert, a line of its own among them; not 'Respuesta: en 24 horas', which the advertiser says."""
_AUTHOR = re.compile(
    r"(?:^|[\n·|/•]|comentarios?|comments?|reviews?|respuestas?|respostas?|(?<=[.!?]) )[\s:(\d)·–-]{0,8}"
    r"(?P<who>[@\w][\w.'’ -]{1,30}?)(?: \([^)\n]{1,20}\))?\s?(?::| - | – | — )(?!\s*[+(]?\d)"
)
"""Who wrote a comment: 'Shondell - Bounty nice man', 'Joana K.: faz Canadá?'; not 'Rui: 900 000 012', whose number it is."""


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


def others_numbers(
    reading: Reading, beside: Sequence[Spot], contacts: Iterable[ContactPoint]
) -> Iterator[ContactPoint]:
    """The contact points; those of other adverts are not the advertiser's."""
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
