"""Which URLs a crawl may ask for: the source's own hosts, web schemes and ports, and no private addresses.

The rules are pure; `crawlers.download.network` applies the part on addresses to what is really connected to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from core.addresses import is_public, literal
from core.settings import CrawlSettings
from crawlers.hosts import is_within
from crawlers.source import Source

_WEB_PORTS = frozenset({80, 443})
OTHER_HOST = "another host"
REDIRECTED_AWAY = f"redirect to {OTHER_HOST}"
PRIVATE = "private address"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one crawl may ask for. `connect_to` holds (host pattern, target host, target port)."""

    hosts: frozenset[str]
    ports: frozenset[int]
    allow_private: bool
    connect_to: tuple[tuple[str, str, int], ...] = ()

    @classmethod
    def of(cls, source: Source, settings: CrawlSettings) -> Rules:
        """The rules for one source."""
        own = (urlsplit(address).port for address in source.starting_points)
        return cls(
            hosts=frozenset(_plain(host) for host in source.hosts),
            ports=_WEB_PORTS | {port for port in own if port is not None},
            allow_private=settings.allow_private_addresses,
            connect_to=tuple(_mapping(settings.connect_to.items())),
        )

    def refusal(self, url: str) -> str:
        """Why `url` is not asked for, in few words; "" where it may be."""
        try:
            parts = urlsplit(url)
            host, port = _plain(parts.hostname or ""), parts.port
        except ValueError:
            return "no valid address"
        if parts.scheme not in {"http", "https"} or not host:
            return "no web address"
        if parts.username is not None or parts.password is not None:
            return "credentials in the address"
        address = literal(host)
        if address is not None and not self.allow_private and not is_public(str(address)):
            return PRIVATE
        if not self.owns(host):
            return OTHER_HOST
        return "" if port is None or port in self.ports else "port not of the web"

    def owns(self, host: str) -> bool:
        """Whether `host` is one of the source's own, or a subdomain of one."""
        host = _plain(host)
        return any(is_within(host, own) for own in self.hosts)

    def target(self, host: str) -> tuple[str, int] | None:
        """Where `host` is reached instead, by the setting `connect_to`; None for the usual way."""
        host = _plain(host)
        return next(((to, port) for pattern, to, port in self.connect_to if fnmatchcase(host, pattern)), None)

    def may_connect(self, address: str, *, mapped: bool = False) -> bool:
        """Whether a connection to this network address is allowed; `mapped` by `connect_to`, always."""
        return mapped or self.allow_private or is_public(address)


def _mapping(items: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str, int]]:
    for pattern, target in items:
        host, _, port = target.rpartition(":")
        yield pattern.lower(), host.strip("[]"), int(port)


def _plain(host: str) -> str:
    return host.lower().rstrip(".")
