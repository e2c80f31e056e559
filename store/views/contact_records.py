"""Contact points of operators as the pages, the mail and the command line show them: frozen, free of the database.

Times are aware and in UTC; ids are the database's integers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from core.terms import ContactType
from core.uses import kind_of, one_number
from store.ways import UNKNOWN, Signed, Way


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact point of an operator. `shared_with` counts other operators that use it."""

    type: ContactType
    value: str
    first_seen: datetime
    last_seen: datetime
    documents: int
    shared_with: int
    entries: tuple[int, ...] = ()
    contact_id: int = field(default=0, compare=False)  # in the oldest of these; another once it was off and came back


@dataclass(frozen=True, slots=True)
class ContactUse:
    """A contact point as people are told it: a number that is called and messaged once, with a line a use."""

    lines: tuple[ContactLine, ...]  # one at least, all of one value

    @property
    def type(self) -> str:
        """Its kind, or that of a number that is used both ways (core.uses)."""
        return kind_of(line.type for line in self.lines)

    @property
    def value(self) -> str:
        """As all of its lines have it."""
        return self.lines[0].value

    @property
    def first_seen(self) -> datetime:
        """In whichever use."""
        return min(line.first_seen for line in self.lines)

    @property
    def last_seen(self) -> datetime:
        """In whichever use."""
        return max(line.last_seen for line in self.lines)

    @property
    def shared_with(self) -> int:
        """How many other operators use it, in whichever use."""
        return max(line.shared_with for line in self.lines)

    @property
    def entries(self) -> tuple[int, ...]:
        """Under which it was seen."""
        return tuple(sorted({entry for line in self.lines for entry in line.entries}))

    @property
    def contact_id(self) -> int:
        """By which its page is found."""
        return self.lines[0].contact_id


def uses_of(lines: Iterable[ContactLine]) -> tuple[ContactUse, ...]:
    """Contact points as people are told them, each where it stood first."""
    found: dict[tuple[str, str], list[ContactLine]] = {}
    for line in lines:
        found.setdefault(one_number(line.type, line.value), []).append(line)
    return tuple(ContactUse(tuple(each)) for each in found.values())


@dataclass(frozen=True, slots=True)
class RemovalLine(Signed):
    """That a person took a contact point off an operator, or gave it back."""

    removal_id: int
    type: ContactType
    value: str  # "" where a purge took it meanwhile, or an officer had it hidden
    is_off: bool
    who: str
    why: str
    decided_at: datetime
    way: Way = UNKNOWN  # by which it came


@dataclass(frozen=True, slots=True)
class ContactDetail:
    """A contact point of an operator, with what a person needs who takes it off or gives it back."""

    operator_id: int  # that its entry goes by
    operator_name: str
    type: ContactType
    value: str
    line: ContactUse | None  # None where it is off
    decided: tuple[RemovalLine, ...]  # what was said of it so far, oldest first

    @property
    def removal_id(self) -> int:
        """The number of the last word on it; 0 where there is none."""
        return self.decided[-1].removal_id if self.decided else 0
