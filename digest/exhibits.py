"""The report of a bundle: one capture after the other, with its text, the words that carried something, its digests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from core.reason_words import in_words
from core.records import Analysis, Capture, Mention, Span
from core.terms import Role
from core.text import plain, visible
from digest.templating import TEMPLATES
from evidence.show import CaptureShown
from store import views
from store.redaction import HIDDEN


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One capture beside what the archive holds of it, and the text that it brought."""

    capture: Capture
    shown: CaptureShown
    text: views.VersionText | None = None  # None: it showed a text that was known, or none
    stands: tuple[views.NamedLine, ...] = ()  # how each stands whom the text names, in its order

    @property
    def named(self) -> list[tuple[Mention, views.NamedLine]]:
        """Whom the text names: leads first, then whom it clears, then the rest, but for names that a purge took."""
        mentions = self.text.analysis.mentions if self.text is not None else ()
        known = [pair for pair in zip(mentions, self.stands, strict=True) if pair[0].name != HIDDEN]
        return sorted(known, key=lambda each: (not _is_lead(each[0]), not each[0].cleared))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen, each capture checked against the archive now."""

    exhibits: tuple[Exhibit, ...]  # of a flag: its document's versions, then those of the copies of its story
    at: datetime  # of which moment is what is said of anybody's standing
    flag: views.FlagDetail | None = None
    left_out: int = 0  # versions of copies
    taken_away: int = 0  # versions whose archived page a purge took: their digests are on the flag's page
    named: tuple[views.OperatorSummary, ...] = ()  # whom the flag names, surest first

    @property
    def main(self) -> Exhibit:
        """What the flag stands on; the only one where no flag was asked for."""
        if self.flag is None:
            return self.exhibits[0]
        stands_on = self.flag.capture.capture_id
        return next(each for each in self.exhibits if each.capture.capture_id == stands_on)

    @property
    def faults(self) -> tuple[str, ...]:
        """What does not hold, of any of them."""
        return tuple(fault for each in self.exhibits for fault in each.shown.faults)


@dataclass(frozen=True, slots=True)
class Words:
    """What was read out of the document, and where it stands: character offsets in the text (or the title)."""

    what: str
    written: str
    span: Span


def words(read: views.VersionText) -> list[Words]:
    """Every piece of text that carried something, in the order of the text."""
    found = []
    for what, span in _spans(read.analysis):
        text = read.document.title if span.in_title else read.document.text
        found.append(Words(what, text[span.start : span.end], span))
    return sorted(found, key=lambda each: (not each.span.in_title, each.span.start, each.span.end))


def page(evidence: Evidence) -> str:
    """The report as HTML, in the language that is being spoken."""
    shown = [(each, marked(each.text) if each.text is not None else None) for each in evidence.exhibits]
    flag = evidence.flag
    why = in_words(plain(flag.summary.reason_now)) if flag is not None else ""  # whole: in a mail it may be cut
    return TEMPLATES.get_template("report.html").render(evidence=evidence, flag=flag, exhibits=shown, why=why)


def _is_lead(mention: Mention) -> bool:
    return mention.role is Role.OPERATOR and not mention.cleared


def marked(read: views.VersionText) -> Markup:
    """The text with its words marked."""
    text, at = read.document.text, 0
    pieces = []
    for each in words(read):
        if each.span.in_title or each.span.start < at:
            continue
        pieces.append(escape(visible(text[at : each.span.start])))
        pieces.append(Markup("<mark>{}</mark>").format(visible(each.written)))
        at = each.span.end
    pieces.append(escape(visible(text[at:])))
    return Markup("").join(pieces)


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
        spoke = "spoke for" if signal.weight > 0 else "spoke against"
        yield f"{spoke} {signal.label.value}: {signal.element}", signal.span
