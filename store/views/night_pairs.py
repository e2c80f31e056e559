"""The pairs that a night tells of, as people are told them."""

from __future__ import annotations

from dataclasses import replace

from core.nights import NewPairs
from store.identity.lately_met import lately_met
from store.session import Session
from store.views.operator_lines import operator_lines


def night_pairs(session: Session, run_id: int) -> NewPairs | None:
    """As `store.identity.lately_met` has them; but pairs of somebody of whom more has to be said than fits a line, whom
    a source clears or whose leads were dismissed, are counted alone: the page of pairs says it of them."""
    met = lately_met(session, run_id)
    if met is None or not met.named:
        return met
    known = operator_lines(session, {end for each in met.named for end in (each.left_id, each.right_id)})
    plain = {operator_id for operator_id, operator in known.items() if not operator.wants_caution}
    return replace(met, named=tuple(each for each in met.named if {each.left_id, each.right_id} <= plain))
