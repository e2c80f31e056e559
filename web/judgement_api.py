"""Who is who, for programs: pairs that wait, two operators side by side, judgements, and a judgement given.

To look needs what the rest of the API needs. To judge takes a token with the scope `decide`; its account is who judges.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from core.errors import ConflictError
from core.terms import Verdict
from store import views
from store.identity import judge
from store.identity.judge import Signature
from store.identity.judgements import recent
from store.identity.pairs import Pair, pairs_behind
from web import judgement_schemas as answers
from web import schemas
from web.audit import shown_by_post
from web.deciding import deciding, way_of
from web.desk import MAX_ID, AtDesk, Id, now
from web.judging import Key, unread
from web.operator_answers import judgement

NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"model": schemas.Fault}}
REFUSED: dict[int | str, dict[str, Any]] = {status: {"model": schemas.Fault} for status in (401, 403, 404, 409)}

router = APIRouter(prefix="/api/v1", tags=["v1"], responses={422: {"model": schemas.Fault}})


class Given(BaseModel):
    """A judgement that is given. `seen` and `evidence` say what the one who judges has read, so that nobody decides
    over the head of somebody faster, or without what was found since."""

    verdict: Verdict
    why: str = Field(min_length=1, max_length=4000)
    seen: int = Field(0, ge=0, le=MAX_ID, description="The id of the newest judgement of the two, 0 for none.")
    evidence: list[Key] = Field(
        max_length=500, description="The keys of all evidence that was read, as the pair gives them."
    )


def who_by_token(request: Request) -> str:
    """Who judges: the account of the token, without which web.accounts.access has refused already."""
    return deciding(request, "")


@router.get("/pairs")
def waiting(
    desk: AtDesk,
    before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 30,
) -> answers.PairPage:
    """Pairs that wait for a person, best first on each page. One that was judged comes back on new evidence, and says
    which. For the next page send `before` = `next` of this one."""
    with desk.reading() as session:
        found, behind = pairs_behind(session, before or 0, limit=limit)
    return answers.PairPage(items=[_pair(each) for each in found], next=behind)


@router.get("/pairs/{one}/{other}", responses=NOT_FOUND)
def side_by_side(desk: AtDesk, one: Id, other: Id) -> answers.PairInFull:
    """Two operators: what speaks for their being one, what against, and what was judged so far."""
    with desk.reading() as session:
        found = views.pair_of(session, one, other)
    return answers.PairInFull(
        **_pair(found.pair).model_dump(),
        against=tuple(schemas.Reason.model_validate(reason) for reason in found.against),
        judgements=tuple(judgement(each) for each in found.history),
    )


@router.get("/judgements")
def judgements(
    desk: AtDesk,
    before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> answers.JudgementPage:
    """Everything that people judged, newest first. For the next page send `before` = `next` of this one."""
    with desk.reading() as session:
        found = recent(session, limit=limit + 1, before_id=before)
    items = [judgement(each) for each in found[:limit]]
    return answers.JudgementPage(items=items, next=items[-1].judgement_id if len(found) > limit else None)


@router.post("/pairs/{one}/{other}/judgements", responses=REFUSED | schemas.SENT, status_code=201)
def give(
    request: Request, desk: AtDesk, one: Id, other: Id, given: Given, who: Annotated[str, Depends(who_by_token)]
) -> answers.Judgement:
    """Say whether two operators are one. 409 where somebody judged, or something was found, that was not read."""
    try:
        with desk.database.transaction() as session:
            if new := unread(session, one, other, given.evidence):
                raise ConflictError(
                    f"Operators {one} and {other}: this was not read: {'; '.join(item.what for item in new)}.",
                    remedy=f"Read it, and send its key too: {', '.join(item.key for item in new)}.",
                )
            signature = Signature(who, given.why, now(), way_of(request))
            judgement_id = judge.judge(session, one, other, given.verdict, signature, seen=given.seen)
            (found,) = recent(session, limit=1, before_id=judgement_id + 1)
    except ConflictError:
        shown_by_post(request, desk)  # the refusal says what was found of the two
        raise
    return judgement(found)


def _pair(each: Pair) -> answers.Pair:
    new = {item.key for item in each.new}
    return answers.Pair(
        left=schemas.OperatorReference(operator_id=each.left_id, name=each.left_name),
        right=schemas.OperatorReference(operator_id=each.right_id, name=each.right_name),
        score=each.score,
        evidence=tuple(
            answers.PieceOfEvidence(key=item.key, what=item.what, weight=item.weight, is_new=item.key in new)
            for item in each.evidence
        ),
        seen=each.last.judgement_id if each.last else 0,
        last=judgement(each.last) if each.last else None,
    )
