"""Where the mail of a person with an account goes. Said at the terminal only: whoever could name any address would have
the desk write to it."""

from __future__ import annotations

from sqlalchemy import update

from core.errors import InputError
from core.mailboxes import address_of, mailbox_of
from store import audit, signers
from store.accounts import people
from store.accounts.records import Account, Act
from store.session import Session
from store.tables import SavedSearchRow
from store.tables.base import clean


def set_mailbox(session: Session, account_id: int, address: str, act: Act) -> Account:
    """Note the address that somebody's digest goes to, or none (""). Those of their saved searches that alert do so
    there from now on, and nowhere else.

    Raises:
        InputError: that is no address, or more than one.
    """
    mailbox = mailbox_of(clean(address))
    try:
        _ = mailbox and address_of(clean(address))
    except ValueError as error:
        raise InputError(f"{error}.", remedy="Write user@host.") from error
    row = people.row_of(session, account_id)
    row.mailbox = mailbox
    alerting = (SavedSearchRow.owner.in_(signers.names_of(session, account_id)), SavedSearchRow.mailbox != "")
    session.execute(update(SavedSearchRow).where(*alerting).values(mailbox=mailbox))
    session.flush()
    audit.record(session, "mailbox noted", act.who, f"account {row.login}", details={"mailbox": mailbox})
    return people.record(row)
