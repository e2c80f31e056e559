"""Title, author and section of a page: from its structured data, its <meta>, its <h1>, its byline."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from extraction.body.blocks import squeeze
from extraction.body.judge import tokens
from extraction.structured import Structured

_SEPARATORS = re.compile(r"\s+[|·•»–—:-]\s+|\s*\|\s*")
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|author|autor|autora|autores|firma|creditos-autor|post-author|nota-autor)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:escrito por|publicado por|redactado por|texto|texto de|autor[ae]?s?|por|by|from)\b\s*:?\s*", re.IGNORECASE
)
_AFTER = re.compile(
    r"\s*(?:[|•·@]|\d|\bhace\b|\bactualizad|\bpublicad|\bpublished|\bupdated|https?:|\S+@\S+).*$", re.IGNORECASE
)
_NOBODY = re.compile(
    r"^(?:admin|administrator|editor|webmaster|root|user\d*|null|undefined|none|author|autor|staff)$", re.IGNORECASE
)
_LONGEST = 500  # characters
_SECTION_NOT = re.compile(r"^(?:home|inicio|portada|in[ií]cio|principal|noticias|news|\W*)$", re.IGNORECASE)


def title(tree: HtmlElement, structured: Structured, *, hint: str = "") -> str:
    """The headline without the site's name. Where several are given, the one that the page shows as <h1> wins."""
    return _title(tree, structured, squeeze(hint))[:_LONGEST]


def _title(tree: HtmlElement, structured: Structured, hint: str) -> str:
    stated = [structured.text("headline"), structured.meta("og:title", "twitter:title", "dc.title", "title")]
    stated = [each[: 4 * _LONGEST] for each in (*stated, squeeze((tree.findtext(".//title") or "")[: 4 * _LONGEST]))]
    shown = headings(tree)
    for heading in shown:
        if any(_same(heading, one) for one in stated if one):
            return heading
    site = structured.meta("og:site_name")
    for one in (*stated[:2], hint):
        if one:
            return without_site(one, site)
    return shown[0] if len(shown) == 1 else without_site(stated[2], site) or hint or (shown[0] if shown else "")


def headings(tree: HtmlElement) -> list[str]:
    """The page's <h1>, each as one line."""
    return [text for text in (squeeze(h.text_content()) for h in tree.iter("h1")) if text]


def shown(tree: HtmlElement, structured: Structured) -> list[str]:
    """What a page itself calls what it shows, without the site's name; not what it tells machines of other pages."""
    title = tree.find(".//title")
    stated = [squeeze(title.text_content()) if title is not None else "", structured.meta("og:title"), *headings(tree)]
    return [without_site(each[: 4 * _LONGEST]) for each in stated if each]


def without_site(text: str, site: str = "") -> str:
    """A <title> without the name of the site at its end or start."""
    if 0 < len(site) <= _LONGEST:
        for pattern in (rf"\s*[|·•»–—:-]+\s*{re.escape(site)}\s*$", rf"^\s*{re.escape(site)}\s*[|·•»–—:-]+\s*"):
            shorter = re.sub(pattern, "", text, flags=re.IGNORECASE)
            if shorter and shorter != text:
                return shorter
    first, last = _SEPARATORS.split(text)[0], _SEPARATORS.split(text)[-1]
    if last == text or not last[:1].isupper() or len(tokens(last)) > 5 or len(tokens(first)) < 3:
        return text
    shorter = text[: text.rindex(last)].rstrip(" |·•»–—:-")
    return shorter if "|" in text or len(shorter) > len(last) else text


def author(tree: HtmlElement, structured: Structured) -> str:
    """Who signed it, names separated by ", "; '' where nobody did."""
    stated = [
        *structured.authors,
        structured.meta("author", "article:author", "dc.creator", "parsely-author", "sailthru.author"),
    ]
    found = [name for name in map(clean_name, stated) if name]
    if not found:
        found = [name for name in map(clean_name, _bylines(tree)) if name][:1]
    return ", ".join(dict.fromkeys(found))


def clean_name(text: str) -> str:
    """A byline without "Por", dates, handles and addresses; '' if no name is left."""
    text = squeeze(text[: 4 * _LONGEST])[:_LONGEST]  # a longer one is no name, and patterns would search it for hours
    name = _AFTER.sub("", _BY.sub("", re.sub(r"^\W+", "", text))).strip(" .,;:-–—/|")
    if not 3 <= len(name) <= 120 or len(name.split()) > 14 or _NOBODY.match(name) or not re.search(r"[^\W\d]{2}", name):
        return ""
    return name


def section(structured: Structured, tree: HtmlElement) -> str:
    """The section that the page files itself under, or ''."""
    stated = [
        structured.text("articleSection"),
        structured.meta("article:section", "section", "dc.subject", "cxenseparse:section"),
    ]
    for listed in (a.get("articleSection") for a in structured.articles):
        if isinstance(listed, list):
            stated += [one for one in listed if isinstance(one, str)]
    stated += [squeeze(a.text_content()) for a in _crumbs(tree)]
    return next((s for s in map(squeeze, stated) if s and len(s) <= 60 and not _SECTION_NOT.match(s)), "")


def _crumbs(tree: HtmlElement) -> list[HtmlElement]:
    path = ".//*[contains(concat(' ', translate(@class, 'B', 'b'), ' '), 'breadcrumb')]//a"
    return list(tree.xpath(path))[:4]


def _bylines(tree: HtmlElement) -> list[str]:
    found = [e.text_content() for e in tree.xpath(".//*[@rel='author' or @itemprop='author']")[:3]]
    for element in tree.iter("p", "div", "span", "a", "address", "li"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _BYLINE.search(names):
            text = squeeze(element.text_content())
            if 0 < len(text) <= 160:
                found.append(text)
            if len(found) > 6:
                break
    return found


def _same(heading: str, stated: str) -> bool:
    """Whether a heading is the stated title, possibly with the site's name after it or cut short."""
    shown, said = tokens(heading[:_LONGEST]), tokens(stated[:_LONGEST])
    if not shown or not said:
        return False
    shorter, longer = sorted((shown, said), key=len)
    if len(shorter) >= 3 and longer[: len(shorter)] == shorter:
        return True
    common = len(set(shown) & set(said))
    return common >= 0.8 * max(len(set(shown)), len(set(said)) - 4) and common >= 3
