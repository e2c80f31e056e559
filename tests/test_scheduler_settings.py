"""Settings that change under a scheduler: what leads elsewhere than to its own database waits for a restart."""

from __future__ import annotations

from pathlib import Path

import pytest

import scheduler
from core.settings import Settings, load
from tests.test_scheduler import nights, settings
from tests.test_scheduler_faults import still, strike

__all__ = ["settings"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ('data_dir = "{}/other"', "data_dir, database_url changed"),
        ('database_url = "sqlite:///{}/other/almenara.db"', "database_url changed"),
        ('[nightly]\ntimezone = "Asia/Tokyo"', "nightly.timezone changed"),
    ],
)
def test_no_night_leads_elsewhere_than_its_clock(
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: str,
    named: str,
) -> None:
    """The file was changed, and the next night made another database, and was locked in the old one."""
    monkeypatch.setattr(scheduler, "_began", settings.place)
    own = tmp_path / "settings.toml"
    before = own.read_text(encoding="utf-8")
    kept = [line for line in before.splitlines() if not change.startswith(line.partition(" ")[0])]
    with still(settings) as clock:
        own.write_text("\n".join([*kept, change.format(tmp_path)]), encoding="utf-8")
        strike(clock, scheduler.NIGHT)
        strike(clock, scheduler.OUTBOX)
        told = capsys.readouterr()
        assert (told.out + told.err).count(f"{named} since the scheduler began") == 2
        assert (nights(settings), (tmp_path / "other").exists()) == (0, False)
    own.write_text(before, encoding="utf-8")
    with still(settings) as clock:  # begun again
        strike(clock, scheduler.AGAIN)
        assert nights(settings) == 1


def test_a_night_that_was_refused_for_its_zone_is_caught_up_by_the_new_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "_began", settings.place)
    monkeypatch.setenv("ALMENARA_NIGHTLY__TIMEZONE", "Asia/Tokyo")
    with still(settings) as clock:
        strike(clock, scheduler.NIGHT)
        assert nights(settings) == 0
    changed = load()
    monkeypatch.setattr(scheduler, "_began", changed.place)
    with still(changed) as clock:
        strike(clock, scheduler.AGAIN)
        assert nights(changed) == 1
