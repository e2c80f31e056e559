"""A name found in all that is kept, hidden there, and known by digests from then on."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from core.errors import NotFoundError
from store import analyses, audit, clusters, named
from store.flagging import turns
from store.hidden.arriving import names_with
from store.hidden.readings import written_otherwise
from store.hidden.words import covering, digest_of, length_of, wanted
from store.hide_name.asking import Asked
from store.hide_name.rows import COVERED, DROPPED, cover_row
from store.hide_name.scope import Scope, scope_of
from store.named import Named
from store.session import Session
from store.tables import AnalysisRow, HiddenNameRow
from store.tables.base import Base
from store.ways import UNKNOWN, Way

_ROWS = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


@dataclass(frozen=True, slots=True)
class Found:
    """Where a name stands: what can be hidden, what stays, and how often it stands outside of the document's story.
    `otherwise`: as what else texts write a number, as it was read ("nueve cero cero …"): forms that nobody gave."""

    hideable: tuple[Named, ...]
    staying: tuple[Named, ...]
    elsewhere: int = 0
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hidden:
    """What an officer had hidden at once, without the name."""

    request: int
    forms: int  # ways of writing it
    document_id: int | None  # None: everywhere
    case_number: str
    who: str
    hidden_at: datetime


def find(
    session: Session, asked: Asked, told: Callable[[int, int | None], object] = lambda _done, _total: None
) -> Found:
    """Every place where it stands; `told` is told how many tables were read, and of how many."""
    scope = scope_of(session, asked.story_id) if asked.story_id is not None else None
    found = named.named(session, asked.spellings, told)
    here = [each for each in found if scope is None or _is_here(session, scope, each)]
    hideable = [each for each in here if _is_hideable(each)]
    staying = [each for each in here if not _is_hideable(each)]
    return Found(tuple(hideable), tuple(staying), len(found) - len(here), _otherwise(session, asked, hideable))


def _is_hideable(each: Named) -> bool:
    return each.table in DROPPED or each.column in COVERED.get(each.table, ())


def _otherwise(session: Session, asked: Asked, those: Iterable[Named]) -> tuple[str, ...]:
    """How contact points are written that were read as one of these numbers, where no form that was given meets it."""
    cover = covering(wanted(asked.keys))
    rows = [_row(session, each) for each in those if each.table == AnalysisRow.__tablename__]
    read = [analyses.parse(row.record) for row in rows if isinstance(row, AnalysisRow)]
    return tuple(dict.fromkeys(form for each in read for form in written_otherwise(each, cover)))


def _is_here(session: Session, scope: Scope, each: Named) -> bool:
    row = _row(session, each)
    return row is not None and scope.holds(row)


def _row(session: Session, each: Named) -> Base | None:
    row: Base | None = session.get(_ROWS[each.table], tuple(each.key.values()))
    return row


def register(session: Session, asked: Asked, *, who: str, case: str, now: datetime) -> int:
    """Have what comes from now on hidden; before what is kept, or it would come in between. Asked again, it is one
    request, as it was. Returns its number."""
    same = HiddenNameRow.document_id == asked.document_id
    known = session.scalars(select(HiddenNameRow).where(same if asked.document_id is not None else _EVERYWHERE)).all()
    missing = [key for key in sorted(asked.keys) if not any(row.digest == digest_of(key, row.salt) for row in known)]
    its = [row.request for row in known if any(row.digest == digest_of(key, row.salt) for key in asked.keys)]
    salt = session.scalar(select(HiddenNameRow.salt).limit(1)) or secrets.token_hex(16)
    request = min(its, default=0)
    for key in missing:
        row = HiddenNameRow(
            request=request,
            digest=digest_of(key, salt),
            salt=salt,
            length=length_of(key),
            document_id=asked.document_id,
            case_number=case,
            who=who,
            hidden_at=now,
        )
        session.add(row)
        session.flush()
        request = row.request = request or row.hidden_id
    session.flush()
    return request


_EVERYWHERE = HiddenNameRow.document_id.is_(None)


def hide(  # noqa: PLR0913 - what, where, and who signs
    session: Session,
    asked: Asked,
    request: int,
    those: Iterable[Named],
    *,
    who: str,
    case: str,
    now: datetime,
    way: Way = UNKNOWN,
) -> dict[str, int]:
    """Hide it where it was found, and put that on record: how many rows of which tables, and not the name. Returns
    these."""
    turns.while_correcting(session)
    clusters.lock(session)
    cover = covering(wanted(asked.in_markup), lambda met: names_with(session, met))
    done: Counter[str] = Counter()
    with audit.at_the_end(session):
        for table, key in dict.fromkeys((each.table, tuple(each.key.values())) for each in those):
            row = session.get(_ROWS[table], key, with_for_update=True, populate_existing=True)
            if row is not None and cover_row(session, row, cover, now):
                done[table] += 1
        session.flush()
        details: dict[str, object] = {"case": case, "forms": len(asked.keys), "rows": dict(sorted(done.items()))}
        if asked.document_id is not None:
            details["document"] = asked.document_id
        audit.record(session, "name hidden", who, f"hidden name {request}", details=details | way.details)
    return dict(done)


def listed(session: Session) -> list[Hidden]:
    """What was hidden, the oldest first."""
    rows = session.scalars(select(HiddenNameRow).order_by(HiddenNameRow.request, HiddenNameRow.hidden_id)).all()
    forms = Counter(row.request for row in rows)
    first = {row.request: row for row in reversed(rows)}
    return [
        Hidden(number, forms[number], row.document_id, row.case_number, row.who, row.hidden_at)
        for number, row in sorted(first.items())
    ]


def lift(session: Session, request: int, *, who: str, way: Way = UNKNOWN) -> None:
    """Hide in what comes from now on no longer what was hidden with this request; what was hidden stays so.

    Raises:
        NotFoundError: there is no such request.
    """
    gone = session.execute(
        delete(HiddenNameRow).where(HiddenNameRow.request == request).returning(HiddenNameRow.hidden_id)
    ).all()
    if not gone:
        raise NotFoundError(f"There is no hidden name {request}.", remedy="`almenara hide list` shows them.")
    audit.record(session, "name no longer hidden", who, f"hidden name {request}", details=way.details)
