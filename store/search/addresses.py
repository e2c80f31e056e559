"""The address of a page, as it is pasted: what was read there is meant, and not texts with its words."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from core.urls import canonical, is_address
from store.session import Session
from store.tables import DocumentRow
from store.tables.base import clean

_ALONE = re.compile(r"https?://\S+", re.IGNORECASE)
_BEGINNING = re.compile(r"^https?://(?:www\.)?")


def address_alone(typed: str) -> str:
    """What was typed, where it is one address and nothing besides; else ""."""
    typed = typed.strip()
    return typed if _ALONE.fullmatch(typed) and is_address(typed) else ""


def documents_at(session: Session, address: str) -> list[int]:
    """The documents, of whatever source, whose page has this address; http or https, with or without `www.` and a slash
    at its end, it is the same page."""
    bare = _BEGINNING.sub("", canonical(address))
    ends = {bare, bare.removesuffix("/"), bare if "?" in bare else f"{bare.removesuffix('/')}/"}
    forms = [clean(f"{scheme}://{www}{end}") for scheme in ("http", "https") for www in ("", "www.") for end in ends]
    # Addresses are filed by source, and a source may be one that no catalogue has: each is asked for in turn.
    known = select(func.min(DocumentRow.source_id).label("source_id")).cte("known", recursive=True)
    later = select(func.min(DocumentRow.source_id)).where(DocumentRow.source_id > known.c.source_id).scalar_subquery()
    known = known.union_all(select(later).where(known.c.source_id.is_not(None)))
    here = (DocumentRow.source_id.in_(select(known.c.source_id)), DocumentRow.url.in_(forms))
    return list(session.scalars(select(DocumentRow.document_id).where(*here).order_by(DocumentRow.document_id)))
