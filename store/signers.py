"""Who signed, where accounts were given other names since: what was signed keeps its name, and stands for one person
with all names that the account had. A name that an account once had is nobody else's ever after.

Which account signed is told by its login, where that is on record. What was signed before that was noted is told by its
name; a name that was typed without an account is nobody's but its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select, text

from core.errors import InputError
from core.persons import is_alike
from store import audit
from store.session import Session
from store.tables import AccountNameRow, AccountRow
from store.ways import UNKNOWN, Way, judged_by, ways

_LOCK = 0x414C4D4E
_RENAMED = select(AccountNameRow.name, AccountRow.login, AccountRow.name).join(
    AccountRow, AccountRow.account_id == AccountNameRow.account_id
)


@dataclass(frozen=True, slots=True)
class Renamed:
    """The accounts that had other names before: what each is called today, by its login and by every former name."""

    by_login: Mapping[str, str]
    by_name: Mapping[str, str]

    def told(self, who: str, way: Way) -> Way:
        """The way by which something came, with what the account that signed it is called today."""
        of = self.by_name.get(who, "") if way == UNKNOWN else self.by_login.get(way.login, "")
        return way if of in {"", who} else replace(way, today=of)


@dataclass(frozen=True, slots=True)
class Signers:
    """By which way each version of some things was decided on, or each judgement given."""

    ways: Mapping[tuple[str, int], Way]
    renamed: Renamed

    def of(self, subject: str, version: int, who: str) -> Way:
        """The way by which one of them came that `who` signed."""
        return self.renamed.told(who, self.ways.get((subject, version), UNKNOWN))


NOBODY = Signers({}, Renamed({}, {}))
"""Of nothing: nothing is asked for it."""


def signers(session: Session, action: str, subjects: Collection[str]) -> Signers:
    """As `store.ways.ways`."""
    return Signers(ways(session, action, subjects), renamed(session)) if subjects else NOBODY


def judges(session: Session, action: str, subjects: Collection[str], *, by: str = "judgement") -> Signers:
    """As `store.ways.judged_by`; each by its number, under no subject."""
    if not subjects:
        return NOBODY
    found = judged_by(session, action, subjects, by=by)
    return Signers({("", number): way for number, way in found.items()}, renamed(session))


def renamed(session: Session) -> Renamed:
    """All accounts that had other names before."""
    rows = session.execute(_RENAMED).all()
    return Renamed({login: today for _former, login, today in rows}, {former: today for former, _login, today in rows})


def names_of(session: Session, account_id: int) -> tuple[str, ...]:
    """All names of an account: that of today, then those that it had before, the last first."""
    today = session.scalars(select(AccountRow.name).where(AccountRow.account_id == account_id)).all()
    return tuple(dict.fromkeys((*today, *former_names(session, account_id))))


def former_names(session: Session, account_id: int) -> tuple[str, ...]:
    """The names that an account had before, the last first."""
    mine = select(AccountNameRow.name).where(AccountNameRow.account_id == account_id)
    return tuple(session.scalars(mine.order_by(AccountNameRow.left_at.desc(), AccountNameRow.name)))


def called_today(session: Session, name: str) -> str:
    """What the account is called today that had this name before; the name itself where none had."""
    return renamed(session).by_name.get(name, name)


def all_names(session: Session, who: str) -> list[str]:
    """A name, with all that the account has or had whose login or name it is or was."""
    everybodys = _everybodys(session)
    by_login = session.scalars(select(AccountRow.account_id).where(AccountRow.login == who)).first()
    account = everybodys.get(who, by_login)
    return sorted({who, *(name for name, each in everybodys.items() if account is not None and each == account)})


def is_accounts(session: Session, name: str) -> bool:
    """Whether a name that was signed with is or was that of an account, open or shut, and of no mere user of a
    machine."""
    return any(is_alike(name, each) for each in _everybodys(session))


def is_one_person(session: Session, one: str, other: str) -> bool:
    """Whether two names are one person's: they look alike, or one account has or had both."""
    if is_alike(one, other):
        return True
    everybodys = _everybodys(session)
    mine, theirs = ({account for name, account in everybodys.items() if is_alike(name, each)} for each in (one, other))
    return bool(mine & theirs)


def check_signs(what: str, who: str) -> None:
    """Refuse what nobody signs, or who would sign as the watch does: in its own corrections no person decided.

    Raises:
        InputError: it is so.
    """
    if not who.strip():
        raise InputError(f"{what}: a decision needs a name.", remedy="Say who decides.")
    if is_alike(who, audit.MACHINE):
        raise InputError(f"{what}: {who.strip()} is what the watch itself signs with.", remedy="Say who decides.")


def lock(session: Session) -> None:
    """Let one transaction at a time give names. SQLite has only one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _everybodys(session: Session) -> dict[str, int]:
    """Every name that an account has or had, and whose it is."""
    former = session.execute(select(AccountNameRow.name, AccountNameRow.account_id)).all()
    return dict(former) | dict(session.execute(select(AccountRow.name, AccountRow.account_id)).all())
