"""Nothing that a machine thinks is shown as certain."""

from __future__ import annotations

from core.languages import language
from core.scores import shown, weight


def test_a_score_is_never_shown_as_certain() -> None:
    assert [shown(score) for score in (0.0, 0.874, 0.9951, 1.0)] == ["0.00", "0.87", "0.99", "0.99"]


def test_pages_and_terminals_round_alike() -> None:
    """A weight of 0.855 was +0.86 on the page, and +0.85 at the terminal."""
    halves = 0.855, 0.845, -0.125, 0.005, 0.1 + 0.2
    assert [weight(each) for each in halves] == ["+0.86", "+0.85", "-0.13", "+0.01", "+0.30"]
    assert [language("en").score(each, "+0.00;-0.00") for each in halves] == [weight(each) for each in halves]
    assert [language("en").score(each) for each in halves[:2]] == [shown(each) for each in halves[:2]]
