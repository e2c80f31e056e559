"""What comes in once a name was hidden, in a copy, a changed page, or anywhere: known by the digests of its words, and
kept with bars in its place. The digest of a text stays that of the page, by which the same page is known again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from core.records import Extracted
from store.hidden.words import Cover, Wanted, covering, digest_of, words_in
from store.session import Session
from store.tables import CaptureRow, DocumentRow, HiddenNameRow, OperatorNameRow
from store.tables.base import plain_table, read_rows

_NAMES, _DOCUMENTS = plain_table(HiddenNameRow), plain_table(DocumentRow)
_ALL = select(_NAMES.c.salt, _NAMES.c.digest, _NAMES.c.length, _NAMES.c.document_id, _DOCUMENTS.c.story_id).select_from(
    _NAMES.outerjoin(_DOCUMENTS, _DOCUMENTS.c.document_id == _NAMES.c.document_id)
)


def cover_of(session: Session, story_id: int | None) -> Cover | None:
    """What hides in a text of this story what is hidden there, or everywhere; of no story (None), everywhere alone.
    None where nothing is."""
    rows = [row for row in read_rows(session, _ALL) if row.document_id is None or row.story_id == story_id]
    return covering(_wanted(rows), lambda met: names_with(session, met)) if rows else None


def as_kept(session: Session, story_id: int, capture_id: str, extracted: Extracted) -> Extracted:
    """What was read off a page as it may be kept; the title that a feed gave with the page likewise."""
    cover = cover_of(session, story_id)
    if cover is None:
        return extracted
    for row in session.scalars(select(CaptureRow).where(CaptureRow.capture_id == capture_id)):
        row.title_hint = cover(row.title_hint)
    return replace(
        extracted,
        title=cover(extracted.title),
        text=cover(extracted.text),
        author=cover(extracted.author),
        section=cover(extracted.section),
    )


def names_with(session: Session, keys: Collection[str]) -> list[str]:
    """The names of operators that hold one of these, and are more than that."""
    return [name for name in session.scalars(select(OperatorNameRow.name)) if _holds(name, keys)] if keys else []


def _holds(name: str, keys: Iterable[str]) -> bool:
    own = f" {' '.join(words_in(name))} "
    return any(f" {key} " in own and own.strip() != key for key in keys)


def _wanted(rows: Sequence[Any]) -> Wanted:
    held: Mapping[str, frozenset[str]] = {
        salt: frozenset(row.digest for row in rows if row.salt == salt) for salt in {row.salt for row in rows}
    }
    lengths = frozenset(row.length for row in rows)
    return Wanted(lengths, lambda key: any(digest_of(key, salt) in digests for salt, digests in held.items()))
