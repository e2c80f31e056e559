"""Who looked at whom: a view as the audit log keeps it, and all that the log has about one thing.

A view of one thing is about that thing, wherever it was looked at: `operator 7`, `flag 3`. Whoever else was shown
stands in the details under `operators`, by every entry that was one operator then; judgements name both of theirs
there. Older entries of the desk bear the address of its page instead, and are found by it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import ColumnElement, or_, select

from evidence.format.chain import Entry, parse_entry
from store import audit, signers
from store.clusters import clusters_of, members, members_of
from store.session import Session
from store.tables import AuditRow

VIEWED = "viewed"
"""What the audit log calls it."""
_PLACES = {"flag": "flags", "document": "documents", "run": "runs", "source": "sources", "clearing": "clearings"}
"""Where the desk and its API show one thing, under its number or name."""
_OPERATOR = re.compile(r"operator ([1-9][0-9]{0,8})")


def viewed(
    session: Session,
    who: str,
    subject: str,
    *,
    operators: Collection[int] = (),
    details: Mapping[str, object] | None = None,
) -> None:
    """Put a view on record; to be kept before anything is shown. `operators`: who is shown besides the subject."""
    own = _OPERATOR.fullmatch(subject)
    shown = {*operators, *((int(own[1]),) if own else ())}
    entries = sorted(members_of(session, set(clusters_of(session, shown).values())))
    is_told = [f"operator {each}" for each in entries] in ([], [subject])
    more = {} if is_told else {"operators": entries}
    audit.record(session, VIEWED, who, subject, details={**(details or {}), **more})


def about(session: Session, subject: str, *, limit: int = 100, who: str = "") -> list[Entry]:
    """Entries about one thing, newest first: what was done to it, and who looked at it on pages, by the API and at
    terminals. All entries that are one operator now count as one. Reads the whole log where there are few.

    Not told of an operator: what was decided on its flags (asked about the flag), and who saw it in a list that is
    about nobody in particular: those stand under the list's address."""
    query = select(AuditRow.line).where(or_(*_met(session, subject))).order_by(AuditRow.sequence.desc()).limit(limit)
    if who:
        query = query.where(AuditRow.who.in_(signers.all_names(session, who)))
    return [parse_entry(line.encode()) for line in session.scalars(query)]


def _met(session: Session, subject: str) -> Iterator[ColumnElement[bool]]:
    own = _OPERATOR.fullmatch(subject)
    if own is None:
        yield AuditRow.subject == subject
        kind, _, number = subject.partition(" ")
        if number and kind in _PLACES:
            yield AuditRow.subject.regexp_match(rf"^(/api/v1)?/{_PLACES[kind]}/{re.escape(number)}(/|$)")
        return
    numbers = members(session, int(own[1]))
    yield AuditRow.subject.in_([f"{before}operator {each}" for each in numbers for before in ("", "dossier of ")])
    one_of = "|".join(map(str, numbers))
    places = rf"operators/({one_of})|pairs/({one_of})/[0-9]+|pairs/[0-9]+/({one_of})"
    yield AuditRow.subject.regexp_match(rf"^(/api/v1)?/({places})(/|$)")
    named = AuditRow.line.regexp_match(rf'"operators":\[([0-9]+,)*({one_of})(,[0-9]+)*\]')
    yield AuditRow.line.contains('"operators":[') & named
    decided = AuditRow.line.regexp_match(rf'"operator":({one_of})[,}}]')  # on a list's clearing of it, or a correction
    yield AuditRow.line.contains('"operator":') & decided
