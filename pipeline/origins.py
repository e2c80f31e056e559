"""Whose page a capture of a file made elsewhere is."""

from __future__ import annotations

from core.errors import InputError
from core.nights import SourceInfo
from core.records import Capture
from core.terms import DocumentKind, SourceKind
from crawlers.hosts import Hosts, country_of, host_of, parts_of
from crawlers.source import Source
from pipeline.work import Origin


class HostOrigins:
    """Whose page a capture is, by its host; hosts that no source describes become sources of their own."""

    def __init__(self, catalogue: dict[str, Source], *, source_id: str = "") -> None:
        if source_id and source_id not in catalogue:
            raise InputError(f"There is no source {source_id!r}.", remedy="See `almenara source list`.")
        self._fixed = Origin.of(catalogue[source_id]) if source_id else None
        self._by_id = catalogue
        self._hosts = Hosts(catalogue)

    def __call__(self, capture: Capture) -> Origin:
        """The origin of one capture."""
        if self._fixed is not None:
            return self._fixed
        if capture.source_id in self._by_id:
            return Origin.of(self._by_id[capture.source_id])
        source = self._hosts.source_of(capture.url)
        return Origin.of(source) if source is not None else self._foreign(host_of(capture.url))

    def _foreign(self, host: str) -> Origin:
        parts = parts_of(host)
        name = parts.top_domain_under_public_suffix or host
        country = country_of(parts.suffix)
        source_id = f"web:{name}"
        info = SourceInfo(
            source_id=source_id,
            name=name,
            publisher=name,
            kind=SourceKind.NEWS,
            country=country,
            languages=(),
            home=f"https://{name}/",
            enabled=False,
            reason="taken in from a WARC file",
        )
        return Origin(source_id, DocumentKind.NEWS, country, info=info)
