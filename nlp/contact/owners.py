"""Whose contact point it is, by the document's own words: the operator's, a hotline's, a newsroom's."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from dataclasses import replace

from core.records import ContactPoint
from core.terms import ContactOwner
from nlp.reading import Reading
from nlp.wording.fold import name_key

_HOTLINE = re.compile(
    r"\b(?:denunci\w*|denuncie|linea (?:gratuita|nacional|anonima|de|telefonica|contra|\d+)|disque|hotline|helpline|tip ?line|tips|toll.free|policia\w*|police|"
    r"ministeri\w*|fiscalia|procuradoria|procuraduria|prosecutor\w*|carabineros|gendarmeria|autoridades|authorities|crimestoppers|emergenc\w*|"
    r"victimas pueden|report (?:it|suspicious|to|any|crime)|anyone with information|quien tenga informacion|"
    r"quem tiver informacoes|informantes?|anonim\w*|consulado|embajada|embaixada|consulate|embassy|defensoria|oim|acnur|unhcr|iom|"
    r"gaula|migracion colombia|policia federal|ligue (?:100|180|190)|ong|ngo|fundacion|caritas)\b"
)
_REPORT_TO = re.compile(r"\b(?:denunci\w*|policia (?:al|no|at)|report (?:it|to)|hotline|disque|emergenc\w*)\b")
_NEWSROOM = re.compile(
    r"\b(?:redaccion|redacao|newsroom|suscri\w*|subscri\w*|assin\w+ (?:o|a|nosso)|editor\w*|periodista|jornalista|reporter|nuestro canal|"
    r"nosso canal|our channel|siguenos|siga-nos|follow us|newsletter|publicidad|anuncie|noticias en|noticias por|recibe noticias|contactenos en|escribanos|"
    r"the reporter|reportero|envie su|press office|prensa@|media contact|oficina de prensa|comunicaciones@|assessoria de imprensa)\b"
)
_TIED = re.compile(
    r"\b(?:ofreci\w*|ofrec\w*|oferec\w*|offer\w*|anunci\w*|advert\w*|promoc\w*|promov\w*|public\w+|posted|publish\w*|divulga\w*|capta\w*|clientes?|"
    r"customers?|clients?|interesad\w*|interessad\w*|contactaba\w*|contactar\w*|contacted|contactados?|operaba\w*|operava\w*|operat\w*|usaba\w*|usava\w*|used|using|utiliz\w*|atend\w*|"
    r"recib\w*|reserva\w*|coordina\w*|coordinat\w*|coordena\w*|negocia\w*|negotiat\w*|migrantes? (?:llamaban|escribian|contactaban)|cobra\w*|charg\w*|"
    r"perfil\w*|profile|avisos?|aparec\w*|appear\w*|administrad\w*|managed|seguidores|followers|se presenta|pagos?|payments?|whatsapp|telegram|usuario|user|empresa|agencia|agency|company|banda|quadrilha|ring|network|pagina|page|cuenta|conta|account|canal|channel|grupo|group|red social|numero (?:de|del)|linked to|vinculad\w*|pertenec\w*|belong\w*|book\w*|recruit\w*|reclut\w*|alici\w*|vend\w*|sold|selling)\b"
)


def with_owners(
    points: list[ContactPoint],
    places: list[tuple[int, int]],
    reading: Reading,
    *,
    labelled: bool,
    operator_keys: frozenset[str],
) -> tuple[ContactPoint, ...]:
    """The points with their owners. `places` are their offsets; `operator_keys` the keys of operators' names.

    `labelled`: the document offers (an advert) or reports (news); in others no contact point is an operator's.
    """
    owner = _in_advert if reading.is_ad else _in_news
    return tuple(
        replace(point, owner=owner(reading, point, place, labelled=labelled, keys=operator_keys))
        for point, place in zip(points, places, strict=True)
    )


def _in_advert(
    reading: Reading, point: ContactPoint, place: tuple[int, int], *, labelled: bool, keys: frozenset[str]
) -> ContactOwner:
    """The advertiser's, unless the words give it to a hotline."""
    sentence = _without_points(reading.folded_sentence(place[0]))
    if _REPORT_TO.search(sentence) and not _bears_name(point, keys):
        return ContactOwner.HOTLINE
    return ContactOwner.OPERATOR if labelled else ContactOwner.OTHER


def _in_news(
    reading: Reading, point: ContactPoint, place: tuple[int, int], *, labelled: bool, keys: frozenset[str]
) -> ContactOwner:
    """Whose the nearest words before it say, or after it where none stand before; the operator's only by such words."""
    if labelled and _bears_name(point, keys):
        return ContactOwner.OPERATOR
    start, end = reading.sentence_bounds(reading.sentence_index(place[0]))
    before = _without_points(reading.folded[start : place[0]])
    after = _without_points(reading.folded[place[1] : end])
    found = {owner: _last(pattern, before) for owner, pattern in _CUES.items()}
    if max(found.values()) < 0:
        found = {owner: -_first(pattern, after) for owner, pattern in _CUES.items()}
        if min(-value for value in found.values()) >= _NEVER:
            return ContactOwner.OTHER
    nearest = max(found, key=lambda owner: found[owner])
    return nearest if labelled or nearest is not ContactOwner.OPERATOR else ContactOwner.OTHER


_NEVER = 10**6
_CUES = {ContactOwner.HOTLINE: _HOTLINE, ContactOwner.NEWSROOM: _NEWSROOM, ContactOwner.OPERATOR: _TIED}


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def _first(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else _NEVER


def _bears_name(point: ContactPoint, keys: frozenset[str]) -> bool:
    """Whether a handle or address is made of an operator's name: '@pasoazul.viajes' of 'Paso Azul'."""
    own = name_key(point.value.split("@")[0] if "@" in point.value[1:] else point.value)
    return any(len(key) >= _LEAST_KEY and (key in own or own in key) for key in keys if not own.isdigit())


_LEAST_KEY = 5
_RUN = re.compile(r"\S+")
_POINTS = re.compile(
    r"[@/]|.\.(?:com|example|org|net)"
)  # sought run by run: one long run was tried from each of its letters


def _without_points(text: str) -> str:
    """The text without addresses and links, whose letters are no evidence."""
    return _RUN.sub(lambda run: " " if _POINTS.search(run[0]) else run[0], text)
