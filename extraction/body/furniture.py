"""What is furniture on a page and not the article, by the tags, roles and names of its elements.

The names are data (`names.toml`). They are hints that the choice weighs: a name that covers most of the text is not
believed. A publisher's own names belong into its page object.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from lxml.html import HtmlElement

_TAGS = {"nav": "navigation", "footer": "footer", "aside": "aside", "figcaption": "caption", "menu": "navigation"}
_ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "search": "navigation",
    "contentinfo": "footer",
    "complementary": "aside",
    "banner": "banner",
    "dialog": "overlay",
    "alertdialog": "overlay",
    "toolbar": "share",
}


def _names() -> re.Pattern[str]:
    stated = tomllib.loads((files("extraction.body") / "names.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(f"(?P<{reason}>{'|'.join(patterns)})" for reason, patterns in stated.items()))


_NAMES = _names()
_LEADING = frozenset({
    "related", "relacionadas", "relacionados", "relacionada", "recommended", "recommendations", "newsletter",
    "newsletters", "comments", "sharing", "share", "social", "breadcrumb", "breadcrumbs", "taboola", "outbrain",
    "cookie", "subscribe", "subscription", "trending",
})  # fmt: skip
"""First words of a name that say what the element is ("related-links-inner")."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def furniture(element: HtmlElement) -> str:
    """Why an element looks like furniture ("related", "share", "caption" ...), or '' where it doesn't.

    A class counts as a whole, or by the part after its last "__" or "--"; the article's own wrappers are often
    called things like `article-with-sidebar`, so parts in the middle do not.
    """
    tag = element.tag
    if tag in _TAGS:
        return _TAGS[tag]
    if tag in ("html", "body", "main", "article"):
        return ""
    get = element.get
    role = _ROLES.get(get("role") or "")
    if role:
        return role
    if get("aria-hidden") == "true":  # what readers don't see at all has lost its words before (extraction/hidden)
        return "hidden"
    names = f"{get('class') or ''} {get('id') or ''} {get('data-component') or ''} {get('data-testid') or ''}"
    if names.isspace():
        return ""
    return _reason(names)


@lru_cache(maxsize=20_000)
def _reason(names: str) -> str:
    for name in names.split():
        plain = _CAMEL.sub("-", name).lower()
        for form in (plain, *_ends(plain)):
            match = _NAMES.fullmatch(form.replace("_", "-"))
            if match and match.lastgroup:
                return match.lastgroup
    return ""


def _ends(name: str) -> list[str]:
    """The parts of a BEM-like name that say what the element is."""
    ends = re.split(r"__|--", name)[1:]
    words = re.split(r"[-_]+", name)
    if len(words) > 1:
        ends += [words[-1], "-".join(words[-2:])]
        if words[0] in _LEADING:
            ends.append(words[0])
    return ends
