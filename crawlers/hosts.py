"""Whose page an address is: the source of a catalogue that calls its host its own, subdomains included; and of which
country a site is, where its name says one.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from tldextract import TLDExtract

from core.languages import is_country
from crawlers.source import Source
from extraction.fields import Manner

parts_of = TLDExtract(suffix_list_urls=(), cache_dir=None)
"""Takes a host apart, by the list of public suffixes that comes with the package: nothing is fetched."""
_COUNTRIES = {"uk": "GB", "gov": "US", "mil": "US"}
_SOLD = {"ai", "cc", "fm", "io", "la", "me", "tv", "ws"}  # countries' codes that are sold for their letters


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


def country_of(suffix: str) -> str:
    """The country (ISO 3166-1) that a public suffix says a site is of; "" where it says none."""
    last = suffix.rpartition(".")[2].lower()
    code = _COUNTRIES.get(last, last.upper())
    return code if is_country(code) and last not in _SOLD else ""


def host_of(url: str) -> str:
    """The host of an address in lower case, '' where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
