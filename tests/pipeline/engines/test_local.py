"""Worker processes: whatever happens to one, nothing is lost, nothing comes twice, and nobody else is harmed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import EngineError, StoppedError
from pipeline.engines.dispatch import Dispatcher
from pipeline.engines.local import LocalCrew
from pipeline.engines.step import Failed, Step
from pipeline.engines.worker import Limits
from tests.pipeline.engines.steps import OBEY, make_dying, make_unable

CALM = ["a", "b", "c"]
LIMITS = Limits(memory_mib=1024, answer_s=60, threads=1)


@pytest.fixture
def crew(request: pytest.FixtureRequest) -> Iterator[LocalCrew]:
    """Two workers, with limits of the test's own where it has them."""
    made = LocalCrew(2, getattr(request, "param", LIMITS))
    yield made
    made.close()
    assert made.pids == []


def answers(crew: LocalCrew, batches: list[list[str]]) -> list[list[str | Failed]]:
    """What the batches gave, each with its own."""
    found = list(Dispatcher(crew).run(OBEY, batches))
    assert [list(batch) for batch, _ in found] == batches
    return [list(given) for _, given in found]


def test_answers_come_in_order_from_processes_of_their_own(crew: LocalCrew) -> None:
    """More batches than workers; the work is not done here, and nobody is started whom nobody needs."""
    batches = [[f"{batch}-{member}" for member in range(3)] for batch in range(9)]
    assert answers(crew, batches) == [[word.upper() for word in batch] for batch in batches]
    ((told,),) = answers(crew, [["pid"]])
    assert str(told).split()[1] != str(os.getpid())
    assert len(crew.pids) == 2


def test_one_batch_starts_one_worker(crew: LocalCrew) -> None:
    """A small night does not load the models twice."""
    assert answers(crew, [CALM]) == [["A", "B", "C"]]
    assert len(crew.pids) == 1


def test_a_killed_worker_loses_nothing(crew: LocalCrew, tmp_path: Path) -> None:
    """Killed once, in the middle of a batch: its batch is done by another, and nothing is set aside."""
    accident = ["a", f"die-once:{tmp_path / 'mark'}", "c"]
    assert answers(crew, [CALM, accident, CALM]) == [["A", "B", "C"], [w.upper() for w in accident], ["A", "B", "C"]]


def test_a_worker_killed_between_two_orders_is_replaced(crew: LocalCrew) -> None:
    """It had nothing to lose."""
    answers(crew, [CALM])
    os.kill(crew.pids[0], signal.SIGKILL)
    assert answers(crew, [CALM]) == [["A", "B", "C"]]


@pytest.mark.parametrize(("poison", "said"), [("die", "signal 9"), ("leave", "status 3"), ("raise", "RecursionError")])
def test_poison_is_set_aside_after_two_tries_and_nothing_else(crew: LocalCrew, poison: str, said: str) -> None:
    """Its neighbours in the batch and the other batches are answered."""
    first, second, third = answers(crew, [CALM, ["a", poison, "c"], CALM])
    assert first == third == ["A", "B", "C"]
    assert (second[0], second[2]) == ("A", "C")
    failed = second[1]
    assert isinstance(failed, Failed)
    assert failed.tries == 2
    assert said in failed.error


@pytest.mark.parametrize("crew", [Limits(memory_mib=1024, answer_s=1, threads=1)], indirect=True)
def test_what_turns_for_ever_is_ended_by_the_time_it_worked(crew: LocalCrew) -> None:
    """Nobody here waits for it with a clock: the kernel ends the worker. (Where it gets no processor, by the clock.)"""
    ((first, failed, last),) = answers(crew, [["a", "turn", "c"]])
    assert (first, last) == ("A", "C")
    assert failed in (Failed("took longer than 1 s of processor time", 2), Failed("took longer than 20 s", 2))


@pytest.mark.parametrize("crew", [Limits(memory_mib=1024, answer_s=0.1, threads=1)], indirect=True)
def test_what_sleeps_for_ever_is_ended_by_the_clock(crew: LocalCrew) -> None:
    """It works no time at all."""
    ((_, failed, _),) = answers(crew, [["a", "hang", "c"]])
    assert failed == Failed("took longer than 2 s", 2)


@pytest.mark.parametrize("crew", [Limits(memory_mib=1024, answer_s=0.5, threads=1)], indirect=True)
def test_waiting_for_a_processor_is_no_fault(crew: LocalCrew) -> None:
    """On a busy machine an answer takes long by the clock, and the text is not set aside for it."""
    assert answers(crew, [["a", "wait:1", "c"]]) == [["A", "WAIT:1", "C"]]


def test_told_to_stop_it_does_not_wait_for_what_is_at_work() -> None:
    """Nor for what sleeps for ever; nobody is left at work."""

    def check() -> None:
        raise StoppedError("Stopped.")

    told = LocalCrew(1, LIMITS, check)
    with closing(told), pytest.raises(StoppedError):
        answers(told, [["hang"]])
    assert told.pids == []


def test_who_takes_too_long_time_and_again_gets_less_and_less() -> None:
    """Else a site of such pages holds up a night for days; everybody else has all the time, and nothing goes unread."""
    alone = LocalCrew(1, Limits(memory_mib=1024, answer_s=0.4, threads=1))
    given = [["turn:anna", "turn:anna"], ["turn:anna", "a:anna"], ["turn:anna"], ["turn:bert", "b:anna"]]
    with closing(alone):
        first, second, third, last = answers(alone, given)
    failed = [each for each in (*first, second[0], third[0], last[0]) if isinstance(each, Failed)]
    assert [each.tries for each in failed] == [2, 2, 2, 1, 2]
    limits = [each.error.removeprefix("took longer than ").split()[0] for each in failed]
    assert limits == ["0.4", "0.4", "0.4", "0.2", "0.4"]
    assert (second[1], last[1]) == ("A:ANNA", "B:ANNA")


@pytest.mark.parametrize("crew", [Limits(memory_mib=200, answer_s=60, threads=1)], indirect=True)
def test_memory_is_bounded(crew: LocalCrew) -> None:
    """Past its limit a worker is renewed after the batch; past twice that the kernel refuses, and only this fails."""
    (one,) = answers(crew, [["pid"]])
    (two,) = answers(crew, [["pid"]])
    assert one == two
    answers(crew, [["hold:250"]])
    (three,) = answers(crew, [["pid"]])
    assert three != two
    assert crew.peak_mib >= 250
    ((failed, well),) = answers(crew, [["hold:900", "b"]])
    assert failed == Failed("MemoryError", 2)
    assert well == "B"


def test_workers_that_cannot_begin_are_no_document_s_fault(crew: LocalCrew) -> None:
    """Nothing is set aside: the work ends, and says why."""
    with pytest.raises(EngineError, match=r"status 4.*engine\.workers"):
        list(Dispatcher(crew).run(Step("obey", "2", make_dying), [CALM]))
    with pytest.raises(EngineError, match=r"no trained model.*Name one"):
        list(Dispatcher(crew).run(Step("obey", "3", make_unable), [CALM]))


def test_a_run_that_is_left_leaves_no_answer_behind(crew: LocalCrew) -> None:
    """Told to stop in the middle, the next run does not get the last one's answers."""
    engine = Dispatcher(crew)
    left = engine.run(OBEY, [[str(number)] for number in range(20)])
    next(left)
    left.close()  # type: ignore[attr-defined]  # it is a generator
    assert answers(crew, [CALM]) == [["A", "B", "C"]]
