"""The first form of the API: flags, operators and runs, typed. What it takes stands in web.decision_api. The
contract is /api/v1/openapi.json."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import AfterValidator, AwareDatetime, BeforeValidator
from starlette.responses import Response

from core.days import beginning
from core.errors import InputError
from core.terms import DocumentKind, DocumentLabel, FlagKind, FlagState
from store import search, views
from store.views.cleared import accused_in
from store.views.operator_lines import operator_lines
from web import answers, found_schemas, full_schemas, operator_schemas, schemas
from web.audit import handed_out
from web.desk import MAX_ID, AtDesk, Id
from web.dossier_answers import PDF, pdf_of
from web.operator_answers import operator_found, operator_in_full
from web.searching import AskedExactly, Country, Day

UNREADABLE: dict[int | str, dict[str, Any]] = {422: {"model": schemas.Fault}}
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"model": schemas.Fault}}

Cursor = Annotated[int | None, Query(ge=1, le=MAX_ID)]
Limit = Annotated[int, Query(ge=1, le=200)]


def _moment(value: object) -> object:
    """A moment as ISO writes it; a bare number would be read as seconds since 1970."""
    if isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d[Tt ]", value):
        raise ValueError("a moment is written as 2021-01-23T12:00:00Z")
    return value


def _in_utc(moment: datetime) -> datetime:
    """The same moment.

    Raises:
        ValueError: it lies before or after all times.
    """
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("that is no moment of our times") from error


ChangedSince = Annotated[
    Annotated[AwareDatetime, BeforeValidator(_moment), AfterValidator(_in_utc)] | None,
    Query(description="Only what changed from this moment on: 2021-01-23T12:00:00Z."),
]
router = APIRouter(prefix="/api/v1", tags=["v1"], responses=UNREADABLE)


@router.get("/flags", responses=NOT_FOUND)
def flags(  # noqa: PLR0913 - one parameter a filter
    desk: AtDesk,
    *,
    state: Annotated[list[FlagState] | None, Query()] = None,
    kind: Annotated[list[FlagKind] | None, Query()] = None,
    country: Annotated[Country, Query()] = "",
    source: Annotated[str, Query(pattern="^[a-z0-9_]{0,80}$")] = "",
    operator: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    label: Annotated[list[DocumentLabel] | None, Query(description="Only those with one of these labels.")] = None,
    document_kind: Annotated[DocumentKind | None, Query(description="Only reports, or only adverts.")] = None,
    since: Annotated[Day | None, Query(description="Only those that evidence changed from this day on.")] = None,
    proposed: Annotated[bool, Query(description="Only those that wait for a second person.")] = False,
    changed_since: ChangedSince = None,
    before: Cursor = None,
    limit: Limit = 50,
) -> schemas.FlagPage:
    """Flags, newest first. For the next page send `before` = `next` of this one. `changed_since` has those that
    evidence, a decision, a merger or a purge changed from that moment on (`updated_at`): who keeps a copy asks from a
    little before the last time."""
    chosen = views.FlagFilter(
        states=state or (),
        kinds=kind or (),
        country=country,
        source_id=source,
        operator_id=operator,
        labels=label or (),
        document_kind=document_kind,
        since=beginning(since, desk.settings.nightly.zone) if since else None,
        before_id=before,
        changed_since=changed_since,
        proposed=proposed,
    )
    with desk.reading() as session:
        views.check_filter(session, chosen)
        found = views.flags(session, chosen, limit=limit + 1)
        lines = operator_lines(session, answers.named_by(found))
    items = [answers.flag_line(summary, lines) for summary in found[:limit]]
    return schemas.FlagPage(items=items, next=items[-1].flag_id if len(found) > limit else None)


@router.get("/flags/{flag_id}", responses=NOT_FOUND)
def flag(desk: AtDesk, flag_id: Id) -> full_schemas.FlagInFull:
    """One flag with what it stands on."""
    with desk.reading() as session:
        detail = views.flag(session, flag_id)
        lines = operator_lines(session, answers.named_by([detail.summary]))
    return answers.flag_in_full(detail, lines, desk.settings.archive_root)


@router.get("/operators")
def operators(
    desk: AtDesk, before: Cursor = None, limit: Limit = 50, changed_since: ChangedSince = None
) -> found_schemas.OperatorPage:
    """Operators, the newest entry first. For the next page send `before` = `next` of this one. `changed_since` has
    those that were seen, flagged, told of by a list, decided on, merged, split or forgotten from that moment on
    (`updated_at`)."""
    with desk.reading() as session:
        found = views.operators_by_id(session, limit=limit + 1, before_id=before, changed_since=changed_since)
        changed = views.operators_changed(session, [each.operator_id for each in found])
    items = [operator_found(each, changed[each.operator_id]) for each in found[:limit]]
    return found_schemas.OperatorPage(items=items, next=items[-1].operator_id if len(found) > limit else None)


@router.get(
    "/operators/{operator_id}/dossier.pdf",
    response_class=Response,
    responses={
        200: {"content": {PDF: {"schema": {"type": "string", "format": "binary"}}}, "description": "The dossier."},
        **NOT_FOUND,
    },
)
def dossier(request: Request, desk: AtDesk, operator_id: Id) -> Response:
    """All that is known of one operator, as a PDF in the language that Accept-Language wishes for."""
    return pdf_of(request, desk, operator_id)


@router.get("/operators/{operator_id}", responses=NOT_FOUND)
def operator(desk: AtDesk, operator_id: Id) -> operator_schemas.Operator:
    """One operator in full."""
    with desk.reading() as session:
        detail = views.operator(session, operator_id)
        lines = operator_lines(session, answers.named_by(detail.flags))
        changed = views.operators_changed(session, [detail.summary.operator_id])
    return operator_in_full(detail, lines, changed[detail.summary.operator_id])


@router.get("/search")
def find(
    request: Request,
    desk: AtDesk,
    asked: AskedExactly,
    limit: Annotated[int, Query(ge=1, le=200, description="Documents an answer.")] = 50,
    after: Annotated[
        int | None, Query(ge=1, le=MAX_ID, description="Only versions newer than this `revision_id`.")
    ] = None,
) -> found_schemas.Found:
    """Full text over documents and names, as the search page finds them. Versions are numbered as they come in: `after`
    with the greatest `revision_id` that you hold (and `versions=true`) has what came since."""
    if search.only_signs(asked.q):
        raise InputError(f"There is no word and no number in {asked.q!r}.", remedy="Type words, names or phones.")
    chosen = asked.chosen(desk.settings.nightly.zone)
    with desk.reading() as session:
        question = search.understand(session, asked.q)
        people = search.find_operators(session, question, chosen, typed=asked.q) if not asked.before else []
        hits = search.find_documents(session, question, chosen, limit=limit + 1, before=asked.before, after=after)
        leads = accused_in(session, [hit.revision_id for hit in hits if hit.is_lead])
        hits = [replace(hit, accused=leads.get(hit.revision_id, hit.accused)) for hit in hits]
        lines = operator_lines(session, {key for hit in hits for key, _name in hit.accused})
        changed = views.operators_changed(session, [each.operator_id for each in people])
    handed_out(request, desk, {each.operator_id for each in people})
    return found_schemas.Found(
        mended=dict(question.mended),
        operators=[operator_found(each, changed[each.operator_id]) for each in people],
        documents=[answers.document_found(hit, question.runs, lines) for hit in hits[:limit]],
        next=hits[limit - 1].revision_id if len(hits) > limit else None,
    )


@router.get("/runs")
def runs(desk: AtDesk, before: Cursor = None, limit: Limit = 30) -> schemas.RunPage:
    """Nights, newest first. For the next page send `before` = `next` of this one."""
    with desk.reading() as session:
        found = views.runs(session, limit=limit + 1, before_id=before)
    items = [schemas.Run.model_validate(night) for night in found[:limit]]
    return schemas.RunPage(items=items, next=items[-1].run_id if len(found) > limit else None)


@router.get("/documents/{revision_id}", responses=NOT_FOUND)
def document(desk: AtDesk, revision_id: Id) -> found_schemas.DocumentInFull:
    """One version of a document, flagged or not."""
    with desk.reading() as session:
        whole = search.text(session, revision_id)
        lines = operator_lines(session, [operator_id for operator_id, _name in whole.operators])
    return answers.document_in_full(revision_id, whole, lines, desk.settings.archive_root)
