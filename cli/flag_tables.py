"""One flag on the terminal: what its page says, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import datetime
from pathlib import Path

from cli.operator_tables import corrected, no_longer_read, print_cleared, print_known, print_told, standing
from cli.readings import print_reasons, readings
from core.hidden_words import HIDDEN
from core.records import Mention, Reason
from core.scores import shown, weight
from core.terms import FlagKind, FlagState
from core.text import plain, sentence
from evidence.removal import taken_away
from store.views import CandidateLine, FlagDetail, FlagSummary, OperatorSummary, VersionLine

_LESS = "counts no more, or as less"
_NOT_THEIRS = "the document does not accuse them, by a person's word"
_TAKEN_OFF = "taken off the operator, by a person's word"


def print_flag(found: FlagDetail, named: Sequence[OperatorSummary], archive: Path) -> None:
    """A flag, a table a kind of knowledge; kinds of which nothing is known are left out."""
    flag, read = found.summary, found.analysis
    gone = "its title and text were taken away" if found.purged_at is not None else "without a title"
    print(f"{flag.kind.value.capitalize()} {flag.flag_id}: {plain(flag.title) or gone}")
    print(f"{sentence(plain(flag.reason_now))}{'' if flag.kind is FlagKind.CLEARANCE else ' A lead, not a finding.'}")
    print("".join(f"{said}\n" for said in (*_withdrawn(flag), *_corrected(flag))), end="")
    if found.purged_at is not None:
        stays = "" if taken_away(archive, found.capture.warc_file) else "; the archived page remains"
        print(f"Its text was taken away on {found.purged_at:%Y-%m-%d} by a purge{stays}.")
    for name, value in _facts(flag):
        print(f"{name:10} {plain(value)}")
    operators = [(o.operator_id, o.name, standing(o), o.naming_sources, o.open_flags) for o in named]
    print_known("Whom it names", ("operator", "name", "standing", "sources", "open flags"), operators)
    print_cleared(flag.cleared)
    if flag.kind is FlagKind.CLEARANCE:
        print("\n".join(["", *cleared_by(found)]))
    scores = [(label, shown(score)) for label, score in read.scores.items() if label in read.labels]
    about = "What its text is about, of nobody whom it clears" if flag.kind is FlagKind.CLEARANCE else "Labels"
    print_known(about, ("label", "sure to"), scores)
    print_reasons(read.signals)
    less = {each.name: corrected(each.line) for each in found.corrected}
    said = [
        (_part(m), m.name, m.status or "", m.status_sentence or m.sentence, "" if m.cleared else less.get(m.name, ""))
        for m in (*read.operators, *(each for each in read.mentions if each.cleared and each not in read.operators))
        if m.name != HIDDEN or m.cleared  # whoever was forgotten is told no more as an operator
    ]
    print_told("In which words", ("part", "name", "standing", "sentence"), said, _LESS)
    if found.covered:
        print(f"\nCovered here: the names of {found.covered} who are no operators. --names shows them, on record.")
    if found.covered_points:
        points = f"{found.covered_points} contact point{'s' if found.covered_points > 1 else ''}"
        print(f"\nCovered here: {points} of persons who are no operators. --names shows them, on record.")
    others = [
        (m.role, m.name, ", ".join(m.aliases)) for m in read.mentions if m not in read.operators and not m.cleared
    ]
    print_known("Who else is named", ("part", "name", "other forms"), others)
    theirs = [contact.value for each in found.corrected if each.is_away for contact in each.contacts]
    off = [contact.value for contact in found.taken_off]
    read_of = [
        (what, value, _NOT_THEIRS if value in theirs else _TAKEN_OFF if value in off else "")
        for what, value in readings(read)
    ]
    print_told("What else was read", ("what", "value"), read_of, _LESS)
    of = {(each.name, each.operator_id): corrected(each.line) for each in found.corrected}
    candidates = [
        (c.mention_name, f"{c.operator_id} {c.operator_name}", shown(c.score), _how(c, flag.doubtful), _why(c.reasons),
         of.get((c.mention_name, c.operator_id), ""))
        for c in found.candidates
    ]  # fmt: skip
    print_told("On the watchlist", ("name here", "operator", "score", "counted", "why"), candidates, _LESS)
    print("\nEvidence")  # no table: a digest that is broken at the end of a line can't be copied
    for what, line in [*(("version", each) for each in found.revisions), *(("copy", each) for each in found.copies)]:
        _print_version(what, line, archive)
    if found.more_copies:
        print(f"And {found.more_copies} more versions of copies: almenara evidence export {flag.flag_id} --all")
    print(f"Whether it holds: almenara evidence show {flag.flag_id}")
    history = [(f"{at:%Y-%m-%d %H:%M}", *told) for at, *told in sorted(_history(found), key=lambda each: each[0])]
    print_known("What became of it", ("when (UTC)", "what", "who", "why"), history)
    moves = ", ".join(
        f"{state.value} (what came since was seen, it stays)" if state is flag.state else state.value
        for state in found.allowed_moves
    )
    decide = f"almenara flag decide {flag.flag_id} STATE --version {flag.version} --why ..."
    print(f"It may become: {moves} ({decide})" if moves else "Nothing can be decided on it now.")


def cleared_by(found: FlagDetail) -> Iterator[str]:
    """Whom a clearance clears once it is confirmed, and whom it merely may mean; a dismissed one clears nobody."""
    state = found.summary.state
    surely = ", ".join(f"{key} {plain(name)}" for key, name in found.summary.clears)
    if state is not FlagState.DISMISSED:
        it_clears = "It clears" if state is FlagState.CONFIRMED else "Once confirmed, it clears"
        yield sentence(f"{it_clears} {surely or 'nobody by itself'}")
    for each in found.may_be:
        may_be = f"{each.operator_id} {plain(each.operator_name)}, sure to {shown(each.score)}, {each.state.value}"
        decide = f"almenara operator decide {each.clearing_id} STATE --version {each.version} --why ..."
        yield f"It may mean {may_be}: decided on by itself ({decide})."


def _part(mention: Mention) -> str:
    """What a name is in the document. Whom it clears was acquitted, or never accused: others used its name, which a
    reader tells apart only sometimes."""
    return "cleared or impersonated" if mention.cleared else mention.role


def _withdrawn(flag: FlagSummary) -> Iterator[str]:
    """What the reader of today no longer reads of it."""
    if flag.withdrawal is None:
        return
    if flag.withdrawn:
        yield f"Withdrawn: {no_longer_read(flag.withdrawal)}."
    if named := ", ".join(f"{key} {plain(name)}" for key, name in flag.withdrawn_operators):
        by = plain(flag.withdrawal.read_by)
        yield sentence(f"Named by an earlier reader ({by}), and by that of today no longer: {named}")


def _corrected(flag: FlagSummary) -> Iterator[str]:
    """Whom it does not accuse, by a person's word."""
    if named := ", ".join(f"{key} {plain(name)}" for key, name in flag.corrected_operators):
        yield sentence(f"By a person's word it does not accuse: {named}")


