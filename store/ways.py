"""The way by which something came that is on record under a person's name: from a terminal of this machine, from a
browser where somebody signed in, or from a program that has a token. It stands in the entry of the audit log; of what
was signed before that was noted, nobody can say by which way it came."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select

from core.way_words import CameBy, signed_in_words, way_in_words
from evidence.format.chain import Entry, parse_entry
from store import audit
from store.session import Session
from store.tables import AuditRow
from store.tables.base import chunks


@dataclass(frozen=True, slots=True)
class Way:
    """What is known of it; empty parts are not said. Of a name that was typed at an open desk there is but the path."""

    caller: str = ""  # the operating system's user, at a terminal
    login: str = ""  # of the account
    token: str = ""  # with what the secret of a program's token begins
    path: str = ""  # of the address that it was sent to
    today: str = field(
        default="", compare=False
    )  # what the account is called, if otherwise than it signed; in no entry

    @property
    def details(self) -> dict[str, object]:
        """What an entry of the audit log has of it."""
        return {name: value for name in _ON_RECORD if (value := getattr(self, name))}

    @property
    def came_by(self) -> CameBy:
        """What kind of way it is."""
        if self.token:
            return CameBy.PROGRAM
        if self.caller:
            return CameBy.TERMINAL
        if self.login:
            return CameBy.ACCOUNT
        return CameBy.TYPED if self.path else CameBy.UNKNOWN

    @property
    def persons(self) -> frozenset[str]:
        """Who can be behind it: an account's login and a user of this machine of the same name are one person."""
        return frozenset(each.casefold() for each in (self.caller, self.login) if each)


UNKNOWN = Way()
_ON_RECORD = ("caller", "login", "token", "path")


class Signed:
    """What is on record under a name: the name, and the way by which it came."""

    __slots__ = ()
    who: str
    way: Way

    @property
    def is_by_watch(self) -> bool:
        """Whether the watch did it by itself, and no person."""
        return self.who == audit.MACHINE and self.way == UNKNOWN

    @property
    def came_by(self) -> CameBy:
        """What kind of way it is."""
        return CameBy.WATCH if self.is_by_watch else self.way.came_by

    @property
    def login(self) -> str:
        """Of the account that signed; "" where none did, and where nobody noted it."""
        return self.way.login

    @property
    def token(self) -> str:
        """With what the token begins of the program by which it came; "" elsewhere."""
        return self.way.token

    @property
    def caller(self) -> str:
        """The user of the machine at whose terminal it was; "" elsewhere."""
        return self.way.caller

    @property
    def who_today(self) -> str:
        """What the account that signed is called today; where nobody renamed it, the name itself."""
        return self.way.today or self.who

    @property
    def aside(self) -> str:
        """What stands beside the name, in the language that is being spoken: today's name, where that is another, and
        by which way it came; "" of the watch."""
        said = {"today": self.way.today, "login": self.login, "token": self.token, "caller": self.caller}
        return way_in_words(self.came_by, **said)

    @property
    def in_line(self) -> str:
        """Name and aside: "Ana Núñez (with the account ana)"; of the watch what it is called, for in a copy it may have
        a person's words."""
        return signed_in_words(self.who, self.aside)


def way_in(details: Mapping[str, object]) -> Way:
    """The way that an entry tells; older ones, and those that somebody wrote by hand, tell less or nothing."""
    return Way(**{name: said for name in _ON_RECORD if isinstance(said := details.get(name), str)})


def ways(session: Session, action: str, subjects: Collection[str]) -> dict[tuple[str, int], Way]:
    """By which way each version of these things was decided on, by subject ("flag 3") and version, as far as the audit
    log tells; `action`: what it calls such a decision."""
    found: dict[tuple[str, int], Way] = {}
    for entry in _entries(session, AuditRow.action == action, subjects):
        version = entry.details.get("version")
        if isinstance(version, int):
            found[entry.subject, version] = way_in(entry.details)
    return found


def judged_by(session: Session, action: str, subjects: Collection[str], *, by: str = "judgement") -> dict[int, Way]:
    """By which way each judgement about these operators ("operator 3") came, by its number; `action`: with what the
    audit log's word for one begins; `by`: under what an entry has the number."""
    found: dict[int, Way] = {}
    for entry in _entries(session, AuditRow.action.startswith(action), subjects):
        number = entry.details.get(by)
        if isinstance(number, int):
            found[number] = way_in(entry.details)
    return found


def _entries(session: Session, which: ColumnElement[bool], subjects: Collection[str]) -> Iterator[Entry]:
    for some in chunks(sorted(set(subjects))):
        query = select(AuditRow.line).where(which, AuditRow.subject.in_(some))
        for line in session.scalars(query.order_by(AuditRow.sequence)):
            try:
                yield parse_entry(line.encode())
            except ValueError:  # the log's own check says so
                continue
