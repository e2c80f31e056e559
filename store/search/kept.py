"""A search as it is kept: the words and filters by the names that they have in the address of the search page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from core.terms import DocumentLabel, FlagState, LegalStatus, SourceKind
from store.search.records import SearchFilter


def as_kept(typed: str, chosen: SearchFilter) -> dict[str, str]:
    """JSON values, without what asks nothing."""
    leg_from, leg_to = chosen.leg or ("", "")
    values = {
        "q": typed.strip(),
        "country": chosen.country,
        "leg_from": leg_from,
        "leg_to": leg_to,
        "since": chosen.since.isoformat() if chosen.since else "",
        "until": chosen.until.isoformat() if chosen.until else "",
        "kind": chosen.source_kind.value if chosen.source_kind else "",
        "label": chosen.label.value if chosen.label else "",
        "state": chosen.state.value if chosen.state else "",
        "status": chosen.status.value if chosen.status else "",
        "versions": "true" if chosen.versions else "",
    }
    return {name: value for name, value in values.items() if value}


def from_kept(kept: Mapping[str, str]) -> tuple[str, SearchFilter]:
    """The words and the filters."""
    leg_from, leg_to = kept.get("leg_from"), kept.get("leg_to")
    chosen = SearchFilter(
        country=kept.get("country", ""),
        leg=(leg_from, leg_to) if leg_from and leg_to else None,
        since=date.fromisoformat(kept["since"]) if "since" in kept else None,
        until=date.fromisoformat(kept["until"]) if "until" in kept else None,
        source_kind=SourceKind(kept["kind"]) if "kind" in kept else None,
        label=DocumentLabel(kept["label"]) if "label" in kept else None,
        state=FlagState(kept["state"]) if "state" in kept else None,
        status=LegalStatus(kept["status"]) if "status" in kept else None,
        versions="versions" in kept,
    )
    return kept.get("q", ""), chosen
