"""The flagged adverts of the watch, grouped by template; regrouped after every night."""

from __future__ import annotations

from sqlalchemy import delete, exists, select

from core.terms import DocumentKind
from store.network.templates import groups, spread
from store.session import Session
from store.tables import AdvertGroupRow, DocumentRow, FlagRow, RevisionRow
from store.tables.base import insert_new


def regroup(session: Session) -> int:
    """Group the newest texts of all adverts whose story has a flag. Returns how many groups there are."""
    flagged = exists().where(FlagRow.story_id == DocumentRow.story_id)
    query = (
        select(DocumentRow.document_id, RevisionRow.title, RevisionRow.text)
        .join(RevisionRow, RevisionRow.revision_id == DocumentRow.revision_id)
        .where(DocumentRow.kind == DocumentKind.AD.value, flagged)
    )
    found = groups({document_id: f"{title}\n{text}" for document_id, title, text in session.execute(query)})
    session.execute(delete(AdvertGroupRow))
    insert_new(
        session,
        AdvertGroupRow,
        [{"document_id": document_id, "first_id": first} for document_id, first in spread(found).items()],
    )
    return len(found)
