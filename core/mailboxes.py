"""Mail addresses: which can stand in a header, and whose mailbox one is: `Name <user@host>` and `USER@host` are one."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr

from core.text import plain, shortened

FORMS = "user@host or Name <user@host>, in ASCII"


def mailbox_of(written: str) -> str:
    """The bare address in small letters; what was written, where no address can be read out of it."""
    return (parseaddr(plain(written))[1] or plain(written)).strip().lower()


def address_of(written: str) -> Address:
    """The address as one that can stand in a header and in an envelope.

    Raises:
        ValueError: it is none.
    """
    name, address = parseaddr(plain(written))
    try:
        parsed = Address(display_name=name, addr_spec=address)
        address.encode("ascii")
    except (ValueError, IndexError, MessageError) as error:  # what Address raises on half-written ones
        raise _no_address(written) from error
    if not parsed.username or not parsed.domain:
        raise _no_address(written)
    return parsed


def _no_address(written: str) -> ValueError:
    return ValueError(f"{shortened(plain(written), 80)!r} is no mail address")
