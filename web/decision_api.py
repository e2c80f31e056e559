"""Judgements by programs: a decision about a flag, in the name of the token's account."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from core.terms import FlagKind, FlagState
from store import flags, views
from web import schemas
from web.deciding import deciding, way_of
from web.desk import MAX_ID, AtDesk, Id


def refusals(what: str) -> dict[int | str, dict[str, Any]]:
    """What a decision about a flag, or whatever else is decided on, may be answered."""
    said = (
        (401, "No token, or one that opens nothing."),
        (403, "The token lacks the scope decide, or its account decides nothing."),
        (404, f"There is no such {what}."),
        (409, f"The {what} has changed since that version: read it again."),
        (422, "The move isn't allowed, or a reason is missing."),
    )
    return {code: {"model": schemas.Fault, "description": text} for code, text in said}


router = APIRouter(prefix="/api/v1", tags=["v1"], responses=refusals("flag"))


class DecisionWanted(BaseModel):
    """What a person decided. `version` is the flag's, as they saw it. `to` may be the state that it has, where evidence
    came since it was decided: that was seen, and it stays so (`allowed_moves`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: FlagState
    why: str = Field("", max_length=4000, description="Needed to dismiss, and to leave a flag as it is; kept for good.")
    version: int = Field(ge=1, le=MAX_ID)


@router.post("/flags/{flag_id}/decisions", responses=schemas.SENT, status_code=201)
def decide(request: Request, desk: AtDesk, flag_id: Id, wanted: DecisionWanted) -> schemas.DecisionMade:
    """Record a decision. Takes a token with the scope `decide`; its account is who decides."""
    with desk.database.transaction() as session:
        flags.decide(
            session,
            flag_id,
            wanted.to,
            who=deciding(request, ""),
            why=wanted.why,
            expected_version=wanted.version,
            now=desk.clock(),
            four_eyes=desk.settings.review.four_eyes,
            accounts=desk.settings.web.signed_in,
            way=way_of(request),
        )
        detail = views.flag(session, flag_id)
    made = schemas.Decision.model_validate(detail.decisions[-1])
    flag = detail.summary
    is_clear = flag.kind is FlagKind.CLEARANCE and flag.state is FlagState.CONFIRMED
    return schemas.DecisionMade(
        flag_id=flag_id,
        state=flag.state,
        version=flag.version,
        decision=made,
        clears=tuple(schemas.OperatorReference(operator_id=key, name=name) for key, name in flag.clears if is_clear),
    )
