"""Read models as the API answers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from core.records import Capture
from core.terms import PathKind, TravelMode
from evidence.removal import taken_away
from store import search, views
from store.exchange.cautions import caution
from store.search.records import Text
from web import found_schemas, full_schemas, schemas
from web.clearing_schemas import Clearing

Named = Iterable[tuple[int, str]]
"""Operators by id and name."""
Lines = Mapping[int, views.OperatorSummary]
"""Those that are named by what is answered, and perhaps others, by their ids: to say how each stands."""


def named_by(flags: Iterable[views.FlagSummary]) -> set[int]:
    """The operators that these flags name."""
    return {operator_id for flag in flags for operator_id, _name in flag.operators}


def flag_line(summary: views.FlagSummary, lines: Lines) -> schemas.Flag:
    """A flag as lists have it."""
    others = {"operators", "may_be_meant", "standings", "withdrawn_operators", "withdrawal", "cleared"}
    others |= {"corrected_operators"}
    fields = {name: getattr(summary, name) for name in schemas.Flag.model_fields if name not in others}
    fields["updated_at"] = summary.changed_at
    fields["reason"] = summary.reason_now
    fields["may_be_meant"] = tuple(key for key, _name in summary.operators if key in summary.doubtful)
    fields["cleared"] = _cleared(summary.cleared)
    if summary.withdrawal is not None:
        fields["withdrawal"] = schemas.Withdrawal.model_validate(summary.withdrawal)
    return schemas.Flag(
        **{"withdrawal": None, **fields},
        operators=_references(summary.operators),
        standings=_standings(summary.operators, lines),
        withdrawn_operators=_references(summary.withdrawn_operators),
        corrected_operators=_references(summary.corrected_operators),
    )


def document_found(
    hit: search.DocumentHit, runs: tuple[tuple[str, ...], ...], lines: Lines
) -> found_schemas.DocumentFound:
    """A document that a search found, with the words around what was sought."""
    said = "".join(piece.text for piece in search.excerpt(hit.text, runs))
    names = found_schemas.DocumentFound.model_fields.keys() - {"excerpt", "cleared", "accused", "standings"}
    return found_schemas.DocumentFound(
        **{name: getattr(hit, name) for name in names},
        excerpt=said,
        cleared=_cleared(hit.cleared),
        accused=_references(hit.accused),
        standings=_standings(hit.accused, lines),
    )


def flag_in_full(detail: views.FlagDetail, lines: Lines, archive: Path) -> full_schemas.FlagInFull:
    """A flag with what it stands on and whom it names, as the API and the terminal answer it."""
    read = detail.analysis
    return full_schemas.FlagInFull(
        **flag_line(detail.summary, lines).model_dump(),
        text=detail.document.text,
        reader=read.reader,
        signals=tuple(schemas.Signal.model_validate(signal) for signal in read.signals),
        journey=full_schemas.Journey(
            waypoints=read.route.waypoints,
            modes=tuple(TravelMode(mode) for mode in read.route.modes),
            duration_hours=read.route.duration_hours,
            path=PathKind(read.route.path) if read.route.path else None,
        ),
        contacts=tuple(full_schemas.ContactRead.model_validate(contact) for contact in read.operator_contacts),
        taken_off=tuple(full_schemas.ContactRead.model_validate(contact) for contact in detail.taken_off),
        prices=tuple(full_schemas.Price.model_validate(price) for price in read.prices),
        candidates=tuple(schemas.Candidate.model_validate(candidate) for candidate in detail.candidates),
        corrected=tuple(map(_corrected, detail.corrected)),
        evidence=_evidence(detail.capture, archive),
        gone_at=detail.gone_at,
        returned=full_schemas.Returned.model_validate(detail.returned) if detail.returned else None,
        decisions=tuple(schemas.Decision.model_validate(decision) for decision in detail.decisions),
        allowed_moves=detail.allowed_moves,
        clearings=tuple(Clearing.model_validate(each) for each in detail.may_be),
    )


def document_in_full(revision_id: int, whole: Text, lines: Lines, archive: Path) -> found_schemas.DocumentInFull:
    """One version of a document."""
    read = whole.document
    return found_schemas.DocumentInFull(
        revision_id=revision_id,
        title=read.title,
        text=read.text,
        url=read.url,
        source_id=read.source_id,
        country=read.country,
        language=read.language,
        published=read.published,
        version=whole.number,
        versions=whole.versions,
        flag_id=whole.flag_id,
        operators=_references(whole.operators),
        standings=_standings(whole.operators, lines),
        evidence=_evidence(whole.capture, archive),
        purged_at=whole.purged_at,
        clearance_id=whole.clearance_id,
        cleared=_cleared(whole.cleared),
    )


def _corrected(each: views.CorrectedReading) -> full_schemas.ReadingCorrected:
    line, by = each.line, each.line.corrections[-1]
    return full_schemas.ReadingCorrected(
        name=each.name,
        operator_id=each.operator_id,
        statement_id=line.statement_id,
        status=line.status,
        stands_as=line.stands_as,
        who=by.who,
        decided_at=by.decided_at,
        is_by_watch=by.is_by_watch,
        contacts=tuple(full_schemas.ContactRead.model_validate(contact) for contact in each.contacts),
    )


def _references(named: Named) -> tuple[schemas.OperatorReference, ...]:
    return tuple(schemas.OperatorReference(operator_id=key, name=name) for key, name in named)


def _standings(named: Named, lines: Lines) -> tuple[schemas.Stands, ...]:
    known = (lines[key] for key, _name in named)
    return tuple(
        schemas.Stands(operator_id=each.operator_id, status=each.status, caution=caution(each)) for each in known
    )


def _cleared(found: Iterable[views.ClearedLine]) -> tuple[schemas.Cleared, ...]:
    return tuple(schemas.Cleared.model_validate(each) for each in found)


def _evidence(capture: Capture, archive: Path) -> schemas.Evidence:
    names = schemas.Evidence.model_fields.keys() - {"removed_at"}
    known = {name: getattr(capture, name) for name in names}
    return schemas.Evidence(**known, removed_at=taken_away(archive, capture.warc_file))
