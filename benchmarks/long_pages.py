"""Whether hostile pages are taken in step with their length: one short piece over and over, in each place of a page.

    nice -n 15 python -m benchmarks.long_pages

Title, headline, text, markup, one tag, scripts, styles and attributes hold the row in turn; triage looks at each page
and it is extracted as news and as an advert. Ends with 1 where four times the length takes more than eight times as
long.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from benchmarks.long_rows import MOST, told
from core.errors import InputError
from core.terms import DocumentKind
from extraction.extract import extract
from nlp.sieve.page import shown

_SEEN = datetime(2021, 1, 23, 12, tzinfo=UTC)
_STORY = "<p>" + "La policía detuvo a un hombre en la frontera con veinte personas que viajaban a Chile. " * 5 + "</p>"
_PIECES = (
    "<", "<a ", "<!--", "<script", "<style>", "<title>", "<textarea>", "<template>", "<noscript>", "<form>", "<svg>",
    "<p>", "</p>", "<br>", "<li><ul>", "<math><mi>", "<table>", "<h1>x</h1>", '<a href="/x">a</a>',
    '<p style="display:none">', '<img alt="a">', "<![CDATA[", "]]>", "&", "&#", "&#x41;", '"', "'", "\\", '\\"',
    '"\\', '"\\ \\', '="', "/ ", '=""/ ', "  ", "\n", "\t\n", "\u200b", "\u0301", "😀", "{", "[", "[{", '{"a":',
    '"a":"b",', '"@type":"NewsArticle",', '"articleBody":"', "/*", "//", "http://", "https:/", "(", "@", ",",
    "@media{", "a{", ".a ", "a,", "a>", "#a.b ", "url(", "var(", "0", "01/", "12:", " 2 ", "93 9 ", "04", "tool-",
    "publica", "metadata ",
)  # fmt: skip


def main() -> None:
    """Print each page's times."""
    slow = [name for name, work in pages() if told(name, work) > MOST]
    if slow:
        sys.exit(f"More than {MOST:g} times as long at four times the length: {', '.join(slow)}")


def pages() -> Iterator[tuple[str, Callable[[int], Callable[[], object]]]]:
    """What is taken in, by name."""
    for piece in _PIECES:
        for place in _around("x"):
            yield f"{place} {piece!r}", partial(_page, piece, place)


def _page(piece: str, place: str, length: int) -> Callable[[], object]:
    body = _around((piece * length)[:length])[place].encode()
    return lambda: (shown(body), *(_taken(body, kind) for kind in DocumentKind))


def _taken(body: bytes, kind: DocumentKind) -> object:
    try:
        return extract(body, url="https://diario.example/nota", kind=kind, fetched_at=_SEEN)
    except InputError:  # is no page
        return None


def _around(row: str) -> dict[str, str]:
    """Pages by the place that holds the row."""
    story, safe = f"<article><h1>Nota</h1>{_STORY}</article>", html.escape(row)
    linked = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{row}"}}</script>'
    carried = f'<script id="__NEXT_DATA__" type="application/json">{{"props": {row}}}</script>'
    head = f'<meta name="description" content="{safe}"><meta name="date" content="{safe}"><link href="{safe}">'
    named = f'<div class="{safe}" id="{safe}" style="{safe}" data-phone="{safe}"><a href="tel:{safe}">{story}</a></div>'
    return {
        "title": f"<title>{safe}</title>{story}",
        "headline": f"<article><h1>{safe}</h1>{_STORY}</article>",
        "text": f"{story}<p>{safe}</p>",
        "markup": f"{story}{row}",
        "tag": f"{story}<p {row.replace('>', '')}>x</p>",
        "data": f"{linked}{story}",
        "script": f"{carried}<p>x</p>",
        "style": f"<style>{row}</style>{story}",
        "attributes": f'{head}{named}<time datetime="{safe}">{safe}</time>',
    }


if __name__ == "__main__":
    main()
