"""Who publishes a site, in which language, from which country, and what kind of thing it is: guesses for a first draft.

Everything here is a guess that a person reads before the source is enabled; what can't be guessed is left empty.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from parsel import Selector

from core.terms import SourceKind
from core.text import plain
from crawlers.discovery.found import clean_title
from crawlers.hosts import country_of, parts_of

_LANGUAGES = ("es", "en", "pt")
_LANGUAGE_OF = {"BR": "pt", "PT": "pt", "US": "en", "GB": "en", "IE": "en", "CA": "en"}
_ADVERTS = re.compile(r"clasificad|classificad|avisos|anuncios|classified|olx|mercadolibre|mercadolivre|craigslist")
_AN_ADVERT = re.compile(
    r"/(?:anuncios?|avisos?|classificados?|clasificados?|classifieds?|ads?|adverts?|listings?)/[^/?#]"
)
_MIN_ADVERTS = 3
_FORUM = re.compile(r"(^|[.-])(foro|forum)s?[.-]")
_FORUM_PROGRAM = re.compile(  # as their pages call themselves, in an id, in <meta name=generator> or at the foot
    r"""id=["']?(?:phpbb|XF)["' >]|(?:powered by|desenvolvido por|desarrollado por)\W{1,3}(?:<[^<>]{0,200}>\W{0,3})?"""
    r"""(?:phpbb|xenforo|vbulletin|smf|mybb|discourse|invision)|content=["'](?:discourse|vbulletin)\b""",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"(^|\.)(gob|gov|gub|mil|europa|int|jus|mp|policia)(\.|$)|fiscalia|ministerio|polici|procuraduria"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What was guessed. `country` is ISO 3166-1 alpha-2 or "", `language` es, en, pt or ""."""

    publisher: str
    domain: str  # without www, the public suffix included: example.com.ar
    slug: str  # a-z, 0-9 and _, for the id
    country: str
    language: str
    kind: SourceKind


def identify(home: str, url: str) -> Identity:
    """Guess from the home page's HTML and its address."""
    host = urlsplit(url).hostname or ""
    parts = parts_of(url)
    domain = parts.top_domain_under_public_suffix or host.removeprefix("www.")
    root = Selector(text=home or "<html/>", type="html")
    language, region, stated = _locale(root)
    country = country_of(parts.suffix) or region
    kind = _kind(host, clean_title(root.css("title").get() or ""), root)
    if not stated:
        language = _LANGUAGE_OF.get(country, "es" if country else "")
    slug = _slug(domain.removesuffix(parts.suffix) if parts.suffix else domain.partition(".")[0])
    return Identity(plain(_publisher(root, slug)) or domain, domain, slug, country, language, kind)


def _publisher(root: Selector, slug: str) -> str:
    """The site's own name for itself; of a title's pieces the one that the domain is made of, else the shortest."""
    named = root.css("meta[property='og:site_name']::attr(content), meta[name='application-name']::attr(content)").get()
    if named and named.strip():
        return clean_title(named)
    title = clean_title(root.css("title").get() or "")
    pieces = [piece.strip() for piece in re.split(r"\s[|–—·-]\s|: ", title) if piece.strip()]
    return min(pieces, key=lambda piece: (_slug(piece).replace("_", "") not in slug, len(piece)), default="")


def _locale(root: Selector) -> tuple[str, str, bool]:
    """Language and country of `<html lang>` and og:locale, each "" where none of ours is said; and whether any is."""
    stated = root.css("html::attr(lang), meta[property='og:locale']::attr(content)").getall()
    pairs = [re.split("[-_]", value.strip()) for value in stated]
    language = next((pair[0].lower() for pair in pairs if pair[0].lower() in _LANGUAGES), "")
    region = next((pair[-1].upper() for pair in pairs if len(pair) > 1 and re.fullmatch("[A-Za-z]{2}", pair[-1])), "")
    return language, region, bool(stated)


def _kind(host: str, title: str, root: Selector) -> SourceKind:
    """By the site's names; a board may say what it is by nothing but the addresses that its first page links. In forums
    people speak of their own offers, as on boards."""
    if _OFFICIAL.search(host):
        return SourceKind.OFFICIAL
    links = set(root.css("a::attr(href)").getall())
    adverts = sum(_AN_ADVERT.search(link) is not None for link in links)
    is_board = adverts >= _MIN_ADVERTS and adverts * 2 >= len(links)
    is_board = is_board or bool(_FORUM.search(host) or _FORUM_PROGRAM.search(root.get()))
    return SourceKind.CLASSIFIEDS if is_board or _ADVERTS.search(f"{host} {title}".lower()) else SourceKind.NEWS


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "source"
