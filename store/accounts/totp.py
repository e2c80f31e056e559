"""The second factor: codes of six digits by the clock (RFC 6238). A code that was taken opens nothing again, nor does
an older one."""

from __future__ import annotations

import hmac
from datetime import datetime

import pyotp
from sqlalchemy import update

from core.errors import ConflictError
from store import audit
from store.accounts import people
from store.accounts.records import Account, Act
from store.session import Session
from store.tables import AccountRow

STEP_S = 30
ISSUER = "Almenara"


def prepare(session: Session, account_id: int) -> None:
    """Invent a secret; it counts when a code has proved that somebody's telephone has it.

    Raises:
        ConflictError: there is a second factor already.
    """
    row = people.row_of(session, account_id)
    if row.totp_secret:
        raise ConflictError(f"{row.login} has a second factor.", remedy="Take it away first.")
    row.totp_pending = pyotp.random_base32()


def pending(session: Session, account_id: int) -> tuple[str, str]:
    """The secret that waits for its proof, and its otpauth:// address for the QR code; empty where none waits."""
    row = session.get_one(AccountRow, account_id)
    if not row.totp_pending:
        return "", ""
    return row.totp_pending, pyotp.TOTP(row.totp_pending).provisioning_uri(name=row.login, issuer_name=ISSUER)


def confirm(session: Session, account_id: int, code: str, act: Act) -> bool:
    """Turn the second factor on where the code proves the secret that waits."""
    row = people.row_of(session, account_id)
    step = _step(row.totp_pending, code, act.at) if row.totp_pending else 0
    if not step:
        return False
    row.totp_secret, row.totp_pending, row.totp_counter = row.totp_pending, "", step
    audit.record(session, "second factor set up", act.who, f"account {row.login}")
    return True


def accepts(session: Session, account_id: int, code: str, now: datetime) -> bool:
    """Whether the code is right and newer than any that was taken; takes it. Two at once: one is taken."""
    row = session.get(AccountRow, account_id, populate_existing=True)
    step = _step(row.totp_secret, code, now) if row is not None and row.totp_secret else 0
    if not step:
        return False
    taken = (
        update(AccountRow)
        .where(AccountRow.account_id == account_id, AccountRow.totp_counter < step)
        .values(totp_counter=step)
        .returning(AccountRow.account_id)
        .execution_options(synchronize_session=False)
    )
    return session.execute(taken).first() is not None


def take_away(session: Session, account: Account, act: Act) -> None:
    """Sign-in by password alone again."""
    row = people.row_of(session, account.account_id)
    if row.totp_secret or row.totp_pending:
        row.totp_secret, row.totp_pending = "", ""
        audit.record(session, "second factor taken away", act.who, account.subject)


def _step(secret: str, code: str, now: datetime) -> int:
    """The time step whose code this is: now's, or the one before or after, for clocks that differ. 0: none."""
    typed = "".join(code.split()).encode("utf-8", "surrogatepass")
    here = int(now.timestamp()) // STEP_S
    one = pyotp.TOTP(secret, interval=STEP_S)
    return next(
        (step for step in (here, here - 1, here + 1) if hmac.compare_digest(one.generate_otp(step).encode(), typed)), 0
    )
