"""Killed at many points and started again: nothing lost, nothing doubled, no second mail."""

from __future__ import annotations

import shutil
import signal
from datetime import UTC, datetime

import pytest

from digest.night import queue_night
from store import runs
from tests.pipeline.conftest import World
from tests.pipeline.state import archive_findings, state_of

NIGHT_POINTS = (2, 9, 17, 26, 34, 41, 47, 55, 64)
CRAWL_POINTS = (3, 6, 11)
MAIL_POINTS = (1, 2, 3, 4, 5, 6, 7, 8, 10)


@pytest.mark.parametrize("victim", ["night", "crawl"])
def test_killed_again_and_again_a_night_ends_as_if_it_never_was(world: World, victim: str) -> None:
    """The same night, once in peace and once killed at every one of the points, leaves the same."""
    peaceful = world.run("nightly")
    assert peaceful.returncode == 0, peaceful.stderr.decode()
    expected, mails = state_of(world), len(world.mailbox.messages)
    shutil.rmtree(world.folder / "data")
    world.mailbox.messages.clear()

    killed = 0
    for point in NIGHT_POINTS if victim == "night" else CRAWL_POINTS:
        result = world.run("nightly", kill=f"{victim}:{point}")
        # A night whose crawls were killed says so by its status.
        assert result.returncode in {0, -signal.SIGKILL, 1 if victim == "crawl" else 0}, result.stderr.decode()
        killed += b"killed by signal 9" in result.stderr or result.returncode == -signal.SIGKILL
    # A night taken up again has less left to do, so the last points may lie behind its end: it then ended in peace.
    assert killed >= (5 if victim == "night" else 2)

    last = world.run("nightly")
    assert last.returncode == 0, last.stderr.decode()
    found = state_of(world)
    assert found.revisions == expected.revisions
    assert found.flags == expected.flags
    assert found.operators == expected.operators
    assert found.runs_unfinished == 0
    assert len(world.mailbox.messages) == mails == 1
    assert not archive_findings(world)
    assert not list((world.folder / "data" / "incoming").glob("*/crawl.json"))


@pytest.mark.parametrize("point", MAIL_POINTS)
def test_killed_around_the_mail_it_is_sent_once_or_reported(world: World, point: int) -> None:
    """Between queueing and the server's answer: one mail, or none and a line that says so; never two."""
    settings = world.settings()
    world.folder.joinpath("data").mkdir()
    database = world.database()
    database.upgrade()
    with database.transaction() as session:
        run = runs.start_or_resume(session, datetime.now(settings.nightly.zone).date(), "manual", datetime.now(UTC))
        runs.finish(session, run.run_id, "done", datetime.now(UTC))
        queue_night(session, run.run_id, settings.mail, silent_nights=3, now=datetime.now(UTC))
    database.close()
    world.run("digest", "send", kill=f"night:{point}")
    again = world.run("digest", "send")
    mails = len(world.mailbox.messages)
    assert mails <= 1
    assert again.returncode == (0 if mails else 1), again.stderr.decode()  # a person has to look
    if mails == 0:
        assert b"may or may not have arrived" in again.stdout
