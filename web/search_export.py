"""What a search finds as a file. CSV is for programs: its columns, codes and days stay as they are in every language.
XLSX is for people: headers, standings, labels, countries and days are in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from core.clearing_words import clears
from core.days import local
from core.languages import marked_text as N_
from core.languages import spoken
from core.text import stop
from store import search, views
from store.exchange.cautions import caution, is_accused
from store.exchange.sheets import LEAD_ONLY
from store.search import Asked, DocumentHit
from store.session import Session
from store.views.cleared import accused_in
from store.views.operator_lines import operator_lines
from web import export
from web.dossier.words import Words
from web.dossier.words import translated as _
from web.searching import SearchQuery

EXPORTED = 5000
"""Rows of one kind that an export holds at most; a last row says so where there are more."""
COLUMNS = ["what", "id", "name", "day", "source", "country", "kind", "labels", "state", "route", "address", "excerpt",
           "read", "desk", "evidence", "sha256", "caution"]  # fmt: skip
"""`day` is that of publication, else the first on which it was seen, of an operator the last; rows are in the order of
`read`, the day on which a text was read first."""
_SAID = [
    N_("What"), N_("Number"), N_("Name or title"), N_("Day (published, or last seen)"), N_("Source"), N_("Countries"),
    N_("Kind of source"), N_("What it is about"), N_("Standing, or state of its flag"), N_("Route"),
    N_("Address or contact points"), N_("Excerpt or other names"), N_("Read on"), N_("At the desk"),
    N_("Archived record"), N_("SHA-256 of the payload"), N_("Cautions"),
]  # fmt: skip
_DAYS = {"es": "[$-340A]d mmm yyyy", "en": "[$-809]d mmm yyyy", "pt": "[$-416]d mmm yyyy"}
"""How a spreadsheet writes a day in each language, whatever its own is: es-CL, en-GB, pt-BR."""
_MORE = N_("There are more than %s: narrow the search.")


@dataclass(frozen=True, slots=True)
class Found:
    """What an export holds, and of which kinds there is more."""

    question: Asked
    zone: tzinfo
    operators: list[views.OperatorSummary]
    hits: list[DocumentHit]
    more: tuple[str, ...]
    named: Mapping[int, Sequence[views.OperatorSummary]]  # whom each lead names, by revision_id
    desk: str  # its address, to which a file that was passed on leads back

    def place(self, hit: DocumentHit) -> str:
        """Where the desk shows a document: on its flag's page, where it has one."""
        return f"{self.desk}/flags/{hit.flag_id}" if hit.flag_id else f"{self.desk}/documents/{hit.revision_id}"


def found(session: Session, asked: SearchQuery, zone: tzinfo, desk: str) -> Found:
    """Everything that a question finds, in the order of the page; days are told in `zone`, `desk` is its address."""
    chosen = asked.chosen(zone)
    question = search.understand(session, asked.q)
    operators = search.find_operators(session, question, chosen, typed=asked.q, limit=EXPORTED + 1)
    hits = search.find_documents(session, question, chosen, limit=EXPORTED + 1)
    kinds = (("operator", len(operators)), ("document", len(hits)))
    more = tuple(what for what, number in kinds if number > EXPORTED)
    return Found(
        question, zone, operators[:EXPORTED], hits[:EXPORTED], more, _named(session, hits[:EXPORTED]), desk.rstrip("/")
    )


def _named(session: Session, hits: Sequence[DocumentHit]) -> dict[int, list[views.OperatorSummary]]:
    accused = accused_in(session, [hit.revision_id for hit in hits if hit.is_lead])
    lines = operator_lines(session, {key for each in accused.values() for key, _name in each})
    return {revision_id: [lines[key] for key, _name in each] for revision_id, each in accused.items()}


def as_csv(what: Found) -> bytes:
    """For programs."""
    return export.as_csv(COLUMNS, _coded(what))


def as_xlsx(what: Found, words: Words) -> bytes:
    """For people, in the language that is being spoken."""
    head = [_(each) for each in _SAID]
    return export.as_xlsx(_("Search"), head, _told(what, words), day_format=_DAYS[spoken().code])


