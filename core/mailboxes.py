"""Whose mailbox a written mail address is: `Name <user@host>` and `USER@host` are one."""

from __future__ import annotations

from email.utils import parseaddr

from core.text import plain


def mailbox_of(written: str) -> str:
    """The bare address in small letters; what was written, where no address can be read out of it."""
    return (parseaddr(plain(written))[1] or plain(written)).strip().lower()
