"""How the host of a site is written, in an address and by a person; and of which country a site is, where its name says
one."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from tldextract import TLDExtract

from core.languages import is_country

parts_of = TLDExtract(suffix_list_urls=(), cache_dir=None)
"""Takes a host apart, by the list of public suffixes that comes with the package: nothing is fetched."""
_COUNTRIES = {"uk": "GB", "gov": "US", "mil": "US"}
_SOLD = {"ai", "cc", "fm", "io", "la", "me", "tv", "ws"}  # countries' codes that are sold for their letters
_NAME = re.compile(r"([a-z0-9_-]{1,63}\.)*(?!\d+$)[a-z0-9_-]{1,63}")


def country_of(suffix: str) -> str:
    """The country (ISO 3166-1) that a public suffix says a site is of; "" where it says none."""
    last = suffix.rpartition(".")[2].lower()
    code = _COUNTRIES.get(last, last.upper())
    return code if is_country(code) and last not in _SOLD else ""


def host_name(text: str) -> str:
    """A host as addresses have it, in lower case and IDNA, of one that a person wrote: what a source calls its own.

    Raises:
        ValueError: it is no host's name, or a public suffix, which would make everybody's sites below it one's own.
    """
    name = _in_letters(text.strip())
    if _is_network_address(name):
        return name
    if not _NAME.fullmatch(name):
        within = host_of(text if "://" in text else f"//{text}").removeprefix("*.")
        meant = within if within != name and _NAME.fullmatch(within) else "diario.example"
        raise ValueError(f"{text!r} is no host's name: write it alone, such as {meant}; subdomains are included")
    parts = parts_of(name, include_psl_private_domains=True)
    if parts.suffix and not parts.domain:
        raise ValueError(
            f"{text!r} is a suffix below which others have their sites: write the source's own host, such as "
            f"diario.{name} or www.{name}"
        )
    return name


def is_within(host: str, site: str) -> bool:
    """Whether a host is a site's, or a subdomain of it; both as `host_name` writes them."""
    return host == site or host.endswith(f".{site}")


def host_of(url: str) -> str:
    """The host of an address in lower case, '' where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _in_letters(host: str) -> str:
    """In ASCII, as `core.urls.canonical` leaves it; what IDNA doesn't take stays as it is."""
    host = host.rstrip(".")
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _is_network_address(host: str) -> bool:
    try:
        return ip_address(host) is not None
    except ValueError:
        return False
