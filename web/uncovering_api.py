"""The names and numbers of bystanders, for programs: an act of its own, in the name of the token's account."""

from __future__ import annotations

from fastapi import APIRouter, Request

from store import covering, search, views
from store.session import Session
from store.views.operator_lines import operator_lines
from web import answers, found_schemas, full_schemas, schemas
from web.deciding import deciding, way_of
from web.decision_api import refusals
from web.desk import AtDesk, Id

router = APIRouter(prefix="/api/v1", tags=["v1"], responses=refusals("flag"))


@router.post("/flags/{flag_id}/names", responses=schemas.SENT)
def of_flag(request: Request, desk: AtDesk, flag_id: Id) -> full_schemas.FlagInFull:
    """One flag as `/flags/{flag_id}` has it, with the names and numbers of persons who are no operators.
    Takes a token with the scope `decide`; that its account had them shown is on record (`names uncovered`)."""
    with desk.database.transaction() as session:
        detail = views.flag(session, flag_id, uncovered=True)
        lines = operator_lines(session, answers.named_by([detail.summary]))
        _noted(session, request, f"flag {flag_id}")
    return answers.flag_in_full(detail, lines, desk.settings.archive_root)


@router.post("/documents/{revision_id}/names", responses=schemas.SENT)
def of_document(request: Request, desk: AtDesk, revision_id: Id) -> found_schemas.DocumentInFull:
    """One version of a document as `/documents/{revision_id}` has it, with these. The same as of a flag."""
    with desk.database.transaction() as session:
        whole = search.text(session, revision_id, uncovered=True)
        lines = operator_lines(session, [operator_id for operator_id, _name in whole.operators])
        _noted(session, request, f"document {revision_id}")
    return answers.document_in_full(revision_id, whole, lines, desk.settings.archive_root)


def _noted(session: Session, request: Request, subject: str) -> None:
    covering.uncovered(session, subject, who=deciding(request, ""), way=way_of(request))
