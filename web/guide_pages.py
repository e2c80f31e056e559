"""How to work with it, for those who look and decide: a page written in each language (`web/guide/*.md`)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.responses import Response

from web.desk import AtDesk
from web.languages import wanted

router = APIRouter(include_in_schema=False)

GUIDES = Path(__file__).parent / "guide"
_HEADING = re.compile(r"<h2>(.*?)</h2>")


@router.get("/guide")
def guide(request: Request, desk: AtDesk) -> Response:
    """The guide in the language of the page."""
    title, headings, body = written(wanted(request).code)
    return desk.page(request, "guide.html", {"title": title, "headings": headings, "body": body}, section="/guide")


@cache
def written(code: str) -> tuple[str, tuple[str, ...], Markup]:
    """The title of a guide, the headings of its parts, and the whole of it but its title as HTML.

    The parts have the ids part-1, part-2, ... in every language.
    """
    text = (GUIDES / f"{code}.md").read_text(encoding="utf-8")
    title, _, rest = text.removeprefix("# ").partition("\n")
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(rest)
    headings = tuple(_HEADING.findall(html))
    numbers = iter(range(1, len(headings) + 1))
    numbered = _HEADING.sub(lambda found: f'<h2 id="part-{next(numbers)}">{found[1]}</h2>', html)
    return title, headings, Markup(numbered)  # noqa: S704 - our own words, their markup rendered without raw HTML