def _facts(flag: FlagSummary) -> Iterator[tuple[str, str]]:
    proposed = f" (proposed by {flag.proposer}; a second person has to agree)" if flag.proposed_by else ""
    yield "state", f"{flag.state.value}{proposed}, version {flag.version}"
    if flag.new_evidence:
        yield "new since", "; ".join(flag.new_since) or "evidence"
    yield "source", f"{flag.source_name} ({flag.source_id}), {flag.country}"
    yield "address", flag.url
    yield "published", f"{flag.published:%Y-%m-%d}" if flag.published else "not known"
    many = "" if flag.independent_sources == 1 else "s"
    elsewhere = f", same story in {flag.also_published} more" if flag.also_published else ""
    of = " that the operator is meant" if flag.kind is FlagKind.CLEARANCE else ""
    yield (
        "sure to" if of else "score",
        f"{shown(flag.score)}{of}, {flag.independent_sources} independent source{many}{elsewhere}",
    )
    if flag.route:
        yield "route", "→".join(flag.route)


def _how(candidate: CandidateLine, doubtful: Set[int]) -> str:
    if candidate.is_new:
        return "first seen here"
    return "yes" if candidate.linked else "may be meant" if candidate.operator_id in doubtful else "only similar"


def _why(reasons: Sequence[Reason]) -> str:
    return "; ".join(f"{weight(reason.weight)} {reason.what}" for reason in reasons)


def _print_version(what: str, line: VersionLine, archive: Path) -> None:
    seen = line.capture
    carried = f"{what} {line.number} of {plain(line.url)}{', which carried the flag' if line.carried else ''}"
    print(f"{carried}: document {line.revision_id}, archived {seen.fetched_at:%Y-%m-%d %H:%M} UTC")
    if line.gone_at is not None:
        print(f"    since {line.gone_at:%Y-%m-%d %H:%M} UTC its publisher no longer shows this page")
    if line.returned is not None:
        was, back = line.returned.gone_at, line.returned.back_at
        other = ", with another text than before" if line.returned.has_other_text else ""
        print(f"    gone from {was:%Y-%m-%d %H:%M} UTC on; since {back:%Y-%m-%d %H:%M} UTC it stands again{other}")
    if line.purged_at is not None:
        print(f"    its text was taken away on {line.purged_at:%Y-%m-%d} by a purge")
    if (gone := taken_away(archive, seen.warc_file)) is not None:
        print(f"    its archived page was taken away on {gone:%Y-%m-%d} by a purge, when its time was over")
    print(f"    payload, SHA-256 {seen.payload_sha256}")
    print(f"    {seen.capture_id} in {plain(seen.warc_file)} from byte {seen.warc_offset}")


def _history(found: FlagDetail) -> Iterator[tuple[datetime, str, str, str]]:
    for event in found.events:
        yield event.happened_at, event.what, "almenara", event.details
    for each in found.decisions:
        proposes = f" (proposes {each.proposes.value})" if each.proposes else ""
        moved = f"{each.from_state.value} -> {each.to_state.value}{proposes}"
        moved = f"{each.to_state.value} stays" if each.stays else moved
        yield each.decided_at, moved, each.in_line, each.why
