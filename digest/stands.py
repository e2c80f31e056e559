"""How things stand that a report tells of, in words: what people decided and corrected, who, when and why, and what an
operator is not to be read without. Pages say the same (web/templates/macros.html). Times are in UTC, and say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Protocol

from core.days import is_a_day
from core.languages import marked_text as N_
from core.languages import spoken
from core.reason_words import taken_back
from core.terms import Corrected, FlagState, LegalStatus
from core.text import sentence
from store import views
from store.flagging.refused import Refusal
from store.flagging.withdrawn import Withdrawal
from store.views.records import DecisionLine
from store.ways import Signed

STATUSES = {
    LegalStatus.ADVERTISED: N_("Advertised"),
    LegalStatus.REPORTED: N_("Reported"),
    LegalStatus.UNDER_INVESTIGATION: N_("Under investigation"),
    LegalStatus.CHARGED: N_("Charged"),
    LegalStatus.CONVICTED: N_("Convicted"),
    LegalStatus.CLEARED: N_("Cleared"),
}
_STATES = {
    FlagState.NEW: N_("New"),
    FlagState.IN_REVIEW: N_("In review"),
    FlagState.CONFIRMED: N_("Confirmed"),
    FlagState.DISMISSED: N_("Dismissed"),
    FlagState.NEEDS_MORE: N_("Needs more"),
}


_CORRECTED = {
    Corrected.NOBODY: N_("it accuses nobody whom it named"),
    Corrected.FEWER: N_("it does not accuse all whom it named"),
    Corrected.LESS: N_("it says less of somebody whom it named"),
    Corrected.AGAIN: N_("what was corrected counts again, or as more"),
}


class _MayBeCleared(Protocol):
    """Whoever a source may clear."""

    @property
    def status(self) -> LegalStatus | None: ...
    @property
    def said_cleared(self) -> date | None: ...
    @property
    def clearance_waits(self) -> bool: ...
    @property
    def clearance_doubtful(self) -> bool: ...


def moment(when: datetime) -> str:
    """Day and time: 23 Jan 2021, 05:00 UTC."""
    return f"{spoken().moment(when.astimezone(UTC))} UTC"


def published(when: datetime) -> str:
    """When something was published: the day alone where no more is known."""
    day = spoken().day(when) if is_a_day(when) else moment(when)
    return spoken().text(N_("published %(day)s")) % {"day": day}


def state(value: FlagState) -> str:
    """The name of a state."""
    return spoken().text(_STATES[value])


def corrected(how: Sequence[Corrected]) -> str:
    """What people corrected of a lead."""
    return f"{'; '.join(spoken().text(_CORRECTED[each]) for each in how)}."


def clearing(of: _MayBeCleared) -> str:
    """That a source clears it which does not stand as cleared; "" where none does."""
    if not of.said_cleared or of.status is LegalStatus.CLEARED:
        return ""
    if of.clearance_doubtful:
        said = N_("A source clears somebody who may be it (%(day)s); nobody has decided on that yet")
    elif of.clearance_waits:
        said = N_("A source clears it (%(day)s); nobody has decided on that yet")
    else:
        said = N_("Was cleared (%(day)s), and a source says otherwise")
    return f"{spoken().text(said) % {'day': spoken().short_day(of.said_cleared)}}."


def cautions(operator: views.OperatorSummary) -> list[str]:
    """What an operator is not to be read without, a sentence each; empty where it is a lead and nothing more is said.
    So say store.exchange.cautions in files."""
    text, found = spoken().text, []
    if operator.status is LegalStatus.CLEARED:
        found.append(text(N_("Cleared, as sources say and a person confirmed.")))
    if operator.dismissed:
        found.append(f"{text(N_('Every lead on it was dismissed'))}.")
    elif operator.withdrawn:
        found.append(f"{text(N_('Withdrawn: the reader of today no longer reads what named it'))}.")
    return [each for each in (*found, clearing(operator)) if each]


def told(line: views.NamedLine) -> list[str]:
    """What became of what a document says of somebody, and what they are not to be read without, a sentence each."""
    found = [_refused(line.refusal)] if line.refusal is not None else []
    if line.correction is not None and line.correction.stands_as is not None:
        stands = spoken().text(STATUSES[line.correction.stands_as])
        corrected, as_what = spoken().text(N_("Corrected")), spoken().text(N_("it stands as:"))
        found.append(f"{corrected}; {as_what} {stands}, {_by(line.correction, line.correction.decided_at)}")
    found = [": ".join(filter(None, (each, taken_back(line.why)))) for each in found]
    if line.withdrawal is not None and line.refusal is None:
        found.append(unread(line.withdrawal))
    if line.earlier_reader:
        said = N_(
            "Version %(version)s read that it is cleared; the reader of today does not. Nothing is taken back by that: "
            "a person decides."
        )
        found.append(spoken().text(said) % {"version": line.earlier_reader})
    return [*map(sentence, found)] + (cautions(line.operator) if line.operator is not None else [])


def unread(by: Withdrawal) -> str:
    """That the reader of today no longer reads what is told."""
    text = spoken().text
    read = text(N_("The reader of today no longer reads this; it was read by version %(version)s"))
    stands, over = text(N_("a person confirmed it, so it counts all the same")), text(N_("it counts no more"))
    return f"{text(N_('Withdrawn'))}: {read % {'version': by.read_by}}; {stands if by.stands else over}"


def decisions(found: Sequence[DecisionLine]) -> list[str]:
    """What people decided, oldest first, a line each."""
    return [_decided(each) for each in found]


def _decided(decision: DecisionLine) -> str:
    text, said = spoken().text, state(decision.to_state)
    if decision.stays:
        said = f"{said}, {text(N_('it stays so: what came since was seen'))}"
    if decision.proposes:
        agree = text(N_("(a second person has to agree)"))
        said = f"{said}, {text(N_('proposed:'))} {state(decision.proposes)} {agree}"
    said = f"{said}, {_by(decision, decision.decided_at)}"
    return ": ".join(filter(None, (said, taken_back(decision.why))))


def _refused(by: Refusal) -> str:
    text, who = spoken().text, _by(by, by.at)
    if by.is_correction:
        return f"{text(N_('Corrected'))} {who}; {text(N_('it does not accuse this operator, and counts no more'))}"
    flag = f", {text(N_('Flag'))} {by.flag_id}" if by.flag_id is not None else ""
    return f"{state(FlagState.DISMISSED)} {who}{flag}; {text(N_('it counts no more'))}"


def _by(signed: Signed, when: datetime) -> str:
    return f"{spoken().text(N_('by'))} {signed.in_line}, {moment(when)}"
