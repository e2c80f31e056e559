"""Searches that somebody keeps by a name, and what is new in those that alert.

A search alerts into the digest of one recipient. A document is told of once a search, whatever becomes of it later:
what a mail told is noted in the mail's own transaction (`outbox.queue(hits=...)`), and a mail that was given up does
not count. Pages only save, list and forget; the looking is done at night.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, exists, func, or_, select

from core.errors import ConflictError, InputError, NotFoundError
from core.mailboxes import mailbox_of
from store import audit, search, signers
from store.mail_states import GIVEN_UP
from store.outgoing import recipients
from store.search import DocumentHit, SearchFilter
from store.search.kept import as_kept, from_kept
from store.session import Session
from store.tables import (
    AccountNameRow,
    AccountRow,
    DocumentRow,
    MailRow,
    RevisionRow,
    SavedSearchHitRow,
    SavedSearchRow,
)
from store.tables.base import clean, insert_one

SHOWN = 25
"""Documents of one search that one mail tells of at most; it says how many wait for the next."""
KEPT = 500
"""Searches that a desk keeps at most: a form that anybody can send must not fill the database."""
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search by its name."""

    search_id: int
    owner: str
    name: str
    typed: str
    chosen: SearchFilter
    mailbox: str  # "" where it does not alert
    saved_at: datetime

    @property
    def query(self) -> str:
        """As it stands in the address of the search page, behind the question mark."""
        return urlencode(as_kept(self.typed, self.chosen))


@dataclass(frozen=True, slots=True)
class News:
    """What a search found that its owner was not told of: the newest, and how many more there are."""

    search: SavedSearch
    hits: tuple[DocumentHit, ...]
    more: int


def save(  # noqa: PLR0913 - all of it makes one saved search, by name
    session: Session,
    typed: str,
    chosen: SearchFilter,
    *,
    name: str,
    owner: str,
    address: str = "",
    defaults: Iterable[str] = (),
    now: datetime,
    caller: str = "",
) -> SavedSearch:
    """Keep a search. With an address it alerts there, from what is archived after now on.

    Args:
        address: of a recipient of the digest, of the table or of the settings (`defaults`); nobody else can be mailed.
        caller: the operating system's user behind a name that was typed at a terminal.

    Raises:
        InputError: it asks nothing, has no name or owner, or the address is no recipient's, or not that of the owner's
            account.
        ConflictError: the owner has one of this name, or the desk keeps too many.
    """
    owner, name = signers.called_today(session, clean(owner.strip())), clean(name.strip())
    _check(session, typed, chosen, name=name, owner=owner)
    mailbox = ""
    if address.strip():
        found = recipients.find(session, address, defaults)
        if found is None:
            raise InputError(
                "This address gets no digest, so nothing was saved.",
                remedy="Name the address that your digest goes to, or none.",
            )
        mailbox = found.mailbox
        _check_own(session, owner, mailbox)
    values = {
        "owner": owner,
        "name": name,
        "question": as_kept(typed, chosen),
        "mailbox": mailbox,
        "from_revision": session.scalar(select(func.max(RevisionRow.revision_id))) or 0,
        "saved_at": now,
    }
    if not insert_one(session, SavedSearchRow, values):
        raise ConflictError(f"{owner} has a search by the name {name} already.", remedy="Give it another name.")
    row = session.scalars(select(SavedSearchRow).where(*_is(owner, name))).one()
    # neither its name nor what it asks: the log keeps them for good, and people look for victims, too
    details = {"alerts": bool(mailbox)} | _called(caller)
    audit.record(session, "search saved", owner, f"saved search {row.search_id}", details=details)
    return _saved(row)


def saved(session: Session) -> list[SavedSearch]:
    """All, by owner and name."""
    query = select(SavedSearchRow).order_by(SavedSearchRow.owner, SavedSearchRow.name)
    return [_saved(row) for row in session.scalars(query)]


def saved_by(session: Session, who: str) -> list[SavedSearch]:
    """Those of one person, under whichever name they saved them, by name."""
    return sorted((each for each in saved(session) if _is_own(session, each.owner, who)), key=lambda each: each.name)


def silence(session: Session, search_id: int, *, who: str) -> None:
    """Let a search alert nobody any more; it stays. Only its owner can.

    Raises:
        NotFoundError: `who` has no such search.
    """
    row = session.get(SavedSearchRow, search_id)
    if row is None or not _is_own(session, row.owner, clean(who.strip())):
        raise NotFoundError(f"{who} has no saved search {search_id}.", remedy="`almenara saved list` shows them.")
    if row.mailbox:
        row.mailbox = ""
        session.flush()
        audit.record(session, "search alerts no more", who, f"saved search {search_id}")


