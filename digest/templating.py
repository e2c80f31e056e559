"""What the mail's templates know: words, dates and counts in the recipient's language, wrapping, and that
every value they print is plain text.

`finalize` runs on each printed value, so that a template can't forget it; escaping for HTML comes after it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from core.clearing_words import clears
from core.element_words import element_in_words
from core.hidden_words import hidden_said
from core.languages import cut, spoken
from core.languages import marked_text as N_
from core.moved_words import moved_said
from core.nights import DigestClearing, DigestStanding
from core.pair_words import new_pairs
from core.reason_words import in_words
from core.records import Mention
from core.scores import SUREST
from core.terms import DocumentLabel, Role
from core.text import plain, stop, within
from core.uses import CALLED_AND_MESSAGED
from digest import stands
from digest.brought import brought_on

WIDTH = 72
TITLE_LIMIT = 200
REASON_LIMIT = 400
NAME_LIMIT = 120
ADDITIONS = 3


class _Laid(str):
    """Text that this module laid out in lines; its parts are plain already."""

    __slots__ = ()


def _clean(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup | _Laid) else value


def _wrapped(text: str, indent: int = 0, hanging: int = 0) -> _Laid:
    return _Laid(
        textwrap.fill(
            plain(text),
            WIDTH,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hanging),
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def _ngettext(one: str, many: str, number: int) -> str:
    return spoken().catalogue.ngettext(one, many, number)


def _names(values: Sequence[str], more: int = 0) -> str:
    listed = ", ".join(_shortened(value, NAME_LIMIT) for value in values)
    if not more:
        return listed
    return spoken().text(N_("%(names)s and %(number)s more")) % {"names": listed, "number": spoken().number(more)}


def _additions(details: Sequence[str]) -> str:
    """What was added to a flag, oldest first; of many the newest, and how many more there were."""
    listed = "; ".join(_shortened(in_words(plain(each)), REASON_LIMIT) for each in details[-ADDITIONS:])
    if len(details) <= ADDITIONS:
        return listed
    more = spoken().number(len(details) - ADDITIONS)
    return spoken().text(N_("%(names)s and %(number)s more")) % {"names": listed, "number": more}


def _shortened(text: str, limit: int) -> str:
    return cut(plain(text), limit)


def _label(label: DocumentLabel) -> str:
    return spoken().text(_LABELS[label])


_REFUSED = N_("Not counted: %(documents)s whose lead a person dismissed.")


def _standing(standing: DigestStanding) -> str:
    """'Reported, named since 3 Feb 2024, 4 documents, 2 independent sources.', how many documents clear it, and
    whether people dismissed it, or of its documents some, or a source clears it."""
    spoken_now = spoken()
    facts = [
        spoken_now.text(N_("named since %(day)s")) % {"day": spoken_now.short_day(standing.since)},
        spoken_now.count(standing.documents, "document", "documents"),
        spoken_now.count(standing.independent_sources, "independent source", "independent sources"),
    ]
    if standing.status:
        facts.insert(0, within(spoken_now.text(stands.STATUSES[standing.status])))
    told = f"{', '.join(facts)}."
    if standing.clearing_documents:
        clear = spoken_now.text(N_("Documents that clear it: %(number)s"))
        told = f"{told} {clear % {'number': spoken_now.number(standing.clearing_documents)}}."
    if standing.dismissed:
        told = f"{told} {spoken_now.text(N_('Every lead on it was dismissed'))}."
    elif standing.dismissed_documents:
        documents = spoken_now.count(standing.dismissed_documents, "document", "documents")
        told = f"{told} {spoken_now.text(_REFUSED) % {'documents': documents}}"
    return " ".join(filter(None, (told, stands.clearing(standing))))


def part(mention: Mention) -> str:
    """The part of a name in a document: of an operator with its standing there. Whom a document clears was acquitted,
    or others used its name: a reader tells the two apart only sometimes."""
    spoken_now = spoken()
    if mention.cleared:
        return spoken_now.text(N_("Cleared or impersonated"))
    told = spoken_now.text(_ROLES[mention.role])
    if mention.role is not Role.OPERATOR or mention.status is None:
        return told
    return f"{told}, {within(spoken_now.text(stands.STATUSES[mention.status]))}"


def _clears(each: DigestClearing) -> str:
    name, sentence = (
        _shortened(text, limit) for text, limit in ((each.name, NAME_LIMIT), (each.sentence, REASON_LIMIT))
    )
    return clears(name, each.on, sentence, is_unsure=each.is_unsure)


def contact(written: str) -> str:
    """ "phone +573000000017", with the kind in the language that is being spoken."""
    kind, _, value = written.partition(" ")
    return f"{spoken().text(_CONTACTS.get(kind, kind))} {value}"


_LABELS = {
    DocumentLabel.SMUGGLING_OFFER: N_("Offers passage"),
    DocumentLabel.FACILITATOR_RECRUITMENT: N_("Recruits for smuggling"),
    DocumentLabel.DOCUMENT_FRAUD_OFFER: N_("Offers false papers"),
    DocumentLabel.TRAFFICKING_LURE: N_("Bears signs of a trafficking lure"),
    DocumentLabel.SMUGGLING_REPORT: N_("Reports smuggling or trafficking"),
}
_ROLES = {
    Role.OPERATOR: N_("Operator (lead)"),
    Role.AUTHORITY: N_("Authority"),
    Role.MEDIA: N_("Media"),
    Role.VICTIM: N_("Victim or impersonated"),
    Role.OTHER: N_("Other"),
}
_CONTACTS = {
    "phone": N_("Phone"),
    "whatsapp": N_("WhatsApp"),
    CALLED_AND_MESSAGED: N_("Phone and WhatsApp"),
    "telegram": N_("Telegram"),
    "email": N_("Mail"),
    "url": N_("Web"),
    "instagram": N_("Instagram"),
    "facebook": N_("Facebook"),
    "tiktok": N_("TikTok"),
    "account": N_("Payee account"),
}


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        finalize=_clean,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: spoken().text(message),
        _ngettext,
        newstyle=True,
    )
    environment.filters.update(
        wrapped=_wrapped,
        long_date=lambda day: spoken().long_day(day),
        short_date=lambda day: spoken().short_day(day),
        clock=lambda when: f"{when:%H:%M} ({when.tzinfo})",
        score=lambda value: spoken().score(min(value, SUREST)),
        element=element_in_words,
        brought_on=brought_on,
        names=_names,
        additions=_additions,
        title=lambda text: _shortened(hidden_said(text), TITLE_LIMIT),
        reason=lambda text: _shortened(in_words(plain(text)), REASON_LIMIT),
        name=lambda text: _shortened(text, NAME_LIMIT),
        line=lambda text: _shortened(text, REASON_LIMIT),
        label=_label,
        standing=_standing,
        clears=_clears,
        part=part,
        published=stands.published,
        utc=stands.moment,
        told=stands.told,
        unread=stands.unread,
        cautions=stands.cautions,
        corrected=stands.corrected,
        state=stands.state,
        stop=lambda text: stop(plain(text)),
        decisions=stands.decisions,
        pairs=new_pairs,
        moved=lambda of: moved_said(of.gone_on, of.back, of.boards, of.before, of.now),
        contacts=lambda written: [contact(each) for each in written],
    )
    environment.globals.update(
        count=lambda number, one, many: spoken().count(number, one, many),
        spoken=spoken,
        signature_mark=_Laid("-- "),
    )
    return environment


TEMPLATES = _environment()
