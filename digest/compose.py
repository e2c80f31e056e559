"""One recipient's mail about one night, taken from the memory: what no earlier mail to them has told.

Reads only. What the mail tells of is returned beside it, so that the outbox can remember it together with the mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.nights import Digest, DigestLine, DigestOperator, SourceNight
from core.terms import FlagKind
from store import runs, views
from store.session import Session


@dataclass(frozen=True, slots=True)
class Composed:
    """A digest, and the evidence version of every flag that it tells of."""

    digest: Digest
    covers: Mapping[int, int]


def compose(session: Session, run_id: int, recipient: str, *, silent_nights: int) -> Composed:
    """The digest of one run for one recipient.

    Args:
        silent_nights: from how many nights in a row without a document a source is reported.

    Raises:
        NotFoundError: there is no such run.
    """
    night = views.run(session, run_id)
    groups = views.unmailed(session, recipient, first_since=night.summary.started_at)
    digest = Digest(
        night=night.summary.night,
        recipient=recipient,
        operators=tuple(_operator(group) for group in groups),
        sources_silent=tuple(_silent(night, silent_nights)),
        sources_failed=tuple((line.source_id, _why(line)) for line in night.nights if line.state == runs.FAILED),
        documents_read=night.summary.new + night.summary.revised,
    )
    return Composed(digest, {flag.flag_id: flag.evidence_version for group in groups for flag in group.flags})


def _operator(group: views.OperatorFlags) -> DigestOperator:
    known = group.operator
    return DigestOperator(
        operator_id=known.operator_id if known else None,
        name=known.name if known else "",
        aliases=known.aliases if known else (),
        contacts=tuple(f"{kind.value} {value}" for kind, value in known.contacts) if known else (),
        lines=tuple(_line(flag) for flag in group.flags),
    )


def _line(flag: views.FlagSummary) -> DigestLine:
    return DigestLine(
        flag_id=flag.flag_id,
        title=flag.title,
        url=flag.url,
        source_id=flag.source_id,
        published=flag.published,
        reason=f"New evidence since a person decided. {flag.reason}" if flag.new_evidence else flag.reason,
        score=flag.score,
        labels=flag.labels,
        route=flag.route,
        independent_sources=flag.independent_sources,
        is_clearance=flag.kind is FlagKind.CLEARANCE,
    )


def _silent(night: views.RunDetail, limit: int) -> Iterable[tuple[str, int]]:
    """Sources without a document for `limit` nights, this one included, as the ledger has it."""
    return ((line.source_id, line.silent_nights) for line in night.nights if line.silent_nights >= limit)


def _why(line: SourceNight) -> str:
    reasons = ", ".join(f"{reason} ({number})" for reason, number in sorted(line.reasons.items()))
    return line.error or reasons or "no reason was given"
