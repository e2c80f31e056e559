"""Clearings that are decided on by themselves, as rows of a table on the terminal."""

from __future__ import annotations

from core.scores import shown
from store.views import ClearingLine

CLEARING_COLUMNS = (
    "clearing",
    "operator",
    "by",
    "on",
    "stands",
    "version",
    "decided by",
    "why",
    "sentence",
    "address",
)


def clearing_row(line: ClearingLine) -> tuple[object, ...]:
    """That a list clears an operator, or a document somebody who may be it, and the last decision on it, as a row."""
    last = line.decisions[-1] if line.decisions else None
    stands = f"{line.state.value} (proposed by {line.proposer})" if line.proposed_by else line.state.value
    decided = (last.in_line, last.why) if last is not None else ("", "")
    operator = f"{line.operator_id} {line.operator_name}"
    return (
        line.clearing_id,
        operator,
        f"{line.list_name} (flag {line.flag_id}), sure to {shown(line.score)}" if line.flag_id else line.list_name,
        line.on if line.is_dated else f"{line.on} (read in; no day told)",
        stands,
        line.version,
        *decided,
        line.sentence,
        line.url,
    )
