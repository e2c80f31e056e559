"""Contact points taken off operators by programs, in the name of the token's account, and given back."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from core.terms import ContactType
from store import views
from store.flagging import removals
from web import schemas
from web.deciding import deciding, way_of
from web.decision_api import refusals
from web.desk import AtDesk, Id
from web.removal_schemas import Removal

router = APIRouter(prefix="/api/v1", tags=["v1"], responses=refusals("contact point"))


class ReturnWanted(BaseModel):
    """Why a contact point is an operator's after all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: str = Field(max_length=4000, description="Needed; kept for good. Name no victim in it, and no number.")


class RemovalWanted(ReturnWanted):
    """A contact point that is not an operator's, as its `contacts` have it."""

    type: ContactType
    value: str = Field(max_length=2000)


@router.post("/operators/{operator_id}/removals", responses=schemas.SENT, status_code=201)
def take_off(request: Request, desk: AtDesk, operator_id: Id, wanted: RemovalWanted) -> Removal:
    """Take a contact point off an operator: it is a victim's, a witness's, or somebody else's. It stays off when the
    same texts, or others, are read. Takes a token with the scope `decide`; its account is who decides."""
    with desk.database.transaction() as session:
        number = removals.take_off(
            session,
            operator_id,
            wanted.type,
            wanted.value,
            who=deciding(request, ""),
            why=wanted.why,
            now=desk.clock(),
            way=way_of(request),
        )
        found = views.removal(session, number)
    return Removal.model_validate(found.decided[-1])


@router.post("/removals/{removal_id}/returns", responses=schemas.SENT, status_code=201)
def give_back(request: Request, desk: AtDesk, removal_id: Id, wanted: ReturnWanted) -> Removal:
    """Give an operator back what was taken off it (one of its `removals`). Takes a token with the scope `decide`."""
    with desk.database.transaction() as session:
        removals.give_back(
            session, removal_id, who=deciding(request, ""), why=wanted.why, now=desk.clock(), way=way_of(request)
        )
        found = views.removal(session, removal_id)
    return Removal.model_validate(found.decided[-1])
