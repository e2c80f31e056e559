"""Pictures of the pages for people to look at, with a page that shows them all side by side.

Where ALMENARA_SCREENSHOTS names a folder, they come out there; without it nothing is kept, and the pages are only
walked and measured.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web.browser import Watched, watched

FOLDER = os.environ.get("ALMENARA_SCREENSHOTS", "")
HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>The pages of Almenara</title><style>body{font:1rem '
    "sans-serif;margin:1.5rem}section div{display:flex;gap:1rem;overflow-x:auto;align-items:start}figure{margin:0}"
    "img{height:26rem;border:1px solid #999}</style><h1>The pages of Almenara</h1>\n"
)


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody sees the pages."""

    name: str
    width: int = 1180
    scheme: str = "light"
    language: str = "en"


LIGHT = Look("light")
DARK = Look("dark", scheme="dark")
PHONE = Look("phone", width=390)
ZOOM = Look("zoom", width=590, scheme="dark")  # a window of 1180 pixels at 200 %
SPANISH = Look("es", language="es")
SPANISH_PHONE = Look("es-phone", width=390, scheme="dark", language="es")
PORTUGUESE = Look("pt", language="pt")
PORTUGUESE_PHONE = Look("pt-phone", width=390, language="pt")
LOOKS = (LIGHT, DARK, PHONE, ZOOM, SPANISH, SPANISH_PHONE, PORTUGUESE, PORTUGUESE_PHONE)
NAMES = [look.name for look in LOOKS]
WALKED = LOOKS if FOLDER else (ZOOM, PHONE, SPANISH_PHONE, PORTUGUESE_PHONE)
"""All of them where pictures are wanted; else those in which something is most likely not to fit."""
looks = pytest.mark.parametrize("look", WALKED, ids=lambda look: look.name)


@contextmanager
def looking(browser: Browser, origin: str, look: Look) -> Iterator[Watched]:
    """A browser that sees as `look` says."""
    with watched(browser, origin, width=look.width, scheme=look.scheme, language=look.language) as seen:
        yield seen


def visit(
    seen: Watched, look: Look, pages: dict[str, str], *, each: Callable[[Page], object] = lambda _page: None
) -> None:
    """Hang these pages; `each` is done on every one of them."""
    for name, path in pages.items():
        seen.page.goto(path)
        each(seen.page)
        hang(seen, name, look)


def hang(seen: Watched, name: str, look: Look, *, folder: str = FOLDER) -> None:
    """See that the page fits and that nothing went on behind it; keep its picture where somebody wants one."""
    seen.assert_fits()
    seen.errors = [error for error in seen.errors if "the server responded with a status of" not in error]  # ours
    seen.assert_calm()
    if folder:
        seen.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")  # what is loaded late is loaded now
        seen.page.wait_for_load_state("networkidle")
        seen.page.evaluate("window.scrollTo(0, 0)")
        Path(folder).mkdir(parents=True, exist_ok=True)
        seen.page.screenshot(path=Path(folder) / f"{name}--{look.name}.png", full_page=True)
        _list(Path(folder))


def _list(folder: Path) -> None:
    """A page over all pictures, for a browser: index.html."""
    shown: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*--*.png")):
        name, look = path.stem.split("--")
        shown[name].append(look)
    lines = [HEAD]
    for name, looks in shown.items():
        assert re.fullmatch(r"[a-z0-9-]+", name)
        figures = "".join(
            f'<figure><a href="{name}--{look}.png"><img loading="lazy" src="{name}--{look}.png" alt=""></a>'
            f"<figcaption>{look}</figcaption></figure>"
            for look in sorted(looks, key=lambda each: NAMES.index(each) if each in NAMES else len(NAMES))
        )
        lines.append(f"<section><h2>{name}</h2><div>{figures}</div></section>\n")
    (folder / "index.html").write_text("".join(lines), encoding="utf-8")
