"""An Atom feed of new flags (RFC 4287), for whoever reads leads in a feed reader. What a reader has fetched it keeps: a
flag that a person dismissed stands there as dismissed, anew, and not as it was; a withdrawn one as withdrawn; one of
which somebody was corrected away without them. A lead says who of those whom it names stands cleared, or is cleared by
a source. Bystanders are covered in titles, as everywhere (store.bystanders)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from fastapi import APIRouter, Request
from starlette.responses import Response

from core.hidden_words import hidden_said
from core.reason_words import in_words
from core.terms import FlagKind, FlagState
from core.text import plain, sentence
from evidence.format.chain import stamp
from store import views
from store.views.changes import clearances_changed
from store.views.operator_lines import operator_lines
from web.answers import named_by
from web.desk import AtDesk
from web.dossier.words import Words
from web.languages import marked_text as N_
from web.languages import speaking, spoken, wanted

router = APIRouter(include_in_schema=False)
ENTRIES = 100
_ATOM = "http://www.w3.org/2005/Atom"
_TITLE = N_("Almenara: new flags")
_SAID = N_("A lead, not a finding.")
_DISMISSED, _WHY_NOT = N_("Dismissed"), N_("A person dismissed it.")
_WITHDRAWN, _NOT_READ = N_("Withdrawn"), N_("The reader of today no longer reads it.")
_CLEARANCE = N_("Clearance")


@router.get("/flags.atom")
def feed(request: Request, desk: AtDesk) -> Response:
    """The hundred newest flags and those that grew, were read anew, decided on or corrected last, in the language that
    is wished for."""
    with desk.reading() as session:
        flags = views.lately(session, limit=ENTRIES)
        lines = operator_lines(session, named_by(flag for flag, _changed in flags))
        cleared = clearances_changed(session, lines)
    with speaking(wanted(request)):
        words = Words(desk.templates.env, desk.settings.nightly.zone)
        told = {operator_id: words.stands(line) for operator_id, line in lines.items()}
        anew = [(flag, _told_last(flag, changed, cleared)) for flag, changed in flags]
        content = _document(desk.settings.mail.base_url.rstrip("/"), anew, told)
    return Response(content, media_type="application/atom+xml", headers={"Vary": "Cookie, Accept-Language"})


def _told_last(flag: views.FlagSummary, changed: datetime, cleared: Mapping[int, datetime]) -> datetime:
    """When an entry was told otherwise last: a lead also when what clears somebody whom it names was."""
    others = (cleared.get(key, changed) for key, _name in flag.operators if flag.kind is FlagKind.LEAD)
    return max([changed, *others])


def _document(base: str, flags: list[tuple[views.FlagSummary, datetime]], told: Mapping[int, str]) -> bytes:
    """`told`: how each operator stands, in words."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    newest = max((changed for _flag, changed in flags), default=datetime(1970, 1, 1, tzinfo=UTC))
    _add(root, "id", f"{base}/flags.atom")
    _add(root, "title", spoken().text(_TITLE))
    _add(root, "updated", stamp(newest))
    _add(root, "link", rel="self", href=f"{base}/flags.atom")
    _add(_add(root, "author"), "name", "Almenara")
    for flag, changed in flags:
        _entry(root, base, flag, changed, told)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: ET.Element, base: str, flag: views.FlagSummary, changed: datetime, told: Mapping[int, str]) -> None:
    is_dismissed = flag.state is FlagState.DISMISSED and not flag.new_evidence
    is_withdrawn = flag.withdrawn and flag.state is not FlagState.CONFIRMED
    no_more = (_DISMISSED, _WHY_NOT) if is_dismissed else (_WITHDRAWN, _NOT_READ) if is_withdrawn else None
    title = hidden_said(plain(flag.title)) or f"{flag.flag_id}"
    entry = _add(root, "entry")
    _add(entry, "id", f"{base}/flags/{flag.flag_id}")
    clears = flag.kind is FlagKind.CLEARANCE
    marks = [*(no_more[:1] if no_more else ()), *([_CLEARANCE] if clears else ())]
    _add(entry, "title", ": ".join([*map(spoken().text, marks), title]))
    _add(entry, "published", stamp(flag.raised_at))
    _add(entry, "updated", stamp(changed))
    _add(entry, "link", href=f"{base}/flags/{flag.flag_id}")
    _add(entry, "category", term=flag.state.value, scheme=f"{base}/flags")
    for operator_id, name in () if no_more else flag.operators:
        _add(entry, "category", term=f"operator-{operator_id}", label=plain(name), scheme=f"{base}/operators")
    why = [sentence(plain(in_words(flag.reason_now)))]
    if not clears:
        stands = ((plain(name), told[operator_id]) for operator_id, name in flag.operators)
        why += [spoken().text(_SAID), *(sentence(f"{name}: {said}") for name, said in stands if said)]
    _add(entry, "summary", spoken().text(no_more[1]) if no_more else " ".join(why))


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text.replace("\ufffe", "").replace("\uffff", "") or None  # XML has no such characters
    return element
