"""Links from an advert's page to other adverts, told from its own and the site's by their addresses and their make."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml.html import HtmlElement

from extraction.body.judge import HEADINGS
from extraction.body.targets import contact_target

_SAME_PERSON = re.compile(
    r"/(?:u|users?|usuarios?|usu[aá]rios?|perfil|perfis|profiles?|members?|miembros?|membros?|sellers?|vendedor(?:es)?|"
    r"anunciantes?|advertisers?|tiendas?|stores?|shops?|lojas?|accounts?|cuentas?|login|ingresar|entrar|registro|"
    r"denuncia\w*|reportar?|favorit\w+|compartir|share|print|imprimir)(?:[/?]|$)",
    re.IGNORECASE,
)
"""Addresses of the advertiser's own page, and of what is done with an advert."""
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|mp4|pdf)$", re.IGNORECASE)
_EVERYTHING = re.compile(r"(?:[a-z]{2}(?:-[a-z]{2})?)?", re.IGNORECASE)  # the folder of all pages, or of a language
_FIGURES = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+(?:[-_.][^\W\d_]+)*")
_TITLE = 3  # words beside a picture that make a link the title of something
_SEVERAL = 2


def leads_to(anchor: HtmlElement, url: str) -> str:
    """The address of another page to which a link leads, '' for the page's own, contact points and pictures."""
    href = (anchor.get("href") or "").strip()
    if not href or href.startswith(("#", "javascript:")) or contact_target(href):
        return ""
    try:
        address = urljoin(url, href)
        there, here = urlsplit(address), urlsplit(url)
    except ValueError:
        return ""
    if there.scheme not in ("http", "https", "") or _SAME_PERSON.search(there.path) or _PICTURE.search(there.path):
        return ""
    is_here = (there.netloc, there.path.rstrip("/")) == (here.netloc, here.path.rstrip("/"))
    if is_here and (not here.query or there.query in ("", here.query)):
        return ""
    return str(address.partition("#")[0])


def is_kin(address: str, url: str) -> bool:
    """Whether an address is made as the page's own is: another advert's of the same board."""
    there, here = urlsplit(address), urlsplit(url)
    if there.netloc.split(".")[-2:] != here.netloc.split(".")[-2:]:
        return False
    path, own = there.path.strip("/").split("/"), here.path.strip("/").split("/")
    if path == own:
        return {name for name, _ in parse_qsl(there.query)} == {name for name, _ in parse_qsl(here.query)}
    folder = [_FIGURES.sub("0", part) for part in own[:-1]]
    is_beside = folder == [_FIGURES.sub("0", part) for part in path[:-1]] and not _EVERYTHING.fullmatch(
        "/".join(folder)
    )
    make, other = _make(own[-1]), _make(path[-1])
    if "0" not in make:
        return is_beside
    return "0" in other and (is_beside or make == other != "0")


def _make(name: str) -> str:
    """The last part of an address with a sign for each run of figures and of words: 'taxi-legal-4102' is 'a-0'."""
    return _LETTERS.sub("a", _FIGURES.sub("0", name))


class Links:
    """The links of a page to others. `kin`: to other adverts of the board; `signs`: these, and what looks like the
    title of something; both by the elements around them, of each two addresses at most."""

    def __init__(self, tree: HtmlElement, url: str) -> None:
        self.kin: Mapping[HtmlElement, set[str]] = defaultdict(set)
        self.signs: Mapping[HtmlElement, set[str]] = defaultdict(set)
        self.titles: list[HtmlElement] = []
        for anchor in tree.iter("a"):
            address = leads_to(anchor, url)
            if not address or not {"prev", "next"}.isdisjoint((anchor.get("rel") or "").split()):
                continue
            kin = bool(url) and is_kin(address, url)
            if kin:
                _note(self.kin, anchor, address)
            if kin or not url or _is_title(anchor):  # without the page's address each may be another's
                _note(self.signs, anchor, address)
                self.titles.append(anchor)


def _note(around: Mapping[HtmlElement, set[str]], anchor: HtmlElement, address: str) -> None:
    here: HtmlElement | None = anchor
    while here is not None and address not in around[here] and len(around[here]) < _SEVERAL:
        around[here].add(address)
        here = here.getparent()


def _is_title(anchor: HtmlElement) -> bool:
    """Whether a link is a heading, or holds one, or a picture with words."""
    near = [anchor, *list(anchor.iterancestors())[:2]]
    if any(element.tag in HEADINGS for element in near) or next(anchor.iter(*HEADINGS), None) is not None:
        return True
    return next(anchor.iter("img", "picture"), None) is not None and len(anchor.text_content().split()) >= _TITLE
