"""Mail addresses and names of lists: which can stand in a header, and whose mailbox an address is: `Name <user@host>`
and `USER@host` are one."""

from __future__ import annotations

import email.utils
import re
from email.errors import MessageError
from email.headerregistry import Address

from core.text import plain, shortened

FORMS = "user@host or Name <user@host>, in ASCII"
_AS_EVER = {"strict": False} if hasattr(email.utils, "supports_strict_parsing") else {}
"""Newer Pythons read nothing where older ones read the first of several: whether there are several is asked below."""


def mailbox_of(written: str) -> str:
    """The bare address in small letters; what was written, where no address can be read out of it."""
    return (email.utils.parseaddr(plain(written), **_AS_EVER)[1] or plain(written)).strip().lower()


def address_of(written: str) -> Address:
    """The address as one that can stand in a header and in an envelope.

    Raises:
        ValueError: it is none, or more than one: all but the first would get no mail.
    """
    if sum(address != "" for _, address in email.utils.getaddresses([plain(written)], **_AS_EVER)) > 1:
        raise ValueError(
            f"{shortened(plain(written), 80)!r} is more than one mail address (each is named by itself; "
            "a name with a comma stands in quotes)"
        )
    name, address = email.utils.parseaddr(plain(written), **_AS_EVER)
    try:
        parsed = Address(display_name=name, addr_spec=address)
        address.encode("ascii")
    except (ValueError, IndexError, MessageError) as error:  # what Address raises on half-written ones
        raise _no_address(written) from error
    if not parsed.username or not parsed.domain:
        raise _no_address(written)
    return parsed


def list_id_of(written: str) -> str:
    """A list's name as it can stand in a header.

    Raises:
        ValueError: it is no host name.
    """
    if not written.isascii() or not all(part.replace("-", "").isalnum() for part in written.split(".")):
        raise ValueError(f"{shortened(plain(written), 80)!r} is no host name: write list.example.org")
    return written


def way_out_of(written: str) -> str:
    """An address under which mail can be ended, as it can stand in a header.

    Raises:
        ValueError: it leads neither to a mailbox nor over TLS, or holds blanks, quotes or angle brackets.
    """
    if not re.fullmatch(r"(?:mailto:|https://)[!#-;=?-~]+", written):
        raise ValueError(
            f"{shortened(plain(written), 80)!r} can't stand in a mail: "
            "write mailto:user@host or https://…, or leave it empty"
        )
    return written


def _no_address(written: str) -> ValueError:
    return ValueError(f"{shortened(plain(written), 80)!r} is no mail address")
