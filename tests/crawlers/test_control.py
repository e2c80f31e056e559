"""The brake of a crawl wakes whatever waits, once."""

from __future__ import annotations

import pytest
from twisted import internet
from twisted.internet.defer import Deferred, ensureDeferred
from twisted.internet.task import Clock

from crawlers.download import control as module
from crawlers.download.control import Control


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The reactor's time."""
    time = Clock()
    monkeypatch.setattr(internet, "reactor", time, raising=False)
    return time


def test_a_stop_ends_a_wait(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "maybe_deferred_to_future", lambda waited: waited)
    control = Control()
    sleeping = ensureDeferred(control.sleep(5))
    assert not sleeping.called
    control.stop("told to")
    assert sleeping.called
    assert not clock.getDelayedCalls()


def test_a_stop_in_the_turn_in_which_the_timer_rang_is_heard(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """With asyncio's loop who waits is told in its next turn, and a stop may come before."""
    told: Deferred[None] = Deferred()
    monkeypatch.setattr(module, "maybe_deferred_to_future", lambda _waited: told)
    control = Control()
    sleeping = ensureDeferred(control.sleep(5))
    clock.advance(5)
    control.stop("told to")
    assert control.stopped == "told to"
    told.callback(None)
    assert sleeping.called
