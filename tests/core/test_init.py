"""What holds for every process that loads a room of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_MULTIPLIES = """
import os
import core
import numpy
square = numpy.ones((500, 500), numpy.float32)
square @ square
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted as Linux shows them")
@pytest.mark.parametrize(("asked", "threads"), [(None, 1), ("2", 2)])
def test_numpy_multiplies_without_threads_that_wait_busily_unless_they_are_asked_for(
    asked: str | None, threads: int
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    if asked is not None:
        environment["OPENBLAS_NUM_THREADS"] = asked
    done = subprocess.run(
        [sys.executable, "-c", _MULTIPLIES], check=True, capture_output=True, text=True, env=environment
    )
    assert int(done.stdout) == min(threads, os.cpu_count() or 1)
