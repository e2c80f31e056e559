"""The search page, its export, and a document that nobody flagged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from starlette.responses import Response

from core.errors import NotFoundError
from store import saved_searches, search, views
from store.search import Asked, DocumentHit
from store.session import Session
from web import export
from web.audit import known_name
from web.desk import AtDesk, Desk, Id
from web.forms import COOKIE, set_cookie
from web.searching import AsAsked, SearchQuery

router = APIRouter(include_in_schema=False)
PAGE_SIZE, OPERATORS = 25, 20
EXPORTED = 5000
"""Rows of one kind that an export holds at most; a last row says so where there are more."""
COLUMNS = ["what", "id", "name", "day", "source", "country", "kind", "labels", "state", "route", "address", "excerpt"]
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


@router.get("/search")
def find(request: Request, desk: AtDesk, asked: AsAsked) -> Response:
    """Operators and documents, and what was mended in the question."""
    return shown(request, desk, asked, Saving(who=known_name(request)))


def shown(request: Request, desk: Desk, asked: SearchQuery, saving: Saving) -> Response:
    """The search page, with the form that saves the search as it was typed."""
    cookie, form_token = desk.tokens.issue(request)
    values: dict[str, object] = {"asked": asked, "operators": (), "hits": (), "total": 0, "mended": (), "more": None}
    values |= {"more_operators": False, "only_signs": search.only_signs(asked.q)}
    values |= {"saving": saving, "form_token": form_token}
    with desk.reading() as session:
        values["saved"] = saved_searches.saved(session)
        values["countries"] = views.source_countries(session)
        if not asked.asks_nothing:
            question = search.understand(session, asked.q)
            found = search.find_documents(session, question, asked.chosen, limit=PAGE_SIZE + 1, before=asked.before)
            hits, is_all = found[:PAGE_SIZE], len(found) <= PAGE_SIZE and asked.before is None
            named = _operators(session, question, asked, OPERATORS + 1) if asked.before is None else []
            values |= {
                "operators": named[:OPERATORS],
                "more_operators": len(named) > OPERATORS,
                "hits": [(hit, search.excerpt(hit.text, question.beginnings)) for hit in hits],
                "total": len(hits) if is_all else search.count_documents(session, question, asked.chosen),
                "mended": question.mended,
                "more": hits[-1].revision_id if len(found) > PAGE_SIZE else None,
            }
    response = desk.page(request, "search.html", values, section="/search", status=saving.status)
    set_cookie(response, COOKIE, cookie)
    return response


@router.get("/search.{form}")
def exported(desk: AtDesk, asked: AsAsked, form: str) -> Response:
    """Everything that the question finds, in the order of the page, as a file."""
    if form not in ("csv", "xlsx"):
        raise NotFoundError(f"A search can't be had as {form!r}.", remedy="Ask for search.csv or search.xlsx.")
    with desk.reading() as session:
        rows = list(_rows(session, asked))
    if form == "csv":
        return _file(export.as_csv(COLUMNS, rows), "text/csv; charset=utf-8", "almenara-search.csv")
    return _file(export.as_xlsx("search", COLUMNS, rows), _XLSX, "almenara-search.xlsx")


@router.get("/documents/{revision_id}")
def document(request: Request, desk: AtDesk, revision_id: Id, q: str = "") -> Response:
    """One version of a document as seen, with the words of a search marked in it."""
    with desk.reading() as session:
        whole = search.text(session, revision_id)
        beginnings = search.understand(session, q).beginnings
    pieces = [search.marked(line, beginnings) for line in whole.document.text.split("\n") if line.strip()]
    values = {"whole": whole, "title": search.marked(whole.document.title, beginnings), "text": pieces}
    return desk.page(request, "document.html", values, section="/search")


def _operators(session: Session, question: Asked, asked: SearchQuery, limit: int) -> list[views.OperatorSummary]:
    return search.find_operators(session, question, asked.chosen, typed=asked.q, limit=limit)


def _rows(session: Session, asked: SearchQuery) -> Iterator[export.Row]:
    question = search.understand(session, asked.q)
    operators = _operators(session, question, asked, EXPORTED + 1)
    for each in operators[:EXPORTED]:
        contacts = ", ".join(value for _kind, value in each.contacts)
        yield ("operator", each.operator_id, each.name, _day(each.last_seen), "", " ".join(each.countries), "", "",
               each.status or "", "", contacts, "; ".join(each.aliases))  # fmt: skip
    hits = search.find_documents(session, question, asked.chosen, limit=EXPORTED + 1)
    for hit in hits[:EXPORTED]:
        yield _hit_row(hit, question)
    for what, found in (("operator", operators), ("document", hits)):
        if len(found) > EXPORTED:
            yield (what, "", f"There are more than {EXPORTED}: narrow the search.", *[""] * (len(COLUMNS) - 3))


def _hit_row(hit: DocumentHit, question: Asked) -> export.Row:
    said = "".join(piece.text for piece in search.excerpt(hit.text, question.beginnings))
    return ("document", hit.revision_id, hit.title, _day(hit.day), hit.source_id, hit.country, hit.source_kind,
            " ".join(hit.labels), hit.state or "", " ".join(hit.route), hit.url, said)  # fmt: skip


def _day(when: datetime) -> str:
    return when.date().isoformat()


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
