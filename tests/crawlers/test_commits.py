"""Nothing is said before the disk has what stands before it: one question for many pages, in order, and few wait."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

import pytest
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from core.errors import EvidenceError
from crawlers.download.control import Control
from crawlers.spiders import commits as module
from crawlers.spiders.commits import MOST, Commits


class Disk:
    """An archive whose disk answers when the test says so."""

    def __init__(self) -> None:
        self.put = self.safe = self.waits = 0
        self.full = False

    @property
    def is_safe(self) -> bool:
        return self.put == self.safe

    def sync(self) -> None:
        self.waits += 1
        if self.full:
            raise EvidenceError("No space left.", remedy="Free some.")
        self.safe = self.put


class Bench:
    """Commits over such a disk; `asked` are the questions that a thread has been given, unanswered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.disk, self.control = Disk(), Control()
        self.asked: list[Deferred[Any]] = []
        self.said: list[int] = []
        self.commits = Commits(cast(Any, self.disk), self.control)
        monkeypatch.setattr(module, "deferToThread", self._ask)

    def _ask(self, _: object) -> Deferred[Any]:
        self.asked.append(Deferred())
        return self.asked[-1]

    def page(self) -> None:
        self.disk.put += 1
        self.say(self.disk.put)

    def say(self, number: int) -> None:
        self.commits.then(partial(self.said.append, number))

    def answer(self) -> None:
        question = self.asked.pop(0)
        try:
            self.disk.sync()
        except EvidenceError:
            question.errback(Failure())
        else:
            question.callback(None)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(monkeypatch)


def test_where_nothing_waits_it_is_said_at_once(bench: Bench) -> None:
    bench.say(7)
    assert (bench.said, bench.asked) == ([7], [])


def test_a_page_is_said_once_the_disk_has_it(bench: Bench) -> None:
    bench.page()
    assert bench.said == []
    bench.answer()
    assert (bench.said, bench.asked) == ([1], [])


def test_what_comes_meanwhile_waits_in_order_for_one_more_question(bench: Bench) -> None:
    bench.page()
    bench.page()
    bench.say(99)  # a page that failed: nothing of it in the archive, and yet not before its turn
    bench.page()
    assert len(bench.asked) == 1
    bench.answer()
    assert bench.said == [1]
    assert len(bench.asked) == 1
    bench.answer()
    assert (bench.said, bench.asked, bench.disk.waits) == ([1, 2, 99, 3], [], 2)


def test_when_many_wait_the_crawl_does(bench: Bench) -> None:
    for _ in range(MOST):
        bench.page()
    assert bench.said == list(range(1, MOST + 1))
    bench.page()
    bench.answer()  # of the first question: says nothing twice
    assert bench.said == list(range(1, MOST + 1))
    bench.answer()
    assert bench.said == list(range(1, MOST + 2))


def test_at_the_end_what_waits_is_said(bench: Bench) -> None:
    bench.page()
    bench.page()
    bench.commits.flush()
    assert (bench.said, bench.control.stopped) == ([1, 2], "")


@pytest.mark.parametrize("at_the_end", [True, False])
def test_what_the_disk_refuses_is_never_said(bench: Bench, at_the_end: bool) -> None:
    bench.page()
    bench.answer()
    bench.disk.full = True
    bench.page()
    if not at_the_end:
        bench.answer()
    bench.page()
    bench.commits.flush()
    assert bench.said == [1]
    assert isinstance(bench.control.error, EvidenceError)


def test_a_journal_that_fails_ends_the_crawl(bench: Bench) -> None:
    def fail() -> None:
        raise OSError("no journal")

    bench.disk.put += 1
    bench.commits.then(fail)
    bench.page()
    bench.answer()
    assert isinstance(bench.control.error, OSError)
    assert (bench.said, bench.asked) == ([], [])
