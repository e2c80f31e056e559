"""Corrections by programs: as what a statement of a source stands, in the name of the token's account."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from core.terms import LegalStatus
from store import views
from store.flagging import corrections
from web import schemas, standing_schemas
from web.deciding import deciding, way_of
from web.decision_api import refusals
from web.desk import MAX_ID, AtDesk, Id

router = APIRouter(prefix="/api/v1", tags=["v1"], responses=refusals("statement"))


class CorrectionWanted(BaseModel):
    """As what a person says a statement stands: null where the source does not accuse this operator. `version` is the
    statement's, as they saw it: how many corrections there were."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stands_as: LegalStatus | None
    why: str = Field(max_length=4000, description="Needed; kept for good.")
    version: int = Field(ge=0, le=MAX_ID)


@router.post("/statements/{statement_id}/corrections", responses=schemas.SENT, status_code=201)
def correct(request: Request, desk: AtDesk, statement_id: Id, wanted: CorrectionWanted) -> standing_schemas.Standing:
    """Let a statement that accuses (one of an operator's `statuses`) stand as less than it was read as, or as nothing,
    or as it was read again; with it what its story says besides. Takes a token with the scope `decide`; its account is
    who corrects. Answers the statement as it stands then."""
    with desk.database.transaction() as session:
        corrections.correct(
            session,
            statement_id,
            wanted.stands_as,
            who=deciding(request, ""),
            why=wanted.why,
            expected_version=wanted.version,
            now=desk.clock(),
            way=way_of(request),
        )
        found = views.statement(session, statement_id)
    return standing_schemas.Standing.model_validate(found.line)
