"""What was said and done, as sections of a dossier: the days, the documents with their evidence, flags, judgements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.error_words import said_again
from core.languages import spoken
from core.reason_words import in_words, taken_back
from core.terms import FlagKind
from store import views
from store.identity.judgements import Judgement
from store.views.operator_views import FLAGS
from store.views.records import DecisionLine
from web.dossier.paper import Paper
from web.dossier.words import Words, newest
from web.dossier.words import translated as _
from web.timeline import SHOWN, Moment, timeline

LOG_FAULTS = 3
"""What is wrong with the custody log that a dossier tells of; `almenara evidence verify` tells all."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What does not hold of the evidence that a dossier names; nothing where all does."""

    documents: Mapping[int, tuple[str, ...]]  # by version
    log: tuple[str, ...] = ()  # of the custody log


def days(paper: Paper, detail: views.OperatorDetail, words: Words) -> None:
    """What became known when."""
    paper.heading(_("Timeline"))
    moments = timeline(detail, words.zone)
    rows = [[spoken().short_day(each.day), _told(each, words)] for each in moments]
    paper.tells([_("Day"), _("What became known")], rows, [20, 90])
    if len(moments) == SHOWN:
        paper.says(_("These are the newest."), quiet=True)


def documents(paper: Paper, exhibits: Sequence[views.Exhibit], total: int, words: Words, faults: Faults) -> None:
    """Every document with what it says, the digests of its evidence, and what of that does not hold."""
    paper.heading(_("Documents and their evidence"), room=60)
    paper.says(
        _(
            "Under each document stand the digests (SHA-256) of what the server sent and of the text that was read "
            "from it, and the id of its record. `almenara evidence verify` holds the archive against them, and "
            "`almenara evidence export --capture` with that id gives the bytes, so that others can."
        ),
        quiet=True,
    )
    _checked(paper, len(exhibits), faults)
    shown = 0
    for shown, each in enumerate(exhibits, start=1):
        paper.ln(1.5)
        paper.begin(30)
        untitled = _("Title and text were taken away") if each.purged_at else _("Without a title")
        paper.says(f"{shown}. {each.title or untitled}", bold=True)
        published = [_("published %s") % words.day(each.published)] if each.published else []
        archived = words.brought(each.warc_file) or _("archived %s") % words.moment(each.fetched_at)
        paper.says(", ".join([each.source_name, *published, archived]), size=8.5)
        paper.says(each.url, quiet=True)
        for name, sentence in each.said:
            named = [_("named as %s:") % name] if name else []
            paper.says(" ".join([*named, sentence]), indent=3, size=8.5)
        for name, sentence in each.cleared:
            paper.says(" ".join([_("Clears it, named as %s:") % name, sentence]), bold=True, indent=3, size=8.5)
        if no_more := words.refused(each.refusal, each.withdrawal):
            paper.says(no_more, bold=True, indent=3, size=8.5)
        paper.says(_("What was sent: SHA-256 %s") % each.payload_sha256, quiet=True, indent=3)
        paper.says(_("The text: SHA-256 %s") % each.text_sha256, quiet=True, indent=3)
        paper.says(f"{each.capture_id}, {each.warc_file}", quiet=True, indent=3)
        if gone := words.taken_away(each.warc_file):
            paper.says(gone, indent=3, size=8.5)
        for fault in faults.documents.get(each.revision_id, ()):
            paper.says(" ".join([_("Does not hold:"), said_again(fault)]), bold=True, indent=3, size=8.5)
    newest(paper, shown, total)


def _checked(paper: Paper, listed: int, faults: Faults) -> None:
    """That they were held against the archive, and how many of them do not hold: all do only where the log does."""
    broken = spoken().number(len(faults.documents))
    if faults.documents or (listed and faults.log):
        said = _("They were held against the archive when this was printed: of %(listed)s, %(broken)s do not hold.")
        paper.says(said % {"listed": spoken().number(listed), "broken": broken}, bold=bool(faults.documents))
    elif listed:
        paper.says(_("They were held against the archive when this was printed: all hold."))
    log_faults(paper, faults, LOG_FAULTS)


def log_faults(paper: Paper, faults: Faults, most: int) -> None:
    """What is wrong with the custody log."""
    for fault in faults.log[:most]:
        paper.says(" ".join([_("The custody log does not hold:"), said_again(fault)]), bold=True, size=8.5)


def clearings(paper: Paper, detail: views.OperatorDetail, words: Words) -> None:
    """What lists clear, and documents that may mean it, and what people decided on it."""
    listed = [each for each in detail.clearings if each.flag_id is None]
    if listed:
        paper.heading(_("Cleared by lists"))
        paper.says(_("A list alone clears nobody: its standing stays as it was until a person decides."), quiet=True)
        _clearings(paper, listed, detail, words)
    doubtful = [each for each in detail.clearings if each.flag_id is not None]
    if doubtful:
        paper.heading(_("May be cleared by documents"))
        _clearings(paper, doubtful, detail, words)


