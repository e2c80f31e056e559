"""Canonical addresses: one page, one address, whatever tracking or session parameters came with it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|yclid|_ga|_gl|ref_src|cmpid|ito|ncid|xtor|"
    r"phpsessid|jsessionid|sid|sessionid)$",
    re.IGNORECASE,
)


def canonical(url: str) -> str:
    """The address without fragment, tracking and session parameters, default port and upper-case host.

    Idempotent: `canonical(canonical(u)) == canonical(u)`.
    """
    parts = urlsplit(canonicalize_url(url.strip()))
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    if port is not None and (parts.scheme, port) not in {("http", 80), ("https", 443)}:
        host = f"{host}:{port}"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)])
    path = re.sub(r";jsessionid=[^/?]*", "", parts.path, flags=re.IGNORECASE) or "/"
    return urlunsplit((parts.scheme, host, path, query, ""))
