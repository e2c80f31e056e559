"""Pages that stand where a document should, with status 200: a challenge of a bot guard, a shell that a script would
fill, a consent that nobody gives, a stub that sends elsewhere.

Some say what they are. The others are found side by side: what most pages of one crawl show is no document of any.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable

from extraction.embedded.payloads import NAMES

WALL = "wall: "
"""How a reason begins that names a wall."""
ALIKE = f"{WALL}one text under many addresses"
_MARKED_BYTES = 1 << 16  # of a page, title and scripts included; a challenge is smaller
_MARKED_WORDS = 150  # an article about such walls shows more
_LOOKED_AT = 1 << 18
_FEW_WORDS = 20  # with the menu; no page of a publisher shows fewer
_WALL_WORDS = 300
_LEAST_ALIKE = 3
_DATA = 1000  # characters of a JSON script from which it may hold a text
_NAMES = tuple(name.encode() for name in NAMES)
_MARKS = (
    (b"_cf_chl_opt", "Cloudflare"),
    (b"cf-browser-verification", "Cloudflare"),
    (b"Incapsula incident ID", "Imperva"),
    (b'src="/_Incapsula_Resource?CWUDNSAI', "Imperva"),
    (b"sucuri_cloudproxy_js", "Sucuri"),
    (b"captcha-delivery.com", "DataDome"),
    (b"px-captcha", "PerimeterX"),
    (b"gokuProps", "AWS"),
    (b"/.well-known/sgcaptcha/", "SiteGround"),
    (b"/.well-known/ddos-guard/", "DDoS-Guard"),
    (b"anubis_challenge", "Anubis"),
)
_UNSEEN = re.compile(  # to the end where nothing closes it, so that no page holds it up
    rb"<!--.*?(?:-->|\Z)|<(style|title)\b.*?(?:</\1|\Z)|<(script)\b([^>]*+)(.*?)(?:</script|\Z)", re.I | re.S
)
_TAG = re.compile(rb"<[^<>]*>")
_WORD = re.compile(r"\w+")
_SERIAL = re.compile(r"(?=.*\d)(?=.*[^\W\d]).{8,}")  # the number of a visit or of an incident, other each time


def named_wall(body: bytes) -> str:
    """The reason that names the wall which a page says it is, "" for none."""
    if len(body) > _MARKED_BYTES:
        return ""
    name = next((name for mark, name in _MARKS if mark in body), "")
    return f"{WALL}{name}" if name and len(_shown(body)) < _MARKED_WORDS else ""


def look(body: bytes) -> str:
    """What a page shows, in few characters, to be held against others; "" where it shows more than any wall does."""
    if len(body) > _LOOKED_AT:
        return ""
    words = _shown(body)
    if len(words) < _FEW_WORDS:
        return "few"
    if len(words) > _WALL_WORDS:
        return ""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]


def walls(looks: Collection[str]) -> frozenset[str]:
    """Which looks are those of a wall: what half of a crawl's pages, and three or more, share."""
    counts = Counter(each for each in looks if each)
    return frozenset(each for each, count in counts.items() if count >= max(_LEAST_ALIKE, len(looks) / 2))


def _shown(body: bytes) -> list[str]:
    """The words of a page without its title, scripts and styles; with data in which its text may lie."""
    text = _TAG.sub(b" ", _UNSEEN.sub(_kept, body)).decode("utf-8", "replace")
    return list(_telling(_WORD.findall(text.casefold())))


def _kept(unseen: re.Match[bytes]) -> bytes:
    if unseen[2] is None or len(unseen[4]) < _DATA:
        return b" "
    is_data = b"json" in unseen[3].lower() or any(name in unseen[4][:_DATA] for name in _NAMES)
    return unseen[4] if is_data else b" "


def _telling(words: Iterable[str]) -> Iterable[str]:
    return (word for word in words if not _SERIAL.fullmatch(word))