def _clearings(paper: Paper, found: Sequence[views.ClearingLine], detail: views.OperatorDetail, words: Words) -> None:
    for each in found:
        by = [each.list_name or _("A list that was read in"), spoken().short_day(each.on)]
        if len(detail.entries) > 1:
            by.append(" ".join([_("entry"), str(each.entry_id)]))
        if each.flag_id is not None:
            by.append(" ".join([_("sure to"), spoken().score(each.score)]))
        paper.says(f"{', '.join(by)}: {words.say('state_name', each.state)}", bold=True, size=8.5)
        if each.sentence:
            paper.says(each.sentence, indent=3, size=8.5)
        if each.url:
            paper.says(each.url, quiet=True, indent=3)
        for decision in each.decisions:
            paper.says(_decided(decision, words), bold=True, indent=3, size=8.5)
            paper.says(taken_back(decision.why), indent=3, size=8.5)


def _decided(decision: DecisionLine, words: Words) -> str:
    said = [words.say("state_name", decision.to_state)]
    if decision.stays:
        said.append(f"({_('it stays so: what came since was seen')})")
    if decision.proposes:
        said += [_("proposed:"), words.say("state_name", decision.proposes), _("(a second person has to agree)")]
    return f"{' '.join(said)}; {decision.in_line}, {words.moment(decision.decided_at)}"


def flags(
    paper: Paper, detail: views.OperatorDetail, decided: Mapping[int, Sequence[DecisionLine]], words: Words
) -> None:
    """What was put before people, and what they made of it so far: each decision, who took it, when and why."""
    paper.heading(_("Flags"))
    if not detail.flags:
        paper.says(_("None."), quiet=True)
        return
    rows = [
        [spoken().number(flag.flag_id), words.day(flag.raised_at), words.say("state_name", flag.state),
         in_words(flag.reason_now)]
        for flag in detail.flags
    ]  # fmt: skip
    paper.tells([_("Flag"), _("Raised"), _("State"), _("Why")], rows, [10, 18, 18, 74])
    if len(detail.flags) >= FLAGS:
        paper.says(_("These are the newest."), quiet=True)
    paper.says(_("Decisions on these flags"), bold=True)
    if not decided:
        paper.says(_("Nobody has decided on any of them."), quiet=True)
    for flag in detail.flags:
        for decision in decided.get(flag.flag_id, ()):
            paper.says(f"{_('Flag')} {flag.flag_id}: {_decided(decision, words)}", bold=True, size=8.5)
            paper.says(taken_back(decision.why), indent=3, size=8.5)


def judgements(paper: Paper, detail: views.OperatorDetail, known: Mapping[int, str], words: Words) -> None:
    """What people decided on who is who, and why."""
    paper.heading(_("Decisions on identity"))
    if len(detail.entries) > 1:
        entries = ", ".join(f"{entry.operator_id} {entry.name}" for entry in detail.entries)
        paper.says(_("One by a person’s decision: %s") % entries, size=8.5)
    if not detail.judgements:
        paper.says(_("Nothing yet."), quiet=True)
    for each in detail.judgements:
        paper.says(_judged(each, known, words), bold=True, size=8.5)
        paper.says(taken_back(each.why), indent=3, size=8.5)


def _judged(each: Judgement, known: Mapping[int, str], words: Words) -> str:
    ends = f"{known[each.left_id]} ({each.left_id}), {known[each.right_id]} ({each.right_id})"
    when = words.moment(each.decided_at)
    return f"{words.say('verdict_name', each.verdict)}: {ends}; {each.in_line}, {when}"


def _told(each: Moment, words: Words) -> str:
    mark = f" ({words.say('no_more', each.no_more)})" if each.no_more else ""
    return f"{_happened(each, words)}{mark}"


def _happened(each: Moment, words: Words) -> str:
    if each.kind == "name":
        return _("First published under the name %s") % each.what
    if each.kind == "contact":
        return " ".join([_("First published:"), words.say("contact", each.value), each.what])
    if each.kind == "route":
        return _("First published on the route %s") % " → ".join(each.what.split())
    if each.kind == "status":
        stands = [f"{_('May clear it')}:"] if each.is_unsure else [f"{words.say('legal', each.what)},", _("says")]
        return " ".join([*stands, each.source or _("A list that was read in")])
    if each.kind == "price":
        return " ".join([_("Price"), spoken().number(each.amount), f"{each.value},", each.source])
    kind = _("Clearance") if each.value == FlagKind.CLEARANCE.value else _("Flag")
    untitled = _("Title and text were taken away") if each.is_purged else _("Without a title")
    return f"{kind}: {each.what or untitled}, {each.source}"
