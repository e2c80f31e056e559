"""Evidence of one flag put together for people: what was seen, where the words stand in it, and a bundle to hand on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from core.reason_words import in_words
from core.records import Analysis, Span
from core.text import plain, visible
from digest.templating import TEMPLATES
from evidence.bundle import export
from evidence.show import CaptureShown, describe
from store import views
from store.session import Session


@dataclass(frozen=True, slots=True)
class Evidence:
    """A flag beside the capture that it stands on."""

    flag: views.FlagDetail
    shown: CaptureShown


@dataclass(frozen=True, slots=True)
class Words:
    """What was read out of the document, and where it stands: character offsets in the text (or the title)."""

    what: str
    written: str
    span: Span


def evidence_of(session: Session, flag_id: int, archive: Path) -> Evidence:
    """What was seen for a flag, checked against the archive now.

    Raises:
        NotFoundError: there is no such flag.
    """
    flag = views.flag(session, flag_id)
    return Evidence(flag, describe(archive, flag.capture))


def words(evidence: Evidence) -> list[Words]:
    """Every piece of text that carried something, in the order of the text."""
    document = evidence.flag.document
    found = []
    for what, span in _spans(evidence.flag.analysis):
        text = document.title if span.in_title else document.text
        found.append(Words(what, text[span.start : span.end], span))
    return sorted(found, key=lambda each: (not each.span.in_title, each.span.start, each.span.end))


def bundle(evidence: Evidence, archive: Path, target: Path, *, actor: str, signed: str = "") -> Path:
    """Write the evidence of a flag so that it can be checked on another machine; see evidence.bundle.

    `actor`: who hands it on, for the custody log; `signed`: the same in the reader's language, where it is no name.

    Raises:
        EvidenceError: the archive no longer holds what was sealed, or the target can't be written.
    """
    capture, page = evidence.flag.capture, report(evidence)
    return export(archive, capture, report_html=page, target=target, actor=actor, signed=signed)


def report(evidence: Evidence) -> str:
    """The readable page of a bundle, in the language that is being spoken."""
    template = TEMPLATES.get_template("report.html")
    why = in_words(plain(evidence.flag.summary.reason))  # whole: in a mail it may be cut, in evidence not
    return template.render(flag=evidence.flag, shown=evidence.shown, marked=_marked(evidence), why=why)


def _spans(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    for mention in analysis.operators:
        yield from ((f"operator {mention.name}", span) for span in mention.spans)
    for contact in analysis.operator_contacts:
        yield f"{contact.type.value} {contact.value}", contact.span
    for span in analysis.route.spans:
        yield "route", span
    for price in analysis.prices:
        yield f"price {price.amount} {price.currency}", price.span
    for signal in analysis.signals:
        yield f"{signal.label.value}: {signal.element} ({signal.weight:+.2f})", signal.span


def _marked(evidence: Evidence) -> Markup:
    text, at = evidence.flag.document.text, 0
    pieces = []
    for each in words(evidence):
        if each.span.in_title or each.span.start < at:
            continue
        pieces.append(escape(visible(text[at : each.span.start])))
        pieces.append(Markup("<mark>{}</mark>").format(visible(each.written)))
        at = each.span.end
    pieces.append(escape(visible(text[at:])))
    return Markup("").join(pieces)
