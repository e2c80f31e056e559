"""The floors: what is worse than they allow is named, of a language and of real texts too."""

from __future__ import annotations

import tomllib
from pathlib import Path

from models import evaluate
from models.score import Figures

GOOD = {
    "flagged": 1.0, "labels": 1.0, "operators": 1.0, "contacts": 1.0, "route_exact": 1.0, "waypoints": 1.0,
    "prices": 1.0, "false_alarms": 0.0, "accused": 0.0, "authority_accused": 0.0, "real_news": 0.0,
}  # fmt: skip


def test_what_is_below_its_floor_is_named() -> None:
    assert evaluate.below_floors(GOOD) == []
    assert evaluate.below_floors(GOOD | {"authority_accused": 1.0}) == ["authority_accused: 1.0000, at most 0"]
    assert [line.split(":")[0] for line in evaluate.below_floors(GOOD | {"real_news": 0.02})] == ["real_news"]
    (low,) = evaluate.below_floors(GOOD | {"route_exact of pt": 0.5})
    assert low.startswith("route_exact of pt: 0.500, at least 0.")


def test_every_floor_is_of_a_figure_that_is_measured() -> None:
    """A floor under a name that nothing prints would hold nothing."""
    floors = tomllib.loads((Path(evaluate.__file__).parent / "floors.toml").read_text(encoding="utf-8"))
    measured = {*Figures().rates(), "calibration_error", "real_news", "real_ads", "real_hard_news"}
    parts = {"ad", "news", "en", "es", "pt"}
    for name in [*floors["least"], *floors["most"]]:
        figure, _, of = name.partition(" of ")
        assert figure in measured, name
        assert not of or of in parts, name
