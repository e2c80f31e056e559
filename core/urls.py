"""Canonical addresses: one page, one address, whatever tracking or session parameters came with it."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote_plus, unquote_to_bytes, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_TRACKING = re.compile(
    rb"^(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|yclid|_ga|_gl|ref_src|cmpid|ito|ncid|xtor|"
    rb"phpsessid|jsessionid)$",
    re.IGNORECASE,
)
_FEED = re.compile(
    rb"^at_(medium|campaign(_type)?|bbc_team|link_(id|origin|type)|format|ptr_(name|type))$", re.IGNORECASE
)
"""By which feed a reader came, in the words of BBC."""
_FEED_NAME = re.compile(rb"^maca$", re.IGNORECASE)
_FEED_NAME_VALUE = re.compile(rb"[a-z]{2,3}-[\w-]+", re.IGNORECASE)
"""The same in the words of Deutsche Welle: `maca=spa-rss-sp-all-4-xml-mrss`."""
_SESSION = re.compile(rb"^(sid|sessionid)$", re.IGNORECASE)
_SESSION_VALUE = re.compile(rb"[0-9a-zA-Z,-]{16,}")
"""What a session's number looks like; `article.php?sid=1187` names a story."""
_JSESSIONID = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)
_MOST_ROUNDS = 5
LONGEST = 2048
"""Bytes of a page's address. PostgreSQL files 2,704 at most, with the name of the source; no browser asks for more."""


@lru_cache(maxsize=4096)  # on its way in a page's address is asked about several times
def canonical(url: str, *, feeds_kept: bool = False) -> str:
    """The address without fragment, tracking and session parameters, user name, default port and upper-case host.

    With `feeds_kept` as it was before names of feeds (`at_medium`, `maca`) went, too: what was recorded then holds.

    Idempotent: `canonical(canonical(u)) == canonical(u)`. A port that is no port stays as it is written.

    Raises:
        ValueError: `urlsplit` takes it for no address ("http://[").
    """
    for _ in range(_MOST_ROUNDS):  # one round settles every ordinary address, a second proves it
        tidied = _once(url, feeds_kept)
        if tidied == url:
            break
        url = tidied
    return url


def is_address(url: str) -> bool:
    """Whether a page can be kept under this; others' files hold what no browser would open ("https://[x/"), and what is
    too long for an index."""
    try:
        tidied = canonical(url) if _is_short(url) else ""
        return bool(urlsplit(tidied).hostname) and _is_short(tidied)
    except ValueError:
        return False


def _is_short(url: str) -> bool:
    return len(url.encode("utf-8", "surrogatepass")) <= LONGEST


def _once(url: str, feeds_kept: bool) -> str:
    url = url.strip()
    parts = urlsplit(url)
    query = _query(parts.query, feeds_kept)
    try:
        parts = urlsplit(canonicalize_url(url))
    except ValueError:  # a port that is none: w3lib looks at it
        parts = parts._replace(scheme=parts.scheme.lower())
    path = _JSESSIONID.sub("", parts.path) or "/"
    host = _host(parts)
    if not host:  # "http:////x": without a host, leading slashes would become one
        path = re.sub("^/+", "/", path)
    return urlunsplit((parts.scheme, host, path, query, ""))


def _query(raw: str, feeds_kept: bool) -> str:
    """The parameters that say which page it is, sorted and each written in one way.

    They stay the bytes that the site means ("espa%F1a" is no UTF-8), and it may tell "?1187" from "?1187=", or part
    parameters by ";".
    """
    groups = [[_parameter(each) for each in group.split(";")] for group in raw.split("&") if group]
    kept = [
        [(key, value, sign) for key, value, sign in group if not _follows(key, value, feeds_kept)] for group in groups
    ]
    return "&".join(
        ";".join(quote_plus(key) + sign + quote_plus(value) for key, value, sign in group)
        for group in sorted(filter(None, kept))
    )


def _parameter(raw: str) -> tuple[bytes, bytes, str]:
    key, sign, value = raw.replace("+", " ").partition("=")
    return unquote_to_bytes(key), unquote_to_bytes(value), sign


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    try:
        port = parts.port
    except ValueError:
        return parts.netloc.rpartition("@")[2].lower()
    if port is not None and (parts.scheme, port) not in {("http", 80), ("https", 443)}:
        host = f"{host}:{port}"
    return host


def _follows(key: bytes, value: bytes, feeds_kept: bool) -> bool:
    """Whether a parameter follows the reader and says nothing about the page."""
    if _TRACKING.match(key) or (_SESSION.match(key) and _SESSION_VALUE.fullmatch(value)):
        return True
    names_feed = _FEED.match(key) or (_FEED_NAME.match(key) and _FEED_NAME_VALUE.fullmatch(value))
    return bool(names_feed) and not feeds_kept
