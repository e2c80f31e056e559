"""The report of a bundle: one capture after the other, with its text, the words that carried something, its digests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

    @property
    def named(self) -> list[Mention]:
        """Whom the text names: leads first, then whom it clears, then the rest, but for names that a purge took."""
        mentions = self.text.analysis.mentions if self.text is not None else ()
        known = [mention for mention in mentions if mention.name != HIDDEN]
        return sorted(known, key=lambda each: (each.cleared or each.role is not Role.OPERATOR, not each.cleared))


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


def page(
    exhibits: Sequence[Exhibit], *, flag: views.FlagDetail | None, main: Exhibit, left_out: int, taken_away: int
) -> str:
    """The report as HTML, in the language that is being spoken."""
    shown = [(each, marked(each.text) if each.text is not None else None) for each in exhibits]
    why = in_words(plain(flag.summary.reason_now)) if flag is not None else ""  # whole: in a mail it may be cut
    values = {"flag": flag, "exhibits": shown, "main": main, "why": why}
    return TEMPLATES.get_template("report.html").render(values, left_out=left_out, taken_away=taken_away)


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