def _coded(what: Found) -> Iterator[export.Row]:
    mended = [f"“{word}” stands in no text; looked for {', '.join(instead)}." for word, instead in what.question.mended]
    for each in what.operators:
        contacts = ", ".join(dict.fromkeys(value for _kind, value in each.contacts))
        yield ("operator", each.operator_id, each.name, _iso(each.last_seen, what), "", " ".join(each.countries), "",
               "", each.status or "", "", contacts, "; ".join(each.aliases), "",
               f"{what.desk}/operators/{each.operator_id}", "", "",
               " ".join([*mended, caution(each)]))  # fmt: skip
    for hit in what.hits:
        yield ("document", hit.revision_id, hit.title, _iso(hit.day, what), hit.source_id, hit.country, hit.source_kind,
               " ".join(hit.labels), hit.state or "", " ".join(hit.route), hit.url, _excerpt(hit, what),
               _iso(hit.first_seen, what), what.place(hit), hit.capture_id, hit.payload_sha256,
               " ".join([*mended, _caution(hit, what)]).rstrip())  # fmt: skip
    for kind in what.more:
        yield (kind, "", _MORE % EXPORTED, *[""] * (len(COLUMNS) - 3))


def _told(what: Found, words: Words) -> Iterator[export.Row]:
    say, country = words.say, spoken().country
    kinds = {"operator": _("Operator"), "document": _("Document")}
    mended = [
        _("“%(word)s” stands in no text; looked for %(instead)s.") % {"word": word, "instead": ", ".join(instead)}
        for word, instead in what.question.mended
    ]
    for each in what.operators:
        contacts = ", ".join(f"{say('contact', kind)} {value}" for kind, value in each.reached)
        stands = [say("legal", each.status)] if each.status else []
        stands += words.cautions(each)
        yield (kinds["operator"], each.operator_id, each.name, local(each.last_seen, what.zone).date(), "",
               ", ".join(map(country, each.countries)), "", "", "; ".join(stands), "", contacts,
               "; ".join(each.aliases), "", f"{what.desk}/operators/{each.operator_id}", "", "",
               "; ".join([*mended, *([_(LEAD_ONLY)] if is_accused(each) else [])]))  # fmt: skip
    for hit in what.hits:
        labels = "; ".join(say("label", each) for each in hit.about)
        yield (kinds["document"], hit.revision_id, hit.title, local(hit.day, what.zone).date(), hit.source_name,
               country(hit.country), say("source_kind", hit.source_kind) if hit.source_kind else "", labels,
               say("state_name", hit.state) if hit.state else "", " → ".join(map(country, hit.route)), hit.url,
               _excerpt(hit, what), local(hit.first_seen, what.zone).date(), what.place(hit),
               hit.capture_id, hit.payload_sha256,
               "; ".join([*mended, *_cautions(hit, what, words)]))  # fmt: skip
    for kind in what.more:
        yield (kinds[kind], "", _(_MORE) % spoken().number(EXPORTED), *[""] * (len(COLUMNS) - 3))


def _caution(hit: DocumentHit, what: Found) -> str:
    """What a document is not to be read without: whom it clears, in which words, that a lead is no finding, and who of
    those whom it names stands cleared, or is cleared by a source."""
    said = [
        f"It {'may clear' if each.is_unsure else 'clears'} {each.name} ({each.on.isoformat()})"
        + (f": “{each.sentence}”{stop(each.sentence)}" if each.sentence else ".")
        for each in hit.cleared
        if each.counts
    ]
    if hit.only_clears and not said:  # a copy of what clears somebody whom it merely may mean
        said = ["It clears somebody."]
    stands = (
        (each.name, caution(each).removeprefix(LEAD_ONLY).strip()) for each in what.named.get(hit.revision_id, ())
    )
    told = [f"{name}: {words}" for name, words in stands if words]
    return " ".join([*said, *([LEAD_ONLY] if hit.is_lead else []), *told])


def _cautions(hit: DocumentHit, what: Found, words: Words) -> Iterator[str]:
    """The same in the language that is being spoken."""
    counted = [each for each in hit.cleared if each.counts]
    for each in counted:
        yield clears(each.name, each.on, each.sentence, is_unsure=each.is_unsure)
    if hit.only_clears and not counted:
        yield _("Clearance")
    if hit.is_lead:
        yield _(LEAD_ONLY)
    for operator in what.named.get(hit.revision_id, ()):
        if said := words.stands(operator):
            yield f"{operator.name}: {said}"


def _excerpt(hit: DocumentHit, what: Found) -> str:
    return "".join(piece.text for piece in search.excerpt(hit.text, what.question.runs))


def _iso(when: datetime, what: Found) -> str:
    return local(when, what.zone).date().isoformat()
