"""Adverts of which their board says that they are no more, with status 200: "Este anúncio expirou".

Such a page shows other adverts beside its one sentence. Their words and days are not this one's, so they are taken out.
Whatever else stands there is read as ever: an advertiser may call a living advert so.
"""

from __future__ import annotations

import re
from itertools import chain

from lxml.html import HtmlElement

from extraction import headline
from extraction.body.blocks import squeeze
from extraction.whose.kin import Links

_LONGEST = 120  # characters
_ADVERT = (
    r"an[úu]ncio|classificado|oferta|publica[çc][ãa]o|postagem|aviso|anuncio|clasificado|publicaci[óo]n|"
    r"ad|advert|advertisement|listing|posting|post"
)
_NO_MORE = (
    # pt
    r"(?:j[áa] )?expirou|(?:est[áa] |foi )?(?:expirado|removido|exclu[íi]do|encerrado|finalizado|desativado)a?|"
    r"(?:est[áa] )?(?:inativ[oa]|indispon[íi]vel|vencid[oa])|(?:j[áa] )?n[ãa]o (?:est[áa] mais|est[áa]) dispon[íi]vel|"
    r"n[ãa]o existe(?: mais)?|n[ãa]o (?:foi )?encontrad[oa]|(?:expirada|removida|exclu[íi]da|encerrada|finalizada)|"
    # es
    r"(?:ya )?(?:expir[óo]|caduc[óo]|venci[óo])|"
    r"ha (?:expirado|caducado|vencido|sido (?:eliminad|dad|retirad)[oa](?: de baja)?)|"
    r"(?:est[áa] |fue )?(?:caducad|eliminad|retirad|finalizad|inactiv)[oa]|(?:ya )?no (?:est[áa] disponible|existe)|"
    r"no (?:fue )?encontrad[oa]|dad[oa] de baja|"
    # en
    r"(?:has |is )?expired|(?:has been |was |is )?(?:removed|deleted|withdrawn|deactivated)|"
    r"(?:is )?(?:no longer|not) available|no longer exists|(?:was )?not found"
)
_SENTENCE = re.compile(
    rf"\W*(?:(?:ops|oops|ups|sorry|desculpe|lo sentimos|atenção|atención)\W+)?"
    rf"(?:(?:este|esse|o|esta|essa|a|el|la|this|the|your|seu|tu|su) )?(?:{_ADVERT}) (?:{_NO_MORE})\W*",
    re.IGNORECASE,
)


_SITE = re.compile(r"\s+[|·•»–—-]\s+")


def sentence_of(tree: HtmlElement) -> str:
    """The heading or title by which a page says that its advert is no more, "" where it says no such thing."""
    title = squeeze((tree.findtext(".//title") or "")[: 4 * _LONGEST])
    said = chain(headline.headings(tree), [title, _SITE.split(title)[0]])
    return next((each for each in said if len(each) <= _LONGEST and _SENTENCE.fullmatch(each)), "")


def take_out_others(tree: HtmlElement, sentence: str, url: str) -> None:
    """Take out of such a page what it shows of other adverts of its board, each with all that is around its link."""
    links = Links(tree, url)
    for anchor in [each for each in tree.iter("a") if links.kin.get(each)]:
        card = anchor
        while (around := card.getparent()) is not None and len(links.kin.get(around, ())) == 1:
            if around.tag == "body" or sentence in squeeze(around.text_content()):
                break
            card = around
        if card.getparent() is not None:
            card.drop_tree()
