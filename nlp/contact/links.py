"""Links, e-mail addresses and handles, also where they are written to slip past filters ('(arroba)', 'punto com')."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import tldextract

from core.records import ContactPoint
from core.terms import ContactOwner, ContactType
from nlp.contact.numbering import international
from nlp.contact.profiles import Found, at_handles, marked_profiles, said_profiles
from nlp.reading import Reading

_AT = r"(?:@|\s@\s|\s*[\(\[\{]\s*(?:arroba|at|@)\s*[\)\]\}]\s*|\s+(?:arroba|\bat\b)\s+)"
_DOT = r"(?:\.|\s*[\(\[\{]\s*(?:punto|ponto|dot|\.)\s*[\)\]\}]\s*|\s+(?:punto|ponto|dot)\s+)"
_EMAIL = re.compile(
    rf"(?<![\w.])([a-z0-9][a-z0-9._%+-]{{0,40}}?(?:{_DOT}[a-z0-9_-]{{1,30}}){{0,3}}){_AT}([a-z0-9-]{{1,40}}(?:{_DOT}[a-z0-9-]{{1,40}}){{0,3}}{_DOT}[a-z]{{2,10}})(?![\w])"
)
_PLAIN_EMAIL = re.compile(r"(?<![\w.])([a-z0-9][a-z0-9._%+-]{0,60})@([a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,5})")
_TOP = (
    r"(?:com|net|org|info|example|app|me|shop|site|online|store|travel|xyz|"
    r"co|cl|pe|ec|bo|br|ar|mx|ve|pa|es|pt|uk|eu|io)"
)
# Said in words only with the endings that nobody says otherwise: 'punto de', 'ponto do', 'ponto certo' are no domains.
_SAID_TOP = r"(?:com|net|org|info|example|app|online|xyz|cl|pe|ec|mx|br|co)"
_URL = re.compile(
    rf"(?:https?://|www\s?\.\s?)[^\s<>\"'()]+|(?<![\w@.-])[a-z0-9-]{{1,60}}(?:\.[a-z0-9-]{{1,60}}){{0,4}}\.{_TOP}(?:\.[a-z]{{2}})?(?![\w@])(?:/[^\s<>\"'()]*)?|"
    rf"(?<![\w@])[a-z0-9-]{{1,40}}\s+(?:punto|ponto|dot)\s+{_SAID_TOP}(?:\s+(?:punto|ponto|dot)\s+[a-z]{{2}})?(?!\w)"
)
_WHATSAPP_LINK = re.compile(
    r"(?:wa\.me|api\.whatsapp\.com|whatsapp\.com)/(?:send/?\?(?:[^\s]*&)?phone=)?\+?%?2?b?(\d{8,15})"
)
_PROFILES = (
    (ContactType.TELEGRAM, re.compile(r"(?:t|telegram)\.me/(?:s/|joinchat/)?\+?@?([a-z0-9_]{4,32})")),
    (ContactType.INSTAGRAM, re.compile(r"(?:instagram\.com|instagr\.am)/@?([a-z0-9._]{2,30})")),
    (ContactType.TIKTOK, re.compile(r"tiktok\.com/@?([a-z0-9._]{2,30})")),
    (ContactType.FACEBOOK, re.compile(r"(?:facebook|fb)\.(?:com|me)/(?:groups/|pages/|pg/)?@?([a-z0-9.\-]{3,60})")),
)
_NO_USERS = frozenset("and or us me is was are live found online now also y e o ou".split())  # noqa: SIM905
"""Words before a spoken 'at' with a site behind it."""
_NO_PROFILES = frozenset(
    {"p", "reel", "reels", "share", "sharer", "sharer.php", "watch", "photo", "story", "explore", "tr", "plugins"}
)


@cache
def _suffixes() -> tldextract.TLDExtract:
    """The public suffix list that comes with the package; nothing is fetched."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def registrable_domain(host: str) -> str:
    """'www.viajes.example' -> 'viajes.example', lower case; the last two labels where the suffix is unknown."""
    parts = _suffixes()(host.lower())
    if parts.suffix and parts.domain:
        return f"{parts.domain}.{parts.suffix}"
    return ".".join(host.lower().strip(".").split(".")[-2:])


def find_links(reading: Reading) -> Iterator[tuple[ContactPoint, tuple[int, int]]]:
    """Every e-mail address, link and handle, with its offsets in the reading's text."""
    covered = bytearray(len(reading.text))
    for finder in (_emails, said_profiles, _urls, marked_profiles):
        for kind, value, start, end in finder(reading):
            if any(covered[start:end]):
                continue
            covered[start:end] = b"\1" * (end - start)
            if kind is not None:
                yield _point(reading, kind, value, start, end), (start, end)


def _emails(reading: Reading) -> Found:
    for pattern in (_PLAIN_EMAIL, _EMAIL):
        for match in pattern.finditer(reading.folded):
            user, host = (re.sub(_DOT, ".", part).replace(" ", "") for part in match.groups())
            if user in _NO_USERS and "@" not in match.group():  # 'and at londra.example' names a site
                continue
            yield ContactType.EMAIL, f"{user}@{host}", match.start(), match.end()


def _urls(reading: Reading) -> Found:
    for match in _URL.finditer(reading.folded):
        written = match.group().rstrip(".,;:!?)")
        address = re.sub(r"\s+(?:punto|ponto|dot)\s+", ".", re.sub(r"www\s?\.\s?", "www.", written))
        end = match.start() + len(written)
        if number := _WHATSAPP_LINK.search(address):
            value = international(number.group(1), surely=True)
            yield (ContactType.WHATSAPP if value else None), value or "", match.start(), end
        elif re.search(r"(?:whatsapp\.com|wa\.me|wa\.link|whats\.link)", address):
            yield None, "", match.start(), end
        else:
            yield *_profile_or_domain(address), match.start(), end


def _profile_or_domain(address: str) -> tuple[ContactType | None, str]:
    for kind, pattern in _PROFILES:
        if match := pattern.search(address):
            name = match.group(1).strip(".")
            return (None, "") if name in _NO_PROFILES else (kind, name)
    host = re.sub(r"^https?://", "", address).split("/")[0].split(":")[0].removeprefix("www.")
    if "." not in host or re.fullmatch(r"[\d.]+", host):
        return None, ""
    domain = registrable_domain(host)
    platforms = ("facebook.", "instagram.", "tiktok.", "telegram.", "t.me", "google.", "youtube.", "twitter.", "bit.ly")
    return (None, "") if domain.startswith(platforms) else (ContactType.URL, domain)


def _point(reading: Reading, kind: ContactType, value: str, start: int, end: int) -> ContactPoint:
    return ContactPoint(kind, value, ContactOwner.OTHER, reading.text[start:end], reading.span(start, end))


def addresses(folded: str) -> list[tuple[int, int]]:
    """Where e-mail addresses stand: their '@' makes no handle."""
    return [(m.start(), m.end()) for pattern in (_PLAIN_EMAIL, _EMAIL) for m in pattern.finditer(folded)]


def handles(reading: Reading) -> list[tuple[str, int, int]]:
    """Every @handle as written, whatever its platform, with its offsets: trade names in adverts."""
    taken = addresses(reading.folded)
    return [
        (reading.text[start : start + len(written)], start, end)
        for written, start, end in at_handles(reading.folded)
        if not any(other < end and start < other_end for other, other_end in taken)
    ]
