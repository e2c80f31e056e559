"""The search page, its export, and a document that nobody flagged."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from core.errors import NotFoundError
from store import saved_searches, search, views
from store.outgoing import recipients
from store.views.operator_lines import operator_lines
from web import search_export
from web.audit import handed_out, known_name, shown_by_post
from web.desk import AtDesk, Desk, Id
from web.dossier.words import Words
from web.forms import COOKIE, set_cookie
from web.languages import speaking, wanted
from web.problems import Problem, told
from web.searching import AsAsked, SearchQuery, refuse_half_a_leg
from web.uncovering import Asker, Token, uncovering

router = APIRouter(include_in_schema=False)
PAGE_SIZE, OPERATORS = 25, 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Saving:
    """What stands in the form that saves a search, and why it was not saved."""

    name: str = ""
    who: str = ""
    address: str = ""
    status: int = 200
    problem: str = ""
    more: str = ""
    field: str = ""  # of the form, where it is empty and may not be


@router.get("/search")
def find(request: Request, desk: AtDesk, asked: AsAsked) -> Response:
    """Operators and documents, and what was mended in the question."""
    return shown(request, desk, asked, Saving(who=known_name(request)))


def shown(request: Request, desk: Desk, asked: SearchQuery, saving: Saving) -> Response:
    """The search page, with the form that saves the search as it was typed."""
    shown_by_post(request, desk)
    cookie, form_token = desk.tokens.issue(request)
    values: dict[str, object] = {"asked": asked, "operators": (), "hits": (), "total": 0, "mended": (), "more": None}
    values |= {"here": asked.address("/search", before=asked.before)}
    values |= {"more_operators": False, "only_signs": search.only_signs(asked.q), "borrowed": search.borrowed(asked.q)}
    values["is_address"] = bool(search.address_alone(asked.q))
    values |= {"saving": saving, "form_token": form_token, "known": known_name(request)}
    values["problem_field"] = saving.field
    chosen, defaults = asked.chosen(desk.settings.nightly.zone), desk.settings.mail.recipients
    with desk.reading() as session:
        values["saved"] = saved_searches.saved(session)
        values["countries"] = views.source_countries(session)
        values["mailed"] = {each.mailbox for each in recipients.everybody(session, defaults) if not each.paused}
        if not asked.asks_nothing:
            question = search.understand(session, asked.q)
            found = search.find_documents(session, question, chosen, limit=PAGE_SIZE + 1, before=asked.before)
            hits, is_all = found[:PAGE_SIZE], len(found) <= PAGE_SIZE and asked.before is None
            named = (
                []
                if asked.before
                else search.find_operators(session, question, chosen, typed=asked.q, limit=OPERATORS + 1)
            )
            values |= {
                "operators": named[:OPERATORS],
                "more_operators": len(named) > OPERATORS,
                "hits": [(hit, search.excerpt(hit.text, question.runs)) for hit in hits],
                "total": len(hits) if is_all else search.count_documents(session, question, chosen),
                "mended": question.mended,
                "more": hits[-1].revision_id if len(found) > PAGE_SIZE else None,
            }
    response = desk.page(request, "search.html", values, section="/search", status=saving.status)
    set_cookie(response, COOKIE, cookie)
    return response


@router.get("/search.{form}")
def exported(request: Request, desk: AtDesk, asked: AsAsked, form: str) -> Response:
    """Everything that the question finds, in the order of the page: CSV for programs, XLSX in the reader's language."""
    if form not in ("csv", "xlsx"):
        raise NotFoundError(f"A search can't be had as {form!r}.", remedy="Ask for search.csv or search.xlsx.")
    refuse_half_a_leg(asked)
    with desk.reading() as session:
        found = search_export.found(session, asked, desk.settings.nightly.zone, desk.settings.mail.base_url)
    handed_out(request, desk, {each.operator_id for each in found.operators})
    if form == "csv":
        return _file(search_export.as_csv(found), "text/csv; charset=utf-8", "almenara-search.csv")
    with speaking(wanted(request)):
        content = search_export.as_xlsx(found, Words(desk.templates.env, desk.settings.nightly.zone))
    answer = _file(content, _XLSX, "almenara-search.xlsx")
    answer.headers["Vary"] = "Cookie, Accept-Language"
    return answer


@router.get("/documents/{revision_id}")
def document(request: Request, desk: AtDesk, revision_id: Id, q: str = "") -> Response:
    """One version of a document as seen, with the words of a search marked in it."""
    return _document(request, desk, revision_id, q)


@router.post("/documents/{revision_id}/names")
def named(request: Request, desk: AtDesk, revision_id: Id, *, token: Token = "", who: Asker = "") -> Response:
    """The same page with the names of bystanders, once it is on record who had them shown."""
    problem = uncovering(request, desk, f"document {revision_id}", token=token, who=who)
    shown_by_post(request, desk)
    return _document(request, desk, revision_id, "", problem=problem, uncovered=problem is None)


def _document(
    request: Request,
    desk: Desk,
    revision_id: int,
    q: str,
    *,
    problem: Problem | None = None,
    uncovered: bool = False,
) -> Response:
    with desk.reading() as session:
        whole = search.text(session, revision_id, uncovered=uncovered)
        standing = operator_lines(session, [operator_id for operator_id, _name in whole.operators])
        runs = search.understand(session, q).runs
    pieces = [search.marked(line, runs) for line in whole.document.text.split("\n") if line.strip()]
    values: dict[str, object] = {"whole": whole, "title": search.marked(whole.document.title, runs), "text": pieces}
    cookie, form_token = desk.tokens.issue(request)
    values |= {"standing": standing, "form_token": form_token, "asker": known_name(request), "names_shown": uncovered}
    values |= told(problem)
    response = desk.page(request, "document.html", values, section="/search", status=problem.status if problem else 200)
    set_cookie(response, COOKIE, cookie)
    return response


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