def forget(session: Session, search_id: int, *, who: str, caller: str = "", of_another: bool = False) -> None:
    """Keep a search no longer. Only its owner can; and who administers the watch (`of_another`), for it may hold the
    name of somebody who asked to be named no more. Whose it was is on record then. `caller`: as `save`.

    Raises:
        NotFoundError: `who` has no such search; or nobody has.
    """
    row = session.get(SavedSearchRow, search_id)
    is_own = row is not None and _is_own(session, row.owner, clean(who.strip()))
    if row is None or not (is_own or of_another):
        raise NotFoundError(f"{who} has no saved search {search_id}.", remedy="`almenara saved list` shows them.")
    details = _called(caller) | ({} if is_own else {"owner": row.owner})
    session.delete(row)
    session.flush()
    audit.record(session, "search forgotten", who, f"saved search {search_id}", details=details)


def news(session: Session, mailbox: str, zone: tzinfo = UTC) -> list[News]:
    """What is new in the searches that alert this recipient, by name; those without news are left out, and those of
    people whose account was shut. The days that they choose are told in `zone`."""
    former = select(AccountNameRow.name).where(AccountNameRow.account_id == AccountRow.account_id)
    its = or_(AccountRow.name == SavedSearchRow.owner, SavedSearchRow.owner.in_(former))
    shut_out = exists().where(its, AccountRow.disabled)
    mine = select(SavedSearchRow).where(SavedSearchRow.mailbox == mailbox_of(mailbox), ~shut_out)
    rows = session.scalars(mine.order_by(SavedSearchRow.name))
    found = []
    for row in list(rows):
        each = _saved(row)
        asked = search.understand(session, each.typed)
        new = _new(row)
        chosen = replace(each.chosen, zone=zone)
        hits = search.find_documents(session, asked, chosen, limit=SHOWN, also=new)
        if hits:
            total = search.count_documents(session, asked, chosen, also=new)
            found.append(News(each, tuple(hits), more=total - len(hits)))
    return found


def _new(row: SavedSearchRow) -> list[ColumnElement[bool]]:
    told = exists().where(
        SavedSearchHitRow.search_id == row.search_id,
        SavedSearchHitRow.document_id == DocumentRow.document_id,
        MailRow.mail_id == SavedSearchHitRow.mail_id,
        MailRow.state.not_in(GIVEN_UP),
    )
    return [RevisionRow.revision_id > row.from_revision, ~told]


def _check(session: Session, typed: str, chosen: SearchFilter, *, name: str, owner: str) -> None:
    if search.only_signs(typed) or (not typed.strip() and chosen.is_empty):
        raise InputError("This search asks nothing.", remedy="Type words or choose filters, then save it.")
    if not owner:
        raise InputError("A saved search needs an owner.", remedy="Say your name.")
    if not name or len(name) > LONGEST_NAME:
        raise InputError("A saved search needs a name.", remedy=f"Give it one of at most {LONGEST_NAME} letters.")
    if (session.scalar(select(func.count()).select_from(SavedSearchRow)) or 0) >= KEPT:
        raise ConflictError(f"{KEPT} searches are saved already.", remedy="Forget one first.")


def _check_own(session: Session, owner: str, mailbox: str) -> None:
    """A search of somebody with an account alerts that person alone, whoever saves it."""
    own = session.scalars(select(AccountRow.mailbox).where(AccountRow.name == owner)).first()
    if own is not None and own != mailbox:
        raise InputError(
            f"{mailbox} is not the address of {owner}.", remedy="`almenara user mail` notes where their digest goes."
        )


def _is_own(session: Session, owner: str, who: str) -> bool:
    """Whether a search is somebody's. One that was kept while its owner was renamed may have the name of before."""
    return who in {owner, signers.called_today(session, owner)}


def _called(caller: str) -> dict[str, str]:
    return {"caller": caller} if caller else {}


def _is(owner: str, name: str) -> list[ColumnElement[bool]]:
    return [SavedSearchRow.owner == owner, SavedSearchRow.name == name]


def _saved(row: SavedSearchRow) -> SavedSearch:
    typed, chosen = from_kept(row.question)
    return SavedSearch(row.search_id, row.owner, row.name, typed, chosen, row.mailbox, row.saved_at)
