"""The way by which something came that is on record under a person's name: from a terminal of this machine, from a
browser where somebody signed in, or from a program that has a token. It stands in the entry of the audit log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import select

from evidence.format.chain import parse_entry
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

    @property
    def details(self) -> dict[str, object]:
        """What an entry of the audit log has of it."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def persons(self) -> frozenset[str]:
        """Who can be behind it: an account's login and a user of this machine of the same name are one person."""
        return frozenset(each.casefold() for each in (self.caller, self.login) if each)


UNKNOWN = Way()


def way_in(details: Mapping[str, object]) -> Way:
    """The way that an entry tells; older ones, and those that somebody wrote by hand, tell less or nothing."""
    return Way(**{name: said for name in Way.__slots__ if isinstance(said := details.get(name), str)})


def ways(session: Session, action: str, subjects: Collection[str]) -> dict[tuple[str, int], Way]:
    """By which way each version of these things was decided on, by subject ("flag 3") and version, as far as the audit
    log tells; `action`: what it calls such a decision."""
    found: dict[tuple[str, int], Way] = {}
    for some in chunks(list(subjects)):
        query = select(AuditRow.line).where(AuditRow.action == action, AuditRow.subject.in_(some))
        for line in session.scalars(query.order_by(AuditRow.sequence)):
            try:
                entry = parse_entry(line.encode())
            except ValueError:  # the log's own check says so
                continue
            version = entry.details.get("version")
            if isinstance(version, int):
                found[entry.subject, version] = way_in(entry.details)
    return found
