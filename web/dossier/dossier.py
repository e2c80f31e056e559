"""The dossier of an operator: gathered in one moment of the memory, then printed. Every page says that a flag is a
lead and no finding, and who printed it when. The same knowledge, person, moment and language give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.languages import spoken
from core.terms import LegalStatus
from evidence.format.chain import tool
from store import views
from store.session import Session
from store.views.records import DecisionLine
from web.dossier import parts, record
from web.dossier.check import checked
from web.dossier.paper import Imprint, Paper
from web.dossier.words import Words
from web.dossier.words import translated as _

EXHIBITS = 200
"""Documents, and words about its standing, that a dossier lists at most, newest first; it says how many there are."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a dossier is printed from."""

    detail: views.OperatorDetail
    exhibits: tuple[views.Exhibit, ...]
    exhibit_count: int
    names: Mapping[int, str]  # of everybody whom a judgement names
    decided: Mapping[int, tuple[DecisionLine, ...]]  # by flag, oldest first
    faults: record.Faults  # what of the documents does not hold now


def gather(session: Session, operator_id: int, archive: Path) -> Known:
    """What is known of an operator; any of its entries will do. Every document that is listed is held against the
    archive.

    Raises:
        NotFoundError: there is no such operator.
    """
    detail = views.operator(session, operator_id, listed=EXHIBITS)
    entries = detail.summary.entries
    exhibits = tuple(views.exhibits(session, entries, limit=EXHIBITS))
    return Known(
        detail=detail,
        exhibits=exhibits,
        exhibit_count=views.exhibit_count(session, entries),
        names=views.names_of(session, {end for each in detail.judgements for end in (each.left_id, each.right_id)}),
        decided=views.decisions(session, [flag.flag_id for flag in detail.flags]),
        faults=checked(session, exhibits, archive),
    )


def printed(known: Known, words: Words, *, who: str, moment: datetime, desk: str) -> bytes:
    """The PDF, in the language that is being spoken. `desk`: its address, to which a paper that was passed on leads
    back."""
    detail = known.detail
    name = detail.summary.name
    by = _("Printed by %(who)s on %(when)s") % {"who": who, "when": words.moment(moment)}
    paper = Paper(Imprint(f"Almenara: {name}", f"{by}; {tool()}", _warning()), moment)
    _title(paper, detail, words, desk)
    if known.faults.documents:
        broken = spoken().count(len(known.faults.documents), "document", "documents")
        paper.says(
            _("Evidence that does not hold, or could not be read: %s. It is said beside it.") % broken, bold=True
        )
    record.log_faults(paper, known.faults, 1)
    parts.standing(paper, detail, words)
    record.clearings(paper, detail, words)
    parts.names(paper, detail, words)
    parts.routes(paper, detail, words)
    parts.prices(paper, detail, words)
    record.flags(paper, detail, known.decided, words)
    record.judgements(paper, detail, known.names, words)
    record.days(paper, detail, words)
    record.documents(paper, known.exhibits, known.exhibit_count, words, known.faults)
    return bytes(paper.output())


def _warning() -> str:
    return _("A flag is a lead, not a finding. Nobody named here is called guilty; a person has to look and decide.")


def _title(paper: Paper, detail: views.OperatorDetail, words: Words, desk: str) -> None:
    line = detail.summary
    paper.says(line.name, bold=True, size=20)
    entries = ", ".join(map(str, line.entries))
    several = _("Dossier of operator %(operator)s, entries %(entries)s")
    one = _("Dossier of operator %(operator)s")
    told = {"operator": line.operator_id, "entries": entries}
    paper.says((several if len(line.entries) > 1 else one) % told, quiet=True)
    paper.says(f"{_('At the desk')}: {desk.rstrip('/')}/operators/{line.operator_id}", quiet=True)
    paper.ln(2)
    paper.says(words.named(line))
    _standing(paper, detail, words)
    if line.countries:
        paper.says(_("Countries of its routes and sources: %s") % ", ".join(map(spoken().country, line.countries)))
    if line.open_flags:
        paper.says(_("Flags that wait for a person: %s") % spoken().number(line.open_flags))
    paper.says(_("Times are in %s.") % words.zone, quiet=True)


def _standing(paper: Paper, detail: views.OperatorDetail, words: Words) -> None:
    """To be cleared is no height of suspicion, and where a source says it, it is said before the rest is read."""
    status = detail.summary.status
    if status is LegalStatus.CLEARED:
        paper.says(_("Cleared, as sources say and a person confirmed."))
        return
    if detail.summary.dismissed:
        paper.says(f"{_('Every lead on it was dismissed')}.", bold=True)
    if detail.summary.withdrawn:
        paper.says(f"{_('Withdrawn: the reader of today no longer reads what named it')}.", bold=True)
    if status:
        paper.says(_("Highest standing that sources give: %s") % words.say("legal", status))
    on = detail.summary.said_cleared
    if on is not None and detail.summary.clearance_doubtful:
        said = _("A source clears somebody who may be it (%(day)s); nobody has decided on that yet")
        paper.says(said % {"day": spoken().short_day(on)})
    elif on is not None and detail.summary.clearance_waits:
        said = _("Sources say that it was cleared (%s); whether it stands so, a person decides.")
        paper.says(said % spoken().short_day(on))
    elif on is not None:
        paper.says(_("Was cleared (%(day)s), and a source says otherwise") % {"day": spoken().short_day(on)})
