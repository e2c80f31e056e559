"""Whose contact point it is, by the document's own words: the operator's, a hotline's, a newsroom's."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from dataclasses import replace

from core.records import ContactPoint
from core.terms import ContactOwner
from nlp.reading import Reading

_HOTLINE = re.compile(
    r"\b(?:denunci\w*|denuncie|linea (?:gratuita|nacional|anonima|de|telefonica|contra|\d+)|disque|hotline|helpline|tip ?line|tips|toll.free|policia\w*|police|"
    r"ministeri\w*|fiscalia|procuradoria|procuraduria|prosecutor\w*|carabineros|gendarmeria|autoridades|authorities|crimestoppers|emergenc\w*|"
    r"victimas pueden|report (?:it|suspicious|to|any|crime)|anyone with information|quien tenga informacion|"
    r"quem tiver informacoes|informantes?|anonim\w*|consulado|embajada|embaixada|consulate|embassy|defensoria|oim|acnur|unhcr|iom|"
    r"gaula|migracion colombia|policia federal|ligue (?:100|180|190)|ong|ngo|fundacion|caritas)\b"
)
_NEWSROOM = re.compile(
    r"\b(?:redaccion|redacao|newsroom|suscri\w*|subscri\w*|assin\w+ (?:o|a|nosso)|editor\w*|periodista|jornalista|reporter|nuestro canal|"
    r"nosso canal|our channel|siguenos|siga-nos|follow us|newsletter|publicidad|anuncie|noticias en|noticias por|recibe noticias|contactenos en|escribanos|"
    r"the reporter|reportero|envie su|press office|prensa@|media contact|oficina de prensa|comunicaciones@|assessoria de imprensa)\b"
)
_TIED = re.compile(
    r"\b(?:ofreci\w*|ofrec\w*|oferec\w*|offer\w*|anunci\w*|advert\w*|promoc\w*|promov\w*|public\w+|posted|publish\w*|divulga\w*|capta\w*|clientes?|"
    r"customers?|clients?|interesad\w*|interessad\w*|contactaba\w*|contactar\w*|contacted|contactados?|operaba\w*|operava\w*|operat\w*|usaba\w*|usava\w*|used|using|utiliz\w*|atend\w*|"
    r"recib\w*|reserva\w*|coordina\w*|coordinat\w*|coordena\w*|negocia\w*|negotiat\w*|migrantes? (?:llamaban|escribian|contactaban)|cobra\w*|charg\w*|"
    r"perfil\w*|profile|pagina|page|cuenta|conta|account|canal|channel|grupo|group|red social|numero (?:de|del)|linked to|vinculad\w*|pertenec\w*|belong\w*|book\w*|recruit\w*|reclut\w*|alici\w*|vend\w*|sold|selling)\b"
)


def with_owners(
    points: list[ContactPoint],
    places: list[tuple[int, int]],
    reading: Reading,
    *,
    is_offer: bool,
    operator_keys: frozenset[str],
) -> tuple[ContactPoint, ...]:
    """The points with their owners. `places` are their offsets; `operator_keys` the folded forms of operators' names."""
    return tuple(
        replace(point, owner=_owner(reading, place, is_offer=is_offer, operator_keys=operator_keys))
        for point, place in zip(points, places, strict=True)
    )


def _owner(reading: Reading, place: tuple[int, int], *, is_offer: bool, operator_keys: frozenset[str]) -> ContactOwner:
    """In an advert the advertiser's, unless the words give it to somebody else; in news the reverse."""
    sentence = _without_points(reading.folded_sentence(place[0]))
    hotline, newsroom = _HOTLINE.search(sentence), _NEWSROOM.search(sentence)
    if reading.is_ad:
        if re.search(r"\b(?:denunci\w*|policia (?:al|no|at)|report (?:it|to)|hotline|disque|emergenc\w*)\b", sentence):
            return ContactOwner.HOTLINE
        return ContactOwner.OPERATOR if is_offer else ContactOwner.OTHER
    if newsroom:
        return ContactOwner.NEWSROOM
    tied = _TIED.search(sentence) or any(key in sentence for key in operator_keys)
    if hotline and not (tied and operator_keys and _operator_is_subject(sentence, operator_keys)):
        return ContactOwner.HOTLINE if not (tied and _advertised(sentence)) else ContactOwner.OPERATOR
    return ContactOwner.OPERATOR if tied and operator_keys | _advertised(sentence) else ContactOwner.OTHER


def _without_points(sentence: str) -> str:
    """The sentence without addresses and links, whose letters are no evidence."""
    return re.sub(r"\S*[@/]\S*|\S+\.(?:com|example|org|net)\S*", " ", sentence)


def _advertised(sentence: str) -> frozenset[str]:
    """The words by which a sentence says that the point stood in the advert itself (empty where none does)."""
    words = r"\b(?:anunci\w*|advert\w*|promoc\w*|ofreci\w*|oferec\w*|offer(?:ed|ing)|public(?:aba|o|ado|ava|aron|ou)\w*|posted|captaba\w*|clientes?|customers?|interesad\w*)\b"
    return frozenset(re.findall(words, sentence))


def _operator_is_subject(sentence: str, operator_keys: frozenset[str]) -> bool:
    return any(key in sentence for key in operator_keys)
