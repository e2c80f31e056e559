"""Whose page a capture of a file made elsewhere is, also while some sources' own files can't be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from core.errors import InputError, SourceError
from core.nights import SourceInfo
from core.records import Capture
from core.terms import DocumentKind, SourceKind
from crawlers.hosts import country_of, host_name, host_of, is_within, parts_of
from crawlers.source import Source, read_catalogue
from crawlers.whose_page import Hosts
from pipeline.work import Origin


def readable(folders: Iterable[Path], broken: dict[str, SourceError]) -> dict[str, Source]:
    """The sources whose files can be read; `broken` takes up what is wrong with the others, as of `read_catalogue`.

    Raises:
        SourceError: there are others alone.
    """
    catalogue = read_catalogue(folders, broken=broken)
    if broken and not catalogue:
        raise next(iter(broken.values()))
    return catalogue


@dataclass(frozen=True, slots=True)
class Unread:
    """Sources whose files can't be read, and what is known of them all the same. What may be a page of theirs waits:
    kept as anybody's it would stay so."""

    ids: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    is_silent: bool = False  # one doesn't say which hosts are its own

    @classmethod
    def of(cls, folders: Iterable[Path], broken: Collection[str]) -> Unread:
        """Of what `readable` left out."""
        files = [path for folder in folders if broken for path in folder.rglob("*.y*ml") if path.stem in broken]
        told = [(path.stem, _hosts_in(path)) for path in files]
        known = {name for name, hosts in told if hosts} - {name for name, hosts in told if not hosts}
        return cls(
            ids=frozenset(broken),
            hosts=frozenset(host for _, hosts in told for host in hosts),
            is_silent=not known.issuperset(broken),
        )

    def may_have(self, url: str, source: Source | None) -> bool:
        """Whether an address may be theirs, that is on a host of `source` by all that can be read, or of none."""
        if source is None and self.is_silent:
            return True
        mine = _nearest(url, self.hosts)
        return mine != "" and (source is None or len(mine) >= len(_nearest(url, source.hosts)))


_ALL_READ = Unread()


def _hosts_in(path: Path) -> list[str]:
    """The hosts that a source's file says, whatever else is wrong with it; none where they can't be read either."""
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return []
    hosts = values.get("hosts") if isinstance(values, dict) else None
    try:
        return [host_name(host) for host in hosts] if isinstance(hosts, list) else []
    except (AttributeError, ValueError):  # one that is no text, or no host
        return []


def _nearest(url: str, hosts: Iterable[str]) -> str:
    """The longest of some names that the host of an address is, or is below."""
    host = host_of(url)
    return max((name for name in hosts if is_within(host, name)), key=len, default="")


class HostOrigins:
    """Whose page a capture is, by its host; hosts that no source describes become sources of their own. Nobody's where
    it may be one of a source whose file can't be read."""

    def __init__(self, catalogue: dict[str, Source], *, source_id: str = "", unread: Unread = _ALL_READ) -> None:
        if source_id and source_id not in catalogue:
            raise InputError(f"There is no source {source_id!r}.", remedy="See `almenara source list`.")
        self._fixed = Origin.of(catalogue[source_id]) if source_id else None
        self._by_id = catalogue
        self._hosts = Hosts(catalogue)
        self._unread = unread

    def __call__(self, capture: Capture) -> Origin | None:
        """The origin of one capture; None where it must wait."""
        if self._fixed is not None:
            return self._fixed
        if capture.source_id in self._by_id:
            return Origin.of(self._by_id[capture.source_id])
        source = self._hosts.source_of(capture.url)
        if capture.source_id in self._unread.ids or self._unread.may_have(capture.url, source):
            return None
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
