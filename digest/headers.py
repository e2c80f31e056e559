"""How the headers of a mail are laid out in lines."""

from __future__ import annotations

import re
from email.policy import EmailPolicy

LONGEST = 78
"""Characters of a line that RFC 5322 asks for."""
_BEGUN_BELOW = re.compile(r"(Subject:) ?\r?\n (?!=\?)(.*?)(\r?\n)", re.IGNORECASE)


class MailPolicy(EmailPolicy):
    """As `email.policy.SMTP`, but a subject begins on its own line: the library puts one that just doesn't fit below
    its name, and what reads it then begins it with a blank."""

    def fold(self, name: str, value: str) -> str:
        """The header in lines."""
        return _begun(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same in bytes."""
        folded = super().fold_binary(name, value).decode("ascii", "surrogateescape")
        return _begun(folded).encode("ascii", "surrogateescape")


MAIL = MailPolicy(linesep="\r\n")


def _begun(folded: str) -> str:
    below = _BEGUN_BELOW.fullmatch(folded)
    if below is None:
        return folded
    line = f"{below[1]} {below[2]}"
    at = line.rfind(" ", 0, LONGEST + 1)
    if at <= len(below[1]):  # one word: a line may be longer, but its word can't be broken
        return f"{line}{below[3]}"
    return f"{line[:at]}{below[3]}{line[at:]}{below[3]}"
