"""The pages of one operator: all that is known of it, what it is tied to, and the entry that is taken out again.

An operator has one address, that of the entry it goes by; the others lead there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from core.terms import FlagState, PriceKind, Verdict
from store import views
from store.flagging import clearings
from store.identity import judge
from store.identity.pairs import pairs
from store.network import graph as graphs
from store.session import Session
from web import judging
from web.deciding import proposed
from web.desk import MAX_ID, AtDesk, Desk, Id, now
from web.dossier_answers import pdf_of
from web.flag_list import FromList, behind
from web.forms import missing
from web.judging import FromFlag, Seen, Token, Typed, Who, form_page, gone_to, record, signed, typed_by
from web.languages import marked_text as N_
from web.languages import speaking, wanted
from web.maps.network import MOST, SCHEMES, drawn
from web.maps.plots import DotPlot, dot_plot
from web.maps.routes import journeys
from web.problems import STILL_BELOW, Problem, Why, not_taken
from web.timeline import timeline

router = APIRouter(include_in_schema=False)
LISTED, FLAGGED = 60, 30
"""Sentences, and flags a page, that the page shows, newest first; the API has all."""
NEAREST, PROPOSED = 24, 6
"""Marks in the picture on an operator's page, whose page of the network has more; and pairs that wait."""
Scheme = Literal["light", "dark"]


@router.get("/operators/{operator_id}")
def operator(
    request: Request, desk: AtDesk, operator_id: Id, before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None
) -> Response:
    """One operator in full; `before` is the last flag of the page of flags above."""
    return _at_home(desk, operator_id) or _show(request, desk, operator_id, before=before)


@router.get("/operators/{operator_id}/network")
def network(request: Request, desk: AtDesk, operator_id: Id) -> Response:
    """What ties an operator to others: contact points, adverts of one template, stories that name both."""
    elsewhere = _at_home(desk, operator_id, "/network")
    if elsewhere is not None:
        return elsewhere
    with desk.reading() as session:
        found = graphs.around(session, operator_id, widest=MOST)
        line = views.operator_line(session, operator_id)
        texts = views.newest_texts(session, _adverts(found))
    with speaking(wanted(request)):
        picture = drawn(found, f"operator {operator_id}", texts=texts)
    return desk.page(request, "network.html", {"operator": line, "picture": picture}, section="/operators")


@router.get("/operators/{operator_id}/network.svg")
def picture(request: Request, desk: AtDesk, operator_id: Id, scheme: Scheme = "light") -> Response:
    """The nearest ties as a picture for the operator's own page, which so waits for nothing that it does not need."""
    with desk.reading() as session:
        cluster = views.entries_of(session, operator_id, operator_id)[0]
        found = graphs.around(session, cluster, steps=1, widest=NEAREST)
    with speaking(wanted(request)):
        near = drawn(found, f"operator {cluster}", most=NEAREST)
        text = desk.templates.get_template("network.svg").render(picture=near, ink=SCHEMES[scheme])
    return Response(text, media_type="image/svg+xml")


@router.get("/operators/{operator_id}/dossier.pdf")
def dossier(request: Request, desk: AtDesk, operator_id: Id) -> Response:
    """All that is known of one operator, as a PDF in the reader's language."""
    elsewhere = _at_home(desk, operator_id, "/dossier.pdf")
    return elsewhere or pdf_of(request, desk, operator_id)


@router.post("/operators/{operator_id}/split")
def split(  # noqa: PLR0913 - one parameter a form field
    request: Request,
    desk: AtDesk,
    operator_id: Id,
    place: FromList,
    *,
    token: Token = "",
    seen: Seen = 0,
    why: Why = "",
    who: Who = "",
    flag: FromFlag = None,
    verdict: Annotated[str, Form(max_length=20)] = Verdict.DIFFERENT,
) -> Response:
    """Take an entry out of its operator, or say why it couldn't be; back to the flag where somebody did it there."""
    typed = typed_by(request, verdict=str(operator_id), why=why, who=who)
    problem = not_taken(request, desk, token, why) or record(
        desk,
        lambda session: judge.split(session, operator_id, signed(typed), seen=seen, unsure=judging.is_unsure(verdict)),
        lacks=missing(who=typed.who, why=why),
    )
    if problem is not None:
        return _show(request, desk, operator_id, typed=typed, problem=problem)
    if flag is not None:
        return gone_to(f"/flags/{flag}{behind(place)}#candidates", typed)
    return gone_to(f"/operators/{operator_id}#judgements", typed)


