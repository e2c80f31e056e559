"""What a page shows its reader, at the cost of parsing it: its title, and its text without menus, footers and forms.

Rougher than the extraction on purpose: a few words too many are borne, a text too little would be a text unread.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from extraction.embedded.payloads import ENOUGH, NAMES
from extraction.markup import decode
from extraction.traps import broken_up, words_alone

_FURNITURE = ["nav", "footer", "form", "select", "button", "li > a", "h2 > a", "h3 > a", "h4 > a", "h5 > a"]
_MAIN = 80  # words; where the part that looks like the article has so many, the rest is left out
_FEW = 60  # words; a page with fewer beside its furniture is read with all of it
_MOST_JUDGED = 5_000  # tags; to find the article takes time by the square of how deep they lie: 80,000 took 150 s
_MOST_PARSED = 20_000  # tags; pages of people have 9,000 at most; an end that fits nothing is sought up all others
_TITLE = re.compile(r"<title[^>]{0,400}>([^<]{1,400})", re.IGNORECASE)
_OPENS = ord("<")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"|".*', re.DOTALL)  # what nothing closes is one, and asked no further
_TELEPHONE = re.compile(
    r'"[^"]{0,20}(?:phone|tel|fone|celular|movil|whats)[^"]{0,20}"\s*:\s*"?(\+?\d[\d\s().-]{6,20})', re.IGNORECASE
)
_OPENING = re.compile(r"[\[{]")
_BLANKS = 4  # in a string that is a sentence, or more
_CARRIED = 200_000  # characters of what a page's scripts carry
_TAGS = re.compile(r"<[^<>]*>")
_BODY = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\]|\\.){200,400000})"')


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: its title and text, lines as they are set, with its data for machines; and `article`, the same
    of the part alone that looks like the article, "" where no part of some length does."""

    text: str
    article: str


def shown(body: bytes, content_type: str = "") -> Shown:
    """Look at a page; never raises: what is no page has a text of some kind."""
    markup = _characters(body, content_type)
    if "<" not in markup:
        return Shown(markup, "")
    text, is_article = _text(markup, int(np.count_nonzero(np.frombuffer(body, np.uint8) == _OPENS)))
    title = _TITLE.search(markup)
    told = _lines(html.unescape(title[1]) if title else "", text)
    carried = "" if len(text.split(None, ENOUGH)) > ENOUGH else "\n".join(_carried(markup))
    return Shown(_lines(told, _structured(markup), carried), told if is_article else "")


def _text(markup: str, tags: int) -> tuple[str, bool]:
    """The text of a page, and whether it is that of the part that looks like the article."""
    if tags > _MOST_PARSED:
        return words_alone(markup), False
    tree = HTMLTree.parse(broken_up(markup))  # once, for nearly half of all pages are looked at twice
    text = _plain(tree, _FURNITURE, main=True) if tags <= _MOST_JUDGED else ""
    is_article = len(text.split(None, _MAIN)) > _MAIN
    if not is_article:
        text = _plain(tree, _FURNITURE)
    if len(text.split(None, _FEW)) <= _FEW:
        text = _plain(tree, None)
    return text, is_article


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _characters(body: bytes, content_type: str) -> str:
    """As the extraction decodes them; the common case without its second looks."""
    if b"\x00" not in body:
        try:
            characters = body.decode("utf-8")
        except UnicodeDecodeError:
            characters = ""
        # The sign of the euro is sought first: a search for one character takes a tenth of that for two.
        is_mangled = "Ã" in characters or ("€" in characters and "â€" in characters)
        if characters and characters[0] != "\ufeff" and not is_mangled:
            return characters
    return decode(body, content_type).replace("\x00", "")


def _plain(tree: HTMLTree, without: list[str] | None, *, main: bool = False) -> str:
    return str(
        extract_plain_text(
            tree,
            preserve_formatting=True,
            main_content=main,
            list_bullets=False,
            alt_texts=False,
            noscript=without is None,
            skip_elements=without,
        )
    )


def _structured(markup: str) -> str:
    """The article as the page's data for machines have it: all there is where a script builds the page."""
    found = _BODY.search(markup) if "articleBody" in markup else None
    if found is None:
        return ""
    return _unquoted(found[1])


def _carried(markup: str) -> Iterator[str]:
    """The sentences and telephone numbers in what a page's scripts carry as JSON (extraction.embedded), a line each:
    all of them, for which are the page's own is found when it is extracted."""
    room = _CARRIED
    for name in NAMES:
        at = markup.find(name)
        begins = _OPENING.search(markup, at) if at >= 0 else None
        if begins is None:
            continue
        script = markup[begins.start() : markup.find("</script", begins.start())]
        yield from _TELEPHONE.findall(script)
        for string in _STRING.findall(script):
            if string.count(" ") >= _BLANKS and len(string) <= room:
                room -= len(string)
                yield html.unescape(_TAGS.sub(" ", _unquoted(string)))


def _unquoted(string: str) -> str:
    try:
        return str(json.loads(f'"{string}"', strict=False))
    except ValueError:
        return string
