"""What a list did, in the audit log: whom it brought, changed or cleared, by number; the rest it only counts. Who looks
for one of them finds the lists that told something new of them, and not each that was read again."""

from __future__ import annotations

from collections.abc import Collection

from store import audit
from store.session import Session

TOLD = 5_000
"""Entries that the audit log names in one line."""


def name(session: Session, action: str, entries: Collection[int], *, by: str, who: str) -> None:
    """Put the entries on record that a list (`by`) changed; nothing where it changed none."""
    told = sorted(entries)
    for start in range(0, len(told), TOLD):
        details = {"list": by, "operators": told[start : start + TOLD]}
        audit.record(session, action, who, details=details)