@router.post("/operators/{operator_id}/clearings/{clearing_id}")
def decide_clearing(  # noqa: PLR0913 - one parameter a form field
    request: Request,
    desk: AtDesk,
    operator_id: Id,
    clearing_id: Id,
    *,
    version: Seen = 0,
    token: Token = "",
    to: Annotated[str, Form(max_length=40)] = "",
    why: Why = "",
    who: Who = "",
) -> Response:
    """Decide whether a list's clearing of this operator stands, or say why it couldn't be."""
    with desk.reading() as session:
        cluster, _same = views.entries_of(session, operator_id, operator_id)
        moved = views.clearing(session, clearing_id).operator_id != cluster  # its entry was split off, or never here
    typed = typed_by(request, verdict=to, why=why, who=who)
    problem = not_taken(request, desk, token, why)
    if problem is None and moved:
        problem = Problem(404, f"There is no clearing {clearing_id} of this operator.", STILL_BELOW)
    if problem is None and to not in set(FlagState):
        problem = Problem(422, N_("Choose what this is, so that it can be recorded."), field="to")
    problem = problem or record(
        desk,
        lambda session: clearings.decide(
            session,
            clearing_id,
            FlagState(to),
            who=typed.who,
            why=why,
            expected_version=version,
            now=now(),
            four_eyes=desk.settings.review.four_eyes,
            accounts=desk.settings.web.signed_in,
            way=typed.way,
        ),
        lacks=missing(who=typed.who, **({"why": why} if to == FlagState.DISMISSED else {})),
    )
    if problem is not None:
        return _show(request, desk, operator_id, typed=typed, problem=problem, deciding_on=clearing_id)
    return gone_to(f"/operators/{operator_id}#clearing-{clearing_id}", typed)


def _at_home(desk: Desk, operator_id: int, page: str = "") -> Response | None:
    """The way to the entry that an operator goes by, where another was asked for."""
    with desk.reading() as session:
        cluster = views.entries_of(session, operator_id, operator_id)[0]
    return RedirectResponse(f"/operators/{cluster}{page}", status_code=303) if cluster != operator_id else None


def _show(  # noqa: PLR0913 - one parameter a thing that the page with its forms needs
    request: Request,
    desk: Desk,
    operator_id: int,
    *,
    typed: Typed | None = None,
    problem: Problem | None = None,
    deciding_on: int = 0,
    before: int | None = None,
) -> Response:
    with desk.reading() as session:
        detail = views.operator(session, operator_id, listed=LISTED, flagged=FLAGGED + 1, by_month=False)
        values = {"detail": detail, **_around(session, detail), **_flags(session, detail, before)}
    values |= {
        "map": journeys(detail.routes),
        "price_plots": _price_plots(detail.prices),
        "moments": timeline(detail, desk.settings.nightly.zone),
        "today": now(),
        "unplaced": typed.why if typed is not None and not _has_form(detail, typed, deciding_on) else "",
        "deciding_on": deciding_on,
        "own_proposals": _own_proposals(request, desk, detail.clearings),
    }
    return form_page(request, desk, "operator.html", values, section="/operators", typed=typed, problem=problem)


def _own_proposals(request: Request, desk: Desk, found: Collection[views.ClearingLine]) -> set[int]:
    """The clearings that who looks proposed to confirm, where four eyes are asked for and people have accounts."""
    if not desk.settings.review.four_eyes:
        return set()
    own = proposed(request, desk, {each.proposed_by for each in found} - {""})
    return {each.clearing_id for each in found if each.proposed_by in own}


def _has_form(detail: views.OperatorDetail, typed: Typed, deciding_on: int) -> bool:
    """Whether the form that somebody sent still stands on the page, and holds the words."""
    split = len(detail.entries) > 1 and typed.verdict in {str(each.operator_id) for each in detail.entries}
    return split or any(each.clearing_id == deciding_on and each.allowed_moves for each in detail.clearings)


def _flags(session: Session, detail: views.OperatorDetail, before: int | None) -> dict[str, object]:
    """A page of its flags, newest first, with what was decided on each last."""
    found = list(detail.flags)
    if before is not None:
        chosen = views.FlagFilter(operator_id=detail.summary.operator_id, before_id=before)
        found = views.flags(session, chosen, limit=FLAGGED + 1)
    shown = found[:FLAGGED]
    decided = views.last_decisions(session, [flag.flag_id for flag in shown])
    return {
        "flags": shown,
        "more_flags": len(found) > FLAGGED,
        "before": before,
        "decided": {flag.flag_id: decided.get(flag.flag_id) for flag in shown},
    }


def _around(session: Session, detail: views.OperatorDetail) -> dict[str, object]:
    operator_id = detail.summary.operator_id
    ends = {end for each in detail.judgements for end in (each.left_id, each.right_id)}
    return {
        "neighbours": views.neighbours(session, operator_id),
        "proposed": pairs(session, limit=PROPOSED, of=operator_id),
        "names": views.names_of(session, ends),
        "seen": max((each.judgement_id for each in detail.judgements), default=0),
    }


def _adverts(found: graphs.Graph) -> list[int]:
    """The first document of each group of adverts in a graph."""
    groups = (node.removeprefix("adverts ") for node, kind in found.nodes(data="kind") if kind == graphs.ADVERTS)
    return [int(number) for number in groups]


def _price_plots(prices: Iterable[views.PriceLine]) -> list[DotPlot]:
    """One a currency in which different prices were asked; sums of two currencies are not comparable, nor is a part
    of a price with the whole; nor does one stand in them that counts no more."""
    by_currency: dict[str, list[tuple[date, Decimal]]] = {}
    for price in (each for each in prices if each.kind is PriceKind.FULL and each.counts):
        by_currency.setdefault(price.currency, []).append((price.on, price.amount))
    return [
        dot_plot(currency, points)
        for currency, points in by_currency.items()
        if len({amount for _on, amount in points}) > 1
    ]
