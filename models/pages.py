"""Texts set into pages as sites set them: in articles, boxes or tables, with menus and other stories around, or plain.

Training and measuring of triage need pages, and ours are the only ones that training may see. The same text and
number always give the same page.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from html import escape

from models.page_furniture import AROUND, FOOT, MENU, STORIES

_SCRIPT = "<script>window.dataLayer=window.dataLayer||[];function track(e){dataLayer.push(e)}</script>"
_STYLE = "<style>.wrap{margin:0 auto;max-width:960px}.nav li{display:inline}</style>"


def in_page(title: str, text: str, language: str, chance: random.Random) -> bytes:
    """A text as a page, in UTF-8; the language's own furniture, that of English where it has none."""
    said = language if language in MENU else "en"
    if chance.random() < 0.1:
        return f"<html><body>{_paragraphs(title, text, chance)}</body></html>".encode()
    build = chance.choice((_paper, _boxes, _table))
    inside = build(_paragraphs(title, text, chance), said, chance)
    head = (
        f"<title>{escape(title or text[:60])} | {chance.choice(('El Faro', 'Daily Post', 'Avisos', 'Folha'))}</title>"
    )
    return (
        f'<!DOCTYPE html><html lang="{said}"><head>{head}{_STYLE}{_SCRIPT}</head><body>{inside}</body></html>'.encode()
    )


def _paragraphs(title: str, text: str, chance: random.Random) -> str:
    lines = [escape(line) for line in text.split("\n") if line.strip()]
    heading = f"<{(tag := chance.choice(('h1', 'h1', 'h2', 'strong')))}>{escape(title)}</{tag}>" if title else ""
    ways: tuple[Callable[[list[str]], str], ...] = (
        lambda given: "".join(f"<p>{line}</p>" for line in given),
        lambda given: f"<div>{'<br><br>'.join(given)}</div>",
        lambda given: "".join(f"<div class='txt'><span>{line}</span></div>" for line in given),
    )
    return heading + chance.choice(ways)(lines)


def _some(pool: Mapping[str, str], language: str, chance: random.Random, most: int) -> list[str]:
    every = pool[language].split("|")
    return chance.sample(every, chance.randint(min(3, most), min(most, len(every))))


def _links(words: Sequence[str], tag: str) -> str:
    return "".join(f'<{tag}><a href="/s/{number}">{escape(word)}</a></{tag}>' for number, word in enumerate(words))


def _bits(language: str, chance: random.Random, most: int) -> str:
    return "".join(f"<{tag}>{escape(bit)}</{tag}>" for bit in _some(AROUND, language, chance, most) for tag in ("div",))


def _paper(inside: str, language: str, chance: random.Random) -> str:
    menu, stories = _some(MENU, language, chance, 14), _some(STORIES, language, chance, 9)
    foot = "".join(f"<span>{escape(word)}</span> " for word in _some(FOOT, language, chance, 8))
    return (
        f"<header><nav><ul>{_links(menu, 'li')}</ul></nav></header><main><article>{inside}</article>"
        f"{_bits(language, chance, 5)}<aside><h3>+</h3>{_links(stories, 'h4')}</aside></main><footer>{foot}</footer>"
    )


def _boxes(inside: str, language: str, chance: random.Random) -> str:
    menu, stories = _some(MENU, language, chance, 20), _some(STORIES, language, chance, 12)
    foot = "".join(f"<p>{escape(word)}</p>" for word in _some(FOOT, language, chance, 6))
    return (
        f"<div id='top'>{_links(menu, 'span')}</div>{_bits(language, chance, 3)}<div class='main'>{inside}</div>"
        f"<div class='more'>{_links(stories, 'div')}</div>{_bits(language, chance, 6)}<div id='foot'>{foot}</div>"
    )


def _table(inside: str, language: str, chance: random.Random) -> str:
    menu, stories = _some(MENU, language, chance, 10), _some(STORIES, language, chance, 5)
    foot = " - ".join(escape(word) for word in _some(FOOT, language, chance, 5))
    return (
        f"<table><tr><td>{_links(menu, 'div')}</td><td>{inside}{_bits(language, chance, 4)}</td>"
        f"<td>{''.join(f'<p>{escape(story)}</p>' for story in stories)}</td></tr></table><p>{foot}</p>"
    )
