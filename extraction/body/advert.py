"""The body of an advert: few words, no prose to lean on, and the ways to reach the advertiser, which must not be lost.

What is furniture in a news page (a line that begins "WhatsApp", a box called "contact" or "social") is the point of an
advert. So only what surely belongs to the site is left out: its menus, its footer, other adverts, its comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from extraction.body.blocks import Region
from extraction.body.judge import Judged, tokens

_SITE = frozenset({"navigation", "footer", "related", "comments", "newsletter", "overlay", "advert"})
_MAYBE = frozenset({"share", "aside", "hidden", "tags", "rating"})  # theirs unless it reaches somebody
_REACHES = re.compile(r"\d(?:[\s().-]{0,2}\d){6}|@\w{3}|wa\.me|t\.me/", re.IGNORECASE)
_COMMAND = re.compile(
    r"^(?:denunciar|reportar|report|imprimir|print|guardar|save|favoritos?|volver|back|ver m[aá]s|ver todos?|"
    r"see (?:more|all)|publicar|post (?:an )?ad|anunciar|compart\w+|share|siguiente|anterior|next|previous)\b",
    re.IGNORECASE,
)


def choose_advert(judged: Sequence[Judged], regions: Sequence[Region], titles: Sequence[str]) -> list[Judged]:
    """The blocks of the advert, in reading order."""
    region = _best(judged, regions)
    if region is None:
        return []
    named = {" ".join(tokens(title)) for title in titles if title}
    inside = judged[region.start : region.end]
    return [j for j in inside if _keeps(j) and " ".join(tokens(j.block.text)) not in named]


def reaches(j: Judged) -> bool:
    """Whether a block holds a way to reach somebody, in its words or its links."""
    return bool(j.block.contacts) or bool(_REACHES.search(j.block.text))


def _weight(j: Judged) -> float:
    words = min(j.block.words, 150)
    if j.reasons & _SITE:
        return -2.0 - words
    if _COMMAND.match(j.block.text):
        return -1.0
    if reaches(j):
        return 6.0 + words * (1 - j.linked)
    if j.reasons & _MAYBE:
        return -0.5 * words - 1
    if j.linked > 0.5:
        return -1.0 - words
    return words * (0.6 + 0.6 * j.voted) + (1 if j.prose else 0)


def _best(judged: Sequence[Judged], regions: Sequence[Region]) -> Region | None:
    running = [0.0, *accumulate(_weight(j) for j in judged)]
    best = max(regions, key=lambda r: (running[r.end] - running[r.start], r.depth), default=None)
    if best is None or running[best.end] - running[best.start] <= 0:
        return None
    return best


def _keeps(j: Judged) -> bool:
    if j.reasons & _SITE or (not j.block.text and not j.block.contacts):
        return False
    if reaches(j):
        return True
    if j.reasons & _MAYBE or _COMMAND.match(j.block.text):
        return False
    if j.linked > 0.8:
        return False
    return not (j.line and j.block.text.startswith(("©", "Copyright", "Todos los derechos", "Todos os direitos")))
