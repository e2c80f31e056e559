"""Which network addresses may be reached: pure rules, on addresses and on the host part of an URL.

A crawler follows links that strangers wrote, and a webhook goes where somebody once pointed it: neither may be led into
the private network that it runs in, nor to the metadata service of a cloud, whatever the notation. See OWASP's cheat
sheet on server-side request forgery and the IANA special-purpose registries (RFC 6890), which `ipaddress` carries.
"""

from __future__ import annotations

import ipaddress
import socket
import unicodedata

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Globally routable by the registry, but services of a cloud to its own guests.
_CLOUD = frozenset(map(ipaddress.ip_address, ("168.63.129.16", "192.0.0.192")))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052; the local-use prefix of RFC 8215 isn't global anyway
_COMPATIBLE = ipaddress.ip_network("::/96")  # IPv4-compatible, deprecated by RFC 4291


def is_public(address: str) -> bool:
    """Whether an address (IPv4 or IPv6, as text) is one of the open internet. What is no address isn't."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _is_public(parsed)


def _is_public(address: Address) -> bool:
    inner = _carried(address)
    if inner is not None:
        return _is_public(inner)
    special = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )
    return address.is_global and not special and address not in _CLOUD


def _carried(address: Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, where a gateway or the kernel would go to that one."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def literal(host: str) -> Address | None:
    """The address that a host part spells, in any notation a resolver takes (decimal, octal, hex); None for names."""
    plain = unicodedata.normalize("NFKC", host).strip("[]").partition("%")[0].rstrip(".")
    try:
        return ipaddress.ip_address(plain)
    except ValueError:
        pass
    if not plain or not plain[-1].isalnum() or any(character.isspace() for character in plain):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(plain))
    except (OSError, ValueError):
        return None
