"""What holds for every test: none goes by the settings of a watch that the environment names, no property is judged by
a clock, or by other examples than the last time, no command's logging outlives its test, and no statement joins a table
of a query around it anew."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import settings

from tests import cheap, correlated

OF_TESTS = {f"ALMENARA_{name}" for name in ("TEST_POSTGRES", "TEST_KILL", "FUZZ", "SCREENSHOTS", "CONTRACT_EXAMPLES")}
for name in [name for name in os.environ if name.upper().startswith("ALMENARA_") and name not in OF_TESTS]:
    del os.environ[name]  # or a test's operators would stand in that watch's database

# The same code passes or fails alike everywhere; `make fuzz` looks for examples that nobody has seen.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=500)
settings.load_profile("fuzz" if os.environ.get("ALMENARA_FUZZ") else "repeatable")

cheap.compile_once()
cheap.hash_cheaply()
correlated.check_statements()


@pytest.fixture(autouse=True)
def _logging_is_set_back() -> Iterator[None]:
    """A command that a test runs sets the logging of this whole process (pipeline.reporter), onto a stream that is
    closed with the test."""
    level, told = logging.root.level, structlog.get_config()
    yield
    logging.root.setLevel(level)
    for handler in [each for each in logging.root.handlers if type(each) is logging.StreamHandler]:
        logging.root.removeHandler(handler)
    structlog.configure(**told)
