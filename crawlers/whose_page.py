"""Whose page an address is: the source of a catalogue that calls its host its own, subdomains included."""

from __future__ import annotations

from collections.abc import Mapping

from crawlers.hosts import host_of
from crawlers.source import Source
from extraction.fields import Manner


class Hosts:
    """The hosts of a catalogue; where two sources share one, the later by id has it."""

    def __init__(self, catalogue: Mapping[str, Source]) -> None:
        self._by_host = {host: source for source in catalogue.values() for host in source.hosts}

    def source_of(self, url: str) -> Source | None:
        """The source whose own host the address is on, the nearest name first; None where no source has it."""
        labels = host_of(url).split(".")
        names = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self._by_host[name] for name in names if name in self._by_host), None)

    def manner_of(self, url: str) -> Manner:
        """How the page at an address wants to be read; the generic way where no source has its host."""
        source = self.source_of(url)
        return source.manner if source is not None else Manner()
