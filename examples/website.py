"""What the small web answers: folders of pages, one a host, with redirects, removed pages and a second night.

`web/<host>/` holds what stands on the first night, `web-night2/<host>/` what is different on the second. A host's
`_site.toml` gives its `charset`, `zone`, `redirects` (old path = new path) and `gone` (paths that answer 410); the
second night's own file adds to it. Files whose name begins with `_` are parts of pages and aren't served:
`<!--#include file="_name.html" -->` puts one in. An address with a query is `name@query.html`; `x.gz` is `x`, packed.
"""

from __future__ import annotations

import gzip
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from examples.extra import Extra
from examples.marks import Clock, fill

HERE = Path(__file__).resolve().parent

_TYPES = {
    ".html": "text/html",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
    ".txt": "text/plain",
    ".css": "text/css",
}
_INCLUDE = re.compile(r'<!--#include file="(_[\w.-]+)" -->\n?')
_EXTRAS = "<!--#extra-entries -->"
_MONTH_ASKED = re.compile(r"\b(\d{4}-(?:0[1-9]|1[0-2]))\b")


@dataclass(frozen=True, slots=True)
class Answer:
    """One response before transfer: body without content encoding; `modified` and `content_type` where there is one."""

    status: int
    body: bytes = b""
    content_type: str = ""
    location: str = ""
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Site:
    charset: str
    zone: ZoneInfo
    redirects: dict[str, str]
    gone: frozenset[str]


class Web:
    """All the hosts on one night. `today` is the day that relative dates count from, the same for both nights."""

    def __init__(self, *, today: date, night: int = 1, extras: Sequence[Extra] = ()) -> None:
        self.today = today
        self.extras = tuple(extras)
        self._layers = [HERE / "web-night2", HERE / "web"] if night > 1 else [HERE / "web"]
        hosts = {folder.name for layer in self._layers if layer.is_dir() for folder in layer.iterdir()}
        self._sites = {host: self._site(host) for host in sorted(hosts)}

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names that are served."""
        return tuple(self._sites)

    def answer(self, host: str, target: str) -> Answer:
        """What `host` gives for the request target (path and query)."""
        site = self._sites.get(host.lower())
        if site is None:
            return Answer(404, f"No host {host} in this small web.\n".encode(), "text/plain; charset=utf-8")
        parts = urlsplit(target)
        path = unquote(parts.path) or "/"
        if path in site.redirects:
            return Answer(301, location=f"http://{host}{site.redirects[path]}")
        if path in site.gone:
            return Answer(410, b"<!doctype html><title>410</title><h1>410 Gone</h1>\n", "text/html; charset=utf-8")
        for extra in self.extras:
            if (extra.host, extra.path) == (host, path):
                frame = self._read(host, "_extra.html")
                return self._finish(site, extra.fill(frame[0]) if frame else "", ".html", late=False)
        return self._page(host, site, path, unquote(parts.query))

    def _page(self, host: str, site: _Site, path: str, query: str) -> Answer:
        name = path.lstrip("/") + ("index" if path.endswith("/") else "")
        packed = name.endswith(".gz")
        name = name.removesuffix(".gz")
        if any(part.startswith(("_", ".")) for part in name.split("/")) or "\\" in name or "\0" in name:
            return self._missing(site)
        wanted = [f"{name}@{query}.html"] if query and "/" not in query else []
        for candidate in [*wanted, name, f"{name}.html"]:
            found = self._read(host, candidate)
            if found is not None:
                asked = _MONTH_ASKED.search(query)
                answer = self._finish(
                    site, found[0], Path(candidate).suffix, late=found[1], month=asked[1] if asked else ""
                )
                if packed:
                    return Answer(200, pack(answer.body), "application/gzip", modified=answer.modified)
                return answer
        return self._missing(site)

    def _missing(self, site: _Site) -> Answer:
        return Answer(
            404,
            b"<!doctype html><title>404</title><h1>404</h1>\n",
            f"text/html; charset={site.charset}",
        )

    def _finish(self, site: _Site, text: str, suffix: str, *, late: bool, month: str = "") -> Answer:
        filled = fill(text, Clock(self.today, site.zone, month))
        modified = datetime.combine(self.today - timedelta(days=1), time(20 if late else 0), tzinfo=UTC)
        kind = f"{_TYPES.get(suffix, 'application/octet-stream')}; charset={site.charset}"
        # What ISO-8859-1 lacks (emoji) is written as a character reference, as the sites of that age did.
        errors = "strict" if site.charset == "utf-8" else "xmlcharrefreplace"
        return Answer(200, filled.encode(site.charset, errors), kind, modified=modified)

    def _read(self, host: str, name: str) -> tuple[str, bool] | None:
        """The text of a file with its parts put in, and whether any of it is of the second night."""
        for layer in self._layers:
            file = layer / host / name
            if not file.is_file():
                continue
            late = layer.name == "web-night2"

            def part(mark: re.Match[str]) -> str:
                nonlocal late
                inner, inner_late = self._read(host, mark[1]) or ("", False)
                late = late or inner_late
                return inner

            text = _INCLUDE.sub(part, file.read_text(encoding="utf-8"))
            entries = "".join(extra.entry for extra in self.extras if extra.host == host)
            return text.replace(_EXTRAS, entries), late
        return None

    def _site(self, host: str) -> _Site:
        files = [layer / host / "_site.toml" for layer in reversed(self._layers)]
        given = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files if file.is_file()]
        return _Site(
            charset=next((g["charset"] for g in given if "charset" in g), "utf-8"),
            zone=ZoneInfo(next((g["zone"] for g in given if "zone" in g), "UTC")),
            redirects={old: new for g in given for old, new in g.get("redirects", {}).items()},
            gone=frozenset(path for g in given for path in g.get("gone", [])),
        )


def pack(body: bytes) -> bytes:
    """Gzip, the same bytes for the same body on every machine and day."""
    return gzip.compress(body, mtime=0)
