"""Clearings that are decided on by themselves, for programs: what waits for a person, and a decision in the name of the
token's account."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field

from store import views
from store.flagging import clearings
from web import clearing_schemas as answers
from web import schemas
from web.deciding import deciding, way_of
from web.decision_api import DecisionWanted, refusals
from web.desk import MAX_ID, AtDesk, Id

router = APIRouter(prefix="/api/v1", tags=["v1"], responses={422: {"model": schemas.Fault}})


class ClearingDecisionWanted(DecisionWanted):
    """What a person decided. `version` is the clearing's, as they saw it: how many decisions there were."""

    version: int = Field(ge=0, le=MAX_ID)


@router.get("/clearings")
def listed(
    desk: AtDesk,
    *,
    operator: Annotated[int | None, Query(ge=1, le=MAX_ID, description="Only what clears this one.")] = None,
    waiting: Annotated[bool, Query(description="Only those that wait for a person.")] = True,
    before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> answers.ClearingPage:
    """Whom lists clear, and whom a document that clears somebody merely may mean, the last that came in first: nothing
    is cleared by a list or a likeness alone. For the next page send `before` = `next` of this one."""
    with desk.reading() as session:
        found = views.clearings_by_id(session, limit=limit + 1, before_id=before, waiting=waiting, of=operator)
    items = [answers.Clearing.model_validate(each) for each in found[:limit]]
    return answers.ClearingPage(items=items, next=items[-1].clearing_id if len(found) > limit else None)


@router.post("/clearings/{clearing_id}/decisions", responses=refusals("clearing") | schemas.SENT, status_code=201)
def decide(
    request: Request, desk: AtDesk, clearing_id: Id, wanted: ClearingDecisionWanted
) -> answers.ClearingDecisionMade:
    """Decide whether a clearing stands. Takes a token with the scope `decide`; its account is who decides."""
    with desk.database.transaction() as session:
        clearings.decide(
            session,
            clearing_id,
            wanted.to,
            who=deciding(request, ""),
            why=wanted.why,
            expected_version=wanted.version,
            now=desk.clock(),
            four_eyes=desk.settings.review.four_eyes,
            accounts=desk.settings.web.signed_in,
            way=way_of(request),
        )
        found = views.clearing(session, clearing_id)
    return answers.ClearingDecisionMade(
        clearing_id=clearing_id,
        state=found.state,
        version=found.version,
        decision=schemas.Decision.model_validate(found.decisions[-1]),
    )
