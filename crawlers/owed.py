"""What a crawl owes to earlier nights: pages to ask for that no feed, sitemap or listing may name any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from crawlers.discovery.found import Found


@dataclass(frozen=True, slots=True)
class Owed:
    """`standing`: pages that are documents and may have been corrected since. `unread`: pages that failed, or were left
    when a crawl ended. `visited`: when the source was last heard, None where it never was."""

    standing: tuple[Found, ...] = ()
    unread: tuple[Found, ...] = ()
    visited: datetime | None = None

    def to_json(self) -> Any:
        """As JSON has it."""
        return _OWED.dump_python(self, mode="json")

    @classmethod
    def from_json(cls, values: Any) -> Owed:
        """What `to_json` gave."""
        return _OWED.validate_python(values)


_OWED = TypeAdapter(Owed)
NOTHING_OWED = Owed()
