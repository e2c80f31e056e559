"""Rows without a name that is to be hidden: in which tables and columns it is, and how."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from email import message_from_bytes, policy
from typing import Any

from store import analyses
from store.hidden.readings import covered_reading
from store.hidden.texts import cover_text
from store.hidden.words import Cover
from store.session import Session
from store.tables import AnalysisRow, LinkRow, MailRow, RevisionRow
from store.tables.base import Base

COVERED: Mapping[str, tuple[str, ...]] = {
    "revisions": ("title", "text", "author", "section"),
    "analyses": ("record",),
    "captures": ("title_hint", "reason"),
    "operator_mentions": ("sentence",),
    "operator_statuses": ("sentence",),
    "links": ("subject", "reasons"),
    "judgements": ("evidence",),
    "flags": ("reason",),
    "flag_events": ("details",),
    "mails": ("subject", "message", "error"),
    "webhook_deliveries": ("body", "error"),
    "set_aside": ("error",),
    "run_sources": ("error",),
}
"""What is barred. All else stays: addresses, by which evidence is found, and what people signed."""
DROPPED = frozenset({"contact_sightings", "flag_facts", "rising_terms", "withdrawn_details"})
"""Of which the row goes: it is a key, a count of words, or what a person took off an operator."""


def cover_row(session: Session, row: Base, cover: Cover, now: datetime) -> bool:
    """Hide what is to be hidden in a row. Returns whether anything was; of a text, or of what was read of it, `now` is
    kept, by which whoever keeps a copy is told."""
    if row.__tablename__ in DROPPED or (isinstance(row, LinkRow) and not row.linked):
        session.delete(row)  # whom somebody merely resembled: no flag rests on it
        return True
    columns = COVERED[row.__tablename__]
    before = [getattr(row, column) for column in columns]
    if isinstance(row, RevisionRow):
        cover_text(session, row, cover)
    elif isinstance(row, AnalysisRow):
        row.record = analyses.dump(covered_reading(analyses.parse(row.record), cover))
    else:
        for column in columns:
            _cover_cell(row, column, cover)
    is_changed = before != [getattr(row, column) for column in columns]
    if is_changed and isinstance(row, (RevisionRow, AnalysisRow)):
        session.get_one(RevisionRow, row.revision_id).barred_at = now
    return is_changed


def _cover_cell(row: Base, column: str, cover: Cover) -> None:
    cell = getattr(row, column)
    how: Callable[[Any, Cover], object] = _each
    if isinstance(row, MailRow) and column == "message":
        how = _of_mail
    elif column == "body":
        how = _of_json
    setattr(row, column, how(cell, cover))


def _each(cell: Any, cover: Cover) -> Any:
    """A value of JSON, in all that it holds."""
    if isinstance(cell, str):
        return cover(cell)
    if isinstance(cell, list):
        return [_each(each, cover) for each in cell]
    if isinstance(cell, dict):
        return {name: _each(each, cover) for name, each in cell.items()}
    return cell


def _of_json(cell: str, cover: Cover) -> str:
    return json.dumps(_each(json.loads(cell), cover), ensure_ascii=True, separators=(",", ":")) if cell else cell


def _of_mail(message: bytes, cover: Cover) -> bytes:
    """A mail, sent or waiting, with bars in its subject and in its text."""
    parsed = message_from_bytes(message, policy=policy.SMTP)
    subject = str(parsed["subject"] or "")
    texts = [(part, part.get_content()) for part in parsed.walk() if part.get_content_maintype() == "text"]
    changed = [(part, cover(text)) for part, text in texts if cover(text) != text]
    if cover(subject) != subject:
        parsed.replace_header("Subject", cover(subject))
    elif not changed:
        return message
    for part, text in changed:
        part.set_content(text, subtype=part.get_content_subtype(), cte="quoted-printable")
    return parsed.as_bytes()
