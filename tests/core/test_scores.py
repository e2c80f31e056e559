"""Nothing that a machine thinks is shown as certain."""

from __future__ import annotations

from core.scores import shown


def test_a_score_is_never_shown_as_certain() -> None:
    assert [shown(score) for score in (0.0, 0.874, 0.9951, 1.0)] == ["0.00", "0.87", "0.99", "0.99"]
